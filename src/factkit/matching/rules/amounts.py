"""Numbers and units: as many of what? Compared by value, unit before number.

Amounts of the same measure, or of the same counted noun, are compared; whether they are of the same thing is for the
clauses that they stand in to tell, and for how much of the claim the passage covers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from factkit.language.facets.amounts import Amount
from factkit.language.wordlists import words
from factkit.matching.pairing import WHERE, Aligned, Found, Pair, places_apart
from factkit.model import ConflictKind

_PLAIN = frozenset({"people", "number", "time", "thing", "other", "one", "part", "way", "kind"})
_CONVERTED = 0.03
_CLOSE = 0.15
_COPIED = 0.9
_MOSTLY = 0.7
_AGE = "age"
_NEXT_WORD = re.compile(r"[\s-]*(?:in )?([A-Za-z]+)")
_SIDES = {
    "long": "length",
    "length": "length",
    "wide": "width",
    "width": "width",
    "high": "height",
    "tall": "height",
    "height": "height",
    "deep": "depth",
    "depth": "depth",
    "thick": "thickness",
    "thickness": "thickness",
    "away": "distance",
    "apart": "distance",
}
_POINT = "percentage point"


def find(pair: Pair) -> Iterator[Found]:
    """Yield where amounts of the same agree, differ in number, or differ in unit alone."""
    free = list(pair.passage.amounts)
    left = []
    for amount in pair.claim.amounts:
        equal = next((other for other in free if are_alike(amount, other) and may_be_equal(amount, other)), None)
        if equal is None:
            left.append(amount)
        else:
            free.remove(equal)
            yield pair.found(ConflictKind.NUMBER, _span(amount), _span(equal), 0.8, "number-equal", agrees=True)
    for amount in left:
        best = max(_conflicts(pair, amount, free), key=lambda found: found.conflict.strength, default=None)
        if best is not None:
            yield best


def _span(amount: Amount) -> tuple[int, int]:
    return amount.start, amount.end


def _conflicts(pair: Pair, amount: Amount, free: list[Amount]) -> Iterator[Found]:
    alike = [other for other in free if are_alike(amount, other)]
    for other in free:
        kind, rule = _difference(amount, other)
        if kind is None or _is_held(pair, other) or _measure_apart(pair, amount, other):
            continue
        strength = _same_matter(pair, amount, other)
        if len(alike) > 2 and pair.coverage < 0.85:
            strength = min(strength, 0.45)
        if strength:
            yield pair.found(kind, _span(amount), _span(other), strength, rule)


def _measure_apart(pair: Pair, one: Amount, other: Amount) -> bool:
    """Return whether two lengths are of different sides of a thing: "420 metres long", "31 metres wide"."""
    ours, theirs = _side(pair.claim.text, one), _side(pair.passage.text, other)
    return bool(ours and theirs) and ours != theirs


def _side(text: str, amount: Amount) -> str:
    after = _NEXT_WORD.match(text, amount.end)
    return _SIDES.get(after[1].lower(), "") if after else ""


def _difference(one: Amount, other: Amount) -> tuple[ConflictKind | None, str]:
    if _differs_in_unit(one, other):
        return ConflictKind.UNIT, "unit-differs"
    if are_alike(one, other) and not may_be_equal(one, other):
        return ConflictKind.NUMBER, "number-differs"
    return None, ""


def _is_held(pair: Pair, other: Amount) -> bool:
    """Return whether the claim itself has that amount of the same: it holds both, and neither is denied."""
    return any(may_be_equal(other, amount) and are_alike(amount, other) for amount in pair.claim.amounts)


def _measure(amount: Amount) -> str:
    """Return what two amounts must share to be compared by value: a dimension, a currency, or what they count."""
    if amount.dimension == "temperature":
        return f"temperature {_scale(amount)}"
    if amount.noun == _AGE:
        return _AGE
    if amount.dimension:
        return amount.dimension
    if amount.kind == "share":
        return "percent"
    return amount.unit if amount.kind == "money" else ""


def _scale(amount: Amount) -> str:
    return amount.unit.replace("degree", "").replace("°", "").strip()[:1].lower()


def are_alike(one: Amount, other: Amount) -> bool:
    """Return whether two amounts are of the same measure, or count the same."""
    ours, theirs = _measure(one), _measure(other)
    if ours or theirs:
        return ours == theirs
    if one.noun and other.noun:
        return _count_same(one, other)
    return not one.dimension and not other.dimension and one.kind in _COUNTS and other.kind in _COUNTS


def _count_same(one: Amount, other: Amount) -> bool:
    return one.noun == other.noun or one.noun in other.counted or other.noun in one.counted


_COUNTS = frozenset({"count", "number"})


def _bounds(amount: Amount) -> tuple[float, float]:
    factor = 100.0 if amount.kind == "share" else 1.0 if amount.dimension == "temperature" else amount.factor
    return amount.low * factor, amount.high * factor


def may_be_equal(one: Amount, other: Amount) -> bool:
    """Return whether the bounds of two amounts leave room for the same value."""
    (low, high), (their_low, their_high) = _bounds(one), _bounds(other)
    slack = 1 + (_CONVERTED if one.unit != other.unit or "share" in (one.kind, other.kind) else 1e-9)
    return max(low, their_low) <= min(high, their_high) * slack


def _differs_in_unit(one: Amount, other: Amount) -> bool:
    """Return whether two amounts have the same figure in another unit, or a thousand times it in the same."""
    if {one.kind, other.kind} & {"count", "number", "share"}:
        return False
    if one.value == other.value and one.unit != other.unit:
        if _POINT in (one.unit, other.unit):
            return True
        same_sort = one.kind == other.kind and (
            one.dimension == other.dimension or not (one.dimension and other.dimension)
        )
        return (same_sort or "pound" in (one.unit, other.unit) or {one.kind, other.kind} == {"money"}) and not (
            one.dimension and one.dimension == other.dimension and may_be_equal(one, other)
        )
    return one.unit == other.unit and one.kind in ("money", "measure") and _is_thousandfold(one.value, other.value)


def _is_thousandfold(one: float, other: float) -> bool:
    if one <= 0 or other <= 0 or one == other:
        return False
    power = math.log10(one / other) / 3
    return math.isclose(power, round(power), abs_tol=1e-9)


def _same_matter(pair: Pair, one: Amount, other: Amount) -> float:
    """Return how sure it is that two amounts are of the same thing.

    The same figure in another unit is hardly chance, so less of the rest need be the same.
    """
    aligned = pair.between(one.clauses, other.clauses)
    if one.noun == _AGE:
        return _of_one_event(aligned)
    if "sole" in (one.kind, other.kind):
        return 0.6 if pair.coverage >= _MOSTLY and _is_of_same(aligned) else 0.0
    if pair.of_other_times(one.clauses, other.clauses):
        return 0.0
    if aligned is None:
        return _near_copy(pair, one, other, _is_named(one, other), one.value == other.value)
    return _of_aligned(pair, aligned, one, other)


def _of_aligned(pair: Pair, aligned: Aligned, one: Amount, other: Amount) -> float:
    """Return how sure it is that two amounts of clauses that say the same are of the same thing."""
    named, same_figure = _is_named(one, other), one.value == other.value
    if not aligned.is_real or aligned.claim.negated != aligned.passage.negated or _is_of_part(pair, aligned):
        return 0.0
    if aligned.is_of_others:
        return 0.6 if same_figure and pair.coverage >= _COPIED else 0.0
    strength = _of_clauses(pair, aligned, named)
    return strength + 0.1 if same_figure else strength - _doubt(pair, one, other)


def _is_of_part(pair: Pair, aligned: Aligned) -> bool:
    """Return whether one side counts elsewhere, another, or in a part: "to Japan" of "to Asia", "in May alone"."""
    if any(
        one.slot == other.slot and one.places and other.places and one.places[0] != other.places[0]
        for one, other in (*aligned.same, *aligned.open)
    ):
        return True
    if any(one.slot in WHERE and places_apart(one, other) for one, other in aligned.other):
        return True
    if any((one.of ^ other.of) & words("another.txt") for one, other in aligned.other):
        return True
    alone = re.compile(r"\balone\b")
    return bool(alone.search(pair.claim.text)) != bool(alone.search(pair.passage.text))


def _is_named(one: Amount, other: Amount) -> bool:
    """Return whether both count the same, by a noun that tells what."""
    return bool(one.noun) and one.noun == other.noun and one.noun not in _PLAIN


def _is_of_same(aligned: Aligned | None) -> bool:
    """Return whether both texts say of one and the same that it is the only one, or one of several."""
    if aligned is None or "be" not in aligned.claim.meanings or not aligned.is_real:
        return False
    return aligned.claim.negated == aligned.passage.negated and aligned.shares("agent")


def _of_one_event(aligned: Aligned | None) -> float:
    """Return how sure it is that two ages are of one person at one event: anybody has but one age at it."""
    if aligned is None or "be" in aligned.claim.meanings or not aligned.is_real or aligned.is_of_others:
        return 0.0
    if aligned.claim.negated or aligned.passage.negated:
        return 0.0
    return 0.65 if aligned.shares("agent", "patient") else 0.5 if aligned.open else 0.0


def _of_clauses(pair: Pair, aligned: Aligned, named: bool) -> float:
    anchors = min(aligned.anchors, 2)
    if not anchors:
        return 0.4 if pair.coverage < 0.7 else 0.5
    return 0.3 + 0.1 * anchors + (0.1 if named else 0.0) + 0.25 * pair.coverage


def _near_copy(pair: Pair, one: Amount, other: Amount, named: bool, same_figure: bool) -> float:
    places = {name.lower().replace(" ", "_") for name in pair.claim.places}
    shared = (one.near & other.near) - {one.noun, other.noun} - places
    if pair.coverage >= _COPIED and (same_figure or _are_alone(pair, one, other)):
        return 0.6
    if not shared:
        return 0.0
    if pair.coverage >= 0.7 or (same_figure and pair.coverage >= 0.4):
        return 0.55
    return 0.5 if named and pair.coverage >= 0.5 else 0.0


def _are_alone(pair: Pair, one: Amount, other: Amount) -> bool:
    """Return whether each text has one such amount alone, so that nothing else can be meant."""
    ours = [amount for amount in pair.claim.amounts if are_alike(one, amount)]
    return len(ours) == 1 and sum(1 for amount in pair.passage.amounts if are_alike(other, amount)) == 1


def _doubt(pair: Pair, one: Amount, other: Amount) -> float:
    """Return what is taken off for spans of time, which are of many things, and for amounts nearly the same."""
    if pair.coverage >= 0.8:
        return 0.0
    (low, high), (their_low, their_high) = _bounds(one), _bounds(other)
    close = max(low, their_low) <= min(high, their_high) * (1 + _CLOSE)
    return (0.15 if one.dimension == "time" else 0.0) + (0.15 if close and one.kind != "count" else 0.0)
