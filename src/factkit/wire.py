"""How values look as JSON: the contract of the JSON lines, the annotation files and the schemas.

`X_to_json` gives plain dicts with keys in the schema's order; `X_from_json` takes what the schema accepts (check
first with `factkit.schema.schema_problems`) and ignores `x-` extensions. Both are pure. A round trip is equal.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from factkit.model import (
    Anchor,
    Article,
    Attribution,
    CitedPassage,
    Claim,
    ClaimKind,
    Conflict,
    ConflictKind,
    DateMention,
    EvidenceStance,
    Match,
    Passage,
    Quantity,
    Rating,
    Record,
    RecordKind,
    RejectedPassage,
    Scale,
    ScaleMapping,
    Source,
    SourceKind,
    SourceStatus,
    Span,
    Stance,
    Unresolved,
    Versions,
    sha256,
)

FORMAT_VERSION = "1.0"

Json = dict[str, Any]


def dumps(value: Any) -> str:
    """Return `value` as one line of JSON: UTF-8 kept, no white space at the end."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def dumps_pretty(value: Any) -> str:
    """Return `value` as JSON that diffs well: two spaces of indentation, keys as they stand, a newline at the end."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) + "\n"


def time_to_json(moment: datetime) -> str:
    """Return an aware moment as RFC 3339 in UTC with Z, microseconds only where there are any."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def time_from_json(text: str) -> datetime:
    """Return the moment; one without an offset is taken as UTC."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def date_or_time_to_json(moment: datetime | date) -> str:
    """Return a day as YYYY-MM-DD and a moment as `time_to_json` does."""
    return time_to_json(moment) if isinstance(moment, datetime) else moment.isoformat()


def date_or_time_from_json(text: str) -> datetime | date:
    """Return a day for ten characters, otherwise a moment."""
    return date.fromisoformat(text) if len(text) == len("YYYY-MM-DD") else time_from_json(text)


def anchor_to_json(anchor: Anchor) -> Json:
    """Return the two selectors in one object."""
    context = {"prefix": anchor.prefix, "suffix": anchor.suffix}
    return {"start": anchor.start, "end": anchor.end, "exact": anchor.exact} | {k: v for k, v in context.items() if v}


def anchor_from_json(data: Mapping[str, Any]) -> Anchor:
    """Return the anchor; without a prefix or suffix they are empty."""
    return Anchor(int(data["start"]), int(data["end"]), data["exact"], data.get("prefix", ""), data.get("suffix", ""))


def article_to_json(article: Article, *, path: str | None = None) -> Json:
    """Return the article with its text, or with `path` in the text's place where one is given."""
    body = {"text": article.text} if path is None else {"path": path}
    return _known(
        id=article.id,
        title=article.title,
        url=article.url,
        publisher=article.publisher,
        byline=article.byline,
        published=article.published and article.published.isoformat(),
        language=article.language,
        sha256=article.sha256,
        **body,
    )


def article_from_json(data: Mapping[str, Any], *, text: str | None = None) -> Article:
    """Return the article; `text` is what its `path` led to, where it has no text of its own."""
    return Article(
        id=data["id"],
        text=data["text"] if text is None else text,
        title=data.get("title"),
        url=data.get("url"),
        publisher=data.get("publisher"),
        byline=data.get("byline"),
        published=_optional_date(data.get("published")),
        language=data.get("language"),
    )


def claim_to_json(claim: Claim) -> Json:
    """Return a claim as `factkit split` writes it; `reasons`, `added` and `replaces` only where there are any."""
    extra = {"reasons": claim.reasons, "added": claim.added, "replaces": claim.replaces}
    return {
        "article": claim.article,
        "id": claim.id,
        "text": claim.text,
        "sentence": claim.sentence,
        "anchors": [anchor_to_json(anchor) for anchor in claim.anchors],
        "kind": claim.kind.value,
        "attribution": claim.attribution
        and {"speaker": claim.attribution.speaker, "stance": claim.attribution.stance.value},
        "negated": claim.negated,
        "hedges": list(claim.hedges),
        "conditional": claim.conditional,
        "dates": [
            {"text": d.text, "start": d.start and d.start.isoformat(), "end": d.end and d.end.isoformat()}
            for d in claim.dates
        ],
        "quantities": [
            {"text": q.text, "value": _number(q.value), "unit": q.unit, "approximate": q.approximate}
            for q in claim.quantities
        ],
        "unresolved": [part.value for part in claim.unresolved],
        "checkable": claim.checkable,
        "check_worthiness": claim.check_worthiness,
    } | {key: list(value) for key, value in extra.items() if value}


def claim_from_json(data: Mapping[str, Any]) -> Claim:
    """Return the claim; only `id` and `text` are needed."""
    said = data.get("attribution")
    return Claim(
        article=data.get("article", ""),
        id=data["id"],
        text=data["text"],
        sentence=data.get("sentence", ""),
        anchors=tuple(anchor_from_json(anchor) for anchor in data.get("anchors", ())),
        kind=ClaimKind(data.get("kind", ClaimKind.STATE)),
        attribution=said and Attribution(said["speaker"], Stance(said["stance"])),
        negated=data.get("negated", False),
        hedges=tuple(data.get("hedges", ())),
        conditional=data.get("conditional", False),
        dates=tuple(
            DateMention(d["text"], _optional_date(d["start"]), _optional_date(d["end"])) for d in data.get("dates", ())
        ),
        quantities=tuple(
            Quantity(q["text"], float(q["value"]), q["unit"], q["approximate"]) for q in data.get("quantities", ())
        ),
        unresolved=tuple(Unresolved(part) for part in data.get("unresolved", ())),
        checkable=data.get("checkable", True),
        check_worthiness=int(data.get("check_worthiness", 50)),
        reasons=tuple(data.get("reasons", ())),
        added=tuple(data.get("added", ())),
        replaces=tuple(data.get("replaces", ())),
    )


def conflict_to_json(conflict: Conflict) -> Json:
    """Return a conflict or an agreement."""
    return {
        "kind": conflict.kind.value,
        "claim": conflict.claim,
        "passage": conflict.passage,
        "claim_span": conflict.claim_span and list(conflict.claim_span),
        "passage_span": conflict.passage_span and list(conflict.passage_span),
        "strength": round(conflict.strength, 3),
        "rule": conflict.rule,
    }


def conflict_from_json(data: Mapping[str, Any]) -> Conflict:
    """Return a conflict or an agreement."""
    return Conflict(
        kind=ConflictKind(data["kind"]),
        claim=data["claim"],
        passage=data["passage"],
        claim_span=_span(data["claim_span"]),
        passage_span=_span(data["passage_span"]),
        strength=data["strength"],
        rule=data["rule"],
    )


def match_to_json(match: Match) -> Json:
    """Return a match; what was not compared is null, never an empty list."""
    return {
        "source": match.source,
        "passage": match.passage,
        "text": match.text,
        "score": round(match.score, 2),
        "conflicts": _conflicts_to_json(match.conflicts),
        "agreements": _conflicts_to_json(match.agreements),
        "folded": _conflicts_to_json(match.folded),
        "origin": match.origin,
        "self_evidence": match.self_evidence,
        "below_threshold": match.below_threshold,
    }


def match_from_json(data: Mapping[str, Any]) -> Match:
    """Return a match."""
    return Match(
        source=data["source"],
        passage=data["passage"],
        text=data["text"],
        score=data["score"],
        conflicts=_conflicts_from_json(data["conflicts"]),
        agreements=_conflicts_from_json(data["agreements"]),
        folded=_conflicts_from_json(data["folded"]),
        origin=data["origin"],
        self_evidence=data["self_evidence"],
        below_threshold=data["below_threshold"],
    )


def source_to_json(source: Source, passages: tuple[Passage, ...] = (), *, with_text: bool = False) -> Json:
    """Return a source as annotation files hold it, with those of its passages that are needed."""
    return _known(
        id=source.id,
        name=source.name,
        title=source.title,
        url=source.url,
        final_url=source.final_url,
        publisher=source.publisher,
        published=source.published and date_or_time_to_json(source.published),
        retrieved=source.retrieved and time_to_json(source.retrieved),
        archive_url=source.archive_url,
        language=source.language,
        license=source.license,
        sha256=source.sha256,
        kind=source.kind.value,
        status=source.status.value,
        origin=source.origin or None,
        reliability=source.reliability,
        restricted=source.restricted or None,
        rating=source.rating,
        rating_scale=source.rating_scale,
        reason=source.reason,
        superseded_by=source.superseded_by,
        text=source.text if with_text else None,
        text_sha256=sha256(source.text) if with_text and sha256(source.text) != source.sha256 else None,
        passages=[passage_to_json(passage) for passage in passages],
    )


def source_from_json(data: Mapping[str, Any]) -> tuple[Source, tuple[Passage, ...]]:
    """Return the source and the passages that stand with it; without a text its text is ""."""
    published, retrieved = data.get("published"), data.get("retrieved")
    source = Source(
        id=data["id"],
        name=data["name"],
        text=data.get("text", ""),
        title=data.get("title"),
        url=data.get("url"),
        final_url=data.get("final_url"),
        publisher=data.get("publisher"),
        published=date_or_time_from_json(published) if published else None,
        retrieved=time_from_json(retrieved) if retrieved else None,
        archive_url=data.get("archive_url"),
        language=data.get("language"),
        license=data.get("license"),
        sha256=data["sha256"],
        kind=SourceKind(data["kind"]),
        status=SourceStatus(data.get("status", SourceStatus.ACTIVE)),
        origin=data.get("origin", ""),
        reliability=data.get("reliability"),
        restricted=data.get("restricted", False),
        rating=data.get("rating"),
        rating_scale=data.get("rating_scale"),
        reason=data.get("reason"),
        superseded_by=data.get("superseded_by"),
    )
    return source, tuple(passage_from_json(passage, source.id) for passage in data["passages"])


def passage_to_json(passage: Passage) -> Json:
    """Return a passage as it stands within its source."""
    return _known(id=passage.id, start=passage.start, end=passage.end, text=passage.text, locator=passage.locator)


def passage_from_json(data: Mapping[str, Any], source: str) -> Passage:
    """Return a passage of the source with that id."""
    return Passage(data["id"], source, int(data["start"]), int(data["end"]), data["text"], data.get("locator"))


def scale_to_json(scale: Scale) -> Json:
    """Return a scale as a document of its own."""
    document = _known(
        factkit=FORMAT_VERSION,
        id=scale.id,
        version=scale.version,
        name=scale.name,
        description=scale.description,
        ordered=scale.ordered,
        ratings=[
            _known(
                id=r.id,
                label=r.label,
                value=r.value,
                description=r.description,
                color=r.color,
                needs_evidence=None if r.needs_evidence else False,
            )
            for r in scale.ratings
        ],
    )
    if scale.mappings:
        document["mappings"] = [
            {"to": mapping.to, "exact": mapping.exact, "ratings": dict(mapping.pairs)} for mapping in scale.mappings
        ]
    return document


def scale_from_json(data: Mapping[str, Any]) -> Scale:
    """Return a scale."""
    return Scale(
        id=data["id"],
        name=data["name"],
        ordered=data["ordered"],
        ratings=tuple(
            Rating(
                r["id"],
                r["label"],
                r.get("value"),
                r.get("description"),
                r.get("color"),
                r.get("needs_evidence", True),
            )
            for r in data["ratings"]
        ),
        version=data.get("version", "1"),
        description=data.get("description"),
        mappings=tuple(
            ScaleMapping(m["to"], m["exact"], tuple(m["ratings"].items())) for m in data.get("mappings", ())
        ),
    )


def record_to_json(record: Record) -> Json:
    """Return a record with its digest; `url` and `seconds` only where it has them."""
    return {
        "id": record.id,
        "kind": record.kind.value,
        "log": record.log,
        "previous": record.previous,
        "article": record.article,
        "claim": record.claim,
        "article_sha256": record.article_sha256,
        "claim_sha256": record.claim_sha256,
        "reviewer": record.reviewer,
        "role": record.role,
        "recorded": time_to_json(record.recorded),
        "scale": record.scale,
        "scale_version": record.scale_version,
        "rating": record.rating,
        "rationale": record.rationale,
        "evidence": [
            _known(
                passage=cited.passage,
                stance=cited.stance.value,
                source=cited.source,
                quote=cited.quote,
                url=cited.url,
                locator=cited.locator,
            )
            for cited in record.evidence
        ],
        "rejected": [{"passage": r.passage, "score": r.score} for r in record.rejected],
        "supersedes": record.supersedes,
        "superseded_digest": record.superseded_digest,
        "versions": {
            "factkit": record.versions.factkit,
            "model": record.versions.model,
            "schema": record.versions.schema,
        },
        **_known(url=record.url, seconds=record.seconds),
        "digest": record.digest,
    }


def record_from_json(data: Mapping[str, Any]) -> Record:
    """Return a record; its digest is taken as it stands, not checked."""
    return Record(
        id=data["id"],
        kind=RecordKind(data["kind"]),
        log=data["log"],
        previous=data["previous"],
        article=data["article"],
        claim=data["claim"],
        article_sha256=data["article_sha256"],
        claim_sha256=data["claim_sha256"],
        reviewer=data["reviewer"],
        role=data["role"],
        recorded=time_from_json(data["recorded"]),
        scale=data["scale"],
        scale_version=data["scale_version"],
        rating=data["rating"],
        rationale=data["rationale"],
        evidence=tuple(
            CitedPassage(
                c["passage"], EvidenceStance(c["stance"]), c["source"], c["quote"], c.get("url"), c.get("locator")
            )
            for c in data["evidence"]
        ),
        versions=Versions(data["versions"]["factkit"], data["versions"]["model"], data["versions"]["schema"]),
        rejected=tuple(RejectedPassage(r["passage"], r["score"]) for r in data["rejected"]),
        supersedes=data["supersedes"],
        superseded_digest=data["superseded_digest"],
        url=data.get("url"),
        seconds=data.get("seconds"),
        digest=data["digest"],
    )


def _known(**fields: Any) -> Json:
    return {key: value for key, value in fields.items() if value is not None}


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


def _optional_date(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _span(pair: list[int] | None) -> Span | None:
    return None if pair is None else (int(pair[0]), int(pair[1]))


def _conflicts_to_json(conflicts: tuple[Conflict, ...] | None) -> list[Json] | None:
    return None if conflicts is None else [conflict_to_json(conflict) for conflict in conflicts]


def _conflicts_from_json(data: list[Json] | None) -> tuple[Conflict, ...] | None:
    return None if data is None else tuple(conflict_from_json(conflict) for conflict in data)
