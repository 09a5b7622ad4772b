"""Whether two dates may be of one time."""

from __future__ import annotations

import pytest

from factkit.language.facets import facets
from factkit.language.parser import Parser
from factkit.matching.times import overlap, times_part


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("on Monday", "on Monday", True),
        ("on Monday", "on Friday", False),
        ("on Friday", "on 19 September 2025", True),
        ("on Monday", "on 19 September 2025", False),
        ("on Monday", "in September 2025", None),
        ("on Monday", "last year", None),
        ("last year", "last year", True),
        ("last year", "this year", False),
        ("last year", "last month", None),
        ("this season", "the previous season", None),
        ("in March", "in April", False),
        ("in March", "in March 2021", True),
        ("in 2019", "in 2021", False),
    ],
)
def test_dates_are_of_one_time_or_not_or_nothing_tells(
    one: str, other: str, expected: bool | None, parser: Parser
) -> None:
    [ours], [theirs] = (facets(f"It began {when}.", parser).days for when in (one, other))
    assert overlap(ours, theirs) is expected
    assert overlap(theirs, ours) is expected


def test_a_weekday_that_recurs_is_none(parser: Parser) -> None:
    assert facets("The market opens on Fridays.", parser).days == ()


def test_times_part_only_where_both_sides_have_one(parser: Parser) -> None:
    monday, nothing, friday = (facets(f"It began{when}.", parser).days for when in (" on Monday", "", " on Friday"))
    assert times_part(monday, friday)
    assert not times_part(monday, nothing)
    assert not times_part(monday, (*friday, *monday))


@pytest.mark.parametrize(
    ("text", "earlier"),
    [
        ("Mali had expelled five envoys.", True),
        ("The minister spoke again.", True),
        ("A year earlier the firm lost money.", True),
        ("The army said it had killed 50 fighters.", False),
        ("The army said it had killed 50 fighters and had lost six.", False),
        ("The envoy was arrested earlier this week.", False),
        ("The ship had been carrying 25 people.", False),
        ("The firm lost money before the war.", False),
    ],
)
def test_what_is_told_as_having_happened_before(text: str, earlier: bool, parser: Parser) -> None:
    assert any(clause.earlier for clause in facets(text, parser).clauses) is earlier


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        ("The city will plant trees.", True),
        ("The city said it would plant trees.", True),
        ("The city plans to plant trees.", True),
        ("The museum is to reopen.", True),
        ("The city could plant trees.", False),
        ("The city would plant trees if it could.", False),
        ("A union feared that the airline will cut jobs.", False),
        ("The city planted trees.", False),
    ],
)
def test_what_is_planned_is_told_from_what_is_possible(text: str, planned: bool, parser: Parser) -> None:
    assert (
        any(c.mood == "plan" for c in facets(text, parser).clauses if c.lemma in ("plant", "reopen", "cut")) is planned
    )
