"""The offsets of a quote fit the article only if they count something else than Unicode code points.

JavaScript and many annotation tools count UTF-16 code units, where an emoji is two; others count bytes of UTF-8.

Good: offsets in code points, as Python counts
Bad:  offsets in UTF-16 units or bytes, off by one for each emoji or accented letter before the quote
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.anchoring import offsets, wrong_unit
from factkit.annotations.rules.rule import Document, Finding, Rule


def check(document: Document) -> Iterator[Finding]:
    """Find offsets that are right in another unit."""
    text = document.text
    if text is None or text.isascii():
        return
    for path, anchor in document.anchors():
        unit = wrong_unit(text, **offsets(anchor))
        if unit:
            yield Finding((*path, "start"), f"offsets of the wrong unit: they count {unit}, not code points")


RULE = Rule(
    "FK014",
    "offsets-of-wrong-unit",
    "run: factkit annotations refresh FILE --article ARTICLE",
    check,
)
