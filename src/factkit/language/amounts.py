"""How amounts are written: the tables of numbers, units and currencies, and the patterns made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from factkit.language.wordlists import rows


@cache
def places(place: str) -> Mapping[str, float]:
    """Return the number words of a place ("one", "scale" or "short") and their values."""
    return {row[0]: float(row[1]) for row in rows("numbers.tsv") if row[2] == place}


@cache
def irregular() -> Mapping[str, str]:
    """Return the plurals that no rule makes singular."""
    return {row[0]: row[1] for row in rows("plurals.tsv")}


@cache
def units() -> Mapping[str, tuple[str, str, float]]:
    """Return unit, dimension and factor of each way to write a measure."""
    return {row[0]: (row[1], row[2], float(row[3])) for row in rows("units.tsv")}


@cache
def currencies(side: str) -> Mapping[str, str]:
    """Return the currency of each sign or name that stands "before" or "after" an amount."""
    return {row[0]: row[1] for row in rows("currencies.tsv") if row[2] == side}


@cache
def ordinal_values() -> Mapping[str, float]:
    """Return the ranks of ordinals."""
    return {row[0]: float(row[1]) for row in rows("ordinals.tsv")}


@cache
def parts() -> Mapping[str, float]:
    """Return what the names of fractions are worth: half, third, quarter."""
    return {row[0]: float(row[1]) for row in rows("fractions.tsv")}


@cache
def multiples() -> Mapping[str, float]:
    """Return how many times as much the words say that it is: doubled, threefold, halved."""
    return {row[0]: float(row[1]) for row in rows("multiples.tsv")}


@cache
def _whole_units() -> str:
    """Return the units that are whole words in the singular: "a mile and a half"."""
    return "|".join(name for name, (unit, _, _) in units().items() if name == unit and name.isalpha() and len(name) > 3)


_COMPARED = (
    r"as\s(?:many|much)|as\s[a-z]+\sas|the\s(?:[a-z]+\s)?(?:number|size|amount|rate|price|cost|average|level|length|value|weight|speed"
    r"|sum|limit|total|figure|share|population|area|height|distance|budget|salary|income|pay|norm)"
)
"""What follows a multiple: of as many, or of the size of another."""

_NOT_HIGHER = (
    "after|over|under|per|her|later|earlier|together|another|other|whether|however|rather|ever|never|either|number"
)


def _any_of(names: Mapping[str, object]) -> str:
    return "|".join(re.escape(name).replace(r"\ ", r"[\s-]") for name in sorted(names, key=len, reverse=True))


@cache
def any_number() -> re.Pattern[str]:
    """Return a pattern without which a text has no amount."""
    scales = rf"(?:couple\sof\s)?(?:{_any_of({**places('scale'), **parts()})})"
    return re.compile(
        rf"\d|[\u00bc-\u00be\u2153\u2154]|\b(?:{_any_of(places('one'))}|{_any_of(parts())}|{_any_of(multiples())}|twice(?=\s(?:{_COMPARED})\b)"
        rf"|an?\s(?:{scales}|(?:{_whole_units()})\sand\sa\shalf))\b",
        re.IGNORECASE,
    )


VULGAR = {"\u00bd": 0.5, "\u00bc": 0.25, "\u00be": 0.75, "\u2153": 1 / 3, "\u2154": 2 / 3}


@cache
def amount() -> re.Pattern[str]:
    """Return the pattern of an amount with the currency before it; the unit after it is read apart."""
    tens = "|".join(name for name, value in places("one").items() if value >= 20)
    ones = "|".join(sorted((name for name, value in places("one").items() if value < 20), key=len, reverse=True))
    small = rf"(?:(?:{tens})(?:[\s-](?:{ones}))?|{ones})"
    more = rf"(?:\s(?:and\s)?{small})?"
    hundreds = rf"(?:{small}[\s-]dozen|{small}(?:[\s-]hundred{more})?|an?\shundred{more}|an?\sdozen)"
    scale = "|".join(name for name in places("scale") if name not in ("hundred", "dozen"))
    lower = rf",?\s(?:and\s)?{hundreds}(?![\s-](?:{scale}|hundred))|,?\s{hundreds}(?=[\s-](?:{scale})\b)"
    rest = rf"[\s-](?:{scale})(?:{lower})?"
    couple = rf"a\scouple\sof(?=\s(?:{scale}|hundred|dozen)\b)(?:\s(?:hundred|dozen))?"
    worded = rf"(?:(?:{couple}|{hundreds}|an?(?=\s(?:{scale})))(?:{rest})*)"
    vulgar = "[\u00bc-\u00be\u2153\u2154]"
    apart = rf"(?<!\d\ )[1-9]\d{{0,2}}(?:\ \d{{3}})+(?![\d,.:/%-]|\s?(?:{scale})\b)"
    mixed = r"\d+\ [1-7]/[2-9](?!\d|/)"
    digits = rf"(?:\d{{1,3}}(?:[,\u00a0\u202f]\d{{3}})+(?:\.\d+)?|{apart}|{mixed}|\d+(?:\.\d+)?{vulgar}?|{vulgar})"
    short = "|".join(sorted(places("short"), key=len, reverse=True))
    spans = "(?:years?|months?|days?|hours?|weeks?)"
    return re.compile(
        rf"""(?<![\w/])(?<!\d[.,:])(?P<number>
          (?P<one_in>(?P<few>\d+|{small})\s(?:in(?:\severy)?(?=\s\S+\s[a-z])|out\sof(?:\severy)?)\s
            (?P<many>\d{{1,3}}(?:,\d{{3}})+|\d+|{small}|an?\shundred)\b(?!\s{spans}\b))
        | (?P<half_scale>half[\s-]a[\s-](?P<hs_scale>{scale}|dozen|hundred)
            |(?:a\s)?half[\s-](?P<hs_scale2>million|billion|dozen)
            |(?P<q_count>an?|three)\squarters?\sof\sa\s(?P<q_scale>{scale}))\b
        | (?P<multiple>(?P<m_word>{_any_of(multiples())})\b(?!\s(?:down|up|over|back)\b)|twice(?=\s(?:{_COMPARED})\b))
        | (?P<and_half>an?\s(?P<ah_unit>{_whole_units()})\sand\sa\shalf)\b
        | (?P<fraction>(?:(?P<f_count>an?|{ones})[\s-])?(?P<f_part>{_any_of(parts())})\b
            (?=\s(?:of|the|a|its|his|her|their|all|that)\b))
        | (?P<by>(?<=\bby\s)(?:(?:(?P<by_count>an?|{ones})[\s-](?P<by_part>{_any_of(parts())}))|(?P<by_half>half))\b
            (?=[.,;:)]|$|\s(?:in|from|since|to|over|between|after|last|this|compared|and|but|within|during|on|as|when)\b))
        | (?:(?P<minus>(?<![\d%])[-\u2212])(?=\d)|minus\s(?P<minus_word>)(?=\d))?
          (?:(?P<money>{_any_of(currencies("before"))})\s?)?
          (?P<digits>{digits})(?P<d_half>\sand\sa\shalf)?
            (?:[\s-]?(?P<d_scale>(?:{scale}|hundred|dozen)s?\b)|(?P<d_short>\s?(?:{short}))(?![\w\u00b2\u00b3/])(?:(?<=n)|(?!-(?![\d$\u20ac\u00a3\u00a5]))))?
        | (?P<worded>{worded})(?P<w_half>\sand\sa\s(?:half|quarter)(?:\s(?P<w_scale>{scale}))?)?\b
        )""",
        re.VERBOSE | re.IGNORECASE,
    )


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:minus\s|[-\u2212])?(?:(?<![\w])(?:{_any_of(currencies('before'))})\s?)?)$", re.IGNORECASE
    )


def amounts(text: str) -> Iterator[re.Match[str]]:
    """Yield the amounts of a text, apart and in order.

    The pattern is tried only where a number begins: it is too rich to be tried at every character.
    """
    end = 0
    for number in any_number().finditer(text):
        start = number.start()
        if start < end:
            continue
        lead = _lead().search(text, max(end, start - 9), start)
        # "$999-$1,099": the dash is none of the second amount, its sign is
        begins = (lead.start(), lead.start() + 1, start) if lead and lead.end() > lead.start() else (start,)
        found = next((match for at in begins if (match := amount().match(text, at))), None)
        if found:
            end = found.end()
            yield found


@cache
def unit_after() -> re.Pattern[str]:
    """Return the pattern of a unit behind an amount."""
    return re.compile(rf"[\s\u00a0\u202f]{{0,2}}-?(?P<unit>{_any_of(units())})(?![\w\u00b2\u00b3])(?!/[a-z])")


@cache
def money_after() -> re.Pattern[str]:
    """Return the pattern of a currency behind an amount; a pound may be mass."""
    return re.compile(rf"[\s\u00a0]?-?(?P<money>{_any_of(currencies('after'))})(?!\w|\s?\d)|(?P<pound>[\s-]pounds?)\b")


@cache
def ordinal() -> re.Pattern[str]:
    """Return the pattern of an ordinal."""
    names = _any_of(ordinal_values())
    return re.compile(rf"(?<![\w-])(?:(?P<digits>\d+)(?:st|nd|rd|th)|(?:{names}))(?![\w-])", re.IGNORECASE)


BEFORE = re.compile(
    r"""(?:\b|(?<=[~\u2248<>\u2264\u2265]))
    (?:(?P<least>(?:just\s|well\s|slightly\s|a\slittle\s)?(?:more\sthan|over|above|upwards\sof|in\sexcess\sof)|at\sleast
       |no\s(?:fewer|less)\sthan|not\sless\sthan|a\sminimum\sof)
    | (?P<most>(?:just\s|slightly\s)?(?:(?:less|fewer)\sthan|under|below)|at\smost|no\smore\sthan|up\sto
       |as\s(?:many|much|high)\sas|a\smaximum\sof|not\smore\sthan)
    | (?P<nearly>nearly|almost|close\sto|approaching|just\sshort\sof)
    | (?P<about>about|around|roughly|approximately|approx\.|some|an?\sestimated|estimated|circa|ca\.|c\.|more\sor\sless)
    )\s(?:the\s|an?\s|their\s|its\s)?$
    | (?P<sign>[~\u2248<>\u2264\u2265])\s?$""",
    re.VERBOSE | re.IGNORECASE,
)
"""What before an amount makes it a bound or approximate."""

AFTER = re.compile(
    r"(?P<least>\s?\+(?!\w)|-plus\b|\s(?:[a-z]+\s)?or\smore\b|\sand\s(?:above|over|counting)\b)"
    r"|(?P<most>\s(?:[a-z]+\s)?or\s(?:less|fewer)\b)|(?P<about>\sor\sso\b|-odd\b|-ish\b)"
)
SIGNS = {"~": "about", "\u2248": "about", "<": "most", "\u2264": "most", ">": "least", "\u2265": "least"}
PLUS = re.compile(r"\s?\+|-plus\b|\sor\s(?:so|more)\b")

TIMES_AS = re.compile(rf"\stimes(?=\s(?:more|less|{_COMPARED}|(?!(?:{_NOT_HIGHER})\b)[a-z]+er)\b)|-fold\b")
"""What makes of "three" a multiple: "three times as many", "three times higher"."""

PER = re.compile(
    r"\s(?:per|an?)\s(?P<of>(?:cubic|square)\s(?:metre|meter|kilometre|kilometer|centimetre|foot|mile)|lit(?:re|er)|kilogram"
    r"|second|minute|hour|day|week|month|year|capita|person|head)\b"
)
"""What makes of a measure a rate: "250 micrograms per cubic metre", "two tonnes a day"."""

MOVED = re.compile(
    r"\b(?:f[ae]lls?|fallen|r[io]ses?|risen|rising|falling|drop\w*|jump\w*|gain\w*|lost|climb\w*|slip\w*|s[au]nk|up|down|add\w*"
    r"|shed|surg\w+|sl[ui]d|tumbled|plunged)\s(?:by\s)?$",
    re.IGNORECASE,
)
"""What before two amounts makes the second the level that the first led to: "rose 5p to 310p"."""

MAGNITUDE = re.compile(r"\bmagnitude[\s-](?:of\s)?$", re.IGNORECASE)
VOTED = re.compile(r"\b(?:vote[sd]?|won|win|beat|lost|lead|led|ahead|ruled)\b[^.;]{0,40}$")
LABEL = re.compile(
    r"(?:\b(?:No|Nos|no)\.|\b(?:number|Number|article|section|page|pages|paragraph|chapter|version|phase|round|type"
    r"|level|grade|size|age|channel|room|gate|row|line|group|class|day|week|year|the)|#|\b[A-Z][A-Za-z]*[.]?|[A-Z]-)\s?$"
)
"""What before figures makes them a name: "Flight 370", "page 5"."""

SURE_LABEL = re.compile(
    r"(?:\b(?:No|Nos|no)\.|\b(?:[Aa]rticle|[Ss]ection|[Ff]light|[Pp]age|[Cc]hapter|[Pp]aragraph|[Vv]ersion|Resolution|Route"
    r"|Highway|Boeing|Airbus|Apollo|Channel|Formula|Room|Gate|Psalm|Interstate|CO"
    r"|[Tt]ype|[Cc]ategory|[Pp]hase)|#|\b[A-Z][A-Za-z]*-|\bi[A-Z][A-Za-z]+|\b(?:under|over)-)\s?$"
)
"""What makes them one even where a plural follows: "Article 5 names"."""

NO_LABEL = re.compile(
    r"\b(?:The|About|Around|Some|Over|Nearly|Almost|At|In|On|By|For|And|But|Of|With|To|From|Only|Just|Between|Roughly|"
    r"More|Than|Least|Another|All|These|Those|Its|Their|His|Her|Our|My|As|If|When|After|Before|Since|Up|An|A|Police|"
    r"Officials|That|Is|Was|Were|Are|Had|Has|Have|Killed|Says|Said)$"
)
COUNTS = re.compile(
    r"\s?(?:%|percent|per\scent|(?!(?:was|has|does|says|this|across|plus|versus)\b)[a-z]{2,}s\b|people)"
)
CLOCK = re.compile(r":\d|\s?(?:a\.m\.|p\.m\.|am\b|pm\b|o['\u2019]clock)")
PART_OF_A_NAME = re.compile(
    r"(?:st|nd|rd|th)\b|(?<=\d0)s\b|[A-Z][a-z]+\b|[-\u2013]\d+(?![\d.,]*\s?[%a-z\u20ac])|[A-Za-z]\w*\d|[GDX]\b|/\d|\.\d+\.\d"
    r"|\s(?:[A-Z][a-z]+\s){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Drive|Lane|Square)\b"
)
"""What behind figures makes them an ordinal, a score, a code, a version or a house."""

SCORE = re.compile(
    r"(?:[-\u2013]\d+)?\s(?:draw|win|victory|defeat|loss|lead|aggregate|vote|ruling|decision|majority|margin|record)\b"
)
AMONG_NAMES = re.compile(r"[\w,;)]\s$")
"""What before a number word with a capital makes it part of a name: "League Two"."""

DASHED = re.compile(r"(\d+(?:\.\d+)?)[-\u2013]$")
DASHED_ON = re.compile(r"[-\u2013](\d+(?:\.\d+)?)")
ACRONYMS = re.compile(r"[A-Z]{2,}s")
HAS_UNIT = re.compile(r"[-\s]?[%a-z\u20ac\u00b0]")
OTHER_HALF = re.compile(r"\b(?:first|second|last|other)\s$")
NOT_COUNTED = re.compile(
    r"\s(?:another|day\b|by\b|such|can|could|who\b|that\b|thing|of\s(?:the|his|her|its|their|them|us|those|these|my|our)"
    r"\s?(?:most|main)?)|-(?:time|off|sided|way|party)"
)
"""What follows a "one" that counts nothing."""

WORD = re.compile(r"[\s-]([^\W\d_][\w'\u2019-]*)")
JOINED = re.compile(r"-(?!figures?\b)([a-z]{3,})\b(?!-old)")
PARTLY = re.compile(
    r"\sof\s(?:(?:the|his|her|its|their|these|those|our|all)\s)?(?:[\w,]+\s(?=(?:[a-z]+\s)?[a-z]+s\b)|(?=[a-z]+s\b))"
)
SHARED = re.compile(r"\s(?=\S)(?:of\s)?(?:all\s|the\s|its\s|his\s|her\s|their\s|a\s|that\s|those\s)*")
ADJECTIVE_ENDS = ("ly", "ed", "ous", "al", "ful", "ive")
MASS_CUES = re.compile(
    r"\b(?:weigh\w*|weight|heavy|heavier|bomb|cocaine|heroin|explosives|meat|rice|flour|fish|gained|fat|cargo)\b",
    re.IGNORECASE,
)
MONEY_CUES = re.compile(
    r"\b(?:paid|pays?|cost\w*|fined?|fines|price\w*|worth|salar\w+|tax\w*|spen[dt]\w*|earn\w*|owe\w*|budget|fund\w*|debt"
    r"|loan|bill|wage|fee|donat\w+|rais\w+|invest\w+|profit\w*|loss|sales|compensation|grant\w*|subsid\w+|cash|sterling"
    r"|bank)\b",
    re.IGNORECASE,
)
