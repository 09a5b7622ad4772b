import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Factkit

EVIDENCE = [
    {"id": "arrest", "text": "Malian authorities arrested Yann Vezilier in Bamako.", "publisher": "AFP"},
    {"id": "copy", "text": "Malian authorities arrested Yann Vezilier in Bamako.", "publisher": "Wire"},
    {"id": "diop", "text": "Abdoulaye Diop is the foreign minister of Mali.", "published": "2022-12-29"},
    {"id": "check", "text": "Two Malian diplomats were expelled from Paris.", "kind": "factcheck", "rating": "True"},
]


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    path = tmp_path / "evidence.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in EVIDENCE))
    return path


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    path = tmp_path / "claims.jsonl"
    texts = ["Yann Vezilier was arrested in Bamaco", "Diop is foreign minister", "Zebras graze", "Two diplomats left"]
    path.write_text("".join(json.dumps({"id": f"c{n}", "text": text}) + "\n" for n, text in enumerate(texts)))
    return path


FAST = ("--conflicts", "0", "-f", "jsonl")


def test_lines_are_flat_and_every_source_of_a_text_comes_back(factkit: Factkit, evidence: Path, claims: Path) -> None:
    done = factkit("match", "--claims", claims, "--evidence", evidence, *FAST)
    assert done.code == 0
    assert [row["id"] for row in done.lines] == ["c0", "c1", "c2", "c3"]
    first = done.lines[0]["matches"]
    assert [match["source"] for match in first[:2]] == ["arrest", "copy"]
    assert first[0]["origin"] == first[1]["origin"]
    assert first[0]["passage"] == first[1]["passage"]
    assert first[0]["conflicts"] is None
    assert first[0]["agreements"] is None
    assert done.lines[2]["matches"] == []


def test_a_store_and_files_give_the_same_rows(factkit: Factkit, evidence: Path, claims: Path, tmp_path: Path) -> None:
    factkit("init", tmp_path / "desk")
    factkit("evidence", "add", evidence, "--workspace", tmp_path / "desk")
    stored = factkit("match", "--claims", claims, "--workspace", tmp_path / "desk", *FAST)
    loose = factkit("match", "--claims", claims, "--evidence", evidence, *FAST)
    assert stored.out == loose.out


@pytest.mark.system
def test_the_order_of_claims_and_the_number_of_jobs_change_nothing(
    factkit: Factkit, evidence: Path, claims: Path, tmp_path: Path
) -> None:
    factkit("init", tmp_path / "desk")
    factkit("evidence", "add", evidence, "--workspace", tmp_path / "desk")
    one = factkit("match", "--claims", claims, "--workspace", tmp_path / "desk", *FAST)
    two = factkit("match", "--claims", claims, "--workspace", tmp_path / "desk", "--jobs", "2", *FAST)
    assert two.out == one.out
    claims.write_text("".join(reversed(claims.read_text().splitlines(keepends=True))))
    turned = factkit("match", "--claims", claims, "--workspace", tmp_path / "desk", *FAST)
    assert sorted(turned.out.splitlines()) == sorted(one.out.splitlines())


@pytest.mark.system
def test_texts_that_were_read_before_are_compared_without_a_parser(
    factkit: Factkit, evidence: Path, claims: Path, tmp_path: Path
) -> None:
    factkit("init", tmp_path / "desk")
    factkit("evidence", "add", evidence, "--workspace", tmp_path / "desk")
    arguments = ["match", "--claims", str(claims), "--workspace", str(tmp_path / "desk"), "-f", "jsonl"]
    cold = factkit(*arguments)
    script = (
        f"import sys; sys.argv = ['factkit', *{arguments!r}]\n"
        "from factkit.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit:\n    assert 'spacy' not in sys.modules"
    )
    warm = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert warm.stdout == cold.out


def test_a_bad_line_is_named_and_the_rest_goes_on(factkit: Factkit, evidence: Path, claims: Path) -> None:
    claims.write_text('{"id": "c0"}\n{"id": "c1", "text": "Diop is minister"}\n{nope\n')
    done = factkit("match", "--claims", claims, "--evidence", evidence, *FAST)
    assert done.code == 1
    assert [row["id"] for row in done.lines] == ["c1"]
    assert f"{claims}:1" in done.err
    assert f"{claims}:3" in done.err


def test_tables_fold_copies_and_say_where_nothing_was_found(factkit: Factkit, evidence: Path) -> None:
    options = ("--evidence", evidence, "--conflicts", "0")
    done = factkit("match", "--claim", "Yann Vezilier was arrested", "--claim", "Zebras graze", *options)
    assert "2 sources, 1 origin" in done.out
    assert "nothing in the evidence speaks to this" in done.out


def test_an_earlier_fact_check_shows_its_rating(factkit: Factkit, evidence: Path) -> None:
    done = factkit("match", "--claim", "Malian diplomats were expelled", "--evidence", evidence, "--conflicts", "0")
    assert "earlier fact-check: True" in done.out


def test_sources_can_be_left_out(factkit: Factkit, evidence: Path) -> None:
    claim = ("match", "--claim", "Vezilier was arrested", "--evidence", evidence, *FAST)
    assert [m["source"] for m in factkit(*claim, "--publisher", "wire").lines[0]["matches"]] == ["copy"]
    assert factkit(*claim, "--before", "2022-01-01").lines[0]["matches"] == []


def test_fail_on_decides_the_exit_code(factkit: Factkit, evidence: Path) -> None:
    zebras = ("match", "--claim", "Zebras graze", "--evidence", evidence, *FAST)
    assert factkit(*zebras).code == 0
    assert factkit(*zebras, "--fail-on", "no-evidence").code == 1


def test_a_missing_file_of_claims_is_refused(factkit: Factkit, evidence: Path, tmp_path: Path) -> None:
    assert factkit("match", "--claims", tmp_path / "none.jsonl", "--evidence", evidence).code == 2
    assert factkit("match", "--evidence", evidence).code == 2


def test_without_evidence_or_workspace_it_says_what_to_do(factkit: Factkit, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = factkit("match", "--claim", "Zebras graze")
    assert done.code == 2
    assert "--evidence" in done.err


def test_a_conflict_is_shown_with_the_words_of_both_sides(factkit: Factkit, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.jsonl"
    pairs.write_text('{"id": "p", "claim": "Prices rose 2 percent.", "passage": "Prices rose 3 percent."}\n')
    done = factkit("compare", "--pairs", pairs, "-f", "jsonl")
    assert done.code == 0
    (row,) = done.lines
    assert row["id"] == "p"
    assert 0 < row["score"] < 100
    assert [conflict["kind"] for conflict in row["conflicts"]] == ["number"]
    start, end = row["conflicts"][0]["claim_span"]
    assert "Prices rose 2 percent."[start:end] == row["conflicts"][0]["claim"]
    table = factkit("compare", "Prices rose 2 percent.", "Prices rose 3 percent.")
    assert "2 percent ↔ 3 percent" in table.out
    assert "lacks: 2" in table.out
