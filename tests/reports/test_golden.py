"""Every form against the file that was looked at; `python tests/lead_annotation.py` writes them anew."""

from __future__ import annotations

import pytest
from lead_annotation import FOLDER, golden, lead

from factkit.workspace.annotations import read_annotation

INPUTS = {"article.txt", "evidence.jsonl"}


@pytest.fixture(scope="module")
def drawn() -> dict[str, str]:
    return golden()


@pytest.mark.parametrize("name", sorted({path.name for path in FOLDER.iterdir()} - INPUTS))
def test_the_form_is_as_it_was_looked_at(name: str, drawn: dict[str, str]):
    assert drawn[name].encode() == (FOLDER / name).read_bytes()


def test_every_form_has_its_file(drawn: dict[str, str]):
    assert {path.name for path in FOLDER.iterdir()} - INPUTS == drawn.keys()


def test_the_annotation_file_is_the_annotation():
    read = read_annotation(FOLDER / "lead.factcheck.json")
    assert (read.article, read.claims, read.records, read.matches) == (
        lead().article,
        lead().claims,
        lead().records,
        lead().matches,
    )
