"""The same claim stands twice, by its id or by its text and anchors, and would be decided twice.

Two claims on the same sentence are normal; the same text on the same words is not.

Good: every id, and every text on its anchors, once
Bad:  a claim copied within the file
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import Document, Finding, Rule


def check(document: Document) -> Iterator[Finding]:
    """Find ids, and texts on the same anchors, that were there before."""
    seen: dict[object, int] = {}
    for number, claim in enumerate(document.data["claims"]):
        places = tuple((anchor["start"], anchor["end"]) for anchor in claim.get("anchors", ()))
        keys: tuple[object, ...] = (claim["id"], (claim["text"], places))
        earlier = next((seen[key] for key in keys if key in seen), None)
        if earlier is not None:
            yield Finding(("claims", number, "id"), f"the same claim as /claims/{earlier}")
        for key in keys:
            seen.setdefault(key, number)


RULE = Rule(
    "FK016",
    "claim-twice",
    "remove one of the two, and keep the one that has a verdict",
    check,
)
