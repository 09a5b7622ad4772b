"""How well the wording of a passage covers a claim, 0 to 100: a pure function of the two and of how common words are.

    score = 100 * coordination * sum(worth * cover) / the same of the claim against itself

The units of a claim are its different terms, worth their inverse document frequency, and its pairs of neighbouring
terms. A term is covered by equal terms of the passage or its title, by close spellings and close numbers at a
discount; more than once at a falling rate, less in a longer passage (BM25's saturation and length). The coordination
is the worth of what is covered at all, as a share of the claim, raised to a small power: four words of five once
each are better than two words three times each.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from factkit.matching.frequencies import Frequencies
from factkit.matching.likeness import NUMBER_LIKENESS, NUMBER_TOLERANCE, may_be_misspelt
from factkit.matching.vocabulary import Ids, Vocabulary, comparable_value, similarity
from factkit.model import Passage

Floats = npt.NDArray[np.float64]

SATURATION = 0.8
LENGTH_SHARE = 0.65
COORDINATION = 0.3
PAIR_SHARE = 0.1
PAIR_GAPS = (0.0, 1.0, 0.7, 0.5)

_LETTERS_APART = 4


class Wording:
    """A claim made ready to be compared with many passages."""

    def __init__(self, claim: str, frequencies: Frequencies, vocabulary: Vocabulary | None = None) -> None:
        self._vocabulary = Vocabulary() if vocabulary is None else vocabulary
        self._frequencies = frequencies
        self._names = self._vocabulary.terms
        sequence, _ = self._vocabulary.ids([claim])
        place = {number: slot for slot, number in enumerate(dict.fromkeys(sequence.tolist()), start=1)}
        self.ids: Ids = np.array(list(place), dtype=np.int32)
        self.worth: Floats = np.array([frequencies.idf(self._names[number]) for number in place])
        self._width = len(place) + 1
        terms = [self._names[number] for number in place]
        self._misspelt = [slot for slot, term in enumerate(terms) if may_be_misspelt(term, frequencies)]
        self._numbers = [slot for slot, term in enumerate(terms) if comparable_value(term) is not None]
        order = [place[number] for number in sequence.tolist()]
        pairs = {(a, b) for a, b in itertools.pairwise(order) if a != b}
        self._pairs = np.zeros(self._width**2)
        for a, b in pairs:
            self._pairs[a * self._width + b] = PAIR_SHARE * min(self.worth[a - 1], self.worth[b - 1])
        self._best = self._best_possible(order)

    def scores(self, texts: Sequence[str], titles: Sequence[str] | None = None) -> Floats:
        """Return the score of each text; `titles` are of the same length, "" for none."""
        if not len(self.ids) or not texts:
            return np.zeros(len(texts))
        ids, owners = self._vocabulary.ids(texts)
        if titles is None or not any(titles):
            title_ids = title_owners = ids[:0]
        else:
            title_ids, title_owners = self._vocabulary.ids(titles)
        everything = np.concatenate([ids, title_ids])
        noted = self._note(everything)
        slots, weights = self._vocabulary.slots, self._vocabulary.weights
        pairs = self._pair_scores(slots[ids], weights[ids], owners, len(texts))
        owners = np.concatenate([owners, title_owners])
        counts = self._counts(slots[everything], weights[everything], owners, len(texts))
        lengths = np.bincount(owners, minlength=len(texts)).astype(float)
        slots[noted] = 0
        weights[noted] = 0
        raw = self._cover(counts, lengths) @ self.worth + pairs
        coordination = (np.minimum(counts, 1) @ self.worth / self.worth.sum()) ** COORDINATION
        scores: Floats = np.round(np.minimum(100 * coordination * raw / self._best, 100), 2)
        return scores

    def _best_possible(self, order: list[int]) -> float:
        """Return what the claim gets against itself, before it is divided by this."""
        if not order:
            return 1.0
        counts = np.bincount(order, minlength=self._width).astype(float)[None, 1:]
        return float((self._cover(counts, np.array([float(len(order))])) @ self.worth)[0] + self._pairs.sum())

    def _cover(self, counts: Floats, lengths: Floats) -> Floats:
        """Return how well each term is covered, given how often each text has it: BM25's saturation."""
        share = 1 - LENGTH_SHARE + LENGTH_SHARE * lengths / self._frequencies.mean_length
        return counts * (1 + SATURATION) / (counts + SATURATION * share[:, None])

    def _counts(self, slots: Ids, weights: Floats, owners: Ids, texts: int) -> Floats:
        cells = owners * self._width + slots
        counts = np.bincount(cells, weights, texts * self._width).astype(float)
        return counts.reshape(texts, self._width)[:, 1:]

    def _pair_scores(self, slots: Ids, weights: Floats, owners: Ids, texts: int) -> Floats:
        """Return what each text gets for having the claim's neighbouring terms close together, in their order."""
        hits = np.flatnonzero(slots)
        slots, weights, owners = slots[hits], weights[hits], owners[hits]
        best: dict[tuple[int, int], float] = {}
        for step in (1, 2, 3):
            cells = slots[:-step] * self._width + slots[step:]
            gaps = hits[step:] - hits[:-step]
            found = np.flatnonzero(
                (self._pairs[cells] > 0) & (gaps < len(PAIR_GAPS)) & (owners[:-step] == owners[step:])
            )
            for at in found.tolist():
                key = int(owners[at]), int(cells[at])
                value = PAIR_GAPS[gaps[at]] * min(weights[at], weights[at + step])
                if value > best.get(key, 0.0):
                    best[key] = value
        total = np.zeros(texts)
        for (owner, cell), value in best.items():
            total[owner] += value * self._pairs[cell]
        return total

    def _note(self, ids: Ids) -> Ids:
        """Note in the vocabulary which term of the claim each number stands for, from 1, and how well.

        Returns:
            The numbers noted, to be cleared after use.
        """
        slots, weights = self._vocabulary.slots, self._vocabulary.weights
        if self._misspelt or self._numbers:
            weights[self.ids] = 1
            others = np.unique(ids[weights[ids] == 0])
        else:
            others = ids[:0]
        slots[self.ids] = np.arange(1, self._width)
        weights[self.ids] = 1
        noted = [self.ids]
        for slot, number, how_well in self._alike(others):
            if weights[number] < how_well:
                slots[number], weights[number] = slot, how_well
                noted.append(np.array([number], dtype=np.int32))
        return np.concatenate(noted)

    def _alike(self, others: Ids) -> Iterator[tuple[int, int, float]]:
        """Yield claim term, from 1, number and likeness of those among `others` that may be meant by it."""
        vocabulary = self._vocabulary
        if self._misspelt:
            vocabulary.describe()
        words = others[vocabulary.lengths[others] > 0]
        for slot in self._misspelt:
            own = self.ids[slot]
            apart = np.bitwise_count(vocabulary.letters[words] ^ vocabulary.letters[own])
            longer = np.abs(vocabulary.lengths[words] - vocabulary.lengths[own])
            for other in words[(apart <= _LETTERS_APART) & (longer <= 2)].tolist():
                if found := similarity(self._names[own], self._names[other]):
                    yield slot + 1, other, found
        for slot in self._numbers:
            value = vocabulary.values[self.ids[slot]]
            for other in others[np.abs(vocabulary.values[others] - value) <= NUMBER_TOLERANCE * value].tolist():
                yield slot + 1, other, NUMBER_LIKENESS


def score(claim: str, passage: str, frequencies: Frequencies, *, title: str = "") -> float:
    """Return how well the wording of `passage` covers `claim`, 0 to 100; 100 for the claim itself.

    Close wording is not agreement: a claim and its negation can both score 100.
    """
    return float(Wording(claim, frequencies).scores([passage], [title])[0])


def rank(
    claim: str,
    passages: Sequence[Passage],
    frequencies: Frequencies,
    *,
    titles: Mapping[str, str] | None = None,
    limit: int = 5,
) -> list[tuple[Passage, float]]:
    """Return the passages whose wording covers `claim` best with their scores, best first.

    Args:
        passages: any order; ids are unique.
        frequencies: of the corpus that the passages come from; decides what a shared word is worth.
        titles: source id -> title.
        limit: at most this many, >= 1.

    Returns:
        Scores 0-100, falling; ties by passage id, so a rerun is identical. Empty only if `passages` is.

    Raises:
        ValueError: `limit` < 1.
    """
    if limit < 1:
        raise ValueError("limit must be at least 1")
    known = titles or {}
    scores = Wording(claim, frequencies).scores(
        [passage.text for passage in passages], [known.get(passage.source, "") for passage in passages]
    )
    ordered = sorted(zip(passages, scores.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0].id))
    return ordered[:limit]
