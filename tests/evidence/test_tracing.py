"""Origins do not depend on the order in which sources come in, nor on when they are looked for."""

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from factkit.evidence.records import source_from_record
from factkit.store import Store
from factkit.workspace.evidence import Adding, add_evidence, find_origins
from factkit.workspace.opening import init, open_store
from factkit.workspace.origins import Nothing, Sourced, trace
from factkit.workspace.searching import LooseEvidence
from tests.evidence.test_origins import OTHER, WIRE

MIDDLE = WIRE.index(" Two cranes")
TEXTS = {"first half": WIRE[:MIDDLE], "second half": WIRE[MIDDLE:], "whole": WIRE, "another report": OTHER}
ORDERS = list(itertools.permutations(TEXTS))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(str(tmp_path / "s.db"), create=True) as store:
        yield store


def sourced(name: str) -> Sourced:
    return source_from_record({"id": name, "text": TEXTS[name]})


def add(store: Store, batch: Sequence[Sourced]) -> None:
    traced = trace(store, batch)
    store.add_sources(traced.items, sketches=traced.sketches, joined=traced.joined)


def groups(store: Store) -> set[tuple[str, frozenset[str]]]:
    """Return the sources of each origin, with the name of the one that stands for all."""
    held = store.sources()
    names = {source.id: source.name for source in held}
    return {(names[each.origin], frozenset(s.name for s in held if s.origin == each.origin)) for each in held}


def expected(order: Sequence[str]) -> set[tuple[str, frozenset[str]]]:
    copies = [name for name in order if name != "another report"]
    return {(copies[0], frozenset(copies)), ("another report", frozenset(["another report"]))}


@pytest.mark.parametrize("order", ORDERS)
def test_cuts_and_their_whole_share_an_origin_in_whatever_order_they_come(store: Store, order: Sequence[str]) -> None:
    for name in order:
        add(store, [sourced(name)])
    assert groups(store) == expected(order)
    assert store.check() == []


@pytest.mark.parametrize("order", ORDERS)
def test_those_that_come_together_share_an_origin_in_whatever_order(store: Store, order: Sequence[str]) -> None:
    add(store, [sourced(name) for name in order])
    assert groups(store) == expected(order)


@pytest.mark.parametrize("order", ORDERS)
def test_sources_added_without_origins_get_them_later(tmp_path: Path, order: Sequence[str]) -> None:
    workspace, _ = init(tmp_path / "desk")
    for name in order:
        path = tmp_path / f"{name}.txt"
        path.write_text(TEXTS[name], encoding="utf-8")
        adding = Adding(overrides={"id": name}, origins=name == "whole")
        add_evidence([str(path)], adding, workspace.folder, report=pytest.fail)
    before, after = find_origins(workspace.folder)
    assert (before, after) == (4, 2)
    assert find_origins(workspace.folder) == (2, 2)
    with open_store(workspace) as store:
        assert groups(store) == expected(order)


def test_what_was_found_out_later_is_known_to_the_next_copy(tmp_path: Path) -> None:
    workspace, _ = init(tmp_path / "desk")
    with open_store(workspace) as store:
        store.add_sources([sourced("first half")])
    find_origins(workspace.folder)
    with open_store(workspace) as store:
        add(store, [sourced("whole")])
        assert groups(store) == {("first half", frozenset(["first half", "whole"]))}


@pytest.mark.parametrize("order", ORDERS)
def test_files_without_a_store_have_the_same_origins(order: Sequence[str]) -> None:
    evidence = LooseEvidence([sourced(name) for name in order])
    assert evidence.counts() == (4, 2)


def test_an_origin_that_the_source_came_with_is_kept_and_shared(store: Store) -> None:
    source, passages = source_from_record({"id": "elsewhere", "text": WIRE})
    given = (type(source)(**{f: getattr(source, f) for f in source.__slots__} | {"origin": "s-far"}), passages)
    add(store, [given])
    add(store, [sourced("first half")])
    assert {source.origin for source in store.sources()} == {"s-far"}


def test_nothing_is_a_copy_of_itself() -> None:
    item = sourced("whole")
    assert trace(Nothing(), [item]).items == [item]
