"""Adding many sources at once: what is known, what is a copy, what takes the place of an older retrieval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from factkit.model import Passage, Source, SourceStatus, sha256
from factkit.store import evidence_rows as rows_of
from factkit.store.database import Database
from factkit.store.tables import PASSAGES, SOURCES


@dataclass(frozen=True, slots=True)
class Added:
    """What became of sources that were to be added, by their ids."""

    added: tuple[str, ...]
    known: tuple[str, ...]
    superseded: tuple[str, ...]

    def __add__(self, other: Added) -> Added:
        """Return both together, in order."""
        return Added(self.added + other.added, self.known + other.known, self.superseded + other.superseded)


class Adding:
    """One batch on its way into the store, inside a write transaction that holds the counter of changes.

    Attributes:
        change: the number of the last change; it rises as passages go in.
        superseded_before: sources of earlier batches whose place was taken; their passages are to be marked as changed.
    """

    def __init__(self, database: Database, connection: sa.Connection, change: int) -> None:
        self.change = change
        self.superseded_before: list[str] = []
        self._database, self._connection = database, connection
        self._sources: dict[str, dict[str, Any]] = {}
        self._passages: list[dict[str, Any]] = []

    def add(self, batch: Sequence[tuple[Source, tuple[Passage, ...]]]) -> Added:
        """Add a batch; duplicates inside it are found too."""
        self._look_up([source for source, _ in batch], [_digest(*item) for item in batch])
        known: list[str] = []
        superseded: list[str] = []
        for source, passages in batch:
            if source.id in self._sources or source.id in self._known:
                known.append(source.id)
                if not source.text:
                    self._complete(source.id, passages)
                continue
            older = self._active.get(source.name)
            if older is not None:
                superseded.append(older)
                self._supersede(older, source.id)
            self._active[source.name] = source.id
            self._insert(source, passages)
        self._database.insert(self._connection, SOURCES, list(self._sources.values()))
        self._database.insert(self._connection, PASSAGES, self._passages)
        return Added(tuple(self._sources), tuple(known), tuple(superseded))

    def _look_up(self, sources: Sequence[Source], digests: Sequence[str]) -> None:
        """Read what the store has under these ids, names and digests of texts, and the numbers that are free."""
        run = self._connection.execute
        c = SOURCES.c
        active = c.status == SourceStatus.ACTIVE.value
        ids, names = ([getattr(source, field) for source in sources] for field in ("id", "name"))
        self._known = {row.id: row for row in run(sa.select(c.id, c.number, c.same_as).where(c.id.in_(ids)))}
        self._active = {row.name: row.id for row in run(sa.select(c.name, c.id).where(c.name.in_(names), active))}
        first = sa.select(c.text_sha256, c.number, c.origin).where(
            c.text_sha256.in_(digests), c.same_as.is_(None), c.status != SourceStatus.PURGED.value
        )
        self._texts = {row.text_sha256: (row.number, row.origin) for row in run(first)}
        self._number = run(sa.select(sa.func.coalesce(sa.func.max(c.number), 0))).scalar_one()
        self._passage_number = run(sa.select(sa.func.coalesce(sa.func.max(PASSAGES.c.number), 0))).scalar_one()

    def _insert(self, source: Source, passages: tuple[Passage, ...]) -> None:
        self._number += 1
        digest = _digest(source, passages)
        same_as, origin = self._texts.get(digest, (None, source.origin or source.id))
        lead = "" if same_as else source.text[: passages[0].start] if passages else source.text
        row = rows_of.source_row(source, digest, lead=lead, same_as=same_as)
        if not source.origin:
            row["origin"] = origin
        self._sources[source.id] = row | {"number": self._number}
        if same_as is None:
            self._texts[digest] = (self._number, row["origin"])
            self._take_in(rows_of.passage_rows(self._number, source.text, passages, self.change))

    def _take_in(self, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            self._passage_number += 1
            self._passages.append(row | {"number": self._passage_number})
        self.change += len(rows)

    def _supersede(self, older: str, newer: str) -> None:
        values = {"status": SourceStatus.SUPERSEDED.value, "superseded_by": newer}
        if older in self._sources:
            self._sources[older] |= values
        else:
            self._connection.execute(SOURCES.update().where(SOURCES.c.id == older).values(**values))
            self.superseded_before.append(older)

    def _complete(self, id: str, passages: Sequence[Passage]) -> None:
        """Take in passages that a source lacks which came without its text."""
        row = self._known.get(id)
        if row is None or row.same_as is not None:
            return
        held = sa.select(PASSAGES.c.ordinal, PASSAGES.c.raw).where(PASSAGES.c.source == row.number)
        raws = {row.ordinal: row.raw for row in self._connection.execute(held)}
        missing = [passage for passage in passages if rows_of.ordinal(passage) not in raws]
        if missing:
            self._take_in(rows_of.passage_rows(row.number, "", missing, self.change))
            raws |= {rows_of.ordinal(passage): passage.text for passage in missing}
            digest = sha256("".join(raws[at] for at in sorted(raws)))
            self._connection.execute(SOURCES.update().where(SOURCES.c.id == id).values(text_sha256=digest))


def _digest(source: Source, passages: Sequence[Passage]) -> str:
    return sha256(source.text or "".join(passage.text for passage in passages))
