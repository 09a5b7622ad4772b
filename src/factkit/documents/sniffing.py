"""Which format some bytes are in: by what they hold first, by their name where that does not say."""

from __future__ import annotations

import csv
import re
from enum import StrEnum
from pathlib import PurePath

from factkit.documents.markdown import looks_like_markdown
from factkit.errors import InputError

HEAD_BYTES = 65_536
"""How much of the beginning is looked at."""

TEXT_COLUMNS = ("text", "passage", "claim", "content", "body", "statement", "quote")


class Format(StrEnum):
    """What there is a reader for."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    JSON = "json"
    JSON_LINES = "jsonl"
    TABLE = "table"
    FEED = "feed"


_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|article|main|section|div|p|h1|meta|title|script|table|ul|ol|span|a)[\s>/]",
    re.IGNORECASE,
)
_FEED = re.compile(
    rb"(?:<\?xml[^>]*>\s*|<\?xml-stylesheet[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*<(?:rss|feed|rdf:RDF)[\s>]",
    re.DOTALL,
)
_ARCHIVES = {
    b"\x1f\x8b": "gzip",
    b"7z\xbc\xaf": "7z",
    b"Rar!": "RAR",
    b"BZh": "bzip2",
    b"\xfd7zXZ": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
    b"WARC/": "web (WARC)",
}
_TAR, _TAR_PLACE = b"ustar", 257
_OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BY_SUFFIX = {
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".csv": Format.TABLE,
    ".tsv": Format.TABLE,
    ".jsonl": Format.JSON_LINES,
    ".ndjson": Format.JSON_LINES,
    ".json": Format.JSON,
    ".jsonld": Format.JSON,
    ".htm": Format.HTML,
    ".html": Format.HTML,
    ".xhtml": Format.HTML,
}


def sniff(head: bytes, name: str) -> Format:
    """Return the format of a file that begins with `head`, at most `HEAD_BYTES` of it.

    Raises:
        InputError: a format without a reader: an archive, an old Word file, XML that is no feed.
    """
    binary = _binary(head, name)
    if binary:
        return binary
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if structured := _structured(start, name):
        return structured
    suffix = PurePath(name).suffix.lower()
    if by_name := _BY_SUFFIX.get(suffix):
        return by_name
    if suffix == ".txt":
        return Format.TEXT
    text = head.decode("utf-8", "ignore")
    if looks_like_markdown(text):
        return Format.MARKDOWN
    return Format.TABLE if _is_table(text) else Format.TEXT


def delimiter(header: str) -> str:
    """Return what stands between the columns of a table: a tab, a semicolon or a comma."""
    return max("\t;,", key=header.count)


def _binary(head: bytes, name: str) -> Format | None:
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return Format.DOCX
    if head.startswith(_OLD_WORD):
        raise InputError("an old Word file or another of its kind; save it as .docx", path=name)
    kind = next((kind for mark, kind in _ARCHIVES.items() if head.startswith(mark)), None)
    if head.startswith(_TAR, _TAR_PLACE):
        kind = "tar"
    if kind:
        raise InputError(f"a {kind} archive; unpack it first", path=name)
    return None


def _structured(start: bytes, name: str) -> Format | None:
    if re.match(rb'\{\s*["}]|\[\s*[\{\]]', start):
        return _json(start, name)
    if not start.startswith(b"<"):
        return None
    if _FEED.match(start):
        return Format.FEED
    if _HTML.search(start[:8192]):
        return Format.HTML
    if start.startswith(b"<?xml"):
        raise InputError("XML that is neither a feed nor a page", path=name)
    return None


def _json(start: bytes, name: str) -> Format:
    if PurePath(name).suffix.lower() in (".jsonl", ".ndjson"):
        return Format.JSON_LINES
    first, _, rest = start.partition(b"\n")
    if not first.startswith(b"{") or not rest.strip():
        return Format.JSON
    one_a_line = first.rstrip().endswith(b"}") or rest.lstrip().startswith(b"{")
    return Format.JSON_LINES if one_a_line else Format.JSON


def _is_table(text: str) -> bool:
    header, _, rest = text.replace("\r\n", "\n").replace("\r", "\n").partition("\n")
    try:
        columns = next(csv.reader([header], delimiter=delimiter(header)), [])
    except csv.Error:  # a field longer than any column's name
        return False
    names = {column.strip().lower() for column in columns}
    return len(columns) > 1 and bool(rest.strip()) and not names.isdisjoint(TEXT_COLUMNS)
