"""The article's text is not the one that the digest was taken from: the article was edited after the file was written.

Good: "sha256" is the SHA-256 of the text as UTF-8
Bad:  the text was corrected by hand and the digest was not
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import Document, Finding, Rule
from factkit.model import sha256


def check(document: Document) -> Iterator[Finding]:
    """Compare the digest with the text."""
    text = document.text
    if text is not None and document.data["article"]["sha256"] != sha256(text):
        yield Finding(("article", "sha256"), "article digest differs: the text is not the one that was annotated")


RULE = Rule(
    "FK015",
    "article-digest",
    "if the new text is meant, run: factkit annotations refresh FILE --article ARTICLE",
    check,
)
