import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lead_annotation import lead

from factkit.annotations.document import annotation_from_json, dumps
from factkit.annotations.positions import Positions
from factkit.annotations.validate import validate_text
from factkit.model import sha256

CLEAN = dumps(lead())


def _broken(change: Any) -> str:
    document = json.loads(CLEAN)
    change(document)
    return json.dumps(document, indent=2, ensure_ascii=False)


def _set(*path: Any) -> Any:
    *where, key, value = path

    def change(document: Any) -> None:
        for part in where:
            document = document[part]
        document[key] = value

    return change


def test_a_file_that_factkit_wrote_is_clean_and_comes_back_equal() -> None:
    assert validate_text(CLEAN, path="a.json") == []
    assert dumps(annotation_from_json(json.loads(CLEAN))) == CLEAN


@pytest.mark.parametrize(
    ("change", "code", "pointer"),
    [
        (_set("claims", 0, "anchors", 0, "exact", "words that are not there"), "FK010", "/claims/0/anchors/0/exact"),
        (lambda d: d["claims"][0]["anchors"][0].update(start=0, end=1), "FK011", "/claims/0/anchors/0/exact"),
        (_set("article", "sha256", sha256("another text")), "FK012", "/article/sha256"),
        (_set("claims", 0, "anchors", []), "FK020", "/claims/0"),
        (lambda d: d["claims"].append(d["claims"][0]), "FK021", None),
        (_set("records", 0, "claim", "c-gone"), "FK030", "/records/0/claim"),
        (_set("records", 0, "rating", "mostly-ish"), "FK031", "/records/0/rating"),
        (_set("records", 0, "scale", "nowhere"), "FK031", "/records/0/scale"),
        (_set("records", 0, "rationale", " "), "FK032", "/records/0/rationale"),
        (_set("records", 0, "reviewer", "somebody else"), "FK040", "/records/0"),
        (lambda d: d["records"].pop(), "FK040", "/records"),
        (_set("factkit", "9.0"), "FK003", "/factkit"),
        (_set("claims", 0, "colour", "red"), "FK002", "/claims/0"),
        (_set("claims", 0, "kind", "rumour"), "FK002", "/claims/0/kind"),
    ],
)
def test_what_breaks_a_rule_is_found_at_its_place(change: Any, code: str, pointer: str | None) -> None:
    text = _broken(change)
    problems = [problem for problem in validate_text(text, path="a.json") if problem.code == code]
    assert problems
    if pointer is not None:
        assert problems[0].pointer == pointer
        parts = [int(part) if part.isdecimal() else part for part in pointer.split("/")[1:]]
        assert (problems[0].line, problems[0].column) == Positions(text).place(parts)
    assert problems[0].hint


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"factkit": "1.0", "factkit": "1.0"}', "<<<<<<< HEAD\n{}"])
def test_what_is_no_annotation_file_is_a_problem(text: str) -> None:
    assert validate_text(text, path="a.json")


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
