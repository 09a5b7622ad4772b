"""The value that figures or number words write: "1.3m", "two and a half million", "a quarter"."""

from __future__ import annotations

import re

from factkit.language.amounts import VULGAR, multiples, parts, places


def value_of(match: re.Match[str]) -> float | None:
    """Return the value of an amount that `amounts.amounts` found."""
    if match["digits"]:
        return _digit_value(match)
    if match["worded"]:
        return _halved_value(match)
    if match["multiple"]:
        return multiples()[match["m_word"].lower()] if match["m_word"] else 2.0
    return 1.5 if match["and_half"] else _share_value(match)


def _share_value(match: re.Match[str]) -> float:
    """Return the value of "half a million", "a quarter of" or "by a third"."""
    scales = places("scale")
    if match["half_scale"]:
        if match["q_scale"]:
            return (0.25 if match["q_count"].lower() in ("a", "an") else 0.75) * scales[match["q_scale"].lower()]
        return 0.5 * scales[(match["hs_scale"] or match["hs_scale2"]).lower()]
    if match["fraction"]:
        return _count_of(match["f_count"]) * parts()[re.sub(r"\s", "-", match["f_part"].lower())]
    return 0.5 if match["by_half"] else _count_of(match["by_count"]) * parts()[match["by_part"].lower()]


def _halved_value(match: re.Match[str]) -> float:
    """Return the value of number words, with "and a half" behind them."""
    value = worded_value(match["worded"])
    if half := match["w_half"]:
        share = 0.25 if "quarter" in half.lower() else 0.5
        value = (value + share) * (places("scale")[match["w_scale"].lower()] if match["w_scale"] else 1)
    return value


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
    elif match["d_short"] and not is_metres(match):
        value *= _short_scale(match["d_short"].strip())
    # 15.1 * 1e9 is 15099999999.999998 in floats; what was written has far fewer digits
    value = float(f"{value:.12g}")
    return -value if match["minus"] or match["minus_word"] is not None else value


def _short_scale(word: str) -> float:
    short = places("short")
    return short.get(word) or short[word.lower()]


def is_metres(match: re.Match[str]) -> bool:
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


def worded_value(words_: str) -> float:
    """Return the value of number words: "two million five hundred thousand"."""
    total, current = 0.0, 0.0
    for word in re.split(r"[\s,-]+", words_.lower().replace("a couple of", "two")):
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


def is_share(match: re.Match[str]) -> bool:
    """Say whether an amount is a fraction in words."""
    return bool(match["fraction"] or match["by"])


def is_bare_year(digits: str) -> bool:
    """Say whether figures alone could be a year."""
    return len(digits) == 4 and "1000" <= digits <= "2199"
