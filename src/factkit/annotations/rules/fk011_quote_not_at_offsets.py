"""The article has other words at the offsets of a quote, and has the quote nowhere else.

Either the quote was changed by hand, or the article was edited after the claim was made.

Good: "exact": "French police arrested" where the article says so
Bad:  "exact": "French XXpolice arrested"
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import Document, Finding, Rule, shortened


def check(document: Document) -> Iterator[Finding]:
    """Find quotes that stand nowhere in the article."""
    text = document.text
    if text is None:
        return
    for path, anchor in document.anchors():
        exact, start, end = anchor["exact"], anchor["start"], anchor["end"]
        if exact not in text:
            there = text[start:end]
            same = next((at for at, (a, b) in enumerate(zip(exact, there, strict=False)) if a != b), len(there))
            has = f'has "{shortened(there)}" at' if there else f"ends at {len(text)}, before"
            yield Finding(
                (*path, "exact"),
                f"quote not at its offsets: the article {has} {start}-{end}",
                character=min(same, len(exact) - 1),
            )


RULE = Rule(
    "FK011",
    "quote-not-at-offsets",
    "mend it by hand, or run: factkit annotations refresh FILE --article ARTICLE",
    check,
)
