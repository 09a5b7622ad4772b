"""Actions as JSON: what the log of a review holds, one object an action."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from factkit.model import CitedPassage, EvidenceStance, RejectedPassage
from factkit.verdicts import actions
from factkit.verdicts.actions import Action
from factkit.verdicts.state import Candidate, Filter, Form, State
from factkit.wire import Json, claim_from_json, claim_to_json, conflict_from_json, conflict_to_json


@dataclass(frozen=True, slots=True)
class Event:
    """An action that was done, and where the reviewer was afterwards: the claim, and the evidence open beside it.

    Where one lands can depend on what others had open at the time, so it is kept and not worked out again.
    """

    action: Action
    at: str | None
    place: int = 0


def event_of(action: Action, after: State) -> Event:
    """Return the event of an action that led to the state `after`."""
    return Event(action, after.claim, after.places.get(after.claim or "", 0))


def event_to_json(event: Event) -> Json:
    """Return an event as JSON."""
    action = event.action
    given = {part.name: getattr(action, part.name) for part in fields(action)}
    body = {name: _TO_JSON.get(name, _same)(value) for name, value in given.items()}
    return {"do": type(action).__name__.lower(), **body, "at": event.at, "place": event.place}


def event_from_json(data: Mapping[str, Any]) -> Event:
    """Return an event; unknown actions raise KeyError."""
    kind = _KINDS[data["do"]]
    given = {part.name: _FROM_JSON.get(part.name, _same)(data[part.name]) for part in fields(kind)}
    return Event(kind(**given), data["at"], data["place"])


def form_to_json(form: Form) -> Json:
    """Return a form as JSON."""
    return {
        "rating": form.rating,
        "rationale": form.rationale,
        "evidence": [_cited_to_json(cited) for cited in form.evidence],
        "rejected": [{"passage": each.passage, "score": each.score} for each in form.rejected],
    }


def form_from_json(data: Mapping[str, Any]) -> Form:
    """Return a form."""
    return Form(
        data["rating"],
        data["rationale"],
        tuple(_cited_from_json(cited) for cited in data["evidence"]),
        tuple(RejectedPassage(each["passage"], each["score"]) for each in data["rejected"]),
    )


def candidate_to_json(candidate: Candidate) -> Json:
    """Return a candidate as JSON."""
    body = {part.name: getattr(candidate, part.name) for part in fields(candidate)}
    for name in ("conflicts", "agreements"):
        body[name] = body[name] if body[name] is None else [conflict_to_json(each) for each in body[name]]
    return body


def candidate_from_json(data: Mapping[str, Any]) -> Candidate:
    """Return a candidate."""
    compared = {
        name: data[name] if data[name] is None else tuple(conflict_from_json(each) for each in data[name])
        for name in ("conflicts", "agreements")
    }
    return Candidate(**{**data, **compared})


def _cited_to_json(cited: CitedPassage) -> Json:
    return {part.name: getattr(cited, part.name) for part in fields(cited)}


def _cited_from_json(data: Mapping[str, Any]) -> CitedPassage:
    return CitedPassage(**{**data, "stance": EvidenceStance(data["stance"])})


def _same(value: Any) -> Any:
    return value


def _form_or_none_to_json(form: Form | None) -> Json | None:
    return None if form is None else form_to_json(form)


def _form_or_none_from_json(data: Mapping[str, Any] | None) -> Form | None:
    return None if data is None else form_from_json(data)


_KINDS = {kind.__name__.lower(): kind for kind in actions.Action.__args__}

_TO_JSON: Mapping[str, Callable[[Any], Any]] = {
    "old": lambda claims: [claim_to_json(claim) for claim in claims],
    "new": lambda claims: [claim_to_json(claim) for claim in claims],
    "form": _form_or_none_to_json,
    "cited": _cited_to_json,
    "candidate": candidate_to_json,
}

_FROM_JSON: Mapping[str, Callable[[Any], Any]] = {
    "old": lambda data: tuple(claim_from_json(claim) for claim in data),
    "new": lambda data: tuple(claim_from_json(claim) for claim in data),
    "form": _form_or_none_from_json,
    "cited": _cited_from_json,
    "candidate": candidate_from_json,
    "filter": Filter,
}
