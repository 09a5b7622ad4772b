"""Stretches of days: the arithmetic that date expressions need. Both ends are inclusive."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Days = tuple[date, date]

FIRST_YEAR, LAST_YEAR = 1000, 2199
"""Years outside are not read as years."""

_SUMMERS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
"""The first month of a season of the northern hemisphere; winter lies in two years, so it has no single date."""


def day(year: int, month: int, day_of_month: int) -> Days | None:
    """Return one day, or None where the calendar has none."""
    try:
        moment = date(year, month, day_of_month)
    except ValueError:
        return None
    return (moment, moment) if FIRST_YEAR <= year <= LAST_YEAR else None


def month(year: int, number: int) -> Days:
    """Return a whole month; `number` may lie outside 1-12 and then counts into other years."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def months(year: int, first: int, last: int) -> Days:
    """Return the months from `first` to `last`."""
    return month(year, first)[0], month(year, last)[1]


def year(number: int) -> Days:
    """Return a whole year."""
    return date(number, 1, 1), date(number, 12, 31)


def years(first: int, last: int) -> Days:
    """Return the years from `first` to `last`."""
    return date(first, 1, 1), date(last, 12, 31)


def week(moment: date) -> Days:
    """Return the week of a day, Monday to Sunday."""
    monday = moment - timedelta(days=moment.weekday())
    return monday, monday + timedelta(days=6)


def weekend(moment: date) -> Days:
    """Return the last weekend that has begun by a day."""
    saturday = moment - timedelta(days=(moment.weekday() - 5) % 7)
    return saturday, saturday + timedelta(days=1)


def quarter(number: int, of: int) -> Days:
    """Return a quarter of a year; `number` may lie outside 1-4."""
    return month(of, 3 * number - 2)[0], month(of, 3 * number)[1]


def season(name: str, of: int) -> Days:
    """Return spring, summer or autumn."""
    first = _SUMMERS[name]
    return months(of, first, first + 2)


def third(days: Days, part: int) -> Days:
    """Return the early (0), middle (1) or late (2) third: of a year in whole months, otherwise in whole days.

    A few days have no thirds and come back whole.
    """
    start, end = days
    if (end - start).days < 6:
        return days
    if (end - start).days in (364, 365) and start.month == 1:
        return months(start.year, 4 * part + 1, 4 * part + 4)
    if end.year - start.year >= 9:
        length = end.year - start.year + 1
        cuts = [0, round(length * 0.4), round(length * 0.7), length]
        return years(start.year + cuts[part], start.year + cuts[part + 1] - 1)
    length = (end - start).days + 1
    size = length // 3
    return start + timedelta(days=size * part), end if part == 2 else start + timedelta(days=size * (part + 1) - 1)


def back(moment: date, count: int, unit: str) -> date | None:
    """Return the day that is `count` days, weeks, months, years or decades before; None outside the calendar.

    A negative `count` goes forward.
    """
    try:
        if unit in ("day", "week"):
            return moment - timedelta(days=count * (7 if unit == "week" else 1))
        step = count if unit == "month" else 12 * count * (10 if unit == "decade" else 1)
        first, last = month(moment.year, moment.month - step)
        return first.replace(day=min(moment.day, last.day))
    except (ValueError, OverflowError):
        return None


def around(moment: date, unit: str) -> Days:
    """Return the day, week, month or year that a day lies in."""
    if unit == "day":
        return moment, moment
    if unit == "week":
        return week(moment)
    return month(moment.year, moment.month) if unit == "month" else year(moment.year)
