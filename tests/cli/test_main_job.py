"""The main job as its users do it: from an article to a validated annotation file and a report."""

from pathlib import Path

import pytest

from tests.cli.conftest import Factkit

ROOT = Path(__file__).parents[2]
ARTICLE = ROOT / "fixtures/articles/paris-bamako.txt"
EVIDENCE = ROOT / "fixtures/evidence/paris-bamako.jsonl"
PUBLISHED = ("--published", "2025-09-20")


@pytest.fixture
def desk(tmp_path: Path, factkit: Factkit, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "desk"
    assert factkit("init", folder).code == 0
    monkeypatch.setenv("FACTKIT_WORKSPACE", str(folder))
    monkeypatch.setenv("FACTKIT_REVIEWER", "amina")
    assert factkit("evidence", "add", EVIDENCE).code == 0
    return folder


def _claim(rows: list[dict], *words: str) -> dict:
    found = [row for row in rows if all(word in row["text"] for word in words)]
    assert found, f"no claim with {words} in {[row['text'] for row in rows]}"
    return found[0]


def _kinds(row: dict) -> set[str]:
    return {conflict["kind"] for match in row["matches"] for conflict in match["conflicts"] or ()}


def test_the_lead_example_is_checked_without_a_workspace(factkit: Factkit, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    done = factkit("check", ARTICLE, "--evidence", EVIDENCE, *PUBLISHED, "-f", "json")
    assert done.code == 0
    claims = done.json["claims"]
    arrest = _claim(claims, "Diop", "arrested")
    assert "name" in _kinds(arrest)
    assert arrest["matches"][0]["source"] in {"note-arrest", "note-diop"}
    week = [d for d in arrest["dates"] if "week" in d["text"]]
    assert [(d["start"], d["end"]) for d in week] == [("2025-09-15", "2025-09-20")]
    announced = _claim(claims, "announced", "September 20")
    assert "date" in _kinds(announced)
    suspended = _claim(claims, "suspended", "cooperation")
    assert not suspended["matches"][0]["conflicts"]
    assert not any("newsletter" in row["text"] or "Ten numbers" in row["text"] for row in claims)


def test_from_an_article_to_a_validated_file_and_a_report(factkit: Factkit, desk: Path, tmp_path: Path) -> None:
    checked = factkit("check", ARTICLE, *PUBLISHED, "-f", "json")
    assert checked.code == 0
    article, claims = checked.json["article"], checked.json["claims"]
    with_evidence = [row for row in claims if row["matches"]][:3]
    ratings = ["supported", "refuted", "conflicting-evidence"]
    for row, rating in zip(with_evidence, ratings, strict=True):
        cited = f"{row['matches'][0]['passage']}:supports"
        done = factkit("verdict", "add", row["id"], "--rating", rating, "--evidence", cited, "--rationale", "Read it.")
        assert done.code == 0, done.err
    history = factkit("verdict", "history", with_evidence[0]["id"], "-f", "jsonl")
    assert [line["rating"] for line in history.lines] == ["supported"]

    exported = tmp_path / "article.factcheck.json"
    assert factkit("annotations", "export", article, "-o", exported).code == 0
    assert factkit("validate", exported).code == 0
    report = tmp_path / "report.html"
    assert factkit("report", article, "-f", "html", "-o", report).code == 0
    assert "Content-Security-Policy" in report.read_text()

    broken = tmp_path / "broken.factcheck.json"
    broken.write_text(exported.read_text().replace('"exact": "', '"exact": "XX', 1))
    found = factkit("validate", broken)
    line = next(n for n, text in enumerate(broken.read_text().splitlines(), 1) if '"exact": "XX' in text)
    assert found.code == 1
    assert f"{broken}:{line}:" in found.out
    unreadable = factkit("validate", tmp_path / "missing.json", broken)
    assert unreadable.code == 2
    assert f"{broken}:{line}:" in unreadable.out


def test_a_second_import_of_an_export_changes_nothing(factkit: Factkit, desk: Path, tmp_path: Path) -> None:
    factkit("split", ARTICLE, *PUBLISHED)
    first = tmp_path / "a.json"
    assert factkit("annotations", "export", "paris-bamako", "-o", first).code == 0
    other = tmp_path / "other"
    factkit("init", other)
    assert factkit("annotations", "import", first, "--workspace", other).code == 0
    second = tmp_path / "b.json"
    assert factkit("annotations", "export", "paris-bamako", "-o", second, "--workspace", other).code == 0
    assert second.read_bytes() == first.read_bytes()
