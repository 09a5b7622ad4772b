"""The evidence comes from the publisher of the article under check, or is the article.

Good: "publisher" of the source is another one than the article's
Bad:  the article's own page, or another page of its publisher, cited as support
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from factkit.annotations.rules.rule import Document, Finding, Rule
from factkit.model import Severity


def check(document: Document) -> Iterator[Finding]:
    """Find citations, as support, of the article's publisher or page."""
    article = document.data["article"]
    publisher, url = _name(article.get("publisher")), _address(article.get("url"))
    for place, record in document.standing():
        for number, cited in enumerate(record["evidence"]):
            source = document.sources.get(cited["source"], {})
            pages = {_address(source.get(key)) for key in ("url", "final_url")} | {_address(cited.get("url"))}
            own = bool(publisher) and _name(source.get("publisher")) == publisher
            if cited["stance"] == "supports" and (own or (url and url in pages)):
                yield Finding(
                    ("records", place, "evidence", number),
                    f"evidence of the article's own publisher: {source.get('publisher') or article.get('url')}",
                )


def _name(publisher: str | None) -> str:
    return " ".join((publisher or "").casefold().split())


def _address(url: str | None) -> str:
    return re.sub(r"^https?://(www[.])?|[#?].*|/+$", "", url or "")


RULE = Rule(
    "FK031",
    "own-publisher",
    "cite somebody else: an article does not prove itself",
    check,
    severity=Severity.WARNING,
)
