"""FEVER: a claim a line, with one of three labels and evidence as pages and sentence numbers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from factkit.config import Desk
from factkit.errors import InputError
from factkit.exchange.incoming import Cited, Decided, Found, article_of, assemble, need, rating_in, unsaid_in
from factkit.exchange.outgoing import View
from factkit.model import Annotation, Claim, ClaimKind, EvidenceStance
from factkit.strictjson import parse_lines
from factkit.verdicts.scales import convert, packaged
from factkit.wire import dumps as one_line

LABELS = {"supports": "SUPPORTS", "refutes": "REFUTES", "not-enough-info": "NOT ENOUGH INFO"}
_STANCES = {"supports": EvidenceStance.SUPPORTS, "refutes": EvidenceStance.REFUTES}

Json = dict[str, Any]


def dumps(annotations: Sequence[Annotation], *, desk: Desk, include_restricted: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """Return the checkable claims, a line each; one without a verdict that FEVER can say has no label."""
    lines: list[str] = []
    for annotation in annotations:
        view = View(annotation, include_restricted=include_restricted)
        for claim in annotation.claims:
            if claim.checkable or view.outcome(claim).decision:
                lines.append(one_line(_line(view, claim, len(lines) + 1)) + "\n")
    return "".join(lines)


def _line(view: View, claim: Claim, number: int) -> Json:
    line: Json = {"id": number, "claim": claim.text, "x-claim": claim.id}
    decision = view.outcome(claim).decision
    scale = view.scale(decision) if decision else None
    mapped = convert(scale, decision.rating, "fever") if scale and decision and decision.rating else None
    if decision is None or mapped is None:
        return line
    cited = view.cited(decision)
    if mapped.rating == "not-enough-info":
        evidence: list[list[list[Any]]] = [[[number, None, None, None]]]
    else:
        evidence = [
            [[number, at, source.name if source else each.source, _sentence(each.passage)]]
            for at, (each, source) in enumerate(cited, start=1)
        ]
    return line | {
        "verifiable": "NOT VERIFIABLE" if mapped.rating == "not-enough-info" else "VERIFIABLE",
        "label": LABELS[mapped.rating],
        "evidence": evidence,
    }


def _sentence(passage: str) -> int:
    """Return the number that a passage's id ends in, from 0; 0 where it ends in none."""
    tail = passage.rpartition("-")[2]
    return max(int(tail) - 1, 0) if tail.isdecimal() else 0


def loads(text: str, *, path: str = "", recorded: datetime, reviewer: str) -> list[Annotation]:
    """Return one annotation whose text is the claims, a line each; FEVER carries neither an article nor quotes."""
    unsaid = unsaid_in(text, recorded, reviewer)
    items: list[Json] = []
    for number, value in parse_lines(text.split("\n"), path=path or None):
        if isinstance(value, InputError):
            raise value
        try:
            need(value, dict, "a line")
            need(value.get("claim"), str, "claim")
        except InputError as error:
            raise InputError(error.message, path=path or None, line=number) from error
        items.append(value)
    if not items:
        raise InputError("no claim in this file; expected a JSON object a line", path=path or None)
    article, spans = article_of([item["claim"] for item in items], id=f"fever-{path.rpartition('/')[2] or 'claims'}")
    found = [
        Found(
            item["claim"],
            (span,),
            id=str(item.get("x-claim") or f"fever-{item.get('id', number)}"),
            decided=_decided(item),
            changes={"kind": ClaimKind.EVENT},
        )
        for number, (item, span) in enumerate(zip(items, spans, strict=True), start=1)
    ]
    return [assemble(article, found, origin="fever", unsaid=unsaid)]


def _decided(item: Json) -> tuple[Decided, ...]:
    if not item.get("label"):
        return ()
    scale = packaged()["fever"]
    rating = rating_in(scale, str(item["label"]))
    if rating is None:
        raise InputError(f"unknown label {item['label']!r}; FEVER has: {', '.join(LABELS.values())}")
    places = {
        (str(place[2]), int(place[3]))
        for group in item.get("evidence") or ()
        for place in group
        if isinstance(place, list) and len(place) == 4 and place[2] is not None
    }
    stance = _STANCES.get(rating, EvidenceStance.CONTEXT)
    evidence = tuple(
        Cited(stance, name=page, title=page.replace("_", " "), locator=f"sentence {sentence}")
        for page, sentence in sorted(places)
    )
    return (Decided(scale=scale, rating=rating, evidence=evidence),)
