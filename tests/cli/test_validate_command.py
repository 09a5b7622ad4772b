import json
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
VALID = ROOT / "fixtures/annotations/valid/small.factcheck.json"
INVALID = ROOT / "fixtures/annotations/invalid"
Factkit = Any


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty repository, the current folder, with a folder beside it that is none of its business."""
    folder = tmp_path / "repository"
    (folder / ".git").mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    monkeypatch.chdir(folder)
    return folder


def _put(folder: Path, name: str, text: str | None = None) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(VALID.read_text(encoding="utf-8") if text is None else text, encoding="utf-8")
    return path


def _broken(rule: str) -> str:
    return next(INVALID.glob(f"{rule}-*.json")).read_text(encoding="utf-8")


def test_clean_files_exit_0_errors_1_and_warnings_only_with_strict(factkit: Factkit, repository: Path) -> None:
    _put(repository, "a.factcheck.json")
    assert factkit("validate", ".").code == 0
    _put(repository, "b.factcheck.json", _broken("fk030"))
    assert factkit("validate", ".").code == 0
    assert factkit("validate", ".", "--strict").code == 1
    _put(repository, "c.factcheck.json", _broken("fk011"))
    assert factkit("validate", ".").code == 1


@pytest.mark.parametrize("place", ["missing.json", "empty", "no-*.json", "zero.json", "device"])
def test_what_was_not_checked_is_never_a_pass_and_hides_nothing(factkit: Factkit, repository: Path, place: str) -> None:
    (repository / "empty").mkdir()
    _put(repository, "zero.json", "")
    os.mkfifo(repository / "device")
    bad = _put(repository, "bad.json", _broken("fk011"))
    done = factkit("validate", place, bad, VALID)
    assert done.code == 2
    assert "FK000" in done.out
    assert "FK011" in done.out
    assert "1 not checked" in done.out


def test_text_names_the_place_shows_the_line_and_a_caret_under_the_fault(factkit: Factkit, repository: Path) -> None:
    _put(repository, "bad.json", _broken("fk011"))
    head, line, caret, *_ = factkit("validate", "bad.json").out.splitlines()
    assert head.startswith("bad.json:")
    assert "FK011" in head
    at = caret.index("^")
    number, column = (int(part.split()[0]) for part in head.split(":")[1:3])
    whole = (repository / "bad.json").read_text(encoding="utf-8").splitlines()[number - 1]
    assert line[at] == whole[column - 1]


def test_json_has_the_fields_of_the_contract(factkit: Factkit, repository: Path) -> None:
    _put(repository, "bad.json", _broken("fk011"))
    done = factkit("validate", "bad.json", "-f", "json")
    assert (done.json["files"], done.json["checked"], len(done.json["problems"])) == (1, 1, 1)
    problem = done.json["problems"][0]
    assert {"path", "line", "column", "pointer", "code", "message", "hint"} <= problem.keys()
    assert (problem["path"], problem["code"]) == ("bad.json", "FK011")
    assert done.code == 1


def test_github_commands_are_worst_first_capped_and_escaped(factkit: Factkit, repository: Path) -> None:
    data = json.loads(VALID.read_text(encoding="utf-8"))
    data["claims"] = [{"id": f"c-{n}", "text": f"{n}"} for n in range(14)]
    data["records"] = data["logs"] = []
    data["x-end"] = "::error::%0A"
    _put(repository, "odd,na%me:x.json", json.dumps(data))
    _put(repository, "a.json", _broken("fk030"))
    done = factkit("validate", ".", "-f", "github")
    commands = [line for line in done.out.splitlines() if line.startswith("::")]
    assert len(commands) == 11
    assert all(line.startswith("::error file=odd%2Cna%25me%3Ax.json,line=") for line in commands[:10])
    assert "5 more problems" in commands[10]


def test_sarif_has_stable_rules_and_fingerprints_that_do_not_move_with_the_line(
    factkit: Factkit, repository: Path
) -> None:
    _put(repository, "a b.json", _broken("fk011"))
    run = factkit("validate", ".", "-f", "sarif").json["runs"][0]
    result = run["results"][0]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "FK011"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.json"
    _put(repository, "a b.json", "\n\n" + _broken("fk011"))
    again = factkit("validate", ".", "-f", "sarif").json["runs"][0]["results"][0]
    assert again["partialFingerprints"] == result["partialFingerprints"]
    assert again["locations"] != result["locations"]


def test_junit_counts_failures_and_errors_and_is_well_formed(factkit: Factkit, repository: Path) -> None:
    hostile = json.loads(VALID.read_text(encoding="utf-8"))
    hostile["claims"][0]["kind"] = "\u001b]0;<&>\ufffe"
    for name, text in (("a.json", None), ("b.json", json.dumps(hostile)), ("c.json", ""), ("d.json", _broken("fk030"))):
        _put(repository, name, text)
    suite = ET.fromstring(factkit("validate", ".", "-f", "junit").out).find("testsuite")
    assert suite is not None
    assert (suite.get("tests"), suite.get("failures"), suite.get("errors")) == ("4", "1", "1")


@pytest.mark.parametrize("format", ["text", "github", "junit", "json", "sarif"])
def test_terminal_escapes_in_a_file_come_out_as_symbols(factkit: Factkit, repository: Path, format: str) -> None:
    data = json.loads(VALID.read_text(encoding="utf-8"))
    data["claims"][0]["kind"] = "\u001b[31m\u009b[/nope]\u202e::error::"
    _put(repository, "a.json", json.dumps(data, ensure_ascii=False))
    out = factkit("validate", "a.json", "-f", format).out
    if format not in ("json", "sarif"):
        assert not {"\x1b", "\x9b", "\u202e"} & set(out)
    assert "\x1b" not in out


def test_a_link_or_a_path_out_of_the_repository_is_not_followed(factkit: Factkit, repository: Path) -> None:
    outside = _put(repository.parent / "outside", "secret.json")
    (repository / "link.json").symlink_to(outside)
    (repository / "folder").symlink_to(outside.parent)
    assert "link out of the repository" in factkit("validate", "link.json").out
    assert factkit("validate", "link.json").code == 2
    assert factkit("validate", "folder/secret.json").code == 2
    data = json.loads(VALID.read_text(encoding="utf-8"))
    del data["article"]["text"]
    _put(repository.parent / "outside", "text.txt", "secret words")
    (repository / "text.txt").symlink_to(repository.parent / "outside/text.txt")
    for path in ("../outside/text.txt", str(repository.parent / "outside/text.txt"), "text.txt", "file:///etc/hosts"):
        data["article"]["path"] = path
        _put(repository, "a.json", json.dumps(data))
        done = factkit("validate", "a.json")
        assert done.code == 2, path
        assert "FK017" in done.out
        assert "secret words" not in done.out


def test_a_path_inside_the_repository_is_read(factkit: Factkit, repository: Path) -> None:
    data = json.loads(VALID.read_text(encoding="utf-8"))
    _put(repository, "articles/harbour.txt", data["article"].pop("text"))
    data["article"]["path"] = "../articles/harbour.txt"
    _put(repository, "annotations/a.json", json.dumps(data))
    assert factkit("validate", "annotations").code == 0


def test_rules_come_from_the_configuration_and_what_it_lowers_is_said(factkit: Factkit, repository: Path) -> None:
    _put(repository, "a.json", _broken("fk022"))
    _put(repository, "factkit.toml", '[rules]\nFK022 = "off"\n')
    done = factkit("validate", "a.json")
    assert done.code == 0
    assert "1 lowered" in done.out
    assert "FK022" in done.out
    trusted = _put(repository.parent / "outside", "rules.toml", '[rules]\nFK022 = "error"\n')
    assert factkit("validate", "a.json", "--config", trusted).code == 1
    _put(repository, "factkit.toml", '[rules]\nFK999 = "off"\n')
    assert factkit("validate", "a.json").code == 2
    _put(repository, "factkit.toml", '[rules]\nFK001 = "off"\n')
    assert factkit("validate", "a.json").code == 2


def test_select_and_ignore_are_counted_and_know_their_rules(factkit: Factkit, repository: Path) -> None:
    _put(repository, "a.json", _broken("fk022"))
    assert "1 ignored" in factkit("validate", "a.json", "--ignore", "fk022").out
    assert factkit("validate", "a.json", "--select", "FK010,FK011").code == 0
    assert factkit("validate", "a.json", "--ignore", "FK999").code == 2
    assert factkit("validate", "a.json", "--ignore", "FK001").code == 2


def test_one_file_named_twice_is_checked_once(factkit: Factkit, repository: Path) -> None:
    _put(repository, "a.json")
    assert factkit("validate", "a.json", "a.json", "*.json", "-f", "json").json["files"] == 1


def test_standard_input_is_checked(factkit: Factkit) -> None:
    assert factkit("validate", "-", stdin=VALID.read_bytes()).code == 0
    assert factkit("validate", "-", stdin=b"{").code == 1


def test_a_rule_is_explained_and_all_are_listed(factkit: Factkit) -> None:
    done = factkit("rule", "fk011")
    assert done.code == 0
    assert "Good:" in done.out
    assert "Bad:" in done.out
    assert "FK044" in factkit("rule").out
    assert factkit("rule", "FK999").code == 2


def test_hostile_files_end_in_a_problem_and_never_in_a_traceback(factkit: Factkit, repository: Path) -> None:
    hostile: list[bytes] = [
        b"\xff\xfe{\x00}\x00",
        b'{"a": "\xff"}',
        b"\xef\xbb\xbf{}",
        b"null",
        b"[]",
        b"3",
        b'"x"',
        b"{}{}",
        b'{"factkit": 1}',
        b'{"factkit": "1.0", "article": 1e400}',
        b'{"factkit": "1.0", "article": ' + b"9" * 5000 + b"}",
        b'{"x": "\\ud800"}',
        b'{"x": "a\x00"}',
        b"[" * 100_000,
        b'{"factkit": "1.0", "$ref": "http://127.0.0.1:9/x"}',
        b"\xe2\x80\xa8",
    ]
    for number, data in enumerate(hostile):
        (repository / f"{number}.json").write_bytes(data)
        done = factkit("validate", f"{number}.json")
        assert done.code in (1, 2), data[:40]
        assert "Traceback" not in done.err


def test_validate_and_rule_import_nothing_heavy(tmp_path: Path) -> None:
    heavy = ["spacy", "tantivy", "textual", "sqlmodel", "sqlalchemy", "jsonschema", "rich", "numpy", "rapidfuzz"]
    program = (
        "import sys; from factkit.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    code = stop.code\n"
        f"print([name for name in {heavy!r} if name in sys.modules], code, file=sys.stderr)\n"
    )
    for arguments in (["validate", str(VALID)], ["rule", "FK011"]):
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments], capture_output=True, text=True, cwd=tmp_path, check=False
        )
        assert done.stderr.splitlines()[-1] == "[] 0"


def test_refresh_writes_the_file_anew_and_validates(factkit: Factkit, repository: Path) -> None:
    path = _put(repository, "a.json")
    text = json.loads(path.read_text(encoding="utf-8"))["article"]["text"]
    _put(repository, "new.txt", "Corrected.\n\n" + text.replace("2.4 million", "2.6 million"))
    before = path.read_bytes()
    looked = factkit("annotations", "refresh", path, "--article", "new.txt", "--dry-run", "-f", "json")
    assert looked.json["counts"] == {"unchanged": 0, "moved": 2, "edited": 1, "ambiguous": 0, "gone": 0}
    assert path.read_bytes() == before
    done = factkit("annotations", "refresh", path, "--article", "new.txt")
    assert done.code == 0
    assert "2.4 → 2.6" in done.out
    checked = factkit("validate", path, "-f", "json")
    assert checked.code == 0
    assert [problem["code"] for problem in checked.json["problems"]] == ["FK025"]


def test_refresh_says_what_is_gone_and_exits_1(factkit: Factkit, repository: Path) -> None:
    path = _put(repository, "a.json")
    _put(repository, "new.txt", "Nothing of it is left.\n")
    done = factkit("annotations", "refresh", path, "--article", "new.txt")
    assert done.code == 1
    assert "3 gone" in done.out


def test_git_merges_two_branches_by_the_driver(factkit: Factkit, repository: Path) -> None:
    base, ours, theirs = (_put(repository, name) for name in ("base.json", "ours.json", "theirs.json"))
    data = json.loads(theirs.read_text(encoding="utf-8"))
    data["claims"][2]["text"] = "Forty people work there."
    _put(repository, "theirs.json", json.dumps(data))
    assert factkit("annotations", "merge-driver", base, ours, theirs).code == 0
    assert "Forty people" in ours.read_text(encoding="utf-8")
    assert factkit("validate", ours).code == 0
    _put(repository, "ours.json", VALID.read_text(encoding="utf-8").replace("The harbour office employs", "It employs"))
    before = ours.read_bytes()
    done = factkit("annotations", "merge-driver", base, ours, theirs)
    assert (done.code, ours.read_bytes()) == (1, before)
    assert "claim c-staff: text" in done.err


def test_diff_and_upgrade_from_the_command_line(factkit: Factkit, repository: Path) -> None:
    path = _put(repository, "a.json")
    older = _put(
        repository, "old.json", VALID.read_text(encoding="utf-8").replace('"factkit": "1.0"', '"factkit": "0.9"', 1)
    )
    assert "nothing changed" in factkit("annotations", "diff", path, path).out
    assert factkit("annotations", "upgrade", older).code == 0
    assert factkit("validate", older).code == 0
    newer = _put(repository, "new.json", _broken("fk003"))
    assert factkit("annotations", "upgrade", newer).code == 2


def test_the_example_repository_is_clean_and_its_hook_runs_a_command_that_exists(
    factkit: Factkit, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT / "fixtures/example-repository")
    assert factkit("validate", "annotations/").code == 0
    entry = next(line for line in (ROOT / ".pre-commit-hooks.yaml").read_text().splitlines() if "entry:" in line)
    assert entry.split()[1:] == ["factkit", "validate"]


def test_a_fresh_export_is_clean_with_its_text_and_without(factkit: Factkit, repository: Path) -> None:
    assert factkit("init", ".").code == 0
    path = _put(repository, "a.factcheck.json")
    assert factkit("annotations", "import", path).code == 0
    for options in ([], ["--no-text"]):
        out = repository / "out" / "harbour.factcheck.json"
        out.parent.mkdir(exist_ok=True)
        done = factkit("annotations", "export", "harbour", "-o", out, *options)
        assert done.code == 0, done.err
        checked = factkit("validate", out, "--strict")
        assert checked.code == 0, checked.out
    assert '"path": "harbour.txt"' in out.read_text(encoding="utf-8")
    assert factkit("annotations", "export", "harbour", "--no-text").code == 2
