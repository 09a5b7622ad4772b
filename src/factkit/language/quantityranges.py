"""What the words around a quantity make of it: bounds, the ends of a range, conversions in brackets."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace

from factkit.language.amounts import AFTER, BEFORE, MOVED, SIGNS, places, units
from factkit.language.quantityvalues import FoundQuantity, QuantityKind
from factkit.model import Quantity

ROUGHLY = 0.1
"""How far "about" and "nearly" reach: a tenth of the value."""


def with_bounds(text: str, found: FoundQuantity) -> FoundQuantity:
    """Widen a quantity to the words around it that say "about" or "more than"."""
    start, end = found.span
    before = BEFORE.search(text[max(0, start - 30) : start])
    after = AFTER.match(text, end)
    if before and _is_preposition(before, found):
        before = None
    couple = found.quantity.text.lower().startswith("a couple")
    word = (
        SIGNS[before["sign"]]
        if before and before["sign"]
        else before.lastgroup
        if before
        else "about"
        if couple
        else None
    )
    if before:
        start -= len(text[max(0, start - 30) : start]) - before.start()
    if after and not word:
        word, end = after.lastgroup, after.end()
    low, high = _bounds(found.quantity.value, _LESSENING.get(word or "", word) if found.is_lessening else word)
    quantity = Quantity(text[start:end], found.quantity.value, found.quantity.unit, approximate=word is not None)
    return replace(found, span=(start, end), quantity=quantity, low=low, high=high)


def _is_preposition(before: re.Match[str], found: FoundQuantity) -> bool:
    """Say whether "about" or "over" is one: "a film about two men", "over five years"."""
    if before["about"]:
        return found.kind is QuantityKind.COUNT and found.quantity.value < 10 and found.quantity.text.isalpha()
    return found.dimension == "time" and (before["least"] or "").lower() == "over"


_LESSENING = {"least": "most", "most": "least", "nearly": "barely"}
"""What a bound says of an amount that gets smaller: "more than halved" is half at most."""


def _bounds(value: float, word: str | None) -> tuple[float, float]:
    reach = abs(value) * ROUGHLY
    return {
        "least": (value, math.inf),
        "most": (-math.inf if value < 0 else 0.0, value),
        "nearly": (value - reach, value),
        "barely": (value, value + reach),
        "about": (value - reach, value + reach),
    }.get(word or "", (value, value))


_TO = re.compile(r"\s?(?:-|\u2013|\u2014)\s?|\s(?:to|or)\s(?:about\s)?")
_AND = re.compile(r"\sand\s(?:about\s)?")


def ranged(text: str, found: list[FoundQuantity]) -> list[FoundQuantity]:
    """Give both ends of a range its bounds, and the first the unit of the second where it has none of its own."""
    result = list(found)
    for at in range(len(result) - 1):
        first, second = result[at], result[at + 1]
        gap, before = text[first.span[1] : second.span[0]], text[: first.span[0]][-10:].lower()
        between = before.endswith("between ") and _AND.fullmatch(gap)
        if not between and not _TO.fullmatch(gap):
            continue
        if first.kind is QuantityKind.MONEY and second.quantity.unit is None:
            second = replace(second, quantity=replace(second.quantity, unit=first.quantity.unit), kind=first.kind)
        first = _like(first, second)
        if first.quantity.unit != second.quantity.unit:
            continue
        led_to = gap.strip() == "to" and result[at].quantity.unit and MOVED.search(text[: first.span[0]][-20:])
        from_ = not between and before.endswith("from ")
        changes = bool(led_to) or from_ or first.quantity.value >= second.quantity.value
        named = first.span[1] != result[at].span[1] or result[at].quantity.unit is None or between
        if not changes and (named or first.quantity.unit == result[at].quantity.unit):
            low, high = first.quantity.value, second.quantity.value
            first, second = (
                replace(part, low=low, high=high, quantity=replace(part.quantity, approximate=True))
                for part in (first, second)
            )
        result[at], result[at + 1] = first, second
    return result


def _scale_of(text: str) -> float | None:
    """Return the scale at the end of the number in a quantity's text: a million in "5-10 million"."""
    found = re.search(r"\d\s?([a-z]+)\b", text, re.IGNORECASE)
    name = found.group(1) if found else ""
    return places("scale").get(name.lower()) or (places("short").get(name) if name not in units() else None)


def _like(first: FoundQuantity, second: FoundQuantity) -> FoundQuantity:
    """Return the first end of a range with what only its second end spells out: "16-21 cm", "$5-10 million"."""
    scale = _scale_of(second.quantity.text)
    if scale and not _scale_of(first.quantity.text) and first.quantity.value < 1000:
        value = first.quantity.value * scale
        first = replace(first, low=value, high=value, quantity=replace(first.quantity, value=value))
    if first.quantity.unit is None and second.quantity.unit is not None:
        return replace(
            first,
            quantity=replace(first.quantity, unit=second.quantity.unit),
            kind=second.kind,
            noun=second.noun,
            dimension=second.dimension,
            factor=second.factor,
        )
    return first


def folded(text: str, found: list[FoundQuantity]) -> Iterator[FoundQuantity]:
    """Take a quantity in brackets behind another of its sort, in another unit, as an alias of that one."""
    held: FoundQuantity | None = None
    for quantity in found:
        if held and _is_conversion(text, held, quantity):
            held = replace(held, aliases=(*held.aliases, quantity))
            continue
        if held:
            yield held
        held = quantity
    if held:
        yield held


def _is_conversion(text: str, first: FoundQuantity, second: FoundQuantity) -> bool:
    if first.aliases and first.aliases[-1].quantity.unit == second.quantity.unit:
        return bool(_TO.fullmatch(text[first.aliases[-1].span[1] : second.span[0]]))
    gap = text[first.span[1] : second.span[0]]
    if first.quantity.unit == second.quantity.unit or not re.fullmatch(r"(?:\s\w+)?\s?[(\[]\s?(?:or\s|i\.e\.\s)?", gap):
        return False
    same = first.dimension == second.dimension and first.kind is second.kind
    closed = second.low < second.high or text[second.span[1] :][:1] in (")", "]", ";", ",")
    return same and second.kind in (QuantityKind.MONEY, QuantityKind.MEASURE) and closed
