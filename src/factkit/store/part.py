"""What the parts of the store have in common."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from factkit.errors import StoreError
from factkit.store.database import Database
from factkit.store.tables import META


class Part:
    """Some of what is kept in a database; `Store` is all of it.

    Attributes:
        id: of the store.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        with database.read() as connection:
            self.id = str(connection.execute(sa.select(META.c.value).where(META.c.key == "id")).scalar_one())


def one_id(
    connection: sa.Connection,
    column: sa.ColumnElement[str],
    reference: str,
    what: str,
    *,
    also: sa.ColumnElement[Any] | None = None,
    or_else: sa.ColumnElement[Any] | None = None,
    current: sa.ColumnElement[bool] | None = None,
) -> str:
    """Return the id that a person means: itself, the `also` or `or_else` of its row, or its unique beginning.

    Of several rows with that `also` or `or_else`, the one that is `current` is meant.

    Raises:
        StoreError: there is none, or several, or `reference` is empty.
    """
    if not reference.strip():
        raise StoreError(f"no {what} is named; an empty name could mean any")
    exact = [column == reference, *(other == reference for other in (also, or_else) if other is not None)]
    for condition in (*exact, column.startswith(reference, autoescape=True)):
        query = sa.select(column).where(condition).distinct().limit(2)
        found = list(connection.execute(query).scalars())
        if len(found) > 1 and current is not None:
            found = list(connection.execute(query.where(current)).scalars()) or found
        if len(found) == 1:
            return str(found[0])
        if len(found) > 1:
            raise StoreError(f"{reference}: more than one {what} is meant ({found[0]}, {found[1]}, ...)")
    raise StoreError(f"{reference}: no such {what} in the store")


def last_change(connection: sa.Connection) -> int:
    """Return the number of the last change, 0 where there was none."""
    return int(connection.execute(sa.select(META.c.value).where(META.c.key == "change")).scalar_one())


def take_change(database: Database, connection: sa.Connection) -> int:
    """Return the number of the last change; until the transaction ends nobody else counts on."""
    database.take_change_lock(connection)
    return last_change(connection)


def set_change(connection: sa.Connection, change: int) -> None:
    """Keep the number of the last change."""
    connection.execute(META.update().where(META.c.key == "change").values(value=str(change)))
