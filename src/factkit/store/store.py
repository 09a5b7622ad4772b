"""The store: takes and returns the values of `factkit.model`, and keeps them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace, TracebackType
from typing import Any

import sqlalchemy as sa

from factkit.errors import StoreError
from factkit.evidence.filters import SourceFilter
from factkit.model import (
    Article,
    Change,
    Claim,
    HeldSource,
    Passage,
    Record,
    Source,
    SourceStatus,
    sha256,
)
from factkit.store import evidence_rows as rows_of
from factkit.store.bulk import chunks, where_in
from factkit.store.database import Database, migrate, open_database
from factkit.store.glance import in_text_order
from factkit.store.intake import Added, Intake, Sketches, Sourced, mark_changed
from factkit.store.migrations import HEAD
from factkit.store.tables import (
    ARTICLES,
    CLAIMS,
    EVENTS,
    FACETS,
    LEASES,
    META,
    PASSAGES,
    RECORDS,
    SKETCHES,
    SOURCES,
)
from factkit.verdicts.records import BadRecord, verify
from factkit.wire import (
    article_from_json,
    article_to_json,
    claim_from_json,
    claim_to_json,
    dumps,
    record_from_json,
    record_to_json,
    time_from_json,
    time_to_json,
)

PAGE = 500
ACTIVE = SourceFilter()


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What a store is and how much it holds."""

    id: str
    database: str
    kind: str
    revision: str
    articles: int
    claims: int
    sources: int
    passages: int
    records: int
    last_change: int


@dataclass(frozen=True, slots=True)
class Event:
    """An action of a review as it was kept: `sequence` counts from 1 within an article and reviewer."""

    article: str
    reviewer: str
    sequence: int
    body: dict[str, Any]
    recorded: datetime


_SOURCE_FIELDS = tuple(column.name for column in SOURCES.columns)
_NUMBER, _ID = _SOURCE_FIELDS.index("number"), _SOURCE_FIELDS.index("id")
_SOURCES_BY_ID = f"SELECT {', '.join(_SOURCE_FIELDS)} FROM sources WHERE id"
_SOURCES_BY_FIRST = f"SELECT {', '.join(_SOURCE_FIELDS)} FROM sources WHERE same_as"
_TITLED_PASSAGES = """
    SELECT p.number, p.raw, p.start, p.stop, p.ordinal, p.locator, s.id, s.title
    FROM passages p JOIN sources s ON s.number = p.source WHERE p.number"""


class Store:
    """An open store. Every method that writes has committed when it returns.

    All methods raise StoreError where the database cannot be used.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.read() as connection:
            self.id = str(connection.execute(sa.select(META.c.value).where(META.c.key == "id")).scalar_one())

    @classmethod
    def open(cls, url: str, *, create: bool = False) -> Store:
        """Open the store at a path or URL; `create` makes it where it is missing.

        Raises:
            StoreError: it is missing, empty, damaged, no store of factkit, or of another version.
        """
        database = open_database(url, create=create)
        if create:
            with database.write() as connection:
                if connection.execute(sa.select(META.c.key).where(META.c.key == "id")).first() is None:
                    connection.execute(META.insert(), [{"key": "id", "value": uuid.uuid4().hex}])
                    connection.execute(META.insert(), [{"key": "change", "value": "0"}])
        return cls(database)

    @staticmethod
    def upgrade(url: str) -> str:
        """Bring an older store to this version, and return its revision."""
        migrate(open_database(url, any_version=True))
        return HEAD

    def close(self) -> None:
        """Let go of the database; safe to call again."""
        self._database.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # Articles and claims

    def keep_article(self, article: Article) -> None:
        """Keep a version of an article as the current one; the same version again takes its new metadata."""
        body = dumps(article_to_json(article))
        with self._database.write() as connection:
            same = (ARTICLES.c.id == article.id) & (ARTICLES.c.sha256 == article.sha256)
            connection.execute(ARTICLES.delete().where(same))
            connection.execute(
                ARTICLES.insert(),
                [{"id": article.id, "sha256": article.sha256, "url": article.url, "body": body}],
            )

    def article(self, reference: str, *, version: str | None = None) -> Article:
        """Return the article with that id, unique beginning of an id, or URL; its current version unless one is named.

        Raises:
            StoreError: there is none, or several.
        """
        with self._database.read() as connection:
            id = self._one_id(connection, ARTICLES.c.id, reference, "article", also=ARTICLES.c.url)
            query = sa.select(ARTICLES.c.body).where(ARTICLES.c.id == id).order_by(ARTICLES.c.number.desc()).limit(1)
            if version is not None:
                query = query.where(ARTICLES.c.sha256 == version)
            body = connection.execute(query).scalar()
        if body is None:
            raise StoreError(f"{id}: no version {version} of this article")
        return article_from_json(json.loads(body))

    def articles(self) -> list[Article]:
        """Return the current version of every article, by id."""
        newest = sa.select(sa.func.max(ARTICLES.c.number)).group_by(ARTICLES.c.id)
        query = sa.select(ARTICLES.c.body).where(ARTICLES.c.number.in_(newest)).order_by(ARTICLES.c.id)
        with self._database.read() as connection:
            return [article_from_json(json.loads(body)) for body in connection.execute(query).scalars()]

    def remove_article(self, id: str) -> None:
        """Remove an article with its claims and review events.

        Raises:
            StoreError: it has records, which are never lost.
        """
        with self._database.write() as connection:
            if connection.execute(sa.select(RECORDS.c.id).where(RECORDS.c.article == id).limit(1)).first():
                raise StoreError(f"{id} has verdicts, which are never removed")
            for table, column in ((ARTICLES, ARTICLES.c.id), (CLAIMS, CLAIMS.c.article), (EVENTS, EVENTS.c.article)):
                connection.execute(table.delete().where(column == id))

    def keep_claims(self, article: str, claims: Sequence[Claim]) -> None:
        """Keep the claims of a split.

        Untouched claims of an earlier split that are not among them go; claims that somebody has worked on (a verdict,
        an edit, a drop) stay as they are.
        """
        given = {claim.id: claim for claim in claims}
        with self._database.write() as connection:
            self._touch_decided(connection, article)
            mine = CLAIMS.c.article == article
            untouched = connection.execute(sa.select(CLAIMS.c.id).where(mine & (CLAIMS.c.touched == 0))).scalars()
            self._delete(connection, CLAIMS, CLAIMS.c.id, list(untouched))
            kept = set(connection.execute(sa.select(CLAIMS.c.id).where(mine)).scalars())
            version = self._current_version(connection, article)
            new = [_claim_row(claim, version, touched=False) for id, claim in given.items() if id not in kept]
            if new:
                connection.execute(CLAIMS.insert(), new)

    def edit_claims(self, article: str, *, added: Sequence[Claim], dropped: Sequence[str]) -> None:
        """Keep claims that a person made and drop others, together; what is dropped stays in the record."""
        with self._database.write() as connection:
            self._edit_claims(connection, article, added, dropped)

    def restore_claims(self, ids: Sequence[str]) -> None:
        """Put dropped claims back."""
        with self._database.write() as connection:
            connection.execute(CLAIMS.update().where(CLAIMS.c.id.in_(ids)).values(status="open", touched=1))

    def claims(self, article: str, *, dropped: bool = False) -> list[Claim]:
        """Return the claims of an article in the order of its text; with `dropped`, those that were dropped too."""
        query = sa.select(CLAIMS.c.body).where(CLAIMS.c.article == article).order_by(CLAIMS.c.place, CLAIMS.c.id)
        if not dropped:
            query = query.where(CLAIMS.c.status == "open")
        with self._database.read() as connection:
            return in_text_order(claim_from_json(json.loads(body)) for body in connection.execute(query).scalars())

    def claim(self, reference: str) -> Claim:
        """Return the claim with that id or unique beginning of an id, dropped ones included.

        Raises:
            StoreError: there is none, or several.
        """
        with self._database.read() as connection:
            id = self._one_id(connection, CLAIMS.c.id, reference, "claim")
            body = connection.execute(sa.select(CLAIMS.c.body).where(CLAIMS.c.id == id)).scalar_one()
            return claim_from_json(json.loads(body))

    # Evidence

    def add_sources(self, items: Iterable[Sourced], *, sketches: Sketches | None = None, durable: bool = True) -> Added:
        """Add sources with their passages, in one transaction.

        A source that is here already is known, by its id; passages of it that are not here are taken in, where it
        came without its text (with an annotation file). One whose text is here already keeps its provenance and
        points at the passages of the first. One with the name of an active source, but another text, supersedes it.

        Args:
            items: each source's passages in the order of its text, their offsets rising and inside it.
            sketches: source id -> the hashes that its near copies share with it.
            durable: as `Database.write` has it; after several that were not, call `settle`.
        """
        held = list(items)

        def add(connection: sa.Connection) -> Added:
            intake = Intake(connection, self._take_change(connection), sketches or {})
            intake.take(held)
            self._set_change(connection, intake.change)
            return Added(tuple(intake.added), tuple(intake.known), tuple(intake.superseded))

        return self._database.repeat(add, durable=durable)

    def settle(self) -> None:
        """Wait until everything that was written is on the disk."""
        with self._database.write() as connection:
            connection.execute(META.update().where(META.c.key == "change").values(value=META.c.value))

    def sharing(self, hashes: Iterable[int]) -> dict[int, list[str]]:
        """Return which sources, by id, have which of these hashes in their sketch, the first that came in first."""
        query = sa.select(SKETCHES.c.hash, SOURCES.c.id).join(SOURCES, SOURCES.c.number == SKETCHES.c.source)
        found: dict[int, list[str]] = {}
        with self._database.read() as connection:
            for some in chunks(sorted(hashes), 5_000):
                listed: sa.ColumnElement[bool] = sa.literal_column(f"sketches.hash IN ({', '.join(map(str, some))})")
                for hash, id in connection.execute(query.where(listed).order_by(SKETCHES.c.source)):
                    found.setdefault(hash, []).append(id)
        return found

    def texts(self, ids: Sequence[str]) -> list[tuple[str, str, str]]:
        """Return id, origin and text of the sources with these ids; those that are not here are left out."""
        if not ids:
            return []
        with self._database.read() as connection:
            rows = list(where_in(connection, sa.select(SOURCES), SOURCES.c.id, ids))
            return [(source.id, source.origin, source.text) for source in self._sources_of(connection, rows)]

    def source(self, reference: str) -> Source:
        """Return the source with that id, unique beginning of an id, name or URL.

        Raises:
            StoreError: there is none, or several.
        """
        with self._database.read() as connection:
            id = self._one_id(connection, SOURCES.c.id, reference, "source", also=SOURCES.c.name, or_else=SOURCES.c.url)
            row = connection.execute(sa.select(SOURCES).where(SOURCES.c.id == id)).one()
            return self._sources_of(connection, [row])[0]

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
            texts = self._texts_of(connection, rows)
            for row in rows:
                text, passages = texts[row.same_as or row.number]
                gone = row.status == SourceStatus.PURGED.value
                yield HeldSource(rows_of.source(row, "" if gone else text), () if gone else tuple(passages))

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

    @staticmethod
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

    def source_counts(self) -> tuple[int, int]:
        """Return how many active sources there are, and how many origins they have."""
        of = sa.select(sa.func.count(), sa.func.count(sa.distinct(SOURCES.c.origin)))
        with self._database.read() as connection:
            row = connection.execute(of.where(SOURCES.c.status == SourceStatus.ACTIVE.value)).one()
            return int(row[0]), int(row[1])

    def passages_of(self, source: str) -> list[Passage]:
        """Return the passages of the source with that id, in the order of its text."""
        with self._database.read() as connection:
            row = connection.execute(sa.select(SOURCES).where(SOURCES.c.id == source)).one()
            return self._passages_in(connection, row.same_as or row.number)

    def passages(self, ids: Sequence[str]) -> list[Passage]:
        """Return the passages with these ids, in their order.

        Raises:
            StoreError: one is not here.
        """
        found = {passage.id: passage for passage in self._passages_by_id(ids)}
        missing = [id for id in ids if id not in found]
        if missing:
            raise StoreError(f"{missing[0]}: no such passage in the store; see: factkit evidence search WORDS")
        return [found[id] for id in ids]

    def passages_by_number(self, numbers: Sequence[int]) -> list[Passage]:
        """Return the passages with these numbers (`Change.number`), in their order; unknown ones are left out."""
        found: dict[int, Passage] = {}
        with self._database.read() as connection:
            for some in chunks(numbers):
                query = self._passage_query().where(PASSAGES.c.number.in_(some))
                found |= {row.number: rows_of.passage(row, row.source_id) for row in connection.execute(query)}
        return [found[number] for number in numbers if number in found]

    def titled_passages(self, numbers: Sequence[int]) -> dict[int, tuple[Passage, str]]:
        """Return the passages with these numbers that are here, each with its source's title or ""."""
        found: dict[int, tuple[Passage, str]] = {}
        with self._database.read() as connection:
            for row in self._fetch(connection, _TITLED_PASSAGES, numbers):
                number, raw, start, stop, ordinal, locator, source, title = row
                passage = Passage(f"{source}-{ordinal}", source, start, stop, raw[: stop - start], locator)
                found[number] = passage, title or ""
        return found

    def sources_with(self, passages: Sequence[Passage]) -> dict[str, list[Source]]:
        """Return for each source id of `passages` the active sources with its text, itself first where it is active."""
        result: dict[str, list[Source]] = {}
        with self._database.read() as connection:
            named = list(dict.fromkeys(passage.source for passage in passages))
            found = list(self._fetch(connection, _SOURCES_BY_ID, named))
            ids = {row[_NUMBER]: row[_ID] for row in found}
            found += self._fetch(connection, _SOURCES_BY_FIRST, list(ids))
        for row in found:
            fields = SimpleNamespace(**dict(zip(_SOURCE_FIELDS, row, strict=True)))
            if fields.status == SourceStatus.ACTIVE.value:
                result.setdefault(ids[fields.same_as or fields.number], []).append(rows_of.source(fields, ""))
        return result

    def _fetch(self, connection: sa.Connection, select: str, keys: Sequence[Any]) -> Iterator[Any]:
        """Yield the rows of `select` with `IN (keys)` after it, by the driver alone: every claim comes this way."""
        mark = "?" if self._database.is_sqlite else "%s"
        cursor = connection.connection.cursor()
        for some in chunks(keys):
            cursor.execute(f"{select} IN ({','.join([mark] * len(some))})", tuple(some))
            yield from cursor.fetchall()

    def held(self, ids: Sequence[str]) -> list[HeldSource]:
        """Return the sources of these passages, by source id, each with those passages in the order of its text."""
        by_source: dict[str, list[Passage]] = {}
        for passage in self._passages_by_id(ids):
            by_source.setdefault(passage.source, []).append(passage)
        return [
            HeldSource(self.source(id), tuple(sorted(passages, key=lambda passage: passage.start)))
            for id, passages in sorted(by_source.items())
        ]

    def change_sources(self, ids: Sequence[str], **fields: str | int | None) -> None:
        """Set fields of sources (status, reason, restricted, origin, ...), and let the index know."""
        with self._database.write() as connection:
            change = self._take_change(connection)
            connection.execute(SOURCES.update().where(SOURCES.c.id.in_(ids)).values(**fields))
            self._set_change(connection, mark_changed(connection, ids, change))

    def purge_source(self, id: str, reason: str) -> None:
        """Erase the text of a source and of its passages; its digest, the reason and a tombstone stay."""
        with self._database.write() as connection:
            change = self._take_change(connection)
            row = connection.execute(sa.select(SOURCES).where(SOURCES.c.id == id)).one()
            change = mark_changed(connection, [id], change)
            heir = sa.select(SOURCES).where(SOURCES.c.same_as == row.number).order_by(SOURCES.c.number).limit(1)
            sketch = SKETCHES.c.source == row.number
            if (next_one := connection.execute(heir).first()) is not None:
                self._hand_over(connection, row, next_one.number)
                connection.execute(SKETCHES.update().where(sketch).values(source=next_one.number))
            else:
                connection.execute(SKETCHES.delete().where(sketch))
                erased = {"raw": "\u2020", "start": PASSAGES.c.ordinal, "stop": PASSAGES.c.ordinal + 1}
                connection.execute(PASSAGES.update().where(PASSAGES.c.source == row.number).values(**erased))
            connection.execute(
                SOURCES.update().where(SOURCES.c.id == id).values(status="purged", reason=reason, lead="", title=None)
            )
            self._set_change(connection, change)
        self._database.forget()

    def has_bytes(self, digest: str) -> bool:
        """Return whether a source that was not purged has bytes of that digest."""
        query = sa.select(SOURCES.c.id).where(SOURCES.c.sha256 == digest, SOURCES.c.status != SourceStatus.PURGED.value)
        with self._database.read() as connection:
            return connection.execute(query.limit(1)).first() is not None

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
                for change, number, raw, length, title, active in connection.execute(query)
            ]

    def last_change(self) -> int:
        """Return the number of the last change, 0 where there was none."""
        with self._database.read() as connection:
            return int(connection.execute(sa.select(META.c.value).where(META.c.key == "change")).scalar_one())

    # Records, events, leases

    def append(self, draft: Record) -> Record:
        """Seal a record, chain it to the log of its article, and keep it. The same draft again is kept once.

        Args:
            draft: valid by the schema; its `log`, `previous`, `superseded_digest` and `digest` are set here.

        Raises:
            StoreError: it supersedes a record that is not here, or its id is another record's.
        """
        return self._database.repeat(lambda connection: self._append(connection, draft))

    def take_records(self, records: Sequence[Record]) -> int:
        """Keep records of other logs as they are, each log's in its order, and return how many were new.

        Raises:
            StoreError: a log does not continue the one that is here, or a record was changed.
        """
        new = 0
        with self._database.write() as connection:
            for record in records:
                held = connection.execute(sa.select(RECORDS.c.digest).where(RECORDS.c.id == record.id)).scalar()
                if held is None:
                    self._insert_record(connection, record)
                    new += 1
                elif held != record.digest:
                    raise StoreError(f"record {record.id} is here with another content; compare the two files")
        return new

    def records(self, article: str | None = None, claim: str | None = None, *, skip: int = 0) -> list[Record]:
        """Return records of an article, of a claim, or all, but the first `skip`, as they were kept."""
        query = sa.select(RECORDS.c.body).order_by(RECORDS.c.number).offset(skip)
        if article is not None:
            query = query.where(RECORDS.c.article == article)
        if claim is not None:
            query = query.where(RECORDS.c.claim == claim)
        with self._database.read() as connection:
            return [record_from_json(json.loads(body)) for body in connection.execute(query).scalars()]

    def keep_step(
        self,
        event: Event,
        *,
        drafts: Sequence[Record] = (),
        added: Sequence[Claim] = (),
        dropped: Sequence[str] = (),
    ) -> list[Record]:
        """Keep an action of a review with what came of it, all or nothing, and return its records as `append` does.

        Args:
            event: its `sequence` is the next one.
            added, dropped: claims, as in `edit_claims`.

        Raises:
            StoreError: that place is taken: the same reviewer works elsewhere.
        """
        row = {
            "article": event.article,
            "reviewer": event.reviewer,
            "sequence": event.sequence,
            "body": dumps(event.body),
            "recorded": time_to_json(event.recorded),
        }
        with self._database.write() as connection:
            try:
                connection.execute(EVENTS.insert(), [row])
            except sa.exc.IntegrityError as error:
                raise StoreError(
                    f"{event.reviewer} is reviewing {event.article} elsewhere; close one of the two"
                ) from error
            if added or dropped:
                self._edit_claims(connection, event.article, added, dropped)
            return [self._append(connection, draft) for draft in drafts]

    def events(self, article: str, reviewer: str | None = None) -> list[Event]:
        """Return the actions of reviews of an article, one reviewer's or all, each reviewer's in their order."""
        query = sa.select(EVENTS).where(EVENTS.c.article == article).order_by(EVENTS.c.reviewer, EVENTS.c.sequence)
        if reviewer is not None:
            query = query.where(EVENTS.c.reviewer == reviewer)
        with self._database.read() as connection:
            return [
                Event(row.article, row.reviewer, row.sequence, json.loads(row.body), time_from_json(row.recorded))
                for row in connection.execute(query)
            ]

    def lease(self, claim: str, reviewer: str, now: datetime, until: datetime) -> bool:
        """Keep a claim for one reviewer until then; False where another holds it.

        A lease may be lost in a power cut, and nothing with it: so none waits for the disk.
        """
        with self._database.write(durable=False) as connection:
            held = connection.execute(sa.select(LEASES).where(LEASES.c.claim == claim)).first()
            if held is not None and held.reviewer != reviewer and time_from_json(held.until) > now:
                return False
            connection.execute(LEASES.delete().where(LEASES.c.claim == claim))
            row = {"claim": claim, "reviewer": reviewer, "until": time_to_json(until)}
            connection.execute(LEASES.insert(), [row])
            return True

    def release(self, reviewer: str, claim: str | None = None) -> None:
        """Give back a reviewer's claim, or all of them."""
        mine = LEASES.c.reviewer == reviewer
        with self._database.write(durable=False) as connection:
            connection.execute(LEASES.delete().where(mine if claim is None else mine & (LEASES.c.claim == claim)))

    def leases(self, now: datetime) -> dict[str, str]:
        """Return which claims are in whose hands now."""
        with self._database.read() as connection:
            rows = connection.execute(sa.select(LEASES)).all()
        return {row.claim: row.reviewer for row in rows if time_from_json(row.until) > now}

    # Facets, a cache

    def facets_get(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the facets that are kept under these keys."""
        found: dict[str, bytes] = {}
        with self._database.read() as connection:
            for some in chunks(keys):
                found |= {
                    row.key: row.body for row in connection.execute(sa.select(FACETS).where(FACETS.c.key.in_(some)))
                }
        return found

    def facets_put(self, items: dict[str, bytes]) -> None:
        """Keep facets under their keys; what is there already stays."""
        with self._database.write(durable=False) as connection:
            there: set[str] = set()
            for some in chunks(list(items)):
                there |= set(connection.execute(sa.select(FACETS.c.key).where(FACETS.c.key.in_(some))).scalars())
            new = [{"key": key, "body": body} for key, body in items.items() if key not in there]
            if new:
                connection.execute(FACETS.insert(), new)

    # The store itself

    def info(self) -> StoreInfo:
        """Return what the store is and how much it holds."""
        with self._database.read() as connection:

            def count(column: Any) -> int:
                return int(connection.execute(sa.select(sa.func.count(sa.distinct(column)))).scalar_one())

            return StoreInfo(
                id=self.id,
                database=self._database.name,
                kind=self._database.engine.dialect.name,
                revision=HEAD,
                articles=count(ARTICLES.c.id),
                claims=count(CLAIMS.c.id),
                sources=count(SOURCES.c.id),
                passages=count(PASSAGES.c.number),
                records=count(RECORDS.c.id),
                last_change=int(connection.execute(sa.select(META.c.value).where(META.c.key == "change")).scalar_one()),
            )

    def backup(self, path: Path) -> None:
        """Write a copy of the store, as of one moment, into a new file; others may go on writing.

        Raises:
            StoreError: the file exists, or this is PostgreSQL, which has tools of its own.
        """
        self._database.copy_to(path)

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

    def check(self) -> list[str]:
        """Return what is wrong with the store, one line a fault: damage, dangling rows, broken chains, digests."""
        faults: list[str] = []
        if self._database.is_sqlite:
            with self._database.read() as connection:
                answers = connection.exec_driver_sql("PRAGMA integrity_check").scalars()
                faults += [f"database: {answer}" for answer in answers if answer != "ok"]
                dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
                faults += [f"database: a row of {row[0]} names one that is not there" for row in dangling]
        bad = self.verify()
        if bad is not None:
            faults.append(f"record {bad.record or '(end)'} of log {bad.log}: {bad.reason}")
        return faults + list(self._changed_texts())

    def verify(self) -> BadRecord | None:
        """Return the first record whose chain does not hold, or None."""
        return verify(self.records())

    # What several methods need

    @staticmethod
    def _one_id(
        connection: sa.Connection,
        column: sa.ColumnElement[str],
        reference: str,
        what: str,
        *,
        also: sa.ColumnElement[Any] | None = None,
        or_else: sa.ColumnElement[Any] | None = None,
    ) -> str:
        exact = [column == reference, *(other == reference for other in (also, or_else) if other is not None)]
        for condition in (*exact, column.startswith(reference, autoescape=True)):
            found = list(connection.execute(sa.select(column).where(condition).distinct().limit(2)).scalars())
            if len(found) == 1:
                return str(found[0])
            if len(found) > 1:
                raise StoreError(f"{reference}: more than one {what} is meant ({found[0]}, {found[1]}, ...)")
        raise StoreError(f"{reference}: no such {what} in the store")

    @staticmethod
    def _current_version(connection: sa.Connection, article: str) -> str:
        query = sa.select(ARTICLES.c.sha256).where(ARTICLES.c.id == article).order_by(ARTICLES.c.number.desc())
        return str(connection.execute(query.limit(1)).scalar_one())

    @staticmethod
    def _touch_decided(connection: sa.Connection, article: str) -> None:
        decided = sa.select(RECORDS.c.claim).where(RECORDS.c.article == article)
        connection.execute(CLAIMS.update().where(CLAIMS.c.id.in_(decided)).values(touched=1))

    @staticmethod
    def _delete(connection: sa.Connection, table: sa.Table, column: sa.ColumnElement[Any], keys: Sequence[Any]) -> None:
        for some in chunks(keys):
            connection.execute(table.delete().where(column.in_(some)))

    def _take_change(self, connection: sa.Connection) -> int:
        self._database.take_change_lock(connection)
        return int(connection.execute(sa.select(META.c.value).where(META.c.key == "change")).scalar_one())

    @staticmethod
    def _set_change(connection: sa.Connection, change: int) -> None:
        connection.execute(META.update().where(META.c.key == "change").values(value=str(change)))

    @staticmethod
    def _hand_over(connection: sa.Connection, row: Any, heir: int) -> None:
        connection.execute(SOURCES.update().where(SOURCES.c.same_as == row.number).values(same_as=heir))
        connection.execute(SOURCES.update().where(SOURCES.c.number == heir).values(same_as=None, lead=row.lead))
        connection.execute(PASSAGES.update().where(PASSAGES.c.source == row.number).values(source=heir))

    @staticmethod
    def _passage_query() -> sa.Select[Any]:
        joined = PASSAGES.join(SOURCES, SOURCES.c.number == PASSAGES.c.source)
        return sa.select(PASSAGES, SOURCES.c.id.label("source_id"), SOURCES.c.title).select_from(joined)

    def _passages_in(self, connection: sa.Connection, number: int) -> list[Passage]:
        query = self._passage_query().where(PASSAGES.c.source == number).order_by(PASSAGES.c.ordinal)
        return [rows_of.passage(row, row.source_id) for row in connection.execute(query)]

    def _passages_by_id(self, ids: Sequence[str]) -> list[Passage]:
        wanted: dict[str, set[int]] = {}
        for id in ids:
            source, _, ordinal = id.rpartition("-")
            if ordinal.isdecimal():
                wanted.setdefault(source, set()).add(int(ordinal))
        found: list[Passage] = []
        with self._database.read() as connection:
            for some in chunks(list(wanted)):
                numbers = sa.select(SOURCES.c.id, sa.func.coalesce(SOURCES.c.same_as, SOURCES.c.number).label("at"))
                for at in connection.execute(numbers.where(SOURCES.c.id.in_(some))).all():
                    query = self._passage_query().where(
                        PASSAGES.c.source == at.at, PASSAGES.c.ordinal.in_(wanted[at.id])
                    )
                    found += [rows_of.passage(row, row.source_id) for row in connection.execute(query)]
        return found

    def _sources_of(self, connection: sa.Connection, found: Sequence[Any]) -> list[Source]:
        texts = self._texts_of(connection, found)
        return [
            rows_of.source(row, "" if row.status == SourceStatus.PURGED.value else texts[row.same_as or row.number][0])
            for row in found
        ]

    def _changed_texts(self) -> Iterator[str]:
        for connection, rows in self._pages(SourceFilter(status=None)):
            texts = self._texts_of(connection, rows)
            for row in rows:
                stands = sha256(texts[row.same_as or row.number][0]) == row.text_sha256
                if row.status != SourceStatus.PURGED.value and not stands:
                    yield f"source {row.id}: its text is not the one that was added (digest mismatch)"

    @staticmethod
    def _digest_of(connection: sa.Connection, id: str) -> str:
        digest = connection.execute(sa.select(RECORDS.c.digest).where(RECORDS.c.id == id)).scalar()
        if digest is None:
            raise StoreError(f"{id}: no such record to supersede")
        return str(digest)

    @staticmethod
    def _kept(connection: sa.Connection, draft: Record) -> Record | None:
        """Return the record that this draft has become already."""
        body = connection.execute(sa.select(RECORDS.c.body).where(RECORDS.c.id == draft.id)).scalar()
        if body is None:
            return None
        kept = record_from_json(json.loads(body))
        chained = {"log": "", "previous": None, "superseded_digest": None, "digest": ""}
        return kept if replace(kept, **chained) == replace(draft, **chained) else None  # type: ignore[arg-type]

    def _append(self, connection: sa.Connection, draft: Record) -> Record:
        from factkit.verdicts.records import seal

        self._database.take_change_lock(connection)
        if (kept := self._kept(connection, draft)) is not None:
            return kept
        log = f"{self.id}.{sha256(draft.article)[:12]}"
        newest = sa.select(RECORDS.c.digest).where(RECORDS.c.log == log).order_by(RECORDS.c.number.desc()).limit(1)
        record = seal(
            replace(
                draft,
                log=log,
                previous=connection.execute(newest).scalar(),
                superseded_digest=draft.supersedes and self._digest_of(connection, draft.supersedes),
            )
        )
        self._insert_record(connection, record)
        connection.execute(CLAIMS.update().where(CLAIMS.c.id == record.claim).values(touched=1))
        return record

    def _edit_claims(
        self, connection: sa.Connection, article: str, added: Sequence[Claim], dropped: Sequence[str]
    ) -> None:
        version = self._current_version(connection, article)
        if dropped:
            connection.execute(CLAIMS.update().where(CLAIMS.c.id.in_(dropped)).values(status="dropped", touched=1))
        for claim in added:
            connection.execute(CLAIMS.delete().where(CLAIMS.c.id == claim.id))
            connection.execute(CLAIMS.insert(), [_claim_row(claim, version, touched=True)])

    @staticmethod
    def _insert_record(connection: sa.Connection, record: Record) -> None:
        body = record_to_json(record)
        row = {
            "id": record.id,
            "log": record.log,
            "previous": record.previous or "",
            "kind": record.kind.value,
            "article": record.article,
            "claim": record.claim,
            "reviewer": record.reviewer,
            "supersedes": record.supersedes,
            "digest": record.digest,
            "body": dumps(body),
        }
        try:
            connection.execute(RECORDS.insert(), [row])
        except sa.exc.IntegrityError as error:
            reason = " ".join(str(error.orig).split())
            raise StoreError(f"record {record.id} does not continue its log: {reason}") from error


def _claim_row(claim: Claim, version: str, *, touched: bool) -> dict[str, Any]:
    return {
        "id": claim.id,
        "article": claim.article,
        "article_sha256": version,
        "place": claim.anchors[0].start if claim.anchors else 0,
        "touched": int(touched),
        "status": "open",
        "body": dumps(claim_to_json(claim)),
    }
