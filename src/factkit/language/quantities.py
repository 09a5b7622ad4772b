"""Quantity expressions of news English: money, shares, measures and counts, with the bounds that their words give.

Years and dates are no quantities, ordinals are found apart, and a conversion in brackets is another name of what
stands before it. Nothing is averaged: both ends of a range are found, each with the whole range as its bounds.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from factkit.language.amounts import (
    ACRONYMS,
    ADJECTIVE_ENDS,
    AFTER,
    AMONG_NAMES,
    BEFORE,
    CLOCK,
    COUNTS,
    DASHED,
    DASHED_ON,
    HAS_UNIT,
    JOINED,
    LABEL,
    MASS_CUES,
    MONEY_CUES,
    NO_LABEL,
    NOT_COUNTED,
    OTHER_HALF,
    PART_OF_A_NAME,
    PARTLY,
    PLUS,
    SCORE,
    SHARED,
    SIGNS,
    SURE_LABEL,
    VULGAR,
    WORD,
    amounts,
    currencies,
    irregular,
    money_after,
    ordinal,
    ordinal_values,
    parts,
    places,
    unit_after,
    units,
)
from factkit.language.dates import date_spans
from factkit.language.datewords import is_counted_year
from factkit.language.wordlists import words
from factkit.model import Quantity, Span

ROUGHLY = 0.1
"""How far "about" and "nearly" reach: a tenth of the value."""


class QuantityKind(StrEnum):
    """What a quantity measures; a count has a noun, a number has not even that."""

    MONEY = "money"
    PERCENT = "percent"
    SHARE = "share"
    MEASURE = "measure"
    COUNT = "count"
    NUMBER = "number"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity expression in a text; `span` covers `quantity.text`: the amount, its unit and "about", not its noun.

    Attributes:
        low, high: the bounds, inclusive; infinite where a side is open. Equal to the value where it is exact.
        noun: what is counted or shared, in the singular; None where nothing is named.
        dimension: of a measure: "length", "mass"...; None for a "pound" that may be money or mass.
        factor: what makes the value one in the dimension's own unit (metre, kilogram, second).
        aliases: the same amount in other units, from the brackets behind it.
    """

    span: Span
    quantity: Quantity
    low: float
    high: float
    noun: str | None
    kind: QuantityKind
    dimension: str | None = None
    factor: float = 1.0
    aliases: tuple[FoundQuantity, ...] = ()


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
    return list(_folded(text, _ranged(text, found)))


def find_ordinals(text: str) -> list[FoundQuantity]:
    """Return ordinals ("third", "21st") outside of dates, in order; the value is the rank."""
    dates = date_spans(text)
    found = []
    for match in ordinal().finditer(text):
        if any(start < match.end() and match.start() < end for start, end in dates):
            continue
        word = match.group()
        value = float(match["digits"]) if match["digits"] else ordinal_values()[word.lower()]
        noun = _noun(text, match.end(), many=False)
        found.append(FoundQuantity(match.span(), Quantity(word, value), value, value, noun, QuantityKind.ORDINAL))
    return found


def singular(noun: str) -> str:
    """Return the singular of an English plural; a word that is none comes back as it is."""
    lower = noun.lower()
    if lower in irregular():
        return irregular()[lower]
    if ACRONYMS.fullmatch(noun):
        return noun[:-1]
    if len(noun) < 4 or lower.endswith(("ss", "us", "is")) or not lower.endswith("s"):
        return noun
    if lower.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-2] if lower.endswith(("ches", "shes", "xes", "sses", "zzes")) else noun[:-1]


def _read(text: str, match: re.Match[str]) -> FoundQuantity | None:
    """Return the quantity at a match; None where the words count nothing."""
    start, end = match.span("number")
    value = _value(match)
    if value is None or _is_label(text, match, end):
        return None
    found = _with_unit(text, match, start, end, value)
    if found is None:
        return None
    return _with_bounds(text, found)


def _value(match: re.Match[str]) -> float | None:
    scales = places("scale")
    if match["half_scale"]:
        if match["q_scale"]:
            return (0.25 if match["q_count"].lower() in ("a", "an") else 0.75) * scales[match["q_scale"].lower()]
        return 0.5 * scales[(match["hs_scale"] or match["hs_scale2"]).lower()]
    if match["fraction"]:
        return _count_of(match["f_count"]) * parts()[re.sub(r"\s", "-", match["f_part"].lower())]
    if match["by"]:
        return 0.5 if match["by_half"] else _count_of(match["by_count"]) * parts()[match["by_part"].lower()]
    if match["digits"]:
        return _digit_value(match)
    value = _worded_value(match["worded"])
    if half := match["w_half"]:
        share = 0.25 if "quarter" in half.lower() else 0.5
        value = (value + share) * (scales[match["w_scale"].lower()] if match["w_scale"] else 1)
    return value


def _is_share(match: re.Match[str]) -> bool:
    return bool(match["fraction"] or match["by"])


def _count_of(word: str | None) -> float:
    return 1.0 if word is None or word.lower() in ("a", "an") else places("one")[word.lower()]


def _digit_value(match: re.Match[str]) -> float:
    whole, _, share = match["digits"].partition(" ") if "/" in match["digits"] else (match["digits"], "", "")
    digits = re.sub(r"[, \u00a0\u202f]", "", whole)
    vulgar = VULGAR.get(digits[-1], 0.0)
    value = (float(digits.rstrip("".join(VULGAR)) or 0) + vulgar) if vulgar else float(digits)
    if share:
        value += int(share[0]) / int(share[2])
    if match["d_half"]:
        value += 0.5
    if match["d_scale"]:
        value *= places("scale")[match["d_scale"].lower().removesuffix("s")]
    elif match["d_short"] and not _is_metres(match):
        value *= _short_scale(match["d_short"].strip())
    # 15.1 * 1e9 is 15099999999.999998 in floats; what was written has far fewer digits
    value = float(f"{value:.12g}")
    return -value if match["minus"] or match["minus_word"] is not None else value


def _short_scale(word: str) -> float:
    short = places("short")
    return short.get(word) or short[word.lower()]


def _is_metres(match: re.Match[str]) -> bool:
    """Say whether the letter behind the digits is a unit and no scale: "5m" without a currency or a noun."""
    letter = match["d_short"].strip()
    if match["money"] or letter.lower() not in ("m", "b", "t", "k"):
        return False
    if letter in ("k", "K", "M") and not match["d_short"][0].isspace():
        return False
    after = match.string[match.end() :]
    return not (
        letter == "m"
        and re.match(
            r"\s(?:dollars|euros|pounds|people|an?\s(?:year|month|week|day)\b|(?:fewer|more|extra|new|other)\s|[a-z]+s\b)",
            after,
        )
    )


def _worded_value(words_: str) -> float:
    total, current = 0.0, 0.0
    for word in re.split(r"[\s,-]+", words_.lower()):
        if word in places("one"):
            current += places("one")[word]
        elif word in ("a", "an"):
            current += 1
        elif word in ("hundred", "dozen"):
            current = (current or 1) * places("scale")[word]
        elif word in places("scale"):
            total += (current or 1) * places("scale")[word]
            current = 0.0
    return total + current


def _is_label(text: str, match: re.Match[str], end: int) -> bool:
    """Say whether a number names something (No. 10, Flight 370, 5 p.m., 3-1) and counts nothing."""
    if CLOCK.match(text, end):
        return True
    if _is_share(match):
        before = text[max(0, match.start() - 8) : match.start()]
        return bool(OTHER_HALF.search(before)) or _is_rank(before, match)
    if not match["digits"]:
        return match.group()[:1].isupper() and bool(AMONG_NAMES.search(text[max(0, match.start() - 2) : match.start()]))
    return bool(PART_OF_A_NAME.match(text, end)) or (
        not match["money"] and not match["d_scale"] and _is_numbered(text, match, end)
    )


def _is_rank(before: str, match: re.Match[str]) -> bool:
    """Say whether "the third of seven" is a place in a row and no share."""
    ranked = not (match["f_part"] or "half").lower().startswith(("half", "halves", "quarter"))
    return before.lower().endswith("the ") and not match["f_count"] and ranked


def _is_numbered(text: str, match: re.Match[str], end: int) -> bool:
    """Say whether figures are the end of a score or stand behind a name or "page"."""
    before = text[max(0, match.start() - 24) : match.start()]
    dashed = DASHED.search(before)
    if (dashed or text[end : end + 1] in "-\u2013") and SCORE.match(text, end):
        return True
    if dashed:
        return _falls(dashed.group(1), match["digits"]) or not HAS_UNIT.match(text, end)
    if (other := DASHED_ON.match(text, end)) and _falls(match["digits"], other.group(1)):
        return True
    if SURE_LABEL.search(before):
        return True
    label = LABEL.search(before)
    if not label or NO_LABEL.search(before.rstrip()) or COUNTS.match(text, end):
        return False
    return (label.group().strip() != "the" or _bare_year(match["digits"])) and not before.endswith("(")


def _falls(first: str, second: str) -> bool:
    """Say whether two figures with a dash between are a score, as 6-3 is, and no range."""
    return first.isdigit() and second.isdigit() and int(first) >= int(second)


def _bare_year(digits: str) -> bool:
    return len(digits) == 4 and "1000" <= digits <= "2199"


def _with_unit(text: str, match: re.Match[str], start: int, end: int, value: float) -> FoundQuantity | None:
    for read in (_as_money, _as_measure, _as_count):
        if found := read(text, match, (start, end), value):
            return found
    return None


def _as_money(text: str, match: re.Match[str], span: Span, value: float) -> FoundQuantity | None:
    start, end = span
    after = money_after().match(text, end)
    if match["money"]:
        code = next(code for name, code in currencies("before").items() if name.lower() == match["money"].lower())
        named = after["money"] if after else None
        if named and currencies("after").get(re.sub(r"[\s-]", " ", named)) == code:
            end = after.end() if after else end
        return _found(text, (start, end), value, code, QuantityKind.MONEY)
    if after is None or _is_share(match):
        return None
    if after["pound"] is not None:
        return _pounds(text, match, (start, after.end()), value)
    return _found(
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
        return _found(text, span, value, "GBP", QuantityKind.MONEY)
    found = _found(text, span, value, "pound", QuantityKind.MEASURE)
    return replace(found, dimension="mass", factor=0.45359237) if mass and not money else found


def _as_measure(text: str, match: re.Match[str], span: Span, value: float) -> FoundQuantity | None:
    end = span[1]
    if match["d_short"] and _is_metres(match):
        end = match.start("d_short")
    after = unit_after().match(text, end)
    if after is None or _is_share(match):
        return None
    name = re.sub(r"[\s-]", " ", after["unit"])
    unit, dimension, factor = units().get(after["unit"]) or units()[name]
    if unit == "in" and text[end : end + 1] != "i":
        return None
    letter = after["unit"] if len(after["unit"]) == 1 and unit != "%" else ""
    if letter and (not match["digits"] or (letter.isupper() and text[end : end + 1] != letter)):
        return None
    kind = QuantityKind.PERCENT if dimension in ("percent", "point", "basis") else QuantityKind.MEASURE
    found = _found(text, (span[0], after.end()), value, unit, kind)
    noun = _shared(text, after.end()) if unit == "%" else None
    return replace(found, dimension=dimension, factor=factor, noun=noun)


def _as_count(text: str, match: re.Match[str], span: Span, value: float) -> FoundQuantity | None:
    end = span[1]
    if _is_share(match):
        share = _found(text, span, float(f"{value:.6g}"), None, QuantityKind.SHARE)
        return replace(share, noun=_shared(text, end))
    word = (match["worded"] or "").lower()
    if (match["d_short"] and _is_metres(match)) or (word == "one" and NOT_COUNTED.match(text, end)):
        return None
    if _is_year(text, match, span):
        return None
    plus = PLUS.match(text, end)
    if noun := _noun(text, plus.end() if plus else end, many=value != 1):
        return _found(text, span, value, noun, QuantityKind.COUNT, noun)
    if word in ("one", "a", "an", "zero") or (_bare_year(match["digits"] or "") and match["number"] == match["digits"]):
        return None
    return None if word and text[end : end + 1] == "-" else _found(text, span, value, None, QuantityKind.NUMBER)


def _is_year(text: str, match: re.Match[str], span: Span) -> bool:
    digits = match["digits"] or ""
    if match["number"] != digits or not _bare_year(digits) or not "1900" <= digits < "2100":
        return False
    return not is_counted_year(text, span[1]) and not BEFORE.search(text[max(0, span[0] - 30) : span[0]])


def _found(
    text: str, span: Span, value: float, unit: str | None, kind: QuantityKind, noun: str | None = None
) -> FoundQuantity:
    return FoundQuantity(span, Quantity(text[span[0] : span[1]], value, unit), value, value, noun, kind)


def _noun(text: str, at: int, *, many: bool) -> str | None:
    """Return the counted noun behind a number, in the singular: the first plural, within the noun phrase."""
    if joined := JOINED.match(text, at):
        return None if joined.group(1) in words("not-nouns.txt") else singular(joined.group(1))
    if many and (partly := PARTLY.match(text, at)):
        at = partly.end() - 1
    phrase = _phrase(text, at)
    if not many:
        return phrase[0] if phrase and phrase[0][0].islower() and not phrase[0].endswith(ADJECTIVE_ENDS) else None
    for place, name in enumerate(phrase):
        if not _is_plural(name.lower()) and not ACRONYMS.fullmatch(name):
            continue
        # "staff members", "police officers": what has no plural of its own stands before what is counted
        following = phrase[place + 1] if place + 1 < len(phrase) and singular(name) == name else ""
        return singular(following if _is_plural(following.lower()) else name)
    return None


def _phrase(text: str, at: int) -> list[str]:
    """Return up to five words from `at` on, before one that cannot stand in front of a counted noun."""
    found: list[str] = []
    while len(found) < 5 and (word := WORD.match(text, at)):
        if word.group(1).lower() in words("not-nouns.txt"):
            break
        found.append(word.group(1).removesuffix("'s").removesuffix("\u2019s"))
        at = word.end()
    return found


def _is_plural(word: str) -> bool:
    if word in irregular():
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "ous", "us", "is", "ics", "'s"))


def _shared(text: str, at: int) -> str | None:
    """Return what a share is of: "half of voters", "20 percent of the seats"."""
    opening = SHARED.match(text, at)
    return _noun(text, opening.end() - 1, many=True) if opening and opening.group().strip() else None


def _one_in(text: str, match: re.Match[str]) -> FoundQuantity:
    few, many = (
        float(word.replace(",", "")) if word[0].isdigit() else _worded_value(word)
        for word in (match["few"], match["many"])
    )
    value = float(f"{few / many:.6g}") if many else 0.0
    found = _found(text, match.span("number"), value, None, QuantityKind.SHARE)
    return _with_bounds(text, replace(found, noun=_noun(text, match.end("number"), many=True)))


def _with_bounds(text: str, found: FoundQuantity) -> FoundQuantity:
    """Widen a quantity to the words around it that say "about" or "more than"."""
    start, end = found.span
    before = BEFORE.search(text[max(0, start - 30) : start])
    after = AFTER.match(text, end)
    if before and _is_preposition(before, found):
        before = None
    word = SIGNS[before["sign"]] if before and before["sign"] else before.lastgroup if before else None
    if before:
        start -= len(text[max(0, start - 30) : start]) - before.start()
    if after and not word:
        word, end = after.lastgroup, after.end()
    low, high = _bounds(found.quantity.value, word)
    quantity = Quantity(text[start:end], found.quantity.value, found.quantity.unit, approximate=word is not None)
    return replace(found, span=(start, end), quantity=quantity, low=low, high=high)


def _is_preposition(before: re.Match[str], found: FoundQuantity) -> bool:
    """Say whether "about" or "over" is one: "a film about two men", "over five years"."""
    if before["about"]:
        return found.kind is QuantityKind.COUNT and found.quantity.value < 10 and found.quantity.text.isalpha()
    return found.dimension == "time" and (before["least"] or "").lower() == "over"


def _bounds(value: float, word: str | None) -> tuple[float, float]:
    reach = abs(value) * ROUGHLY
    return {
        "least": (value, math.inf),
        "most": (-math.inf if value < 0 else 0.0, value),
        "nearly": (value - reach, value),
        "about": (value - reach, value + reach),
    }.get(word or "", (value, value))


_TO = re.compile(r"\s?(?:-|\u2013|\u2014)\s?|\s(?:to|or)\s(?:about\s)?")
_AND = re.compile(r"\sand\s(?:about\s)?")


def _ranged(text: str, found: list[FoundQuantity]) -> list[FoundQuantity]:
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
        changes = (not between and before.endswith("from ")) or first.quantity.value >= second.quantity.value
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


def _folded(text: str, found: list[FoundQuantity]) -> Iterator[FoundQuantity]:
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
    gap = text[first.span[1] : second.span[0]]
    if first.quantity.unit == second.quantity.unit or not re.fullmatch(r"(?:\s\w+)?\s?[(\[]\s?(?:or\s|i\.e\.\s)?", gap):
        return False
    same = first.dimension == second.dimension and first.kind is second.kind
    return (
        same
        and second.kind in (QuantityKind.MONEY, QuantityKind.MEASURE)
        and text[second.span[1] :][:1] in (")", "]", ";", ",")
    )
