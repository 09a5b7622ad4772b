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
_ARTICLE_KEYS = ("title", "url", "publisher", "byline", "published", "language")

Json = dict[str, Any]


def dumps(annotations: Sequence[Annotation], *, desk: Desk, include_restricted: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """Return a line for each article, as a project for sequence labelling reads it.

    The claims' own words travel in `claims`, which doccano keeps as metadata.
    """
    lines = [_line(View(each, include_restricted=include_restricted), at) for at, each in enumerate(annotations, 1)]
    return "".join(one_line(line) + "\n" for line in lines)


def _line(view: View, number: int) -> Json:
    article = view.annotation.article
    counting = Utf16(article.text)
    placed = [
        (claim, [[counting.units(each.start), counting.units(each.end)] for each in claim.anchors])
        for claim in view.annotation.claims
        if claim.anchors
    ]
    known = {key: getattr(article, key) for key in _ARTICLE_KEYS if getattr(article, key)}
    if article.published:
        known["published"] = article.published.isoformat()
    return {
        "id": number,
        "text": article.text,
        "label": [[*span, _label(view, claim)] for claim, spans in placed for span in spans],
        "article": article.id,
        **known,
        "claims": [
            {"id": claim.id, "text": claim.text, "spans": spans, "label": _label(view, claim)}
            for claim, spans in placed
        ],
    }


def _label(view: View, claim: Claim) -> str:
    decision = view.outcome(claim).decision
    return view.rating(decision).label if decision else CLAIM


def loads(text: str, *, path: str = "", recorded: datetime, reviewer: str) -> list[Annotation]:
    """Return an annotation for each line, or for each item of a JSON list.

    A span is a claim, and a label that is not "Claim" its rating.
    Read are `entities`, `label` or `labels` as [start, end, label], and the labels of a text
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
        [label for each in spans for _, label in each if _rates(label)], id="doccano", name="Labels of the project"
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


def _annotation(line: Json, spans: list[tuple[Span, str]], number: int, scale: Scale, unsaid: Unsaid) -> Annotation:
    own = line.get("article")
    named = own if isinstance(own, str) and own == as_id(own) else as_id(f"doccano-{line.get('id', number)}")
    known = {key: line[key] for key in _ARTICLE_KEYS if isinstance(line.get(key), str)}
    article = article_from_json({"id": named, "text": line["text"]} | known)
    counting = Utf16(article.text)
    labels: dict[Span, list[str]] = {}
    for (start, end), label in spans:
        if counting.points(start) < counting.points(end):
            labels.setdefault((start, end), []).append(label)
    found = []
    for own_id, words, places, said in _claims(line, labels):
        where = tuple((counting.points(start), counting.points(end)) for start, end in places)
        found.append(
            Found(
                words or " … ".join(article.text[start:end] for start, end in where),
                where,
                id=own_id,
                decided=tuple(decided for label in said for decided in _decided(label, scale)),
                changes=_kind(said[0]),
            )
        )
    return assemble(article, found, origin="doccano", unsaid=unsaid)


def _claims(line: Json, labels: dict[Span, list[str]]) -> Iterator[tuple[str, str, list[Span], list[str]]]:
    """Yield id, words, places and labels of each claim.

    First those of the metadata whose spans all stand, each with its own label where that stands too, since claims
    can share a place; then every other span.
    """
    used: set[Span] = set()
    given = line.get("claims")
    for claim in given if isinstance(given, list) else ():
        if not isinstance(claim, dict) or not {"id", "text", "spans", "label"} <= claim.keys():
            continue
        places = [tuple(place) for place in claim["spans"]]
        if places and all(place in labels for place in places):
            used.update(places)
            said = labels[places[0]]
            yield str(claim["id"]), str(claim["text"]), places, [claim["label"]] if claim["label"] in said else said
    for place, said in labels.items():
        if place not in used:
            yield "", "", [place], said


def _kind(label: str) -> dict[str, object]:
    return {"kind": ClaimKind(label.casefold())} if label.casefold() in set(ClaimKind) else {}


def _decided(label: str, scale: Scale) -> tuple[Decided, ...]:
    rating = rating_in(scale, label) if _rates(label) else None
    return (Decided(scale, rating),) if rating else ()


def _spans(line: Json) -> list[tuple[Span, str]]:
    """Return the spans of a line and their labels, in UTF-16 units."""
    found = [
        ((int(entity["start_offset"]), int(entity["end_offset"])), str(entity["label"]))
        for entity in line.get("entities") or ()
    ]
    length = Utf16(line["text"]).units(len(line["text"]))
    for label in line.get("label") or line.get("labels") or ():
        if isinstance(label, list) and len(label) == 3:
            found.append(((int(label[0]), int(label[1])), str(label[2])))
        elif isinstance(label, str):
            found.append(((0, length), label))
    return found
