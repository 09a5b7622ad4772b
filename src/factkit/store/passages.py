"""Passages, as the store keeps them, and the numbers of changes that the index follows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from factkit.errors import StoreError
from factkit.model import Change, Passage, Source, SourceStatus
from factkit.store import evidence_rows as rows_of
from factkit.store.bulk import chunks, fetch_in
from factkit.store.database import Database
from factkit.store.part import Part, last_change
from factkit.store.tables import PASSAGES, SOURCES

_SOURCES = f"SELECT number, same_as, status, {', '.join(rows_of.SOURCE_COLUMNS)} FROM sources"
_SOURCES_BY_ID = f"{_SOURCES} WHERE id"
_SOURCES_BY_FIRST = f"{_SOURCES} WHERE same_as"
_TITLED_PASSAGES = """
    SELECT p.number, p.raw, p.start, p.stop, p.ordinal, p.locator, s.id, s.title
    FROM passages p JOIN sources s ON s.number = p.source WHERE p.number"""


class Passages(Part):
    """Passages by what names them, and by their changes."""

    def passages_of(self, source: str) -> list[Passage]:
        """Return the passages of the source with that id, in the order of its text."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(SOURCES).where(SOURCES.c.id == source)).one()
            return _passages_in(connection, row.same_as or row.number)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Return the passages with these ids, in their order.

        Raises:
            StoreError: one is not here.
        """
        found = {passage.id: passage for passage in passages_by_id(self._database, ids)}
        missing = [id for id in ids if id not in found]
        if missing:
            raise StoreError(f"{missing[0]}: no such passage in the store; see: factkit evidence search WORDS")
        return [found[id] for id in ids]

    def passages_by_number(self, numbers: Sequence[int]) -> list[Passage]:
        """Return the passages with these numbers (`Change.number`), in their order; unknown ones are left out."""
        found: dict[int, Passage] = {}
        with self._database.read() as connection:
            for some in chunks(numbers):
                query = _passage_query().where(PASSAGES.c.number.in_(some))
                found |= {row.number: rows_of.passage(row, row.source_id) for row in connection.execute(query)}
        return [found[number] for number in numbers if number in found]

    def titled_passages(self, numbers: Sequence[int]) -> dict[int, tuple[Passage, str]]:
        """Return the passages with these numbers that are here, each with its source's title or ""."""
        with self._database.read() as connection:
            return {
                number: (
                    Passage(f"{source}-{ordinal}", source, start, stop, raw[: stop - start], locator),
                    title or "",
                )
                for number, raw, start, stop, ordinal, locator, source, title in fetch_in(
                    connection, _TITLED_PASSAGES, numbers
                )
            }

    def sources_with(self, passages: Sequence[Passage]) -> dict[str, list[Source]]:
        """Return for each source id of `passages` the active sources with its text, itself first where it is active."""
        result: dict[str, list[Source]] = {}
        with self._database.read() as connection:
            named = list(dict.fromkeys(passage.source for passage in passages))
            found = list(fetch_in(connection, _SOURCES_BY_ID, named))
            ids = {number: id for number, _, _, id, *_ in found}
            found += fetch_in(connection, _SOURCES_BY_FIRST, list(ids))
        for number, same_as, status, *values in found:
            if status == SourceStatus.ACTIVE.value:
                result.setdefault(ids[same_as or number], []).append(rows_of.source_of(values))
        return result

    def changes(self, after: int, limit: int) -> list[Change]:
        """Return passages whose last change is later than `after`, at most `limit`, in the order of their changes."""
        copy = SOURCES.alias("copy")
        active = SourceStatus.ACTIVE.value
        lives_on = sa.exists().where(copy.c.same_as == PASSAGES.c.source, copy.c.status == active)
        query = (
            sa.select(
                PASSAGES.c.change,
                PASSAGES.c.number,
                PASSAGES.c.raw,
                PASSAGES.c.stop - PASSAGES.c.start,
                SOURCES.c.title,
                sa.or_(SOURCES.c.status == active, lives_on.correlate(PASSAGES)),
            )
            .join(SOURCES, SOURCES.c.number == PASSAGES.c.source)
            .where(PASSAGES.c.change > after)
            .order_by(PASSAGES.c.change)
            .limit(limit)
        )
        with self._database.read() as connection:
            return [
                Change(change, number, raw[:length], title, bool(active))
                for change, number, raw, length, title, active in connection.execute(query).all()
            ]

    def last_change(self) -> int:
        """Return the number of the last change, 0 where there was none."""
        with self._database.read() as connection:
            return last_change(connection)


def passages_by_id(database: Database, ids: Sequence[str]) -> list[Passage]:
    """Return the passages with these ids that are here."""
    wanted: dict[str, set[int]] = {}
    for id in ids:
        source, _, ordinal = id.rpartition("-")
        if ordinal.isdecimal():
            wanted.setdefault(source, set()).add(int(ordinal))
    found: list[Passage] = []
    with database.read() as connection:
        for some in chunks(list(wanted)):
            numbers = sa.select(SOURCES.c.id, sa.func.coalesce(SOURCES.c.same_as, SOURCES.c.number).label("at"))
            for at in connection.execute(numbers.where(SOURCES.c.id.in_(some))).all():
                query = _passage_query().where(PASSAGES.c.source == at.at, PASSAGES.c.ordinal.in_(wanted[at.id]))
                found += [rows_of.passage(row, row.source_id) for row in connection.execute(query)]
    return found


def _passage_query() -> sa.Select[Any]:
    joined = PASSAGES.join(SOURCES, SOURCES.c.number == PASSAGES.c.source)
    return sa.select(PASSAGES, SOURCES.c.id.label("source_id"), SOURCES.c.title).select_from(joined)


def _passages_in(connection: sa.Connection, number: int) -> list[Passage]:
    query = _passage_query().where(PASSAGES.c.source == number).order_by(PASSAGES.c.ordinal)
    return [rows_of.passage(row, row.source_id) for row in connection.execute(query)]
