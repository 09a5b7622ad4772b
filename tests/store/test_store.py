import dataclasses
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from factkit.errors import StoreError
from factkit.model import Anchor, Article, Claim, Passage, Record, RecordKind, Source, SourceStatus, Versions
from factkit.store import Event, Store
from factkit.store.database import open_database
from factkit.store.migrations import HEAD
from factkit.store.part import Part
from factkit.store.rows import Row

ARTICLE = Article(id="x", text="Hello there. Bye.", url="https://example.org/x")
CLAIM = Claim("x", "c-1", "Hello there.", anchors=(Anchor(0, 12, "Hello there."),))
TEXT = "  One two. Three four. "
PASSAGES = (Passage("s-1-0", "s-1", 2, 10, "One two."), Passage("s-1-1", "s-1", 11, 22, "Three four."))
RECORD = Record(
    id="01",
    kind=RecordKind.VERDICT,
    log="",
    previous=None,
    article="x",
    claim="c-1",
    article_sha256="0" * 64,
    claim_sha256="0" * 64,
    reviewer="amina",
    role="reviewer",
    recorded=datetime(2025, 9, 20, tzinfo=UTC),
    scale="averitec",
    scale_version="1",
    rating="supported",
    rationale="Read it.",
    evidence=(),
    versions=Versions("1", "1", "1.0"),
)


@pytest.fixture
def path(tmp_path: Path) -> str:
    return str(tmp_path / "store.db")


@pytest.fixture
def store(path: str):
    with Store.open(path, create=True) as opened:
        yield opened


def test_an_article_is_kept_once_and_found_by_id_beginning_and_url(store: Store) -> None:
    store.keep_article(dataclasses.replace(ARTICLE, id="x-long"))
    store.keep_article(dataclasses.replace(ARTICLE, id="x-long"))
    assert [article.id for article in store.articles()] == ["x-long"]
    assert store.article("x-l") == store.article("https://example.org/x") == store.article("x-long")


def test_a_beginning_that_two_share_is_refused(store: Store) -> None:
    for name in ("ab1", "ab2"):
        store.keep_article(Article(id=name, text=name))
    with pytest.raises(StoreError, match="more than one article is meant"):
        store.article("ab")
    with pytest.raises(StoreError, match="no such article"):
        store.article("%")


def test_an_edited_article_is_a_new_version_and_the_old_one_stays(store: Store) -> None:
    store.keep_article(ARTICLE)
    edited = dataclasses.replace(ARTICLE, text="Hello again.")
    store.keep_article(edited)
    assert store.article("x") == edited
    assert store.article("x", version=ARTICLE.sha256) == ARTICLE


def test_a_new_split_replaces_only_what_nobody_has_touched(store: Store) -> None:
    store.keep_article(ARTICLE)
    other = dataclasses.replace(CLAIM, id="c-2", anchors=(Anchor(13, 17, "Bye."),), text="Bye.")
    dropped = dataclasses.replace(CLAIM, id="c-3")
    store.keep_claims("x", [CLAIM, other, dropped])
    store.append(RECORD)
    store.edit_claims("x", added=[], dropped=["c-3"])
    store.keep_claims("x", [dropped])
    assert [claim.id for claim in store.claims("x")] == ["c-1"]
    assert store.claim("c-3") == dropped


def test_a_source_gives_back_its_text_and_its_passages_exactly(store: Store) -> None:
    store.add_sources([(Source("s-1", "note", TEXT), PASSAGES)])
    assert store.source("note").text == TEXT
    assert store.passages(["s-1-1", "s-1-0"]) == [PASSAGES[1], PASSAGES[0]]
    assert store.held(["s-1-1"])[0].passages == (PASSAGES[1],)


def test_one_text_is_kept_once_and_every_source_of_it_comes_back(store: Store) -> None:
    added = store.add_sources([(Source("s-1", "a", TEXT), PASSAGES), (Source("s-2", "b", TEXT), ())])
    again = store.add_sources([(Source("s-2", "b", TEXT), ())])
    assert (added.added, again.known) == (("s-1", "s-2"), ("s-2",))
    assert store.info().passages == 2
    assert [source.name for source in store.sources_with(PASSAGES)["s-1"]] == ["a", "b"]
    assert store.source("b").text == TEXT
    assert store.source("b").origin == "s-1"


def test_a_source_with_a_known_name_and_another_text_supersedes_the_older(store: Store) -> None:
    store.add_sources([(Source("s-1", "page", TEXT), PASSAGES)])
    newer = (Source("s-2", "page", "New."), (Passage("s-2-0", "s-2", 0, 4, "New."),))
    assert store.add_sources([newer]).superseded == ("s-1",)
    assert store.source("s-1").status is SourceStatus.SUPERSEDED
    assert store.source("s-1").superseded_by == "s-2"
    latest = {change.text: change.active for change in store.changes(2, 10)}
    assert latest == {"One two.": False, "Three four.": False, "New.": True}


NOON = datetime(2025, 9, 20, 12, tzinfo=UTC)
NEWER = {"retrieved": NOON, "published": date(2025, 9, 1)}


@pytest.mark.parametrize(
    ("held", "late", "in_force"),
    [
        ({"retrieved": NOON}, {"retrieved": NOON.replace(hour=11)}, "s-1"),
        ({"retrieved": NOON}, {"retrieved": NOON.replace(hour=13)}, "s-2"),
        (NEWER, {"retrieved": NOON, "published": date(2025, 8, 31)}, "s-1"),
        (NEWER, {"retrieved": NOON.replace(hour=13), "published": date(2025, 8, 31)}, "s-2"),
        ({"published": date(2025, 9, 20)}, {"published": NOON}, "s-2"),
        ({"published": NOON}, {"published": date(2025, 9, 20)}, "s-2"),
        ({"retrieved": NOON}, {"published": date(2025, 8, 31)}, "s-2"),
    ],
)
def test_an_older_retrieval_that_arrives_late_supersedes_nothing(
    store: Store, held: dict, late: dict, in_force: str
) -> None:
    first = (Source("s-1", "page", TEXT, **held), PASSAGES)
    second = (Source("s-2", "page", "New.", **late), (Passage("s-2-0", "s-2", 0, 4, "New."),))
    store.add_sources([first])
    other = {"s-1": "s-2", "s-2": "s-1"}[in_force]
    assert store.add_sources([second]).superseded == (other,)
    assert store.source(other).superseded_by == in_force
    assert [source.id for source in store.sources()] == [in_force]
    assert {change.text for change in store.changes(0, 10) if change.active} == (
        {"New."} if in_force == "s-2" else {"One two.", "Three four."}
    )


def _page(id: str, text: str, **times: object) -> tuple[Source, tuple[Passage, ...]]:
    return Source(id, "page", text, **times), (Passage(f"{id}-0", id, 0, len(text), text),)  # type: ignore[arg-type]


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("hours", [(10, 11, 12), (None, None, None), (10, None, 12)])
def test_a_page_that_returns_to_an_earlier_text_is_current_again(
    store: Store, hours: tuple[int | None, ...], at_once: bool
) -> None:
    times = [{"retrieved": NOON.replace(hour=hour)} if hour else {} for hour in hours]
    came = [_page("s-1", "Old.", **times[0]), _page("s-2", "New.", **times[1]), _page("s-1", "Old.", **times[2])]
    for batch in [came] if at_once else [[each] for each in came]:
        store.add_sources(batch)
    assert [source.id for source in store.sources()] == ["s-1"]
    assert (store.source("s-1").superseded_by, store.source("s-2").superseded_by) == (None, "s-1")
    assert store.source("s-1").retrieved == times[2].get("retrieved")
    assert [change.text for change in store.changes(0, 9) if change.active] == ["Old."]


def test_an_earlier_retrieval_read_again_stays_superseded_and_moves_nothing(store: Store) -> None:
    came = [_page("s-1", "Old.", retrieved=NOON.replace(hour=10)), _page("s-2", "New.", retrieved=NOON)]
    store.add_sources(came)
    seen = store.last_change()
    for again in ([came[0]], [came[1]], came):
        assert store.add_sources(again).superseded == ()
    assert [source.id for source in store.sources()] == ["s-2"]
    assert store.last_change() == seen


@pytest.mark.parametrize("gone", ["withdrawn", "purged"])
def test_what_was_withdrawn_or_purged_does_not_return(store: Store, gone: str) -> None:
    store.add_sources([_page("s-1", "Old."), _page("s-2", "New.")])
    store.change_sources(["s-1"], status=gone)
    assert store.add_sources([_page("s-1", "Old.")]).superseded == ()
    assert [source.id for source in store.sources()] == ["s-2"]


def test_a_copy_of_a_withdrawn_source_is_matched_again(store: Store) -> None:
    store.add_sources([(Source("s-1", "a", TEXT), PASSAGES)])
    store.change_sources(["s-1"], status="withdrawn")
    seen = store.last_change()
    store.add_sources([(Source("s-2", "b", TEXT), tuple(dataclasses.replace(p, source="s-2") for p in PASSAGES))])
    assert [change.active for change in store.changes(seen, 10)] == [True, True]


def test_a_source_that_came_without_its_text_takes_in_more_of_its_passages(store: Store) -> None:
    partial = Source("s-1", "a", "", sha256="f" * 64)
    for passage in reversed(PASSAGES):
        store.add_sources([(partial, (passage,))])
    assert store.passages(["s-1-0", "s-1-1"]) == list(PASSAGES)
    assert store.source("s-1").sha256 == "f" * 64
    assert [change.text for change in store.changes(0, 9)] == ["Three four.", "One two."]
    assert store.check() == []


def test_a_purged_text_is_gone_and_its_copy_stays(store: Store) -> None:
    store.add_sources([(Source("s-1", "a", TEXT), PASSAGES), (Source("s-2", "b", TEXT), ())])
    store.purge_source("s-1", "court order")
    assert (store.source("s-1").text, store.source("s-1").reason) == ("", "court order")
    assert store.source("s-2").text == TEXT
    store.purge_source("s-2", "wrong upload")
    assert not any(change.active for change in store.changes(0, 10))
    assert store.check() == []


def test_a_purged_text_is_not_in_the_file(store: Store, path: str) -> None:
    secret = "The witness lives at number twelve."
    store.add_sources([(Source("s-1", "a", secret), (Passage("s-1-0", "s-1", 0, len(secret), secret),))])
    store.purge_source("s-1", "privacy")
    left = [file for file in Path(path).parent.iterdir() if b"witness" in file.read_bytes()]
    assert left == []


def test_records_are_chained_and_refuse_to_change(store: Store, path: str) -> None:
    store.keep_article(ARTICLE)
    first = store.append(RECORD)
    second = store.append(dataclasses.replace(RECORD, id="02", supersedes="01"))
    assert (second.previous, second.superseded_digest) == (first.digest, first.digest)
    assert store.records("x") == [first, second]
    for statement in ("UPDATE records SET body = ''", "DELETE FROM records"):
        with sqlite3.connect(path) as connection, pytest.raises(sqlite3.IntegrityError, match="records are never"):
            connection.execute(statement)


def test_a_step_that_is_kept_again_is_the_same_step(store: Store) -> None:
    store.keep_article(ARTICLE)
    event = Event(ARTICLE.id, "mira", 1, {"action": "decide"}, RECORD.recorded)
    assert store.keep_step(event, drafts=[RECORD]) == store.keep_step(event, drafts=[RECORD])
    assert (len(store.events(ARTICLE.id)), len(store.records())) == (1, 1)
    with pytest.raises(StoreError, match="elsewhere"):
        store.keep_step(dataclasses.replace(event, body={"action": "skip"}))


def test_a_record_changed_behind_the_store_is_named(store: Store, path: str) -> None:
    store.append(RECORD)
    store.append(dataclasses.replace(RECORD, id="02"))
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TRIGGER records_no_update")
        connection.execute("UPDATE records SET body = replace(body, 'supported', 'refuted') WHERE id = '01'")
    assert [fault for fault in store.check() if "record 01" in fault]


def test_a_record_that_supersedes_nothing_known_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="no such record"):
        store.append(dataclasses.replace(RECORD, supersedes="99"))
    assert store.records() == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "the file is empty"),
        (b"hello" * 100, "no store of factkit"),
        (b"SQLite format 3\x00" + b"\x00" * 50, "damaged"),
        (None, "factkit init"),
    ],
)
def test_what_is_no_store_is_refused(tmp_path: Path, content: bytes | None, words: str) -> None:
    path = tmp_path / "bad.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreError, match=words):
        Store.open(str(path))


def test_a_foreign_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "foreign.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE mine (x)")
    for create in (False, True):
        with pytest.raises(StoreError, match="no store of factkit"):
            Store.open(str(path), create=create)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("mine",)]


@pytest.mark.parametrize(("revision", "words"), [("9999", "newer version"), ("0000", "factkit store upgrade")])
def test_a_store_of_another_version_is_refused(store: Store, path: str, revision: str, words: str) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = ?", [revision])
    with pytest.raises(StoreError, match=words):
        Store.open(path)


def test_a_newer_store_is_not_upgraded(store: Store, path: str) -> None:
    assert Store.upgrade(path) == HEAD
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="newer version"):
        Store.upgrade(path)


def test_the_migrations_make_the_tables_that_the_rows_describe(store: Store, path: str) -> None:
    with open_database(path).read() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Row.metadata) == []
    folder = Path(__file__).parents[2] / "src/factkit/store/migrations"
    assert ScriptDirectory(str(folder)).get_current_head() == HEAD


def test_the_database_itself_refuses_what_cannot_be(path: str, store: Store) -> None:
    statements = (
        "INSERT INTO claims VALUES ('c', 'x', '', 0, 0, 'gone', '{}')",
        "INSERT INTO passages (source, ordinal, start, stop, raw, change) VALUES (1, 0, 5, 5, 'x', 1)",
        "INSERT INTO events (article, reviewer, sequence, body, recorded) VALUES ('x', 'a', 0, '{}', '')",
    )
    with sqlite3.connect(path) as connection:
        for statement in statements:
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(statement)


@pytest.mark.parametrize(
    "url", ["postgresql://me:secret@host:port/desk", "postgresql://[", "mysql://me:secret@host/desk"]
)
def test_a_url_that_is_none_is_refused_and_its_password_not_shown(url: str) -> None:
    with pytest.raises(StoreError) as refused:
        Store.open(url)
    assert "secret" not in str(refused.value)


def test_no_part_of_the_store_hides_a_method_of_another() -> None:
    parts = [part for part in Store.__mro__ if part not in (Store, Part, object)]
    names = [name for part in parts for name in vars(part) if callable(getattr(part, name)) and name[:2] != "__"]
    assert len(parts) == 5
    assert len(names) == len(set(names))
    assert not set(names) & set(vars(Store))
