"""What names a stretch of days -> the days: one small function for each kind of expression."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from factkit.language import calendars
from factkit.language.calendars import Days
from factkit.language.dateoutlook import outlook_of
from factkit.language.daterelatives import RELATIVE
from factkit.language.datevalues import Named, month_number, not_after, number_of
from factkit.language.datewords import CENTURIES, DAY_NAMES, DECADES, FEASTS, ORDINALS, PREPOSITION, is_of_that_year

_Match = re.Match[str]

_DATED = frozenset(("mdy", "dmy", "month"))
_SOON_DAYS = 270
"""A day so long ago that its next return is nearer is only taken where the sentence is in the past."""

_TENSED = frozenset(
    (
        "mdy",
        "dmy",
        "month",
        "feast",
        "weekday",
        "rel",
        "named",
        "weekend",
        "quarter",
        "within",
        "lastn",
        "past",
        "bound",
        "overnight",
    )
)
"""What names a different stretch when it lies in the future."""

_TOLD = frozenset(("mdy", "dmy", "month", "feast", "weekday", "named"))
"""What stays open where nothing in the sentence says that it is over."""


def _iso(match: _Match, _published: date | None, _outlook: str) -> Named:
    days = calendars.day(int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"]))
    return Named(match.start(), match.end(), days, written=True, grain="day")


def _numeric(match: _Match, _published: date | None, _outlook: str) -> Named:
    """Read 20.9.2025 and 9/20/2025; where day and month could change places and differ there is no date."""
    first, second, of = int(match["num_a"]), int(match["num_b"]), int(match["num_y"])
    days = None
    if match["num_s"] == "." or first > 12:
        days = calendars.day(of, second, first)
    elif second > 12 or first == second:
        days = calendars.day(of, first, second)
    return Named(match.start(), match.end(), days, written=True, grain="day")


def _day_and_month(match: _Match, published: date | None, outlook: str) -> Named:
    key = "mdy" if match["mdy"] else "dmy"
    first = int(match[f"{key}_d"] or DAY_NAMES[match["dmy_n"].lower()])
    part = (month_number(match[f"{key}_m"]), first, int(match[f"{key}_e"]) if match[f"{key}_e"] else None)
    if match[f"{key}_y"] or match[f"{key}_r"]:
        of = _year_of(match[f"{key}_y"], match[f"{key}_r"], published)
        return Named(
            match.start(), match.end(), in_year(part, of) if of else None, written=True, grain="day", part=part
        )
    if weekday := match[f"{key}_w"]:
        days = _on_weekday(part, weekday, published, outlook)
    else:
        days = _nearest(part, published, outlook)
    return Named(match.start(), match.end(), days, grain="day", part=part)


def _on_weekday(
    part: tuple[int, int | None, int | None], weekday: str, published: date | None, outlook: str
) -> Days | None:
    """Return the day of last year, this or the next that falls on the weekday: it tells the year."""
    years = range(published.year - 1, published.year + 2) if published else ()
    found = [days for of in years if (days := in_year(part, of)) and days[0].strftime("%A") == weekday]
    if not found or published is None or (outlook == "past" and found[0][0] > published):
        return None
    return None if outlook == "future" and found[0][0] < published else found[0]


def _month_alone(match: _Match, published: date | None, outlook: str) -> Named:
    part = (month_number(match["month_m"]), None, None)
    days = _nearest(part, published, outlook)
    whole = calendars.month(days[0].year, part[0]) if days else None
    return Named(match.start(), match.end(), days, grain="month", part=part, whole=whole)


def _month_and_year(match: _Match, published: date | None, _outlook: str) -> Named:
    number, of = month_number(match["my_m"]), _year_of(match["my_y"], match["my_r"], published)
    part, days = (number, None, None), calendars.month(of, number) if of else None
    return Named(match.start(), match.end(), days, written=True, grain="month", part=part)


def _year_of(written: str | None, relative: str | None, published: date | None) -> int | None:
    """Return the year behind a day or month: "2024", or "last year" as the publication has it."""
    if written:
        return int(written)
    steps = {"last": -1, "this": 0, "next": 1}
    return published.year + steps[relative.split()[0]] if relative and published else None


def _feast(match: _Match, published: date | None, outlook: str) -> Named:
    number, day = FEASTS[match["feast_n"]]
    part = (number, day, None)
    if of := match["feast_y"]:
        return Named(match.start(), match.end(), in_year(part, int(of)), written=True, grain="day", part=part)
    return Named(match.start(), match.end(), _nearest(part, published, outlook), grain="day", part=part)


def days_apart(text: str, match: _Match) -> tuple[int, int] | None:
    """Return where the first of two days ends and the second begins, if they are no stretch: "5 and 8 May"."""
    kind = match.lastgroup or ""
    if kind not in ("mdy", "dmy") or not match[f"{kind}_e"] or match["dmy_n"]:
        return None
    between = text[match.end(f"{kind}_d") : match.start(f"{kind}_e")]
    if "and" not in between or text[: match.start()].endswith(("between ", "Between ", "between the ", "Between the ")):
        return None
    apart = int(match[f"{kind}_e"]) - int(match[f"{kind}_d"]) > 1
    return (match.end(f"{kind}_d"), match.start(f"{kind}_e")) if apart else None


def in_year(part: tuple[int, int | None, int | None], of: int) -> Days | None:
    """Return a month, a day or some days of it in a year."""
    number, first, last = part
    if first is None:
        return calendars.month(of, number)
    start = calendars.day(of, number, first)
    end = calendars.day(of, number, last) if last else start
    return (start[0], end[1]) if start and end and start[0] <= end[1] else None


def _nearest(part: tuple[int, int | None, int | None], published: date | None, outlook: str) -> Days | None:
    """Return the last one that has begun by the publication, or the first that has not."""
    if published is None or outlook == "unclear":
        return None
    told, outlook = outlook != "untold", "past" if outlook == "untold" else outlook
    for of in range(published.year - 1, published.year + 2) if outlook == "future" else _years_back(published):
        days = in_year(part, of)
        if days and outlook == "future" and days[1] > published and (days[0] > published or part[1] is None):
            return days
        if days and outlook == "past" and days[0] <= published:
            known = told or (published - days[1]).days <= _SOON_DAYS
            return (days[0], min(days[1], published)) if known else None
    return None


def _years_back(published: date) -> range:
    return range(published.year, published.year - 9, -1)


def _part_of_year(match: _Match, published: date | None, _outlook: str) -> Named:
    named = match["part_y"]
    of = int(named) if named.isdigit() else published and published.year - (1 if named.startswith("last") else 0)
    days = None
    if of and match["part_c"]:
        count = min(12, number_of(match["part_c"]))
        days = calendars.months(of, 1, count) if match["part_m"] == "first" else calendars.months(of, 13 - count, 12)
    elif of and match["part_q"]:
        days = _part(match["part_q"][0], int(match["part_q"][1]), False, of)
    elif of:
        days = _part(match["part_u"][0].upper(), ORDINALS[match["part_n"]], match["part_n"] in ("last", "final"), of)
    return Named(match.start(), match.end(), not_after(days, published if not named.isdigit() else None))


def _part(unit: str, number: int, last: bool, of: int) -> Days | None:
    if unit == "Q":
        return calendars.quarter(number, of) if number <= 4 else None
    number = 2 if last else number
    return calendars.months(of, 6 * number - 5, 6 * number) if number <= 2 else None


def _quarter(match: _Match, published: date | None, outlook: str) -> Named:
    """Read a quarter without a year as the last one that was over; the running one could be this year's or last's."""
    days = None
    if published and outlook == "past":
        number = int(match["quarter_q"] or ORDINALS[match["quarter_n"]])
        running = (published.month - 1) // 3 + 1
        days = calendars.quarter(number, published.year - (number > running)) if number != running else None
    return Named(match.start(), match.end(), days)


def _season(match: _Match, _published: date | None, _outlook: str) -> Named:
    days = calendars.season(match["season_n"].lower(), int(match["season_y"]))
    return Named(match.start(), match.end(), days, written=True)


def _winter(match: _Match, _published: date | None, _outlook: str) -> Named:
    """Read "the winter of 2010-11"; one year alone could be that of its beginning or of its end."""
    days, first = None, int(match["winter_a"])
    if (second := match["winter_b"]) and int(second) % 100 == (first + 1) % 100:
        days = (calendars.month(first, 12)[0], calendars.month(first + 1, 2)[1])
    return Named(match.start(), match.end(), days, written=True)


def _decade(match: _Match, _published: date | None, _outlook: str) -> Named:
    if number := match["decade_y"] or match["decade_p"]:
        first = int(number)
        days = calendars.years(first, first + (99 if first % 100 == 0 and first < 2000 else 9))
    elif match["decade_w"]:
        days = calendars.years(DECADES[match["decade_w"]], DECADES[match["decade_w"]] + 9)
    else:
        days = calendars.years(1900 + int(match["decade_d"]), 1909 + int(match["decade_d"]))
    return Named(match.start(), match.end(), days)


def _century(match: _Match, _published: date | None, _outlook: str) -> Named:
    number = int(match["century_n"]) if match["century_n"] else CENTURIES[match["century_w"]]
    return Named(match.start(), match.end(), calendars.years(100 * number - 99, 100 * number))


def _year_span(match: _Match, _published: date | None, _outlook: str) -> Named:
    first, last = int(match["span_a"]), int(match["span_b"])
    last = last if last > 99 else first - first % 100 + last
    days = calendars.years(first, last) if first < last else None
    return Named(match.start(), match.end(), days, written=True)


def _short_year(match: _Match, published: date | None, _outlook: str) -> Named:
    """Read "in '98": the last year that ends so."""
    if published is None:
        return Named(match.start(), match.end(), None)
    of = published.year - (published.year - int(match["short_y"])) % 100
    return Named(match.start(), match.end(), calendars.year(of), written=True, grain="year")


def _year(match: _Match, published: date | None, _outlook: str) -> Named:
    number, before = int(match["year"]), match.string[max(0, match.start() - 20) : match.start()]
    if published and number > published.year + 1 and not PREPOSITION.search(before):
        return Named(match.start(), match.end(), None)
    return Named(match.start(), match.end(), calendars.year(number), written=True, grain="year")


_RESOLVERS: Mapping[str, Callable[[_Match, date | None, str], Named]] = {
    "iso": _iso,
    "numeric": _numeric,
    "mdy": _day_and_month,
    "dmy": _day_and_month,
    "my": _month_and_year,
    "feast": _feast,
    "part": _part_of_year,
    "quarter": _quarter,
    "season": _season,
    "winter": _winter,
    "decade": _decade,
    "century": _century,
    "span": _year_span,
    "month": _month_alone,
    "short": _short_year,
    "year": _year,
    **RELATIVE,
}


def resolve(text: str, match: re.Match[str], published: date | None) -> Named:
    """Return what a match of `datewords.EXPRESSION` names; without days where that cannot be known."""
    kind = match.lastgroup or ""
    outlook = outlook_of(text, match.start(), match.end()) if kind in _TENSED else "past"
    if outlook == "untold" and kind not in _TOLD:
        outlook = "past"
    if kind in _DATED and is_of_that_year(text, match.end()):
        outlook = "unclear"
    return _RESOLVERS[kind](match, published, outlook)
