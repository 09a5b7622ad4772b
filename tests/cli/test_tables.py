"""Tables on screens of any width: what one copies out of them stays whole."""

from pathlib import Path

import pytest

from factkit.cli.options import ListingFormat
from factkit.cli.output import print_listing
from tests.cli.conftest import Factkit

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 100, 200])
def test_ids_stay_whole_on_a_screen_of_any_width(
    factkit: Factkit, columns: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(columns))
    factkit("init", ".")
    factkit("evidence", "add", ROOT / "fixtures/evidence/paris-bamako.jsonl")
    sources = factkit("evidence", "list", "-f", "jsonl").lines
    found = factkit("evidence", "search", "Mali", "-f", "jsonl").lines
    listed, searched = factkit("evidence", "list").out.split(), factkit("evidence", "search", "Mali").out.split()
    assert {row[key] for row in sources for key in ("id", "name", "published")} <= set(listed)
    assert {row[key] for row in found for key in ("id", "source")} <= set(searched)


@pytest.mark.parametrize("columns", [40, 80])
def test_no_line_is_wider_than_the_screen(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    row = {
        "id": "s-4b3d2c906bb0abf4",
        "name": "note-suspension",
        "publisher": "Occasional Digest",
        "text": "A word " * 40,
    }
    shown = [(key, lambda row, key=key: row[key]) for key in row]
    print_listing([row, row], shown, ListingFormat.TABLE)
    assert all(len(line) <= columns for line in capsys.readouterr().out.splitlines())
