"""What counts from the day of publication -> the days: "two years ago", "last week", "on Tuesday"."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from factkit.language import calendars
from factkit.language.calendars import Days
from factkit.language.datevalues import Named, month_number, not_after, number_of
from factkit.language.datewords import WEEKDAYS

_Match = re.Match[str]
_THIRDS_OF = {"early": 0, "late": 2}


def _ago(match: _Match, published: date | None, _outlook: str) -> Named:
    unit, count, quality = match["ago_u"].lower(), number_of(match["ago_n"]), (match["ago_q"] or "").lower()
    if unit == "fortnight":
        unit, count = "week", 2 * count
    moment = calendars.back(published, count, unit) if published else None
    if moment is None or published is None:
        return Named(match.start(), match.end(), None)
    days = calendars.around(moment, unit)
    if quality:
        earlier, later = (calendars.back(published, max(0, count + step), unit) or moment for step in (1, -1))
        if quality in ("nearly", "almost", "less than"):
            days = (moment, later)
        elif quality in ("about", "around", "some"):
            days = (calendars.around(earlier, unit)[0], calendars.around(later, unit)[1])
        else:
            days = (earlier, moment)
    return Named(match.start(), match.end(), not_after(days, published))


def _last_n(match: _Match, published: date | None, outlook: str) -> Named:
    days, ahead = None, match["lastn_r"] in ("next", "coming")
    if published and (not ahead or outlook == "future"):
        count = number_of(match["lastn_n"])
        other = calendars.back(published, -count if ahead else count, match["lastn_u"])
        days = (min(other, published), max(other, published)) if other else None
    return Named(match.start(), match.end(), days)


def _past(match: _Match, published: date | None, outlook: str) -> Named:
    days = None
    if published and match["past_r"] in ("past", "last"):
        start = calendars.back(published, 1, match["past_u"])
        days = (start, published) if start else None
    elif published and outlook == "future":
        end = calendars.back(published, -1, match["past_u"])
        days = (published, end) if end else None
    return Named(match.start(), match.end(), days)


def _bound(match: _Match, published: date | None, outlook: str) -> Named:
    """Read "the end of the year", which is this one only where it lies ahead."""
    known = published is not None and outlook == "future"
    return Named(
        match.start(), match.end(), calendars.around(published, match["bound_u"]) if published and known else None
    )


def _overnight(match: _Match, published: date | None, outlook: str) -> Named:
    known = published is not None and outlook == "past"
    days = (published - timedelta(days=1), published) if published and known else None
    return Named(match.start(), match.end(), days)


def _within(match: _Match, published: date | None, _outlook: str) -> Named:
    if published is None:
        return Named(match.start(), match.end(), None)
    start, end = calendars.around(published, match["within_u"])
    which = match["within_r"].lower()
    if which == "earlier":
        days: Days | None = (start, published)
    elif which == "later":
        days = (published, end)
    else:
        days = not_after(calendars.third((start, end), _THIRDS_OF[which]), published)
    return Named(match.start(), match.end(), days)


def _so_far(match: _Match, published: date | None, _outlook: str) -> Named:
    days = (calendars.around(published, match["sofar_u"])[0], published) if published else None
    return Named(match.start(), match.end(), days)


def _relative(match: _Match, published: date | None, outlook: str) -> Named:
    unit, which = match["rel_u"], match["rel_r"].lower()
    if published is None:
        return Named(match.start(), match.end(), None)
    step = {"last": -1, "next": 1}.get(which, 0)
    whole = days = _shifted(unit, step, published)
    if step == 0 and outlook != "future":
        days = not_after(days, published)
    return Named(match.start(), match.end(), days, whole=whole)


def _shifted(unit: str, step: int, published: date) -> Days | None:
    """Return the week, month, quarter, year or season `step` before or after the one of the publication."""
    number = (published.month - 1) // 3 + 1
    stretches: Mapping[str, Callable[[], Days | None]] = {
        "week": lambda: calendars.week(published + timedelta(weeks=step)),
        "month": lambda: calendars.month(published.year, published.month + step),
        "quarter": lambda: calendars.quarter(number + step, published.year),
        "year": lambda: calendars.year(published.year + step),
        "century": lambda: _shifted_century(step, published),
        "weekend": lambda: _shifted_weekend(step, published),
    }
    return stretches[unit]() if unit in stretches else _shifted_season(unit, step, published)


def _shifted_century(step: int, published: date) -> Days:
    first = (published.year - 1) // 100 * 100 + 1 + 100 * step
    return calendars.years(first, first + 99)


def _shifted_weekend(step: int, published: date) -> Days:
    if step == 0:
        saturday = published + timedelta(days=5 - published.weekday()) if published.weekday() < 5 else published
        return calendars.weekend(saturday)
    if step > 0:
        return calendars.weekend(published + timedelta(days=12 - published.weekday()))
    return calendars.weekend(published - timedelta(days=1 + published.weekday()))


def _shifted_season(unit: str, step: int, published: date) -> Days | None:
    """Return last or this summer; last summer is the one that is over, whatever the year."""
    this = calendars.season(unit, published.year)
    if step < 0:
        return this if this[1] < published else calendars.season(unit, published.year - 1)
    if step > 0:
        return this if this[0] > published else calendars.season(unit, published.year + 1)
    return this


def _named_one(match: _Match, published: date | None, outlook: str) -> Named:
    """Read last, this or next with a month or a weekday."""
    which = match["named_r"].lower()
    if published is None:
        return Named(match.start(), match.end(), None)
    if match["named_w"]:
        return Named(
            match.start(), match.end(), _nearby_weekday(match["named_w"], which, published, outlook), grain="day"
        )
    number = month_number(match["named_m"])
    of = {"last": published.year - (number >= published.month), "next": published.year + (number <= published.month)}
    days = calendars.month(of.get(which, published.year), number)
    if which == "this" and outlook in ("past", "untold"):
        days = (days[0], min(days[1], published)) if days[0] <= published else days
    return Named(match.start(), match.end(), days, grain="month")


def _nearby_weekday(name: str, which: str, published: date, outlook: str) -> Days | None:
    ahead = (WEEKDAYS.index(name[:3].lower()) - published.weekday()) % 7
    if which == "this" and outlook in ("unclear", "untold"):
        return None
    if which == "next" or (which == "this" and outlook == "future"):
        moment = published + timedelta(days=ahead or 7)
    else:
        moment = published - timedelta(days=7 - ahead if ahead or which == "last" else 0)
    return moment, moment


def _weekday(match: _Match, published: date | None, outlook: str) -> Named:
    days = None
    if published and match["weekday_w"]:
        step = {"last": -1, "this": 0, "next": 1}[match["weekday_w"]]
        monday = calendars.week(published + timedelta(weeks=step))[0]
        moment = monday + timedelta(days=WEEKDAYS.index(match["weekday_n"][:3].lower()))
        days = (moment, moment)
    elif published:
        days = _nearby_weekday(match["weekday_n"], "this", published, outlook)
        if days and outlook == "future" and days[0] == published + timedelta(days=7):
            days = None
    return Named(match.start(), match.end(), days, grain="day")


def _deictic(match: _Match, published: date | None, _outlook: str) -> Named:
    words = " ".join(match["deictic"].lower().split())
    steps = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2}
    moment = published + timedelta(days=steps.get(words, 0)) if published else None
    return Named(match.start(), match.end(), (moment, moment) if moment else None, grain="day")


def _weekend(match: _Match, published: date | None, outlook: str) -> Named:
    # on a Saturday it may be the weekend before
    known = published is not None and published.weekday() != 5 and outlook == "past"
    days = not_after(calendars.weekend(published), published) if published and known else None
    return Named(match.start(), match.end(), days)


RELATIVE: Mapping[str, Callable[[_Match, date | None, str], Named]] = {
    "agone": _ago,
    "lastn": _last_n,
    "past": _past,
    "within": _within,
    "bound": _bound,
    "overnight": _overnight,
    "rel": _relative,
    "sofar": _so_far,
    "named": _named_one,
    "deictic": _deictic,
    "weekday": _weekday,
    "weekend": _weekend,
}
"""A reader for each relative kind of `datewords.EXPRESSION`."""
