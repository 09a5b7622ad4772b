"""A rating means something only on its scale, and the scale must be in the file.

Good: "scale": "averitec", "rating": "refuted"
Bad:  "scale": "averitec", "rating": "mostly-ish"
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import DECISIONS, Document, Finding, Rule


def check(document: Document) -> Iterator[Finding]:
    """Find ratings and scales that the file does not have."""
    scales = {scale["id"]: [rating["id"] for rating in scale["ratings"]] for scale in document.data["scales"]}
    for place, record in document.records():
        ratings = scales.get(record["scale"])
        if ratings is None:
            yield Finding(("records", place, "scale"), f"the scale {record['scale']} is not in the file")
        elif record["rating"] is None and record["kind"] in DECISIONS:
            yield Finding(("records", place, "rating"), f"a {record['kind']} without a rating")
        elif record["rating"] is not None and record["rating"] not in ratings:
            known = ", ".join(ratings)
            yield Finding(("records", place, "rating"), f"{record['rating']} is not on the scale: {known}")


RULE = Rule(
    "FK021",
    "rating-not-on-scale",
    "give a rating of the scale, with: factkit verdict add",
    check,
)
