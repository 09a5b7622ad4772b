"""A waiver that is over, or that waives nothing, hides nothing and should go.

A waiver names a rule, gives a reason and the last day on which it holds; after that day the finding is back.

Good: {"rule": "FK030", "reason": "interview, no page", "until": "2099-12-31"}, and FK030 is found
Bad:  {"rule": "FK030", "reason": "later", "until": "2024-01-01"}
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules import FIXED
from factkit.annotations.rules.rule import Document, Finding, Rule
from factkit.model import Severity


def check(document: Document) -> Iterator[Finding]:
    """Find waivers that are over; those that waive nothing are seen when all is known."""
    today = document.now.date().isoformat()
    for place, waiver in enumerate(document.data.get("waivers", ())):
        if waiver["until"] < today:
            yield Finding(("waivers", place, "until"), f"the waiver of {waiver['rule']} ended on {waiver['until']}")
        elif waiver["rule"] in FIXED:
            yield Finding(("waivers", place, "rule"), f"{waiver['rule']} cannot be waived")


RULE = Rule(
    "FK005",
    "waiver",
    "give it a new end date with a reason that still holds, or remove it",
    check,
    severity=Severity.WARNING,
)
