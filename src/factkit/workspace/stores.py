"""The store itself: what it holds, whether it is sound."""

from __future__ import annotations

from pathlib import Path

from factkit.store import Store, StoreInfo
from factkit.workspace.evidence import SNAPSHOTS_NAME
from factkit.workspace.opening import find_workspace, open_store
from factkit.workspace.snapshots import Snapshots


def store_info(folder: Path | None = None) -> StoreInfo:
    """Return what the store is and how much it holds."""
    with open_store(find_workspace(folder)) as store:
        return store.info()


def check_store(folder: Path | None = None) -> list[str]:
    """Return what is wrong with the store and the bytes beside it, one line a fault; empty where all is sound."""
    workspace = find_workspace(folder)
    with open_store(workspace) as store:
        return [*store.check(), *Snapshots(workspace.folder / SNAPSHOTS_NAME).faults()]


def backup_store(path: Path, folder: Path | None = None) -> None:
    """Write a copy of the store as of one moment into a new file; it may be in use."""
    with open_store(find_workspace(folder)) as store:
        store.backup(path)


def upgrade_store(folder: Path | None = None) -> str:
    """Bring the store to this version, and return its revision."""
    return Store.upgrade(find_workspace(folder).database)
