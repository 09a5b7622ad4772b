"""What the index needs of a store."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from factkit.model import Change


class Rows(Protocol):
    """A store of passages, with a counter of changes that never goes back and passes over none."""

    @property
    def id(self) -> str:
        """Return what names this store and no other."""

    def last_change(self) -> int:
        """Return the number of the last change, 0 where there was none."""

    def changes(self, after: int, limit: int) -> Iterable[Change]:
        """Return passages whose last change is later than `after`, at most `limit`, in the order of their changes."""
