"""A source's text cut into passages: a few sentences each, never cut inside one."""

from __future__ import annotations

import re

from factkit.language.sentences import sentences
from factkit.model import Span

MAX_SENTENCES = 3
MAX_CHARACTERS = 600

_LAST = (".", "!", "?")
_BEGINS = re.compile(r"[^\W\d_]\w*[ ,]")
_ENDS = re.compile(r"[.!?\u2026\u3002\uff01\uff1f]\W")


def cut(text: str) -> list[Span]:
    """Return where the passages of `text` start and end, in order, without overlap.

    A passage holds up to three sentences of one paragraph, and no more than 600 characters unless its one sentence is
    longer. White space between passages belongs to none. Empty only if the text has no words.
    """
    if _is_one_passage(text):
        return [(0, len(text))]
    passages: list[Span] = []
    count = 0
    for start, end in sentences(text):
        if passages and count < MAX_SENTENCES and _joins(text, passages[-1], start, end):
            passages[-1] = (passages[-1][0], end)
            count += 1
        else:
            passages.append((start, end))
            count = 1
    return passages


def _joins(text: str, passage: Span, start: int, end: int) -> bool:
    return end - passage[0] <= MAX_CHARACTERS and "\n\n" not in text[passage[1] : start].replace("\r\n", "\n")


def _is_one_passage(text: str) -> bool:
    """Whether it shows, without a look at the sentences, that they all fit into one passage: they would take longer."""
    return (
        len(text) <= MAX_CHARACTERS
        and _BEGINS.match(text) is not None
        and text[-1:] in _LAST
        and text.isprintable()
        and len(_ENDS.findall(text)) < MAX_SENTENCES
    )
