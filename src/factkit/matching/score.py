"""How well the wording of a passage covers a claim, 0 to 100: a pure function of the two and of how common words are.

    score = 100 * sum(worth * cover) / the same of the claim against itself

The units of a claim are its different terms, worth their inverse document frequency, and its pairs of neighbouring
terms. A term is covered by equal terms of the passage, by close spellings and close numbers at a discount, once more
at a falling rate (BM25's saturation), less in a longer passage, and by the title at a discount.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from factkit.matching.frequencies import Frequencies
from factkit.matching.vocabulary import MIN_FUZZY, Ids, Vocabulary, similarity
from factkit.model import Passage

Floats = npt.NDArray[np.floating]

SATURATION = 0.8
LENGTH_SHARE = 0.75
TITLE_SHARE = 1.0
PAIR_SHARE = 0.1
RARE = 3
NUMBER_TOLERANCE = 0.02
NUMBER_LIKENESS = 0.7


class Wording:
    """A claim made ready to be compared with many passages."""

    def __init__(self, claim: str, frequencies: Frequencies, vocabulary: Vocabulary | None = None) -> None:
        self._vocabulary = Vocabulary() if vocabulary is None else vocabulary
        self._mean_length = frequencies.mean_length
        self._frequencies = frequencies
        sequence, _ = self._vocabulary.ids([claim])
        self.ids: Ids = np.array(list(dict.fromkeys(sequence.tolist())), dtype=np.int32)
        self.worth: Floats = np.array([frequencies.idf(self._vocabulary.terms[i]) for i in self.ids])
        self._pairs = _pairs_of(sequence, self.ids)
        self._best = self._raw(sequence, np.zeros(len(sequence), np.int32), 1, None)[0] if len(sequence) else 1.0

    def scores(self, texts: Sequence[str], titles: Sequence[str] | None = None) -> Floats:
        """Return the score of each text; `titles` are of the same length, "" for none."""
        if not len(self.ids) or not texts:
            return np.zeros(len(texts))
        ids, owners = self._vocabulary.ids(texts)
        title = self._vocabulary.ids(titles) if titles is not None and any(titles) else None
        raw = self._raw(ids, owners, len(texts), title)
        return np.round(np.minimum(100 * raw / self._best, 100), 2)

    def _raw(self, ids: Ids, owners: Ids, count: int, title: tuple[Ids, Ids] | None) -> Floats:
        width = len(self.ids) + 1
        slots, weights = self._slots(ids if title is None else np.concatenate([ids, title[0]]))
        cells = owners * width + slots[ids]
        counts: Floats = np.bincount(cells, weights[ids], count * width).astype(float).reshape(count, width)
        lengths: Floats = np.bincount(owners, minlength=count).astype(float)
        if title is not None:
            cells = title[1] * width + slots[title[0]]
            counts = counts + TITLE_SHARE * np.bincount(cells, weights[title[0]], count * width).reshape(count, width)
            lengths = lengths + TITLE_SHARE * np.bincount(title[1], minlength=count)
        norm = SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * lengths / self._mean_length)
        counts = counts[:, 1:]
        cover = counts * (1 + SATURATION) / (counts + norm[:, None])
        return cover @ self.worth + self._pair_scores(slots[ids], owners, weights[ids], count)

    def _pair_scores(self, slots: Ids, owners: Ids, weights: Floats, count: int) -> Floats:
        total = np.zeros(count)
        if not len(self._pairs):
            return total
        width = len(self.ids) + 1
        worth = np.zeros(width * width)
        worth[self._pairs[:, 0] * width + self._pairs[:, 1]] = PAIR_SHARE * np.minimum(
            self.worth[self._pairs[:, 0] - 1], self.worth[self._pairs[:, 1] - 1]
        )
        seen = np.zeros((count, width * width))
        for gap, share in ((1, 1.0), (2, 0.7), (3, 0.5)):
            first, second = slots[:-gap], slots[gap:]
            cells = first * width + second
            hits = np.flatnonzero((worth[cells] > 0) & (owners[:-gap] == owners[gap:]))
            value = share * np.minimum(weights[:-gap][hits], weights[gap:][hits])
            np.maximum.at(seen, (owners[hits], cells[hits]), value)
        return seen @ worth

    def _slots(self, ids: Ids) -> tuple[Ids, Floats]:
        """Return for each number of the vocabulary the claim term that it stands for, from 1, and how well."""
        size = len(self._vocabulary.terms)
        slots, weights = np.zeros(size, np.int32), np.ones(size)
        slots[self.ids] = np.arange(1, len(self.ids) + 1)
        others = np.zeros(size, bool)
        others[ids] = True
        others[self.ids] = False
        for slot, number, likeness in self._alike(np.flatnonzero(others)):
            if not slots[number] or weights[number] < likeness:
                slots[number], weights[number] = slot, likeness
        return slots, weights

    def _alike(self, others: npt.NDArray[np.int64]) -> list[tuple[int, int, float]]:
        vocabulary = self._vocabulary
        letters, lengths, values = vocabulary.letters, vocabulary.lengths.astype(int), vocabulary.values
        found = []
        words = np.flatnonzero(lengths[self.ids] >= MIN_FUZZY)
        mine, theirs = self.ids[words][:, None], others[None, :]
        near = np.bitwise_count(letters[mine] ^ letters[theirs]) <= 4
        near &= np.abs(lengths[mine] - lengths[theirs]) <= 2
        near &= lengths[theirs] > 0
        for row, column in np.argwhere(near).tolist():
            slot, number = int(words[row]), int(others[column])
            term, other = vocabulary.terms[self.ids[slot]], vocabulary.terms[number]
            if min(self._frequencies.df(term), self._frequencies.df(other)) > RARE:
                continue
            if likeness := similarity(term, other):
                found.append((slot + 1, number, likeness))
        for slot in np.flatnonzero(~np.isnan(values[self.ids])).tolist():
            value = values[self.ids[slot]]
            close = np.abs(values[others] - value) <= NUMBER_TOLERANCE * value
            found += [(slot + 1, int(number), NUMBER_LIKENESS) for number in others[close]]
        return found


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


def _pairs_of(sequence: Ids, ids: Ids) -> npt.NDArray[np.int64]:
    """Return the pairs of neighbouring terms of a claim as positions in `ids` from 1, each once."""
    place = {number: position for position, number in enumerate(ids.tolist(), start=1)}
    order = [place[number] for number in sequence.tolist()]
    pairs = dict.fromkeys((a, b) for a, b in itertools.pairwise(order) if a != b)
    return np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
