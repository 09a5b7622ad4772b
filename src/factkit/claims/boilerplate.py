"""What stands in an article and is not of it: related stories, newsletters, captions, bylines, cookies, sharing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factkit.language.sentences import Unit, UnitKind
from factkit.language.wordlists import rows


def reasons(text: str, units: Sequence[Unit]) -> list[str | None]:
    """Return for each unit why it is left out, or None where it belongs to the article.

    After a headline such as "More Stories" nothing belongs to the article any more.
    """
    found: list[str | None] = []
    for i, unit in enumerate(units):
        if found and found[-1] == "related stories":
            found.append("related stories")
            continue
        words = " ".join(text[unit.start : unit.end].split())
        found.append(reason_for(words, unit.kind, is_last=i == len(units) - 1))
    return found


def reason_for(words: str, kind: UnitKind, *, is_last: bool = False) -> str | None:
    """Return why one paragraph, headline or item is left out, or None."""
    for reason, pattern in _patterns():
        if pattern.search(words):
            return None if reason == "related stories" and is_last and len(words) > 60 else reason
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
