"""AVeriTeC: claims with questions, answers and one of four labels, as one JSON list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from factkit.config import Desk
from factkit.errors import InputError
from factkit.exchange.incoming import Cited, Decided, Found, Unsaid, article_of, assemble, need, rating_in, unsaid_in
from factkit.exchange.outgoing import View
from factkit.model import Annotation, Attribution, CitedPassage, Claim, ClaimKind, EvidenceStance, Source
from factkit.strictjson import parse
from factkit.verdicts.outcome import Outcome
from factkit.verdicts.scales import convert, packaged
from factkit.wire import dumps_pretty

LABELS = {
    "supported": "Supported",
    "refuted": "Refuted",
    "not-enough-evidence": "Not Enough Evidence",
    "conflicting-evidence": "Conflicting Evidence/Cherrypicking",
}
_TYPES = {
    ClaimKind.QUANTITY: "Numerical Claim",
    ClaimKind.QUOTE: "Quote Verification",
    ClaimKind.OPINION: "Position Statement",
}
_KINDS = {label: kind for kind, label in _TYPES.items()}
_EVENT = "Event/Property Claim"
_STANCES = {"supported": EvidenceStance.SUPPORTS, "refuted": EvidenceStance.REFUTES}

Json = dict[str, Any]


def dumps(annotations: Sequence[Annotation], *, desk: Desk, include_restricted: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """Return the checkable claims; one whose verdict has no counterpart among the four labels has no label."""
    items = []
    for annotation in annotations:
        view = View(annotation, include_restricted=include_restricted)
        items += [_item(view, claim) for claim in annotation.claims if claim.checkable or view.outcome(claim).decision]
    return dumps_pretty(items)


def _item(view: View, claim: Claim) -> Json:
    article, outcome = view.annotation.article, view.outcome(claim)
    item: Json = {
        "claim": claim.text,
        "required_reannotation": False,
        "claim_date": f"{article.published.day}-{article.published.month}-{article.published.year}"
        if article.published
        else None,
        "speaker": claim.attribution.speaker if claim.attribution else None,
        "original_claim_url": article.url,
        "fact_checking_article": outcome.publication.url if outcome.publication else None,
        "reporting_source": article.publisher,
        "location_ISO_code": None,
        "claim_types": [_TYPES.get(claim.kind, _EVENT)],
        "fact_checking_strategies": [],
    }
    label = _label(view, outcome)
    if label:
        item["label"] = label
    item["justification"] = outcome.decision.rationale if outcome.decision else None
    cited = view.cited(outcome.decision) if outcome.decision else []
    return item | {"questions": [_question(each, source) for each, source in cited]}


def _label(view: View, outcome: Outcome) -> str | None:
    decision = outcome.decision
    scale = view.scale(decision) if decision else None
    mapped = convert(scale, decision.rating, "averitec") if scale and decision and decision.rating else None
    return LABELS[mapped.rating] if mapped else None


def _question(cited: CitedPassage, source: Source | None) -> Json:
    name = (source.title or source.name) if source else cited.source
    return {
        "question": name if name.endswith("?") else f"What does “{name}” say?",
        "answers": [
            {
                "answer": cited.quote,
                "answer_type": "Extractive",
                "source_url": cited.url or (source.url if source else None),
                "source_medium": "Web text",
                "cached_source_url": source.archive_url if source else None,
                "x-stance": cited.stance.value,
            }
        ],
    }


def loads(text: str, *, path: str = "", recorded: datetime, reviewer: str) -> list[Annotation]:
    """Return the annotations, one for each page that claims were made on.

    AVeriTeC does not carry the page's text, so the text of an article is its claims, a line each.
    """
    unsaid = unsaid_in(text, recorded, reviewer)
    items = parse(text, path=path or None)
    need(items, list, "an AVeriTeC file")
    groups: dict[str, list[Json]] = {}
    for item in items:
        need(item, dict, "a claim")
        need(item.get("claim"), str, "claim")
        groups.setdefault(item.get("original_claim_url") or "averitec", []).append(item)
    return [_annotation(url, group, unsaid) for url, group in groups.items()]


def _annotation(url: str, group: list[Json], unsaid: Unsaid) -> Annotation:
    first = group[0]
    article, spans = article_of(
        [item["claim"] for item in group],
        id=url,
        url=url if url.startswith(("http://", "https://")) else None,
        publisher=first.get("reporting_source"),
        published=_date(first.get("claim_date")),
    )
    found = [
        Found(item["claim"], (span,), decided=_decided(item), changes=_changes(item))
        for item, span in zip(group, spans, strict=True)
    ]
    return assemble(article, found, origin="averitec", unsaid=unsaid)


def _changes(item: Json) -> dict[str, object]:
    kinds = [_KINDS[label] for label in item.get("claim_types") or () if label in _KINDS]
    changes: dict[str, object] = {"kind": kinds[0]} if kinds else {"kind": ClaimKind.EVENT}
    if item.get("speaker"):
        changes["attribution"] = Attribution(item["speaker"])
    return changes


def _decided(item: Json) -> tuple[Decided, ...]:
    if not item.get("label"):
        return ()
    scale = packaged()["averitec"]
    rating = rating_in(scale, item["label"])
    if rating is None:
        raise InputError(f"unknown label {item['label']!r}; AVeriTeC has: {', '.join(LABELS.values())}")
    stance = _STANCES.get(rating, EvidenceStance.CONTEXT)
    evidence = [
        _cited(question, answer, stance)
        for question in item.get("questions") or ()
        for answer in question.get("answers") or ()
        if answer.get("answer") and answer.get("answer_type") != "Unanswerable"
    ]
    published = item.get("fact_checking_article")
    decided = Decided(
        scale=scale,
        rating=rating,
        rationale=item.get("justification") or "",
        evidence=tuple(evidence),
        published_at=published if str(published).startswith("http") else None,
    )
    return (decided,)


def _cited(question: Json, answer: Json, stance: EvidenceStance) -> Cited:
    asked = question.get("question", "")
    title = asked.removeprefix("What does “").removesuffix("” say?")
    return Cited(
        stance=EvidenceStance(answer.get("x-stance", stance)),
        quote=str(answer["answer"]),
        name=answer.get("source_url") or title,
        title=title or None,
        url=_web(answer.get("source_url")),
        archive_url=_web(answer.get("cached_source_url")),
    )


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None


def _date(text: str | None) -> date | None:
    """Return the day of "25-8-2020", or None for what is no such date."""
    try:
        return datetime.strptime(text or "", "%d-%m-%Y").replace(tzinfo=UTC).date()
    except ValueError:
        return None
