"""Which words name a stretch of days, and which only look as if they did."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from factkit.language.wordlists import rows

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
NUMBERS = dict(
    zip(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"],
        range(1, 13),
        strict=True,
    )
)
NUMBERS |= {"a": 1, "an": 1, "a couple of": 2, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50}
DAY_NAMES = {
    name: number
    for number, name in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), start=1
    )
}
"""Words for a day of a month: "the first of May", "the Fourth of July"."""

FEASTS = {row[0]: (int(row[1]), int(row[2])) for row in rows("feasts.tsv")}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
CENTURIES = {
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
}

DECADES = {"fifties": 1950, "sixties": 1960, "seventies": 1970, "eighties": 1980, "nineties": 1990}

_FULL_MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_MONTH = rf"(?:{_FULL_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_ON = r"(?:(?:[Ll]ast|[Tt]his|[Nn]ext)\s+)?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_NTH = r"(?:st|nd|rd|th)?"
_YEAR_OF = r"(?:last|this|next)\s+year\b"
_YEAR = r"(?:1\d\d\d|20\d\d|21\d\d)"
_TO = r"\s?(?:-|\u2013|\u2014|to|and|through)\s?"
_COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
_TIME = r"(?:[ ](?:morning|afternoon|evening|night|noon))?"

_BEGINNINGS = "|".join(
    (
        "the|this|last|past|next|previous|coming|current|early|earlier|late|later|since|at|over|overnight|during|today|tonight"
        "|tomorrow|yesterday|nearly|almost|about|around|some|more|just|less|first|second|third|fourth|final"
        "|spring|summer|autumn|fall|winter|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first",
        *(name.split()[0] for name in NUMBERS),
        *DECADES,
    )
)
"""The small words that an expression can begin with; the rich pattern is tried at nothing else."""

EXPRESSION = re.compile(
    rf"""(?<!\w)(?<![.,/])(?<!\d-)(?=[\d'\u2019A-Z]|(?:{_BEGINNINGS})\b)(?:
      (?P<iso>(?P<iso_y>\d{{4}})(?P<iso_s>[-/])(?P<iso_m>\d\d)(?P=iso_s)(?P<iso_d>\d\d)(?![\d-]))
    | (?P<numeric>(?P<num_a>\d{{1,2}})(?P<num_s>[./-])(?P<num_b>\d{{1,2}})(?P=num_s)(?P<num_y>\d{{4}})(?!\d))
    | (?P<mdy>(?:{_ON}(?P<mdy_w>{_WEEKDAY}),?\s+)?(?P<mdy_m>{_MONTH})\s+(?P<mdy_d>{_DAY}){_NTH}
        (?![\d,]\d\d\d\b|\d|:\d|\.\d|\s?%|\s?(?:percent|per\ cent|people)\b)
        (?:{_TO}(?P<mdy_e>{_DAY}){_NTH}(?!\d|\s+{_MONTH}|\s?%|[\s-](?:years?|months?|weeks?|days?|hours?|people|percent)\b))?
        (?:\s?,?\s+(?:(?:in\s+)?(?P<mdy_y>{_YEAR})(?!\d)|(?:of\s+)?(?P<mdy_r>{_YEAR_OF})))?)
    | (?P<dmy>(?:{_ON}(?P<dmy_w>{_WEEKDAY}),?\s+)?
        (?:(?:the\s+)?(?P<dmy_d>{_DAY}){_NTH}|[Tt]he\s+(?P<dmy_n>(?i:{"|".join(DAY_NAMES)}))(?=\s+of\s{_MONTH}(?!['\u2019]s)))
        (?:{_TO}(?:the\s+)?(?P<dmy_e>{_DAY}){_NTH})?(?:\s+of)?\s+
        (?P<dmy_m>{_MONTH})(?![a-z])
        (?:\s?,?\s+(?:(?:in\s+)?(?P<dmy_y>{_YEAR})(?!\d)|(?:of\s+)?(?P<dmy_r>{_YEAR_OF})))?)
    | (?P<my>(?P<my_m>{_MONTH})(?:\s+of|,)?\s+(?:(?P<my_y>{_YEAR})(?!\d|,\d)|(?P<my_r>{_YEAR_OF})))
    | (?P<feast>(?:the\s+)?(?P<feast_n>{"|".join(re.escape(name) for name in sorted(FEASTS, key=len, reverse=True))})\b
        (?:,?\s+(?:(?:of|in)\s+)?(?P<feast_y>{_YEAR})(?!\d))?)
    | (?P<part>(?:the\s+)?
        (?:(?P<part_n>first|second|third|fourth|last|final)\s+(?P<part_u>quarter|half)|(?P<part_q>[QH][1-4])
        |(?P<part_m>first|last|final)\s+(?P<part_c>{_COUNT})\s+months)
        (?:\s+of|,)?\s+(?P<part_y>{_YEAR}|last\s+year|this\s+year)(?!\d))
    | (?P<quarter>(?:the\s+)?(?:(?P<quarter_n>first|second|third|fourth)[\s-]quarter|Q(?P<quarter_q>[1-4]))\b)
    | (?P<season>(?:the\s+)?(?P<season_n>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all)\s+(?:of\s+)?(?P<season_y>{_YEAR})(?!\d))
    | (?P<winter>(?:the\s+)?[Ww]inter\s+(?:of\s+)?(?P<winter_a>{_YEAR})
        (?:(?:-|\u2013|/)(?P<winter_b>{_YEAR}|\d\d))?(?![\d-]))
    | (?P<decade>(?:the\s+)?(?:(?P<decade_y>1\d\d0|20\d0)s\b(?!-[a-z])|(?P<decade_p>1\d\d0)['\u2019]s\b(?!\s+[a-z])
        |['\u2019]?(?P<decade_d>[2-9]0)['\u2019]?s\b|(?P<decade_w>{"|".join(DECADES)})\b))
    | (?P<century>(?:the\s+)?(?:(?P<century_n>1\d|2[01])(?:th|st)
        |(?P<century_w>(?:six|seven|eigh|nine)teenth|twentieth|twenty-first))[\s-]century(?!\s+B\.?C))
    | (?P<span>(?P<span_a>{_YEAR})(?:-|\u2013|/)(?P<span_b>{_YEAR}|\d\d)(?![\d-]))
    | (?P<agone>(?:(?P<ago_q>(?i:nearly|almost|about|around|some|more\s+than|over|just\s+over|less\s+than))\s+)?
        (?P<ago_n>(?i:{_COUNT}))\s+(?P<ago_u>day|week|fortnight|month|year)s?\s+ago\b)
    | (?P<lastn>(?:[Tt]he\s+)?(?P<lastn_r>last|past|previous|next|coming)\s+
        (?P<lastn_n>{_COUNT})\s+(?P<lastn_u>day|week|month|year|decade)s\b)
    | (?P<bound>the\s+(?P<bound_u>week|month|year)\b(?!-|['\u2019]s|\s+of\b))
    | (?P<past>(?:[Tt]he|[Tt]his)\s+(?P<past_r>past|last|next|coming)\s+
        (?P<past_u>day|week|month|year|decade)\b(?!-|\s+of\b))
    | (?P<within>(?P<within_r>(?i:earlier|later|early|late))\s+(?:in\s+the|this|in\s+this)\s+
        (?P<within_u>day|week|month|year)\b)
    | (?P<rel>(?P<rel_r>(?i:last|this|next|current))\s+
        (?P<rel_u>week|month|year|quarter|weekend|century|spring|summer|autumn|fall)\b(?!-|\s+of\s))
    | (?P<sofar>[Ss]ince\s+the\s+(?:start|beginning)\s+of\s+the\s+(?P<sofar_u>week|month|year)\b(?!-))
    | (?P<named>(?P<named_r>(?i:last|this|next))\s+(?:(?P<named_m>{_MONTH})|(?P<named_w>{_WEEKDAY})){_TIME}(?![a-z]))
    | (?P<deictic>[Tt]he\s+day\s+before\s+yesterday|[Tt]oday|[Yy]esterday|[Tt]omorrow|[Tt]onight|[Ll]ast\s+night
        |[Tt]his\s+(?:morning|afternoon|evening))\b{_TIME}
    | (?P<overnight>[Oo]vernight(?=[.,;]|$|\s(?:in|by|as|after|near|at|when|while)\b))
    | (?P<weekday>(?P<weekday_n>{_WEEKDAY}){_TIME}(?:\s+(?:of\s+)?(?P<weekday_w>last|this|next)\s+week)?)(?![a-z])
    | (?P<weekend>(?:[Aa]t|[Oo]ver|[Dd]uring)\s+the\s+weekend\b)
    | (?P<month>(?P<month_m>{_FULL_MONTH}))(?![a-z])
    | (?P<short>['\u2019](?P<short_y>\d\d)(?![\w'\u2019]))
    | (?P<year>{_YEAR})(?!\s+B\.?C|[\d%-]|['\u2019](?!s\b)|,\d|\.\d|\s?(?:%|percent|per\ cent)|s\b)
    )""",
    re.VERBOSE,
)

HINT = re.compile(
    r"\d{4}|\d0['\u2019]?s|['\u2019]\d\d\b|\bQ[1-4]\b|century|days?\b|\bweek|\bmonth|\byear|ago\b|night|morrow|morning"
    r"|[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all\b|quarter|decades?\b|\wties\b|Day\b|Eve\b"
    r"|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
)

PREPOSITION = re.compile(
    r"\b(?:in|since|until|till|from|to|by|during|between|and|of|before|after|through|early|late|mid|the|around|about|"
    r"circa|for|on|or|at|back|than|as|as of)[\s-]+(?:the\s+)?$|\bc\.\s*$|\($",
    re.IGNORECASE,
)
_SENTENCE_START = re.compile(r"[.!?]['\"\u201d\u2019)]?\s+(?=['\"\u201c\u2018(]?[A-Z])|\n\s*\n")
_FEAST = re.compile(r"\b(?:Black|Good|Bloody|Super|Ash|Palm|Easter|Cyber|Holy|Maundy|Fat|Shrove|Sheffield)\s+$")
_ON_A = re.compile(r"\bon\s+an?\s+$", re.IGNORECASE)
_NTH_OF = re.compile(r"\b(?:first|second|third|fourth|last|final)\s+$", re.IGNORECASE)
_OF_MONTH = re.compile(rf"\s+(?:of|in)\s+(?:{_MONTH}|the\s+month|each\b|every\b)")
_AND_YEAR = re.compile(rf"\b{_YEAR}\s+(?:and|or)\s+$")
_OWN = re.compile(r"\b(?:his|her|their|my|our|your)\s+(?:(?:early|mid|late)[\s-]+)?$", re.IGNORECASE)
_DEGREES = re.compile(r"\b(?:temperatures?|degrees|highs|lows|aged)\b", re.IGNORECASE)
_ACCOUNTS = re.compile(
    r"[%$\u20ac\u00a3\u00a5]|\b(?:per\s?cent|profits?|sales|revenues?|earnings|GDP|economy|economic|output|exports|imports"
    r"|turnover|losses|deliveries|dividends?)\b"
)
_OF_SOMETHING = re.compile(r"\s+of\b")
_SOME_YEAR = re.compile(rf"\b{_YEAR}\b")
_OWN_YEAR = re.compile(r"\b(?:[Ff]iscal|financial\s+year|touchdown|points)\b")
_EVENT = re.compile(
    r"\s+(?:terror\w*\s+)?(?:attacks?|riots?|massacre|assault|uprising|coup|insurrection|revolution|movement)\b"
)
_NO_MONTH = re.compile(r"\s+(?:on\s+[A-Z]|Day\b|(?:each|every)\s+year|\d{3}(?=[.,;)]|$))")
_HABIT = re.compile(r"\b(?:every|each|most|some|any|one)\s+$", re.IGNORECASE)
_YEAR_NOUN = re.compile(
    r"\s+(?:people|troops|soldiers|men|women|children|jobs|homes|dollars|euros|pounds|km|miles|metres|meters|tonnes|tons"
    r"|feet|kg|MW|GMT|UTC|BST|CET|hours|local\s+time)\b"
)
_ADDRESS = re.compile(r"\s+(?:[A-Z][a-z]+\s+){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Drive|Lane|Square)\b")
_IDENTIFIER = re.compile(
    r"(?:[$\u20ac\u00a3\u00a5#]|[A-Z]-|\b(?:No\.?|Resolution|Article|Section|Flight|Room|Highway|Route|FY|Agenda|Vision|"
    r"Project|novel|film|movie|album|Windows|(?:fiscal|financial|Fiscal)(?: year)?|"
    r"about|nearly|than|(?<!since at )least|almost|some|over))\s*$"
)
_ALSO_A_NAME = ("March", "April", "May", "June", "August")
_CAPITAL = re.compile(r"\s+[A-Z][a-z]")
_PLURAL = re.compile(r"\s+(?!(?:was|is|has|does|as|this|its|his|thus)\b)[a-z]+s\b")
_OLD = re.compile(
    r"\b(?:in|since|until|till|from|to|by|between|and|of|before|after|early|late|mid|circa|since at least)[\s-]+"
    r"(?:the\s+)?(?:year\s+)?$"
    r"|\bc\.\s*$",
    re.IGNORECASE,
)
_DATING = re.compile(
    r"\b(?:in|since|until|before|after|the|early|late|during|mid|"
    r"(?:days?|weeks?|months?|half|quarter|end|start|beginning|rest)\s+of)[\s-]+(?:the\s+)?$",
    re.IGNORECASE,
)


_THAT_YEAR = re.compile(r",?\s+(?:(?:of|in)\s+)?(?:that|the\s+same)\s+year\b")
_ANOTHER_YEAR = re.compile(
    r",?\s+(?:(?:of|in)\s+)?(?:the\s+(?:next|following|previous)\s+year|(?:a|one)\s+year\s+(?:earlier|later|before|after)"
    r"|the\s+year\s+(?:before|after))\b"
)
"""What puts a day or month into a year beside one that the text has named: it has no date."""

_ROLLING = re.compile(r"\b(?:over|in|during|within|for|throughout)\s+$", re.IGNORECASE)
_BOUND_OF = re.compile(r"\b(?:end|close|middle|beginning|start)\s+of\s+$", re.IGNORECASE)
_FROM_NOW = re.compile(r"\b(?:days?|weeks?|months?|years?)\s+from\s+$")
_IN_SHORT = re.compile(r"\b(?:in|since|until|before|after|from|by)\s+$", re.IGNORECASE)
_BY_NIGHT = re.compile(
    r"\b(?:attack\w*|str(?:ikes?|uck)|hit|shell(?:ed|ing)|bomb\w*|drones?|missiles?|shot|shooting|kill\w*|died|wounded|injured"
    r"|arrest\w*|raid\w*|search\w*|fires?|blaze|flood\w*|rain\w*|snow\w*|storms?|crash\w*|explo\w+|rescued|evacuated"
    r"|damaged|destroyed|intercepted|downed|launched)\b"
)
"""What is told of one night, unlike "she became famous overnight"."""

_SOME_DAY = re.compile(rf"\b(?:{_WEEKDAY}|{_FULL_MONTH}|every|each)\b")
_Match = re.Match[str]


def is_counted_year(text: str, end: int) -> bool:
    """Say whether what follows four digits shows that they count something: "2000 people"."""
    return bool(_YEAR_NOUN.match(text, end))


def sentence_start(text: str, at: int) -> int:
    """Return where the sentence around `at` begins, as far as 500 characters back."""
    start = 0
    for match in _SENTENCE_START.finditer(text, max(0, at - 500), at):
        start = match.end()
    return start


def is_of_that_year(text: str, end: int) -> bool:
    """Say whether a day or month is put into a year that only the text before it names."""
    return bool(_THAT_YEAR.match(text, end))


def _is_month(text: str, match: _Match) -> bool:
    if _ANOTHER_YEAR.match(text, match.end()):
        return False
    before, name = text[max(0, match.start() - 20) : match.start()], match["month_m"]
    if _NO_MONTH.match(text, match.end()):
        return False
    if PREPOSITION.search(before):
        return not (name in _ALSO_A_NAME and _CAPITAL.match(text, match.end()))
    return name not in _ALSO_A_NAME


def _is_year(text: str, match: _Match) -> bool:
    before, number = text[max(0, match.start() - 20) : match.start()], int(match["year"])
    if _IDENTIFIER.search(before) or _YEAR_NOUN.match(text, match.end()):
        return False
    if before.endswith(" at ") and _ADDRESS.match(text, match.end()):
        return False
    if not 1900 <= number < 2100:
        return bool(_OLD.search(before)) and not _PLURAL.match(text, match.end())
    return not _PLURAL.match(text, match.end()) or bool(_DATING.search(before) or _AND_YEAR.search(before))


def _is_one_day(text: str, match: _Match) -> bool:
    """Leave out habits ("every Monday", "on a Monday"), feasts ("Good Friday") and names ("The Sunday Times").

    Counted ones ("the first Monday of May") are not the last one either.
    """
    before = text[max(0, match.start() - 12) : match.start()]
    named = before.lower().endswith("the ") and _CAPITAL.match(text, match.end())
    if _NTH_OF.search(before) and _OF_MONTH.match(text, match.end()):
        return False
    return not (named or _HABIT.search(before) or _FEAST.search(before) or _ON_A.search(before))


def _is_decade(text: str, match: _Match) -> bool:
    """Leave out the age of somebody "in his 60s", and degrees."""
    before = text[max(0, match.start() - 16) : match.start()]
    if match["decade_w"] and not (_DATING.search(before) or match.group().startswith("the ")):
        return False
    return not (match["decade_d"] or match["decade_w"]) or not (_OWN.search(before) or _DEGREES.search(text))


def _is_dated_day(text: str, match: _Match) -> bool:
    """Leave out days that stand for an event of some year: "the October 7 attack"."""
    if _ANOTHER_YEAR.match(text, match.end()):
        return False
    if match["mdy_y"] or match["dmy_y"] or match["mdy_r"] or match["dmy_r"]:
        return True
    before = text[max(0, match.start() - 4) : match.start()].lower()
    return not ((before.endswith("the ") or match.group().startswith("the")) and _EVENT.match(text, match.end()))


def _is_quarter(text: str, match: _Match) -> bool:
    """Leave out quarters of a match, of a business year that need not be the calendar's, and of a year named before."""
    if _OF_SOMETHING.match(text, match.end()) or _SOME_YEAR.search(text, 0, match.start()):
        return False
    return bool(_ACCOUNTS.search(text)) and not _OWN_YEAR.search(text)


def _is_feast(text: str, match: _Match) -> bool:
    """Leave out feasts that stand for an event of some year: "the Valentine's Day massacre"."""
    return bool(match["feast_y"]) or not _EVENT.match(text, match.end())


def _is_now(text: str, match: _Match) -> bool:
    """Leave out "the Mali of today", "today's youth" and "two days from today"."""
    if _FROM_NOW.search(text[: match.start()][-14:]):
        return False
    after = text[match.end() : match.end() + 2]
    return match["deictic"].lower() != "today" or not (
        text[: match.start()].endswith("of ") or after in ("'s", "\u2019s")
    )


def _is_rolling(text: str, match: _Match) -> bool:
    """Leave out "the last week" and "the next year" of a story; "over the last year" counts from now."""
    if match["past_r"] == "past":
        return True
    return match["past_u"] not in ("day", "decade") and bool(_ROLLING.search(text[: match.start()][-16:]))


def _is_bound(text: str, match: _Match) -> bool:
    """Take "the year" for a date only behind "the end of"."""
    return bool(_BOUND_OF.search(text[: match.start()][-16:]))


def _is_short_year(text: str, match: _Match) -> bool:
    return bool(_IN_SHORT.search(text[: match.start()][-8:]))


def _is_last_night(text: str, match: _Match) -> bool:
    """Leave out "famous overnight" and the nights of another day."""
    start = sentence_start(text, match.start())
    sentence = text[start : match.end() + 120]
    return bool(_BY_NIGHT.search(sentence)) and not _SOME_DAY.search(sentence)


_CHECKS: Mapping[str, Callable[[str, _Match], bool]] = {
    "month": _is_month,
    "year": _is_year,
    "weekday": _is_one_day,
    "decade": _is_decade,
    "quarter": _is_quarter,
    "feast": _is_feast,
    "mdy": _is_dated_day,
    "dmy": _is_dated_day,
    "deictic": _is_now,
    "past": _is_rolling,
    "bound": _is_bound,
    "short": _is_short_year,
    "overnight": _is_last_night,
}


def names_a_date(text: str, match: re.Match[str]) -> bool:
    """Say whether what `EXPRESSION` found is a date in this text."""
    check = _CHECKS.get(match.lastgroup or "")
    return check is None or check(text, match)
