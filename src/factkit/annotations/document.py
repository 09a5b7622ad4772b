"""An annotation file's JSON and the `Annotation` that it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factkit.model import Annotation, HeldSource, Log
from factkit.wire import (
    FORMAT_VERSION,
    Json,
    article_from_json,
    article_to_json,
    claim_from_json,
    claim_to_json,
    dumps_pretty,
    match_from_json,
    match_to_json,
    record_from_json,
    record_to_json,
    scale_from_json,
    scale_to_json,
    source_from_json,
    source_to_json,
)


def annotation_to_json(annotation: Annotation) -> Json:
    """Return the document, keys in the schema's order and lists in a stable one, so that a diff reads."""
    matches = [
        {"claim": claim, "matches": [match_to_json(match) for match in found]} for claim, found in annotation.matches
    ]
    return {
        "factkit": FORMAT_VERSION,
        "article": article_to_json(annotation.article, path=annotation.article_path),
        "claims": [claim_to_json(claim) for claim in annotation.claims],
        **({"matches": matches} if matches else {}),
        "sources": [
            source_to_json(held.source, held.passages)
            for held in sorted(annotation.sources, key=lambda held: held.source.id)
        ],
        "scales": [scale_to_json(scale) for scale in sorted(annotation.scales, key=lambda scale: scale.id)],
        "records": [record_to_json(record) for record in annotation.records],
        "logs": [
            {"id": log.id, "count": log.count, "head": log.head}
            for log in sorted(annotation.logs, key=lambda log: log.id)
        ],
    }


def annotation_from_json(data: Mapping[str, Any], *, text: str | None = None) -> Annotation:
    """Return the annotation in a document that `schemas/v1/annotation.json` accepts.

    Args:
        text: the article's, where the document has its path instead; without it that article's text is "".
    """
    article = data["article"]
    path = article.get("path")
    return Annotation(
        article=article_from_json(article, text=(text or "") if path else None),
        claims=tuple(claim_from_json(claim) for claim in data["claims"]),
        matches=tuple(
            (found["claim"], tuple(match_from_json(match) for match in found["matches"]))
            for found in data.get("matches", ())
        ),
        sources=tuple(HeldSource(*source_from_json(source)) for source in data["sources"]),
        scales=tuple(scale_from_json(scale) for scale in data["scales"]),
        records=tuple(record_from_json(record) for record in data["records"]),
        logs=tuple(Log(log["id"], log["count"], log["head"]) for log in data["logs"]),
        article_path=path,
    )


def dumps(annotation: Annotation) -> str:
    """Return the text of an annotation file: the same bytes for the same annotation."""
    return dumps_pretty(annotation_to_json(annotation))
