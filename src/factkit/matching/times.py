"""Whether two dates may be of the same time, as far as each text tells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from factkit.language.facets.days import Day

_DAYS_OF_YEAR = 366
_RELATIVE = frozenset({"previous", "following", "same"})


def overlap(one: Day, other: Day) -> bool | None:
    """Return whether two dates may be of the same time; None if nothing tells: "on Monday", "in June"."""
    if one.period or other.period:
        return _same_period(one.period, other.period)
    if one.weekday or other.weekday:
        ours, theirs = _weekday(one), _weekday(other)
        return ours == theirs if ours and theirs else None
    if one.month or other.month:
        return _may_recur(one, other)
    if _are_terms(one, other):
        return one.first == other.first and one.last == other.last
    low, high = 0, 10**7
    return max(one.first or low, other.first or low) <= min(one.last or high, other.last or high)


def times_part(ours: Sequence[Day], theirs: Sequence[Day]) -> bool:
    """Return whether both sides give dates, and none of one may be one of the other."""
    return bool(ours and theirs) and not any(overlap(one, other) for one in ours for other in theirs)


def _same_period(one: str, other: str) -> bool | None:
    if one == other:
        return True
    (which, _, unit), (their_which, _, their_unit) = one.partition(" "), other.partition(" ")
    return None if unit != their_unit or {which, their_which} & _RELATIVE else False


def _weekday(day: Day) -> int:
    """Return the weekday of a date that is one day, 1 for Monday; 0 for any other."""
    if day.weekday or day.first is None or day.first != day.last:
        return day.weekday
    return date.fromordinal(day.first).isoweekday()


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
