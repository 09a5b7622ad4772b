"""Quantity expressions of news English: money, shares, measures and counts, with the bounds that their words give.

Years and dates are no quantities, ordinals are found apart, and a conversion in brackets is another name of what
stands before it. Nothing is averaged: both ends of a range are found, each with the whole range as its bounds.
"""

from __future__ import annotations

import re
from dataclasses import replace

from factkit.language.amounts import (
    BEFORE,
    MAGNITUDE,
    MASS_CUES,
    MONEY_CUES,
    NOT_COUNTED,
    PER,
    PLUS,
    TIMES_AS,
    amounts,
    currencies,
    money_after,
    ordinal,
    ordinal_values,
    unit_after,
    units,
)
from factkit.language.dates import date_spans
from factkit.language.datewords import is_counted_year
from factkit.language.quantityfigures import is_bare_year, is_metres, is_share, value_of, worded_value
from factkit.language.quantitylabels import is_label, without_scores
from factkit.language.quantitynouns import noun_at, shared
from factkit.language.quantityranges import folded, ranged, with_bounds
from factkit.language.quantityvalues import FoundQuantity, QuantityKind, exact
from factkit.model import Quantity, Span


def find_quantities(text: str) -> list[FoundQuantity]:
    """Return the quantities of a text, in order and apart."""
    matches = list(amounts(text))
    dates = date_spans(text) if matches else []
    found: list[FoundQuantity] = []
    for match in matches:
        if any(start < match.end() and match.start("number") < end for start, end in dates):
            continue
        if match["one_in"]:
            found.append(_one_in(text, match))
        elif (quantity := _read(text, match)) and not (found and quantity.span[0] < found[-1].span[1]):
            found.append(quantity)
    return list(folded(text, ranged(text, without_scores(text, found))))


def find_ordinals(text: str) -> list[FoundQuantity]:
    """Return ordinals ("third", "21st") outside of dates, in order; the value is the rank."""
    dates = date_spans(text)
    found = []
    for match in ordinal().finditer(text):
        if any(start < match.end() and match.start() < end for start, end in dates):
            continue
        word = match.group()
        value = float(match["digits"]) if match["digits"] else ordinal_values()[word.lower()]
        noun = noun_at(text, match.end(), many=False)
        found.append(FoundQuantity(match.span(), Quantity(word, value), value, value, noun, QuantityKind.ORDINAL))
    return found


def _read(text: str, match: re.Match[str]) -> FoundQuantity | None:
    """Return the quantity at a match; None where the words count nothing."""
    start, end = match.span("number")
    value = value_of(match)
    if value is None or is_label(text, match, end):
        return None
    found = _with_unit(text, match, start, end, value)
    if found is None:
        return None
    return with_bounds(text, found)


def _with_unit(text: str, match: re.Match[str], start: int, end: int, value: float) -> FoundQuantity | None:
    for read in (_as_multiple, _as_money, _as_measure, _as_count):
        if found := read(text, match, (start, end), value):
            return found
    return None


def _as_multiple(text: str, match: re.Match[str], span: Span, value: float) -> FoundQuantity | None:
    """Read "doubled" and "three times as many"; "three times" alone counts occasions."""
    times = None if match["multiple"] else TIMES_AS.match(text, span[1])
    if not (match["multiple"] or (times and not match["money"])):
        return None
    end = times.end() if times else span[1]
    return replace(exact(text, (span[0], end), value, "times", QuantityKind.MULTIPLE), dimension="multiple")


def _as_money(text: str, match: re.Match[str], span: Span, value: float) -> FoundQuantity | None:
    start, end = span
    after = money_after().match(text, end)
    if match["money"]:
        code = next(code for name, code in currencies("before").items() if name.lower() == match["money"].lower())
        named = after["money"] if after else None
        if named and currencies("after").get(re.sub(r"[\s-]", " ", named)) == code:
            end = after.end() if after else end
        return exact(text, (start, end), value, code, QuantityKind.MONEY)
    if after is None or is_share(match):
        return None
    if after["pound"] is not None:
        return _pounds(text, match, (start, after.end()), value)
    return exact(
        text,
        (start, after.end()),
        value,
        currencies("after")[re.sub(r"[\s-]", " ", after["money"])],
        QuantityKind.MONEY,
    )


def _pounds(text: str, match: re.Match[str], span: Span, value: float) -> FoundQuantity:
    """Read "500 pounds" by the words around as money or mass; where they say neither or both its dimension is None."""
    near = text[max(0, span[0] - 60) : span[1] + 40]
    mass, money = MASS_CUES.search(near), MONEY_CUES.search(near)
    if text[span[1] - 6 : span[1]].startswith("-") or re.match(r"\sof\s(?!the\b|his\b|public\b|tax)", text[span[1] :]):
        mass = mass or re.match("", "")
    scaled = match["d_scale"] or match["d_short"] or value >= 100_000
    if (money or scaled) and not mass:
        return exact(text, span, value, "GBP", QuantityKind.MONEY)
    found = exact(text, span, value, "pound", QuantityKind.MEASURE)
    return replace(found, dimension="mass", factor=0.45359237) if mass and not money else found


def _as_measure(text: str, match: re.Match[str], span: Span, value: float) -> FoundQuantity | None:
    end = span[1]
    if match["and_half"]:
        unit, dimension, factor = units()[match["ah_unit"].lower()]
        return replace(exact(text, span, value, unit, QuantityKind.MEASURE), dimension=dimension, factor=factor)
    if match["d_short"] and is_metres(match):
        end = match.start("d_short")
    after = unit_after().match(text, end)
    if after is None or is_share(match):
        return None
    name = re.sub(r"[\s-]", " ", after["unit"])
    unit, dimension, factor = units().get(after["unit"]) or units()[name]
    if after["unit"] in ("in", "p") and text[end : end + 1] != after["unit"][0]:
        return None
    letter = after["unit"] if len(after["unit"]) == 1 and unit != "%" else ""
    if letter and (not match["digits"] or (letter.isupper() and text[end : end + 1] != letter)):
        return None
    kind = QuantityKind.PERCENT if dimension in ("percent", "point", "basis") else QuantityKind.MEASURE
    found = exact(text, (span[0], after.end()), value, unit, kind)
    if kind is QuantityKind.MEASURE and dimension not in ("time", "speed") and (per := PER.match(text, after.end())):
        return _rate(text, found, per, dimension, factor)
    noun = shared(text, after.end()) if unit == "%" else None
    return replace(found, dimension=dimension, factor=factor, noun=noun)


def _rate(text: str, found: FoundQuantity, per: re.Match[str], dimension: str, factor: float) -> FoundQuantity:
    """Make "three tonnes a day" of "three tonnes": it is compared with other tonnes a day alone."""
    quantity = replace(
        found.quantity, text=text[found.span[0] : per.end()], unit=f"{found.quantity.unit} per {per['of']}"
    )
    return replace(
        found,
        span=(found.span[0], per.end()),
        quantity=quantity,
        dimension=f"{dimension} per {per['of']}",
        factor=factor,
    )


def _as_count(text: str, match: re.Match[str], span: Span, value: float) -> FoundQuantity | None:
    end = span[1]
    if is_share(match):
        share = exact(text, span, float(f"{value:.6g}"), None, QuantityKind.SHARE)
        return replace(share, noun=shared(text, end))
    word = (match["worded"] or "").lower()
    if (match["d_short"] and is_metres(match)) or (word == "one" and NOT_COUNTED.match(text, end)):
        return None
    if _is_year(text, match, span):
        return None
    plus = PLUS.match(text, end)
    noun = noun_at(text, plus.end() if plus else end, many=value != 1)
    if noun := "magnitude" if MAGNITUDE.search(text[: span[0]][-16:]) else noun:
        return exact(text, span, value, noun, QuantityKind.COUNT, noun)
    if word in ("one", "a", "an", "zero") or (
        is_bare_year(match["digits"] or "") and match["number"] == match["digits"]
    ):
        return None
    return None if word and text[end : end + 1] == "-" else exact(text, span, value, None, QuantityKind.NUMBER)


def _is_year(text: str, match: re.Match[str], span: Span) -> bool:
    digits = match["digits"] or ""
    if match["number"] != digits or not is_bare_year(digits) or not "1900" <= digits < "2100":
        return False
    return not is_counted_year(text, span[1]) and not BEFORE.search(text[max(0, span[0] - 30) : span[0]])


def _one_in(text: str, match: re.Match[str]) -> FoundQuantity:
    few, many = (
        float(word.replace(",", "")) if word[0].isdigit() else worded_value(word)
        for word in (match["few"], match["many"])
    )
    value = float(f"{few / many:.6g}") if many else 0.0
    found = exact(text, match.span("number"), value, None, QuantityKind.SHARE)
    return with_bounds(text, replace(found, noun=noun_at(text, match.end("number"), many=True)))
