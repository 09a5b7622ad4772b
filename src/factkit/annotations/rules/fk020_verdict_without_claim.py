"""A record is about a claim that is not in the file, so that nobody can see what was decided.

Good: "claim" is the id of a claim of the file
Bad:  the claim was deleted by hand and its verdict stayed
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import DECISIONS, Document, Finding, Rule


def check(document: Document) -> Iterator[Finding]:
    """Find records of unknown claims."""
    for place, record in document.records():
        if record["claim"] not in document.claims:
            what = "verdict" if record["kind"] in DECISIONS else record["kind"]
            yield Finding(("records", place, "claim"), f"a {what} on {record['claim']}, which is no claim of this file")


RULE = Rule(
    "FK020",
    "verdict-without-claim",
    "put the claim back, from the history of the file",
    check,
)
