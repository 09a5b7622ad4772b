"""A database that is ours: opened, checked, made, migrated. SQLite and PostgreSQL behind one small value."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, DBAPIError, OperationalError

from factkit.errors import StoreError
from factkit.store.migrations import HEAD

APPLICATION_ID = 0x666B6974  # "fkit"
BUSY_SECONDS = 60
MAPPED_BYTES = 1 << 30
"""How much of SQLite's file is read as memory: the passages of a match lie all over it. An import has a cache."""
_WAIT_SECONDS = (0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0)
_CHANGE_LOCK = 0x666B6974
_SQLITE_HEADER = b"SQLite format 3\x00"

T = TypeVar("T")


class Database:
    """An open database of the right version.

    `read()` and `write()` give a connection inside a transaction; a write holds the database's one write lock from its
    first statement, so that two writers wait for one another and neither is refused.
    """

    def __init__(self, engine: sa.Engine, name: str) -> None:
        self.engine, self.name = engine, name

    @property
    def is_sqlite(self) -> bool:
        """Whether this is SQLite; otherwise it is PostgreSQL."""
        return self.engine.dialect.name == "sqlite"

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one state of the database."""
        with _errors_named(self.name), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self, *, durable: bool = True) -> Iterator[sa.Connection]:
        """Give a connection whose changes are committed together at the end, or not at all.

        Args:
            durable: wait until they are on the disk; a bulk import need not for each of its steps.
        """
        with _errors_named(self.name), self.engine.connect() as connection:
            if self.is_sqlite:
                connection.execution_options(factkit_write="FULL" if durable else "NORMAL")
            with connection.begin():
                yield connection

    def forget(self) -> None:
        """Leave nothing of what was erased in the files: SQLite's log is folded into the database and cut."""
        if self.is_sqlite:
            with _errors_named(self.name), self.engine.connect() as connection:
                driver = connection.connection.driver_connection
                if isinstance(driver, sqlite3.Connection):
                    driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def copy_to(self, path: Path) -> None:
        """Copy an SQLite database into a new file by its online backup: beside it first, then renamed.

        Raises:
            StoreError: this is PostgreSQL, or the file exists or cannot be written.
        """
        if not self.is_sqlite:
            raise StoreError(f"{self.name}: a PostgreSQL database; back it up with: pg_dump")
        if path.exists():
            raise StoreError(f"{path}: exists already; name a new file")
        beside = path.with_name(f".{path.name}.part")
        beside.unlink(missing_ok=True)
        try:
            with (
                _errors_named(str(path)),
                closing(sqlite3.connect(beside)) as copy,
                self.engine.connect() as connection,
            ):
                driver = connection.connection.driver_connection
                assert isinstance(driver, sqlite3.Connection)
                driver.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE")
            beside.replace(path)
        except OSError as error:
            raise StoreError(f"{path}: cannot be written: {(error.strerror or str(error)).lower()}") from error
        finally:
            beside.unlink(missing_ok=True)

    def repeat(self, work: Callable[[sa.Connection], T], *, durable: bool = True) -> T:
        """Do `work` in a write transaction, and again where the server was lost on the way.

        A lost commit may have been made or not: `work` must come to the same when it finds its own result there.
        """

        def once() -> T:
            with self.write(durable=durable) as connection:
                return work(connection)

        return self._until_done(once)

    def ask(self, question: Callable[[sa.Connection], T]) -> T:
        """Ask `question` of one state of the database, and again where the server was lost on the way."""

        def once() -> T:
            with self.read() as connection:
                return question(connection)

        return self._until_done(once)

    def _until_done(self, once: Callable[[], T]) -> T:
        for wait in (*_WAIT_SECONDS, None):
            try:
                return once()
            except StoreError as error:
                if wait is None or self.is_sqlite or not _is_lost(error.__cause__):
                    raise
                time.sleep(wait)
        raise AssertionError("unreachable")

    def take_change_lock(self, connection: sa.Connection) -> None:
        """Hold the counter of changes until this transaction ends, so that numbers become visible in their order.

        SQLite's write transaction does so by itself.
        """
        if not self.is_sqlite:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_CHANGE_LOCK)))


def open_database(url: str, *, create: bool = False, older: bool = False) -> Database:
    """Open the database at a path or URL.

    Args:
        create: make it, where it is missing or an empty PostgreSQL database.
        older: open one of an older version too, to upgrade it.

    Raises:
        StoreError: it is missing, empty, damaged, not factkit's, or of another version.
    """
    name = _without_password(url)
    database = Database(_engine(url, name, create=create), name)
    try:
        revision = _revision(database)
        if revision is None and create:
            migrate(database)
        elif revision != HEAD and not (older and revision and revision < HEAD):
            _refuse(name, revision)
    except BaseException:
        database.engine.dispose()
        raise
    return database


def migrate(database: Database) -> None:
    """Bring the tables to the newest revision in one transaction; whoever comes second finds it done."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "factkit.store:migrations")
    config.set_main_option("path_separator", "os")
    with database.write() as connection:
        database.take_change_lock(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if database.is_sqlite:
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")


def _engine(url: str, name: str, *, create: bool) -> sa.Engine:
    if "://" not in url or url.startswith("sqlite://"):
        return _sqlite_engine(url.removeprefix("sqlite:///"), create=create)
    if not url.startswith(("postgresql://", "postgres://")):
        raise StoreError(f"{name}: not a database that factkit knows; give a file or a postgresql:// URL")
    try:
        return sa.create_engine(sa.make_url("postgresql+psycopg://" + url.split("://", 1)[1]), pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise StoreError("PostgreSQL needs an extra; install it with: pip install 'factkit[postgres]'") from error


def _sqlite_engine(path: str, *, create: bool) -> sa.Engine:
    file = Path(path)
    if file.exists():
        _check_sqlite_file(file)
    elif not create:
        raise StoreError(f"{path}: no store there; make one with: factkit init")
    elif not file.parent.is_dir():
        raise StoreError(f"{path}: the folder is missing")
    engine = sa.create_engine(sa.URL.create("sqlite", database=path), connect_args={"timeout": BUSY_SECONDS})
    sa.event.listen(engine, "connect", _prepare_sqlite)
    sa.event.listen(engine, "begin", _begin_sqlite)
    return engine


def _check_sqlite_file(file: Path) -> None:
    try:
        with file.open("rb") as opened:
            header = opened.read(len(_SQLITE_HEADER))
    except OSError as error:
        raise StoreError(f"{file}: cannot be read: {(error.strerror or str(error)).lower()}") from error
    if not header:
        raise StoreError(f"{file}: the file is empty, so this is no store; restore it from a backup, or delete it")
    if header != _SQLITE_HEADER:
        raise StoreError(f"{file}: this is no store of factkit")


def _prepare_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute(f"PRAGMA mmap_size={MAPPED_BYTES}")


def _begin_sqlite(connection: sa.Connection) -> None:
    synchronous = connection.get_execution_options().get("factkit_write")
    if synchronous is None:
        connection.exec_driver_sql("BEGIN")
        return
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        bulk = synchronous == "NORMAL"
        driver.execute(f"PRAGMA synchronous={synchronous}")
        driver.execute(f"PRAGMA cache_size={-256_000 if bulk else -8_000}")
        driver.execute(f"PRAGMA wal_autocheckpoint={20_000 if bulk else 1_000}")
        driver.execute(f"PRAGMA mmap_size={0 if bulk else MAPPED_BYTES}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _revision(database: Database) -> str | None:
    """Return the revision of the tables, or None where there is no table at all."""
    with database.read() as connection:
        tables = sa.inspect(connection).get_table_names()
        if not tables:
            return None
        if "alembic_version" not in tables or "meta" not in tables:
            raise StoreError(f"{database.name}: this is a database, but no store of factkit")
        return str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())


def _refuse(name: str, revision: str | None) -> None:
    if revision is None:
        raise StoreError(f"{name}: the database is empty; make a store in it with: factkit init")
    if revision < HEAD:
        raise StoreError(f"{name}: the store is of an older version ({revision}); run: factkit store upgrade")
    raise StoreError(f"{name}: the store is of a newer version ({revision}, this is {HEAD}); install a newer factkit")


@contextmanager
def _errors_named(name: str) -> Iterator[None]:
    try:
        yield
    except OperationalError as error:
        raise StoreError(f"{name}: {_reason(error)}") from error
    except DatabaseError as error:
        if isinstance(error.orig, sqlite3.DatabaseError) and type(error.orig) is sqlite3.DatabaseError:
            raise StoreError(f"{name}: the store is damaged: {_reason(error)}; restore it from a backup") from error
        raise
    except sqlite3.OperationalError as error:
        raise StoreError(f"{name}: {error}") from error
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{name}: the store is damaged: {error}; restore it from a backup") from error


def _is_lost(error: BaseException | None) -> bool:
    """Whether the server went away, or is not back yet; its own refusals have a code."""
    return isinstance(error, OperationalError) and (
        error.connection_invalidated or getattr(error.orig, "sqlstate", None) in (None, "57P01", "57P02", "57P03")
    )


def _reason(error: DBAPIError) -> str:
    said = " ".join(str(error.orig).split())
    return f"{said}; {_REMEDIES[said]}" if said in _REMEDIES else said


_REMEDIES = {
    "database or disk is full": "make room and run the command again, nothing is half-written",
    "unable to open database file": "SQLite writes beside the file: you must be allowed to write in its folder",
    "attempt to write a readonly database": "you must be allowed to write the file and in its folder",
    "database is locked": "another process has been writing for a minute; run the command again",
}


def _without_password(url: str) -> str:
    if "://" not in url:
        return url
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except (sa.exc.ArgumentError, ValueError) as error:
        raise StoreError("the URL of the store cannot be read; it looks like postgresql://USER@HOST/NAME") from error
