"""Whatever comes in, one clear line and an exit code come out."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from factkit.exchange import FORMATS
from tests.cli.conftest import Factkit

ROOT = Path(__file__).parents[2]
EVIDENCE = ROOT / "fixtures/evidence/paris-bamako.jsonl"
ARTICLE = ROOT / "fixtures/articles/paris-bamako.txt"


@pytest.fixture(autouse=True)
def outside_a_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FACTKIT_WORKSPACE", raising=False)


def _one_line(text: str) -> bool:
    return len(text.strip().splitlines()) == 1 and "Traceback" not in text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"Fine so far.\nThen \xff.", "not UTF-8: byte 18 is 0xff"),
        (b"A\x00B", "NUL"),
        ("Der Text.".encode("utf-16"), "UTF-16"),
        (None, "no such file"),
    ],
)
def test_an_article_that_cannot_be_read(factkit: Factkit, content: bytes | None, words: str) -> None:
    if content is not None:
        Path("a.txt").write_bytes(content)
    done = factkit("split", "a.txt")
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert "a.txt" in done.err
    assert _one_line(done.err)


@pytest.mark.parametrize(
    ("made", "words"),
    [
        ("missing", "no such file; check its name"),
        ("folder", "folder"),
        ("pipe", "not a regular file; to read a pipe or device, send it to standard input"),
        ("empty", "empty"),
    ],
)
@pytest.mark.parametrize(
    "command",
    [
        ("split",),
        ("check", "--evidence", EVIDENCE),
        ("match", "--evidence", EVIDENCE),
        ("check", ARTICLE, "--evidence"),
        ("match", "--claim", "Two bridges closed.", "--evidence"),
        ("match", "--evidence", EVIDENCE, "--claims"),
        ("compare", "--pairs"),
        ("evidence", "add", "--workspace", "desk"),
        ("annotations", "import", "--workspace", "desk"),
    ],
)
def test_what_is_no_file_is_refused_in_one_line_by_every_command_that_reads(
    factkit: Factkit, command: tuple[object, ...], made: str, words: str
) -> None:
    factkit("init", "desk")
    if made == "folder":
        Path(made).mkdir()
    elif made == "pipe":
        os.mkfifo(made)
    elif made == "empty":
        Path(made).touch()
    done = factkit(*command, made)
    assert (done.code, done.out) == (2, "")
    assert _one_line(done.err), done.err
    assert made in done.err
    assert words in done.err


PAIRS = '{"id": "1", "claim": 1, "passage": "b"}\n'
NOTHING = {
    "an empty path": (["split", ""], "", "no name"),
    "an empty claim": (["compare", "", "The mayor left."], "", "CLAIM: there is nothing in it"),
    "an empty passage": (["compare", "The mayor left.", " "], "", "PASSAGE: there is nothing in it"),
    "an empty claim to match": (["match", "--claim", "", "--evidence", EVIDENCE], "", "there is nothing in it"),
    "no pair": (["compare", "--pairs", "-"], "\n\n", "<stdin>: the file is empty; expected JSON objects"),
    "no good pair": (["compare", "--pairs", "-"], PAIRS, "<stdin>:1: a pair needs"),
    "no claim": (
        ["match", "--claims", "-", "--evidence", EVIDENCE],
        "\n",
        "<stdin>: the file is empty; expected JSON objects",
    ),
    "no good claim": (
        ["match", "--claims", "-", "--evidence", EVIDENCE],
        '{"id": "1"}\n',
        '<stdin>:1: a claim needs "text"',
    ),
    "a claim of another shape": (
        ["match", "--claims", "-", "--evidence", EVIDENCE],
        '{"id": "1", "text": "x", "dates": [{"text": "May"}]}\n',
        '/dates/0: "start" is missing',
    ),
    "an argument that is no text": (["compare", "a\udcff", "b"], "", "argument 2 is not UTF-8 text: a<U+DCFF>"),
}


@pytest.mark.parametrize("form", ["table", "json", "jsonl"])
@pytest.mark.parametrize("name", NOTHING)
def test_what_could_not_be_done_prints_no_result(factkit: Factkit, name: str, form: str) -> None:
    arguments, given, words = NOTHING[name]
    done = factkit(*arguments, "-f", form, stdin=given)
    assert (done.code, done.out) == (2, "")
    assert words in done.err
    assert _one_line(done.err)


def test_an_empty_name_is_not_the_one_thing_that_there_is(factkit: Factkit) -> None:
    factkit("init", ".")
    Path("a.txt").write_text("The mayor of Lyon resigned.")
    Path("e.jsonl").write_text('{"id": "one", "text": "The mayor of Lyon resigned."}\n')
    factkit("split", "a.txt")
    factkit("evidence", "add", "e.jsonl")
    for command in (
        ["article", "remove", ""],
        ["claim", "drop", ""],
        ["evidence", "purge", "", "--reason", "x"],
        ["evidence", "show", ""],
    ):
        done = factkit(*command)
        assert (done.code, done.out) == (2, "")
        assert "empty name" in done.err
    assert len(factkit("claim", "list", "a", "-f", "jsonl").lines) == 1
    assert [row["status"] for row in factkit("evidence", "list", "-f", "jsonl").lines] == ["active"]


def test_a_folder_without_a_file_is_no_article(factkit: Factkit) -> None:
    Path("folder").mkdir()
    done = factkit("split", "folder")
    assert done.code == 2
    assert _one_line(done.err)


def test_an_unreadable_article_does_not_hide_the_others(factkit: Factkit) -> None:
    done = factkit("split", "missing.txt", ARTICLE, "--published", "2025-09-20", "-f", "jsonl")
    assert done.code == 2
    assert "missing.txt" in done.err
    assert len(done.lines) > 10


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('{"id": "a", "id": "b", "text": "x"}', 'the key "id" stands twice'),
        ('{"id": "a", "text": NaN}', "NaN"),
        ('{"id": "a", "text": "\\ud800"}', "lone surrogate"),
        ('{"id": "a", "text": "x\\u0000y"}', "NUL"),
        ('{"id": "a", "text": ' + "[" * 300 + "]" * 300 + "}", "nested more than"),
        ('{"id": "a", "text": "x", "colour": "red"}', "colour"),
        ('{"id": "a"}', "a.jsonl:2"),
        ('{"id": "a", "text": "x", "published": "yesterday"}', "/published"),
        ('{"id": "a", "text": "x", "published": "2025-02-30"}', "A day as YYYY-MM-DD"),
        ("{}", 'needs "text" or "passages"'),
        ('{"id": "a", "text": " \\n "}', "no words"),
        ("[1, 2]", "object"),
        ("{", "not valid JSON"),
    ],
)
def test_a_bad_record_is_named_and_the_rest_goes_in(factkit: Factkit, line: str, words: str) -> None:
    Path("a.jsonl").write_text(f'{{"id": "one", "text": "One."}}\n{line}\n{{"id": "two", "text": "Two."}}\n')
    factkit("init", "desk")
    done = factkit("evidence", "add", "a.jsonl", "--workspace", "desk")
    assert done.code == 1
    assert "a.jsonl:2" in done.err
    assert words in done.err
    listed = factkit("evidence", "list", "--workspace", "desk", "-f", "jsonl")
    assert [row["name"] for row in listed.lines] == ["one", "two"]


def test_text_that_a_terminal_would_obey_is_shown_as_symbols(factkit: Factkit) -> None:
    text = "The \x1b[31mminister\x07 resigned on Monday. [/nope] He [red]left[/red] Paris \u202eon Tuesday."
    Path("a.txt").write_text(text)
    for command in (["split", "a.txt"], ["check", "a.txt", "--evidence", EVIDENCE]):
        done = factkit(*command, "--published", "2025-09-20")
        assert done.code == 0, done.err
        assert not {"\x1b", "\x07", "\u202e"} & set(done.out + done.err)
        assert "[/nope]" in done.out or "[red]" in done.out


def test_an_article_without_a_claim_is_no_success(factkit: Factkit) -> None:
    Path("a.txt").write_text("Hello!\n\nHow are you?\n")
    done = factkit("split", "a.txt")
    assert done.code == 1
    assert "no claim found" in done.err


def test_a_command_without_a_workspace_says_how_to_make_one(factkit: Factkit) -> None:
    done = factkit("evidence", "list")
    assert (done.code, done.out) == (2, "")
    assert "factkit init" in done.err


@pytest.mark.parametrize("rating", ["mostly-ish", "", "Supported!"])
def test_an_unknown_rating_names_the_ratings_there_are(factkit: Factkit, rating: str) -> None:
    factkit("init", "desk")
    claims = factkit("split", ARTICLE, "--workspace", "desk", "-f", "jsonl").lines
    done = factkit(
        "verdict",
        "add",
        claims[0]["id"],
        "--rating",
        rating,
        "--rationale",
        "x",
        "--reviewer",
        "a",
        "--workspace",
        "desk",
    )
    assert done.code == 2
    assert "supported" in done.err
    assert factkit("verdict", "list", "--workspace", "desk", "-f", "jsonl").out == ""


def test_an_offset_past_the_end_is_a_problem_with_its_place(factkit: Factkit) -> None:
    factkit("init", "desk")
    factkit("split", ARTICLE, "--workspace", "desk")
    factkit("annotations", "export", "paris-bamako", "--workspace", "desk", "-o", "a.json")
    text = Path("a.json").read_text()
    start = text.index('"end": ')
    Path("a.json").write_text(text[:start] + '"end": 999999' + text[text.index(",", start) :])
    done = factkit("validate", "a.json")
    assert done.code == 1
    assert "a.json:" in done.out


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"factkit": "1.0"', '"factkit": "0.9"', "factkit annotations upgrade"),
        ('"factkit": "1.0"', '"factkit": "2.0"', "version 2.0 of the format is newer"),
        ('"factkit": "1.0"', '"factkit": 1', '1 is not "1.0"'),
        ('  "article"', '<<<<<<< HEAD\n  "article"', "unresolved conflict markers"),
        ('"kind": "', '"kindd": "', '"kind" is meant?'),
    ],
)
def test_every_command_says_of_an_annotation_file_what_validate_says(
    factkit: Factkit, old: str, new: str, words: str
) -> None:
    factkit("init", ".")
    good = (ROOT / "fixtures/reports/lead.factcheck.json").read_text()
    assert old in good
    Path("a.json").write_text(good.replace(old, new, 1))
    place = factkit("validate", "a.json", "-f", "json").json["problems"][0]
    for command in (["annotations", "import"], ["annotations", "diff", "a.json"], ["report"]):
        done = factkit(*command, "a.json")
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith(f"factkit: a.json:{place['line']}:{place['column']}: ")
        assert words in done.err
        assert _one_line(done.err)
    assert factkit("article", "list", "-f", "jsonl").out == ""


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if each.reads])
@pytest.mark.parametrize("own", [True, False])
def test_a_file_of_another_format_is_no_import_of_nothing(factkit: Factkit, name: str, *, own: bool) -> None:
    factkit("init", ".")
    Path("a.json").write_text((ROOT / "fixtures/reports/lead.factcheck.json").read_text() if own else "[]")
    done = factkit("annotations", "import", "a.json", "--from", name, "--reviewer", "amina")
    assert (done.code, done.out) == (2, "")
    assert "a.json" in done.err
    assert _one_line(done.err)
    assert factkit("article", "list", "-f", "jsonl").out == ""


@pytest.mark.parametrize(("old", "new"), [("resigned", "resigneX"), ('"text"', '"tex"')])
def test_an_article_that_was_changed_on_the_disk_is_no_sound_store(factkit: Factkit, old: str, new: str) -> None:
    factkit("init", ".")
    Path("a.txt").write_text("The mayor of Lyon resigned.")
    factkit("split", "a.txt")
    assert factkit("store", "check").code == 0
    with sqlite3.connect("factkit.db") as database:
        database.execute("update article_versions set body = replace(body, ?, ?)", (old, new))
    database.close()
    done = factkit("store", "check")
    assert done.code == 1
    assert "article a: its text is not the one that was kept" in done.out


def test_a_file_of_blank_lines_is_no_evidence(factkit: Factkit) -> None:
    factkit("init", ".")
    Path("a.jsonl").write_text("\n \n")
    done = factkit("evidence", "add", "a.jsonl")
    assert (done.code, done.out) == (2, "")
    assert "a.jsonl: the file is empty; expected JSON objects" in done.err


def test_a_text_that_was_changed_after_it_was_annotated_is_not_taken_in(factkit: Factkit) -> None:
    factkit("init", ".")
    good = (ROOT / "fixtures/reports/lead.factcheck.json").read_text()
    Path("a.json").write_text(
        good.replace("Paris freezes", "Paris ends", 1).replace('"text": "Paris freezes', '"text": "Paris ends', 1)
    )
    for command in (["annotations", "import"], ["report"]):
        done = factkit(*command, "a.json")
        assert (done.code, done.out) == (2, "")
        assert "not the one that was annotated" in done.err
    assert factkit("article", "list", "-f", "jsonl").out == ""


def test_a_url_is_read_only_when_asked(factkit: Factkit) -> None:
    done = factkit("split", "https://user:secret@example.org/a")
    assert done.code == 2
    assert "--fetch" in done.err
    assert "secret" not in done.err


def test_usage_that_cannot_be_meant_exits_with_2(factkit: Factkit) -> None:
    for arguments in (["split"], ["check", "a.txt", "--top", "0"], ["split", "a.txt", "--published", "soon"], ["nope"]):
        assert factkit(*arguments).code == 2


def test_a_missing_file_is_named_as_it_was_given(factkit: Factkit) -> None:
    factkit("init", ".")
    done = factkit("check", "articles/pier.txt")
    assert done.code == 2
    assert "articles/pier.txt: no such file" in done.err


def test_several_checked_articles_are_one_json_document(factkit: Factkit) -> None:
    texts = ("The mayor resigned on Monday.", "The council closed the pier on 4 May 2025.")
    for number, text in enumerate(texts):
        Path(f"{number}.txt").write_text(text)
    one = factkit("check", "0.txt", "--evidence", EVIDENCE, "-f", "json").json
    both = factkit("check", "0.txt", "1.txt", "--evidence", EVIDENCE, "-f", "json").json
    assert both[0] == one
    assert [each["article"] for each in both] == ["0", "1"]


def test_an_encoding_that_lacks_a_mark_is_no_reason_to_stop(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "factkit", "check", ARTICLE, "--evidence", EVIDENCE],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert b"  x role" in done.stdout
    assert done.stdout.isascii()


@pytest.mark.parametrize(("name", "id"), [("Köln Text.txt", "Koln-Text"), ("статья.txt", "article-")])
def test_an_article_is_found_by_its_path_in_any_script(factkit: Factkit, name: str, id: str) -> None:
    factkit("init", ".")
    Path(name).write_text("The mayor of Lyon resigned on Monday.")
    kept = factkit("split", name, "-f", "jsonl").lines[0]["article"]
    assert kept.startswith(id)
    assert [claim["article"] for claim in factkit("claim", "list", name, "-f", "jsonl").lines] == [kept]


@pytest.mark.parametrize("option", ["--after", "--before"])
def test_a_day_that_is_none_is_refused(factkit: Factkit, option: str) -> None:
    factkit("init", ".")
    done = factkit("evidence", "list", option, "nonsense")
    assert done.code == 2
    assert "'nonsense' is not a date" in done.err


def test_a_reader_that_goes_before_the_end_is_no_problem() -> None:
    command = [sys.executable, "-m", "factkit", "scale", "list", "-f", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        process.stdout.close()
        assert process.stderr
        assert process.stderr.read() == b""
        assert process.wait() == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
@pytest.mark.parametrize("form", ["table", "jsonl"])
def test_a_full_disk_behind_the_output_is_one_line_and_no_bug(form: str) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "factkit", "scale", "list", "-f", form]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 2
    assert "cannot be written: no space left" in done.stderr
    assert _one_line(done.stderr)


@pytest.mark.parametrize("closed", ["stdout", "stderr"])
def test_a_closed_stream_changes_no_exit_code(closed: str, tmp_path: Path) -> None:
    program = f"import sys; sys.{closed} = None; sys.argv = ['factkit', 'split', 'nope.txt', '-f', 'jsonl']\n"
    program += "from factkit.cli.app import main; main()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, b"")


def test_a_folder_that_is_gone_is_one_line(factkit: Factkit, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    for command in (["evidence", "list"], ["validate", "a.json"]):
        done = factkit(*command)
        assert (done.code, done.out) == (2, "")
        assert "is gone" in done.err
        assert _one_line(done.err)
    monkeypatch.chdir(tmp_path)
