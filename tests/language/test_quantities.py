from __future__ import annotations

import math
import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factkit.language.quantities import find_ordinals, find_quantities
from factkit.language.quantitynouns import singular
from factkit.language.quantityvalues import QuantityKind

CASES = [
    line.split("\t")
    for line in Path(__file__).with_name("quantities.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def expected(cell: str) -> list[tuple[str, float, str | None, bool]]:
    if cell == "-":
        return []
    parts = [[part.strip() for part in one.split("|")] for one in cell.split(";")]
    return [
        (words, float(value), None if unit.removesuffix("~") == "-" else unit.removesuffix("~"), unit.endswith("~"))
        for words, value, unit in parts
    ]


@pytest.mark.parametrize("case", CASES, ids=[case[0][:50] for case in CASES])
def test_a_sentence_gives_its_quantities(case: list[str]) -> None:
    found = [item.quantity for item in find_quantities(case[0])]
    assert [(one.text, one.value, one.unit, one.approximate) for one in found] == expected(case[1])


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("40 soldiers", 40, 40),
        ("more than 300 people", 300, math.inf),
        ("at least 79 people", 79, math.inf),
        ("50+ countries", 50, math.inf),
        ("up to 20 people", 0, 20),
        ("fewer than 20 people", 0, 20),
        ("about 1,000 people", 900, 1100),
        ("nearly 1,000 people", 900, 1000),
        ("between 5 and 10 people", 5, 10),
        ("16-21 cm", 16, 21),
        ("ten times as many people", 10, 10),
        ("more than tripled costs", 3, math.inf),
        ("more than halved costs", 0, 0.5),
        ("nearly halved costs", 0.5, 0.55),
    ],
)
def test_the_words_around_give_the_bounds(text: str, low: float, high: float) -> None:
    found = find_quantities(f"There were {text}.")
    assert {(item.low, item.high) for item in found} == {(low, high)}


def test_a_change_from_one_value_to_another_is_no_range() -> None:
    found = find_quantities("It rose from 5 percent to 10 percent.")
    assert [(item.low, item.high) for item in found] == [(5, 5), (10, 10)]


def test_a_conversion_in_brackets_is_an_alias() -> None:
    (found,) = find_quantities("It is 16 km (about 10 miles) long.")
    assert [(alias.quantity.value, alias.quantity.unit) for alias in found.aliases] == [(10, "mile")]
    assert found.quantity.value * found.factor == 16_000


def test_a_pound_is_money_or_mass_by_the_words_around() -> None:
    kinds = [find_quantities(text)[0] for text in ("He was fined 200 pounds.", "He weighs 200 pounds.", "200 pounds.")]
    assert [(item.kind, item.dimension) for item in kinds] == [
        (QuantityKind.MONEY, None),
        (QuantityKind.MEASURE, "mass"),
        (QuantityKind.MEASURE, None),
    ]


def test_a_share_says_of_what() -> None:
    assert [item.noun for item in find_quantities("Half of voters and 20 percent of the seats")] == ["voter", "seat"]


def test_ordinals_are_found_apart_and_not_in_dates() -> None:
    found = find_ordinals("The third man came 21st on the 3rd of May in the 19th century.")
    assert [(item.quantity.text, item.quantity.value) for item in found] == [("third", 3), ("21st", 21)]


@pytest.mark.parametrize(
    ("plural", "one"),
    [("people", "person"), ("countries", "country"), ("boxes", "box"), ("houses", "house"), ("series", "series")],
)
def test_singulars(plural: str, one: str) -> None:
    assert singular(plural) == one


PIECES = st.sampled_from(
    re.findall(
        r"\S+",
        "5 10,000 3.5 two million and a half of € $5bn percent % people km ( ) between more than - to pounds 2014 ½"
        " dozen third in .",
    )
)


@given(st.lists(PIECES, max_size=12), st.sampled_from(["", " "]))
def test_any_words_give_quantities_in_order_within_their_bounds(words: list[str], gap: str) -> None:
    text = gap.join(words)
    found = find_quantities(text)
    assert all(text[item.span[0] : item.span[1]] == item.quantity.text for item in found)
    assert all(before.span[1] <= after.span[0] for before, after in pairwise(found))
    assert all(item.low <= item.quantity.value <= item.high for item in found)
    assert all(math.isfinite(item.quantity.value) for item in found)


@given(st.text(max_size=100))
def test_any_text_can_be_read(text: str) -> None:
    assert all(item.quantity.text.strip() for item in find_quantities(text))
    assert all(item.quantity.text.strip() for item in find_ordinals(text))
