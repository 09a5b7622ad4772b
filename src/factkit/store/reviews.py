"""Records of verdicts, events of reviews and leases, as the store keeps them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from factkit.errors import StoreError
from factkit.model import Claim, Record, sha256
from factkit.store.articles import edit_claims
from factkit.store.part import Part
from factkit.store.tables import CLAIMS, EVENTS, LEASES, RECORDS
from factkit.verdicts.records import BadRecord, seal, verify
from factkit.wire import dumps, record_from_json, record_to_json, time_from_json, time_to_json


@dataclass(frozen=True, slots=True)
class Event:
    """An action of a review as it was kept: `sequence` counts from 1 within an article and reviewer."""

    article: str
    reviewer: str
    sequence: int
    body: dict[str, Any]
    recorded: datetime


class Reviews(Part):
    """The logs of records, which only grow, and who is at work on what."""

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
                    _insert_record(connection, record)
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

    def verify(self) -> BadRecord | None:
        """Return the first record whose chain does not hold, or None."""
        return verify(self.records())

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

        def keep(connection: sa.Connection) -> list[Record]:
            if not _is_kept(connection, row):
                _insert_event(connection, row)
                if added or dropped:
                    edit_claims(connection, event.article, added, dropped)
            return [self._append(connection, draft) for draft in drafts]

        return self._database.repeat(keep)

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

    def _append(self, connection: sa.Connection, draft: Record) -> Record:
        self._database.take_change_lock(connection)
        if (kept := _kept(connection, draft)) is not None:
            return kept
        log = f"{self.id}.{sha256(draft.article)[:12]}"
        newest = sa.select(RECORDS.c.digest).where(RECORDS.c.log == log).order_by(RECORDS.c.number.desc()).limit(1)
        record = seal(
            replace(
                draft,
                log=log,
                previous=connection.execute(newest).scalar(),
                superseded_digest=draft.supersedes and _digest_of(connection, draft.supersedes),
            )
        )
        _insert_record(connection, record)
        connection.execute(CLAIMS.update().where(CLAIMS.c.id == record.claim).values(touched=1))
        return record


def _is_kept(connection: sa.Connection, event: Mapping[str, Any]) -> bool:
    """Whether this very event is there: a commit whose server was lost may have been made."""
    place = [EVENTS.c[name] == event[name] for name in ("article", "reviewer", "sequence")]
    held = connection.execute(sa.select(EVENTS.c.body, EVENTS.c.recorded).where(*place)).first()
    return held is not None and tuple(held) == (event["body"], event["recorded"])


def _insert_event(connection: sa.Connection, event: Mapping[str, Any]) -> None:
    try:
        connection.execute(EVENTS.insert(), [dict(event)])
    except sa.exc.IntegrityError as error:
        elsewhere = f"{event['reviewer']} is reviewing {event['article']} elsewhere; close one of the two"
        raise StoreError(elsewhere) from error


def _digest_of(connection: sa.Connection, id: str) -> str:
    digest = connection.execute(sa.select(RECORDS.c.digest).where(RECORDS.c.id == id)).scalar()
    if digest is None:
        raise StoreError(f"{id}: no such record to supersede")
    return str(digest)


def _kept(connection: sa.Connection, draft: Record) -> Record | None:
    """Return the record that this draft has become already."""
    body = connection.execute(sa.select(RECORDS.c.body).where(RECORDS.c.id == draft.id)).scalar()
    if body is None:
        return None
    kept = record_from_json(json.loads(body))
    chained = {"log": "", "previous": None, "superseded_digest": None, "digest": ""}
    return kept if replace(kept, **chained) == replace(draft, **chained) else None  # type: ignore[arg-type]


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
