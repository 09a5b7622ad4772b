"""Name: somebody else in the same slot of the same event."""

from __future__ import annotations

from collections.abc import Iterator

from factkit.language.facets import Facets
from factkit.language.facets.arguments import Argument
from factkit.language.places import fold
from factkit.matching.pairing import WHERE, Aligned, Found, Pair, same_name, span
from factkit.model import ConflictKind

_BEARERS = frozenset({"person", "group", "name", "thing"})
_OWN = frozenset({"its", "his", "her", "their"})
"""What makes a thing that of the one who acts: "its plant" is not "the plant" if others act."""
_EXCLUSIVE = frozenset({"agent", "patient", "to", "owner"})
OPEN = frozenset({"say", "call", "be", "have", "play", "include", "feature", "see", "visit", "meet", "tell", "do"})


def find(pair: Pair) -> Iterator[Found]:
    """Yield names in the same slot of the same event that are, or are not, of one bearer."""
    for aligned in pair.aligned:
        if not aligned.is_real or aligned.claim.negated or aligned.passage.negated:
            continue
        for one, other in aligned.same:
            if one.name and other.name and _are_bearers(one, other):
                yield pair.found(ConflictKind.NAME, span(one), span(other), 0.8, "same-name", agrees=True)
        for one, other in aligned.other:
            if one.slot not in _EXCLUSIVE and (one.slot != other.slot or one.places):
                continue
            if _are_bearers(one, other) and _is_missing(pair, one, other):
                strength = _same_event(pair, aligned, one)
                if strength:
                    yield pair.found(ConflictKind.NAME, span(one), span(other), strength, "another-in-its-place")


def _are_bearers(one: Argument, other: Argument) -> bool:
    return bool(one.name and other.name) and one.kind in _BEARERS and other.kind in _BEARERS


def _is_missing(pair: Pair, one: Argument, other: Argument) -> bool:
    """Return whether neither text names the other's: else the names are of two that both speak of."""
    return not (_is_named(one, pair.passage) or _is_named(other, pair.claim))


def _is_named(one: Argument, facets: Facets) -> bool:
    if one.name in fold(facets.title):
        return True
    return any(same_name(one.name, name) for name, _, _ in facets.names)


def _is_said_to_be_one(aligned: Aligned) -> bool:
    """Return whether one and the same thing is said to be the same on both sides: "a character in"."""
    slots = {one.slot for one, other in aligned.same if one.slot == other.slot}
    return {"agent", "is"} <= slots


def _is_of_another(aligned: Aligned, one: Argument) -> bool:
    """Return whether something else sets the two apart: "in the semi-final", or a thing that is their own."""
    if any((same.of ^ its.of) & _OWN for same, its in aligned.same):
        return True
    return any(o.slot == its.slot and o.slot in WHERE and o.slot != one.slot for o, its in aligned.other)


def _same_event(pair: Pair, aligned: Aligned, one: Argument) -> float:
    """Return how sure it is that both sides tell of one event, in which that slot has one bearer."""
    if aligned.is_bilateral:
        return 0.6
    if _is_of_another(aligned, one):
        return 0.0
    if not any(same.slot != one.slot for same, _ in aligned.same):
        return 0.55 if aligned.is_of_topic and one.slot == "agent" and not aligned.claim.meanings & OPEN else 0.0
    if "be" in aligned.claim.meanings and _is_said_to_be_one(aligned):
        return 0.55
    if aligned.claim.meanings & OPEN:
        return 0.55 if pair.coverage_without(one) == 1 else 0.0
    return 0.65
