"""An annotation file brought to a newer version of its article: every claim is found again, or said not to be."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from factkit.anchoring import anchor, place_in_other_unit, quote_places
from factkit.annotations.alignment import Alignment, Fate, State, word_changes
from factkit.model import Anchor, Span, sha256
from factkit.wire import anchor_from_json, anchor_to_json, claim_from_json

Json = dict[str, Any]
_ORDER = list(State)
_DECISIONS = ("verdict", "adjudication")


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of a claim.

    Attributes:
        before, after: the words that it stands on, then and now; `after` is "" where it was not moved.
        changes: the words that differ, as (before, after).
        candidates: the sentences that it may have become, where a person must choose.
        notes: what else is to be said: offsets of the wrong unit, an edit around unchanged words.
        stale: ids of the standing decisions that were made on other words than there are now.
    """

    claim: str
    text: str
    state: State
    before: str
    after: str
    changes: tuple[tuple[str, str], ...] = ()
    candidates: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()


def refresh(document: Mapping[str, Any], old: str | None, new: str) -> tuple[Json, tuple[Refreshed, ...]]:
    """Return the document for the article's text `new`, and what became of each claim, in the document's order.

    An unchanged or moved claim gets its new offsets; an edited one the new words too, so that verdicts on the old
    ones become stale. One that is ambiguous or gone keeps its anchors as they were: nothing is moved by guess.

    Args:
        document: one that the schema accepts; it is not changed.
        old: the text that it was made for; without it, claims are found by their quotes alone, and an edited claim
            counts as gone.
    """
    result: Json = copy.deepcopy(dict(document))
    article = result["article"]
    if "text" in article:
        article["text"] = new
    article["sha256"] = sha256(new)
    alignment = Alignment(old, new) if old is not None else None
    said = tuple(_refreshed(claim, alignment, new, _decisions(result, claim["id"])) for claim in result["claims"])
    result["claims"].sort(key=lambda claim: [(each["start"], each["end"]) for each in claim.get("anchors", ())])
    return result, said


def _decisions(document: Json, claim: str) -> dict[str, str]:
    superseded = {record["supersedes"] for record in document["records"]}
    return {
        record["id"]: record["claim_sha256"]
        for record in document["records"]
        if record["claim"] == claim and record["kind"] in _DECISIONS and record["id"] not in superseded
    }


def _refreshed(claim: Json, alignment: Alignment | None, new: str, decisions: Mapping[str, str]) -> Refreshed:
    """Bring one claim up to date, in place."""
    anchors = [anchor_from_json(each) for each in claim.get("anchors", ())]
    found = [_found(each, alignment, new) for each in anchors]
    fates = [fate for fate, _ in found]
    notes = tuple(dict.fromkeys(note for _, note in found if note))
    sentence = _sentence(claim, anchors, alignment)
    state = max(
        (fate.state for fate in (*fates, *([sentence] if sentence else []))), key=_ORDER.index, default=State.GONE
    )
    before = " … ".join(each.exact for each in anchors)
    if state in (State.AMBIGUOUS, State.GONE):
        candidates = tuple(new[slice(*place)] for fate in fates for place in fate.candidates)
        return Refreshed(claim["id"], claim["text"], state, before, "", (), candidates, notes, tuple(decisions))
    old_sentence = claim.get("sentence", "")
    claim["anchors"] = [
        anchor_to_json(anchor(new, *fate.place)) | _own(given)
        for fate, given in zip(fates, claim["anchors"], strict=True)
        if fate.place
    ]
    if sentence and sentence.place:
        claim["sentence"] = new[slice(*sentence.place)]
    after = " … ".join(each["exact"] for each in claim["anchors"])
    changes = tuple(word_changes(before, after)) or tuple(word_changes(old_sentence, claim.get("sentence", "")))
    if state is State.EDITED and before == after:
        notes = (*notes, "its words are the same, the sentence around them was edited")
    now = claim_from_json(claim).sha256
    stale = tuple(id for id, digest in decisions.items() if digest != now)
    return Refreshed(claim["id"], claim["text"], state, before, after, changes, (), notes, stale)


def _own(given: Mapping[str, Any]) -> Json:
    return {key: value for key, value in given.items() if key.startswith("x-")}


def _found(given: Anchor, alignment: Alignment | None, new: str) -> tuple[Fate, str]:
    if alignment is None:
        return _by_quote(given, new), ""
    place, note = _place_in(alignment.old, given)
    if place is None:
        return _by_quote(given, new), note
    fate = alignment.fate(*place)
    if note and fate.state is State.UNCHANGED:
        fate = Fate(State.MOVED, fate.place)
    return fate, note


def _place_in(old: str, given: Anchor) -> tuple[Span | None, str]:
    """Return where the quote stands in the text that it was taken from, and what was wrong with its offsets."""
    if old[given.start : given.end] == given.exact:
        return (given.start, given.end), ""
    other = place_in_other_unit(old, given.start, given.end, given.exact)
    if other:
        return other[1], f"its offsets counted {other[0]}, not code points"
    fate = _by_quote(given, old)
    return fate.place, "its offsets were wrong" if fate.place else ""


def _by_quote(given: Anchor, text: str) -> Fate:
    """Return where the quote stands in a text of which nothing else is known."""
    places = quote_places(text, given.exact)
    around = [
        place for place in places if text[: place[0]].endswith(given.prefix) and text.startswith(given.suffix, place[1])
    ]
    chosen = around if len(around) == 1 else places
    if not chosen:
        return Fate(State.GONE)
    if len(chosen) > 1:
        return Fate(State.AMBIGUOUS, candidates=tuple(chosen))
    state = State.UNCHANGED if chosen[0] == (given.start, given.end) else State.MOVED
    return Fate(state, chosen[0])


def _sentence(claim: Json, anchors: list[Anchor], alignment: Alignment | None) -> Fate | None:
    """Return what became of the sentence that the claim was drawn from, where that is known."""
    text = claim.get("sentence", "")
    if alignment is None or not text or not anchors:
        return None
    at = anchors[-1].start
    places = [place for place in quote_places(alignment.old, text) if place[0] <= at < place[1]]
    return alignment.fate(*places[0]) if places else None
