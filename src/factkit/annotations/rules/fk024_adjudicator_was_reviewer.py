"""Whoever settles a dispute between reviewers may not have been one of them.

Good: amina and ben reviewed the claim, chris adjudicated
Bad:  amina reviewed the claim and adjudicated it
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import Document, Finding, Rule


def check(document: Document) -> Iterator[Finding]:
    """Find adjudications by somebody with a verdict on the same claim."""
    reviewed = {(record["claim"], record["reviewer"]) for _, record in document.records("verdict")}
    for place, record in document.records("adjudication"):
        if (record["claim"], record["reviewer"]) in reviewed:
            yield Finding(
                ("records", place, "reviewer"), f"{record['reviewer']} adjudicated a claim that they had reviewed"
            )


RULE = Rule(
    "FK024",
    "adjudicator-was-reviewer",
    "let somebody adjudicate who has not reviewed the claim",
    check,
)
