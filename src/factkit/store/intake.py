"""Sources taken into the store, many in one transaction: what is known, what is a copy, what takes another's place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

import sqlalchemy as sa

from factkit.model import Passage, Source, SourceStatus, sha256
from factkit.store import evidence_rows as rows_of
from factkit.store.bulk import fetch_in, insert, next_number, where_in
from factkit.store.tables import PASSAGES, SKETCHES, SOURCES

BATCH = 5_000
_HELD = "SELECT id, status FROM sources WHERE id"
_ACTIVE = "SELECT name, id, retrieved, published FROM sources WHERE status = 'active' AND name"
_FIRSTS = """
    SELECT text_sha256, number, origin, status FROM sources
    WHERE same_as IS NULL AND status <> 'purged' AND text_sha256"""

Sourced = tuple[Source, tuple[Passage, ...]]
Sketches = Mapping[str, Sequence[int]]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of sources that were to be added, by their ids."""

    added: tuple[str, ...]
    known: tuple[str, ...]
    superseded: tuple[str, ...]


@dataclass
class Intake:
    """Sources on their way in, inside one write transaction.

    Attributes:
        change: the number of the last change so far.
        sketches: source id -> the hashes that its near copies share with it.
    """

    connection: sa.Connection
    change: int
    sketches: Sketches = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    superseded: dict[str, str] = field(default_factory=dict)

    def take(self, items: Iterable[Sourced]) -> None:
        """Take in sources, in their order; a later one may supersede or copy an earlier one."""
        remaining = iter(items)
        while batch := list(islice(remaining, BATCH)):
            self._take_batch(batch)

    def _take_batch(self, batch: Sequence[Sourced]) -> None:
        held = dict(fetch_in(self.connection, _HELD, list({source.id for source, _ in batch})))
        fresh: dict[str, tuple[Source, tuple[Passage, ...], str]] = {}
        partial: list[Sourced] = []
        for source, passages in batch:
            if source.id in held or source.id in fresh:
                self.known.append(source.id)
                if not source.text:
                    partial.append((source, passages))
            else:
                text = source.text or "".join(passage.text for passage in passages)
                fresh[source.id] = (source, passages, sha256(text))
        self._insert(list(fresh.values()))
        for source, passages in partial:
            self._complete(source.id, passages)
        over = {id for id, status in held.items() if status == SourceStatus.SUPERSEDED} | self.superseded.keys()
        for source in {source.name: source for source, _ in batch}.values():
            if source.id in over and source.text and source.status is SourceStatus.ACTIVE:
                self._return(source)

    def _insert(self, items: Sequence[tuple[Source, tuple[Passage, ...], str]]) -> None:
        if not items:
            return
        active = self._active_names({source.name for source, _, _ in items})
        firsts = self._first_of({digest for _, _, digest in items})
        first_number = next_number(self.connection, SOURCES.c.number)
        passage_number = next_number(self.connection, PASSAGES.c.number)
        source_rows: list[dict[str, Any]] = []
        passage_rows: list[dict[str, Any]] = []
        superseded: dict[str, str] = {}
        woken: list[str] = []
        for number, (source, passages, digest) in enumerate(items, first_number):
            first = firsts.get(digest)
            row = rows_of.source_row(number, source, passages, digest, first=first and first[:2])
            held = active.get(source.name, ())
            if newer := next((each for each in held if rows_of.is_earlier(row, each)), None):
                row |= {"status": SourceStatus.SUPERSEDED.value, "superseded_by": newer["id"]}
                self.superseded[source.id] = newer["id"]
            else:
                superseded |= {each["id"]: source.id for each in held}
                active[source.name] = [row]
            source_rows.append(row)
            if first is None:
                firsts[digest] = (number, row["origin"], row["status"])
                new = rows_of.passage_rows(number, source.text, passages)
                for each in new:
                    self.change += 1
                    each |= {"number": passage_number, "change": self.change}
                    passage_number += 1
                passage_rows += new
            elif first[2] != SourceStatus.ACTIVE.value:
                woken.append(source.id)
            self.added.append(source.id)
        insert(self.connection, SOURCES, source_rows)
        insert(self.connection, PASSAGES, passage_rows)
        self._insert_sketches(source_rows)
        self._supersede(superseded)
        if woken:
            self.change = mark_changed(self.connection, woken, self.change)

    def _insert_sketches(self, source_rows: Sequence[dict[str, Any]]) -> None:
        rows = [
            {"hash": hash, "source": row["number"]}
            for row in source_rows
            if row["same_as"] is None
            for hash in self.sketches.get(row["id"], ())
        ]
        insert(self.connection, SKETCHES, sorted(rows, key=lambda row: row["hash"]))

    def _supersede(self, superseded: Mapping[str, str]) -> None:
        if not superseded:
            return
        update = (
            SOURCES.update()
            .where(SOURCES.c.id == sa.bindparam("older"))
            .values(status=SourceStatus.SUPERSEDED.value, superseded_by=sa.bindparam("newer"))
        )
        pairs = [{"older": older, "newer": newer} for older, newer in superseded.items()]
        self.connection.execute(update, pairs)
        self.superseded |= superseded
        self.change = mark_changed(self.connection, list(superseded), self.change)

    def _return(self, source: Source) -> None:
        """Let a superseded source be current again: its name has come with its text once more, and no earlier one.

        Of one name only the last source of a batch returns, so that an import that is run again moves nothing twice.
        """
        came = rows_of.times(source)
        held = self._active_names([source.name]).get(source.name, [])
        if any(rows_of.is_earlier(came, each) for each in held):
            return
        again = SOURCES.update().where(SOURCES.c.id == source.id, SOURCES.c.status == SourceStatus.SUPERSEDED.value)
        known = {name: value for name, value in came.items() if value}
        self.connection.execute(again.values(status=SourceStatus.ACTIVE.value, superseded_by=None, **known))
        self.superseded.pop(source.id, None)
        self._supersede({each["id"]: source.id for each in held})
        self.change = mark_changed(self.connection, [source.id], self.change)

    def _complete(self, id: str, passages: Sequence[Passage]) -> None:
        """Take in passages that the source with that id lacks."""
        number, copy = self.connection.execute(
            sa.select(SOURCES.c.number, SOURCES.c.same_as).where(SOURCES.c.id == id)
        ).one()
        of_it = PASSAGES.c.source == number
        held = set(self.connection.execute(sa.select(PASSAGES.c.ordinal).where(of_it)).scalars())
        missing = [passage for passage in passages if rows_of.ordinal(passage) not in held]
        if copy is not None or not missing:
            return
        new = rows_of.passage_rows(number, "", missing)
        for passage_number, row in enumerate(new, start=next_number(self.connection, PASSAGES.c.number)):
            self.change += 1
            row |= {"number": passage_number, "change": self.change}
        insert(self.connection, PASSAGES, new)
        raws = sa.select(PASSAGES.c.raw).where(of_it).order_by(PASSAGES.c.ordinal)
        digest = sha256("".join(self.connection.execute(raws).scalars()))
        self.connection.execute(SOURCES.update().where(SOURCES.c.number == number).values(text_sha256=digest))

    def _active_names(self, names: Iterable[str]) -> dict[str, list[Mapping[str, Any]]]:
        found: dict[str, list[Mapping[str, Any]]] = {}
        for name, id, retrieved, published in fetch_in(self.connection, _ACTIVE, list(names)):
            found.setdefault(name, []).append({"id": id, "retrieved": retrieved, "published": published})
        return found

    def _first_of(self, digests: Iterable[str]) -> dict[str, tuple[int, str, str]]:
        """Return number, origin and status of the first source with each of these texts."""
        found = fetch_in(self.connection, _FIRSTS, list(digests))
        return {digest: (number, origin, status) for digest, number, origin, status in found}


def join_origins(connection: sa.Connection, joined: Mapping[str, str], change: int) -> int:
    """Give sources the origins that take the place of theirs, and return the number of the last change."""
    for old, new in joined.items():
        copies = (SOURCES.c.origin == old) & (SOURCES.c.origin != SOURCES.c.id)
        theirs = (SOURCES.c.id == old) & (SOURCES.c.origin == old) | copies
        moved = list(connection.execute(sa.select(SOURCES.c.id).where(theirs)).scalars())
        connection.execute(SOURCES.update().where(theirs).values(origin=new))
        change = mark_changed(connection, moved, change)
    return change


def keep_sketches(connection: sa.Connection, sketches: Sketches) -> None:
    """Keep the sketches of sources that are here and have none, but of those that have the text of another."""
    found = where_in(connection, sa.select(SOURCES.c.id, SOURCES.c.number, SOURCES.c.same_as), SOURCES.c.id, sketches)
    numbers = {row.number: row.id for row in found if row.same_as is None}
    held = {row.source for row in where_in(connection, sa.select(SKETCHES.c.source), SKETCHES.c.source, numbers)}
    rows = [
        {"hash": hash, "source": number}
        for number, id in numbers.items()
        if number not in held
        for hash in sketches[id]
    ]
    insert(connection, SKETCHES, rows)


def mark_changed(connection: sa.Connection, ids: Sequence[str], change: int) -> int:
    """Give the passages of sources new change numbers, and return the last."""
    owner = sa.func.coalesce(SOURCES.c.same_as, SOURCES.c.number)
    numbers = [row[0] for row in where_in(connection, sa.select(owner), SOURCES.c.id, ids)]
    passages = sa.select(PASSAGES.c.number)
    changed = sorted(row.number for row in where_in(connection, passages, PASSAGES.c.source, numbers))
    update = PASSAGES.update().where(PASSAGES.c.number == sa.bindparam("which")).values(change=sa.bindparam("now"))
    pairs = [{"which": number, "now": now} for now, number in enumerate(changed, start=change + 1)]
    if pairs:
        connection.execute(update, pairs)
    return change + len(pairs)
