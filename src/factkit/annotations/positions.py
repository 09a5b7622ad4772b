"""Where in a JSON text each value stands: worked out only for files that have problems."""

from __future__ import annotations

import bisect
import json
import re
from collections.abc import Sequence

Path = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)
_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|.", re.DOTALL
)


class Positions:
    """The places of the values of a valid JSON text, by path."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._values: dict[Path, int] = {}
        self._keys: dict[Path, int] = {}
        self._lines = [0, *(found.end() for found in re.finditer("\n", text))]
        self._read()

    def place(self, path: Sequence[str | int], *, at_key: bool = False, character: int = 0) -> tuple[int, int]:
        """Return line and column, from 1, of the value at `path`, or of the nearest one around it that there is.

        Args:
            at_key: the place of its key instead.
            character: of a string's characters, which one is meant, from 0.
        """
        known = tuple(path)
        while known and known not in self._values:
            known = known[:-1]
        exact = len(known) == len(path)
        offset = self._keys.get(known) if at_key and exact else None
        if offset is None:
            offset = self._values.get(known, 0)
            if exact and character:
                offset = self._within(offset, character)
        line = bisect.bisect_right(self._lines, offset)
        return line, offset - self._lines[line - 1] + 1

    def _within(self, start: int, character: int) -> int:
        if not self._text.startswith('"', start):
            return start
        at = start + 1
        for _ in range(character):
            found = _CHARACTER.match(self._text, at)
            if found is None or found.group() == '"':
                break
            at = found.end()
        return at

    def _read(self) -> None:
        path: list[str | int] = []
        waits_for_key: list[bool] = []
        for token in _TOKEN.finditer(self._text):
            word = token.group()
            if word in "]}":
                waits_for_key.pop()
                path.pop()
            elif word == ",":
                _next_place(path, waits_for_key)
            elif word == ":":
                waits_for_key[-1] = False
            elif waits_for_key and waits_for_key[-1]:
                path[-1] = json.loads(word)
                self._keys[tuple(path)] = token.start()
            else:
                self._values[tuple(path)] = token.start()
                if word in "[{":
                    path.append(0 if word == "[" else "")
                    waits_for_key.append(word == "{")


def _next_place(path: list[str | int], waits_for_key: list[bool]) -> None:
    last = path[-1]
    if isinstance(last, int):
        path[-1] = last + 1
    else:
        waits_for_key[-1] = True
