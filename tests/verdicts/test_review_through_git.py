"""Two people and an adjudicator who share nothing but a git repository."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from desks import make_desk, passage_ids

NAME = "harbour.factcheck.json"
RULES = "[review]\nreviewers = 2\n"


class Clone:
    """A clone of the repository with a workspace of its own beside it, and the merge driver set up."""

    def __init__(self, folder: Path, origin: Path, person: str) -> None:
        self.person, self.repository, self.workspace = person, folder / person, folder / f"{person}-desk"
        run("git", "clone", "-q", origin, self.repository, at=folder)
        self.git("config", "user.name", person)
        self.git("config", "user.email", f"{person}@example.org")
        driver = f"{sys.executable} -m factkit annotations merge-driver %O %A %B"
        self.git("config", "merge.factkit.driver", driver)
        self.factkit("init", self.workspace)
        (self.workspace / "factkit.toml").write_text(RULES)

    @property
    def file(self) -> Path:
        return self.repository / NAME

    def git(self, *arguments: object) -> str:
        return run("git", *arguments, at=self.repository)

    def factkit(self, *arguments: object) -> str:
        return run(sys.executable, "-m", "factkit", *arguments, at=self.repository)

    def decide(self, claim: str, rating: str, *, passage: str, what: str = "add") -> None:
        cited = ("--evidence", f"{passage}:context", "--rationale", f"{self.person} read it.")
        given = ("--rating", rating, *cited, "--reviewer", self.person, "--workspace", self.workspace)
        self.factkit("verdict", what, claim, *given)

    def take(self) -> None:
        self.factkit("annotations", "import", self.file, "--workspace", self.workspace)

    def give(self) -> None:
        self.factkit("annotations", "export", "harbour", "-o", self.file, "--workspace", self.workspace)
        self.git("commit", "-q", "-am", f"{self.person} decided")


def run(*command: object, at: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=at, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stderr}{done.stdout}"
    return done.stdout


@pytest.mark.system
def test_the_file_is_the_same_whichever_way_the_merges_went(tmp_path):
    desk = make_desk(tmp_path / "first", RULES)
    passage = passage_ids(desk)[0]
    origin = tmp_path / "origin"
    origin.mkdir()
    run("git", "init", "-q", "-b", "main", at=origin)
    run(sys.executable, "-m", "factkit", "annotations", "export", "harbour", "-o", origin / NAME,
        "--workspace", desk.folder, at=origin)  # fmt: skip
    (origin / ".gitattributes").write_text("*.factcheck.json merge=factkit\n")
    run("git", "add", "-A", at=origin)
    run("git", "-c", "user.name=o", "-c", "user.email=o@example.org", "commit", "-qm", "Begin", at=origin)

    amina, ben, eve = (Clone(tmp_path, origin, person) for person in ("amina", "ben", "eve"))
    for person, second in ((amina, "refuted"), (ben, "supported")):
        person.take()
        copy_evidence(desk.folder, person)
        person.decide("harbour#1", "refuted", passage=passage)
        person.decide("harbour#2", second, passage=passage)
        person.give()

    amina.git("fetch", "-q", ben.repository, "main:from-ben")
    ben.git("fetch", "-q", amina.repository, "main:from-amina")
    amina.git("merge", "-q", "--no-edit", "from-ben")
    ben.git("merge", "-q", "--no-edit", "from-amina")
    assert amina.file.read_bytes() == ben.file.read_bytes()

    eve.git("pull", "-q", "--no-rebase", amina.repository, "main")
    eve.take()
    copy_evidence(desk.folder, eve)
    eve.decide("harbour#2", "refuted", passage=passage, what="adjudicate")
    eve.give()
    for person in (amina, ben):
        person.git("pull", "-q", "--no-rebase", "--no-edit", eve.repository, "main")
    assert amina.file.read_bytes() == ben.file.read_bytes() == eve.file.read_bytes()
    amina.factkit("validate", amina.file)
    amina.take()
    listed = amina.factkit("verdict", "list", "-f", "jsonl", "--workspace", amina.workspace)
    assert len(listed.splitlines()) == 5
    assert '"standing": "adjudicated"' in listed


def copy_evidence(source: Path, person: Clone) -> None:
    records = person.factkit("evidence", "export", "--workspace", source)
    notes = person.workspace / "evidence.jsonl"
    notes.write_text(records)
    person.factkit("evidence", "add", notes, "--workspace", person.workspace)
