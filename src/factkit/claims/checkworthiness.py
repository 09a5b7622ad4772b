"""How much a fact-checker would want to check a sentence: from 0 to 100, with the reasons in words.

A logistic model over features that a person can read. Its coefficients are set by hand (`data/checkworthiness.json`):
a figure or a change over time can be looked up, a wish, a forecast or a greeting cannot.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from factkit.language.dates import date_spans
from factkit.language.quantities import FoundQuantity, QuantityKind, find_quantities
from factkit.language.wordlists import rows, text_of
from factkit.model import ClaimKind, Span

PACKAGE = "factkit.claims"

_WORD = re.compile(r"[A-Za-z]+(?:['\u2019][a-z]+)?")
_NAME = re.compile(r"(?<=[a-z,;:] )(?!I\b|I['\u2019])[A-Z][\w.-]+")
_PAST = re.compile(
    r"\b(?:was|were|had|did|[a-z]{3,}ed|went|came|got|made|said|told|put|left|met|held|led|kept|broke|fell|rose|lost|won|sold"
    r"|bought|built|began|became|took|gave|found|fought|drew|drove|flew|grew|hit|shot|struck|threw|wrote|spoke|stood|sent"
    r"|spent|paid|ran|hid|stole|swore|taught|thought|knew|saw|chose|froze|sank|shrank|withdrew|overthrew)\b"
)
_PERFECT = re.compile(
    r"\b(?:has|have|['\u2019]ve|had)\s(?:not\s|never\s|also\s|been\s|already\s)?"
    r"(?:[a-z]+ed|[a-z]+en|been|had|lost|made|gone|done|cut|put|got|become)\b"
)
_EXISTS = re.compile(
    r"\b(?:there (?:is|are|was|were)|there['\u2019]s|we have|they have|it is the|is the|are the)\b", re.IGNORECASE
)
_QUESTION = re.compile(
    r"\?\W*$|^\W*(?:who|what|when|where|why|how|do|does|did|is|are|can|could|would|will|have|has)\b", re.IGNORECASE
)
_I = re.compile(r"\bI\b|\bmy\b|\bme\b")
_YOU = re.compile(r"\byour?\b", re.IGNORECASE)
_WE = re.compile(r"\b(?:we|us|our)\b", re.IGNORECASE)
_OTHERS = re.compile(r"\b(?:he|she|they|his|her|their|opponent)\b", re.IGNORECASE)
_NEVER = re.compile(r"\b(?:never|not|no|nor|n['\u2019]t)\b|n['\u2019]t\b", re.IGNORECASE)
_ORDERS = re.compile(
    r"^\W*(?:let|look|listen|go|come|tell|give|remember|imagine|well|so|but|and|now|ok|okay|yes|no|yeah|oh)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


class CheckWorthiness(NamedTuple):
    """A score from 0 to 100 and what it is made of, strongest first: "a percentage +22"."""

    score: int
    reasons: tuple[str, ...]


UNCHECKABLE_MOST = 20
"""What a prediction or an opinion scores at most, whatever figures it holds."""


def check_worthiness(
    text: str,
    *,
    kind: ClaimKind | None = None,
    quantities: Sequence[FoundQuantity] | None = None,
    dates: Sequence[Span] | None = None,
) -> CheckWorthiness:
    """Return how much a sentence or claim is worth checking.

    Args:
        kind: of the claim, where known; a prediction or an opinion scores at most 20.
        quantities, dates: what the caller has found already; found here where they are not given.
    """
    model = _model()
    given = features(text, quantities=quantities, dates=dates)
    parts = {name: weight * given[name] for name, weight in model.weights.items()}
    score = round(100 * _logistic(model.intercept + sum(parts.values())))
    # a point of a reason is what the score would move by at the middle of the scale, where the curve is steepest
    points = [(round(25 * part), model.words[name]) for name, part in parts.items()]
    reasons = [f"{words} {point:+d}" for point, words in sorted(points, key=lambda p: (-abs(p[0]), p[1])) if point]
    if kind in (ClaimKind.PREDICTION, ClaimKind.OPINION) and score > UNCHECKABLE_MOST:
        return CheckWorthiness(UNCHECKABLE_MOST, (f"{kind.value} {UNCHECKABLE_MOST - score:+d}", *reasons))
    return CheckWorthiness(score, tuple(reasons))


def probability(text: str) -> float:
    """Return the score of a sentence before it is rounded, from 0 to 1."""
    model, given = _model(), features(text)
    return _logistic(model.intercept + sum(weight * given[name] for name, weight in model.weights.items()))


def features(
    text: str, *, quantities: Sequence[FoundQuantity] | None = None, dates: Sequence[Span] | None = None
) -> dict[str, float]:
    """Return the features of a sentence, all of them, in a fixed order; most are 0 or 1, none is above 5."""
    found = find_quantities(text) if quantities is None else quantities
    dated = date_spans(text) if dates is None else dates
    words = _WORD.findall(text)
    return {
        **_amounts(found),
        "date": float(bool(dated)),
        "year": float(bool(_YEAR.search(text))),
        **_cues(text),
        "past": min(3.0, float(len(_PAST.findall(text)))),
        "perfect": float(bool(_PERFECT.search(text))),
        "exists": float(bool(_EXISTS.search(text))),
        "names": min(3.0, float(len(_NAME.findall(text)))),
        "question": float(bool(_QUESTION.search(text))),
        "i": min(2.0, float(len(_I.findall(text)))),
        "you": min(2.0, float(len(_YOU.findall(text)))),
        "we": min(2.0, float(len(_WE.findall(text)))),
        "others": min(2.0, float(len(_OTHERS.findall(text)))),
        "negated": float(bool(_NEVER.search(text))),
        "opener": float(bool(_ORDERS.search(text))),
        "short": float(len(words) < 6),
        "length": min(4.0, math.log1p(len(words))),
    }


def _logistic(total: float) -> float:
    return 1 / (1 + math.exp(-total))


def _amounts(found: Sequence[FoundQuantity]) -> dict[str, float]:
    kinds = [quantity.kind for quantity in found]
    plain = [q for q in found if q.kind in (QuantityKind.COUNT, QuantityKind.NUMBER) and q.quantity.value > 1]
    return {
        "figure": float(any(q.quantity.value > 1 for q in found)),
        "figures": min(3.0, max(0.0, float(len(found) - 1))),
        "percentage": float(QuantityKind.PERCENT in kinds or QuantityKind.SHARE in kinds),
        "money": float(QuantityKind.MONEY in kinds),
        "count": float(bool(plain)),
        "duration": float(any(q.dimension == "time" for q in found)),
        "large": float(any(q.quantity.value >= 10_000 for q in found)),
    }


def _cues(text: str) -> dict[str, float]:
    lower = text.lower().replace("\u2019", "'")
    return {name: min(3.0, float(len(set(pattern.findall(lower))))) for name, pattern in _patterns().items()}


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    return {name: _pattern(cues.split()) for name, cues in rows("cues.tsv", PACKAGE)}


def _pattern(cues: list[str]) -> re.Pattern[str]:
    shapes = (re.escape(cue).replace("_", " ").replace(r"\*", "[a-z]*") for cue in sorted(cues, key=len, reverse=True))
    return re.compile(rf"(?<![\w'])(?:{'|'.join(shapes)})(?![\w'])")


@dataclass(frozen=True, slots=True)
class _Model:
    intercept: float
    weights: Mapping[str, float]
    words: Mapping[str, str]


@cache
def _model() -> _Model:
    data = json.loads(text_of("checkworthiness.json", PACKAGE))
    given = data["features"]
    return _Model(
        data["intercept"], {k: v["weight"] for k, v in given.items()}, {k: v["reason"] for k, v in given.items()}
    )
