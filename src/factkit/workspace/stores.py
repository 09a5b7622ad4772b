"""The store itself: what it holds, whether it is sound."""

from __future__ import annotations

from pathlib import Path

from factkit.store import Store, StoreInfo
from factkit.workspace.opening import find_workspace, open_store


def store_info(folder: Path | None = None) -> StoreInfo:
    """Return what the store is and how much it holds."""
    with open_store(find_workspace(folder)) as store:
        return store.info()


def check_store(folder: Path | None = None) -> list[str]:
    """Return what is wrong with the store, one line a fault; empty where it is sound."""
    with open_store(find_workspace(folder)) as store:
        return store.check()


def upgrade_store(folder: Path | None = None) -> str:
    """Bring the store to this version, and return its revision."""
    return Store.upgrade(find_workspace(folder).database)
