"""Facets of texts, a cache that the store keeps."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from factkit.store.bulk import chunks
from factkit.store.part import Part
from factkit.store.tables import FACETS


class FacetsCache(Part):
    """What was read out of texts, under keys that name text, model and version."""

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
