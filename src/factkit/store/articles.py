"""Articles and their claims, as the store keeps them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa

from factkit.errors import StoreError
from factkit.model import Article, Claim, sha256
from factkit.store.bulk import chunks
from factkit.store.glance import in_text_order
from factkit.store.part import Part, one_id
from factkit.store.tables import ARTICLES, CLAIMS, EVENTS, RECORDS
from factkit.wire import article_from_json, article_to_json, claim_from_json, claim_to_json, dumps


class Articles(Part):
    """Versions of articles, and the claims of the current one."""

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
            id = one_id(connection, ARTICLES.c.id, reference, "article", also=ARTICLES.c.url)
            query = sa.select(ARTICLES.c.body).where(ARTICLES.c.id == id).order_by(ARTICLES.c.number.desc()).limit(1)
            if version is not None:
                query = query.where(ARTICLES.c.sha256 == version)
            body = connection.execute(query).scalar()
        if body is None:
            raise StoreError(f"{id}: no version {version} of this article")
        return article_from_json(json.loads(body))

    def changed_articles(self) -> Iterator[str]:
        """Yield a line for each version of an article whose text is not the one that was kept."""
        query = sa.select(ARTICLES.c.id, ARTICLES.c.sha256, ARTICLES.c.body).order_by(ARTICLES.c.number)
        with self._database.read() as connection:
            for row in connection.execute(query):
                if not _stands(row.body, row.sha256):
                    yield f"article {row.id}: its text is not the one that was kept (digest mismatch)"

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
            _touch_decided(connection, article)
            mine = CLAIMS.c.article == article
            untouched = connection.execute(sa.select(CLAIMS.c.id).where(mine & (CLAIMS.c.touched == 0))).scalars()
            _delete(connection, CLAIMS, CLAIMS.c.id, list(untouched))
            kept = set(connection.execute(sa.select(CLAIMS.c.id).where(mine)).scalars())
            version = _current_version(connection, article)
            new = [_claim_row(claim, version, touched=False) for id, claim in given.items() if id not in kept]
            if new:
                connection.execute(CLAIMS.insert(), new)

    def edit_claims(self, article: str, *, added: Sequence[Claim], dropped: Sequence[str]) -> None:
        """Keep claims that a person made and drop others, together; what is dropped stays in the record."""
        with self._database.write() as connection:
            edit_claims(connection, article, added, dropped)

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
            id = one_id(connection, CLAIMS.c.id, reference, "claim")
            body = connection.execute(sa.select(CLAIMS.c.body).where(CLAIMS.c.id == id)).scalar_one()
            return claim_from_json(json.loads(body))


def edit_claims(connection: sa.Connection, article: str, added: Sequence[Claim], dropped: Sequence[str]) -> None:
    """Keep claims that a person made and drop others, in a transaction that does more."""
    version = _current_version(connection, article)
    if dropped:
        connection.execute(CLAIMS.update().where(CLAIMS.c.id.in_(dropped)).values(status="dropped", touched=1))
    for claim in added:
        connection.execute(CLAIMS.delete().where(CLAIMS.c.id == claim.id))
        connection.execute(CLAIMS.insert(), [_claim_row(claim, version, touched=True)])


def _current_version(connection: sa.Connection, article: str) -> str:
    query = sa.select(ARTICLES.c.sha256).where(ARTICLES.c.id == article).order_by(ARTICLES.c.number.desc())
    return str(connection.execute(query.limit(1)).scalar_one())


def _touch_decided(connection: sa.Connection, article: str) -> None:
    decided = sa.select(RECORDS.c.claim).where(RECORDS.c.article == article)
    connection.execute(CLAIMS.update().where(CLAIMS.c.id.in_(decided)).values(touched=1))


def _delete(connection: sa.Connection, table: sa.Table, column: sa.ColumnElement[Any], keys: Sequence[Any]) -> None:
    for some in chunks(keys):
        connection.execute(table.delete().where(column.in_(some)))


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


def _stands(body: str, digest: str) -> bool:
    try:
        return sha256(article_from_json(json.loads(body)).text) == digest
    except (ValueError, KeyError, TypeError):
        return False
