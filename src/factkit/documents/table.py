"""CSV and TSV: each row as a record; which column is which key is given, or seen from the header."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from factkit.documents.document import Found
from factkit.documents.sniffing import TEXT_COLUMNS, delimiter
from factkit.errors import InputError
from factkit.files import decode

MAX_CELL_CHARACTERS = 10_000_000

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": TEXT_COLUMNS,
    "id": ("id", "identifier", "key"),
    "title": ("title", "headline", "name"),
    "url": ("url", "link", "source_url", "source url"),
    "publisher": ("publisher", "source", "site", "outlet", "organisation", "organization"),
    "published": ("published", "date", "date_published", "publication date", "published_at"),
    "retrieved": ("retrieved", "accessed"),
    "archive_url": ("archive_url", "archive"),
    "kind": ("kind",),
    "language": ("language", "lang"),
    "license": ("license", "licence"),
    "rating": ("rating", "verdict", "label"),
}
"""The names under which each key of a record is looked for where no mapping is given."""


def read_table(data: bytes, place: str, columns: Mapping[str, str] | None = None) -> Iterator[Found]:
    """Yield each row that is not blank as a record, with its line; a bad row as the error.

    Args:
        columns: key of a record -> name of the column; keys that it leaves out are seen from the header.

    Raises:
        InputError: not UTF-8, no header, no column for the text, or a mapping to a column that is not there.
    """
    text = decode(data, place)
    csv.field_size_limit(MAX_CELL_CHARACTERS)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text.partition("\n")[0]), strict=True)
    try:
        header = [name.strip() for name in next(rows, [])]
        keys = _keys(header, columns or {}, place)
    except csv.Error as error:
        raise InputError(f"not a table: {error}", path=place, line=1) from error
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Found(place, line, InputError(f"not a row: {error}", path=place, line=line))
            continue
        if any(cell.strip() for cell in row):
            yield Found(place, line, _record(row, header, keys, place, line))


def _keys(header: list[str], columns: Mapping[str, str], place: str) -> dict[str, int]:
    """Return which key stands in which column."""
    lower = [name.lower() for name in header]
    found: dict[str, int] = {}
    for key, name in columns.items():
        if name.lower() not in lower:
            raise InputError(f"no column {name!r}; there are: {', '.join(header)}", path=place, line=1)
        found[key] = lower.index(name.lower())
    for key, names in COLUMNS.items():
        place_of = next((lower.index(name) for name in names if name in lower), None)
        if key not in found and place_of is not None and place_of not in found.values():
            found[key] = place_of
    if "text" not in found:
        known = ", ".join(header) or "none"
        raise InputError(
            f"no column for the text; name it with --column text=NAME (columns: {known})", path=place, line=1
        )
    return found


def _record(
    row: list[str], header: list[str], keys: Mapping[str, int], place: str, line: int
) -> dict[str, str] | InputError:
    if len(row) > len(header):
        return InputError(f"{len(row)} cells under {len(header)} columns", path=place, line=line)
    record = {key: row[at].strip() for key, at in keys.items() if at < len(row) and row[at].strip()}
    if "rating" in record:
        record.setdefault("kind", "factcheck")
    return record if "text" in record else InputError("no text in this row", path=place, line=line)
