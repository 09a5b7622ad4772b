"""Dates: when did the same happen?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factkit.language.facets.days import Day
from factkit.matching.pairing import Aligned, Found, Pair, same_name
from factkit.model import ConflictKind

_NEAR_DAYS = 31
_SURE = 0.7
_LIFE = frozenset({"bear", "die"})
_DAYS_OF_YEAR = 366
_MUCH = 9


def find(pair: Pair) -> Iterator[Found]:
    """Yield where the dates of the same event overlap, or cannot both be right."""
    for day in pair.claim.days:
        equal = [other for other in pair.passage.days if overlap(day, other)]
        if any(_same_event(pair, day, other) >= _SURE for other in equal):
            yield _agreement(pair, day, equal[0])
            continue
        apart = [(_same_event(pair, day, o), o) for o in pair.passage.days if not overlap(day, o)]
        strength, other = max(apart, key=lambda found: found[0], default=(0.0, day))
        exact = [o for o in equal if not _is_vague(day, o)]
        if exact and strength <= _SURE:
            yield _agreement(pair, day, exact[0])
        elif strength:
            yield pair.found(ConflictKind.DATE, _span(day), _span(other), strength, "date-of-event")


def _agreement(pair: Pair, day: Day, other: Day) -> Found:
    return pair.found(ConflictKind.DATE, _span(day), _span(other), 0.8, "date-equal", agrees=True)


def _span(day: Day) -> tuple[int, int]:
    return day.start, day.end


def overlap(one: Day, other: Day) -> bool:
    """Return whether two dates may be of the same time."""
    if one.month or other.month:
        return _may_recur(one, other)
    if _are_terms(one, other):
        return one.first == other.first and one.last == other.last
    low, high = 0, 10**7
    return max(one.first or low, other.first or low) <= min(one.last or high, other.last or high)


def _is_vague(day: Day, other: Day) -> bool:
    """Return whether the other covers so much time more that it may well be of something else: "the 1900s"."""
    return None not in (day.first, day.last, other.first, other.last) and _length(other) > _MUCH * _length(day)


def _length(day: Day) -> int:
    return (day.last or 0) - (day.first or 0) + 1


def _are_terms(one: Day, other: Day) -> bool:
    """Return whether both are from a year to another one, "from 1820 to 1830", and so both their ends count."""
    return all(
        day.term and day.first is not None and day.last is not None and day.last - day.first > _DAYS_OF_YEAR
        for day in (one, other)
    )


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
    """Return how sure it is that two dates are of one event."""
    aligned = pair.between(one.clauses, other.clauses)
    if aligned is None or not aligned.is_real or aligned.claim.negated or aligned.passage.negated:
        return 0.0
    if aligned.is_of_others and not _is_life_of_one(pair, aligned):
        return 0.0
    if aligned.same:
        return 0.6 + 0.1 * min(len(aligned.same), 2)
    if _is_life_of_one(pair, aligned):
        return 0.65
    if aligned.is_of_topic or (aligned.open and (pair.coverage > 0.6 or _are_near(one, other))):
        return 0.55
    return 0.45


def _is_life_of_one(pair: Pair, aligned: Aligned) -> bool:
    """Return whether a birth or death is that of the one whose life alone the passage tells, under another name."""
    if not aligned.claim.meanings & _LIFE:
        return False
    same = [c for c in pair.passage.clauses if c.meanings & aligned.claim.meanings]
    if len(same) > 1:
        return False
    named = [a.name for a in aligned.claim.arguments if a.name and a.slot in ("agent", "patient")]
    return any(same_name(name, other) for name in named for other, _, _ in pair.passage.names)


def _are_near(one: Day, other: Day) -> bool:
    """Return whether two days are so near that the same kind of event on both is likely to be one."""
    if one.first is None or other.first is None or one.first != one.last or other.first != other.last:
        return False
    return abs(one.first - other.first) <= _NEAR_DAYS
