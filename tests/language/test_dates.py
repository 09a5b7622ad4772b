from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factkit.language.dates import date_spans, find_dates

PUBLISHED = date(2025, 9, 20)
CASES = [
    line.split("\t")
    for line in Path(__file__).with_name("dates.tsv").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


@pytest.mark.parametrize("case", CASES, ids=[f"{case[1]}: {case[0]}"[:60] for case in CASES])
def test_an_expression_covers_the_days_that_it_names(case: list[str]) -> None:
    found = {item.mention.text: (item.mention.start, item.mention.end) for item in find_dates(case[0], PUBLISHED)}
    if case[1] == "-":
        assert found == {}
    else:
        assert found.get(case[1]) == (day(case[2]), day(case[3]))


def test_there_are_a_hundred_expressions() -> None:
    assert len(CASES) >= 100


@pytest.mark.parametrize("text", ["on Tuesday", "last month", "two years ago", "in March", "today", "on 3 May"])
def test_without_a_publication_date_what_is_relative_has_none(text: str) -> None:
    assert find_dates(f"It was closed {text}.", None) == []
    assert date_spans(f"It was closed {text}.")


def test_without_a_publication_date_what_is_absolute_stands() -> None:
    (found,) = find_dates("It was closed in May 2024.", None)
    assert (found.mention.start, found.mention.end) == (date(2024, 5, 1), date(2024, 5, 31))


@pytest.mark.parametrize("weekday", ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"])
@given(published=st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_a_weekday_of_the_past_is_within_the_week_before_publication(weekday: str, published: date) -> None:
    (found,) = find_dates(f"They met on {weekday}.", published)
    assert found.mention.start == found.mention.end
    assert found.mention.start is not None
    assert 0 <= (published - found.mention.start).days <= 6
    assert found.mention.start.strftime("%A") == weekday


PIECES = st.sampled_from(
    re.findall(
        r"\S+",
        "in March 2024 the 1990s since until between and from to early last year on Tuesday two years ago 3 May 31"
        " February 2023-02-30 99/99/9999 9999-12-31 after nearly . '80s 0000",
    )
)


@given(st.lists(PIECES, max_size=12), st.none() | st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_any_words_give_dates_in_order_with_their_own_words(words: list[str], published: date | None) -> None:
    text = " ".join(words)
    found = find_dates(text, published)
    assert all(text[item.span[0] : item.span[1]] == item.mention.text for item in found)
    assert all(before.span[1] <= after.span[0] for before, after in pairwise(found))
    for item in found:
        if item.mention.start and item.mention.end:
            assert item.mention.start <= item.mention.end
