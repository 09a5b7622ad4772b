"""Sources, as the store keeps them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from factkit.evidence.filters import SourceFilter
from factkit.model import HeldSource, Passage, Source, SourceStatus, sha256
from factkit.store import evidence_rows as rows_of
from factkit.store.bulk import chunks, fetch_in, where_in
from factkit.store.intake import Added, Intake, Sketches, Sourced, join_origins, keep_sketches, mark_changed
from factkit.store.part import Part, one_id, set_change, take_change
from factkit.store.passages import passages_by_id
from factkit.store.tables import PASSAGES, SKETCHES, SOURCES

PAGE = 500
ACTIVE = SourceFilter()


class Sources(Part):
    """Sources: taken in, listed, found, changed and erased."""

    def add_sources(
        self,
        items: Iterable[Sourced],
        *,
        sketches: Sketches | None = None,
        joined: Mapping[str, str] | None = None,
        durable: bool = True,
    ) -> Added:
        """Add sources with their passages, in one transaction.

        A source that is here already is known, by its id; passages of it that are not here are taken in, where it
        came without its text (with an annotation file). One whose text is here already keeps its provenance and
        points at the passages of the first. One with the name of an active source, but another text, supersedes it.

        Args:
            items: each source's passages in the order of its text, their offsets rising and inside it.
            sketches: source id -> the hashes that its near copies share with it.
            joined: an origin of sources that are here -> the one that takes its place.
            durable: as `Database.write` has it; after several that were not, call `settle`.
        """
        held = list(items)

        def add(connection: sa.Connection) -> Added:
            intake = Intake(connection, take_change(self._database, connection), sketches or {})
            intake.take(held)
            set_change(connection, join_origins(connection, joined or {}, intake.change))
            return Added(tuple(intake.added), tuple(intake.known), tuple(intake.superseded))

        return self._database.repeat(add, durable=durable)

    def keep_origins(self, sketches: Sketches, joined: Mapping[str, str]) -> int:
        """Keep what was found out of the origins of sources that are here; return how many origins gave way."""

        def keep(connection: sa.Connection) -> int:
            change = take_change(self._database, connection)
            keep_sketches(connection, sketches)
            set_change(connection, join_origins(connection, joined, change))
            return len(joined)

        return self._database.repeat(keep)

    def origins(self, ids: Collection[str]) -> dict[str, str]:
        """Return the origins of the sources with these ids; those that are not here are left out."""
        select = "SELECT id, origin FROM sources WHERE id"
        return self._database.ask(lambda connection: dict(fetch_in(connection, select, list(ids))))

    def arrivals(self, ids: Collection[str]) -> dict[str, int]:
        """Return numbers that rise as the sources with these ids came in; those that are not here are left out."""
        select = "SELECT id, number FROM sources WHERE id"
        return self._database.ask(lambda connection: dict(fetch_in(connection, select, list(ids))))

    def sharing(self, hashes: Iterable[int]) -> dict[int, list[str]]:
        """Return which sources, by id, have which of these hashes in their sketch, the first that came in first."""
        query = sa.select(SKETCHES.c.hash, SOURCES.c.id).join(SOURCES, SOURCES.c.number == SKETCHES.c.source)
        wanted = sorted(hashes)

        def holders(connection: sa.Connection) -> dict[int, list[str]]:
            found: dict[int, list[str]] = {}
            for some in chunks(wanted, 5_000):
                listed: sa.ColumnElement[bool] = sa.literal_column(f"sketches.hash IN ({', '.join(map(str, some))})")
                for hash, id in connection.execute(query.where(listed).order_by(SKETCHES.c.source)):
                    found.setdefault(hash, []).append(id)
            return found

        return self._database.ask(holders)

    def texts(self, ids: Sequence[str]) -> list[tuple[str, str, str]]:
        """Return id, origin and text of the sources with these ids; those that are not here are left out."""

        def read(connection: sa.Connection) -> list[tuple[str, str, str]]:
            rows = list(where_in(connection, sa.select(SOURCES), SOURCES.c.id, ids))
            return [(source.id, source.origin, source.text) for source in _sources_of(connection, rows)]

        return self._database.ask(read) if ids else []

    def source(self, reference: str) -> Source:
        """Return the source with that id, name, URL or unique beginning of an id; of several, the active one.

        Raises:
            StoreError: there is none, or several.
        """
        with self._database.read() as connection:
            named = {"also": SOURCES.c.name, "or_else": SOURCES.c.url}
            active = SOURCES.c.status == SourceStatus.ACTIVE.value
            id = one_id(connection, SOURCES.c.id, reference, "source", **named, current=active)
            row = connection.execute(sa.select(SOURCES).where(SOURCES.c.id == id)).one()
            return _sources_of(connection, [row])[0]

    def sources(self, chosen: SourceFilter = ACTIVE) -> list[Source]:
        """Return the sources that the filter lets through, without their texts, in the order of their adding."""
        return list(self.each_source(chosen))

    def each_source(self, chosen: SourceFilter = ACTIVE) -> Iterator[Source]:
        """Yield the same one by one, in bounded memory; what is added meanwhile may come or not."""
        for _, rows in self._pages(chosen):
            yield from (rows_of.source(row, "") for row in rows)

    def each_held(self, chosen: SourceFilter = ACTIVE) -> Iterator[HeldSource]:
        """Yield sources with their texts and all their passages, as `each_source` does."""
        for connection, rows in self._pages(chosen):
            texts = _texts_of(connection, rows)
            for row in rows:
                text, passages = texts[row.same_as or row.number]
                gone = row.status == SourceStatus.PURGED.value
                yield HeldSource(rows_of.source(row, "" if gone else text), () if gone else tuple(passages))

    def held(self, ids: Sequence[str]) -> list[HeldSource]:
        """Return the sources of these passages, by source id, each with those passages in the order of its text."""
        by_source: dict[str, list[Passage]] = {}
        for passage in passages_by_id(self._database, ids):
            by_source.setdefault(passage.source, []).append(passage)
        return [
            HeldSource(self.source(id), tuple(sorted(passages, key=lambda passage: passage.start)))
            for id, passages in sorted(by_source.items())
        ]

    def source_counts(self) -> tuple[int, int]:
        """Return how many active sources there are, and how many origins they have."""
        of = sa.select(sa.func.count(), sa.func.count(sa.distinct(SOURCES.c.origin)))
        with self._database.read() as connection:
            row = connection.execute(of.where(SOURCES.c.status == SourceStatus.ACTIVE.value)).one()
            return int(row[0]), int(row[1])

    def statistics(self) -> dict[str, dict[str, int]]:
        """Return how many sources there are by status, and of the active ones by kind, language and publisher."""
        active = SOURCES.c.status == SourceStatus.ACTIVE.value
        counted: dict[str, dict[str, int]] = {}
        with self._database.read() as connection:
            for name in ("status", "kind", "language", "publisher"):
                column = SOURCES.c[name]
                count = sa.func.count().label("count")
                query = sa.select(column, count).group_by(column).order_by(count.desc(), column)
                if name != "status":
                    query = query.where(active)
                counted[name] = {str(value or ""): int(number) for value, number in connection.execute(query)}
        return counted

    def change_sources(self, ids: Sequence[str], **fields: str | int | None) -> None:
        """Set fields of sources (status, reason, restricted, origin, ...), and let the index know."""
        with self._database.write() as connection:
            change = take_change(self._database, connection)
            connection.execute(SOURCES.update().where(SOURCES.c.id.in_(ids)).values(**fields))
            set_change(connection, mark_changed(connection, ids, change))

    def purge_source(self, id: str, reason: str) -> None:
        """Erase the text of a source and of its passages; its digest, the reason and a tombstone stay."""
        with self._database.write() as connection:
            change = take_change(self._database, connection)
            row = connection.execute(sa.select(SOURCES).where(SOURCES.c.id == id)).one()
            change = mark_changed(connection, [id], change)
            heir = sa.select(SOURCES).where(SOURCES.c.same_as == row.number).order_by(SOURCES.c.number).limit(1)
            sketch = SKETCHES.c.source == row.number
            if (next_one := connection.execute(heir).first()) is not None:
                _hand_over(connection, row, next_one.number)
                connection.execute(SKETCHES.update().where(sketch).values(source=next_one.number))
            else:
                connection.execute(SKETCHES.delete().where(sketch))
                erased = {"raw": "\u2020", "start": PASSAGES.c.ordinal, "stop": PASSAGES.c.ordinal + 1}
                connection.execute(PASSAGES.update().where(PASSAGES.c.source == row.number).values(**erased))
            connection.execute(
                SOURCES.update().where(SOURCES.c.id == id).values(status="purged", reason=reason, lead="", title=None)
            )
            set_change(connection, change)
        self._database.forget()

    def has_bytes(self, digest: str) -> bool:
        """Return whether a source that was not purged has bytes of that digest."""
        query = sa.select(SOURCES.c.id).where(SOURCES.c.sha256 == digest, SOURCES.c.status != SourceStatus.PURGED.value)
        with self._database.read() as connection:
            return connection.execute(query.limit(1)).first() is not None

    def changed_texts(self) -> Iterator[str]:
        """Yield a line for each source whose text is not the one that was added."""
        for connection, rows in self._pages(SourceFilter(status=None)):
            texts = _texts_of(connection, rows)
            for row in rows:
                stands = sha256(texts[row.same_as or row.number][0]) == row.text_sha256
                if row.status != SourceStatus.PURGED.value and not stands:
                    yield f"source {row.id}: its text is not the one that was added (digest mismatch)"

    def _pages(self, chosen: SourceFilter) -> Iterator[tuple[sa.Connection, Sequence[Any]]]:
        last, offset, left = 0, chosen.offset, chosen.limit
        while left is None or left > 0:
            size = PAGE if left is None else min(PAGE, left)
            query = (
                rows_of.chosen_rows(chosen)
                .where(SOURCES.c.number > last)
                .order_by(SOURCES.c.number)
                .offset(offset)
                .limit(size)
            )
            with self._database.read() as connection:
                rows = connection.execute(query).all()
                if not rows:
                    return
                yield connection, rows
            last, offset, left = rows[-1].number, 0, left and left - len(rows)


def _texts_of(connection: sa.Connection, rows: Sequence[Any]) -> dict[int, tuple[str, list[Passage]]]:
    """Return by number of their first source the texts of rows, and their passages."""
    numbers = list({row.same_as or row.number for row in rows})
    firsts = {
        row.number: row
        for row in where_in(
            connection, sa.select(SOURCES.c.number, SOURCES.c.id, SOURCES.c.lead), SOURCES.c.number, numbers
        )
    }
    passages: dict[int, list[Any]] = {}
    ordered = sa.select(PASSAGES).order_by(PASSAGES.c.source, PASSAGES.c.ordinal)
    for row in where_in(connection, ordered, PASSAGES.c.source, numbers):
        passages.setdefault(row.source, []).append(row)
    return {
        number: (
            first.lead + "".join(row.raw for row in passages.get(number, ())),
            [rows_of.passage(row, first.id) for row in passages.get(number, ())],
        )
        for number, first in firsts.items()
    }


def _sources_of(connection: sa.Connection, found: Sequence[Any]) -> list[Source]:
    texts = _texts_of(connection, found)
    return [
        rows_of.source(row, "" if row.status == SourceStatus.PURGED.value else texts[row.same_as or row.number][0])
        for row in found
    ]


def _hand_over(connection: sa.Connection, row: Any, heir: int) -> None:
    connection.execute(SOURCES.update().where(SOURCES.c.same_as == row.number).values(same_as=heir))
    connection.execute(SOURCES.update().where(SOURCES.c.number == heir).values(same_as=None, lead=row.lead))
    connection.execute(PASSAGES.update().where(PASSAGES.c.source == row.number).values(source=heir))
