"""A reader who wants to see the evidence is told neither an address nor a place in the original.

An error where the desk has set review.require to "locator" (strict); otherwise a warning.

Good: "url": "https://example.org/statement", or "locator": "p. 3"
Bad:  neither of them, on the cited passage or its source
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import Document, Finding, Rule
from factkit.model import Severity


def check(document: Document) -> Iterator[Finding]:
    """Find citations that lead nowhere; sources that are withheld are left alone."""
    for place, record in document.standing():
        for number, cited in enumerate(record["evidence"]):
            source = document.sources.get(cited["source"])
            if source is None:
                continue  # FK033 says so
            passages = {passage["id"]: passage for passage in source["passages"]}
            known = (
                cited.get("url"),
                cited.get("locator"),
                source.get("url"),
                source.get("archive_url"),
                passages.get(cited["passage"], {}).get("locator"),
                source.get("restricted"),
            )
            if not any(known):
                yield Finding(
                    ("records", place, "evidence", number), f"evidence {cited['passage']} without locator or URL"
                )


RULE = Rule(
    "FK030",
    "evidence-without-place",
    "add the source's URL or the passage's locator, and record the verdict again",
    check,
    severity=Severity.WARNING,
)
