"""A quote and its place in a text that may have changed since."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from factkit.model import Anchor, Span

CONTEXT_LENGTH = 32


def anchor(text: str, start: int, end: int) -> Anchor:
    """Return the anchor of `text[start:end]` with up to 32 characters of context on each side.

    Raises:
        ValueError: the range is empty or not inside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no words at {start}-{end} in a text of {len(text)} characters")
    return Anchor(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT_LENGTH) : start],
        suffix=text[end : end + CONTEXT_LENGTH],
    )


def stands(text: str, anchored: Anchor) -> bool:
    """Return whether the anchor's quote is exactly at its offsets in `text`."""
    return text[anchored.start : anchored.end] == anchored.exact


def offsets(data: Mapping[str, Any]) -> dict[str, Any]:
    """Return the position and the quote of an anchor's JSON, as arguments of `wrong_unit`."""
    return {"start": data["start"], "end": data["end"], "exact": data["exact"]}


def quote_places(text: str, exact: str, *, limit: int = 100) -> list[Span]:
    """Return where `exact` stands in `text`, overlaps included, from the left; at most `limit` places."""
    places: list[Span] = []
    at = text.find(exact)
    while at >= 0 and len(places) < limit:
        places.append((at, at + len(exact)))
        at = text.find(exact, at + 1)
    return places


def wrong_unit(text: str, start: int, end: int, exact: str) -> str | None:
    """Return the unit in which the offsets fit, where that is not code points: "UTF-16 units" or "bytes"."""
    found = place_in_other_unit(text, start, end, exact)
    return found and found[0]


def place_in_other_unit(text: str, start: int, end: int, exact: str) -> tuple[str, Span] | None:
    """Return the unit in which the offsets fit the quote and its place in code points.

    None where they fit in code points, or in no unit.
    """
    if text[start:end] == exact or text.isascii():
        return None
    for unit, codec, width in _UNITS:
        data = _encoded(text, codec)
        if data[start * width : end * width] == exact.encode(codec):
            at = len(data[: start * width].decode(codec, errors="ignore"))
            if text.startswith(exact, at):
                return unit, (at, at + len(exact))
    return None


_UNITS = (("UTF-16 units", "utf-16-le", 2), ("bytes", "utf-8", 1))


@functools.lru_cache(maxsize=4)
def _encoded(text: str, codec: str) -> bytes:
    return text.encode(codec)
