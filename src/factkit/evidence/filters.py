"""Which sources are meant, as a value."""

from __future__ import annotations

from dataclasses import dataclass

from factkit.model import SourceKind, SourceStatus


@dataclass(frozen=True, slots=True)
class SourceFilter:
    """Which sources: all fields that are not None must hold.

    Attributes:
        after, before: published on that day (YYYY-MM-DD) or later, or earlier; undated sources are on neither side.
        restricted: only those that are, or are not, at risk.
        offset, limit: leave out so many first, and give at most so many.
    """

    status: SourceStatus | None = SourceStatus.ACTIVE
    publisher: str | None = None
    kind: SourceKind | None = None
    language: str | None = None
    origin: str | None = None
    after: str | None = None
    before: str | None = None
    restricted: bool | None = None
    limit: int | None = None
    offset: int = 0
