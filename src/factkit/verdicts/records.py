"""Records of the log of verdicts: their ids, their digests, their chain, and which of them are in force."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from factkit.model import Log, Record, RecordKind
from factkit.wire import record_to_json

if TYPE_CHECKING:
    from collections.abc import Iterator

RANDOM_BYTES = 10
_CHANGED = "its content is not what its digest was taken from: it was changed"
DECISIONS = (RecordKind.VERDICT, RecordKind.ADJUDICATION)


@dataclass(frozen=True, slots=True)
class BadRecord:
    """The first record that does not stand, and why; `record` is None where one is missing at the end of `log`."""

    log: str
    record: str | None
    reason: str


def uuid7(now: datetime, randomness: bytes) -> str:
    """Return a UUID of version 7 (RFC 9562): milliseconds since 1970, then randomness, so that ids sort by time.

    Args:
        now: aware, not before 1970.
        randomness: 10 bytes.
    """
    if len(randomness) != RANDOM_BYTES:
        raise ValueError(f"{RANDOM_BYTES} bytes of randomness are needed, not {len(randomness)}")
    milliseconds = int(now.timestamp() * 1000)
    high, low = int.from_bytes(randomness[:2]) & 0xFFF, int.from_bytes(randomness[2:]) & (1 << 62) - 1
    digits = f"{milliseconds << 80 | 0x7 << 76 | high << 64 | 0b10 << 62 | low:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def digest(record: Record) -> str:
    """Return the SHA-256 of the record's RFC 8785 canonical JSON without its `digest`, as 64 hexadecimal digits."""
    import rfc8785

    body = record_to_json(record)
    del body["digest"]
    return hashlib.sha256(rfc8785.dumps(body)).hexdigest()


def seal(record: Record) -> Record:
    """Return the record with its digest."""
    return replace(record, digest=digest(record))


def logs_of(records: Iterable[Record]) -> tuple[Log, ...]:
    """Return how long each log of `records` is and where it ends, by id; each log's records in their order."""
    ends: dict[str, tuple[int, str]] = {}
    for record in records:
        ends[record.log] = (ends.get(record.log, (0, ""))[0] + 1, record.digest)
    return tuple(Log(log, count, head) for log, (count, head) in sorted(ends.items()))


def verify(records: Sequence[Record], logs: Iterable[Log] = (), *, withheld: Collection[str] = ()) -> BadRecord | None:
    """Return the first record that was tampered with, or None where the history stands.

    Found are: a changed record, one left out or put elsewhere, one whose superseded record is another one than it
    names, and a tail that was cut off. Somebody who rewrites a whole log is not found: only git or a signature helps.

    Args:
        records: each log's in its order; logs may be interleaved.
        logs: how long each log should be and its last digest; a log that is not named is taken as it is.
        withheld: ids of records whose quotes of restricted sources were taken out; their place in the chain is
            checked, their content cannot be.
    """
    digests = {record.id: record.digest for record in records}
    heads: dict[str, str] = {}
    counts: dict[str, int] = {}
    seen: set[str] = set()
    for record in records:
        reason = _wrong(record, heads.get(record.log), digests, seen)
        if reason == _CHANGED and record.id in withheld:
            reason = None
        if reason:
            return BadRecord(record.log, record.id, reason)
        seen.add(record.id)
        heads[record.log] = record.digest
        counts[record.log] = counts.get(record.log, 0) + 1
    for log in logs:
        if counts.get(log.id, 0) != log.count or heads.get(log.id) != log.head:
            return BadRecord(
                log.id,
                None,
                f"the log has {counts.get(log.id, 0)} records where {log.count} were kept: its end is not the one that"
                " was written down",
            )
    return None


def in_force(records: Iterable[Record]) -> list[Record]:
    """Return the latest record of each claim, reviewer and role that nothing supersedes, retractions included.

    Where two logs each have one that nothing supersedes, the later one (by time, then id) stands.
    """
    given = list(records)
    superseded = {record.supersedes for record in given}
    latest: dict[tuple[str, str, str], Record] = {}
    for record in sorted(_open(given, superseded), key=lambda record: (record.recorded, record.id)):
        latest[record.claim, record.reviewer, record.role] = record
    return sorted(latest.values(), key=lambda record: (record.recorded, record.id))


def current(records: Iterable[Record]) -> list[Record]:
    """Return the verdict or adjudication in force of each claim and reviewer, by time; none where it was retracted."""
    return [record for record in in_force(records) if record.kind in DECISIONS]


def publication(records: Iterable[Record], claim: str) -> Record | None:
    """Return the publication of the claim's verdict that is in force, or None where it is a draft."""
    of_claim = [r for r in in_force(records) if r.claim == claim and r.kind is RecordKind.PUBLICATION]
    return of_claim[-1] if of_claim else None


def _open(records: Iterable[Record], superseded: set[str | None]) -> Iterator[Record]:
    return (record for record in records if record.id not in superseded)


def _wrong(record: Record, head: str | None, digests: dict[str, str], seen: set[str]) -> str | None:
    if record.id in seen:
        return "it stands twice"
    if record.previous != head:
        return (
            "it does not follow the record before it in its log: one was left out, added or moved"
            if head
            else "it is not the first record of its log: those before it were left out"
        )
    if record.supersedes is not None and record.superseded_digest != digests.get(record.supersedes):
        return f"the record that it supersedes, {record.supersedes}, is missing or was changed"
    return _CHANGED if record.digest != digest(record) else None
