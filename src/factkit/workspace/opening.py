"""Finding, making and opening a workspace: a folder with a `factkit.toml` and the store."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factkit.config import Config, parse_config
from factkit.errors import StoreError
from factkit.files import read_text, write_text

if TYPE_CHECKING:
    from factkit.index import Index
    from factkit.store import Store

CONFIG_NAME = "factkit.toml"
INDEX_NAME = "index"

_NEW_CONFIG = """\
# The decisions of this desk; every key and its default: docs/configuration.md.

[desk]
name = ""

[store]
database = "factkit.db"

[scale]
default = "averitec"
"""


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder and what its `factkit.toml` says."""

    folder: Path
    config: Config

    @property
    def database(self) -> str:
        """The URL of the store: FACTKIT_DATABASE, else `store.database`, a path counting from the folder."""
        given = os.environ.get("FACTKIT_DATABASE") or self.config.store.database
        return given if "://" in given else str(self.folder / given)

    @property
    def reader(self) -> str | None:
        """Who looks, where no command says so: FACTKIT_REVIEWER, else `desk.reviewer`."""
        return (os.environ.get("FACTKIT_REVIEWER") or self.config.desk.reviewer).strip() or None

    @property
    def index_folder(self) -> Path:
        """Where the index of this machine is; it can be deleted at any time."""
        return self.folder / ".factkit" / INDEX_NAME


def find_workspace(folder: Path | None = None) -> Workspace:
    """Return the workspace in `folder`, else in FACTKIT_WORKSPACE, else in the nearest folder upward.

    Raises:
        StoreError: there is none.
        InputError: its `factkit.toml` is not valid.
    """
    named = folder or (Path(os.environ["FACTKIT_WORKSPACE"]) if os.environ.get("FACTKIT_WORKSPACE") else None)
    if named is not None:
        if not (named / CONFIG_NAME).is_file():
            raise StoreError(f"{named}: no workspace there; make one with: factkit init {named}")
        return _read(named)
    nearest = nearest_folder()
    if nearest is None:
        raise StoreError("no workspace here or above; make one with: factkit init")
    return _read(nearest)


def find_workspace_or_none(folder: Path | None = None) -> Workspace | None:
    """Return the workspace as `find_workspace` does, or None where nobody named one and there is none."""
    if folder is not None or os.environ.get("FACTKIT_WORKSPACE"):
        return find_workspace(folder)
    nearest = nearest_folder()
    return None if nearest is None else _read(nearest)


def init(folder: Path) -> tuple[Workspace, bool]:
    """Make a workspace in `folder`, and the folder where it is missing.

    Returns:
        The workspace, and whether it is new; one that is there already stays as it is.
    """
    from factkit.store import Store

    new = not (folder / CONFIG_NAME).exists()
    if new:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{folder}: cannot be made: {(error.strerror or str(error)).lower()}") from error
        write_text(folder / CONFIG_NAME, _NEW_CONFIG)
    workspace = _read(folder)
    Store.open(workspace.database, create=True).close()
    return workspace, new


@contextmanager
def open_store(workspace: Workspace) -> Iterator[Store]:
    """Open the store of a workspace, and close it at the end.

    Raises:
        StoreError: it is missing, newer, foreign or damaged.
    """
    from factkit.store import Store

    store = Store.open(workspace.database)
    try:
        yield store
    finally:
        store.close()


def open_index(workspace: Workspace, store: Store) -> Index:
    """Open this machine's index of the store and let it catch up."""
    from factkit.index import Index

    index = Index.open(workspace.index_folder)
    index.catch_up(store)
    return index


def nearest_folder() -> Path | None:
    """Return the nearest folder upward with a `factkit.toml`.

    Raises:
        StoreError: the folder that one is in is gone.
    """
    try:
        here = Path.cwd()
    except OSError as error:
        raise StoreError("the folder that you are in is gone; go to another one") from error
    return next((folder for folder in (here, *here.parents) if (folder / CONFIG_NAME).is_file()), None)


def _read(folder: Path) -> Workspace:
    path = folder / CONFIG_NAME
    text = read_text(path) if path.stat().st_size else ""
    return Workspace(folder, parse_config(text, path=str(path)))
