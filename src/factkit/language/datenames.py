"""What names a stretch of days -> the days: one small function for each kind of expression."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from factkit.language import calendars
from factkit.language.calendars import Days
from factkit.language.datewords import (
    CENTURIES,
    DAY_NAMES,
    DECADES,
    FEASTS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PREPOSITION,
    WEEKDAYS,
    sentence_start,
)

_THIRDS_OF = {"early": 0, "late": 2}
_REPORTED = re.compile(
    r"\b(?:said|says|told|announced|reported|wrote|added|confirmed|declared|stated|warned|tweeted|posted|denied|claimed|"
    r"insisted|according|ruled|voted|approved|signed|met|was|were|had)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|did|went|came|got|made|left|met|held|led|kept|broke|fell|rose|lost|won|sold|bought|built|"
    r"began|became|took|gave|found|fought|grew|hit|shot|sent|spent|paid|ran|said|told|spoke|saw|heard|flew|drew|stood|"
    r"struck|swept|wrote|drove|beat|chose|brought|caught|fled|froze|knew|thought|threw|withdrew|woke|"
    r"after \w+ing|following|"
    r"(?-i:(?!(?:need|speed|indeed|hundred|exceed|proceed|succeed|feed|seed|unprecedented)\b)[a-z]{2,}ed)|since|last|late|early|"
    r"shooting|attacks?|blast|explosion|bombing|crash|accident|killing|deaths?|arrests?|defeat|victory|collapse|raid)\b",
    re.IGNORECASE,
)
_SOON_DAYS = 270
"""A day so long ago that its next return is nearer is only taken where the sentence is in the past."""

_WILL = re.compile(
    r"\b(?:will|shall|won['\u2019]t|(?:is|are) (?:due|to|scheduled|expected|set|planned|slated|likely|going|predicted|"
    r"projected|forecast)|plans? to|"
    r"aims? to|hopes? to|intends? to|upcoming|deadline)\b|['\u2019]ll\b"
)
_OPENING = re.compile(
    r"(?:.*\b(?:that|but|and)\s)?(?:on|in|from|by|this|next)?\s*(?:the\s)?", re.IGNORECASE | re.DOTALL
)
_AHEAD = re.compile(r"^,?\s(?:(?!\w+ed\b|was\b|were\b|had\b)[\w'\u2019-]+\s){1,7}?(?:(?P<will>will)|would)\b")
"""An opening date, and the verb that puts what follows ahead: "On Friday, the committee will vote"."""

_SCHEDULED = re.compile(
    r"\b(?:opens|reopens|resumes|expires|takes? effect|comes? into (?:force|effect)|enters? into force|"
    r"go(?:es)? (?:to the polls|on (?:trial|sale|display)))\b"
)
"""Verbs that put what is dated ahead although they stand in the present."""

_OPEN_FUTURE = re.compile(
    r"\b(?:would|may|might|could|should|must|due|scheduled|expected|planned|slated|ahead of|in time for|"
    r"begins|starts|ends|comes?|takes? (?:effect|place)|enters?|eve of|"
    r"(?:is|are) (?=(?:on|in|from|until|next) $)|"
    r"(?:runs?|lasts?|continues?|remains?|stays?|is|are)(?=[^.;,]{0,30}\b(?:through|until|till|by) $)|"
    r"to (?!the\b|a\b|an\b|his\b|her\b|their\b|its\b|this\b|that\b)[a-z]+)\b"
)


@dataclass(frozen=True, slots=True)
class Named:
    """What names a stretch of days, before the words around it are read.

    Attributes:
        days: None where it cannot be resolved.
        written: whether it has its own year, so that others may take it over.
        whole: the stretch before it was cut off at the publication; "early" is early in that.
        grain: "day", "month", "year" or "other"; only alike ones are joined to a range.
        part: month and days without a year, for the end of a range or another year in the sentence.
    """

    start: int
    end: int
    days: Days | None
    written: bool = False
    grain: str = "other"
    part: tuple[int, int | None, int | None] | None = None
    whole: Days | None = None


def _outlook(text: str, at: int, end: int) -> str:
    """Say whether what is dated lies in the "past", the "future", or "unclear", by the words around it.

    The words before it decide; one that opens its clause is told by what follows. "untold" where nothing says it.
    """
    before = text[sentence_start(text, at) : at][-90:]
    if _OPENING.fullmatch(before) and (ahead := _AHEAD.search(text[end : end + 80])):
        return "future" if ahead["will"] else "unclear"
    will, unclear, reported = (
        max(_last(_WILL, before), _last(_SCHEDULED, before)),
        _last(_OPEN_FUTURE, before),
        _last(_REPORTED, before),
    )
    if max(will, unclear) < reported or max(will, unclear) < 0:
        return "past" if _PAST.search(before) or _PAST.search(text, at, at + 80) else "untold"
    return "future" if will > 0 and will >= unclear - 16 else "unclear"


def _last(pattern: re.Pattern[str], text: str) -> int:
    at = -1
    for match in pattern.finditer(text):
        at = match.start() + 1
    return at


_Match = re.Match[str]

_TENSED = frozenset(
    ("mdy", "dmy", "month", "feast", "weekday", "rel", "named", "weekend", "quarter", "within", "lastn")
)
"""What names a different stretch when it lies in the future."""

_TOLD = frozenset(("mdy", "dmy", "month", "feast", "weekday", "named"))
"""What stays open where nothing in the sentence says that it is over."""


def _month_number(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1


def _number(words: str) -> int:
    return int(words) if words.isdigit() else NUMBERS[words.lower()]


def count_of(words: str) -> int | None:
    """Return the number that a word or figures write; None for another word."""
    return int(words) if words.isdigit() else NUMBERS.get(words.lower())


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
    first = int(match[f"{key}_d"] or DAY_NAMES[match["dmy_w"].lower()])
    part = (_month_number(match[f"{key}_m"]), first, int(match[f"{key}_e"]) if match[f"{key}_e"] else None)
    if match[f"{key}_y"] or match[f"{key}_r"]:
        of = _year_of(match[f"{key}_y"], match[f"{key}_r"], published)
        return Named(
            match.start(), match.end(), in_year(part, of) if of else None, written=True, grain="day", part=part
        )
    return Named(match.start(), match.end(), _nearest(part, published, outlook), grain="day", part=part)


def _month_alone(match: _Match, published: date | None, outlook: str) -> Named:
    part = (_month_number(match["month_m"]), None, None)
    days = _nearest(part, published, outlook)
    whole = calendars.month(days[0].year, part[0]) if days else None
    return Named(match.start(), match.end(), days, grain="month", part=part, whole=whole)


def _month_and_year(match: _Match, published: date | None, _outlook: str) -> Named:
    number, of = _month_number(match["my_m"]), _year_of(match["my_y"], match["my_r"], published)
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
    if kind not in ("mdy", "dmy") or not match[f"{kind}_e"] or match["dmy_w"]:
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
        count = min(12, _number(match["part_c"]))
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


def _year(match: _Match, published: date | None, _outlook: str) -> Named:
    number, before = int(match["year"]), match.string[max(0, match.start() - 20) : match.start()]
    if published and number > published.year + 1 and not PREPOSITION.search(before):
        return Named(match.start(), match.end(), None)
    return Named(match.start(), match.end(), calendars.year(number), written=True, grain="year")


def _ago(match: _Match, published: date | None, _outlook: str) -> Named:
    unit, count, quality = match["ago_u"].lower(), _number(match["ago_n"]), (match["ago_q"] or "").lower()
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
        count = _number(match["lastn_n"])
        other = calendars.back(published, -count if ahead else count, match["lastn_u"])
        days = (min(other, published), max(other, published)) if other else None
    return Named(match.start(), match.end(), days)


def _past(match: _Match, published: date | None, _outlook: str) -> Named:
    start = calendars.back(published, 1, match["past_u"]) if published else None
    return Named(match.start(), match.end(), (start, published) if start and published else None)


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
    step = {"last": -1, "previous": -1, "next": 1}.get(which, 0)
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
    number = _month_number(match["named_m"])
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


def not_after(days: Days | None, published: date | None) -> Days | None:
    """Cut off what lies after the publication; None where nothing is left."""
    if days is None or published is None:
        return days
    return (days[0], min(days[1], published)) if days[0] <= published else None


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
    "agone": _ago,
    "lastn": _last_n,
    "past": _past,
    "within": _within,
    "rel": _relative,
    "sofar": _so_far,
    "named": _named_one,
    "deictic": _deictic,
    "weekday": _weekday,
    "weekend": _weekend,
    "month": _month_alone,
    "year": _year,
}


def resolve(text: str, match: re.Match[str], published: date | None) -> Named:
    """Return what a match of `datewords.EXPRESSION` names; without days where that cannot be known."""
    kind = match.lastgroup or ""
    outlook = _outlook(text, match.start(), match.end()) if kind in _TENSED else "past"
    if outlook == "untold" and kind not in _TOLD:
        outlook = "past"
    return _RESOLVERS[kind](match, published, outlook)
