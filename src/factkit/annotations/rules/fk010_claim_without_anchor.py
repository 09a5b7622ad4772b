"""A claim without an anchor cannot be found in the article, so nobody can see whether the article says it.

Good: "anchors": [{"start": 0, "end": 12, "exact": "Paris agreed"}]
Bad:  "anchors": []
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import Document, Finding, Rule


def check(document: Document) -> Iterator[Finding]:
    """Find claims without any anchor."""
    for number, claim in enumerate(document.data["claims"]):
        if not claim.get("anchors"):
            at = ("claims", number, "anchors") if "anchors" in claim else ("claims", number)
            yield Finding(at, "a claim without an anchor")


RULE = Rule(
    "FK010",
    "claim-without-anchor",
    "add the words of the article that it stands on, or drop the claim",
    check,
)
