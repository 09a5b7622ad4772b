"""The claim, or the words of the article under it, changed after the verdict: it was given on something else.

Such a verdict is stale, not wrong. It stays in the record, and readers should be told until somebody looks again.

Good: "claim_sha256" is the digest of the claim as it stands
Bad:  the article's sentence was edited and the claim refreshed after the verdict
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import Document, Finding, Rule
from factkit.model import Severity
from factkit.wire import claim_from_json


def check(document: Document) -> Iterator[Finding]:
    """Find standing decisions on another wording than the claim has."""
    now = {id: claim_from_json(claim).sha256 for id, claim in document.claims.items()}
    for place, record in document.standing():
        if now.get(record["claim"], record["claim_sha256"]) != record["claim_sha256"]:
            yield Finding(("records", place, "claim_sha256"), f"stale: {record['claim']} changed after this verdict")


RULE = Rule(
    "FK025",
    "stale-verdict",
    "review the claim again: factkit review ARTICLE, or factkit verdict add",
    check,
    severity=Severity.WARNING,
)
