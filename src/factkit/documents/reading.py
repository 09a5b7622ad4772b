"""A path, folder, pattern, URL or standard input -> documents and records, whatever their format."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from factkit.documents.claimreview import document_of, reviews_in
from factkit.documents.document import Document, Found
from factkit.documents.fetching import fetch as get
from factkit.documents.html import MAX_BYTES as HTML_BYTES
from factkit.documents.jsonlines import MAX_LINE_BYTES, document_from_record, objects, read_json_lines
from factkit.documents.languages import language_of
from factkit.documents.markdown import read_markdown
from factkit.documents.sniffing import HEAD_BYTES, Format, sniff
from factkit.documents.table import read_table
from factkit.documents.text import read_text
from factkit.documents.worker import read_apart
from factkit.errors import InputError
from factkit.files import MAX_BYTES, decode, opened
from factkit.strictjson import parse

STDIN = "<stdin>"


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading may cost.

    Attributes:
        max_bytes: of one document; by default 100 MB, and 2 MB for HTML, which takes longer than it is large.
        max_line_bytes: of a line of JSON.
        seconds: for a page or a PDF to be read, and for a URL to be fetched.
        allow_private: whether a URL may lead to this machine or its own network.
    """

    max_bytes: int | None = None
    max_line_bytes: int = MAX_LINE_BYTES
    seconds: float = 30.0
    allow_private: bool = False

    @classmethod
    def up_to(cls, max_bytes: int | None) -> Limits:
        """Return the limits with one for every kind of document and for lines; None leaves each kind its own."""
        return cls(max_bytes, max_bytes or MAX_LINE_BYTES)


def read(
    place: Path | str, *, fetch: bool = False, max_bytes: int | None = None, limits: Limits = Limits()
) -> Document:
    """Return the one document at a path, at a URL, or on standard input for "-".

    Args:
        fetch: whether a URL may be read over the network.
        max_bytes: in place of the one in `limits`.

    Raises:
        InputError: it cannot be read, holds no text, or holds several documents (use `read_many`).
    """
    found = read_many(place, fetch=fetch, limits=replace(limits, max_bytes=max_bytes or limits.max_bytes))
    first, second = next(found, None), next(found, None)
    if first is None:
        raise InputError("no text in it", path=_name(place))
    if isinstance(first.item, InputError):
        raise first.item
    if second is not None:
        raise InputError("several documents where one is expected", path=_name(place))
    if isinstance(first.item, Document):
        return first.item
    return _with_language(document_from_record(first.item, first.place, first.line))


def read_many(
    place: Path | str,
    *,
    fetch: bool = False,
    columns: Mapping[str, str] | None = None,
    limits: Limits = Limits(),
) -> Iterator[Found]:
    """Yield all that is at a path, in a folder, under a glob pattern, at a URL, or on standard input for "-".

    A line of JSON comes as the object it is, without a look at its keys; everything else as a document. What cannot
    be read comes as the error, with its place, and the rest comes all the same.

    Args:
        columns: which column of a table is which key of a record, as {"text": "Claim reviewed"}.

    Raises:
        InputError: there is nothing at the place, or the one file there cannot be read.
    """
    name = str(place)
    if is_url(name):
        yield from _fetched(name, fetch, columns, limits)
        return
    for path in _paths(name):
        try:
            with opened(path) as stream:
                yield from _stream(stream, path, columns, limits)
        except InputError as error:
            if path == name:
                raise
            yield Found(path, None, error)


def is_url(place: str) -> bool:
    """Say whether a place is a URL and no path."""
    return "://" in place


def _name(place: Path | str) -> str:
    return STDIN if str(place) == "-" else str(place)


def _paths(name: str) -> list[str]:
    """Return the files that a path, folder or pattern names, in order; hidden ones and links out are left out."""
    if name == "-":
        return [name]
    if not name.strip():
        raise InputError("no name; give a file, a folder, a URL, or - for standard input", path=repr(name))
    try:
        if Path(name).is_dir():
            return _folder(Path(name))
        if any(mark in name for mark in "*?[") and not Path(name).exists():
            matches = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 (Path.glob takes no absolute pattern)
            files = [path for path in matches if Path(path).is_file()]
            if not files:
                raise InputError("no file matches this pattern", path=name)
            return files
    except (OSError, ValueError) as error:
        raise InputError(f"cannot be read: {error}", path=repr(name)) from error
    return [name]


def _folder(folder: Path) -> list[str]:
    root = folder.resolve()
    files = [
        str(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and path.resolve().is_relative_to(root)
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    ]
    if not files:
        raise InputError("no file in this folder", path=str(folder))
    return files


def _stream(stream: BinaryIO, path: str, columns: Mapping[str, str] | None, limits: Limits) -> Iterator[Found]:
    place = _name(path)
    head = stream.read(HEAD_BYTES)
    if not head:
        raise InputError("the file is empty", path=place)
    kind = sniff(head, place)
    if kind is Format.JSON_LINES:
        lines = _lines(head, stream, limits.max_line_bytes)
        for found in read_json_lines(lines, place, max_line_bytes=limits.max_line_bytes):
            yield from _reviews(found) or (found,)
        return
    most = limits.max_bytes or MAX_BYTES
    data = head + stream.read(max(0, most + 1 - len(head)))
    if len(data) > most:
        raise InputError(f"larger than {most} bytes; raise the limit with --max-bytes", path=place)
    yield from _whole(data, kind, place, columns, limits)


def _whole(data: bytes, kind: Format, place: str, columns: Mapping[str, str] | None, limits: Limits) -> Iterator[Found]:
    """Yield what is in bytes of a known format."""
    if kind is Format.JSON:
        yield from _json(data, place)
    elif kind is Format.TABLE:
        yield from read_table(data, place, columns)
    elif kind is Format.MARKDOWN:
        yield Found(place, None, _checked(read_markdown(data, place)))
    elif kind is Format.TEXT:
        yield Found(place, None, _checked(read_text(data, place)))
    else:
        for document in _apart(data, kind, place, limits):
            yield Found(place, None, _with_language(document))


def _reviews(found: Found) -> list[Found]:
    """Return the reviews in a line of JSON, where it holds some."""
    item = found.item
    if isinstance(item, dict) and ("claimReview" in item or "@type" in item):
        return [found._replace(item=_with_language(document_of(each, found.place))) for each in reviews_in(item)]
    return []


def _json(data: bytes, place: str) -> Iterator[Found]:
    """Yield the reviews in a JSON document, else its objects as records."""
    value = parse(decode(data, place), path=place)
    reviews = list(reviews_in(value))
    for review in reviews:
        yield Found(place, None, _with_language(document_of(review, place)))
    if not reviews:
        yield from objects(value, place)


def _apart(data: bytes, kind: Format, place: str, limits: Limits, charset: str | None = None) -> list[Document]:
    most = limits.max_bytes or HTML_BYTES
    if kind is Format.HTML and len(data) > most:
        raise InputError(f"a page of more than {most} bytes; raise the limit with --max-bytes", path=place)
    return read_apart(data, kind, place, seconds=limits.seconds, charset=charset)


def _checked(document: Document) -> Document:
    if not document.text.strip():
        raise InputError("no text in it", path=document.place)
    return _with_language(document)


def _with_language(document: Document) -> Document:
    return document if document.language else replace(document, language=language_of(document.text))


def _fetched(url: str, fetch: bool, columns: Mapping[str, str] | None, limits: Limits) -> Iterator[Found]:
    if not fetch:
        raise InputError("this is a URL; give --fetch to read it over the network", path=url)
    page = get(url, max_bytes=limits.max_bytes, seconds=limits.seconds, allow_private=limits.allow_private)
    if not page.data:
        raise InputError("the answer is empty", path=url)
    kind = sniff(page.data[:HEAD_BYTES], urlsplit(page.final_url).path)
    if kind is Format.HTML:
        documents = _apart(page.data, kind, url, limits, page.charset)
        found: Iterable[Found] = (Found(url, None, _with_language(document)) for document in documents)
    elif kind is Format.JSON_LINES:
        found = read_json_lines(page.data.splitlines(keepends=True), url, max_line_bytes=limits.max_line_bytes)
    else:
        found = _whole(page.data, kind, url, columns, limits)
    for one in found:
        if isinstance(one.item, Document):
            of_page = one.item.format not in ("feed", "claimreview")
            document = replace(one.item, retrieved=page.retrieved, url=one.item.url or url)
            one = one._replace(item=replace(document, final_url=page.final_url) if of_page else document)  # noqa: PLW2901
        yield one


def _lines(head: bytes, stream: BinaryIO, max_line_bytes: int) -> Iterator[bytes]:
    """Yield the lines of `head` and the rest of the stream; of a line that is too long only its beginning."""
    first, newline, rest = head.rpartition(b"\n")
    if newline:
        yield from (line + b"\n" for line in first.split(b"\n"))
    pending = rest
    while True:
        line = pending + stream.readline(max(1, max_line_bytes + 2 - len(pending)))
        pending = b""
        if not line:
            return
        end = line
        while end and not end.endswith(b"\n"):
            end = stream.readline(HEAD_BYTES)
        yield line
