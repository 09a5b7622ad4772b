"""When: the dates of a text and what they date."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from factkit.language.dates import find_dates
from factkit.language.facets.clauses import Clause, owners_of
from factkit.model import DateMention, Span

_MONTHS = [name.lower() for name in calendar.month_name[1:]]
_MONTH = re.compile(
    rf"(?:\b(?P<before>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?\b(?P<month>{'|'.join(m.title() for m in _MONTHS)})\b"
    r"(?: (?P<after>\d{1,2})(?:st|nd|rd|th)?\b)?"
)
_WEEKDAYS = [name.lower() for name in calendar.day_name]
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(name.title() for name in _WEEKDAYS)})\b")
_PERIOD = re.compile(
    r"\b(?:(?:last|this|next|previous|following|same) (?:year|month|week|season|term|summer|winter|spring|autumn)"
    r"|(?:past|last) (?:[a-z]+|\d+) (?:years|months|weeks|decades|days)"
    r"|(?:first|second|third|fourth|last) (?:quarter|half)(?! of the (?:match|game|final)))\b"
)
_TERM = re.compile(r"\b\d{4}\b.*\b\d{2,4}\b")


@dataclass(frozen=True, slots=True)
class Day:
    """A date and the clauses that it may date, the nearest first.

    Attributes:
        first, last: the days that it covers, as proleptic ordinals; None for an open end.
        month, day: of a date without a year, 0 where it has none; then `first` and `last` are None.
        term: both its ends are given: "from 1820 to 1830".
        weekday: of a weekday of an unknown week, 1 for Monday, else 0; then `first` and `last` are None.
        period: of a period that nothing places: "last year".
    """

    start: int
    end: int
    first: int | None
    last: int | None
    clauses: tuple[int, ...]
    month: int = 0
    day: int = 0
    term: bool = False
    weekday: int = 0
    period: str = ""


def days(
    doc: Any,
    text: str,
    made: tuple[Clause, ...],
    owners: Mapping[int, int],
    *,
    published: date | None,
    resolved: Sequence[DateMention],
) -> Iterator[Day]:
    """Yield the dates of a parsed text.

    Args:
        made: the clauses of the text.
        owners: the place of each clause among them, by that of its main word.
        published: the day from which "on Tuesday" counts.
        resolved: date expressions of which the days are known.
    """
    for span, day in _dates(text, published, resolved):
        lived = [(number, c) for number, c in enumerate(made) if _is_end_of_life(c, span)]
        for number, clause in lived:
            yield from _end_of_life(text, number, clause)
        if not lived:
            yield replace(day, start=span[0], end=span[1], clauses=_dated(doc, span, made, owners))


def _dates(text: str, published: date | None, resolved: Sequence[DateMention]) -> list[tuple[Span, Day]]:
    """Return the dates of a text, those that somebody resolved before as resolved, then those without a year."""
    found: list[tuple[Span, Day]] = []
    for mention in resolved:
        start = text.find(mention.text)
        if start >= 0:
            found.append(((start, start + len(mention.text)), _day(mention)))
    for date_ in find_dates(text, published):
        if not _meets(date_.span, found) and (date_.mention.start or date_.mention.end):
            found.append((date_.span, _day(date_.mention)))
    for match in _MONTH.finditer(text):
        if not _meets(match.span(), found):
            month = _MONTHS.index(match["month"].lower()) + 1
            day = int(match["before"] or match["after"] or 0)
            found.append((match.span(), Day(0, 0, None, None, (), month, day)))
    found += [(span, day) for span, day in _unplaced(text) if not _meets(span, found)]
    return sorted(found, key=lambda pair: pair[0])


def _unplaced(text: str) -> Iterator[tuple[Span, Day]]:
    """Yield weekdays of an unknown week and periods that nothing places."""
    for match in _WEEKDAY.finditer(text):
        weekday = _WEEKDAYS.index(match.group().lower()) + 1
        yield match.span(), Day(0, 0, None, None, (), weekday=weekday)
    for match in _PERIOD.finditer(text):
        yield match.span(), Day(0, 0, None, None, (), period=match.group().lower())


def _day(mention: DateMention) -> Day:
    first = mention.start.toordinal() if mention.start else None
    term = bool(_TERM.search(mention.text))
    return Day(0, 0, first, mention.end.toordinal() if mention.end else None, (), term=term)


def _meets(span: Span, found: list[tuple[Span, Day]]) -> bool:
    return any(start < span[1] and span[0] < end for (start, end), _ in found)


def _is_end_of_life(clause: Clause, span: Span) -> bool:
    """Return whether a clause is the birth or the death in the brackets of a life, which a date spans whole."""
    return clause.lemma in ("bear", "die") and span[0] <= clause.start and clause.end <= span[1]


def _end_of_life(text: str, number: int, clause: Clause) -> Iterator[Day]:
    told = "in " + text[clause.start : clause.end]
    for found in find_dates(told, None)[:1]:
        start, end = (place - 3 + clause.start for place in found.span)
        yield replace(_day(found.mention), start=start, end=end, clauses=(number,))


def _dated(doc: Any, span: Span, made: tuple[Clause, ...], owners: Mapping[int, int]) -> tuple[int, ...]:
    """Return the clauses that a date is of: the one whose brackets hold it, else those above it."""
    for number, clause in enumerate(made):
        if clause.start <= span[0] and span[1] <= clause.end:
            return (number,)
    tokens = doc.char_span(*span, alignment_mode="expand")
    return owners_of(tokens.root, owners) if tokens is not None else ()
