"""The bytes of sources as they were read, each under its digest in the workspace's `snapshots` folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from factkit.errors import InputError, StoreError
from factkit.files import write_bytes
from factkit.model import sha256


class Snapshots:
    """A folder of bytes under their digests; it need not exist."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, digest: str, data: bytes) -> None:
        """Keep bytes under their digest; the same again changes nothing.

        Raises:
            StoreError: they cannot be written.
        """
        path = self._path(digest)
        try:
            if path.exists():
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(path, data)
        except (OSError, InputError) as error:
            raise StoreError(
                f"the bytes of a source cannot be kept: {error}; leave them out with --no-snapshot"
            ) from error

    def forget(self, digest: str) -> None:
        """Erase the bytes under a digest, where there are any.

        Raises:
            StoreError: they are there and cannot be erased.
        """
        path = self._path(digest)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            said = (error.strerror or str(error)).lower()
            raise StoreError(f"{path}: the bytes of the source cannot be erased: {said}; delete them") from error

    def faults(self) -> Iterator[str]:
        """Yield what is wrong: files whose bytes no longer have the digest that names them."""
        for path in sorted(self._folder.glob("??/*")):
            try:
                stands = sha256(path.read_bytes()) == path.name
            except OSError as error:
                yield f"snapshot {path.name}: cannot be read: {(error.strerror or str(error)).lower()}"
                continue
            if not stands and not path.name.startswith("."):
                yield f"snapshot {path.name}: its bytes are not those that were read (digest mismatch)"

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest
