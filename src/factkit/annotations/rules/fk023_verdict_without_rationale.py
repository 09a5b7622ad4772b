"""A verdict that stands does not say why, so readers cannot follow it.

Good: "rationale": "The ministry's own statement is dated a day earlier."
Bad:  "rationale": ""
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import Document, Finding, Rule


def check(document: Document) -> Iterator[Finding]:
    """Find standing decisions without a word of why."""
    if document.require == "none":
        return
    for place, record in document.standing():
        if not record["rationale"].strip():
            yield Finding(("records", place, "rationale"), f"rated {record['rating']} without a rationale")


RULE = Rule(
    "FK023",
    "verdict-without-rationale",
    "record it again with: factkit verdict add --rationale",
    check,
)
