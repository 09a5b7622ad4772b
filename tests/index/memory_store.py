"""A store of passages in memory, for tests of the index."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factkit.model import Change


class MemoryStore:
    def __init__(self, id: str = "store-1") -> None:
        self.id = id
        self._rows: dict[int, Change] = {}
        self._change = 0

    def put(self, number: int, text: str, title: str | None = None) -> None:
        self._change += 1
        self._rows[number] = Change(self._change, number, text, title, active=True)

    def withdraw(self, number: int) -> None:
        self._change += 1
        self._rows[number] = replace(self._rows[number], change=self._change, active=False)

    def last_change(self) -> int:
        return self._change

    def changes(self, after: int, limit: int) -> Iterator[Change]:
        rows = sorted((row for row in self._rows.values() if row.change > after), key=lambda row: row.change)
        return iter(rows[:limit])
