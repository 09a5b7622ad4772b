import json
from typing import Any

import example_files
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factkit.annotations.document import annotation_from_json, dumps
from factkit.annotations.positions import Positions
from factkit.annotations.rules import explanation, rules
from factkit.annotations.validate import MAX_PROBLEMS, Settings, examine, validate_text
from factkit.workspace.validating import validate_paths

INVALID = sorted((example_files.FOLDER / "invalid").glob("*.json"))
VALID = sorted((example_files.FOLDER / "valid").glob("*.json"))


def test_a_file_that_factkit_wrote_is_clean_and_comes_back_equal() -> None:
    text = dumps(example_files.small())
    assert validate_text(text, path="a.json") == []
    assert dumps(annotation_from_json(json.loads(text))) == text


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.name)
def test_a_valid_example_is_clean(path: Any) -> None:
    result = validate_paths([str(path)])
    assert (result.problems, result.exit_code) == ((), 0)


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_example_breaks_its_rule_and_no_other(path: Any) -> None:
    result = validate_paths([str(path)])
    assert {problem.code for problem in result.problems} == {path.stem[:5].upper()}
    for problem in result.problems:
        assert problem.line <= path.read_text(encoding="utf-8").count("\n") + 1
        assert problem.hint
        assert "\n" not in problem.message


def test_every_rule_has_an_invalid_example_and_an_explanation_with_a_good_and_a_bad_one() -> None:
    assert {path.stem[:5].upper() for path in INVALID} == set(rules())
    for rule in rules().values():
        assert "\nGood: " in explanation(rule), rule.code
        assert "\nBad:  " in explanation(rule), rule.code


def test_the_examples_are_those_that_the_script_writes() -> None:
    on_disk = {path: path.read_text(encoding="utf-8") for path in (*INVALID, *VALID)}
    made = {path: text for path, text in example_files.examples().items() if path.suffix == ".json"}
    assert on_disk == made


@pytest.mark.parametrize(
    ("name", "line_has", "column_at"),
    [
        ("fk011-quote-edited", '"exact": "The office employs 41 people"', "1 people"),
        ("fk002-unknown-property", '"colour": "red"', '"colour"'),
        ("fk002-unknown-kind", '"kind": "rumour"', '"rumour"'),
        ("fk021-unknown-rating", '"rating": "mostly-ish"', '"mostly-ish"'),
        ("fk001-key-twice", ' "factkit": "1.0"}', '"factkit"'),
        ("fk004-merge-left-open", "<<<<<<< ours", "<<<<<<<"),
    ],
)
def test_a_problem_is_placed_on_the_very_character(name: str, line_has: str, column_at: str) -> None:
    text = example_files.broken(name)
    problem = validate_text(text, path="a.json")[0]
    line = text.split("\n")[problem.line - 1]
    assert line_has in line
    assert line[problem.column - 1 :].startswith(column_at)


def test_a_lost_bracket_is_placed_where_it_was_and_not_where_the_parser_noticed() -> None:
    lines = example_files.dumps_pretty(example_files.document()).split("\n")
    number = next(place for place, line in enumerate(lines, start=1) if line == "  },")
    lines[number - 1] = "  ,"
    problem = validate_text("\n".join(lines), path="a.json")[0]
    assert (problem.code, problem.line) == ("FK001", number)
    assert f"noticed at line {len(lines)}" in problem.message


def test_misattribution_is_told_from_invention() -> None:
    said = [
        validate_text(example_files.broken(f"fk032-{how}"), path="a")[0].message
        for how in ("misattributed", "invented")
    ]
    assert "it is in s-notice" in said[0]
    assert "nor in any other source" in said[1]


def test_the_unit_of_wrong_offsets_is_named() -> None:
    utf16, utf8 = (validate_text(example_files.broken(f"fk014-{name}"), path="a")[0] for name in ("utf-16", "bytes"))
    assert "UTF-16 units" in utf16.message
    assert "bytes" in utf8.message


def test_a_rule_that_is_lowered_waived_or_ignored_is_counted() -> None:
    text = example_files.broken("fk022-no-evidence")
    lowered = examine(text, path="a", settings=Settings(severities={"FK022": "warning"}))
    assert (lowered.lowered, lowered.problems[0].severity) == (1, "warning")
    off = examine(text, path="a", settings=Settings(severities={"FK022": "off"}))
    assert (off.lowered, off.problems) == (1, ())
    ignored = examine(text, path="a", settings=Settings(ignore=frozenset({"FK022"})))
    assert (ignored.ignored, ignored.problems) == (1, ())
    selected = examine(text, path="a", settings=Settings(select=frozenset({"FK010"})))
    assert (selected.ignored, selected.problems) == (1, ())
    data = json.loads(text)
    data["waivers"] = [{"rule": "FK022", "reason": "on its way", "until": "2999-01-01"}]
    assert (examine(json.dumps(data), path="a").waived, examine(json.dumps(data), path="a").problems) == (1, ())


def test_a_waiver_for_another_place_hides_nothing() -> None:
    data = json.loads(example_files.broken("fk022-no-evidence"))
    data["waivers"] = [{"rule": "FK022", "reason": "on its way", "until": "2999-01-01", "at": "/records/1"}]
    assert {problem.code for problem in validate_text(json.dumps(data), path="a")} == {"FK022", "FK005"}


def test_what_makes_a_file_unreadable_cannot_be_ignored() -> None:
    settings = Settings(select=frozenset({"FK010"}), ignore=frozenset({"FK001"}), severities={"FK001": "off"})
    assert validate_text("{", path="a", settings=settings)


def test_evidence_without_a_place_is_an_error_for_a_strict_desk() -> None:
    text = example_files.broken("fk030-nowhere")
    assert validate_text(text, path="a")[0].severity == "warning"
    assert validate_text(text, path="a", settings=Settings(require="locator"))[0].severity == "error"


def test_very_many_problems_are_cut_off_and_counted() -> None:
    data = example_files.document()
    data["claims"] = [{"id": f"c {number}", "text": "x", "anchors": []} for number in range(600)]
    found = examine(json.dumps(data, indent=1), path="a")
    assert (len(found.problems), found.more) == (MAX_PROBLEMS, 500)


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 99) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda children: (
        st.lists(children, max_size=3) | st.dictionaries(st.text('abc"\\', max_size=2), children, max_size=3)
    ),
    max_leaves=15,
)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Any:
    yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in items:
        yield from _paths(child, (*path, key))


@given(JSON_VALUES, st.sampled_from([None, 2]))
def test_every_value_is_found_where_it_stands(value: Any, indent: int | None) -> None:
    text = json.dumps(value, indent=indent)
    positions = Positions(text)
    lines = text.split("\n")
    for path, part in _paths(value):
        line, column = positions.place(path)
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        assert json.JSONDecoder().raw_decode(rest)[0] == part


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=2), st.booleans())
def test_a_character_of_a_string_is_found_through_its_escapes(value: str, ascii: bool) -> None:
    text = json.dumps({"a": value}, ensure_ascii=ascii)
    _, column = Positions(text).place(("a",), character=len(value) - 1)
    assert json.loads('"' + text[column - 1 :].removesuffix("}")) == value[-1]
