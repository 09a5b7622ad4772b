"""Records for tests: real ones, sealed and chained, with what does not matter filled in."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from factkit.model import CitedPassage, EvidenceStance, Record, RecordKind, Versions, sha256
from factkit.verdicts.records import seal, uuid7

START = datetime(2025, 9, 20, 14, 5, tzinfo=UTC)
LOG = "log-a"


def record(number: int = 0, *, previous: Record | None = None, supersedes: Record | None = None, **changes) -> Record:
    """Return a sealed record that follows `previous` in its log."""
    moment = START + timedelta(minutes=number)
    fields = {
        "id": uuid7(moment, number.to_bytes(10)),
        "kind": RecordKind.VERDICT,
        "log": LOG,
        "previous": previous and previous.digest,
        "article": "article-1",
        "claim": "c-1",
        "article_sha256": sha256("article"),
        "claim_sha256": sha256("claim"),
        "reviewer": "amina",
        "role": "reviewer",
        "recorded": moment,
        "scale": "averitec",
        "scale_version": "1",
        "rating": "supported",
        "rationale": "The ministry said so.",
        "evidence": (CitedPassage("s-1-0", EvidenceStance.SUPPORTS, "s-1", "It was announced."),),
        "versions": Versions("0.1.0", "en_core_web_sm 3.8.0", "1.0"),
        "supersedes": supersedes and supersedes.id,
        "superseded_digest": supersedes and supersedes.digest,
    }
    return seal(Record(**{**fields, **changes}))


def chain(length: int) -> list[Record]:
    """Return a log of `length` verdicts, each on a claim of its own."""
    records: list[Record] = []
    for number in range(length):
        records.append(record(number, previous=records[-1] if records else None, claim=f"c-{number}"))
    return records
