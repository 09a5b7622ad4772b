"""W3C Web Annotation: each claim as an annotation of the article's words, with both text selectors."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

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
from factkit.model import Annotation, Article, Claim, EvidenceStance, Record, RecordKind, Scale, Span
from factkit.strictjson import parse
from factkit.wire import article_from_json, article_to_json, dumps_pretty, time_from_json, time_to_json

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
ARTICLE = "x-article"
ADJUDICATES = "moderating"

Json = dict[str, Any]


def dumps(annotations: Sequence[Annotation], *, desk: Desk, include_restricted: bool = False) -> str:
    """Return an AnnotationPage with an annotation for each claim and, where there are verdicts, each reviewer.

    The article itself stands under `x-article`, which other programs leave alone.
    """
    items: list[Json] = []
    for annotation in annotations:
        view = View(annotation, include_restricted=include_restricted)
        for claim in annotation.claims:
            outcome = view.outcome(claim)
            speaking = list(outcome.verdicts)
            if outcome.decision and outcome.decision not in speaking:
                speaking.append(outcome.decision)
            items += [_item(view, claim, record, desk) for record in speaking or (None,)]
    return dumps_pretty(
        {
            "@context": CONTEXT,
            "id": f"urn:factkit:page:{'+'.join(annotation.article.id for annotation in annotations)}",
            "type": "AnnotationPage",
            "items": items,
            ARTICLE: [article_to_json(annotation.article) for annotation in annotations],
        }
    )


def _item(view: View, claim: Claim, record: Record | None, desk: Desk) -> Json:
    article = view.annotation.article
    item: Json = {
        "id": f"urn:uuid:{record.id}" if record else f"urn:factkit:claim:{claim.id}",
        "type": "Annotation",
        "motivation": _motivation(record),
    }
    if record:
        item["created"] = time_to_json(record.recorded)
        item["creator"] = {"type": "Person", "name": record.reviewer}
    if desk.name:
        item["generator"] = {"type": "Organization", "name": desk.name} | ({"homepage": desk.url} if desk.url else {})
    body = [_text(claim.text, "describing", article)]
    if record:
        body.append(_text(view.rating(record).label, "classifying", article))
        if record.rationale:
            body.append(_text(record.rationale, "commenting", article))
        body += [
            {
                "type": "SpecificResource",
                "purpose": "linking",
                "source": cited.url or (source.url if source else None) or f"urn:factkit:source:{cited.source}",
                "selector": {"type": "TextQuoteSelector", "exact": cited.quote},
                "x-stance": cited.stance.value,
            }
            for cited, source in view.cited(record)
        ]
    source = article.url or f"urn:factkit:article:{article.id}"
    targets = [
        {
            "source": source,
            "selector": [
                {"type": "TextQuoteSelector", "exact": a.exact, "prefix": a.prefix, "suffix": a.suffix},
                {"type": "TextPositionSelector", "start": a.start, "end": a.end},
            ],
        }
        for a in claim.anchors
    ]
    return item | {"body": body, "target": targets or source, "x-claim": claim.id}


def _motivation(record: Record | None) -> str:
    if record is None:
        return "identifying"
    return ADJUDICATES if record.kind is RecordKind.ADJUDICATION else "assessing"


def _text(value: str, purpose: str, article: Article) -> Json:
    body = {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}
    return body | ({"language": article.language} if article.language else {})


def loads(text: str, *, path: str = "", recorded: datetime, reviewer: str) -> list[Annotation]:
    """Return the annotations in a page, a collection, a list or one annotation, one for each article.

    Without `x-article` the text of an article is what was quoted from it, a line each.
    """
    unsaid = unsaid_in(text, recorded, reviewer)
    data = parse(text, path=path or None)
    items = _items(data)
    articles = {}
    if isinstance(data, dict):
        for each in data.get(ARTICLE, []):
            article = article_from_json(each)
            articles[article.url or f"urn:factkit:article:{article.id}"] = article
    labels = [label for item in items if (label := _body(item, "classifying"))]
    scale = scale_of(labels, id="webannotation", name="Ratings as annotated")
    by_source: dict[str, list[Json]] = {}
    for item in items:
        by_source.setdefault(_source(item), []).append(item)
    return [_annotation(source, group, articles.get(source), scale, unsaid) for source, group in by_source.items()]


def _annotation(source: str, group: list[Json], article: Article | None, scale: Scale, unsaid: Unsaid) -> Annotation:
    spans: list[tuple[Span, ...]] = [_spans(item) for item in group]
    if article is None:
        quotes = [_quote(item) or _body(item, "describing") or _body(item, "commenting") or "-" for item in group]
        url = source if source.startswith("http") else None
        article, lines = article_of(quotes, id=source, url=url)
        spans = [(line,) for line in lines]
    found = [
        Found(
            text=_body(item, "describing") or _quote(item) or article.text[places[0][0] : places[0][1]],
            spans=places,
            id=str(item.get("x-claim", "")),
            decided=_decided(item, scale),
        )
        for item, places in zip(group, spans, strict=True)
    ]
    return assemble(article, found, origin="webannotation", unsaid=unsaid)


def _decided(item: Json, scale: Scale) -> tuple[Decided, ...]:
    label = _body(item, "classifying")
    rating = rating_in(scale, label) if label else None
    if rating is None:
        return ()
    creator = item.get("creator")
    created = item.get("created")
    evidence = tuple(
        Cited(
            EvidenceStance(body.get("x-stance", EvidenceStance.CONTEXT)),
            quote=(body.get("selector") or {}).get("exact", ""),
            url=body["source"] if str(body.get("source")).startswith("http") else None,
            name=str(body.get("source")),
        )
        for body in _bodies(item)
        if body.get("purpose") == "linking"
    )
    decided = Decided(
        scale=scale,
        rating=rating,
        rationale=_body(item, "commenting"),
        reviewer=(creator.get("name") or creator.get("id") or "") if isinstance(creator, dict) else str(creator or ""),
        recorded=time_from_json(created) if created else None,
        evidence=evidence,
        adjudicates=item.get("motivation") == ADJUDICATES,
    )
    return (decided,)


def _items(data: Any) -> list[Json]:
    if isinstance(data, list):
        return [item for each in data for item in _items(each)]
    need(data, dict, "an annotation")
    if data.get("type") == "Annotation":
        return [data]
    first = data.get("first")
    return _items(data.get("items", [])) + (_items(first) if isinstance(first, dict) else [])


def _targets(item: Json) -> list[Json]:
    target = item.get("target", [])
    targets = target if isinstance(target, list) else [target]
    return [each if isinstance(each, dict) else {"source": each} for each in targets]


def _source(item: Json) -> str:
    return next((str(each.get("source", each.get("id"))) for each in _targets(item)), "webannotation")


def _selectors(item: Json, kind: str) -> list[Json]:
    found = []
    for target in _targets(item):
        selectors = target.get("selector", [])
        listed = selectors if isinstance(selectors, list) else [selectors]
        found += [each for each in listed if isinstance(each, dict) and each.get("type") == kind]
    return found


def _spans(item: Json) -> tuple[Span, ...]:
    return tuple((int(each["start"]), int(each["end"])) for each in _selectors(item, "TextPositionSelector"))


def _quote(item: Json) -> str:
    return " ".join(each["exact"] for each in _selectors(item, "TextQuoteSelector"))


def _bodies(item: Json) -> list[Json]:
    body = item.get("body", [])
    return [each for each in (body if isinstance(body, list) else [body]) if isinstance(each, dict)]


def _body(item: Json, purpose: str) -> str:
    return next((str(each.get("value", "")) for each in _bodies(item) if each.get("purpose") == purpose), "")
