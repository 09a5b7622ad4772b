"""What opening a review needs of an SQLite store, read by the driver alone.

The database layer takes several times as long to import as the review takes to draw. So a review is drawn from what
is read here, and the store is opened behind it, before anything is written.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factkit.model import Article, Claim, Record
from factkit.store.migrations import HEAD
from factkit.wire import article_from_json, claim_from_json, record_from_json


@dataclass(frozen=True, slots=True)
class Glance:
    """An article as the store has it: its claims in text order, its records, one person's events, the last change."""

    article: Article
    claims: tuple[Claim, ...]
    records: tuple[Record, ...]
    events: tuple[dict[str, Any], ...]
    change: int


def glance(database: str, reference: str, log: str) -> Glance | None:
    """Return what the store has on the article with that id or URL, and the events under `log`.

    Returns:
        None wherever this is not simple: another database than SQLite, another version, damage, a reference that is no
        exact one. `Store` then reads it, or says what is wrong.
    """
    if "://" in database or not Path(database).is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{Path(database).resolve().as_uri()}?mode=ro", uri=True)) as connection:
            return _read(connection, reference, log)
    except (sqlite3.Error, KeyError, ValueError):
        return None


def in_text_order(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims in the order of their article, then by id."""
    return sorted(claims, key=lambda claim: ([(a.start, a.end) for a in claim.anchors], claim.id))


def _read(connection: sqlite3.Connection, reference: str, log: str) -> Glance | None:
    connection.execute("BEGIN")
    if connection.execute("SELECT version_num FROM alembic_version").fetchone() != (HEAD,):
        return None
    found = connection.execute(
        "SELECT id, body FROM article_versions WHERE id = ?1 OR url = ?1 ORDER BY number DESC LIMIT 1", [reference]
    ).fetchone()
    if found is None:
        return None
    article, body = found
    claims = connection.execute("SELECT body FROM claims WHERE article = ? AND status = 'open'", [article])
    records = connection.execute("SELECT body FROM records WHERE article = ? ORDER BY number", [article])
    events = connection.execute(
        "SELECT body FROM events WHERE article = ? AND reviewer = ? ORDER BY sequence", [article, log]
    )
    (change,) = connection.execute("SELECT value FROM meta WHERE key = 'change'").fetchone()
    return Glance(
        article_from_json(json.loads(body)),
        tuple(in_text_order(claim_from_json(json.loads(row)) for (row,) in claims)),
        tuple(record_from_json(json.loads(row)) for (row,) in records),
        tuple(json.loads(row) for (row,) in events),
        int(change),
    )
