"""How far people agree beyond chance, with the uncertainty of the figure; undefined where it is, never a false 1.0.

Sources: Cohen 1960 and 1968 (kappa, weighted kappa); Krippendorff 2011, "Computing Krippendorff's
Alpha-Reliability" (coincidences, nominal and ordinal difference); Efron 1979 (percentile bootstrap over claims).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from factkit.model import Scale

Matrix = NDArray[np.float64]
Statistic = Callable[[Matrix], float | None]
Ratings = Mapping[str, Mapping[str, str]]
Spans = frozenset[tuple[tuple[int, int], ...]]

NOTHING_SHARED = "no claim was rated by both"
ONE_RATING = "only one rating was ever given, so chance alone would agree as well"


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """How often claims are drawn again, and the seed, so that a figure is the same each time."""

    rounds: int = 1000
    seed: int = 20250920


@dataclass(frozen=True, slots=True)
class Figure:
    """A coefficient with its 95% interval; None where it is undefined, and `why`."""

    value: float | None
    low: float | None = None
    high: float | None = None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Boundaries:
    """How far two people cut the same claims: apart from what they rated them.

    Attributes:
        exact: claims that stand on exactly the same words in both.
        overlapping: of the first's others, those that share words with one of the second's.
        f1: 2 * exact / all claims of both; None where neither has any.
    """

    first: int
    second: int
    exact: int
    overlapping: int
    f1: float | None


@dataclass(frozen=True, slots=True)
class Pair:
    """The agreement of two people on the claims that both rated; `percent` is None where there is none."""

    first: str
    second: str
    n: int
    percent: float | None
    kappa: Figure
    weighted: Figure | None
    boundaries: Boundaries


@dataclass(frozen=True, slots=True)
class Agreement:
    """The agreement on one scale. `ordinal` and each pair's `weighted` only where the scale is ordered.

    Attributes:
        claims: rated by two people or more.
        disagreements: the ids of claims on which ratings differ, in the order given.
    """

    scale: str
    ordered: bool
    claims: int
    reviewers: tuple[str, ...]
    nominal: Figure
    ordinal: Figure | None
    pairs: tuple[Pair, ...]
    disagreements: tuple[str, ...]


def agreement(
    scale: Scale,
    ratings: Ratings,
    *,
    spans: Mapping[str, Spans] | None = None,
    bootstrap: Bootstrap = Bootstrap(),
) -> Agreement:
    """Return how far people agree.

    Args:
        ratings: claim -> reviewer -> id of a rating of `scale`; whoever did not rate a claim is missing there.
        spans: reviewer -> the words of each claim that they rated, as its anchors' offsets.
    """
    reviewers = tuple(sorted({reviewer for given in ratings.values() for reviewer in given}))
    places = {rating.id: place for place, rating in enumerate(scale.ratings)}
    units = _coincidences(ratings, places)
    pairs = []
    for first, second in combinations(reviewers, 2):
        both = [(given[first], given[second]) for given in ratings.values() if first in given and second in given]
        confusions = _confusions(both, places)
        pairs.append(
            Pair(
                first=first,
                second=second,
                n=len(both),
                percent=100 * sum(one == other for one, other in both) / len(both) if both else None,
                kappa=_figure(confusions, _kappa(_unweighted), bootstrap),
                weighted=_figure(confusions, _kappa(_linear), bootstrap) if scale.ordered else None,
                boundaries=boundaries((spans or {}).get(first, frozenset()), (spans or {}).get(second, frozenset())),
            )
        )
    return Agreement(
        scale=scale.id,
        ordered=scale.ordered,
        claims=sum(len(given) > 1 for given in ratings.values()),
        reviewers=reviewers,
        nominal=_figure(units, _alpha(_nominal), bootstrap),
        ordinal=_figure(units, _alpha(_ordinal), bootstrap) if scale.ordered else None,
        pairs=tuple(pairs),
        disagreements=tuple(claim for claim, given in ratings.items() if len(set(given.values())) > 1),
    )


def boundaries(first: Spans, second: Spans) -> Boundaries:
    """Return how far two people's claims stand on the same words."""
    exact = first & second
    overlapping = sum(any(_overlap(one, other) for other in second) for one in first - exact)
    total = len(first) + len(second)
    return Boundaries(len(first), len(second), len(exact), overlapping, 2 * len(exact) / total if total else None)


def _overlap(one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...]) -> bool:
    return any(a < d and c < b for a, b in one for c, d in other)


def _figure(units: Matrix, statistic: Statistic, bootstrap: Bootstrap) -> Figure:
    """Return a statistic of the sum of `units`, and its percentiles over those resamples in which it is defined."""
    if not len(units):
        return Figure(None, why=NOTHING_SHARED)
    value = statistic(units.sum(axis=0))
    if value is None:
        return Figure(None, why=ONE_RATING)
    chance = random.Random(bootstrap.seed)
    drawn = np.zeros((bootstrap.rounds, len(units)))
    for times in drawn:
        np.add.at(times, chance.choices(range(len(units)), k=len(units)), 1)
    resampled = np.tensordot(drawn, units, axes=1)
    values = [each for each in map(statistic, resampled) if each is not None]
    if not values:
        return Figure(value)
    low, high = np.percentile(values, [2.5, 97.5])
    return Figure(value, float(low), float(high))


def _confusions(both: Sequence[tuple[str, str]], places: Mapping[str, int]) -> Matrix:
    units = np.zeros((len(both), len(places), len(places)))
    for unit, (one, other) in zip(units, both, strict=True):
        unit[places[one], places[other]] = 1
    return units


def _coincidences(ratings: Ratings, places: Mapping[str, int]) -> Matrix:
    """Return a matrix of coincidences for each claim with two ratings or more: its pairs, divided by m - 1."""
    units = []
    for given in ratings.values():
        counts = np.zeros(len(places))
        for rating in given.values():
            counts[places[rating]] += 1
        if (total := counts.sum()) > 1:
            units.append((np.outer(counts, counts) - np.diag(counts)) / (total - 1))
    return np.array(units) if units else np.zeros((0, len(places), len(places)))


def _kappa(weights: Callable[[int], Matrix]) -> Statistic:
    """Return kappa as a function of the confusion matrix: 1 - observed over expected disagreement."""

    def statistic(confusion: Matrix) -> float | None:
        distance = weights(len(confusion))
        total = confusion.sum()
        expected = (distance * np.outer(confusion.sum(axis=1), confusion.sum(axis=0))).sum() / total
        return None if expected == 0 else float(1 - (distance * confusion).sum() / expected)

    return statistic


def _unweighted(size: int) -> Matrix:
    return 1 - np.eye(size)


def _linear(size: int) -> Matrix:
    steps = np.arange(size)
    distance: Matrix = np.abs(steps[:, None] - steps[None, :]).astype(np.float64)
    return distance


def _alpha(difference: Callable[[Any], Matrix]) -> Statistic:
    """Return alpha as a function of the summed coincidences."""

    def statistic(coincidences: Matrix) -> float | None:
        totals = coincidences.sum(axis=1)
        distance = difference(totals)
        expected = (distance * np.outer(totals, totals)).sum() / (totals.sum() - 1)
        return None if expected == 0 else float(1 - (distance * coincidences).sum() / expected)

    return statistic


def _nominal(totals: Matrix) -> Matrix:
    return 1 - np.eye(len(totals))


def _ordinal(totals: Matrix) -> Matrix:
    """Return squared numbers of ratings between two ranks, both ends counted half."""
    middle = np.cumsum(totals) - totals / 2
    distance: Matrix = (middle[:, None] - middle[None, :]) ** 2
    return distance
