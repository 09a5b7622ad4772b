"""Where a bracket was lost in an indented JSON text: a parser notices that only later, often at the very end."""

from __future__ import annotations

import re

_BRACKETS = re.compile(r'"(?:[^"\\\n]|\\.)*"?|[\[\]{}]')
_CLOSING = re.compile(r"[\]}]*")


def misplaced_line(text: str, before: int) -> int | None:
    """Return the first line, from 1, whose indentation does not fit the brackets open before it.

    Args:
        before: the line at which a parser stopped; only earlier ones are looked at.

    Returns:
        None where all of them fit, or the text is not indented line by line.
    """
    lines = text.split("\n")
    unit = len(lines[1]) - len(lines[1].lstrip(" ")) if len(lines) > 1 else 0
    if not unit:
        return None
    depth = 0
    for number, line in enumerate(lines[: before - 1], start=1):
        words = line.strip()
        if words:
            closing = _CLOSING.match(words)
            outdented = len(closing.group()) if closing else 0
            if len(line) - len(line.lstrip(" ")) != unit * (depth - outdented):
                return number
        for bracket in _BRACKETS.finditer(line):
            depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(bracket.group(), 0)
    return None
