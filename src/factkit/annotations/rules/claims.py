"""Rules about claims."""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import Document, Finding, Rule


def claim_is_anchored(document: Document) -> Iterator[Finding]:
    """A claim without an anchor cannot be found in the article.

    Good: at least one anchor. Bad: `"anchors": []`.
    """
    for number, claim in enumerate(document["claims"]):
        if not claim.get("anchors"):
            yield Finding(("claims", number), "a claim without an anchor")


def claim_is_there_once(document: Document) -> Iterator[Finding]:
    """The same claim twice would be decided twice. Two claims in one sentence are normal.

    Good: ids, and text with anchors, are unique. Bad: the same text on the same words again.
    """
    seen: dict[object, int] = {}
    for number, claim in enumerate(document["claims"]):
        places = tuple((anchor["start"], anchor["end"]) for anchor in claim.get("anchors", ()))
        for key in (claim["id"], (claim["text"], places)):
            if key in seen:
                yield Finding(("claims", number), f"the same claim as claims/{seen[key]}")
                break
            seen[key] = number


CLAIM_RULES = (
    Rule("FK020", "claim-without-anchor", "add the words of the article that it stands on", claim_is_anchored),
    Rule("FK021", "claim-twice", "remove one of the two", claim_is_there_once),
)
