"""Quotations that go on over several sentences: who says a sentence that is nothing but quoted words.

"We are ready," she said. "Nobody has asked us." The second sentence is hers too, and never the article's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

_OPENING = frozenset({"“", "«"})
_CLOSING = frozenset({"”", "»"})


class Quoted(StrEnum):
    """How far a sentence is made of quoted words: not only, only, or only and going on in the next sentence."""

    NO = "no"
    ALL = "all"
    GOES_ON = "goes on"


def quoted(paragraph: Sequence[str]) -> list[Quoted]:
    """Say of each sentence of a paragraph how far it is quoted. A quotation not closed ends with its paragraph."""
    found = []
    is_open = False
    for n, sentence in enumerate(paragraph):
        outside = inside = 0
        for character in sentence:
            if character == '"':
                is_open = not is_open
            elif character in _OPENING or character in _CLOSING:
                is_open = character in _OPENING
            elif character.isalnum():
                outside, inside = outside + (not is_open), inside + is_open
        if not inside or outside:
            found.append(Quoted.NO)
        else:
            found.append(Quoted.GOES_ON if is_open and n + 1 < len(paragraph) else Quoted.ALL)
    return found
