"""ClaimReview: earlier fact-checks, from a page's JSON-LD, a DataFeed or the Fact Check Tools API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from factkit.documents.document import Document
from factkit.model import SourceKind, sha256
from factkit.wire import dumps

MAX_DEPTH = 30


@dataclass(frozen=True, slots=True)
class Review:
    """What a ClaimReview says, in the words of its publisher."""

    claim: str
    body: str = ""
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    rating: str | None = None
    rating_scale: str | None = None
    language: str | None = None


def reviews_in(value: Any, depth: int = 0) -> Iterator[Review]:
    """Yield the reviews anywhere in a JSON value: JSON-LD, a DataFeed, or an answer of the Fact Check Tools API."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from reviews_in(item, depth + 1)
    if not isinstance(value, dict):
        return
    kinds = value.get("@type")
    if "ClaimReview" in (kinds if isinstance(kinds, list) else [kinds]):
        if review := _from_schema_org(value):
            yield review
        return
    if isinstance(value.get("claimReview"), list):
        yield from _from_api(value)
        return
    for item in value.values():
        if isinstance(item, dict | list):
            yield from reviews_in(item, depth + 1)


def reviews_in_page(tree: Any) -> Iterator[Review]:
    """Yield the reviews in the JSON-LD of a parsed page; a script that is no JSON is passed over."""
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            value = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from reviews_in(value)


def document_of(review: Review, place: str) -> Document:
    """Return a review as a document: the claim, then what was found."""
    text = "\n\n".join(part for part in (review.claim, review.body) if part)
    raw = dumps({"claim": review.claim, "body": review.body, "rating": review.rating, "url": review.url}).encode()
    page = Document(place=place, text=text, format="claimreview", sha256=sha256(raw), raw=raw)
    return with_review(page, review)


def with_review(page: Document, review: Review) -> Document:
    """Return the page as a fact-check: the claim that it reviews first, and the rating."""
    text = page.text
    if review.claim not in text:
        text = "\n\n".join(part for part in (review.claim, text or review.body) if part)
    return replace(
        page,
        text=text,
        kind=SourceKind.FACTCHECK,
        title=review.title or page.title or review.claim,
        url=review.url or page.url,
        publisher=review.publisher or page.publisher,
        published=review.published or page.published,
        rating=review.rating,
        rating_scale=review.rating_scale,
        language=page.language or review.language,
    )


def _from_schema_org(value: dict[str, Any]) -> Review | None:
    claim = _text(value.get("claimReviewed"))
    if not claim:
        return None
    rating = value.get("reviewRating")
    rating = rating if isinstance(rating, dict) else {}
    worst, best = _text(rating.get("worstRating")), _text(rating.get("bestRating"))
    return Review(
        claim=claim,
        body=_text(value.get("reviewBody")) or _text(value.get("description")),
        title=_text(value.get("headline")) or _text(value.get("name")) or None,
        url=_text(value.get("url")) or None,
        publisher=_name(value.get("author")) or _name(value.get("publisher")),
        published=_date(value.get("datePublished")),
        rating=_text(rating.get("alternateName"))
        or _text(rating.get("name"))
        or _text(rating.get("ratingValue"))
        or None,
        rating_scale=f"{worst}-{best}" if worst and best else None,
        language=_text(value.get("inLanguage"))[:2].lower() or None,
    )


def _from_api(value: dict[str, Any]) -> Iterator[Review]:
    claim = _text(value.get("text"))
    for review in value["claimReview"]:
        if not isinstance(review, dict) or not claim:
            continue
        yield Review(
            claim=claim,
            title=_text(review.get("title")) or None,
            url=_text(review.get("url")) or None,
            publisher=_name(review.get("publisher")),
            published=_date(review.get("reviewDate")),
            rating=_text(review.get("textualRating")) or None,
            language=_text(review.get("languageCode"))[:2].lower() or None,
        )


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value.strip()
    return f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        return _text(value.get("name")) or _text(value.get("site")) or None
    return _text(value) or None


def _date(value: Any) -> date | None:
    try:
        return date.fromisoformat(_text(value)[:10])
    except ValueError:
        return None
