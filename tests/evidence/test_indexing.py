"""The index brought up to date by a process beside an import."""

from pathlib import Path

from factkit.evidence.records import source_from_record
from factkit.index import Index
from factkit.workspace.indexing import indexing
from factkit.workspace.opening import init, open_store


def test_what_was_committed_before_the_end_is_indexed_when_it_has_finished(tmp_path: Path) -> None:
    workspace, _ = init(tmp_path / "desk")
    with open_store(workspace) as store, indexing(workspace) as beside:
        for number in range(3):
            store.add_sources([source_from_record({"text": f"Ferry {number} left."})])
            beside.tell()
        beside.finish()
        assert Index.open(workspace.index_folder).change == store.last_change() == 3


def test_nothing_is_indexed_where_nothing_was_told(tmp_path: Path) -> None:
    workspace, _ = init(tmp_path / "desk")
    with indexing(workspace) as beside:
        beside.finish()
    assert not workspace.index_folder.exists()


def test_an_import_that_ends_early_leaves_no_process_behind(tmp_path: Path) -> None:
    workspace, _ = init(tmp_path / "desk")
    with indexing(workspace) as beside:
        beside.tell()
    beside.finish()
    assert not workspace.index_folder.exists()
