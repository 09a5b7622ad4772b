"""The real article that the design was drawn from, where it is at hand beside the project."""

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Factkit

SHARED = Path(os.environ.get("FACTKIT_BENCH", "/nowhere")).parent
ARTICLE = SHARED / "articles/france-mali.txt"
EVIDENCE = Path(__file__).parents[2] / "fixtures/evidence/paris-bamako.jsonl"

pytestmark = pytest.mark.skipif(not ARTICLE.is_file(), reason="FACTKIT_BENCH does not lead to the real article")


@pytest.fixture
def claims(factkit: Factkit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    monkeypatch.chdir(tmp_path)
    done = factkit("check", ARTICLE, "--evidence", EVIDENCE, "--published", "2025-09-20", "-f", "json")
    assert done.code == 0, done.err
    return done.json["claims"]


def _one(claims: list[dict], *words: str) -> dict:
    found = [claim for claim in claims if all(word in claim["text"] for word in words)]
    assert found, [claim["text"] for claim in claims]
    return min(found, key=lambda claim: len(claim["text"]))


def _kinds(claim: dict, *sources: str) -> set[str]:
    return {
        conflict["kind"]
        for match in claim["matches"]
        if not sources or match["source"] in sources
        for conflict in match["conflicts"] or ()
    }


def test_the_arrest_is_in_conflict_with_who_where_and_by_whom(claims: list[dict]) -> None:
    arrest = _one(claims, "Diop", "arrested by French police")
    assert {"name", "place", "actor"} <= _kinds(arrest, "note-arrest")
    assert "role" in _kinds(arrest, "note-diop")
    week = [(d["start"], d["end"]) for d in arrest["dates"] if d["text"] == "earlier in the week"]
    assert week == [("2025-09-15", "2025-09-20")]


def test_the_post_is_in_conflict(claims: list[dict]) -> None:
    assert _kinds(_one(claims, "Abdoulaye Diop is Malian ambassador"), "note-diop") == {"role"}


def test_the_day_is_in_conflict(claims: list[dict]) -> None:
    assert _kinds(_one(claims, "made public on September 20"), "note-suspension") == {"date"}


def test_what_is_right_raises_nothing(claims: list[dict]) -> None:
    ordered = _one(claims, "two Malian consular staff")
    assert not _kinds(ordered, "note-two-staff")
    agreed = {a["kind"] for m in ordered["matches"] if m["source"] == "note-two-staff" for a in m["agreements"]}
    assert "number" in agreed
    assert not _kinds(_one(claims, "suspension of its counterterrorism cooperation"), "note-suspension")


def test_a_prediction_is_not_checkable_and_ranks_low(claims: list[dict]) -> None:
    prediction = _one(claims, "terrorist organizations", "might exploit")
    assert (prediction["kind"], prediction["checkable"]) == ("prediction", False)
    assert prediction["check_worthiness"] <= 20


def test_nothing_after_the_article_is_a_claim(claims: list[dict]) -> None:
    assert not [claim for claim in claims if "Streamers" in claim["text"] or "Amazon" in claim["text"]]
