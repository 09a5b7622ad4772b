"""Rows in and out, many at once: the driver's own bulk insert on the tables of `rows`, COPY on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, TypeVar

import sqlalchemy as sa

AT_ONCE = 500
"""How many values one IN takes; SQLite allows 32,766, and planning grows with them."""

T = TypeVar("T")


def insert(connection: sa.Connection, table: sa.Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that have every column of the table."""
    if not rows:
        return
    names = [column.name for column in table.columns]
    values = list(map(itemgetter(*names), rows))
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_insert_statement(table), values)
        return
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy:
        for row in values:
            copy.write_row(row)


def next_number(connection: sa.Connection, column: sa.ColumnElement[int]) -> int:
    """Return the number after the largest of a key; under the write lock, nobody else takes it."""
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(column), 0))).scalar_one()) + 1


def fetch_in(connection: sa.Connection, select: str, keys: Sequence[Any]) -> Iterator[Any]:
    """Yield the rows of `select` with `IN (keys)` after it, as tuples, by the driver alone.

    For what every batch and every claim asks: SQLAlchemy takes longer to write such a query than the database to
    answer it.
    """
    mark = "?" if connection.dialect.name == "sqlite" else "%s"
    cursor = connection.connection.cursor()
    for some in chunks(keys):
        cursor.execute(f"{select} IN ({','.join([mark] * len(some))})", tuple(some))
        yield from cursor.fetchall()


def where_in(
    connection: sa.Connection, query: sa.Select[Any], column: sa.ColumnElement[Any], values: Iterable[Any]
) -> Iterator[Any]:
    """Yield the rows of a query for which the column is one of the values."""
    for some in chunks(list(values)):
        yield from connection.execute(query.where(column.in_(some)))


def chunks(items: Sequence[T], size: int = AT_ONCE) -> Iterator[Sequence[T]]:
    """Yield the items in pieces of that size."""
    for start in range(0, len(items), size):
        yield items[start : start + size]


@cache
def _insert_statement(table: sa.Table) -> str:
    names = [column.name for column in table.columns]
    return f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"
