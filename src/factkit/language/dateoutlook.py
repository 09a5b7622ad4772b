"""Whether what is dated lies behind or ahead, by the words of its sentence."""

from __future__ import annotations

import re

from factkit.language.datewords import sentence_start

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
_WILL = re.compile(
    r"\b(?:will|shall|won['\u2019]t|(?:is|are) (?:due|to|scheduled|expected|set|planned|slated|likely|going|predicted|"
    r"projected|forecast)|plans? to|"
    r"aims? to|hopes? to|intends? to|upcoming|deadline|"
    r"(?:adjourned|postponed|deferred|remanded|put off|pushed back)(?=[^.;,]{0,40}\b(?:until|till) $))\b|['\u2019]ll\b"
)
_OPENING = re.compile(
    r"(?:.*\b(?:that|but|and)\s)?(?:on|in|from|by|this|next)?\s*(?:the\s)?", re.IGNORECASE | re.DOTALL
)
_AHEAD = re.compile(r"^,?\s(?:(?!\w+ed\b|was\b|were\b|had\b)[\w'\u2019-]+\s){1,7}?(?:(?P<will>will)|would)\b")
"""An opening date, and the verb that puts what follows ahead: "On Friday, the committee will vote"."""

_SCHEDULED = re.compile(
    r"\b(?:opens|reopens|resumes|expires|takes? effect|comes? into (?:force|effect)|enters? into force|"
    r"go(?:es)? (?:to the polls|on (?:trial|sale|display))|"
    r"(?<!to )(?<!not )(?<!n['\u2019]t )(?<!could )(?<!would )(?<!might )(?<!may )(?<!must )(?<!should )(?<!did )"
    r"(?:reopen|resume|expire)|"
    r"(?:elections?|votes?|referendums?|trials?|hearings?|deadline) (?:is|are) (?=on $))\b"
)
"""Verbs that put what is dated ahead although they stand in the present."""

_OPEN_FUTURE = re.compile(
    r"\b(?:would|may|might|could|should|must|due|scheduled|expected|planned|slated|ahead of|in time for|"
    r"begins|starts|ends|comes?|takes? (?:effect|place)|enters?|eve of|"
    r"(?:is|are) (?=(?:on|in|from|until|next) $)|"
    r"(?:runs?|lasts?|continues?|remains?|stays?|is|are)(?=[^.;,]{0,30}\b(?:through|until|till|by) $)|"
    r"to (?!the\b|a\b|an\b|his\b|her\b|their\b|its\b|this\b|that\b)[a-z]+)\b"
)


def outlook_of(text: str, at: int, end: int) -> str:
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
