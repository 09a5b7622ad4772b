"""Where the sentences of a text are: exact offsets, one unit (paragraph, headline, list item) at a time.

A line break inside a wrapped paragraph is white space; after a headline or a list item it ends the sentence, with
or without a full stop. Boundaries inside a unit are nupunkt's, mended for quotes and a list of abbreviations.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from factkit.language.wordlists import words
from factkit.model import Span

MAX_WRAP_WIDTH = 120
"""Longer lines are not lines of a wrapped paragraph but paragraphs."""

_LINE_END = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_MARKER = re.compile(
    r"[ \t]*(?:[-*+\u2022\u2023\u2043\u25aa\u25cf\u25e6\u2013\u2014\u00b7]|\(?(?:\d{1,3}|[a-z])[.)])[ \t]+"
)
_HEADING = re.compile(r"[ \t]*#{1,6}[ \t]+")
_RULE = re.compile(r"[\s=\-_*~#|+]*")
_ENDS = re.compile(r"[.!?\u2026:;\u3002\uff01\uff1f][\"'\u201d\u2019)\]\u00bb*_]*$")
_CLOSING = "\"'\u201d\u2019)]\u00bb"
_LAST_WORD = re.compile(r"([^\s(\"'\u201c\u2018\[]+)$")
_WORD = re.compile(r"\w+")
_CLOSES = re.compile(r"[,;]|[\"'\u201d\u2019)\]\u00bb.,;!?]+(?:\s|$)|(?:\[\d+\])+")
_PLAIN_END = re.compile(
    r"(?<![\w.&\u2019'-])([^\W\d_][^\W\d_A-Z]{1,}\.)[\"'\u201d\u2019)\]]*\s+(?=[\"'\u201c\u2018(]?[A-Z])"
)
_NUMBERED_END = re.compile(r"[;:]\s+\d{1,3}\.$")
_CITED_END = re.compile(r"((?<=[.!?\"\u201d])(?:\[\d{1,3}\])+)\s+(?=[^\Wa-z_]|[\"\u201c])")


class UnitKind(StrEnum):
    """What sort of thing stands on its own in a text."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch that no sentence crosses. `start` and `end` leave out list and heading marks and outer white space."""

    start: int
    end: int
    kind: UnitKind


class _Line(NamedTuple):
    start: int
    end: int
    """Without the line end and the white space around."""


def sentences(text: str) -> list[Span]:
    """Return the spans of the sentences, in order; white space and list marks stand between them, all else inside."""
    return [span for unit in units(text) for span in sentences_of(text, unit)]


def units(text: str) -> list[Unit]:
    """Return the paragraphs, headlines and list items of a text, in order."""
    found = []
    for block, width in _blocks(text):
        group: list[_Line] = []
        for line in block:
            if group and not _continues(text, group[-1], line, width):
                found.append(_unit(text, group))
                group = []
            group.append(line)
        found.append(_unit(text, group))
    return [unit for unit in found if unit.start < unit.end]


def sentences_of(text: str, unit: Unit) -> list[Span]:
    """Return the spans of the sentences of one unit."""
    part = _LINE_END.sub(lambda end: " " * len(end.group()), text[unit.start : unit.end])
    spans: list[Span] = []
    for start, end in _boundaries(part):
        if spans and _belongs(part, spans[-1], start):
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return [(unit.start + start, unit.start + end) for start, end in spans]


def _boundaries(part: str) -> Iterator[Span]:
    import nupunkt

    for start, end in nupunkt.sent_spans(part):
        stripped = part[start:end].strip()
        if not stripped:
            continue
        first = start + part[start:end].index(stripped[0])
        last = first + len(stripped)
        for stop, following in _missed(part, first, last):
            yield first, stop
            first = following
        yield first, last


def _missed(part: str, first: int, last: int) -> list[Span]:
    """Return where a sentence ends and the next begins though nupunkt sees none: after [1], after "the bank."."""
    cited = [(end.end(1), end.end()) for end in _CITED_END.finditer(part, first, last)]
    short = words("abbreviations.txt") | words("short_forms.txt")
    plain = [
        (first + len(part[first : end.end()].rstrip()), end.end())
        for end in _PLAIN_END.finditer(part, first, last)
        if end.group(1) not in short
    ]
    return sorted({following: (stop, following) for stop, following in (*plain, *cited)}.values())


def _belongs(part: str, before: Span, start: int) -> bool:
    """Say whether what begins at `start` goes on with the sentence before it."""
    head, rest = part[before[0] : before[1]], part[start:]
    if _CLOSES.match(rest):
        return True
    if _NUMBERED_END.search(head):  # "final: 1. Kwame Asante; 2. Joel Briscoe"
        return True
    word = _WORD.match(rest)
    if word and word.group().islower() and head[-1] in _CLOSING + "!?":
        return True
    last = _LAST_WORD.search(head)
    if last is None or not last.group(1).endswith("."):
        return False
    return last.group(1) in words("abbreviations.txt") or (rest[0].islower() and last.group(1).count(".") > 1)


def _blocks(text: str) -> Iterator[tuple[list[_Line], int]]:
    """Yield the lines between blank lines, with the width that they are wrapped at; 0 where they are not."""
    lines = list(_lines(text))
    filled = [line.end - line.start for line in lines if line.end > line.start]
    whole = max(filled, default=0) if len(filled) >= 3 else 0
    block: list[_Line] = []
    for line in [*lines, _Line(len(text), len(text))]:
        if line.start < line.end and not _RULE.fullmatch(text, line.start, line.end):
            block.append(line)
        elif block:
            own = max(item.end - item.start for item in block)
            width = own if len(block) >= 3 else whole
            yield block, width if width <= MAX_WRAP_WIDTH else 0
            block = []


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for end in [*(match.span() for match in _LINE_END.finditer(text)), (len(text), len(text))]:
        raw = text[start : end[0]]
        stripped = raw.strip()
        first = start + (raw.index(stripped[0]) if stripped else 0)
        yield _Line(first, first + len(stripped))
        start = end[1]


def _continues(text: str, before: _Line, line: _Line, width: int) -> bool:
    """Say whether a line goes on with the one before: wrapped there, or begun in mid-sentence."""
    if any(mark.match(text, line.start, line.end) for mark in (_MARKER, _HEADING)):
        return False
    if _HEADING.match(text, before.start, before.end):
        return False
    first_word = text[line.start : line.end].split(None, 1)[0]
    filled = 0 < width < (before.end - before.start) + 1 + len(first_word)
    return filled or (text[line.start].islower() and not _ENDS.search(text, before.start, before.end))


def _unit(text: str, lines: list[_Line]) -> Unit:
    start, end = lines[0].start, lines[-1].end
    if mark := _HEADING.match(text, start, end):
        return Unit(mark.end(), end, UnitKind.HEADING)
    if mark := _MARKER.match(text, start, end):
        return Unit(mark.end(), end, UnitKind.ITEM)
    whole = len(lines) == 1 and not _ENDS.search(text, start, end) and end - start <= MAX_WRAP_WIDTH
    return Unit(start, end, UnitKind.HEADING if whole else UnitKind.PARAGRAPH)
