"""Claims reworded, split, merged, added and dropped in a review, as one kind of action; anchors are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factkit.anchoring import anchor
from factkit.errors import ReviewError
from factkit.model import Anchor, Article, Claim, Span
from factkit.verdicts.actions import Recut


def edit(article: Article, claim: Claim, text: str) -> Recut:
    """Return the step that puts other words in the place of a claim's.

    Raises:
        ReviewError: there are no words, or they are the same.
    """
    return Recut((claim,), (_reworded(article, claim, text),))


def split(article: Article, claim: Claim, parts: Sequence[str]) -> Recut:
    """Return the step that makes several claims of one, each on the same words of the article.

    Raises:
        ReviewError: fewer than two parts, or two that are alike.
    """
    given = [" ".join(part.split()) for part in parts if part.strip()]
    if len(given) < 2 or len(set(given)) < len(given):
        raise ReviewError("a split needs two claims or more, each on a line of its own, all different")
    return Recut((claim,), tuple(_reworded(article, claim, part) for part in given))


def merge(article: Article, claims: Sequence[Claim], text: str) -> Recut:
    """Return the step that makes one claim of several, on the words of all of them.

    Raises:
        ReviewError: there are no words.
    """
    spans = _joined([(a.start, a.end) for claim in claims for a in claim.anchors])
    first = max(claims, key=lambda claim: claim.check_worthiness)
    anchors = tuple(anchor(article.text, *span) for span in spans)
    whole = replace(first, sentence=article.text[spans[0][0] : spans[-1][1]] if spans else first.sentence)
    return Recut(tuple(claims), (_reworded(article, whole, text, anchors, tuple(c.id for c in claims)),))


def add(article: Article, text: str, quote: str) -> Recut:
    """Return the step that adds a claim on the words `quote` of the article.

    Raises:
        InputError: there are no words, or the quote stands nowhere or in several places.
    """
    from factkit.claims.editing import claim_by_hand, unique_anchor

    return Recut((), (claim_by_hand(article, text, [unique_anchor(article, quote)]),))


def drop(claim: Claim) -> Recut:
    """Return the step that takes a claim out of the review."""
    return Recut((claim,), ())


def _reworded(
    article: Article,
    claim: Claim,
    text: str,
    anchors: tuple[Anchor, ...] | None = None,
    replaces: tuple[str, ...] | None = None,
) -> Claim:
    from factkit.claims.editing import claim_id

    words = " ".join(text.split())
    if not words:
        raise ReviewError("a claim needs words")
    if words == claim.text and anchors is None:
        raise ReviewError("these are the words that the claim has already; change them")
    kept = claim.anchors if anchors is None else anchors
    return replace(
        claim,
        id=claim_id(article, kept, words),
        text=words,
        anchors=kept,
        added=(),
        replaces=replaces or (claim.id,),
    )


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined
