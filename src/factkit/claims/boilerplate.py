"""What stands in an article and is not of it: related stories, newsletters, captions, bylines, cookies, sharing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factkit.language.sentences import Unit, UnitKind
from factkit.language.wordlists import rows

_RELATED = "related stories"


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


def _is_title_case(words: str) -> bool:
    long = [word for word in re.findall(r"[^\W\d_][\w'’-]*", words) if len(word) > 3]
    return bool(long) and all(word[0].isupper() for word in long) and len(long) > 1


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (reason, re.compile(pattern, re.IGNORECASE)) for reason, pattern in rows("boilerplate.tsv", "factkit.claims")
    )
