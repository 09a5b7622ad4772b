"""The index brought up to date in a process of its own, while an import still takes sources in.

`indexing` starts one child (`python -m factkit.workspace.indexing FOLDER`) and tells it by a line when there is more.
The index is a cache: where the child fails or is killed, whoever looks next catches up.
"""

from __future__ import annotations

import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from factkit.workspace.opening import Workspace, find_workspace, open_store

if TYPE_CHECKING:
    from factkit.index import Index
    from factkit.store import Store

STEP = 40_000
_MORE, _END = b"more\n", b"end\n"


class Indexing:
    """A child that indexes what has been committed; it is started when first told of something."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._process: subprocess.Popen[bytes] | None = None

    def tell(self) -> None:
        """Let it know that more has been committed."""
        if self._process is None:
            # -P: a folder called factkit where the program is started must not be imported in its place
            command = [sys.executable, "-P", "-m", "factkit.workspace.indexing", str(self._workspace.folder.resolve())]
            quiet = subprocess.DEVNULL
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=quiet, stderr=quiet)
        self._say(_MORE)

    def finish(self) -> None:
        """Wait until all that was committed is indexed, as far as it was ever told of something."""
        self._say(_END)
        self.stop()

    def stop(self) -> None:
        """Let it end what it is at, and wait for that."""
        if self._process and self._process.stdin:
            with contextlib.suppress(OSError):
                self._process.stdin.close()
            self._process.wait()
        self._process = None

    def _say(self, word: bytes) -> None:
        if self._process and self._process.stdin:
            with contextlib.suppress(OSError):
                self._process.stdin.write(word)
                self._process.stdin.flush()


@contextlib.contextmanager
def indexing(workspace: Workspace) -> Iterator[Indexing]:
    """Give a child that indexes beside this process; at the end it is gone."""
    child = Indexing(workspace)
    try:
        yield child
    finally:
        child.stop()


def _follow(store: Store, index: Index, words: Iterator[bytes]) -> None:
    """Catch up once there is enough to do, and for good when told that it is the end."""
    for word in words:
        if word == _END or store.last_change() - index.change >= STEP:
            index.catch_up(store)
        if word == _END:
            index.prepare()


def main() -> None:
    """Follow an import until standard input ends."""
    from factkit.index import Index

    workspace = find_workspace(Path(sys.argv[1]))
    with open_store(workspace) as store:
        _follow(store, Index.open(workspace.index_folder), iter(sys.stdin.buffer.readline, b""))


if __name__ == "__main__":
    main()
