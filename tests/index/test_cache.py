from __future__ import annotations

import fcntl
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from memory_store import MemoryStore

from factkit.index import Index
from factkit.model import Change

FACTS = [
    "Police arrested Yann Vezilier in Bamako in August 2025",
    "Abdoulaye Diop is the foreign minister of Mali",
    "The ministry announced the suspension on Friday 19 September 2025",
    "Two staff of the consulate in Paris were told to leave",
]


@pytest.fixture
def store() -> MemoryStore:
    store = MemoryStore()
    for number, text in enumerate(FACTS):
        store.put(number, text)
    return store


def opened(folder: Path, store: MemoryStore) -> Index:
    index = Index.open(folder)
    index.catch_up(store)
    return index


def test_it_proposes_the_passage_that_shares_the_rarest_words(tmp_path: Path, store: MemoryStore) -> None:
    assert opened(tmp_path, store).candidates("Diop was minister in Mali", 1) == [1]


def test_it_needs_no_files() -> None:
    index = Index.in_memory(Change(0, number, text, None, active=True) for number, text in enumerate(FACTS))
    assert index.candidates("staff told to leave Paris", 1) == [3]


def test_a_title_is_searched_with_the_text(tmp_path: Path, store: MemoryStore) -> None:
    store.put(9, "He was born in 1954", "Abdoulaye Diop")
    assert 9 in opened(tmp_path, store).candidates("Where Diop was born", 2)


def test_it_catches_up_with_what_was_added_changed_and_withdrawn(tmp_path: Path, store: MemoryStore) -> None:
    opened(tmp_path, store)
    store.put(7, "Zebras grazed in the harbour")
    store.put(1, "Someone else is the foreign minister")
    store.withdraw(0)
    index = opened(tmp_path, store)
    assert index.candidates("zebras", 5) == [7]
    assert index.candidates("Diop", 5) == []
    assert index.candidates("Vezilier", 5) == []
    assert index.documents == 4


def test_catching_up_leaves_the_frequencies_of_an_index_made_at_once(tmp_path: Path, store: MemoryStore) -> None:
    opened(tmp_path / "a", store)
    store.put(1, "Diop is a minister")
    store.withdraw(0)
    grown, fresh = opened(tmp_path / "a", store).frequencies(), opened(tmp_path / "b", store).frequencies()
    assert (grown.documents, grown.mean_length) == (fresh.documents, fresh.mean_length)
    assert [grown.df(term) for term in ("minist", "in", "arrest")] == [fresh.df(t) for t in ("minist", "in", "arrest")]


def test_it_comes_back_when_its_folder_is_deleted(tmp_path: Path, store: MemoryStore) -> None:
    opened(tmp_path, store)
    shutil.rmtree(tmp_path)
    assert opened(tmp_path, store).candidates("Diop", 5) == [1]


def test_it_comes_back_whichever_of_its_files_is_cut_short_or_gone(tmp_path: Path, store: MemoryStore) -> None:
    opened(tmp_path / "whole", store)
    names = [path.relative_to(tmp_path / "whole") for path in (tmp_path / "whole").rglob("*") if path.is_file()]
    assert len(names) > 5
    for name in names:
        for size in (None, 0, 7):
            folder = tmp_path / "damaged"
            shutil.copytree(tmp_path / "whole", folder)
            if size is None:
                (folder / name).unlink()
            else:
                with (folder / name).open("r+b") as file:
                    file.truncate(size)
            assert opened(folder, store).candidates("Diop the minister", 1) == [1], (name, size)
            shutil.rmtree(folder)


def test_an_index_of_another_store_is_not_used(tmp_path: Path, store: MemoryStore) -> None:
    opened(tmp_path, store)
    other = MemoryStore("store-2")
    other.put(0, "Something else")
    assert opened(tmp_path, other).candidates("Diop", 5) == []


def test_a_store_put_back_to_an_earlier_state_is_indexed_anew(tmp_path: Path, store: MemoryStore) -> None:
    opened(tmp_path, store)
    earlier = MemoryStore()
    earlier.put(1, FACTS[1])
    assert opened(tmp_path, earlier).documents == 1


def test_what_another_process_has_not_indexed_yet_is_found_all_the_same(tmp_path: Path, store: MemoryStore) -> None:
    opened(tmp_path, store)
    store.put(7, "Zebras grazed in the harbour")
    store.withdraw(1)
    with (tmp_path / "lock").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        index = Index.open(tmp_path)
        index.catch_up(store, wait_seconds=0)
    assert index.candidates("zebras", 5) == [7]
    assert index.candidates("Diop", 5) == []
    assert index.candidates("consulate", 5) == [3]


def test_a_reader_sees_what_another_index_object_has_written(tmp_path: Path, store: MemoryStore) -> None:
    reader = opened(tmp_path, store)
    store.put(7, "Zebras grazed in the harbour")
    opened(tmp_path, store)
    reader.catch_up(store)
    assert reader.candidates("zebras", 5) == [7]


WRITER = """
import sys
from pathlib import Path
from factkit.index import Index
from memory_store import MemoryStore
store = MemoryStore()
print("ready", flush=True)
for number in range(100_000):
    store.put(number, f"passage number{number} of many words")
    if number % 50 == 49:
        Index.open(Path(sys.argv[1])).catch_up(store)
"""


def test_a_killed_writer_leaves_an_index_that_catches_up(tmp_path: Path) -> None:
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    for wait in (0.05, 0.2, 0.35):
        writer = subprocess.Popen(command, cwd=Path(__file__).parent, stdout=subprocess.PIPE)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(wait)
        writer.kill()
        writer.wait()
        writer.stdout.close()
        store = MemoryStore()
        for number in range(10_000):
            store.put(number, f"passage number{number} of many words")
        index = opened(tmp_path, store)
        assert index.documents == 10_000
        assert index.candidates("number9876", 3) == [9876]
        assert index.candidates("number7", 3) == [7]
        shutil.rmtree(tmp_path)


@pytest.mark.parametrize("query", ["Diopp", "Dioop", "Bamaco", "Vesilier", "suspention", "Abdulaye"])
def test_a_misspelt_name_alone_finds_its_passage(tmp_path: Path, store: MemoryStore, query: str) -> None:
    right = {"D": 1, "A": 1, "B": 0, "V": 0, "s": 2}[query[0]]
    assert opened(tmp_path, store).candidates(query, 1) == [right]
    assert Index.open(tmp_path).candidates(query, 1) == [right]


def test_a_transliterated_name_alone_finds_its_passage(tmp_path: Path, store: MemoryStore) -> None:
    store.put(10, "Wagner fighters left Timbuktu")
    assert opened(tmp_path, store).candidates("Vagner", 1) == [10]


def test_a_few_new_passages_are_found_without_a_commit_and_many_are_committed(
    tmp_path: Path, store: MemoryStore
) -> None:
    opened(tmp_path, store)
    written = contents(tmp_path)
    store.put(10, "Wagner fighters left Timbuktu")
    index = opened(tmp_path, store)
    assert index.candidates("Vagner", 1) == [10]
    assert contents(tmp_path) == written
    for number in range(20, 320):
        store.put(number, f"passage number{number} of many words")
    assert opened(tmp_path, store).candidates("number77", 1) == [77]
    assert contents(tmp_path) != written
    assert opened(tmp_path, store).documents == 305


def test_what_is_in_memory_counts_and_ranks_as_what_is_committed(tmp_path: Path, store: MemoryStore) -> None:
    for number in range(20, 120):
        store.put(number, f"The minister of trade spoke of ship number{number} in the harbour")
    opened(tmp_path / "a", store)
    store.put(200, "A minister left the harbour by ship")
    store.put(201, "Consulates are closed and the minister of Mali is away")
    grown, fresh = opened(tmp_path / "a", store), opened(tmp_path / "b", store)
    one, other = grown.frequencies(), fresh.frequencies()
    assert (one.documents, one.mean_length) == (other.documents, other.mean_length)
    assert [one.df(term) for term in ("minist", "harbour", "mali")] == [
        other.df(t) for t in ("minist", "harbour", "mali")
    ]
    for text in ("Diop, the minister of Mali", "the ship number33 left the harbour", "the staff of a consulate"):
        assert grown.candidates(text, 3) == fresh.candidates(text, 3)


def test_a_withdrawn_passage_in_memory_is_gone(tmp_path: Path, store: MemoryStore) -> None:
    index = opened(tmp_path, store)
    store.put(10, "Wagner fighters left Timbuktu")
    index.catch_up(store)
    store.withdraw(10)
    index.catch_up(store)
    assert index.candidates("Wagner", 1) == []
    assert index.documents == 4


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.suffix == ".json"}
