import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factkit.errors import InputError
from factkit.strictjson import parse, parse_lines

TEXT = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda children: st.lists(children, max_size=4) | st.dictionaries(TEXT, children, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ('{"a": 1,\n "b": [{"a": 2}],\n "a": 3}', 3, 2, 'the key "a" stands twice'),
        ('{"a": {"b": 1, "b": 2}}', 1, 16, 'the key "b" stands twice'),
        ("[1, NaN]", 1, 5, "NaN is not a JSON number"),
        ("[-Infinity]", 1, 2, "-Infinity is not a JSON number"),
        ("[1,\n1e999]", 2, 1, "1e999 is out of range"),
        ("[" + "9" * 5000 + "]", 1, 2, "5000 digits"),
        ('["ok", "\\ud800"]', 1, 8, "lone surrogate"),
        ('["a\\u0000b"]', 1, 2, "NUL"),
        ('["\x00"]', 1, 3, "a NUL character"),
        ('["a\nb"]', 1, 4, "a line end within a text"),
        ("[" * 300 + "]" * 300, 1, 201, "nested more than 200 levels"),
        ('{"a": [1, 2}', 1, 12, "not valid JSON"),
        ("{} {}", 1, 4, "not valid JSON"),
        ("", 1, 1, "empty"),
        (" \n", 1, 1, "empty"),
    ],
)
def test_what_json_lets_through_is_refused_with_its_place(text: str, line: int, column: int, words: str) -> None:
    with pytest.raises(InputError) as caught:
        parse(text, path="file.json")
    assert words in str(caught.value)
    assert (caught.value.line, caught.value.column) == (line, column)


def test_brackets_inside_strings_are_no_nesting() -> None:
    assert parse(json.dumps(["[{" * 500])) == ["[{" * 500]


def test_a_byte_order_mark_is_accepted() -> None:
    assert parse("\ufeff{}") == {}


@given(JSON_VALUES)
def test_any_json_value_is_read_as_the_standard_library_reads_it(value: object) -> None:
    assert parse(json.dumps(value)) == value


def test_a_bad_line_does_not_hide_the_others() -> None:
    results = list(parse_lines(['{"id": 1}\n', "\n", "{bad\n", '{"id": 2}\n'], path="x.jsonl"))
    assert [number for number, _ in results] == [1, 3, 4]
    assert results[0][1] == {"id": 1}
    assert str(results[1][1]).startswith("x.jsonl:3:2: not valid JSON")
