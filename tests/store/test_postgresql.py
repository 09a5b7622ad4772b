"""The store on PostgreSQL: what holds on SQLite holds here, on the same code."""

import dataclasses
import itertools
import threading
import time
from collections.abc import Iterator

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from postgresql_server import Server, running
from test_store import (  # noqa: F401 - the same tests, on another store
    ARTICLE,
    PASSAGES,
    RECORD,
    TEXT,
    test_a_beginning_that_two_share_is_refused,
    test_a_copy_of_a_withdrawn_source_is_matched_again,
    test_a_new_split_replaces_only_what_nobody_has_touched,
    test_a_page_that_returns_to_an_earlier_text_is_current_again,
    test_a_purged_text_is_gone_and_its_copy_stays,
    test_a_record_that_supersedes_nothing_known_is_refused,
    test_a_source_gives_back_its_text_and_its_passages_exactly,
    test_a_source_that_came_without_its_text_takes_in_more_of_its_passages,
    test_a_source_with_a_known_name_and_another_text_supersedes_the_older,
    test_a_step_that_is_kept_again_is_the_same_step,
    test_an_article_is_kept_once_and_found_by_id_beginning_and_url,
    test_an_earlier_retrieval_read_again_stays_superseded_and_moves_nothing,
    test_an_edited_article_is_a_new_version_and_the_old_one_stays,
    test_an_older_retrieval_that_arrives_late_supersedes_nothing,
    test_one_text_is_kept_once_and_every_source_of_it_comes_back,
    test_what_was_withdrawn_or_purged_does_not_return,
)

from factkit.errors import StoreError
from factkit.model import Passage, Source
from factkit.store import Event, Store
from factkit.store.database import open_database
from factkit.store.rows import Row
from factkit.workspace.origins import trace

pytestmark = pytest.mark.system
_names = itertools.count()


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running() as started:
        yield started


@pytest.fixture
def url(server: Server) -> str:
    return server.url(f"t{next(_names)}")


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with Store.open(url, create=True) as opened:
        yield opened


def test_an_empty_database_is_no_store_until_it_is_made_one(url: str) -> None:
    with pytest.raises(StoreError, match="factkit init"):
        Store.open(url)
    Store.open(url, create=True).close()
    Store.open(url).close()


def test_the_migrations_make_the_tables_that_the_rows_describe(store: Store, url: str) -> None:
    database = open_database(url)
    with database.read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Row.metadata) == []
    database.engine.dispose()


def test_records_refuse_to_change(store: Store, url: str) -> None:
    store.keep_article(ARTICLE)
    first = store.append(RECORD)
    second = store.append(dataclasses.replace(RECORD, id="02", supersedes="01"))
    assert second.previous == first.digest
    assert store.verify() is None
    database = open_database(url)
    for statement in ("UPDATE records SET body = ''", "DELETE FROM records"):
        with pytest.raises(sa.exc.DatabaseError, match="never changed or deleted"), database.write() as connection:
            connection.exec_driver_sql(statement)
    database.engine.dispose()


def test_changes_become_visible_in_the_order_of_their_numbers(store: Store, url: str) -> None:
    """A writer that took its numbers and has not committed holds back the next one: no reader passes it over."""
    database = open_database(url)
    seen: list[int] = []
    with database.write() as connection:
        database.take_change_lock(connection)
        late = threading.Thread(target=lambda: store.add_sources([(Source("s-1", "a", TEXT), PASSAGES)]))
        late.start()
        late.join(0.5)
        assert late.is_alive()
        seen += [change.change for change in store.changes(0, 10)]
    late.join()
    database.engine.dispose()
    assert seen == []
    assert [change.change for change in store.changes(0, 10)] == [1, 2]


def test_writers_side_by_side_lose_nothing(url: str, store: Store) -> None:
    def add(worker: int) -> None:
        with Store.open(url) as own:
            for number in range(10):
                name = f"s-{worker}-{number}"
                own.add_sources([(Source(name, name, name), (Passage(f"{name}-0", name, 0, len(name), name),))])

    workers = [threading.Thread(target=add, args=(worker,)) for worker in range(5)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert [change.change for change in store.changes(0, 100)] == list(range(1, 51))


def test_a_server_that_restarts_during_commits_loses_nothing_and_doubles_nothing(server: Server, url: str) -> None:
    with Store.open(url, create=True) as store:
        adding = threading.Thread(target=_add_one_by_one, args=(store, 150))
        adding.start()
        for _ in range(2):
            time.sleep(0.3)
            server.stop()
            server.start()
        adding.join()
        assert [source.name for source in store.sources()] == [f"s-{number}" for number in range(150)]
        assert store.last_change() == 150
        assert store.check() == []


def _add_one_by_one(store: Store, count: int) -> None:
    for number in range(count):
        id = f"s-{number}"
        traced = trace(store, [(Source(id, id, id), (Passage(f"{id}-0", id, 0, len(id), id),))])
        store.add_sources(traced.items, sketches=traced.sketches, joined=traced.joined)
    store.settle()


def test_a_server_that_restarts_during_a_review_loses_no_step_and_doubles_none(server: Server, url: str) -> None:
    with Store.open(url, create=True) as store:
        store.keep_article(ARTICLE)
        reviewing = threading.Thread(target=_keep_steps, args=(store, 150))
        reviewing.start()
        for _ in range(2):
            time.sleep(0.3)
            server.stop()
            server.start()
        reviewing.join()
        assert [event.sequence for event in store.events(ARTICLE.id)] == list(range(1, 151))
        assert [record.id for record in store.records()] == [f"{number:03}" for number in range(1, 151)]
        assert store.verify() is None


def _keep_steps(store: Store, count: int) -> None:
    for number in range(1, count + 1):
        event = Event(ARTICLE.id, "mira", number, {"action": f"{number}"}, RECORD.recorded)
        store.keep_step(event, drafts=[dataclasses.replace(RECORD, id=f"{number:03}")])


def test_a_record_that_is_appended_again_is_the_same_record(store: Store) -> None:
    store.keep_article(ARTICLE)
    assert store.append(RECORD) == store.append(RECORD)
    assert len(store.records()) == 1
