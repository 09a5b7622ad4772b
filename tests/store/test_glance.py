from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desks import make_desk

from factkit.store import Store
from factkit.store.glance import Glance, glance
from factkit.verdicts.actions import Flag, Rate
from factkit.workspace.reviewing import open_review


def test_a_glance_sees_what_the_store_reads(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk", "[review]\nrequire = 'none'\n")
    with open_review(desk, "harbour", reviewer="amina") as session:
        session.act(Rate("supported"))
        session.act(Flag())
    with Store.open(desk.database) as store:
        read = Glance(
            store.article("harbour"),
            tuple(store.claims("harbour")),
            tuple(store.records(article="harbour")),
            tuple(event.body for event in store.events("harbour", "amina")),
            store.last_change(),
        )
    assert glance(desk.database, "harbour", "amina") == read


def test_whatever_is_not_simple_is_left_to_the_store(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    assert glance(desk.database, "harb", "amina") is None
    assert glance("postgresql://host/name", "harbour", "amina") is None
    assert glance(str(tmp_path / "missing.db"), "harbour", "amina") is None
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(b"SQLite format 3\x00" + bytes(200))
    assert glance(str(damaged), "harbour", "amina") is None


def test_opening_a_review_loads_no_database_layer_and_no_model(tmp_path: Path) -> None:
    desk = make_desk(tmp_path / "desk")
    script = f"""
import sys
from pathlib import Path
from factkit.workspace.opening import find_workspace
from factkit.workspace.reviewing import open_review
import factkit.tui.screen
with open_review(find_workspace(Path({str(desk.folder)!r})), "harbour", reviewer="amina", at_once=False):
    print([name for name in ("sqlalchemy", "spacy", "tantivy", "numpy", "jsonschema") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
