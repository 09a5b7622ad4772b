"""doccano: an article a line, its claims as spans, as JSON lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from factkit.config import Desk
from factkit.errors import InputError
from factkit.exchange.incoming import Decided, Found, Unsaid, as_id, assemble, need, rating_in, scale_of, unsaid_in
from factkit.exchange.outgoing import View
from factkit.exchange.utf16 import Utf16
from factkit.model import Annotation, Claim, ClaimKind, Scale, Span
from factkit.strictjson import parse, parse_lines
from factkit.wire import article_from_json
from factkit.wire import dumps as one_line

CLAIM = "Claim"
SAME = "same claim"
_ARTICLE_KEYS = ("title", "url", "publisher", "byline", "published", "language")

Json = dict[str, Any]


def dumps(annotations: Sequence[Annotation], *, desk: Desk, include_restricted: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """Return a line for each article, as a project for sequence labelling with relations reads it."""
    lines = [_line(View(each, include_restricted=include_restricted), at) for at, each in enumerate(annotations, 1)]
    return "".join(one_line(line) + "\n" for line in lines)


def _line(view: View, number: int) -> Json:
    article = view.annotation.article
    counting = Utf16(article.text)
    entities: list[Json] = []
    relations: list[Json] = []
    wordings: dict[str, str] = {}
    ids: dict[str, str] = {}
    for claim in view.annotation.claims:
        first = len(entities) + 1
        for at, anchored in enumerate(claim.anchors):
            entity = {
                "id": len(entities) + 1,
                "label": _label(view, claim),
                "start_offset": counting.units(anchored.start),
                "end_offset": counting.units(anchored.end),
            }
            entities.append(entity)
            if at:
                relations.append({"id": len(relations) + 1, "from_id": first, "to_id": entity["id"], "type": SAME})
        if claim.anchors:
            wordings[str(first)] = claim.text
            ids[str(first)] = claim.id
    known = {key: getattr(article, key) for key in _ARTICLE_KEYS if getattr(article, key)}
    if article.published:
        known["published"] = article.published.isoformat()
    return {
        "id": number,
        "text": article.text,
        "entities": entities,
        "relations": relations,
        "Comments": [],
        "article": article.id,
        **known,
        "claims": wordings,
        "claim_ids": ids,
    }


def _label(view: View, claim: Claim) -> str:
    decision = view.outcome(claim).decision
    return view.rating(decision).label if decision else CLAIM


def loads(text: str, *, path: str = "", recorded: datetime, reviewer: str) -> list[Annotation]:
    """Return an annotation for each line, or for each item of a JSON list.

    A span is a claim, and a label that is not "Claim" its rating.
    Read are `entities` and `relations`, `label` or `labels` as [start, end, label], and the labels of a text
    classification, which are about the whole text. doccano does not say who labelled: it is `reviewer`.
    """
    unsaid = unsaid_in(text, recorded, reviewer)
    lines: list[Json] = []
    for number, value in _values(text, path):
        try:
            need(value, dict, "a line")
            need(value.get("text"), str, "text")
        except InputError as error:
            raise InputError(error.message, path=path or None, line=number) from error
        lines.append(value)
    spans = [_spans(line) for line in lines]
    scale = scale_of(
        [label for each in spans for _, _, label in each if _rates(label)], id="doccano", name="Labels of the project"
    )
    return [
        _annotation(line, found, number, scale, unsaid)
        for number, (line, found) in enumerate(zip(lines, spans, strict=True), start=1)
    ]


def _values(text: str, path: str) -> Iterator[tuple[int, Any]]:
    """Yield the lines of JSON lines with their numbers, or the items of a JSON document, which doccano writes too."""
    found = list(parse_lines(text.split("\n"), path=path or None))
    bad = next((value for _, value in found if isinstance(value, InputError)), None)
    if bad is None and not any(isinstance(value, list) for _, value in found):
        yield from found
        return
    try:
        whole = parse(text, path=path or None)
    except InputError as error:
        raise bad or error from error
    yield from enumerate(whole if isinstance(whole, list) else [whole], start=1)


def _rates(label: str) -> bool:
    return label.casefold() not in {CLAIM.casefold(), *(kind.value for kind in ClaimKind)}


def _annotation(
    line: Json, spans: list[tuple[int, Span, str]], number: int, scale: Scale, unsaid: Unsaid
) -> Annotation:
    counting = Utf16(line["text"])
    own = line.get("article")
    named = own if isinstance(own, str) and own == as_id(own) else as_id(f"doccano-{line.get('id', number)}")
    known = {key: line[key] for key in _ARTICLE_KEYS if isinstance(line.get(key), str)}
    article = article_from_json({"id": named, "text": line["text"]} | known)
    parts = {r["to_id"]: r["from_id"] for r in line.get("relations") or () if r.get("type") == SAME}
    places: dict[int, list[Span]] = {}
    labels: dict[int, str] = {}
    for entity, (start, end), label in spans:
        place = (counting.points(start), counting.points(end))
        if place[0] < place[1]:
            places.setdefault(parts.get(entity, entity), []).append(place)
            labels.setdefault(parts.get(entity, entity), label)
    wordings, ids = _texts(line, "claims"), _texts(line, "claim_ids")
    found = [
        Found(
            wordings.get(str(entity)) or " … ".join(article.text[start:end] for start, end in where),
            tuple(where),
            id=ids.get(str(entity), ""),
            decided=_decided(labels[entity], scale),
            changes=_kind(labels[entity]),
        )
        for entity, where in places.items()
    ]
    return assemble(article, found, origin="doccano", unsaid=unsaid)


def _kind(label: str) -> dict[str, object]:
    return {"kind": ClaimKind(label.casefold())} if label.casefold() in set(ClaimKind) else {}


def _texts(line: Json, key: str) -> dict[str, str]:
    value = line.get(key)
    return {str(k): v for k, v in value.items() if isinstance(v, str)} if isinstance(value, dict) else {}


def _decided(label: str, scale: Scale) -> tuple[Decided, ...]:
    rating = rating_in(scale, label) if _rates(label) else None
    return (Decided(scale, rating),) if rating else ()


def _spans(line: Json) -> list[tuple[int, Span, str]]:
    """Return the spans of a line with the ids of their entities, in UTF-16 units."""
    found = [
        (entity["id"], (int(entity["start_offset"]), int(entity["end_offset"])), str(entity["label"]))
        for entity in line.get("entities") or ()
    ]
    length = Utf16(line["text"]).units(len(line["text"]))
    for at, label in enumerate(line.get("label") or line.get("labels") or ()):
        if isinstance(label, list) and len(label) == 3:
            found.append((-1 - at, (int(label[0]), int(label[1])), str(label[2])))
        elif isinstance(label, str):
            found.append((-1 - at, (0, length), label))
    return found
