"""A quote and its place in a text that may have changed since."""

from __future__ import annotations

from factkit.model import Anchor

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
