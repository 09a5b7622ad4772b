"""Where in a JSON text each value stands: worked out only for files that have problems."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence

from factkit.strictjson import line_and_column

Path = tuple[str | int, ...]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+', re.DOTALL)


class Positions:
    """The places of the values of a valid JSON text, by path."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: dict[Path, int] = {}
        self._read()

    def place(self, path: Sequence[str | int]) -> tuple[int, int]:
        """Return line and column, from 1, of the value at `path`, or of the nearest one around it that there is."""
        known = tuple(path)
        while known and known not in self._starts:
            known = known[:-1]
        return line_and_column(self._text, self._starts.get(known, 0))

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
            else:
                self._starts[tuple(path)] = token.start()
                if word in "[{":
                    path.append(0 if word == "[" else "")
                    waits_for_key.append(word == "{")


def _next_place(path: list[str | int], waits_for_key: list[bool]) -> None:
    last = path[-1]
    if isinstance(last, int):
        path[-1] = last + 1
    else:
        waits_for_key[-1] = True
