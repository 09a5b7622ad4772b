"""The quote stands in several places of the article, and its offsets or the words around it do not say which is meant.

factkit never chooses by itself: the same words in another sentence can be another claim.

Good: offsets of one place, and a prefix and suffix that stand around that place
Bad:  offsets of no place, or a prefix that stands before another one
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.anchoring import offsets, quote_places, wrong_unit
from factkit.annotations.rules.rule import Document, Finding, Json, Rule
from factkit.model import Span


def check(document: Document) -> Iterator[Finding]:
    """Find quotes with several places, none of them plainly theirs."""
    text = document.text
    if text is None:
        return
    for path, anchor in document.anchors():
        places = quote_places(text, anchor["exact"], limit=20)
        if len(places) < 2 or wrong_unit(text, **offsets(anchor)):
            continue
        at = (anchor["start"], anchor["end"])
        named = ", ".join(f"{start}-{end}" for start, end in places[:4])
        if at not in places:
            yield Finding((*path, "exact"), f"quote ambiguous: it stands at {named}, not at {at[0]}-{at[1]}")
        elif not fits(text, anchor, at) and any(fits(text, anchor, place) for place in places):
            yield Finding((*path, "start"), f"quote ambiguous: the words around it are those of another of {named}")


def fits(text: str, anchor: Json, place: Span) -> bool:
    """Return whether the anchor's prefix and suffix stand around that place."""
    before, after = anchor.get("prefix", ""), anchor.get("suffix", "")
    return text[: place[0]].endswith(before) and text.startswith(after, place[1])


RULE = Rule(
    "FK013",
    "quote-ambiguous",
    "choose the place by hand, and give it the words before and after it as prefix and suffix",
    check,
)
