"""The `evidence` and `store` commands, as a desk uses them."""

import json
from pathlib import Path

import pytest
from test_origins import WIRE

from factkit.errors import InputError
from factkit.evidence.records import source_from_record
from factkit.workspace.evidence import batches

RECORDS = [
    {"id": "a", "text": WIRE, "publisher": "Wire", "published": "2025-09-20", "language": "en"},
    {"id": "b", "text": "Port reopens\n\n" + WIRE, "publisher": "Daily", "published": "2025-09-21"},
    {"id": "c", "text": WIRE, "publisher": "Copyist", "published": "2025-09-22", "kind": "note"},
    {"id": "d", "text": "The bridge is 120 metres long.", "restricted": True},
]


@pytest.fixture
def desk(factkit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "desk"
    factkit("init", folder)
    monkeypatch.setenv("FACTKIT_WORKSPACE", str(folder))
    return folder


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "evidence.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in RECORDS), encoding="utf-8")
    return path


def names(done) -> list[str]:
    return [row["name"] for row in done.lines]


def test_copies_share_an_origin_and_every_source_is_there(factkit, desk, lines) -> None:
    assert factkit("evidence", "add", lines).code == 0
    rows = {row["name"]: row for row in factkit("evidence", "list", "-f", "jsonl").lines}
    assert rows.keys() == {"a", "b", "c", "d"}
    assert rows["a"]["origin"] == rows["b"]["origin"] == rows["c"]["origin"] == rows["a"]["id"] != rows["d"]["origin"]
    found = factkit("evidence", "stats", "-f", "json").json
    assert (found["active"], found["origins"]) == (4, 2)
    assert names(factkit("evidence", "list", "--origin", rows["a"]["id"], "-f", "jsonl")) == ["a", "b", "c"]


def test_near_copies_are_not_looked_for_when_not_wanted(factkit, desk, lines) -> None:
    factkit("evidence", "add", lines, "--no-origins")
    assert factkit("evidence", "stats", "-f", "json").json["origins"] == 3


def test_a_bad_line_is_named_and_the_rest_goes_in(factkit, desk, lines) -> None:
    content = lines.read_text(encoding="utf-8").splitlines(keepends=True)
    lines.write_text("".join([content[0], '{"text": 5}\n', "{oops\n", *content[1:]]), encoding="utf-8")
    done = factkit("evidence", "add", lines)
    assert done.code == 1
    assert f"{lines}:2" in done.err
    assert f"{lines}:3" in done.err
    assert "4 added" in done.err


def test_an_import_again_changes_nothing(factkit, desk, lines) -> None:
    factkit("evidence", "add", lines)
    assert "0 added, 4 known already" in factkit("evidence", "add", lines).err


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (("--publisher", "Wire"), ["a"]),
        (("--after", "2025-09-21"), ["b", "c"]),
        (("--before", "2025-09-21"), ["a"]),
        (("--kind", "note"), ["c"]),
        (("--language", "en"), ["a"]),
        (("--restricted",), ["d"]),
        (("--limit", "2", "--offset", "1"), ["b", "c"]),
    ],
)
def test_a_listing_is_filtered_and_paged(factkit, desk, lines, options, expected) -> None:
    factkit("evidence", "add", lines)
    assert names(factkit("evidence", "list", *options, "-f", "jsonl")) == expected


def test_an_export_adds_the_same_sources_to_another_store(factkit, desk, lines, tmp_path) -> None:
    factkit("evidence", "add", lines)
    exported = tmp_path / "out.jsonl"
    exported.write_text(factkit("evidence", "export", "--include-restricted").out, encoding="utf-8")
    assert '"d"' not in factkit("evidence", "export").out
    factkit("init", tmp_path / "other")
    assert factkit("evidence", "add", exported, "--workspace", tmp_path / "other").code == 0
    first = factkit("evidence", "list", "-f", "jsonl").out
    assert factkit("evidence", "list", "-f", "jsonl", "--workspace", tmp_path / "other").out == first


def test_an_export_of_read_files_gives_the_same_store(factkit, desk, lines, tmp_path, monkeypatch) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        "<h1>Bridge</h1><p>The bridge is 120 metres long.</p><p>It was built in 1931.</p>", encoding="utf-8"
    )
    report = {"text": "The ferry sails again.\n\nIt was built in 1931.", "id": "report", "sha256": "f" * 64}
    places = [{"start": 0, "end": 23, "locator": "p. 1"}, {"start": 23, "end": 45, "locator": "p. 2"}]
    with lines.open("a", encoding="utf-8") as file:
        file.write(json.dumps(report | {"locators": places}) + "\n")
    assert factkit("evidence", "add", lines, page).code == 0
    exported = tmp_path / "out.jsonl"
    exported.write_text(factkit("evidence", "export", "--include-restricted").out, encoding="utf-8")
    other = tmp_path / "other"
    factkit("init", other)
    assert factkit("evidence", "add", exported, "--workspace", other).code == 0
    here, there = (
        {id: factkit("evidence", "show", id, "-f", "json").json for id in [row["id"] for row in listed.lines]}
        for listed in _in_turn(factkit, monkeypatch, (desk, other))
    )
    assert here == there
    assert len(here) == 6
    (held,) = [source for source in here.values() if source["name"] == "report"]
    assert held["sha256"] == "f" * 64
    assert [passage["locator"] for passage in held["passages"]] == ["p. 1", "p. 2"]


def _in_turn(factkit, monkeypatch, folders):
    for folder in folders:
        monkeypatch.setenv("FACTKIT_WORKSPACE", str(folder))
        yield factkit("evidence", "list", "-f", "jsonl")


def test_the_bytes_as_read_are_kept_and_a_change_of_them_shows(factkit, desk, tmp_path) -> None:
    page = tmp_path / "page.txt"
    page.write_bytes(b"The bridge is 120 metres long.\n")
    factkit("evidence", "add", page)
    (kept,) = (desk / "snapshots").glob("??/*")
    assert kept.read_bytes() == page.read_bytes()
    assert factkit("store", "check").code == 0
    kept.write_bytes(b"The bridge is 140 metres long.\n")
    done = factkit("store", "check")
    assert (done.code, "digest mismatch" in done.out) == (1, True)


def test_no_bytes_are_kept_when_not_wanted(factkit, desk, tmp_path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The bridge is 120 metres long.\n", encoding="utf-8")
    factkit("evidence", "add", page, "--no-snapshot")
    assert not (desk / "snapshots").exists()


def test_what_is_purged_is_nowhere_in_the_workspace(factkit, desk, tmp_path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The witness lives in Harbour Lane.\n", encoding="utf-8")
    factkit("evidence", "add", page)
    factkit("evidence", "search", "witness")
    (source,) = factkit("evidence", "list", "-f", "jsonl").lines
    assert factkit("evidence", "purge", source["id"], "--reason", "court order").code == 0
    assert not [path for path in desk.rglob("*") if path.is_file() and b"witness" in path.read_bytes().lower()]
    shown = factkit("evidence", "show", source["id"], "-f", "json").json
    assert (shown["status"], shown["reason"], shown["sha256"]) == ("purged", "court order", source["sha256"])
    assert shown["passages"] == []
    assert not {"text", "text_sha256"} & shown.keys()
    assert factkit("evidence", "search", "witness", "-f", "json").json == []


def test_a_withdrawn_source_is_not_found_and_stays(factkit, desk, lines) -> None:
    factkit("evidence", "add", lines)
    factkit("evidence", "remove", "d", "--reason", "retracted")
    assert factkit("evidence", "search", "bridge", "-f", "json").json == []
    assert names(factkit("evidence", "list", "--status", "withdrawn", "-f", "jsonl")) == ["d"]


@pytest.mark.parametrize("command", ["remove", "purge"])
def test_nothing_ends_without_a_reason(factkit, desk, lines, command) -> None:
    factkit("evidence", "add", lines)
    assert factkit("evidence", command, "d", "--reason", " ").code == 2
    assert factkit("evidence", "show", "d", "-f", "json").json["status"] == "active"


def test_a_name_means_the_source_that_is_current(factkit, desk, lines, tmp_path) -> None:
    factkit("evidence", "add", lines)
    newer = tmp_path / "newer.jsonl"
    newer.write_text('{"id": "d", "text": "The bridge is 130 metres long."}\n', encoding="utf-8")
    factkit("evidence", "add", newer)
    assert "130 metres" in factkit("evidence", "show", "d").out
    assert factkit("evidence", "remove", "d", "--reason", "retracted").code == 0
    assert factkit("evidence", "search", "bridge", "-f", "json").json == []
    assert "more than one" in factkit("evidence", "show", "d").err


def test_the_index_is_made_anew(factkit, desk, lines) -> None:
    factkit("evidence", "add", lines)
    assert "passages indexed" in factkit("evidence", "reindex").err
    assert [row["source"] for row in factkit("evidence", "search", "bridge", "-f", "jsonl").lines] == ["d"]


def test_a_backup_is_a_store_and_overwrites_nothing(factkit, desk, lines, tmp_path) -> None:
    factkit("evidence", "add", lines)
    copy = tmp_path / "copy" / "factkit.db"
    factkit("init", copy.parent)
    refused = factkit("store", "backup", copy)
    assert (refused.code, "exists already" in refused.err) == (2, True)
    copy.unlink()
    assert factkit("store", "backup", copy).code == 0
    assert names(factkit("evidence", "list", "-f", "jsonl", "--workspace", copy.parent)) == ["a", "b", "c", "d"]


def test_a_batch_is_bounded_by_the_length_of_its_texts_too() -> None:
    book, note = (source_from_record({"text": text}) for text in ("A word. " * 50, "A note."))
    bad = InputError("no text")
    assert [len(batch) for batch in batches([note] * 5, 2)] == [2, 2, 1]
    assert [len(batch) for batch in batches([note, bad, book, note, book, bad], 100, 300)] == [3, 2, 1]


def test_a_line_of_another_type_is_named_and_not_passed_over(factkit, desk, tmp_path) -> None:
    lines = tmp_path / "typed.jsonl"
    lines.write_text('{"text": "The bridge is old."}\n{"@type": "Article", "text": "It is long."}\n', encoding="utf-8")
    done = factkit("evidence", "add", lines)
    assert (done.code, done.err.count("typed.jsonl:2")) == (1, 1)
    assert '"@type"' in done.err


def test_an_index_that_cannot_be_written_is_said_in_one_line(factkit, desk, lines) -> None:
    factkit("evidence", "add", lines)
    (desk / ".factkit").write_text("in the way")
    done = factkit("evidence", "search", "bridge")
    assert (done.code, done.out) == (2, "")
    assert "the search index cannot be written" in done.err


def test_bytes_that_cannot_be_erased_are_named(factkit, desk, tmp_path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("The witness lives in Harbour Lane.\n", encoding="utf-8")
    factkit("evidence", "add", page)
    (source,) = factkit("evidence", "list", "-f", "jsonl").lines
    (kept,) = desk.glob("snapshots/??/*")
    kept.unlink()
    kept.mkdir()
    done = factkit("evidence", "purge", source["id"], "--reason", "court order")
    assert done.code == 2
    assert kept.name in done.err
