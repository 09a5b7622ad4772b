"""Something is said to have happened after now.

Good: "recorded" is in the past
Bad:  "recorded": "2999-01-01T00:00:00Z"
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from factkit.annotations.rules.rule import Document, Finding, Rule
from factkit.wire import date_or_time_from_json, time_from_json

SLACK = timedelta(minutes=5)


def check(document: Document) -> Iterator[Finding]:
    """Find records and retrievals later than now; five minutes between two clocks are let pass."""
    latest = document.now + SLACK
    for place, record in document.records():
        if time_from_json(record["recorded"]) > latest:
            yield Finding(("records", place, "recorded"), f"recorded in the future: {record['recorded']}")
    for place, source in enumerate(document.data["sources"]):
        retrieved = source.get("retrieved")
        if retrieved and as_time(retrieved) > latest:
            yield Finding(("sources", place, "retrieved"), f"retrieved in the future: {retrieved}")


def as_time(text: str) -> datetime:
    """Return a moment, or the first one of a day."""
    moment = date_or_time_from_json(text)
    return moment if isinstance(moment, datetime) else datetime(moment.year, moment.month, moment.day, tzinfo=UTC)


RULE = Rule(
    "FK042",
    "time-in-the-future",
    "set the clock of that machine right, and record the verdict again",
    check,
)
