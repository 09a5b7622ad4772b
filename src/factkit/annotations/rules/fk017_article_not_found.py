"""The file names its article's text by a path at which no text can be read, so its quotes could not be checked.

The path counts from the file's own folder and may not leave the repository, by ".." or by a link.

Good: "path": "../articles/harbour.txt"
Bad:  "path": "/etc/hosts"
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import Document, Finding, Rule


def check(document: Document) -> Iterator[Finding]:
    """Find a text that could not be had."""
    if document.text is None:
        yield Finding(("article", "path"), "the article's text cannot be read there")


RULE = Rule(
    "FK017",
    "article-not-found",
    "put the text back at that path, or export the file with its text",
    check,
)
