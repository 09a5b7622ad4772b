"""The text of a source is not the one that its digest was taken from: it was changed after it was read.

Good: "sha256" (or "text_sha256", of a source read from HTML or PDF) is the digest of "text"
Bad:  "text" was edited by hand
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import Document, Finding, Rule
from factkit.model import sha256


def check(document: Document) -> Iterator[Finding]:
    """Compare digests with the texts that are there, and passages with the text."""
    for place, source in enumerate(document.data["sources"]):
        text = source.get("text")
        if text is None:
            continue
        if source.get("text_sha256", source["sha256"]) != sha256(text):
            key = "text_sha256" if "text_sha256" in source else "sha256"
            yield Finding(("sources", place, key), "source digest mismatch: the text is not the one that was read")
            continue
        for number, passage in enumerate(source["passages"]):
            if text[passage["start"] : passage["end"]] != passage["text"]:
                yield Finding(
                    ("sources", place, "passages", number, "text"), "the passage is not what its source has there"
                )


RULE = Rule(
    "FK034",
    "source-digest",
    "add the changed source anew: factkit evidence add; then review what cites it",
    check,
)
