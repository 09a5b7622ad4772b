"""Dates: when did the same happen?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factkit.language.facets import Day
from factkit.matching.pairing import Found, Pair
from factkit.model import ConflictKind

_NEAR_DAYS = 31


def find(pair: Pair) -> Iterator[Found]:
    """Yield where the dates of the same event overlap, or cannot both be right."""
    left = []
    for day in pair.claim.days:
        equal = next((other for other in pair.passage.days if _overlap(day, other)), None)
        if equal is None:
            left.append(day)
        else:
            yield pair.found(ConflictKind.DATE, _span(day), _span(equal), 0.8, "date-equal", agrees=True)
    for day in left:
        for other in pair.passage.days:
            strength = _same_event(pair, day, other)
            if strength:
                yield pair.found(ConflictKind.DATE, _span(day), _span(other), strength, "date-of-event")


def _span(day: Day) -> tuple[int, int]:
    return day.start, day.end


def _overlap(one: Day, other: Day) -> bool:
    if one.month or other.month:
        return _may_recur(one, other)
    low, high = 0, 10**7
    return max(one.first or low, other.first or low) <= min(one.last or high, other.last or high)


def _may_recur(one: Day, other: Day) -> bool:
    """Return whether a date without a year may be another one: unless the month, or its day, is another."""
    (month, day), (their_month, their_day) = _in_year(one), _in_year(other)
    if not month or not their_month:
        return True
    return month == their_month and (not day or not their_day or day == their_day)


def _in_year(day: Day) -> tuple[int, int]:
    if day.month or day.first is None or day.last is None:
        return day.month, day.day
    first, last = date.fromordinal(day.first), date.fromordinal(day.last)
    if (first.year, first.month) != (last.year, last.month):
        return 0, 0
    return first.month, first.day if first == last else 0


def _same_event(pair: Pair, one: Day, other: Day) -> float:
    aligned = pair.between(one.clauses, other.clauses)
    if aligned is None or not aligned.is_real or aligned.claim.negated or aligned.passage.negated:
        return 0.0
    if aligned.is_of_others:
        return 0.0
    if aligned.same:
        return 0.6 + 0.1 * min(len(aligned.same), 2)
    if aligned.is_of_topic or (aligned.open and (pair.coverage > 0.6 or _are_near(one, other))):
        return 0.55
    return 0.45


def _are_near(one: Day, other: Day) -> bool:
    """Return whether two days are so near that the same kind of event on both is likely to be one."""
    if one.first is None or other.first is None or one.first != one.last or other.first != other.last:
        return False
    return abs(one.first - other.first) <= _NEAR_DAYS
