"""Whether one term stands for another: the same, a spelling of it, a number close to it."""

from __future__ import annotations

from factkit.matching.frequencies import Frequencies
from factkit.matching.vocabulary import comparable_value, may_be_misspelt, similarity

NUMBER_TOLERANCE = 0.02
NUMBER_LIKENESS = 0.7


def likeness(term: str, other: str, frequencies: Frequencies) -> float:
    """Return how well `other` stands for `term` of a claim, 0 to 1."""
    if term == other:
        return 1.0
    value, close = comparable_value(term), comparable_value(other)
    if value is not None and close is not None:
        return NUMBER_LIKENESS if abs(close - value) <= NUMBER_TOLERANCE * value else 0.0
    return similarity(term, other) if may_be_misspelt(term, frequencies) else 0.0
