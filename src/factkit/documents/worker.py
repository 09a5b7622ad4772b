"""The process in which HTML, PDF, DOCX and feeds are read, so that a hostile file can cost no more than its limits.

`read_apart` sends bytes to one long-lived child (`python -m factkit.documents.worker`), waits so many seconds, and
kills it otherwise; the next file gets a new one. Both speak JSON, each message after a line with its length.
"""

from __future__ import annotations

import atexit
import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import IO, Any

from factkit.documents.document import Document, LeftOut, Segment
from factkit.documents.sniffing import Format
from factkit.errors import InputError
from factkit.model import SourceKind
from factkit.wire import date_or_time_from_json, dumps

MEMORY_BYTES = 2_000_000_000

_PLAIN = ("place", "text", "format", "sha256", "title", "url", "publisher", "byline", "language", "license")
_MORE = ("rating", "rating_scale", "id")


def read_apart(data: bytes, kind: Format, place: str, *, seconds: float, charset: str | None = None) -> list[Document]:
    """Return what the reader of a format makes of some bytes, read in a process of its own.

    Raises:
        InputError: the reader refuses it, takes longer than `seconds`, or dies of it.
    """
    request = json.dumps({"kind": kind.value, "place": place, "charset": charset, "bytes": len(data)}).encode()
    reply = _CHILD.ask(request, data, seconds)
    if reply is None:
        raise InputError(f"not read within {seconds:g} seconds, or it needs too much memory", path=place)
    answer = json.loads(reply)
    if "error" in answer:
        raise InputError(answer["error"], path=place)
    documents = [_from_json(item) for item in answer["documents"]]
    return [document if document.format == "feed" else replace(document, raw=data) for document in documents]


class _Child:
    """The worker, started when first asked and again after it was killed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def ask(self, request: bytes, data: bytes, seconds: float) -> bytes | None:
        """Return the reply, or None where none came in time; then the worker is gone."""
        with self._lock:
            process = self._running()
            replies: list[bytes] = []
            asking = threading.Thread(target=_exchange, args=(process, request, data, replies), daemon=True)
            asking.start()
            asking.join(seconds)
            if not replies:
                self.stop()
                asking.join()
            return replies[0] if replies else None

    def stop(self) -> None:
        """End the worker."""
        if self._process is None:
            return
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            # -P: a folder called factkit where the program is started must not be imported in its place
            command = [sys.executable, "-P", "-m", "factkit.documents.worker"]
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        return self._process


_CHILD = _Child()
atexit.register(_CHILD.stop)


def _exchange(process: subprocess.Popen[bytes], request: bytes, data: bytes, replies: list[bytes]) -> None:
    with contextlib.suppress(OSError, ValueError):
        if process.stdin and process.stdout:
            _send(process.stdin, request, data)
            if (reply := _receive(process.stdout)) is not None:
                replies.append(reply)


def _send(stream: IO[bytes], *parts: bytes) -> None:
    for part in parts:
        stream.write(b"%d\n" % len(part) + part)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    length = stream.readline()
    if not length:
        return None
    size = int(length)
    data = stream.read(size)
    return data if len(data) == size else None


def _to_json(document: Document) -> dict[str, Any]:
    plain = {name: getattr(document, name) for name in (*_PLAIN, *_MORE)}
    return {
        **plain,
        "kind": document.kind.value,
        "published": document.published.isoformat() if document.published else None,
        "segments": [[part.start, part.end, part.locator] for part in document.segments],
        "left_out": [[part.text, part.reason] for part in document.left_out],
    }


def _from_json(data: Mapping[str, Any]) -> Document:
    published = data["published"]
    text = data["text"]
    return Document(
        **{name: data[name] for name in (*_PLAIN, *_MORE)},
        raw=text.encode(),
        kind=SourceKind(data["kind"]),
        published=date_or_time_from_json(published) if published else None,
        segments=tuple(Segment(*part) for part in data["segments"]),
        left_out=tuple(LeftOut(*part) for part in data["left_out"]),
    )


def _answer(request: Mapping[str, Any], data: bytes) -> dict[str, Any]:
    from factkit.documents.docx import read_docx
    from factkit.documents.feed import read_feed
    from factkit.documents.html import read_html
    from factkit.documents.pdf import read_pdf

    readers: dict[str, Callable[[bytes, str], list[Document]]] = {
        Format.HTML: lambda data, place: read_html(data, place, request["charset"]),
        Format.PDF: read_pdf,
        Format.DOCX: read_docx,
        Format.FEED: read_feed,
    }
    try:
        return {"documents": [_to_json(document) for document in readers[request["kind"]](data, request["place"])]}
    except InputError as error:
        return {"error": " ".join(error.message.split())}
    except (Exception, RecursionError, MemoryError) as error:  # noqa: BLE001 (the boundary: what a reader does not foresee is the file's fault)
        return {"error": f"cannot be read: {type(error).__name__}: {error}"[:500]}


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))


def main() -> None:
    """Answer requests until standard input ends."""
    _limit_memory()
    source, target = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while (request := _receive(source)) is not None:
        data = _receive(source)
        if data is None:
            return
        _send(target, dumps(_answer(json.loads(request), data)).encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
