"""Sources and passages as rows, and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from factkit.model import Passage, Source, SourceKind, SourceStatus
from factkit.wire import date_or_time_from_json, date_or_time_to_json, time_from_json, time_to_json

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


def source_row(source: Source, text_sha256: str, *, lead: str, same_as: int | None) -> dict[str, Any]:
    """Return a source as a row; without an origin of its own, it is its own origin."""
    return {name: getattr(source, name) for name in _AS_THEY_ARE} | {
        "sha256": source.sha256 or text_sha256,
        "text_sha256": text_sha256,
        "published": source.published and date_or_time_to_json(source.published),
        "retrieved": source.retrieved and time_to_json(source.retrieved),
        "kind": source.kind.value,
        "status": source.status.value,
        "origin": source.origin or source.id,
        "restricted": int(source.restricted),
        "lead": lead,
        "same_as": same_as,
    }


def source(row: Any, text: str) -> Source:
    """Return a row as the source with that text."""
    return Source(
        text=text,
        published=date_or_time_from_json(row.published) if row.published else None,
        retrieved=time_from_json(row.retrieved) if row.retrieved else None,
        kind=SourceKind(row.kind),
        status=SourceStatus(row.status),
        origin=row.origin,
        restricted=bool(row.restricted),
        **{name: getattr(row, name) for name in _AS_THEY_ARE},
    )


def passage_rows(source: int, text: str, passages: Sequence[Passage], change: int) -> list[dict[str, Any]]:
    """Return the passages of the source with that number as rows, their changes counted on from `change`.

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
            "change": change + number,
        }
        for number, (passage, end) in enumerate(zip(passages, ends, strict=True), start=1)
    ]


def ordinal(passage: Passage) -> int:
    """Return the place of a passage in its source, which its id ends with."""
    return int(passage.id.rpartition("-")[2])


def words(row: Any) -> str:
    """Return the text of a passage's row, without the gap after it."""
    return str(row.raw[: row.stop - row.start])


def passage(row: Any) -> Passage:
    """Return a row, with its source's id as `source_id`, as a passage."""
    return Passage(f"{row.source_id}-{row.ordinal}", row.source_id, row.start, row.stop, words(row), row.locator)
