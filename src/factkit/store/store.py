"""The store: takes and returns the values of `factkit.model`, and keeps them.

What it keeps is in parts, each in a module of its own: articles with claims, sources, passages, reviews with their
records, and a cache of facets.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

import sqlalchemy as sa

from factkit.store.articles import Articles
from factkit.store.database import migrate, open_database
from factkit.store.facets import FacetsCache
from factkit.store.migrations import HEAD
from factkit.store.part import last_change
from factkit.store.passages import Passages
from factkit.store.reviews import Event, Reviews
from factkit.store.sources import Sources
from factkit.store.tables import ARTICLES, CLAIMS, META, PASSAGES, RECORDS, SOURCES

__all__ = ["Event", "Store", "StoreInfo"]


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


class Store(Articles, Sources, Passages, Reviews, FacetsCache):
    """An open store. Every method that writes has committed when it returns.

    All methods raise StoreError where the database cannot be used.
    """

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
        """Bring an older store to this version, and return its revision.

        Raises:
            StoreError: there is none, or it is of a newer version.
        """
        migrate(open_database(url, older=True))
        return HEAD

    def close(self) -> None:
        """Let go of the database; safe to call again."""
        self._database.engine.dispose()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def settle(self) -> None:
        """Wait until everything that was written is on the disk."""
        touch = META.update().where(META.c.key == "change").values(value=META.c.value)
        self._database.repeat(lambda connection: connection.execute(touch))

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
                last_change=last_change(connection),
            )

    def backup(self, path: Path) -> None:
        """Write a copy of the store, as of one moment, into a new file; others may go on writing.

        Raises:
            StoreError: the file exists, or this is PostgreSQL, which has tools of its own.
        """
        self._database.copy_to(path)

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
        return [*faults, *self.changed_articles(), *self.changed_texts()]
