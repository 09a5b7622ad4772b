"""The tables by name, and how long lists are taken in parts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from factkit.store.rows import (
    ArticleRow,
    ClaimRow,
    EventRow,
    FacetsRow,
    LeaseRow,
    MetaRow,
    PassageRow,
    RecordRow,
    Row,
    SourceRow,
)

T = TypeVar("T")

META, ARTICLES, CLAIMS, SOURCES, PASSAGES, RECORDS, EVENTS, LEASES, FACETS = (
    Row.metadata.tables[str(kind.__tablename__)]
    for kind in (MetaRow, ArticleRow, ClaimRow, SourceRow, PassageRow, RecordRow, EventRow, LeaseRow, FacetsRow)
)


def chunks(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Yield `items` in parts of at most `size`, in order; nothing for none."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield what an iterator gives in lists of at most `size`, in order."""
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch
