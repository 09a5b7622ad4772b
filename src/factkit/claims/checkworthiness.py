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

from factkit.claims.statements import facts, grammar
from factkit.claims.wording import PACKAGE, Word, list_names, read
from factkit.language.dates import date_spans
from factkit.language.quantities import find_quantities
from factkit.language.quantityvalues import FoundQuantity, QuantityKind
from factkit.language.wordlists import text_of
from factkit.model import ClaimKind, Span

_NAME = re.compile(r"(?<=[a-z,;:] )(?!I\b|I['\u2019])[A-Z][\w.-]+")
_QUESTION = re.compile(
    r"\?\W*$|^\W*(?:who|what|when|where|why|how|do|does|did|is|are|can|could|would|will|have|has)\b", re.IGNORECASE
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_SMALL = re.compile(r"(?<![\d.,])\d{1,3}(?![\d.,]*\d)")


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
    parts = {name: weight * given[name] for name, weight in model.weights.items() if given[name]}
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
    """Return the features of a sentence, all of them, in a fixed order; most are 0 or 1, none is above 5.

    Only "density" can be negative: fewer words of content than is common.
    """
    found = find_quantities(text) if quantities is None else quantities
    dated = date_spans(text) if dates is None else dates
    words = read(text)
    stated = facts(words)
    return {
        **_amounts(found),
        "date": float(bool(dated)),
        "year": float(bool(_YEAR.search(text))),
        "digits": float(bool(_SMALL.search(text))),
        **_named(words),
        **grammar(words),
        **stated,
        "dated": float(bool(dated) and stated["facts"] > 0),
        "names": min(3.0, float(len(_NAME.findall(text)))),
        "question": float(bool(_QUESTION.search(text))),
        "quotation": float('"' in text or "\u201c" in text),
    }


def _logistic(total: float) -> float:
    return 1 / (1 + math.exp(-total))


def _amounts(found: Sequence[FoundQuantity]) -> dict[str, float]:
    kinds = [quantity.kind for quantity in found]
    return {
        "figure": float(any(q.quantity.value > 1 or q.kind is QuantityKind.MULTIPLE for q in found)),
        "percentage": float(QuantityKind.PERCENT in kinds or QuantityKind.SHARE in kinds),
        "amount of money": float(QuantityKind.MONEY in kinds),
        "large": float(any(q.quantity.value >= 10_000 for q in found)),
    }


def _named(words: Sequence[Word]) -> dict[str, float]:
    """Return how many different words of each list of cues there are, up to three."""
    found = _no_cues().copy()
    for name, _ in {(name, word.lower) for word in words for name in word.classes}:
        if name in found:
            found[name] = min(3.0, found[name] + 1)
    return found


@cache
def _no_cues() -> dict[str, float]:
    return dict.fromkeys(list_names("cues.tsv"), 0.0)


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
