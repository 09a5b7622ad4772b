"""ClaimReview: schema.org's markup for published fact-checks, per claim and as a DataFeed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from factkit.config import Desk
from factkit.exchange.incoming import (
    Cited,
    Decided,
    Found,
    Unsaid,
    article_of,
    assemble,
    need,
    rating_in,
    scale_of,
    unsaid_in,
)
from factkit.exchange.outgoing import View
from factkit.model import Annotation, Article, Claim, EvidenceStance, Rating, Record, Scale
from factkit.strictjson import parse
from factkit.verdicts.outcome import Outcome
from factkit.wire import date_or_time_to_json, dumps_pretty, time_from_json, time_to_json

CONTEXT = "https://schema.org"
MAX_CLAIM_LENGTH = 74

Json = dict[str, Any]


def dumps(annotations: Sequence[Annotation], *, desk: Desk, include_restricted: bool = False) -> str:
    """Return a JSON list with one ClaimReview for each claim that has a verdict, each a document of its own."""
    return dumps_pretty(
        [
            {"@context": CONTEXT} | review
            for annotation in annotations
            for review in reviews(annotation, desk=desk, include_restricted=include_restricted)
        ]
    )


def dumps_feed(annotations: Sequence[Annotation], *, desk: Desk, include_restricted: bool = False) -> str:
    """Return a DataFeed of the same reviews, as aggregators read it."""
    items = [
        {"@type": "DataFeedItem", "dateCreated": review["datePublished"], "item": [review]}
        for annotation in annotations
        for review in reviews(annotation, desk=desk, include_restricted=include_restricted)
    ]
    feed: Json = {"@context": CONTEXT, "@type": "DataFeed"}
    if desk.name:
        feed["name"] = f"Fact-checks by {desk.name}"
    if items:
        feed["dateModified"] = max(item["dateCreated"] for item in items)
    return dumps_pretty(feed | {"dataFeedElement": items})


def reviews(
    annotation: Annotation, *, desk: Desk, include_restricted: bool = False, published_only: bool = False
) -> list[Json]:
    """Return a ClaimReview for each claim with a verdict in force, in the order of the article.

    A dispute is no verdict, and a withdrawn one is none either.
    """
    view = View(annotation, include_restricted=include_restricted)
    found = []
    for claim in view.annotation.claims:
        outcome = view.outcome(claim)
        if outcome.decision and (outcome.publication or not published_only):
            found.append(_review(view, claim, outcome, outcome.decision, desk))
    return found


def short_claim(claim: Claim) -> str:
    """Return the claim in under 75 characters, cut between words, with an ellipsis where it was cut.

    Words that resolve it (a date in brackets, say) go first; a verdict is never in it.
    """
    text = claim.text
    for added in claim.added:
        if len(text) > MAX_CLAIM_LENGTH and added.startswith("("):
            text = " ".join(text.replace(added, "").replace(" .", ".").split())
    if len(text) <= MAX_CLAIM_LENGTH:
        return text
    cut = text[: MAX_CLAIM_LENGTH - 1]
    at = cut.rfind(" ")
    return (cut[:at] if at > MAX_CLAIM_LENGTH // 2 else cut).rstrip(" ,;:–-") + "…"


def _review(view: View, claim: Claim, outcome: Outcome, decision: Record, desk: Desk) -> Json:
    article, public = view.annotation.article, outcome.publication
    review: Json = {
        "@type": "ClaimReview",
        "url": (public and public.url) or f"urn:uuid:{decision.id}",
        "datePublished": time_to_json((public or decision).recorded),
        "author": _author(desk, decision),
        "claimReviewed": short_claim(claim),
        "reviewRating": _rating(view.scale(decision), view.rating(decision)),
        "itemReviewed": _item(article, claim),
    }
    if article.language:
        review["inLanguage"] = article.language
    if decision.rationale:
        review["reviewBody"] = decision.rationale
    citations = _citations(view, decision)
    return review | ({"citation": citations} if citations else {})


def _author(desk: Desk, decision: Record) -> Json:
    if not desk.name:
        return {"@type": "Person", "name": decision.reviewer}
    author: Json = {"@type": "Organization", "name": desk.name}
    if desk.url:
        author["url"] = desk.url
    return author | ({"logo": desk.logo} if desk.logo else {})


def _rating(scale: Scale | None, rating: Rating) -> Json:
    """Return the rating: words always; value, best and worst together, only where the whole scale has numbers."""
    words: Json = {"@type": "Rating", "alternateName": rating.label}
    values = [each.value for each in scale.ratings] if scale else []
    numbers = [value for value in values if value is not None]
    if rating.value is None or len(numbers) < 2 or len(numbers) < len(values):
        return words
    plain = {"ratingValue": rating.value, "bestRating": max(numbers), "worstRating": min(numbers)}
    return words | {key: int(value) if value == int(value) else value for key, value in plain.items()}


def _item(article: Article, claim: Claim) -> Json:
    item: Json = {"@type": "Claim", "text": claim.text}
    host = urlsplit(article.url).hostname if article.url else None
    if claim.attribution:
        item["author"] = {"@type": "Person", "name": claim.attribution.speaker}
    elif name := article.publisher or article.byline or host:
        item["author"] = {"@type": "Organization" if article.publisher or host == name else "Person", "name": name}
    if article.published:
        item["datePublished"] = article.published.isoformat()
    where: Json = {"@type": "NewsArticle"}
    if article.url:
        where["url"] = article.url
    if article.title:
        where["headline"] = article.title
    if article.publisher:
        where["publisher"] = {"@type": "Organization", "name": article.publisher}
    return item | ({"appearance": where} if len(where) > 1 else {})


def _citations(view: View, decision: Record) -> list[Json]:
    found: dict[str, Json] = {}
    for cited, source in view.cited(decision):
        url = cited.url or (source.url if source else None)
        name = (source.title or source.name) if source else url
        if not name:
            continue
        work: Json = {"@type": "CreativeWork", "name": name}
        if url:
            work["url"] = url
        if source and source.archive_url:
            work["archivedAt"] = source.archive_url
        if source and source.publisher:
            work["publisher"] = {"@type": "Organization", "name": source.publisher}
        if source and source.published:
            work["datePublished"] = date_or_time_to_json(source.published)
        found.setdefault(url or name, work)
    return list(found.values())


def loads(text: str, *, path: str = "", recorded: datetime, reviewer: str) -> list[Annotation]:
    """Return the annotations that ClaimReviews make up, one for each article that their claims appeared in.

    The text of such an article is its claims, a line each: a ClaimReview does not carry more.
    """
    unsaid = unsaid_in(text, recorded, reviewer)
    found = _all_reviews(parse(text, path=path or None))
    scale = scale_of([_words(each) for each in found if _words(each)], id="claimreview", name="Ratings as published")
    by_article: dict[str, list[Json]] = {}
    for each in found:
        by_article.setdefault(_appearance(each).get("url") or each.get("url") or "claimreview", []).append(each)
    return [_annotation(place, group, scale, unsaid) for place, group in by_article.items()]


def _annotation(place: str, group: list[Json], scale: Scale, unsaid: Unsaid) -> Annotation:
    texts = [_object(each, "itemReviewed").get("text") or each["claimReviewed"] for each in group]
    where = _appearance(group[0])
    article, spans = article_of(
        texts,
        id=place,
        url=where.get("url"),
        title=where.get("headline"),
        publisher=_object(where, "publisher").get("name"),
        language=group[0].get("inLanguage"),
    )
    claims = [
        Found(claim, (span,), decided=_decided(each, scale))
        for each, claim, span in zip(group, texts, spans, strict=True)
    ]
    return assemble(article, claims, origin="claimreview", unsaid=unsaid)


def _decided(review: Json, scale: Scale) -> tuple[Decided, ...]:
    rating = rating_in(scale, _words(review))
    if rating is None:
        return ()
    published, url = review.get("datePublished"), review.get("url", "")
    evidence = tuple(
        Cited(
            EvidenceStance.CONTEXT,
            title=each.get("name"),
            url=each.get("url"),
            archive_url=each.get("archivedAt"),
            publisher=_object(each, "publisher").get("name"),
        )
        for each in review.get("citation", [])
        if isinstance(each, dict)
    )
    decided = Decided(
        scale=scale,
        rating=rating,
        rationale=review.get("reviewBody") or "",
        reviewer=_object(review, "author").get("name") or "",
        recorded=time_from_json(published) if published else None,
        evidence=evidence,
        published_at=url if url.startswith("http") else None,
    )
    return (decided,)


def _words(review: Json) -> str:
    rating = _object(review, "reviewRating")
    return str(rating.get("alternateName") or rating.get("ratingValue") or "")


def _appearance(review: Json) -> Json:
    item = _object(review, "itemReviewed")
    return _object(item, "appearance") or _object(item, "firstAppearance")


def _object(data: Json, key: str) -> Json:
    value = data.get(key)
    value = value[0] if isinstance(value, list) and value else value
    return value if isinstance(value, dict) else {}


def _all_reviews(value: Any) -> list[Json]:
    """Return the ClaimReviews anywhere in a document: alone, in a list, a graph or a feed."""
    if isinstance(value, list):
        return [review for each in value for review in _all_reviews(each)]
    if not isinstance(value, dict):
        return []
    types = value.get("@type")
    if types == "ClaimReview" or (isinstance(types, list) and "ClaimReview" in types):
        need(value.get("claimReviewed"), str, "claimReviewed")
        return [value]
    return [review for each in value.values() for review in _all_reviews(each)]
