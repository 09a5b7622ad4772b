"""`factkit verdict`, `scale` and `agreement` as people use them, on a real workspace."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from desks import make_desk, passage_ids

from factkit.workspace.opening import open_store
from tests.cli.conftest import Factkit, factkit

__all__ = ["factkit"]

TWO_BLIND = "[review]\nreviewers = 2\nblind = true\n"


class Desk:
    """A workspace and its commands."""

    def __init__(self, run: Factkit, folder: Path, config: str = "") -> None:
        self.run, self.folder = run, folder
        self.workspace = make_desk(folder, config)
        self.passage = passage_ids(self.workspace)[0]

    def __call__(self, *arguments: object):
        return self.run(*arguments, "--workspace", self.folder)

    def add(self, claim: str, rating: str, reviewer: str, *more: object, what: str = "add"):
        cited = ("--evidence", f"{self.passage}:refutes", "--rationale", "It was Thursday.")
        return self("verdict", what, claim, "--rating", rating, *cited, "--reviewer", reviewer, *more)

    def listed(self, *options: object):
        return self("verdict", "list", "-f", "jsonl", *options)


@pytest.fixture
def desk(factkit: Factkit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.delenv("FACTKIT_REVIEWER", raising=False)
    return Desk(factkit, tmp_path / "desk")


@pytest.fixture
def blind_desk(factkit: Factkit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.delenv("FACTKIT_REVIEWER", raising=False)
    return Desk(factkit, tmp_path / "desk", TWO_BLIND)


def test_a_verdict_is_recorded_with_all_that_it_rests_on(desk):
    done = desk.add("harbour#1", "refuted", "amina", "-f", "json")
    assert done.code == 0
    record = done.json
    assert record["rating"], record["reviewer"] == ("refuted", "amina")
    assert record["evidence"][0]["quote"].startswith("The council closed")
    assert record["evidence"][0]["url"] == "https://example.org/a"
    assert record["versions"]["schema"] == "1.0"
    assert desk.listed().lines[0]["digest"] == record["digest"]


def test_a_later_verdict_supersedes_and_the_first_stays_in_all(desk):
    first = desk.add("harbour#1", "refuted", "amina", "-f", "json").json
    second = desk.add("harbour#1", "supported", "amina", "-f", "json").json
    assert second["supersedes"] == first["id"]
    assert [row["rating"] for row in desk.listed().lines] == ["supported"]
    assert [row["rating"] for row in desk.listed("--all").lines] == ["refuted", "supported"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--rating", "nope"), "supported, refuted, not-enough-evidence, conflicting-evidence"),
        (("--rating", "refuted"), "needs a piece of evidence and a rationale"),
        (("--rating", "not-enough-evidence"), "needs a rationale"),
        (("--rating", "refuted", "--rationale", "x", "--evidence", "p-9:refutes"), "no passage p-9"),
        (("--rating", "refuted", "--rationale", "x", "--evidence", "p-9"), "PASSAGE:supports|refutes|context"),
        (("--rating", "refuted", "--scale", "zzz"), "unknown scale"),
        (("--rating", "not-enough-evidence", "--rationale", "\udcff"), "is not UTF-8 text"),
    ],
)
def test_what_the_rules_do_not_allow_is_refused_and_nothing_is_stored(desk, options, message):
    done = desk("verdict", "add", "harbour#1", *options, "--reviewer", "amina")
    assert done.code == 2
    assert message in done.err
    assert desk.listed("--all").out == ""


def test_without_a_reviewer_nothing_is_recorded(desk):
    assert desk("verdict", "add", "harbour#1", "--rating", "refuted").code == 2


def test_a_rating_that_there_is_no_evidence_needs_a_rationale_alone(desk):
    given = ("--rating", "not-enough-evidence", "--rationale", "Nothing found.", "--reviewer", "amina")
    assert desk("verdict", "add", "harbour#1", *given).code == 0


def test_a_strict_desk_refuses_evidence_that_a_reader_cannot_find(factkit, tmp_path):
    desk = Desk(factkit, tmp_path / "desk", "[review]\nrequire = 'locator'\n")
    assert desk.add("harbour#1", "refuted", "amina").code == 0
    note = tmp_path / "note.jsonl"
    note.write_text('{"id": "n", "text": "Nowhere to be found."}\n')
    desk("evidence", "add", note)
    with open_store(desk.workspace) as store:
        desk.passage = store.passages_of(store.source("n").id)[0].id
    assert "a locator or URL" in desk.add("harbour#2", "refuted", "amina").err


def test_a_retracted_verdict_is_in_force_no_more_and_stays_in_the_history(desk):
    desk.add("harbour#1", "refuted", "amina")
    assert desk("verdict", "retract", "harbour#1", "--reviewer", "ben").code == 2
    assert desk("verdict", "retract", "harbour#1", "--reviewer", "amina", "--reason", "wrong day").code == 0
    assert desk.listed().out == ""
    kinds = [row["kind"] for row in desk("verdict", "history", "harbour#1", "-f", "jsonl").lines]
    assert kinds == ["verdict", "retraction"]


def test_the_first_record_that_was_tampered_with_is_named(desk):
    ids = [desk.add(f"harbour#{n}", "refuted", "amina", "-f", "json").json["id"] for n in (1, 2, 3)]
    assert desk("verdict", "history").code == 0
    with sqlite3.connect(desk.folder / "factkit.db") as database:
        for (trigger,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            database.execute(f"DROP TRIGGER {trigger}")
        database.execute("UPDATE records SET body = replace(body, 'Thursday', 'Friday') WHERE id = ?", [ids[1]])
    database.close()
    done = desk("verdict", "history")
    assert done.code == 1
    assert ids[1] in done.err


def test_ratings_are_read_on_another_scale_exact_lossy_or_refused(desk):
    desk.add("harbour#1", "refuted", "amina")
    [row] = desk.listed("--as", "fever").lines
    assert (row["rating"], row["scale"], row["mapping"]) == ("refutes", "fever", "exact")
    assert desk.listed("--as", "true-false").lines[0]["mapping"] == "lossy"
    desk.add("harbour#2", "conflicting-evidence", "amina")
    done = desk.listed("--as", "fever")
    assert (done.code, [row["rating"] for row in done.lines]) == (1, ["refutes", None])
    assert "no counterpart on fever" in done.err
    refused = desk.listed("--as", "pinocchios")
    assert (refused.code, refused.out) == (2, "")


def test_a_desk_has_a_scale_of_its_own(factkit, tmp_path):
    desk = Desk(factkit, tmp_path / "desk", "[scale]\ndefault = 'own'\nfiles = ['own.json']\n")
    (desk.folder / "own.json").write_text(
        '{"factkit": "1.0", "id": "own", "name": "Own", "ordered": true,'
        ' "ratings": [{"id": "no", "label": "No"}, {"id": "yes", "label": "Yes"}]}'
    )
    assert desk.add("harbour#1", "yes", "amina").code == 0
    assert desk("scale", "show", "-f", "json").json["id"] == "own"
    assert "own" in [row["id"] for row in desk("scale", "list", "-f", "jsonl").lines]


def test_a_blind_desk_shows_others_once_one_has_answered(blind_desk):
    blind_desk.add("harbour#1", "refuted", "amina")
    nameless = blind_desk.listed()
    assert (nameless.code, nameless.out) == (0, "")
    assert "blind" in nameless.err
    assert blind_desk.listed("--reviewer", "ben").out == ""
    assert "amina" not in blind_desk("verdict", "history", "--reviewer", "ben").out
    blind_desk.add("harbour#1", "supported", "ben")
    assert {row["reviewer"] for row in blind_desk.listed("--reviewer", "ben").lines} == {"amina", "ben"}


def test_a_dispute_is_settled_by_somebody_else_who_sees_letters(blind_desk):
    blind_desk.add("harbour#1", "refuted", "amina")
    assert "nothing to adjudicate" in blind_desk.add("harbour#1", "refuted", "eve", what="adjudicate").err
    blind_desk.add("harbour#1", "supported", "ben")
    assert "somebody else" in blind_desk.add("harbour#1", "refuted", "ben", what="adjudicate").err
    shown = blind_desk("verdict", "adjudicate", "harbour#1", "--reviewer", "eve", "-f", "jsonl")
    assert [row["by"] for row in shown.lines] == ["A", "B"]
    assert "amina" not in shown.out
    assert blind_desk.add("harbour#1", "refuted", "eve", what="adjudicate").code == 0
    overruled = {row["reviewer"]: row["overruled"] for row in blind_desk.listed("--reviewer", "ben").lines}
    assert overruled == {"amina": False, "ben": True, "eve": False}


def test_only_what_is_decided_is_published_and_it_can_be_taken_back(desk):
    page = ("--url", "https://example.org/check", "--reviewer", "eve")
    assert "nothing to publish" in desk("verdict", "publish", "harbour#1", *page).err
    desk.add("harbour#1", "refuted", "amina")
    for address in ("javascript:x", "https://exa mple.org/", "https://"):
        assert desk("verdict", "publish", "harbour#1", "--url", address, "--reviewer", "eve").code == 2
    assert desk("verdict", "publish", "harbour#1", *page).code == 0
    assert desk("verdict", "unpublish", "harbour#1", "--reviewer", "eve").code == 0
    assert desk("verdict", "unpublish", "harbour#1", "--reviewer", "eve").code == 2


def test_agreement_is_shown_with_what_people_disagree_on(desk):
    for number, (one, other) in enumerate(
        [("refuted", "refuted"), ("supported", "supported"), ("refuted", "supported")], 1
    ):
        desk.add(f"harbour#{number}", one, "amina")
        desk.add(f"harbour#{number}", other, "ben")
    [row] = desk("agreement", "-f", "json").json
    [pair] = row["pairs"]
    assert (pair["n"], round(pair["percent"]), pair["boundaries"]["f1"]) == (3, 67, 1.0)
    assert pair["kappa"]["value"] == pytest.approx(0.4)
    assert row["disagreements"][0]["ratings"] == {"amina": "refuted", "ben": "supported"}
    assert "disagree" not in desk("agreement").err


def test_a_blind_desk_tells_nobody_of_agreement_without_a_name(blind_desk):
    blind_desk.add("harbour#1", "refuted", "amina")
    done = blind_desk("agreement", "-f", "json")
    assert done.json == []
    assert "blind" in done.err


def test_reports_and_exports_are_blind_too(blind_desk, tmp_path):
    blind_desk.add("harbour#1", "refuted", "amina")
    nameless = blind_desk("report", "harbour", "-f", "markdown")
    assert nameless.code == 0
    assert "amina" not in nameless.out
    assert "blind" in nameless.err
    assert "amina" not in blind_desk("report", "harbour", "-f", "json", "--reviewer", "ben").out
    assert "amina" in blind_desk("report", "harbour", "-f", "markdown", "--reviewer", "amina").out
    refused = blind_desk("annotations", "export", "harbour", "-o", tmp_path / "a.json", "--reviewer", "ben")
    assert refused.code == 2
    assert not (tmp_path / "a.json").exists()
    own = blind_desk("annotations", "export", "harbour", "-o", tmp_path / "a.json", "--reviewer", "amina")
    assert own.code == 0, own.err
