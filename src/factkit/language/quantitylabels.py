"""Numbers that name something (No. 10, Flight 370, 5 p.m., 3-1) and count nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from factkit.language.amounts import (
    AMONG_NAMES,
    CLOCK,
    COUNTS,
    DASHED,
    DASHED_ON,
    HAS_UNIT,
    LABEL,
    NO_LABEL,
    OTHER_HALF,
    PART_OF_A_NAME,
    SCORE,
    SURE_LABEL,
    VOTED,
)
from factkit.language.quantityfigures import is_bare_year, is_share
from factkit.language.quantityvalues import FoundQuantity


def without_scores(text: str, found: Sequence[FoundQuantity]) -> list[FoundQuantity]:
    """Leave out the two sides of a vote or a match: "won the vote 52 to 48"."""
    sides: set[int] = set()
    for at, (first, second) in enumerate(pairwise(found)):
        bare = first.quantity.unit is None and second.quantity.unit is None
        falls = first.quantity.value >= second.quantity.value
        if bare and falls and text[first.span[1] : second.span[0]] == " to " and VOTED.search(text[: first.span[0]]):
            sides |= {at, at + 1}
    return [quantity for at, quantity in enumerate(found) if at not in sides]


def is_label(text: str, match: re.Match[str], end: int) -> bool:
    """Say whether a number names something (No. 10, Flight 370, 5 p.m., 3-1) and counts nothing."""
    if CLOCK.match(text, end):
        return True
    if is_share(match):
        before = text[max(0, match.start() - 8) : match.start()]
        return bool(OTHER_HALF.search(before)) or _is_rank(before, match)
    if not match["digits"]:
        return match.group()[:1].isupper() and bool(AMONG_NAMES.search(text[max(0, match.start() - 2) : match.start()]))
    return bool(PART_OF_A_NAME.match(text, end)) or (
        not match["money"] and not match["d_scale"] and _is_numbered(text, match, end)
    )


def _is_rank(before: str, match: re.Match[str]) -> bool:
    """Say whether "the third of seven" is a place in a row and no share."""
    ranked = not (match["f_part"] or "half").lower().startswith(("half", "halves", "quarter"))
    return before.lower().endswith("the ") and not match["f_count"] and ranked


def _is_numbered(text: str, match: re.Match[str], end: int) -> bool:
    """Say whether figures are the end of a score or stand behind a name or "page"."""
    before = text[max(0, match.start() - 24) : match.start()]
    dashed = DASHED.search(before)
    if (dashed or text[end : end + 1] in "-\u2013") and SCORE.match(text, end):
        return True
    if dashed:
        return _falls(dashed.group(1), match["digits"]) or not HAS_UNIT.match(text, end)
    if (other := DASHED_ON.match(text, end)) and _falls(match["digits"], other.group(1)):
        return True
    if SURE_LABEL.search(before):
        return True
    label = LABEL.search(before)
    if not label or NO_LABEL.search(before.rstrip()) or COUNTS.match(text, end):
        return False
    return (label.group().strip() != "the" or is_bare_year(match["digits"])) and not before.endswith("(")


def _falls(first: str, second: str) -> bool:
    """Say whether two figures with a dash between are a score, as 6-3 is, and no range."""
    return first.isdigit() and second.isdigit() and int(first) >= int(second)
