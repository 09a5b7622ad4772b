"""Sources and passages as rows, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any

import sqlalchemy as sa

from factkit.evidence.filters import SourceFilter
from factkit.model import Passage, Source, SourceKind, SourceStatus
from factkit.store.tables import SOURCES
from factkit.wire import date_or_time_from_json, date_or_time_to_json, time_from_json, time_to_json

DAY_LENGTH = len("2025-09-20")

SOURCE_COLUMNS = tuple(field.name for field in fields(Source) if field.name != "text")
_KINDS = {kind.value: kind for kind in SourceKind}
_STATUSES = {status.value: status for status in SourceStatus}
_AS_THEY_ARE = (
    "id",
    "name",
    "title",
    "url",
    "final_url",
    "publisher",
    "archive_url",
    "language",
    "license",
    "sha256",
    "reliability",
    "rating",
    "rating_scale",
    "reason",
    "superseded_by",
)

_as_they_are = attrgetter(*_AS_THEY_ARE)


def chosen_rows(chosen: SourceFilter) -> sa.Select[Any]:
    """Return the query for the rows of sources that a filter lets through, without order, offset and limit."""
    query, columns = sa.select(SOURCES), SOURCES.c
    for column, value in (
        (columns.status, chosen.status),
        (columns.publisher, chosen.publisher),
        (columns.kind, chosen.kind),
        (columns.language, chosen.language),
        (columns.restricted, None if chosen.restricted is None else int(chosen.restricted)),
    ):
        if value is not None:
            query = query.where(column == value)
    if chosen.origin is not None:
        copies = (columns.origin == chosen.origin) & (columns.origin != columns.id)
        query = query.where((columns.id == chosen.origin) | copies)
    if chosen.after is not None:
        query = query.where(columns.published >= chosen.after)
    if chosen.before is not None:
        query = query.where(columns.published < chosen.before)
    return query


def source_row(
    number: int, source: Source, passages: Sequence[Passage], text_sha256: str, *, first: tuple[int, str] | None
) -> dict[str, Any]:
    """Return a source as a row.

    Args:
        first: number and origin of the source that has the same text and was here before, if any. Without one, and
            without an origin of its own, a source is its own origin.
    """
    row: dict[str, Any] = dict(zip(_AS_THEY_ARE, _as_they_are(source), strict=True))
    row |= {
        "number": number,
        "sha256": source.sha256 or text_sha256,
        "text_sha256": text_sha256,
        **times(source),
        "kind": source.kind.value,
        "status": source.status.value,
        "origin": source.origin or (first[1] if first else source.id),
        "restricted": int(source.restricted),
        "lead": "" if first else source.text[: passages[0].start] if passages else source.text,
        "same_as": first[0] if first else None,
    }
    return row


def times(source: Source) -> dict[str, str | None]:
    """Return when a source was read and published, as its row says it."""
    return {
        "retrieved": time_to_json(source.retrieved) if source.retrieved else None,
        "published": date_or_time_to_json(source.published) if source.published else None,
    }


def is_earlier(row: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether a source's row was read, else published, before another; False where that is not known of both.

    A day and a moment of that day are neither before the other.
    """
    for name in ("retrieved", "published"):
        mine, others = row[name], other[name]
        if mine and others:
            shared = DAY_LENGTH if DAY_LENGTH in (len(mine), len(others)) else None
            if mine[:shared] != others[:shared]:
                return bool(mine[:shared] < others[:shared])
    return False


def source(row: Any, text: str) -> Source:
    """Return a row as the source with that text."""
    return source_of([getattr(row, name) for name in SOURCE_COLUMNS], text)


def source_of(values: Sequence[Any], text: str = "") -> Source:
    """Return a source of the values of `SOURCE_COLUMNS`; every match comes this way."""
    id, name, title, url, final_url, publisher, published, retrieved, *rest = values
    archive_url, language, license, sha256, kind, status, origin, reliability, restricted, *last = rest
    return Source(
        id,
        name,
        text,
        title,
        url,
        final_url,
        publisher,
        date_or_time_from_json(published) if published else None,
        time_from_json(retrieved) if retrieved else None,
        archive_url,
        language,
        license,
        sha256,
        _KINDS[kind],
        _STATUSES[status],
        origin,
        reliability,
        bool(restricted),
        *last,
    )


def passage_rows(source: int, text: str, passages: Sequence[Passage]) -> list[dict[str, Any]]:
    """Return the passages of the source with that number as rows, without their own numbers and changes.

    Args:
        text: the source's; "" where only some of its passages came (with an annotation file).
    """
    ends = [passage.start for passage in passages[1:]] + [len(text)]
    return [
        {
            "source": source,
            "ordinal": ordinal(passage),
            "start": passage.start,
            "stop": passage.end,
            "raw": text[passage.start : end] if text else passage.text,
            "locator": passage.locator,
        }
        for passage, end in zip(passages, ends, strict=False)
    ]


def ordinal(passage: Passage) -> int:
    """Return the place of a passage in its source, which its id ends with."""
    return int(passage.id[passage.id.rindex("-") + 1 :])


def words(row: Any) -> str:
    """Return the text of a passage's row, without the gap after it."""
    return str(row.raw[: row.stop - row.start])


def passage(row: Any, source: str) -> Passage:
    """Return a row as a passage of the source with that id."""
    return Passage(f"{source}-{row.ordinal}", source, row.start, row.stop, words(row), row.locator)
