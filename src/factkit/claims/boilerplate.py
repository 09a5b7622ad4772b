"""What stands in an article and is not of it: related stories, newsletters, captions, bylines, cookies, sharing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factkit.language.sentences import Unit, UnitKind
from factkit.language.wordlists import rows

_RELATED = "related stories"
_DATE = r"(?:,? \(?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}\)?)?"
_AGENCY = r"(?: \([A-Z][A-Za-z ]{1,20}\))?"
_END = r" ?[-–—]{1,2} (?=[\"“A-Z0-9])"
_PLACE = r"(?:, [A-Z][A-Za-z.]+(?: [A-Z][a-z]+)?)?"
_DATELINE = re.compile(rf"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){{0,3}}{_PLACE}{_DATE}{_AGENCY}{_END}")
_FIRST_DATELINE = re.compile(rf"[A-Z][a-z]+(?: [A-Z][a-z]+)?{_PLACE}{_DATE}{_AGENCY}{_END}")


def reasons(text: str, units: Sequence[Unit]) -> list[str | None]:
    """Return for each unit why it is left out, or None where it belongs to the article.

    After a headline such as "More Stories" nothing belongs to the article any more.
    """
    found: list[str | None] = []
    for unit in units:
        if found and found[-1] == _RELATED:
            found.append(_RELATED)
            continue
        lines = text[unit.start : unit.end].splitlines()
        if reason_for(lines[0].strip(), UnitKind.HEADING) == _RELATED:
            found.append(_RELATED)
            continue
        found.append(reason_for(" ".join(text[unit.start : unit.end].split()), unit.kind))
    return found


def reason_for(words: str, kind: UnitKind) -> str | None:
    """Return why one paragraph, headline or item is left out, or None."""
    for reason, pattern in _patterns():
        if pattern.search(words):
            return reason
    if not re.search(r"\w", words):
        return "no words"
    if kind is UnitKind.HEADING and _is_title_case(words):
        return "headline"
    return None


def dateline_of(paragraph: str, *, first: bool) -> int:
    """Return the length of the place and date that a report begins with: "OSLO, March 3 (Reuters) - "; 0 if none.

    Args:
        first: it is the first paragraph, where a place may also be in small letters.
    """
    found = _DATELINE.match(paragraph) or (_FIRST_DATELINE.match(paragraph) if first else None)
    return 0 if found is None else found.end()


def _is_title_case(words: str) -> bool:
    long = [word for word in re.findall(r"[^\W\d_][\w'’-]*", words) if len(word) > 3]
    return bool(long) and all(word[0].isupper() for word in long) and len(long) > 1


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in rows("boilerplate.tsv", "factkit.claims")
    )
