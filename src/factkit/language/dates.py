"""Date expressions of news English as stretches of days, resolved against the day of publication.

Three passes: one expression finds what names a stretch ("Tuesday", "March 2024", "the 1990s"); each is resolved; the
words around narrow, open or join them ("early", "since", "between ... and"). What happened is never put after the
publication, and what stays unclear has no date: a missing date is better than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from factkit.language import calendars
from factkit.language.calendars import Days
from factkit.model import DateMention, Span

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
)
_NUMBERS |= {"a": 1, "an": 1, "a couple of": 2, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_CENTURIES = {
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
}

_FULL_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTH = rf"(?:{_FULL_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NTH = r"(?:st|nd|rd|th)?"
_YEAR = r"(?:1\d\d\d|20\d\d|21\d\d)"
_TO = r"\s?(?:-|\u2013|\u2014|to|and|through)\s?"
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_TIME = r"(?:[ ](?:morning|afternoon|evening|night|noon))?"

_EXPRESSION = re.compile(
    rf"""(?<!\w)(?<![.,/])(?<!\d-)(?=[\d'\u2019A-Zacdefjlmnopsty])(?:
      (?P<iso>(?P<iso_y>\d{{4}})(?P<iso_s>[-/])(?P<iso_m>\d\d)(?P=iso_s)(?P<iso_d>\d\d)(?![\d-]))
    | (?P<numeric>(?P<num_a>\d{{1,2}})(?P<num_s>[./-])(?P<num_b>\d{{1,2}})(?P=num_s)(?P<num_y>\d{{4}})(?!\d))
    | (?P<mdy>(?:{_WEEKDAY},?\s+)?(?P<mdy_m>{_MONTH})\s+(?P<mdy_d>{_DAY}){_NTH}
        (?![\d,]\d\d\d\b|\d|:\d|\.\d|\s?%|\s?(?:percent|per\ cent|people)\b)
        (?:{_TO}(?P<mdy_e>{_DAY}){_NTH}(?!\d|\s+{_MONTH}))?
        (?:,?\s+(?:in\s+)?(?P<mdy_y>{_YEAR})(?!\d))?)
    | (?P<dmy>(?:{_WEEKDAY},?\s+)?(?:the\s+)?(?P<dmy_d>{_DAY}){_NTH}
        (?:{_TO}(?:the\s+)?(?P<dmy_e>{_DAY}){_NTH})?(?:\s+of)?\s+
        (?P<dmy_m>{_MONTH})(?![a-z])(?:,?\s+(?P<dmy_y>{_YEAR})(?!\d))?)
    | (?P<my>(?P<my_m>{_MONTH})(?:\s+of|,)?\s+(?P<my_y>{_YEAR})(?![\d,]))
    | (?P<part>(?:the\s+)?
        (?:(?P<part_n>first|second|third|fourth|last|final)\s+(?P<part_u>quarter|half)|(?P<part_q>[QH][1-4]))
        (?:\s+of|,)?\s+(?P<part_y>{_YEAR}|last\s+year|this\s+year)(?!\d))
    | (?P<season>(?:the\s+)?(?P<season_n>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all)\s+(?:of\s+)?(?P<season_y>{_YEAR})(?!\d))
    | (?P<decade>(?:the\s+)?(?:(?P<decade_y>1\d\d0|20\d0)|['\u2019]?(?P<decade_d>[2-9]0))['\u2019]?s\b)
    | (?P<century>(?:the\s+)?(?:(?P<century_n>1\d|2[01])(?:th|st)
        |(?P<century_w>(?:six|seven|eigh|nine)teenth|twentieth|twenty-first))[\s-]century)
    | (?P<span>(?P<span_a>{_YEAR})(?:-|\u2013|/)(?P<span_b>{_YEAR}|\d\d)(?![\d-]))
    | (?P<agone>(?:(?P<ago_q>nearly|almost|about|around|some|more\s+than|over|just\s+over|less\s+than)\s+)?
        (?P<ago_n>{_COUNT})\s+(?P<ago_u>day|week|month|year)s?\s+ago\b)
    | (?P<lastn>(?:the\s+)?(?P<lastn_r>last|past|previous|next|coming)\s+
        (?P<lastn_n>{_COUNT})\s+(?P<lastn_u>day|week|month|year|decade)s\b)
    | (?P<past>(?:the|this)\s+past\s+(?P<past_u>day|week|month|year|decade)\b)
    | (?P<within>(?P<within_r>earlier|later|early|late)\s+(?:in\s+the|this|in\s+this)\s+
        (?P<within_u>day|week|month|year)\b)
    | (?P<rel>(?P<rel_r>last|this|next|previous|current)\s+
        (?P<rel_u>week|month|year|quarter|weekend|century|spring|summer|autumn|fall)(?:['\u2019]s)?\b(?!-))
    | (?P<named>(?P<named_r>last|this|next)\s+(?:(?P<named_m>{_MONTH})|(?P<named_w>{_WEEKDAY})){_TIME}(?![a-z]))
    | (?P<deictic>the\s+day\s+before\s+yesterday|[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|last\s+night
        |this\s+(?:morning|afternoon|evening))\b{_TIME}
    | (?P<weekday>(?P<weekday_n>{_WEEKDAY}){_TIME}(?:\s+(?:of\s+)?(?P<weekday_w>last|this|next)\s+week)?)(?![a-z])
    | (?P<weekend>(?:at|over|during)\s+the\s+weekend\b)
    | (?P<month>(?P<month_m>{_FULL_MONTH}))(?![a-z])
    | (?P<year>{_YEAR})(?![\d%\u2019'-]|,\d|\.\d|\s?(?:%|percent|per\ cent)|s\b)
    )""",
    re.VERBOSE,
)

_HINT = re.compile(
    r"\d{4}|\d0['\u2019]?s|\bQ[1-4]\b|century|day\b|\bweek|\bmonth|\byear|ago\b|tonight|last night|tomorrow|morning"
    r"|spring|summer|autumn|\bfall|quarter|decades?\b|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)

_THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_BEFORE = re.compile(
    r"(?:\b(?P<open>since|until|till|before|after|by)\s+)?"
    r"(?:(?:the\s+)?(?:\b(?P<third>early|mid|late)[\s-]+|\b(?P<of>beginning|start|middle|end)\s+of\s+)(?:in\s+)?(?:the\s+)?)?$"
)
_PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|from|to|by|during|between|and|of|before|after|through|early|late|mid|the|around|about|"
    r"circa|for|on|or|at|back|than|as|as of)[\s-]+(?:the\s+)?$|\bc\.\s*$|\($",
    re.IGNORECASE,
)
_NOT_UNTIL = re.compile(r"(?:\bnot\b|n['\u2019]t\b|\bnever\b)[^.;]{0,60}$")
_SENTENCE_START = re.compile(r"[.!?]['\"\u201d\u2019)]?\s+(?=['\"\u201c\u2018(]?[A-Z])|\n\s*\n")
_REPORTED = re.compile(
    r"\b(?:said|says|told|announced|reported|wrote|added|confirmed|declared|stated|warned|tweeted|posted|denied|claimed|"
    r"insisted|according|ruled|voted|approved|signed|met|was|were|had)\b",
    re.IGNORECASE,
)
_WILL = re.compile(
    r"\b(?:will|shall|won['\u2019]t|(?:is|are) (?:due|to|scheduled|expected|set|planned|slated|likely|going)|plans? to|"
    r"aims? to|hopes? to|intends? to|upcoming|deadline)\b|['\u2019]ll\b"
)
_OPEN_FUTURE = re.compile(
    r"\b(?:would|may|might|could|should|must|due|scheduled|expected|planned|slated|until|"
    r"to (?!the\b|a\b|an\b|his\b|her\b|their\b|its\b|this\b|that\b)[a-z]+)\b"
)
_HABIT = re.compile(r"\b(?:every|each|most|some|any|one)\s+$", re.IGNORECASE)
_YEAR_NOUN = re.compile(
    r"\s+(?:people|troops|soldiers|men|women|children|jobs|homes|dollars|euros|pounds|km|miles|metres|meters|tonnes|tons"
    r"|feet|kg|MW)\b"
)
_IDENTIFIER = re.compile(
    r"(?:[$\u20ac\u00a3\u00a5#]|[A-Z]-|\b(?:No\.?|Resolution|Article|Section|Flight|Room|Highway|Route|FY|Agenda|Vision|"
    r"Project|(?:fiscal|financial|Fiscal)(?: year)?|about|nearly|than|least|almost|some|over))\s*$"
)
_ALSO_A_NAME = ("March", "April", "May", "June", "August")
_CAPITAL = re.compile(r"\s+[A-Z][a-z]")
_PLURAL = re.compile(r"\s+[a-z]+s\b")
_OLD = re.compile(
    r"\b(?:in|since|until|till|from|to|by|between|and|of|before|after|early|late|mid|circa)[\s-]+(?:the\s+)?$|\bc\.\s*$",
    re.IGNORECASE,
)
_DATING = re.compile(r"\b(?:in|since|until|before|after|the|early|late|during|mid)[\s-]+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression in a text; `span` covers `mention.text`."""

    span: Span
    mention: DateMention


@dataclass(frozen=True, slots=True)
class _Named:
    """What names a stretch of days, before the words around it are read.

    Attributes:
        days: None where it cannot be resolved.
        written: whether it has its own year, so that others may take it over.
        grain: "day", "month", "year" or "other"; only alike ones are joined to a range.
        part: month and days without a year, for the end of a range or another year in the sentence.
    """

    start: int
    end: int
    days: Days | None
    written: bool = False
    grain: str = "other"
    part: tuple[int, int | None, int | None] | None = None
    future: bool = False


def find_dates(text: str, published: date | None) -> list[FoundDate]:
    """Return the date expressions of a text that can be resolved, in order and apart.

    Args:
        text: a sentence or more.
        published: the day that relative expressions count from; without one they have no date and are left out.
    """
    if published and not calendars.FIRST_YEAR <= published.year <= calendars.LAST_YEAR:
        published = None
    found = []
    for start, end, days in _resolved(text, published):
        if days is not None:
            found.append(FoundDate((start, end), DateMention(text[start:end], days[0], days[1])))
    return found


def date_spans(text: str) -> list[Span]:
    """Return where all date expressions are, resolved or not."""
    return [(start, end) for start, end, _ in _resolved(text, None)]


def is_counted_year(text: str, end: int) -> bool:
    """Say whether what follows four digits shows that they count something: "2000 people"."""
    return bool(_YEAR_NOUN.match(text, end))


Interval = tuple[date | None, date | None]


def _resolved(text: str, published: date | None) -> list[tuple[int, int, Interval | None]]:
    if not _HINT.search(text):
        return []
    named = _inherit_years(text, _named(text, published), published)
    found: list[tuple[int, int, Interval | None]] = []
    at = 0
    while at < len(named):
        pair = _range(text, named[at], named[at + 1]) if at + 1 < len(named) else None
        if pair:
            found.append(pair)
            at += 2
            continue
        found.append(_with_words_before(text, named[at], published))
        at += 1
    return found


def _named(text: str, published: date | None) -> list[_Named]:
    found = []
    for match in _EXPRESSION.finditer(text):
        kind = match.lastgroup or ""
        if kind in _CHECKS and not _CHECKS[kind](text, match):
            continue
        outlook = _outlook(text, match.start()) if kind in _TENSED else "past"
        found.append(_RESOLVERS[kind](match, published, outlook))
    return found


def _outlook(text: str, at: int) -> str:
    """Say whether what is dated lies in the "past", the "future", or "unclear", by the words before it."""
    before = text[_sentence_start(text, at) : at][-90:]
    will, unclear, reported = _last(_WILL, before), _last(_OPEN_FUTURE, before), _last(_REPORTED, before)
    if max(will, unclear) < reported or max(will, unclear) < 0:
        return "past"
    return "future" if will > 0 and will >= unclear - 12 else "unclear"


def _last(pattern: re.Pattern[str], text: str) -> int:
    at = -1
    for match in pattern.finditer(text):
        at = match.start() + 1
    return at


def _sentence_start(text: str, at: int) -> int:
    start = 0
    for match in _SENTENCE_START.finditer(text, max(0, at - 500), at):
        start = match.end()
    return start


_Match = re.Match[str]


def _is_month(text: str, match: _Match) -> bool:
    before, name = text[: match.start()][-20:], match["month_m"]
    if _PREPOSITION.search(before):
        return not (name in _ALSO_A_NAME and _CAPITAL.match(text, match.end()))
    return name not in _ALSO_A_NAME


def _is_year(text: str, match: _Match) -> bool:
    before, number = text[: match.start()][-20:], int(match["year"])
    if _IDENTIFIER.search(before) or _YEAR_NOUN.match(text, match.end()):
        return False
    if not 1900 <= number < 2100:
        return bool(_OLD.search(before)) and not _PLURAL.match(text, match.end())
    return not _PLURAL.match(text, match.end()) or bool(_DATING.search(before))


def _is_one_day(text: str, match: _Match) -> bool:
    return not _HABIT.search(text[: match.start()][-10:])


def _is_now(text: str, match: _Match) -> bool:
    """Leave out "the Mali of today" and "today's youth"."""
    after = text[match.end() : match.end() + 2]
    return match["deictic"].lower() != "today" or not (
        text[: match.start()].endswith("of ") or after in ("'s", "\u2019s")
    )


_CHECKS: Mapping[str, Callable[[str, _Match], bool]] = {
    "month": _is_month,
    "year": _is_year,
    "weekday": _is_one_day,
    "deictic": _is_now,
}

_TENSED = frozenset(("mdy", "dmy", "month", "weekday", "rel", "named", "weekend", "within"))
"""What names a different stretch when it lies in the future."""


def _month_number(name: str) -> int:
    return _MONTHS.index(name[:3].lower()) + 1


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _NUMBERS[words.lower()]


def _iso(match: _Match, _published: date | None, _outlook: str) -> _Named:
    days = calendars.day(int(match["iso_y"]), int(match["iso_m"]), int(match["iso_d"]))
    return _Named(match.start(), match.end(), days, written=True, grain="day")


def _numeric(match: _Match, _published: date | None, _outlook: str) -> _Named:
    """Read 20.9.2025 and 9/20/2025; where day and month could change places and differ there is no date."""
    first, second, of = int(match["num_a"]), int(match["num_b"]), int(match["num_y"])
    days = None
    if match["num_s"] == "." or first > 12:
        days = calendars.day(of, second, first)
    elif second > 12 or first == second:
        days = calendars.day(of, first, second)
    return _Named(match.start(), match.end(), days, written=True, grain="day")


def _day_and_month(match: _Match, published: date | None, outlook: str) -> _Named:
    key = "mdy" if match["mdy"] else "dmy"
    part = (
        _month_number(match[f"{key}_m"]),
        int(match[f"{key}_d"]),
        int(match[f"{key}_e"]) if match[f"{key}_e"] else None,
    )
    if of := match[f"{key}_y"]:
        return _Named(match.start(), match.end(), _in_year(part, int(of)), written=True, grain="day", part=part)
    return _Named(match.start(), match.end(), _nearest(part, published, outlook), grain="day", part=part)


def _month_alone(match: _Match, published: date | None, outlook: str) -> _Named:
    part = (_month_number(match["month_m"]), None, None)
    return _Named(match.start(), match.end(), _nearest(part, published, outlook), grain="month", part=part)


def _month_and_year(match: _Match, _published: date | None, _outlook: str) -> _Named:
    number, of = _month_number(match["my_m"]), int(match["my_y"])
    part = (number, None, None)
    return _Named(match.start(), match.end(), calendars.month(of, number), written=True, grain="month", part=part)


def _in_year(part: tuple[int, int | None, int | None], of: int) -> Days | None:
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
    for of in range(published.year - 1, published.year + 2) if outlook == "future" else _years_back(published):
        days = _in_year(part, of)
        if days and outlook == "future" and days[1] > published and (days[0] > published or part[1] is None):
            return days
        if days and outlook == "past" and days[0] <= published:
            return days[0], min(days[1], published)
    return None


def _years_back(published: date) -> range:
    return range(published.year, published.year - 9, -1)


def _part_of_year(match: _Match, published: date | None, _outlook: str) -> _Named:
    named = match["part_y"]
    of = int(named) if named.isdigit() else published and published.year - (1 if named.startswith("last") else 0)
    days = None
    if of:
        unit, number = match["part_q"] or (match["part_u"] or "")[0].upper(), 0
        if match["part_q"]:
            unit, number = unit[0], int(unit[1])
        else:
            number = _ORDINALS[match["part_n"]]
        days = _part(unit, number, match["part_n"] in ("last", "final"), of)
    return _Named(match.start(), match.end(), _not_after(days, published if not named.isdigit() else None))


def _part(unit: str, number: int, last: bool, of: int) -> Days | None:
    if unit == "Q":
        return calendars.quarter(number, of) if number <= 4 else None
    number = 2 if last else number
    return calendars.months(of, 6 * number - 5, 6 * number) if number <= 2 else None


def _season(match: _Match, _published: date | None, _outlook: str) -> _Named:
    days = calendars.season(match["season_n"].lower(), int(match["season_y"]))
    return _Named(match.start(), match.end(), days, written=True)


def _decade(match: _Match, _published: date | None, _outlook: str) -> _Named:
    if match["decade_y"]:
        first = int(match["decade_y"])
        days = calendars.years(first, first + (99 if first % 100 == 0 and first < 2000 else 9))
    else:
        days = calendars.years(1900 + int(match["decade_d"]), 1909 + int(match["decade_d"]))
    return _Named(match.start(), match.end(), days)


def _century(match: _Match, _published: date | None, _outlook: str) -> _Named:
    number = int(match["century_n"]) if match["century_n"] else _CENTURIES[match["century_w"]]
    return _Named(match.start(), match.end(), calendars.years(100 * number - 99, 100 * number))


def _year_span(match: _Match, _published: date | None, _outlook: str) -> _Named:
    first, last = int(match["span_a"]), int(match["span_b"])
    last = last if last > 99 else first - first % 100 + last
    days = calendars.years(first, last) if first < last else None
    return _Named(match.start(), match.end(), days, written=True)


def _year(match: _Match, _published: date | None, _outlook: str) -> _Named:
    return _Named(match.start(), match.end(), calendars.year(int(match["year"])), written=True, grain="year")


def _ago(match: _Match, published: date | None, _outlook: str) -> _Named:
    unit, count, quality = match["ago_u"].lower(), _number(match["ago_n"]), match["ago_q"]
    moment = calendars.back(published, count, unit) if published else None
    if moment is None or published is None:
        return _Named(match.start(), match.end(), None)
    days = calendars.around(moment, unit)
    if quality:
        earlier, later = (calendars.back(published, max(0, count + step), unit) or moment for step in (1, -1))
        if quality in ("nearly", "almost", "less than"):
            days = (moment, later)
        elif quality in ("about", "around", "some"):
            days = (calendars.around(earlier, unit)[0], calendars.around(later, unit)[1])
        else:
            days = (earlier, moment)
    return _Named(match.start(), match.end(), _not_after(days, published))


def _last_n(match: _Match, published: date | None, _outlook: str) -> _Named:
    days = None
    if published and match["lastn_r"] not in ("next", "coming"):
        start = calendars.back(published, _number(match["lastn_n"]), match["lastn_u"])
        days = (start, published) if start else None
    return _Named(match.start(), match.end(), days)


def _past(match: _Match, published: date | None, _outlook: str) -> _Named:
    start = calendars.back(published, 1, match["past_u"]) if published else None
    return _Named(match.start(), match.end(), (start, published) if start and published else None)


def _within(match: _Match, published: date | None, _outlook: str) -> _Named:
    if published is None:
        return _Named(match.start(), match.end(), None)
    start, end = calendars.around(published, match["within_u"])
    which = match["within_r"]
    if which == "earlier":
        days: Days | None = (start, published)
    elif which == "later":
        days = (published, end)
    else:
        days = _not_after(calendars.third((start, end), _THIRDS[which]), published)
    return _Named(match.start(), match.end(), days)


def _relative(match: _Match, published: date | None, outlook: str) -> _Named:
    unit, which = match["rel_u"], match["rel_r"]
    if published is None:
        return _Named(match.start(), match.end(), None)
    step = {"last": -1, "previous": -1, "next": 1}.get(which, 0)
    days = _shifted(unit, step, published)
    if step == 0 and days and outlook != "future":
        days = _not_after(days, published) if outlook == "past" else days
    return _Named(match.start(), match.end(), days, future=which == "next")


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


def _named_one(match: _Match, published: date | None, outlook: str) -> _Named:
    """Read last, this or next with a month or a weekday."""
    which = match["named_r"]
    if published is None:
        return _Named(match.start(), match.end(), None)
    if match["named_w"]:
        return _Named(
            match.start(), match.end(), _nearby_weekday(match["named_w"], which, published, outlook), grain="day"
        )
    number = _month_number(match["named_m"])
    of = {"last": published.year - (number >= published.month), "next": published.year + (number <= published.month)}
    days = calendars.month(of.get(which, published.year), number)
    if which == "this" and outlook == "past":
        days = (days[0], min(days[1], published)) if days[0] <= published else days
    return _Named(match.start(), match.end(), days, grain="month")


def _nearby_weekday(name: str, which: str, published: date, outlook: str) -> Days | None:
    ahead = (_WEEKDAYS.index(name[:3].lower()) - published.weekday()) % 7
    if which == "this" and outlook == "unclear":
        return None
    if which == "next" or (which == "this" and outlook == "future"):
        moment = published + timedelta(days=ahead or 7)
    else:
        moment = published - timedelta(days=7 - ahead if ahead or which == "last" else 0)
    return moment, moment


def _weekday(match: _Match, published: date | None, outlook: str) -> _Named:
    days = None
    if published and match["weekday_w"]:
        step = {"last": -1, "this": 0, "next": 1}[match["weekday_w"]]
        monday = calendars.week(published + timedelta(weeks=step))[0]
        moment = monday + timedelta(days=_WEEKDAYS.index(match["weekday_n"][:3].lower()))
        days = (moment, moment)
    elif published:
        days = _nearby_weekday(match["weekday_n"], "this", published, outlook)
        if days and outlook == "future" and days[0] == published + timedelta(days=7):
            days = None
    return _Named(match.start(), match.end(), days, grain="day")


def _deictic(match: _Match, published: date | None, _outlook: str) -> _Named:
    words = " ".join(match["deictic"].lower().split())
    steps = {"yesterday": -1, "last night": -1, "tomorrow": 1, "the day before yesterday": -2}
    moment = published + timedelta(days=steps.get(words, 0)) if published else None
    return _Named(match.start(), match.end(), (moment, moment) if moment else None, grain="day")


def _weekend(match: _Match, published: date | None, outlook: str) -> _Named:
    days = _not_after(calendars.weekend(published), published) if published and outlook == "past" else None
    return _Named(match.start(), match.end(), days)


def _not_after(days: Days | None, published: date | None) -> Days | None:
    """Cut off what lies after the publication; None where nothing is left."""
    if days is None or published is None:
        return days
    return (days[0], min(days[1], published)) if days[0] <= published else None


_RESOLVERS: Mapping[str, Callable[[_Match, date | None, str], _Named]] = {
    "iso": _iso,
    "numeric": _numeric,
    "mdy": _day_and_month,
    "dmy": _day_and_month,
    "my": _month_and_year,
    "part": _part_of_year,
    "season": _season,
    "decade": _decade,
    "century": _century,
    "span": _year_span,
    "agone": _ago,
    "lastn": _last_n,
    "past": _past,
    "within": _within,
    "rel": _relative,
    "named": _named_one,
    "deictic": _deictic,
    "weekday": _weekday,
    "weekend": _weekend,
    "month": _month_alone,
    "year": _year,
}


def _inherit_years(text: str, named: list[_Named], published: date | None) -> list[_Named]:
    """Give a day or month without a year the year that the same sentence names before it."""
    result: list[_Named] = []
    year, sentence = 0, -1
    for item in named:
        start = _sentence_start(text, item.start) if item.part or item.written else sentence
        if start != sentence:
            year, sentence = 0, start
        if item.part and not item.written and year:
            days = _in_year(item.part, year)
            result.append(replace(item, days=days if published is None or not days or days[0] <= published else None))
            continue
        if item.written and item.days:
            year = item.days[0].year
        result.append(item)
    return result


_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:the\s+)?$", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+(?:the\s+)?$")
_UNTO = re.compile(r"\s+(?:to|until|till|through)\s+(?:the\s+)?$")
_DASH = re.compile(r"\s?[-\u2013\u2014]\s?$|\s+(?:to|through)\s+$")


def _range(text: str, first: _Named, second: _Named) -> tuple[int, int, Interval | None] | None:
    """Join two to the stretch from the one to the other, where the words between say so."""
    gap, before = text[first.end : second.start], text[max(0, first.start - 14) : first.start]
    if len(gap) > 16:
        return None
    opened = next(
        (m for p, g in ((_BETWEEN, _AND), (_FROM, _UNTO)) if (m := p.search(before)) and g.fullmatch(gap)), None
    )
    if not opened and not (_DASH.fullmatch(gap) and first.grain == second.grain != "other"):
        return None
    start = first.start - (len(before) - opened.start()) if opened else first.start
    first, second = _same_year(first, second)
    if not first.days or not second.days or first.days[0] > second.days[1]:
        return start, second.end, None
    return start, second.end, (first.days[0], second.days[1])


def _same_year(first: _Named, second: _Named) -> tuple[_Named, _Named]:
    """Let the beginning of a range take the year of its end: the last such day before it."""
    if first.part and not first.written and second.days:
        days = next(
            (
                d
                for back in (0, 1)
                if (d := _in_year(first.part, second.days[0].year - back)) and d[0] <= second.days[0]
            ),
            None,
        )
        return replace(first, days=days), second
    return first, second


def _with_words_before(text: str, item: _Named, published: date | None) -> tuple[int, int, Interval | None]:
    """Narrow a stretch by "early", open it by "since", as the words before it say."""
    before = text[max(0, item.start - 40) : item.start]
    words = _BEFORE.search(before)
    if words is None or not (words["open"] or words["third"] or words["of"]):
        return item.start, item.end, item.days
    start, days, third = item.start, item.days, words["third"] or words["of"]
    if third:
        start = item.start - (len(before) - words.start("third" if words["third"] else "of"))
        days = _not_after(calendars.third(days, _THIRDS[third]), None if item.written else published) if days else None
    opening = words["open"]
    if not opening or text[item.end : item.end + 2] in ("'s", "\u2019s"):
        return start, item.end, days
    if opening in ("until", "till") and _NOT_UNTIL.search(text[max(0, item.start - 90) : item.start]):
        return start, item.end, days
    return item.start - (len(before) - words.start("open")), item.end, _opened(opening, days)


def _opened(word: str, days: Days | None) -> Interval | None:
    if days is None:
        return None
    return {
        "since": (days[0], None),
        "after": (days[1] + timedelta(days=1), None),
        "before": (None, days[0] - timedelta(days=1)),
    }.get(word, (None, days[1]))
