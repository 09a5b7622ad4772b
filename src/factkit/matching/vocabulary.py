"""Terms by number, so that a claim is compared with many passages at once."""

from __future__ import annotations

import functools
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from factkit.matching.tokens import CHUNKS, SEPARATOR, joined

Ids = npt.NDArray[np.int32]

MIN_FUZZY = 4

_SOUNDS = (("sch", "sh"), ("ph", "f"), ("kh", "h"), ("ck", "k"), ("gh", "g"), ("ou", "u"), ("oo", "u"), ("ee", "i"))
_LETTERS = str.maketrans({"w": "v", "c": "k", "q": "k", "y": "i", "j": "i", "z": "s", "x": "k"})
_MIN_TWO_EDITS = 8
_LEAST_LIKENESS = 0.7
_SAME_SOUND = 0.95
_MAX_TERMS = 1_000_000


@functools.lru_cache(maxsize=100_000)
def sound(term: str) -> str:
    """Return a rough key that spellings of one name share: "wagner" and "vagner", "mohamed" and "mohammed"."""
    for written, heard in _SOUNDS:
        if written in term:
            term = term.replace(written, heard)
    term = term.translate(_LETTERS)
    return "".join([char for before, char in zip(" " + term, term, strict=False) if char != before])


@functools.lru_cache(maxsize=100_000)
def similarity(one: str, other: str) -> float:
    """Return how likely two different terms are spellings of one word, 0 to 1; 0 below .7.

    One edit is allowed in words of four to seven letters, two in longer ones; a change of the first letter counts
    half as much again, since people rarely mistake it.
    """
    if not (has_spellings(one) and has_spellings(other)):
        return 0.0
    if sound(one) == sound(other):
        return _SAME_SOUND
    longest = max(len(one), len(other))
    allowed = 2 if longest >= _MIN_TWO_EDITS else 1
    edits = OSA.distance(one, other, score_cutoff=allowed)
    likeness = 1 - (edits + (one[0] != other[0]) / 2) / longest
    return likeness if edits <= allowed and likeness >= _LEAST_LIKENESS else 0.0


def comparable_value(term: str) -> float | None:
    """Return the value of a number that may be compared with tolerance: no year, and nothing below 20."""
    if term[0] != "#":
        return None
    value = float(term[1:])
    return value if value >= 20 and not (1800 <= value <= 2100 and value == int(value)) else None


def has_spellings(term: str) -> bool:
    """Whether a term is long enough to be recognised misspelt, and no number."""
    return len(term) >= MIN_FUZZY and not any(map(str.isdecimal, term))


class Vocabulary:
    """Terms with a number each, and what fuzzy comparison needs of each number.

    It is a cache and only grows; where it is `full`, a new one costs less memory than it saves time.

    Attributes:
        letters: once `describe` was called, a set of the term's letters as bits; one edit changes two of them at most.
        lengths: likewise, how many letters; 0 for numbers and short words, which have no fuzzy neighbours.
        values: of a number that may be compared with tolerance (no year, no small count), otherwise NaN.
        slots, weights: room for a comparison to note what a number means to it; all 0 between comparisons.
    """

    def __init__(self) -> None:
        self.terms: list[str] = []
        self.letters = np.zeros(1024, np.uint64)
        self.lengths = np.zeros(1024, np.int16)
        self.values = np.full(1024, np.nan)
        self.slots = np.zeros(1024, np.int32)
        self.weights = np.zeros(1024)
        self._described = 0
        self._ids: dict[str, int] = {}
        self._chunks = _Chunks(self)
        self._several: list[list[int]] = []

    @property
    def full(self) -> bool:
        """Whether it has grown past a million terms."""
        return len(self.terms) > _MAX_TERMS

    def id(self, term: str) -> int:
        """Return the number of a term."""
        if (number := self._ids.get(term)) is None:
            number = self._ids[term] = len(self.terms)
            self.terms.append(term)
            if number >= len(self.letters):
                self._make_room()
            if term[0] == "#" and (value := comparable_value(term)) is not None:
                self.values[number] = value
        return number

    def describe(self) -> None:
        """Bring `letters` and `lengths` up to the terms met so far."""
        for number in range(self._described, len(self.terms)):
            if has_spellings(term := self.terms[number]):
                self.lengths[number] = len(term)
                self.letters[number] = functools.reduce(lambda bits, char: bits | 1 << ord(char) % 64, set(term), 0)
        self._described = len(self.terms)

    def ids(self, texts: Sequence[str]) -> tuple[Ids, Ids]:
        """Return the terms of all `texts`, one text after the other, and the index of the text that each is from."""
        chunks = joined(texts).split()
        ids = np.fromiter(map(self._chunks.__getitem__, chunks), dtype=np.int32, count=len(chunks))
        owners = (ids == _Chunks.SEPARATOR).cumsum(dtype=np.int32)
        kept = ids >= 0
        several = np.flatnonzero(ids <= _Chunks.SEVERAL)
        if not len(several):
            return ids[kept], owners[kept]
        parts = [self._several[_Chunks.SEVERAL - code] for code in ids[several].tolist()]
        counts = kept.astype(np.int32)
        counts[several] = [len(part) for part in parts]
        starts = counts.cumsum() - counts
        spread, owners = np.repeat(ids, counts), np.repeat(owners, counts)
        for start, part in zip(starts[several].tolist(), parts, strict=True):
            spread[start : start + len(part)] = part
        return spread, owners

    def of_chunk(self, chunk: str) -> int:
        """Return the number of the one term of a chunk, or one of the codes of `_Chunks`."""
        if chunk == SEPARATOR:
            return _Chunks.SEPARATOR
        terms = CHUNKS[chunk]
        if " " not in terms:
            return self.id(terms) if terms else _Chunks.NOTHING
        parts = [self.id(term) for term in terms.split()]
        self._several.append(parts)
        return _Chunks.SEVERAL - len(self._several) + 1

    def _make_room(self) -> None:
        self.letters, self.lengths, self.slots, self.weights = (
            np.concatenate([array, np.zeros_like(array)])
            for array in (self.letters, self.lengths, self.slots, self.weights)
        )
        self.values = np.concatenate([self.values, np.full_like(self.values, np.nan)])


class _Chunks(dict[str, int]):
    """The number of each run of characters met; three codes below zero for what is not one term."""

    SEPARATOR, NOTHING, SEVERAL = -1, -2, -3

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, chunk: str) -> int:
        number = self[chunk] = self._vocabulary.of_chunk(chunk)
        return number
