"""The example in the help of each command does what it says, in a workspace that has what it names."""

import glob
import shlex
import shutil
from pathlib import Path

import pytest
import typer.main

from factkit.cli.app import app
from factkit.cli.reference import commands
from tests.cli.conftest import Factkit

ROOT = Path(__file__).parents[2]
LEAVES = {" ".join(path): command for path, command in commands(typer.main.get_command(app), ())}

_AMINA = "verdict add france-mali#2 --rating refuted --evidence PASSAGE:refutes --rationale No. --reviewer amina"
_BEN = "verdict add france-mali#2 --rating supported --evidence PASSAGE:supports --rationale Yes. --reviewer ben"
_PUBLISHED = "verdict publish france-mali#2 --url https://example.org/checks/2 --reviewer eve"
BEFORE = {
    "verdict retract": [_AMINA],
    "verdict adjudicate": [_AMINA, _BEN],
    "verdict publish": [_AMINA],
    "verdict unpublish": [_AMINA, _PUBLISHED],
}


def _example(name: str) -> list[str]:
    text = " ".join((LEAVES[name].help or "").split())
    words = shlex.split(text.split("Example: factkit ", 1)[1])
    return words[: words.index(">")] if ">" in words else words


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a workspace is made once, by the first test that asks for it."""
    return tmp_path_factory.mktemp("made") / "desk"


@pytest.fixture
def passage(factkit: Factkit, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Stand in a workspace of one's own, and return a passage that it holds."""
    if not made.exists():
        _make(factkit, made, monkeypatch)
    shutil.copytree(made, tmp_path / "desk")
    monkeypatch.chdir(tmp_path / "desk")
    return str(factkit("evidence", "search", "Mali", "--limit", "1", "-f", "jsonl").lines[0]["id"])


def _make(factkit: Factkit, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "archive").mkdir(parents=True)
    (folder / "annotations").mkdir()
    monkeypatch.chdir(folder)
    for name in ("article", "france-mali", "harbour"):
        shutil.copy(ROOT / "fixtures/articles/paris-bamako.txt", f"{name}.txt")
    shutil.copy(ROOT / "fixtures/evidence/paris-bamako.jsonl", "notes.jsonl")
    Path("archive/old.txt").write_text("The harbour office reopened on 3 May 2024.")
    factkit("init", ".")
    factkit("evidence", "add", "notes.jsonl")
    factkit("split", "france-mali.txt", "--published", "2025-09-20")
    factkit("annotations", "export", "france-mali", "-o", "annotations/a.factcheck.json")
    for name in ("article", "france-mali", "harbour", "amina", "ben", "before", "after"):
        shutil.copy("annotations/a.factcheck.json", f"{name}.factcheck.json")


@pytest.mark.parametrize("name", sorted(LEAVES.keys() - {"review"}))
def test_the_example_in_the_help_runs_as_written(factkit: Factkit, name: str, passage: str) -> None:
    given = {"s-1f0a9c3b-2": passage, "%O": "before.factcheck.json", "%A": "amina.factcheck.json"}
    given |= {"%B": "ben.factcheck.json", "PASSAGE": passage}
    for command in [*map(shlex.split, BEFORE.get(name, ())), _example(name)]:
        words = [word for each in command for word in (sorted(glob.glob(each)) or [each])]  # noqa: PTH207
        for written, meant in given.items():
            words = [word.replace(written, meant) for word in words]
        done = factkit(*words)
        assert done.code == 0, done.err


def test_the_example_of_the_review_opens_the_screen_where_there_is_one(factkit: Factkit, passage: str) -> None:
    done = factkit(*_example("review"))
    assert (done.code, done.out) == (2, "")
    assert "needs a terminal" in done.err
    assert passage
    assert factkit(*_example("review"), "--plain", stdin="q\n").code == 0
