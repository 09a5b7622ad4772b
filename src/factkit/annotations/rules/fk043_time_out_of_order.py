"""A record of a log is older than the one before it. A clock that went back does that, and so does a forged record.

Good: times rise along each log
Bad:  the third record is a day older than the second
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import Document, Finding, Rule
from factkit.model import Severity
from factkit.wire import time_from_json


def check(document: Document) -> Iterator[Finding]:
    """Find records older than the one before them in their log."""
    latest: dict[str, str] = {}
    for place, record in document.records():
        before = latest.get(record["log"])
        if before and time_from_json(record["recorded"]) < time_from_json(before):
            yield Finding(("records", place, "recorded"), f"out of order: {record['recorded']} comes after {before}")
        latest[record["log"]] = record["recorded"]


RULE = Rule(
    "FK043",
    "time-out-of-order",
    "see whether that machine's clock went back; the order of the log is what counts",
    check,
    severity=Severity.WARNING,
)
