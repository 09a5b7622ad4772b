"""Date expressions of news English as stretches of days, resolved against the day of publication.

Three passes: one expression finds what names a stretch ("Tuesday", "March 2024", "the 1990s"; `datewords`); each is
resolved (`datenames`, and `daterelatives` for what counts from the publication, either way by the tense that
`dateoutlook` reads); the words around narrow, open or join them ("early", "since", "between ... and"). What happened
is never put after the publication, and what stays unclear has no date: a missing date is better than a wrong one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import zip_longest

from factkit.language import calendars
from factkit.language.calendars import Days
from factkit.language.datenames import days_apart, in_year, resolve
from factkit.language.datevalues import Named, count_of, not_after
from factkit.language.datewords import EXPRESSION, HINT, names_a_date, sentence_start
from factkit.model import DateMention, Span

_THIRDS = {"early": 0, "beginning": 0, "start": 0, "mid": 1, "middle": 1, "late": 2, "end": 2}
_BEFORE = re.compile(
    r"(?:\b(?P<open>since|until|till|through|before|after|by)\s+(?:at\s+least\s+)?)?"
    r"(?:(?:the\s+)?(?:\b(?P<third>early|mid|late)[\s-]+|\b(?P<of>beginning|start|middle|end)\s+of\s+)(?:in\s+)?(?:the\s+)?)?$",
    re.IGNORECASE,
)
_STRETCH_TO = re.compile(
    r"\b(?:the\s+)?(?:(?P<count>[a-z]+|\d{1,2})\s+)?(?P<unit>month|quarter|half[\s-]year|year|decade)s?"
    r"\s+(?:to|ending|ended)\s+(?:in\s+|on\s+|the\s+end\s+of\s+)?$",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"\b(?:the\s+)?(?P<which>first|second|third|opening|last|final|closing)\s+(?:(?P<count>[a-z]+|\d{1,2})\s+)?"
    r"(?P<unit>day|week)(?P<many>s)?\s+(?:of|in)\s+(?:the\s+month\s+of\s+)?$",
    re.IGNORECASE,
)
_HALF_OF = re.compile(r"\b(?:the\s+)?(?P<which>first|second)\s+half\s+of\s+$", re.IGNORECASE)
_COUNTED_ON = re.compile(
    r"\b(?:a|an|one|two|three|four|\d+)\s+(?:weeks?|fortnights?|days?)\s+(?:on|from)\s+$|\beve\s+of\s+$", re.IGNORECASE
)
"""What counts on from the day that is named: "a week on Monday" is not Monday."""

_WEEK_OF = re.compile(r"\bweek\s+(?:(?P<of>of|beginning|starting)|ending|to)\s+(?:on\s+)?$")
_NOT_UNTIL = re.compile(r"(?:\bnot\b|n['\u2019]t\b|\bnever\b)[^.;]{0,60}$")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date expression in a text; `span` covers `mention.text`."""

    span: Span
    mention: DateMention


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


Interval = tuple[date | None, date | None]


def _resolved(text: str, published: date | None) -> list[tuple[int, int, Interval | None]]:
    if not HINT.search(text):
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


def _named(text: str, published: date | None) -> list[Named]:
    found: list[Named] = []
    for match in EXPRESSION.finditer(text):
        if names_a_date(text, match):
            found += _apart(text, match, resolve(text, match, published))
    return found


def _apart(text: str, match: re.Match[str], item: Named) -> list[Named]:
    """Take two days that are no stretch apart: "5 and 8 May 2023"."""
    cut = days_apart(text, match)
    if not cut or item.part is None:
        return [item]
    month, first, last = item.part

    def one(start: int, end: int, day: int | None) -> Named:
        days = in_year((month, day, None), item.days[0].year) if item.days else None
        return replace(item, start=start, end=end, part=(month, day, None), days=days)

    return [one(item.start, cut[0], first), one(cut[1], item.end, last)]


def _inherit_years(text: str, named: list[Named], published: date | None) -> list[Named]:
    """Give a day or month without a year the year that the same sentence names before it."""
    result: list[Named] = []
    year, sentence = 0, -1
    for item in named:
        start = sentence_start(text, item.start) if item.part or item.written else sentence
        if start != sentence:
            year, sentence = 0, start
        if item.part and not item.written and year:
            days = in_year(item.part, year)
            result.append(replace(item, days=days if published is None or not days or days[0] <= published else None))
            continue
        if item.written and item.days and not _COMPARED.search(text[max(0, item.start - 16) : item.start]):
            year = item.days[0].year
        result.append(item)
    return _from_later_years(text, result)


_ALIKE = re.compile(r"\s*(?:,\s[A-Z][a-z]+)*(?:,|,?\s(?:and|or))\s+(?:(?:in|on|the|early|late|mid)[\s-]+)*$")


def _from_later_years(text: str, named: list[Named]) -> list[Named]:
    """Let "March" take the year of "March and April 2020"; leave it open where a later year is told otherwise."""
    result: list[Named] = []
    for item, after in reversed(list(zip_longest(named, named[1:]))):
        following = result[0] if result else after
        if _alike(text, item, following) and item.part and following and following.days:
            days = in_year(item.part, following.days[0].year)
            result.insert(0, replace(item, days=days if days and days[0] <= following.days[0] else None, written=True))
            continue
        result.insert(0, _unless_later_year(text, item, following))
    return result


def _alike(text: str, item: Named, after: Named | None) -> bool:
    """Say whether a day or month without a year is listed together with the next, which has one."""
    if after is None or not after.written or not item.part or item.written or item.grain != after.grain:
        return False
    return bool(_ALIKE.fullmatch(text[item.end : after.start])) and not _BETWEEN.search(text[: item.start][-14:])


def _unless_later_year(text: str, item: Named, after: Named | None) -> Named:
    """Leave a day or month without a date where "in 1944" follows in its sentence: it may be of that year."""
    if item.part is None or item.written or after is None or not after.written or item.days is None:
        return item
    between = text[item.end : after.start]
    other = after.days is not None and after.days[0].year != item.days[0].year
    apart = len(between) > 60 or re.search(r"[,.;]", between) or not re.search(r"\b(?:in|of|on)\s+(?:\w+\s)?$", between)
    return replace(item, days=None) if other and not apart else item


_COMPARED = re.compile(
    r"\b(?:since|than|than in|before|after|until|till|with|by|back to)\s+(?:the\s+)?$", re.IGNORECASE
)
_PART = r"(?:(?P<third>early|mid|late)[\s-]+)?"
_BETWEEN = re.compile(rf"\bbetween\s+(?:the\s+)?{_PART}$", re.IGNORECASE)
_FROM = re.compile(rf"\bfrom\s+(?:the\s+)?{_PART}$", re.IGNORECASE)
_AND = re.compile(rf"\s+and\s+(?:the\s+)?{_PART}$")
_UNTO = re.compile(rf"\s+(?:to|until|till|through)\s+(?:the\s+)?{_PART}$")
_MOVED = re.compile(r"\b(?:moved|postponed|rescheduled|delayed|pushed|brought|put|shifted|changed)\b[^.;,]{0,30}$")
"""What before "from Monday to Thursday" makes it a change and no stretch."""

_DASH = re.compile(r"\s?[-\u2013\u2014]\s?$|\s+(?:to|through)\s+$")


def _range(text: str, first: Named, second: Named) -> tuple[int, int, Interval | None] | None:
    """Join two to the stretch from the one to the other, where the words between say so."""
    gap, before = text[first.end : second.start], text[max(0, first.start - 20) : first.start]
    if len(gap) > 16:
        return None
    opened = next(
        ((m, g) for p, q in ((_BETWEEN, _AND), (_FROM, _UNTO)) if (m := p.search(before)) and (g := q.fullmatch(gap))),
        None,
    )
    if not opened and not (_DASH.fullmatch(gap) and first.grain == second.grain != "other"):
        return None
    start = first.start - (len(before) - opened[0].start()) if opened else first.start
    if _MOVED.search(text[max(0, start - 50) : start]):
        return start, second.end, None
    first, second = _same_year(first, second)
    if opened:
        first, second = (_narrowed(item, words["third"]) for item, words in zip((first, second), opened, strict=True))
    if not first.days or not second.days or first.days[0] > second.days[1]:
        return start, second.end, None
    return start, second.end, (first.days[0], second.days[1])


def _narrowed(item: Named, third: str | None) -> Named:
    """Take the early, middle or late part of an end of a range: "from mid-2021 to early 2022"."""
    if not third or item.days is None:
        return item
    return replace(item, days=calendars.third(item.whole or item.days, _THIRDS[third.lower()]))


def _same_year(first: Named, second: Named) -> tuple[Named, Named]:
    """Let the beginning of a range take the year of its end: the last such day before it."""
    if first.part and not first.written and second.days:
        days = next(
            (d for back in (0, 1) if (d := in_year(first.part, second.days[0].year - back)) and d[0] <= second.days[0]),
            None,
        )
        return replace(first, days=days), second
    return first, second


def _with_words_before(text: str, item: Named, published: date | None) -> tuple[int, int, Interval | None]:
    """Narrow a stretch by "early", open it by "since", as the words before it say."""
    before = text[max(0, item.start - 40) : item.start]
    if special := _counted(before, item):
        return special
    if item.days and item.grain == "day" and (ends := _WEEK_OF.search(before)):
        last = item.days[0]
        days = calendars.week(last) if ends["of"] else (last - timedelta(days=6), last)
        return item.start, item.end, days
    words = _BEFORE.search(before)
    if words is None or not (words["open"] or words["third"] or words["of"]):
        return item.start, item.end, item.days
    start, narrowed, third = item.start, item.days, (words["third"] or words["of"] or "").lower()
    if third:
        start = item.start - (len(before) - words.start("third" if words["third"] else "of"))
        narrowed = _third(item, _THIRDS[third], published)
    opening = (words["open"] or "").lower()
    if opening == "through" and not item.part:
        opening = ""
    if not opening or text[item.end : item.end + 2] in ("'s", "\u2019s"):
        return start, item.end, narrowed
    if opening in ("until", "till") and _NOT_UNTIL.search(text[max(0, item.start - 90) : item.start]):
        return start, item.end, narrowed
    return item.start - (len(before) - words.start("open")), item.end, _opened(opening, narrowed)


def _counted(before: str, item: Named) -> tuple[int, int, Interval | None] | None:
    """Read what counts from or within what is named: "the year to March 2023", "the first week of May"."""
    if _COUNTED_ON.search(before):
        return item.start, item.end, None
    if item.grain in ("day", "month", "year") and (words := _STRETCH_TO.search(before)):
        return item.start - (len(before) - words.start()), item.end, _stretch_to(item, words)
    if item.grain == "other" and item.days and (words := _HALF_OF.search(before)):
        return item.start - (len(before) - words.start()), item.end, _half(item.days, words["which"].lower())
    if item.grain in ("month", "year") and (words := _PART_OF.search(before)):
        return item.start - (len(before) - words.start()), item.end, _part_of(item, words)
    return None


def _stretch_to(item: Named, words: re.Match[str]) -> Days | None:
    """Return the months up to the end of a month or day."""
    count = count_of(words["count"] or "one")
    length = (count or 0) * {"month": 1, "quarter": 3, "year": 12, "decade": 120}.get(words["unit"].lower(), 6)
    if not item.days or not count or (item.grain == "year" and length % 12):
        return None
    last = (item.whole or item.days)[1]
    if last == calendars.month(last.year, last.month)[1]:
        return calendars.month(last.year, last.month + 1 - length)[0], last
    start = calendars.back(last, length, "month")
    return (start + timedelta(days=1), last) if start else None


def _part_of(item: Named, words: re.Match[str]) -> Days | None:
    """Return the first or last days or weeks of a month or year; None where none are counted."""
    which, count = words["which"].lower(), count_of(words["count"] or ("" if words["many"] else "one"))
    days = item.whole or item.days
    if not days or not count:
        return None
    length = timedelta(days=count * (7 if words["unit"].lower() == "week" else 1))
    if which in ("last", "final", "closing"):
        return max(days[0], days[1] - length + timedelta(days=1)), days[1]
    start = days[0] + length * {"second": 1, "third": 2}.get(which, 0)
    return start, min(days[1], start + length - timedelta(days=1))


def _half(days: Days, which: str) -> Days:
    """Return half of a decade or century; what is shorter stays whole."""
    middle = days[0].year + (days[1].year - days[0].year + 1) // 2
    if middle - days[0].year < 5:
        return days
    return calendars.years(days[0].year, middle - 1) if which == "first" else calendars.years(middle, days[1].year)


def _third(item: Named, part: int, published: date | None) -> Days | None:
    if item.days is None:
        return None
    days = calendars.third(item.whole or item.days, part)
    return days if item.written or item.whole in (None, item.days) else not_after(days, published)


def _opened(word: str, days: Days | None) -> Interval | None:
    if days is None:
        return None
    return {
        "since": (days[0], None),
        "after": (days[1] + timedelta(days=1), None),
        "before": (None, days[0] - timedelta(days=1)),
    }.get(word, (None, days[1]))
