"""The first tables.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer, "sqlite")
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
RECORD_KINDS = "'verdict', 'retraction', 'adjudication', 'publication', 'unpublication'"
SOURCE_KIND = "kind = 'text' OR kind = 'note' OR kind = 'factcheck'"
SOURCE_STATUS = "status = 'active' OR status = 'superseded' OR status = 'withdrawn' OR status = 'purged'"

SQLITE_GUARDS = (
    "CREATE TRIGGER records_no_update BEFORE UPDATE ON records"
    " BEGIN SELECT RAISE(ABORT, 'records are never changed'); END",
    "CREATE TRIGGER records_no_delete BEFORE DELETE ON records"
    " BEGIN SELECT RAISE(ABORT, 'records are never deleted'); END",
)
POSTGRESQL_GUARDS = (
    "CREATE FUNCTION records_refuse() RETURNS trigger LANGUAGE plpgsql AS"
    " $$ BEGIN RAISE EXCEPTION 'records are never changed or deleted'; END $$",
    "CREATE TRIGGER records_no_change BEFORE UPDATE OR DELETE ON records"
    " FOR EACH ROW EXECUTE FUNCTION records_refuse()",
)


def _text(name: str, *, null: bool = False) -> sa.Column[str]:
    return sa.Column(name, WORDS, nullable=null)


def upgrade() -> None:
    """Make the tables."""
    op.create_table("meta", _text("key"), _text("value"), sa.PrimaryKeyConstraint("key", name="pk_meta"))
    op.create_table(
        "article_versions",
        sa.Column("number", NUMBER, nullable=False),
        _text("id"),
        _text("sha256"),
        _text("url", null=True),
        _text("body"),
        sa.PrimaryKeyConstraint("number", name="pk_article_versions"),
        sa.UniqueConstraint("id", "sha256", name="uq_article_versions_id_sha256"),
        sa.CheckConstraint("length(id) > 0", name=op.f("ck_article_versions_id")),
        sa.CheckConstraint("length(sha256) = 64", name=op.f("ck_article_versions_sha256")),
    )
    op.create_table(
        "claims",
        _text("id"),
        _text("article"),
        _text("article_sha256"),
        sa.Column("place", NUMBER, nullable=False),
        sa.Column("touched", sa.Integer, nullable=False),
        _text("status"),
        _text("body"),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
        sa.CheckConstraint("status IN ('open', 'dropped')", name=op.f("ck_claims_status")),
        sa.CheckConstraint("place >= 0", name=op.f("ck_claims_place")),
    )
    op.create_index("ix_claims_article", "claims", ["article"])
    _make_evidence()
    _make_records()


def _make_evidence() -> None:
    known = ("final_url", "publisher", "published", "retrieved", "archive_url", "language", "license")
    op.create_table(
        "sources",
        sa.Column("number", NUMBER, nullable=False, autoincrement=False),
        _text("id"),
        _text("name"),
        *(_text(name, null=True) for name in ("title", "url", *known)),
        *(_text(name) for name in ("sha256", "text_sha256", "kind", "status", "origin")),
        _text("reliability", null=True),
        sa.Column("restricted", sa.Integer, nullable=False),
        *(_text(name, null=True) for name in ("rating", "rating_scale", "reason", "superseded_by")),
        sa.Column("same_as", NUMBER, nullable=True),
        _text("lead"),
        sa.PrimaryKeyConstraint("number", name="pk_sources"),
        sa.ForeignKeyConstraint(["same_as"], ["sources.number"], name="fk_sources_same_as"),
        sa.UniqueConstraint("id", name="uq_sources_id"),
        sa.CheckConstraint(SOURCE_KIND, name=op.f("ck_sources_kind")),
        sa.CheckConstraint(SOURCE_STATUS, name=op.f("ck_sources_status")),
        sa.CheckConstraint("length(sha256) = 64 AND length(text_sha256) = 64", name=op.f("ck_sources_sha256")),
    )
    for column in ("name", "text_sha256"):
        op.create_index(f"ix_sources_{column}", "sources", [column])
    for column, condition in (
        ("url", "url IS NOT NULL"),
        ("origin", "origin <> id"),
        ("same_as", "same_as IS NOT NULL"),
    ):
        where = sa.text(condition)
        op.create_index(f"ix_sources_{column}", "sources", [column], sqlite_where=where, postgresql_where=where)
    op.create_table(
        "passages",
        sa.Column("number", NUMBER, nullable=False, autoincrement=False),
        sa.Column("source", NUMBER, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("ordinal", "start", "stop")),
        _text("raw"),
        _text("locator", null=True),
        sa.Column("change", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_passages"),
        sa.ForeignKeyConstraint(["source"], ["sources.number"], name="fk_passages_source"),
        sa.UniqueConstraint("source", "ordinal", name="uq_passages_source_ordinal"),
        sa.UniqueConstraint("change", name="uq_passages_change"),
        sa.CheckConstraint("start >= 0 AND stop > start", name=op.f("ck_passages_span")),
    )
    op.create_table(
        "sketches",
        sa.Column("hash", sa.BigInteger, nullable=False),
        sa.Column("source", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("hash", "source", name="pk_sketches"),
        sa.ForeignKeyConstraint(["source"], ["sources.number"], name="fk_sketches_source"),
        sqlite_with_rowid=False,
    )


def _make_records() -> None:
    op.create_table(
        "records",
        sa.Column("number", NUMBER, nullable=False),
        *(_text(name) for name in ("id", "log", "previous", "kind", "article", "claim", "reviewer")),
        _text("supersedes", null=True),
        _text("digest"),
        _text("body"),
        sa.PrimaryKeyConstraint("number", name="pk_records"),
        sa.UniqueConstraint("id", name="uq_records_id"),
        sa.UniqueConstraint("digest", name="uq_records_digest"),
        sa.UniqueConstraint("log", "previous", name="uq_records_log_previous"),
        sa.CheckConstraint("length(digest) = 64", name=op.f("ck_records_digest")),
        sa.CheckConstraint("length(reviewer) > 0", name=op.f("ck_records_reviewer")),
        sa.CheckConstraint(f"kind IN ({RECORD_KINDS})", name=op.f("ck_records_kind")),
    )
    for column in ("article", "claim", "supersedes"):
        op.create_index(f"ix_records_{column}", "records", [column])
    op.create_table(
        "events",
        sa.Column("number", NUMBER, nullable=False),
        _text("article"),
        _text("reviewer"),
        sa.Column("sequence", sa.Integer, nullable=False),
        _text("body"),
        _text("recorded"),
        sa.PrimaryKeyConstraint("number", name="pk_events"),
        sa.UniqueConstraint("article", "reviewer", "sequence", name="uq_events_article_reviewer_sequence"),
        sa.CheckConstraint("sequence >= 1", name=op.f("ck_events_sequence")),
    )
    op.create_table(
        "leases", _text("claim"), _text("reviewer"), _text("until"), sa.PrimaryKeyConstraint("claim", name="pk_leases")
    )
    op.create_table(
        "facets",
        _text("key"),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_facets"),
    )
    guards = SQLITE_GUARDS if op.get_bind().dialect.name == "sqlite" else POSTGRESQL_GUARDS
    for guard in guards:
        op.execute(guard)
