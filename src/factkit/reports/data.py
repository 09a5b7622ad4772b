"""A report as JSON: what the other forms say, for programs."""

from __future__ import annotations

from typing import Any

from factkit.reports import words
from factkit.reports.content import ClaimReport, Evidence, Report, Voice, rating_key
from factkit.wire import (
    FORMAT_VERSION,
    article_to_json,
    claim_to_json,
    conflict_to_json,
    dumps_pretty,
    source_to_json,
    time_to_json,
)

Json = dict[str, Any]


def render(report: Report) -> str:
    """Return the report as a JSON document that ends in a newline."""
    return dumps_pretty(to_json(report))


def to_json(report: Report) -> Json:
    """Return the report as plain values, in the order of the other forms."""
    numbers = report.numbers
    return {
        "factkit": FORMAT_VERSION,
        "article": article_to_json(report.article),
        "desk": {"name": report.desk.name, "url": report.desk.url},
        "until": report.until and time_to_json(report.until),
        "numbers": {
            "claims": numbers.claims,
            "checkable": numbers.checkable,
            "checked": numbers.checked,
            "disputed": numbers.disputed,
            "dissent": numbers.dissent,
            "stale": numbers.stale,
            "unchecked": numbers.unchecked,
            "withdrawn": numbers.withdrawn,
            "uncheckable": numbers.uncheckable,
            "published": numbers.published,
            "conflicts": numbers.conflicts,
            "edited": report.edited,
            "withheld": report.withheld,
        },
        "ratings": [{"rating": each.key, "label": each.label, "claims": each.count} for each in report.ratings],
        "reviewers": list(report.reviewers),
        "claims": [_claim(claim) for claim in report.claims],
        "sources": [
            {"number": each.number}
            | source_to_json(each.source)
            | {"cited": list(each.cited), "found": list(each.found), "copies": each.copies}
            for each in report.sources
        ],
        "origins": report.origins,
        "method": words.method(report),
        "scales": [{"id": scale.id, "name": scale.name, "version": scale.version} for scale in report.scales],
        "not_checked": [
            {"claim": claim.claim.id, "number": claim.number, "reason": claim.why_not}
            for claim in report.claims
            if claim.decision is None
        ],
        "corrections": [{"number": number} | _voice(voice) for number, voice in report.corrections],
        "logs": [{"id": log.id, "count": log.count, "head": log.head} for log in report.logs],
    }


def _claim(claim: ClaimReport) -> Json:
    publication = claim.outcome.publication
    return {
        "number": claim.number,
        "claim": claim_to_json(claim.claim),
        "state": str(claim.state),
        "stale": claim.outcome.stale,
        "rating": rating_key(claim),
        "headline": claim.headline,
        "verdict": claim.decision and _voice(claim.decision),
        "published": publication and {"url": publication.url, "recorded": time_to_json(publication.recorded)},
        "agreeing": [_voice(voice) for voice in claim.agreeing],
        "dissent": [_voice(voice) for voice in claim.dissent],
        "evidence": [_evidence(item) for item in claim.cited],
        "found": [_evidence(item) for item in claim.found],
        "history": [_voice(voice) for voice in claim.history],
        "why_not": claim.why_not or None,
    }


def _voice(voice: Voice) -> Json:
    record = voice.record
    return {
        "id": record.id,
        "kind": record.kind.value,
        "reviewer": record.reviewer,
        "role": record.role,
        "recorded": time_to_json(record.recorded),
        "scale": record.scale,
        "rating": record.rating,
        "label": voice.rating or None,
        "rationale": record.rationale,
        "current": voice.current,
        "supersedes": record.supersedes,
        "digest": record.digest,
    }


def _evidence(item: Evidence) -> Json:
    return {
        "passage": item.passage,
        "source": item.source.name if item.source else None,
        "number": item.number,
        "quote": item.quote,
        "stances": [{"stance": stance.value, "reviewer": reviewer} for stance, reviewer in item.stances],
        "url": item.url,
        "locator": item.locator,
        "score": None if item.score is None else round(item.score, 2),
        "conflicts": None if item.conflicts is None else [conflict_to_json(each) for each in item.conflicts],
        "agreements": None if item.agreements is None else [conflict_to_json(each) for each in item.agreements],
        "copies": item.copies,
        "self_evidence": item.self_evidence,
        "below_threshold": item.below_threshold,
    }
