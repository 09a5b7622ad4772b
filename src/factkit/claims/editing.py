"""Claims that a person makes, rewords, splits or joins: their ids and their anchors. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from factkit.anchoring import anchor
from factkit.errors import InputError
from factkit.model import Anchor, Article, Claim, sha256


def claim_id(article: Article, anchors: Sequence[Anchor], text: str) -> str:
    """Return the id of a claim: "c-" and 16 hexadecimal digits, made once from article, version, anchors and text."""
    places = ",".join(f"{a.start}-{a.end}" for a in anchors)
    return f"c-{sha256(chr(0).join([article.id, article.sha256, places, text]))[:16]}"


def claim_by_hand(article: Article, text: str, anchors: Sequence[Anchor], *, replaces: tuple[str, ...] = ()) -> Claim:
    """Return a claim in a person's own words.

    Args:
        anchors: where it stands in the article, in the order of the text; at least one.
        replaces: the claims that it comes from.

    Raises:
        InputError: the text has no words.
    """
    words = " ".join(text.split())
    if not words:
        raise InputError("a claim needs words; give them with --text")
    return Claim(
        article=article.id,
        id=claim_id(article, anchors, words),
        text=words,
        sentence=article.text[anchors[0].start : anchors[-1].end],
        anchors=tuple(anchors),
        replaces=replaces,
    )


def unique_anchor(article: Article, quote: str) -> Anchor:
    """Return the anchor of the one place where `quote` stands in the article.

    Raises:
        InputError: it stands nowhere, or in several places (their offsets are named).
    """
    if not quote:
        raise InputError("an empty quote; copy the words from the article")
    start = article.text.find(quote)
    if start < 0:
        raise InputError("the quote is not in the article; copy the words exactly as they stand")
    again = article.text.find(quote, start + 1)
    if again >= 0:
        raise InputError(f"the quote stands at {start} and at {again}; take more words, so that one place is meant")
    return anchor(article.text, start, start + len(quote))
