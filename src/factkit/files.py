"""Files read whole and written whole: bounded, UTF-8, and never half-written."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from factkit.errors import InputError

MAX_BYTES = 100_000_000


def read_text(path: Path | str, *, max_bytes: int = MAX_BYTES) -> str:
    """Return the text of a file, or of standard input for "-". Line ends stay as they are; a BOM is dropped.

    Raises:
        InputError: the file is missing, a folder, no regular file, too large, empty, or not UTF-8 text.
    """
    return decode(read_bytes(path, max_bytes=max_bytes), str(path) if str(path) != "-" else "<stdin>")


def read_bytes(path: Path | str, *, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file, or of standard input for "-".

    Raises:
        InputError: the file is missing, a folder, no regular file, too large, empty or not readable.
    """
    name = "<stdin>" if str(path) == "-" else str(path)
    with opened(path) as file:
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise InputError(f"larger than {max_bytes} bytes; raise the limit with --max-bytes", path=name)
    if not data:
        raise InputError("the file is empty", path=name)
    return data


@contextlib.contextmanager
def opened(path: Path | str) -> Iterator[BinaryIO]:
    """Give the bytes of a file, or of standard input for "-", to read one after the other.

    Raises:
        InputError: the file is missing, a folder, a pipe or device, or not readable; also while it is read.
    """
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    try:
        _refuse_pipes(Path(path))
        with Path(path).open("rb") as file:
            yield file
    except OSError as error:
        fault = _FAULTS.get(error.errno or 0, f"cannot be read: {_reason(error)}")
        raise InputError(fault, path=str(path)) from error


def decode(data: bytes, name: str) -> str:
    """Return UTF-8 bytes as text.

    Raises:
        InputError: not UTF-8 (with the byte offset), UTF-16, or it holds a NUL.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("this is UTF-16; save it as UTF-8", path=name)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise InputError(f"not UTF-8: byte {error.start} is {data[error.start]:#04x}", path=name, line=line) from error
    if "\x00" in text:
        offset = text.index("\x00")
        raise InputError(
            f"a NUL character at {offset}; this is no text", path=name, line=text.count("\n", 0, offset) + 1
        )
    return text


def write_text(path: Path | str, text: str) -> None:
    """Write `text` as UTF-8 in the place of `path`: beside it first, to the disk, then renamed over it.

    Raises:
        InputError: it cannot be written; the file that stood there stays as it was.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path | str, data: bytes) -> None:
    """Write `data` in the place of `path`, as `write_text` does."""
    target = Path(path)
    beside = None
    try:
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)  # a device or a pipe is written to; a file must not take its place
            return
        with tempfile.NamedTemporaryFile(dir=target.parent, prefix=f".{target.name}.", delete=False) as file:
            beside = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o666 & ~_umask())
        beside.replace(target)
    except OSError as error:
        if beside:
            with contextlib.suppress(OSError):
                beside.unlink()
        raise InputError(f"cannot be written: {_reason(error)}", path=str(path)) from error


_FAULTS = {
    errno.ENOENT: "no such file; check its name and the folder that you are in",
    errno.ENOTDIR: "no such file; check its name and the folder that you are in",
    errno.EISDIR: "this is a folder; name a file",
    errno.EACCES: "no permission to read it; make it readable for you, or ask its owner",
    errno.ELOOP: "a link that leads back to itself; name the file",
}


def _refuse_pipes(path: Path) -> None:
    """Refuse what is neither file nor folder: a pipe that nobody writes to would be waited for without end."""
    try:
        mode = path.stat().st_mode
    except ValueError as error:
        raise InputError(f"cannot be read: {error}", path=repr(str(path))) from error
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        what = "not a regular file; to read a pipe or device, send it to standard input and name -"
        raise InputError(what, path=str(path))


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
