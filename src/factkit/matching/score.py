"""How well the wording of a passage covers a claim, 0 to 100: a pure function of the two and of how common words are.

    score = 100 * coordination * sum(worth * cover) / the same of the claim against itself

The units of a claim are its different terms, worth their inverse document frequency, and its pairs of neighbouring
terms. A term is covered by equal terms of the passage or its title, by close spellings and close numbers at a
discount; more than once at a falling rate, less in a longer passage (BM25's saturation and length). The coordination
is the worth of what is covered at all, as a share of the claim, raised to a small power: four words of five once
each are better than two words three times each.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from factkit.matching.chunks import Ids, Places
from factkit.matching.frequencies import Frequencies
from factkit.matching.likeness import NUMBER_LIKENESS, NUMBER_TOLERANCE
from factkit.matching.vocabulary import Vocabulary, similarity
from factkit.model import Passage

Floats = npt.NDArray[np.float64]
Titled = tuple[str, str]
"""The text of a passage, and its title or ""."""

SATURATION = 0.8
LENGTH_SHARE = 0.65
COORDINATION = 0.3
PAIR_SHARE = 0.1
PAIR_GAPS = np.array([0.0, 1.0, 0.7, 0.5])

_LETTERS_APART = 4
_TEXTS_AT_ONCE = 2_000


class Scorer:
    """Scores passages against claims; it keeps what it learns of words, so that one serves a whole run.

    A score is the same whatever was scored before it, or together with it.
    """

    def __init__(self, frequencies: Frequencies) -> None:
        self._frequencies = frequencies
        self._vocabulary = Vocabulary(frequencies)

    def scores(self, claims: Sequence[str], near: Sequence[Sequence[Titled]]) -> list[Floats]:
        """Return for each claim the scores of the passages near it, 0 to 100, in their order."""
        found: list[Floats] = []
        for start, end in _pieces([len(passages) for passages in near]):
            if self._vocabulary.full:
                self._vocabulary = Vocabulary(self._frequencies)
            found += _scores(claims[start:end], near[start:end], self._vocabulary, self._frequencies.mean_length)
        return found


def _pieces(counts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where to cut, so that no piece of several claims has more texts than are good to have in memory at once."""
    start = texts = 0
    for place, count in enumerate(counts):
        if place > start and texts + count > _TEXTS_AT_ONCE:
            yield start, place
            start, texts = place, 0
        texts += count
    if start < len(counts):
        yield start, len(counts)


def _scores(
    claims: Sequence[str], near: Sequence[Sequence[Titled]], vocabulary: Vocabulary, mean_length: float
) -> list[Floats]:
    """Return the scores; each claim is the first of its own texts, since all scores are shares of what that gets."""
    rows = np.array([1 + len(passages) for passages in near])
    own = rows.cumsum() - rows
    grid, hits, named, lengths = _laid_out(claims, near, rows, vocabulary)
    counts = grid.counts(hits, named)
    share = 1 - LENGTH_SHARE + LENGTH_SHARE * lengths / mean_length
    cover = counts * (1 + SATURATION) / (counts + SATURATION * share[grid.row_of_cell])
    raw = grid.totals(cover) + grid.pair_scores(hits, own)
    covered = grid.totals(np.minimum(counts, 1))
    most, worth = raw[own].repeat(rows), covered[own].repeat(rows)
    most[worth == 0] = worth[worth == 0] = 1
    scores = np.round(np.minimum(100 * (covered / worth) ** COORDINATION * raw / most, 100), 2)
    return [scores[start + 1 : start + count] for start, count in zip(own.tolist(), rows.tolist(), strict=True)]


def _laid_out(
    claims: Sequence[str], near: Sequence[Sequence[Titled]], rows: Places, vocabulary: Vocabulary
) -> tuple[_Grid, _Hits, _Hits, Floats]:
    """Return the claims' terms beside the texts, the hits on them in texts and in titles, and how long the texts are.

    Args:
        rows: how many texts each claim is compared with, itself included.
    """
    texts = [text for claim, passages in zip(claims, near, strict=True) for text in (claim, *(t for t, _ in passages))]
    titles = [title for passages in near for title in ("", *(t for _, t in passages))]
    said = _Said.of(texts, vocabulary)
    called = _Said.of(titles if any(titles) else [], vocabulary)
    behind = rows.cumsum()
    own = said.slices(behind - rows, behind - rows + 1)
    terms = [np.fromiter(dict.fromkeys(said.ids[place].tolist()), np.int32) for place in own]
    vocabulary.weigh(np.concatenate(terms))
    wanted = _Wanted(terms, rows, vocabulary)
    for part in (said, called):
        wanted.note(part)
    for own_terms, in_texts, in_titles in zip(
        terms, said.slices(behind - rows, behind), called.slices(behind - rows, behind), strict=True
    ):
        if _has_variants(own_terms, vocabulary):
            _note_variants(own_terms, [(said, in_texts), (called, in_titles)], vocabulary)
    lengths = np.bincount(np.concatenate([said.owners, called.owners]), minlength=len(texts)).astype(float)
    return _Grid(rows, terms, vocabulary), said.hits(), called.hits(), lengths


@dataclass(frozen=True, slots=True)
class _Hits:
    """Terms of texts that stand for a term of the claim.

    Attributes:
        places: of the term among all terms.
        rows: which text it is in.
        slots: which term of the claim it stands for, from 0.
        weights: how well.
    """

    places: Places
    rows: Ids
    slots: Ids
    weights: Floats


@dataclass(frozen=True, slots=True)
class _Said:
    """The terms of texts by number, one text after the other.

    Attributes:
        owners: which text each is from.
        slots: which term of the claim, from 1, it stands for; 0 for none.
        weights: how well.
    """

    ids: Ids
    owners: Ids
    slots: Ids
    weights: Floats

    @classmethod
    def of(cls, texts: Sequence[str], vocabulary: Vocabulary) -> _Said:
        nothing = np.zeros(0, np.int32)
        ids, owners = vocabulary.ids(texts) if texts else (nothing, nothing)
        return cls(ids, owners, np.zeros_like(ids), np.ones(len(ids)))

    def slices(self, first: Places, behind: Places) -> list[slice]:
        """Return where the terms are of the texts from each `first` up to `behind`."""
        starts, ends = (self.owners.searchsorted(texts.astype(self.owners.dtype)).tolist() for texts in (first, behind))
        return list(map(slice, starts, ends))

    def hits(self) -> _Hits:
        places = np.flatnonzero(self.slots)
        return _Hits(places, self.owners[places], self.slots[places] - 1, self.weights[places])


class _Grid:
    """A cell for each term of a claim beside each of the texts that it is compared with.

    Attributes:
        row_of_cell: the text.
    """

    def __init__(self, rows: Places, terms: Sequence[Ids], vocabulary: Vocabulary) -> None:
        counts = np.array([len(own) for own in terms])
        self._width = counts.repeat(rows)
        self._start = self._width.cumsum() - self._width
        self.row_of_cell = np.arange(len(self._width)).repeat(self._width)
        offset = (counts.cumsum() - counts).repeat(rows) - self._start
        cells = np.arange(len(self.row_of_cell))
        self._worth = vocabulary.worth[np.concatenate(terms)][cells + offset[self.row_of_cell]]
        self._pair_start = (np.cumsum(counts**2) - counts**2).repeat(rows)
        self._pairs = int(np.sum(counts**2))

    def counts(self, *found: _Hits) -> Floats:
        """Return how often each term stands in each text."""
        cells = np.concatenate([self._start[hits.rows] + hits.slots for hits in found])
        weights = np.concatenate([hits.weights for hits in found])
        return np.bincount(cells, weights, len(self.row_of_cell)).astype(float)

    def totals(self, cells: Floats) -> Floats:
        """Return for each text the sum of its cells, each times the worth of its term."""
        return np.bincount(self.row_of_cell, cells * self._worth, len(self._width)).astype(float)

    def pair_scores(self, hits: _Hits, own: Places) -> Floats:
        """Return what each text gets for having the claim's neighbouring terms close together, in their order.

        Args:
            own: the rows that are claims; whatever stands there is a hit.
        """
        worth = self._pair_worth(hits, own)
        pairs, rows, values = (np.concatenate(parts) for parts in zip(*self._close(hits, worth), strict=True))
        keys = rows * self._pairs + pairs
        order = np.lexsort((values, keys))
        keys = keys[order]
        best = order[np.append(keys[1:] != keys[:-1], True)[: len(order)]]
        return np.bincount(rows[best], values[best] * worth[pairs[best]], len(self._width)).astype(float)

    def _pair_worth(self, hits: _Hits, own: Places) -> Floats:
        """Return what each pair of a claim's terms is worth; 0 where they are no neighbours in it."""
        is_own = np.zeros(len(self._width), np.bool_)
        is_own[own] = True
        rows, slots = hits.rows, hits.slots
        first = np.flatnonzero(is_own[rows[:-1]] & (rows[1:] == rows[:-1]) & (slots[1:] != slots[:-1]))
        worth = self._worth[self._start[rows] + slots]
        pair_worth = np.zeros(self._pairs)
        pair_worth[self._pair(hits, first, first + 1)] = PAIR_SHARE * np.minimum(worth[first], worth[first + 1])
        return pair_worth

    def _close(self, hits: _Hits, worth: Floats) -> Iterator[tuple[Places, Ids, Floats]]:
        """Yield pairs that are worth something and stand close together: the pair, its text, and how well it stands."""
        for step in (1, 2, 3):
            gaps = hits.places[step:] - hits.places[:-step]
            first = np.flatnonzero((gaps < len(PAIR_GAPS)) & (hits.rows[step:] == hits.rows[:-step]))
            pairs = self._pair(hits, first, first + step)
            worthy = np.flatnonzero(worth[pairs])
            first = first[worthy]
            values = PAIR_GAPS[gaps[first]] * np.minimum(hits.weights[first], hits.weights[first + step])
            yield pairs[worthy], hits.rows[first], values

    def _pair(self, hits: _Hits, first: Places, second: Places) -> Places:
        rows = hits.rows[first]
        pairs: Places = self._pair_start[rows] + hits.slots[first] * self._width[rows] + hits.slots[second]
        return pairs


class _Wanted:
    """The terms of claims, to be found in the texts that each is compared with."""

    def __init__(self, terms: Sequence[Ids], rows: Places, vocabulary: Vocabulary) -> None:
        counts = np.array([len(own) for own in terms])
        every, self._most = np.concatenate(terms), len(vocabulary.terms)
        keys = np.arange(len(terms)).repeat(counts) * self._most + every
        self._order = keys.argsort()
        self._keys = keys[self._order]
        self._slots = np.arange(1, len(every) + 1) - (counts.cumsum() - counts).repeat(counts)
        self._claim_of_text = np.arange(len(terms)).repeat(rows)
        self._is_wanted = np.zeros(self._most, np.bool_)
        self._is_wanted[every] = True

    def note(self, said: _Said) -> None:
        """Note which terms of texts are which of the claim's."""
        places = np.flatnonzero(self._is_wanted[said.ids])
        keys = self._claim_of_text[said.owners[places]] * self._most + said.ids[places]
        found = np.minimum(self._keys.searchsorted(keys), len(self._keys) - 1)
        same = self._keys[found] == keys
        said.slots[places[same]] = self._slots[self._order[found[same]]]


def _note_variants(wanted: Ids, parts: Sequence[tuple[_Said, slice]], vocabulary: Vocabulary) -> None:
    """Note in some parts of texts which terms may stand for one of the `wanted` ones of a claim, and how well."""
    slots, weights = vocabulary.slots, vocabulary.weights
    others = np.concatenate([said.ids[place][said.slots[place] == 0] for said, place in parts])
    noted = []
    for slot, number, how_well in _alike(wanted, others, vocabulary):
        if weights[number] < how_well:
            slots[number], weights[number] = slot, how_well
            noted.append(number)
    for said, place in parts if noted else ():
        alike = np.flatnonzero(slots[said.ids[place]]) + place.start
        said.slots[alike], said.weights[alike] = slots[said.ids[alike]], weights[said.ids[alike]]
    slots[noted] = weights[noted] = 0


def _has_variants(wanted: Ids, vocabulary: Vocabulary) -> bool:
    """Whether another term may stand for one of these: for a misspelt word or a number."""
    return bool(vocabulary.misspelt[wanted].any() or not np.isnan(vocabulary.values[wanted]).all())


def _alike(wanted: Ids, others: Ids, vocabulary: Vocabulary) -> Iterator[tuple[int, int, float]]:
    """Yield claim term, from 1, number and likeness of those among `others` that may be meant by it."""
    if vocabulary.misspelt[wanted].any():
        vocabulary.describe()
    words = others[vocabulary.lengths[others] > 0]
    for slot in np.flatnonzero(vocabulary.misspelt[wanted]).tolist():
        own = wanted[slot]
        apart = np.bitwise_count(vocabulary.letters[words] ^ vocabulary.letters[own])
        longer = np.abs(vocabulary.lengths[words] - vocabulary.lengths[own])
        for other in set(words[(apart <= _LETTERS_APART) & (longer <= 2)].tolist()):
            if found := similarity(vocabulary.terms[own], vocabulary.terms[other]):
                yield slot + 1, other, found
    numbers = others[~np.isnan(vocabulary.values[others])]
    for slot in np.flatnonzero(~np.isnan(vocabulary.values[wanted])).tolist():
        value = vocabulary.values[wanted[slot]]
        for other in set(numbers[np.abs(vocabulary.values[numbers] - value) <= NUMBER_TOLERANCE * value].tolist()):
            yield slot + 1, other, NUMBER_LIKENESS


def score(claim: str, passage: str, frequencies: Frequencies, *, title: str = "") -> float:
    """Return how well the wording of `passage` covers `claim`, 0 to 100; 100 for the claim itself.

    Close wording is not agreement: a claim and its negation can both score 100.
    """
    return float(Scorer(frequencies).scores([claim], [[(passage, title)]])[0][0])


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
    [scores] = Scorer(frequencies).scores(
        [claim], [[(passage.text, known.get(passage.source, "")) for passage in passages]]
    )
    ordered = sorted(zip(passages, scores.tolist(), strict=True), key=lambda pair: (-pair[1], pair[0].id))
    return ordered[:limit]
