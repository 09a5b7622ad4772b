"""What the index needs of a store."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Row:
    """A passage as of its last change.

    Attributes:
        change: the number of that change; larger than those of all changes before it.
        number: the passage's own, >= 0, never given to another.
        active: False where it must no longer be found.
    """

    change: int
    number: int
    text: str
    title: str | None
    active: bool


class Rows(Protocol):
    """A store of passages, with a counter of changes that never goes back and passes over none."""

    @property
    def id(self) -> str:
        """Return what names this store and no other."""

    def last_change(self) -> int:
        """Return the number of the last change, 0 where there was none."""

    def changes(self, after: int, limit: int) -> Iterable[Row]:
        """Return passages whose last change is later than `after`, at most `limit`, in the order of their changes."""
