"""Records of evidence (`schemas/v1/evidence.json`) and the sources and passages that they are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from factkit.evidence.cutting import cut
from factkit.model import Passage, Source, SourceKind, Span, sha256
from factkit.wire import Json, date_or_time_from_json, date_or_time_to_json, time_to_json

BETWEEN_PASSAGES = "\n\n"


def source_from_record(
    record: Mapping[str, Any], *, digest: str | None = None, locators: Sequence[tuple[Span, str]] = ()
) -> tuple[Source, tuple[Passage, ...]]:
    """Return the source in a valid record, and its passages: as given, else cut from its text.

    Args:
        digest: SHA-256 of the bytes as read; the record's own where it is None, else the text's.
        locators: stretches of the text and their places in the original ("p. 3"), in order; the record's own where
            there are none.

    Returns:
        The source's `name` is the record's own id, else its URL, else the store's id; that id depends on name and text
        alone, so that the same record is the same source anywhere.
    """
    given = record.get("passages")
    text = BETWEEN_PASSAGES.join(given) if given else record["text"]
    name = record.get("id") or record.get("url")
    id = "s-" + sha256(f"{name or ''}\0{text}")[:16]
    published, retrieved = record.get("published"), record.get("retrieved")
    source = Source(
        id=id,
        name=name or id,
        text=text,
        published=date_or_time_from_json(published) if published else None,
        retrieved=_moment(retrieved) if retrieved else None,
        sha256=digest or record.get("sha256") or sha256(text),
        kind=_KINDS[record.get("kind", SourceKind.TEXT)],
        restricted=record.get("restricted", False),
        **{field: record[field] for field in _AS_THEY_ARE if field in record},
    )
    spans = _spans_of(given) if given else cut(text)
    locators = locators or [((row["start"], row["end"]), row["locator"]) for row in record.get("locators") or ()]
    return source, tuple(
        [
            Passage(f"{id}-{number}", id, start, end, text[start:end], _locator(locators, start) if locators else None)
            for number, (start, end) in enumerate(spans)
        ]
    )


def record_from_source(source: Source, passages: Sequence[Passage]) -> Json:
    """Return the record that gives back this source with these passages."""
    whole = BETWEEN_PASSAGES.join(passage.text for passage in passages) == source.text
    record: Json = {"id": source.name} if source.name != source.id else {}
    record |= {"passages": [passage.text for passage in passages]} if whole and passages else {"text": source.text}
    known = {
        "published": source.published and date_or_time_to_json(source.published),
        "retrieved": source.retrieved and time_to_json(source.retrieved),
        "restricted": source.restricted or None,
        "sha256": source.sha256 if source.sha256 != sha256(source.text) else None,
        "locators": _located(passages) or None,
        **{key: getattr(source, key) for key in _AS_THEY_ARE},
    }
    return record | {"kind": source.kind.value} | {key: value for key, value in known.items() if value is not None}


_AS_THEY_ARE = (
    "title",
    "url",
    "final_url",
    "publisher",
    "archive_url",
    "language",
    "license",
    "reliability",
    "rating",
    "rating_scale",
)


_KINDS = {kind.value: kind for kind in SourceKind}


def _moment(text: str) -> datetime:
    moment = date_or_time_from_json(text)
    return moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day, tzinfo=UTC)


def _spans_of(passages: Sequence[str]) -> list[Span]:
    spans: list[Span] = []
    start = 0
    for passage in passages:
        spans.append((start, start + len(passage)))
        start += len(passage) + len(BETWEEN_PASSAGES)
    return spans


def _locator(locators: Sequence[tuple[Span, str]], start: int) -> str | None:
    return next((locator for (first, end), locator in locators if first <= start < end), None)


def _located(passages: Sequence[Passage]) -> list[Json]:
    """Return where the passages' locators hold, one row for neighbours with the same."""
    rows: list[Json] = []
    before: str | None = None
    for passage in passages:
        if passage.locator is not None and passage.locator == before:
            rows[-1]["end"] = passage.end
        elif passage.locator is not None:
            rows.append({"start": passage.start, "end": passage.end, "locator": passage.locator})
        before = passage.locator
    return rows
