"""The tables. Rows are private to the store: they are built from validated values and never leave it.

Types and constraints are those that SQLite and PostgreSQL share. The migrations make the tables; a test holds the two
to each other.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Text,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

Number = BigInteger().with_variant(Integer, "sqlite")
Words = Text().with_variant(Text(collation="C"), "postgresql")
"""Text in the order of its code points, as SQLite has it, so that both list and compare alike."""

SOURCE_KIND = "kind = 'text' OR kind = 'note' OR kind = 'factcheck'"
SOURCE_STATUS = "status = 'active' OR status = 'superseded' OR status = 'withdrawn' OR status = 'purged'"
"""As alternatives: for an IN of more than two SQLite makes a table of its own, anew for each row that comes in."""


class Row(SQLModel):
    """What all tables have in common: one set of metadata, with names for every constraint."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def _text(*, null: bool = False, key: bool = False, to: str | None = None) -> Any:
    references = [ForeignKey(to)] if to else []
    return Field(sa_column=Column(Words, *references, nullable=null, primary_key=key))


def _number(*, key: bool = False, counted: bool = True, to: str | None = None, null: bool = False) -> Any:
    references = [ForeignKey(to)] if to else []
    column = Column(Number, *references, primary_key=key, nullable=null, autoincrement=key and counted)
    return Field(default=None, sa_column=column)


def _index_where(column: str, condition: str) -> Index:
    return Index(None, column, sqlite_where=text(condition), postgresql_where=text(condition))


class MetaRow(Row, table=True):
    """What the store says of itself: its id, and the number of the last change."""

    __tablename__ = "meta"

    key: str = _text(key=True)
    value: str = _text()


class ArticleRow(Row, table=True):
    """A version of an article; the one with the highest number is current."""

    __tablename__ = "article_versions"
    __table_args__ = (
        UniqueConstraint("id", "sha256"),
        CheckConstraint("length(id) > 0", name="id"),
        CheckConstraint("length(sha256) = 64", name="sha256"),
    )

    number: int = _number(key=True)
    id: str = _text()
    sha256: str = _text()
    url: str | None = _text(null=True)
    body: str = _text()


class ClaimRow(Row, table=True):
    """A claim; `touched` once somebody has worked on it, and then it is only ever dropped from the list."""

    __tablename__ = "claims"
    __table_args__ = (
        CheckConstraint("status IN ('open', 'dropped')", name="status"),
        CheckConstraint("place >= 0", name="place"),
        Index(None, "article"),
    )

    id: str = _text(key=True)
    article: str = _text()
    article_sha256: str = _text()
    place: int = Field(sa_column=Column(Number, nullable=False))
    touched: bool = Field(sa_column=Column(Integer, nullable=False))
    status: str = _text()
    body: str = _text()


class SourceRow(Row, table=True):
    """A source. Its text stands in its passages, after `lead`; one with the text of another names that in `same_as`."""

    __tablename__ = "sources"
    __table_args__ = (
        UniqueConstraint("id"),
        CheckConstraint(SOURCE_KIND, name="kind"),
        CheckConstraint(SOURCE_STATUS, name="status"),
        CheckConstraint("length(sha256) = 64 AND length(text_sha256) = 64", name="sha256"),
        Index(None, "name"),
        Index(None, "text_sha256"),
        _index_where("url", "url IS NOT NULL"),
        _index_where("origin", "origin <> id"),
        _index_where("same_as", "same_as IS NOT NULL"),
    )

    number: int = _number(key=True, counted=False)
    id: str = _text()
    name: str = _text()
    title: str | None = _text(null=True)
    url: str | None = _text(null=True)
    final_url: str | None = _text(null=True)
    publisher: str | None = _text(null=True)
    published: str | None = _text(null=True)
    retrieved: str | None = _text(null=True)
    archive_url: str | None = _text(null=True)
    language: str | None = _text(null=True)
    license: str | None = _text(null=True)
    sha256: str = _text()
    text_sha256: str = _text()
    kind: str = _text()
    status: str = _text()
    origin: str = _text()
    reliability: str | None = _text(null=True)
    restricted: bool = Field(sa_column=Column(Integer, nullable=False))
    rating: str | None = _text(null=True)
    rating_scale: str | None = _text(null=True)
    reason: str | None = _text(null=True)
    superseded_by: str | None = _text(null=True)
    same_as: int | None = _number(to="sources.number", null=True)
    lead: str = _text()


class PassageRow(Row, table=True):
    """A passage; `raw` is its text and the gap up to the next one, so that a source's text is kept once."""

    __tablename__ = "passages"
    __table_args__ = (
        UniqueConstraint("source", "ordinal"),
        UniqueConstraint("change"),
        CheckConstraint("start >= 0 AND stop > start", name="span"),
    )

    number: int = _number(key=True, counted=False)
    source: int = _number(to="sources.number")
    ordinal: int = Field(sa_column=Column(Integer, nullable=False))
    start: int = Field(sa_column=Column(Integer, nullable=False))
    stop: int = Field(sa_column=Column(Integer, nullable=False))
    raw: str = _text()
    locator: str | None = _text(null=True)
    change: int = Field(sa_column=Column(Number, nullable=False))


class SketchRow(Row, table=True):
    """One of the hashes by which near copies of a source are found."""

    __tablename__ = "sketches"
    __table_args__ = ({"sqlite_with_rowid": False},)

    hash: int = Field(sa_column=Column(BigInteger, primary_key=True, autoincrement=False))
    source: int = Field(sa_column=Column(Number, ForeignKey("sources.number"), primary_key=True, autoincrement=False))


class RecordRow(Row, table=True):
    """A record of the log of verdicts, with its JSON byte for byte; triggers refuse to change or delete one."""

    __tablename__ = "records"
    __table_args__ = (
        UniqueConstraint("id"),
        UniqueConstraint("digest"),
        UniqueConstraint("log", "previous"),
        CheckConstraint("length(digest) = 64", name="digest"),
        CheckConstraint("length(reviewer) > 0", name="reviewer"),
        CheckConstraint(
            "kind IN ('verdict', 'retraction', 'adjudication', 'publication', 'unpublication')", name="kind"
        ),
        Index(None, "article"),
        Index(None, "claim"),
        Index(None, "supersedes"),
    )

    number: int = _number(key=True)
    id: str = _text()
    log: str = _text()
    previous: str = _text()
    kind: str = _text()
    article: str = _text()
    claim: str = _text()
    reviewer: str = _text()
    supersedes: str | None = _text(null=True)
    digest: str = _text()
    body: str = _text()


class EventRow(Row, table=True):
    """An action of a review, in the order of one reviewer's work on one article."""

    __tablename__ = "events"
    __table_args__ = (
        UniqueConstraint("article", "reviewer", "sequence"),
        CheckConstraint("sequence >= 1", name="sequence"),
    )

    number: int = _number(key=True)
    article: str = _text()
    reviewer: str = _text()
    sequence: int = Field(sa_column=Column(Integer, nullable=False))
    body: str = _text()
    recorded: str = _text()


class LeaseRow(Row, table=True):
    """Who has a claim in hand, and until when (UTC)."""

    __tablename__ = "leases"

    claim: str = _text(key=True)
    reviewer: str = _text()
    until: str = _text()


class FacetsRow(Row, table=True):
    """Facets of a text, by the digest of text, model and version; a cache."""

    __tablename__ = "facets"

    key: str = _text(key=True)
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
