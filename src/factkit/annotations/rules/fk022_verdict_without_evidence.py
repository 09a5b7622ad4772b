"""A verdict that stands cites no evidence, though its rating says that there is some.

A rating that a scale marks with "needs_evidence": false, such as "not enough evidence", needs none; nor does any
where the desk has set review.require to "none".

Good: "evidence": [{"passage": "s-1-0", "stance": "refutes", "source": "s-1", "quote": "..."}]
Bad:  "rating": "refuted", "evidence": []
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import Document, Finding, Rule


def check(document: Document) -> Iterator[Finding]:
    """Find standing decisions that rest on nothing."""
    if document.require == "none":
        return
    exempt = {
        (scale["id"], rating["id"])
        for scale in document.data["scales"]
        for rating in scale["ratings"]
        if not rating.get("needs_evidence", True)
    }
    for place, record in document.standing():
        if not record["evidence"] and (record["scale"], record["rating"]) not in exempt:
            yield Finding(("records", place, "evidence"), f"rated {record['rating']} without evidence")


RULE = Rule(
    "FK022",
    "verdict-without-evidence",
    "cite a passage: factkit verdict add CLAIM --rating R --evidence PASSAGE:supports",
    check,
)
