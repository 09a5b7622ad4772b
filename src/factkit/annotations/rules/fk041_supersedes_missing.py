"""A record takes the place of one that is not in the file, so that what was decided before is lost.

Good: "supersedes" is the id of an earlier record
Bad:  the earlier record was deleted by hand
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import Document, Finding, Rule


def check(document: Document) -> Iterator[Finding]:
    """Find records whose predecessor is not there."""
    ids = {record["id"] for _, record in document.records()}
    for place, record in document.records():
        if record["supersedes"] is not None and record["supersedes"] not in ids:
            yield Finding(("records", place, "supersedes"), f"supersedes {record['supersedes']}, which is not there")


RULE = Rule(
    "FK041",
    "supersedes-missing",
    "restore the record from the history of the file",
    check,
)
