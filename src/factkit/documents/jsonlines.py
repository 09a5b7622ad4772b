"""JSON and JSON lines: records of evidence or articles, one a line, read as they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from factkit.documents.document import Document, Found
from factkit.errors import InputError
from factkit.model import SourceKind, sha256
from factkit.strictjson import parse
from factkit.wire import date_or_time_from_json, time_from_json

MAX_LINE_BYTES = 10_000_000


def read_json_lines(lines: Iterable[bytes], place: str, *, max_line_bytes: int = MAX_LINE_BYTES) -> Iterator[Found]:
    """Yield each line that is not blank: its object, or the error in its place; the lines after it still come.

    Raises:
        InputError: every line is blank.
    """
    some = False
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        some = True
        try:
            yield Found(place, number, _object(line, number, max_line_bytes))
        except InputError as error:
            yield Found(place, number, error.at(place, number))
    if not some:
        raise InputError("the file is empty; expected JSON objects, one a line", path=place)


def objects(value: Any, place: str) -> Iterator[Found]:
    """Yield a JSON object, or each object of a list.

    Raises:
        InputError: neither, or an empty one.
    """
    if not isinstance(value, dict | list) or not value:
        raise InputError("expected a JSON object or a list of them", path=place)
    for number, item in enumerate(value if isinstance(value, list) else [value], start=1):
        bad = InputError(f"item {number} of the list is no JSON object", path=place)
        yield Found(place, None, item if isinstance(item, dict) else bad)


def document_from_record(record: dict[str, Any], place: str, line: int | None = None) -> Document:
    """Return the document in a record of evidence or an article.

    Raises:
        InputError: it has no text, or a date or kind that is none.
    """
    text = record.get("text")
    if text is None and isinstance(passages := record.get("passages"), list):
        text = "\n\n".join(map(str, passages))
    if not isinstance(text, str) or not text.strip():
        raise InputError('no "text"', path=place, line=line)
    published, retrieved = record.get("published"), record.get("retrieved")
    if wrong := next((key for key in _STRINGS if not isinstance(record.get(key, ""), str | None)), None):
        raise InputError(f'"{wrong}" must be a text', path=place, line=line)
    try:
        return Document(
            place=place,
            text=text,
            format="json",
            sha256=sha256(text),
            published=date_or_time_from_json(published) if published else None,
            retrieved=time_from_json(retrieved) if retrieved else None,
            kind=SourceKind(record.get("kind") or "text"),
            **{key: record[key] for key in _STRINGS if record.get(key)},
        )
    except (ValueError, TypeError) as error:
        raise InputError(f"not a record that can be used: {error}", path=place, line=line) from error


_STRINGS = (
    "id",
    "title",
    "url",
    "final_url",
    "publisher",
    "byline",
    "language",
    "license",
    "rating",
    "rating_scale",
)


def _object(line: bytes, number: int, max_line_bytes: int) -> dict[str, Any]:
    if len(line) > max_line_bytes:
        raise InputError(f"a line of more than {max_line_bytes} bytes; raise the limit with --max-bytes", line=1)
    try:
        text = line.decode("utf-8-sig" if number == 1 else "utf-8")
    except UnicodeDecodeError as error:
        raise InputError(f"not UTF-8: byte {error.start} of the line is {line[error.start]:#04x}", line=1) from error
    value = parse(text.rstrip("\r\n"))
    if not isinstance(value, dict):
        raise InputError("expected a JSON object on each line", line=1)
    return value
