"""The quote stands in the article, but not at its offsets: a reader would be led to other words.

Good: start and end cut the quote out of the article's text, counted in Unicode code points from 0
Bad:  "start": 341, "end": 364 where the words begin at 340
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.anchoring import offsets, quote_places, wrong_unit
from factkit.annotations.rules.rule import Document, Finding, Rule


def check(document: Document) -> Iterator[Finding]:
    """Find quotes that stand in exactly one place, which is not theirs."""
    text = document.text
    if text is None:
        return
    for path, anchor in document.anchors():
        places = quote_places(text, anchor["exact"], limit=2)
        if (
            len(places) == 1
            and places[0] != (anchor["start"], anchor["end"])
            and not wrong_unit(text, **offsets(anchor))
        ):
            start, end = places[0]
            yield Finding(
                (*path, "start"),
                f"quote elsewhere: it stands at {start}-{end}, not at {anchor['start']}-{anchor['end']}",
            )


RULE = Rule(
    "FK012",
    "quote-elsewhere",
    "run: factkit annotations refresh FILE --article ARTICLE",
    check,
)
