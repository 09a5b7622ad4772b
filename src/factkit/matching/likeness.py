"""Whether one term stands for another: the same, a spelling of it, a number close to it."""

from __future__ import annotations

from factkit.matching.frequencies import Frequencies
from factkit.matching.vocabulary import comparable_value, similarity

RARE = 3
NUMBER_TOLERANCE = 0.02
NUMBER_LIKENESS = 0.7


def likeness(term: str, other: str, frequencies: Frequencies) -> float:
    """Return how well `other` stands for `term` of a claim, 0 to 1.

    Spellings count only where one of the two is rare: of two common words, neither is a slip of the pen for the other.
    """
    if term == other:
        return 1.0
    value, close = comparable_value(term), comparable_value(other)
    if value is not None and close is not None:
        return NUMBER_LIKENESS if abs(close - value) <= NUMBER_TOLERANCE * value else 0.0
    spelling = similarity(term, other) if term[0] != "#" != other[0] else 0.0
    return spelling if spelling and min(frequencies.df(term), frequencies.df(other)) <= RARE else 0.0
