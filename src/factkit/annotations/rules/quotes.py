"""Rules about anchors: does the article still say what the claims stand on?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from factkit.annotations.rules.rule import Document, Finding, Path, Rule
from factkit.model import sha256


def _anchors(document: Document) -> Iterator[tuple[Path, dict[str, Any]]]:
    for number, claim in enumerate(document["claims"]):
        for place, anchor in enumerate(claim.get("anchors", ())):
            yield ("claims", number, "anchors", place, "exact"), anchor


def _text(document: Document) -> str | None:
    text = document["article"].get("text")
    return text if isinstance(text, str) else None


def quote_stands(document: Document) -> Iterator[Finding]:
    """A quote that is nowhere in the article was changed, or the article was.

    Good: `"exact": "French police"` where the article says so. Bad: `"exact": "French XXpolice"`.
    """
    text = _text(document)
    if text is None:
        return
    for path, anchor in _anchors(document):
        if anchor["exact"] not in text:
            start, end = anchor["start"], anchor["end"]
            there = text[start:end]
            yield Finding(path, f'quote not in the article, which has "{there}" at {start}-{end}')


def quote_at_offsets(document: Document) -> Iterator[Finding]:
    """A quote must stand at its offsets, or a reader would be led to other words.

    Good: start and end slice the article to the quote. Bad: they are off by one, or count bytes or UTF-16 units.
    """
    text = _text(document)
    if text is None:
        return
    for path, anchor in _anchors(document):
        exact = anchor["exact"]
        if exact in text and text[anchor["start"] : anchor["end"]] != exact:
            at = text.index(exact)
            yield Finding(path, f"quote not at its offsets; it stands at {at}-{at + len(exact)}")


def article_digest(document: Document) -> Iterator[Finding]:
    """The digest says which version of the article was read.

    Good: `sha256` is the digest of `text`. Bad: the text was edited and the digest was not.
    """
    text = _text(document)
    if text is not None and document["article"]["sha256"] != sha256(text):
        yield Finding(("article", "sha256"), "the digest is not that of the article's text")


QUOTE_RULES = (
    Rule("FK010", "quote-missing", "mend it by hand, or run: factkit annotations refresh", quote_stands),
    Rule("FK011", "quote-not-at-offsets", "mend it by hand, or run: factkit annotations refresh", quote_at_offsets),
    Rule("FK012", "article-digest", "if the new text is meant, run: factkit annotations refresh", article_digest),
)
