"""Terms by number, so that a claim is compared with many passages at once."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from itertools import repeat
from operator import itemgetter

import numpy as np
from rapidfuzz.distance import OSA

from factkit.matching.chunks import ChunkNumbers, Ids
from factkit.matching.frequencies import Frequencies
from factkit.matching.tokens import SEPARATOR, joined, terms_of

MIN_FUZZY = 4
RARE = 3
SMALL_CORPUS = 10_000

_SOUNDS = (("sch", "sh"), ("ph", "f"), ("kh", "h"), ("ck", "k"), ("gh", "g"), ("ou", "u"), ("oo", "u"), ("ee", "i"))
_LETTERS = str.maketrans({"w": "v", "c": "k", "q": "k", "y": "i", "j": "i", "z": "s", "x": "k"})
_DOUBLED = re.compile(r"(.)\1+", re.DOTALL)
_MIN_TWO_EDITS = 8
MOST_EDITS = 2
_LEAST_LIKENESS = 0.7
_SAME_SOUND = 0.95
_MAX_TERMS = 1_000_000
_SEPARATOR, _NOTHING, _SEVERAL = -1, -2, -3
"""What stands in place of the number of a chunk that is not one term; several terms are numbered from the last down."""


@functools.lru_cache(maxsize=100_000)
def sound(term: str) -> str:
    """Return a rough key that spellings of one name share: "wagner" and "vagner", "mohamed" and "mohammed"."""
    for written, heard in _SOUNDS:
        if written in term:
            term = term.replace(written, heard)
    return _DOUBLED.sub(itemgetter(1), term.translate(_LETTERS))


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
    allowed = MOST_EDITS if longest >= _MIN_TWO_EDITS else 1
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
    return len(term) >= MIN_FUZZY and (term.isalpha() or not any(map(str.isdecimal, term)))


def may_be_misspelt(term: str, frequencies: Frequencies) -> bool:
    """Whether a term of a claim is so rare that it may be a slip of the pen.

    In a small corpus that is one of three passages or fewer, in a large one what no passage has.
    """
    return has_spellings(term) and frequencies.df(term) <= (RARE if frequencies.documents < SMALL_CORPUS else 0)


class Vocabulary:
    """Terms with a number each, and what comparing needs of each number: worked out once for all claims of a run.

    It is a cache and only grows; where it is `full`, a new one costs less memory than it saves time.

    Attributes:
        values: of a number that may be compared with tolerance (no year, no small count), otherwise NaN.
        worth, misspelt: once `weigh` was called, the inverse document frequency and whether it may be misspelt.
        letters: once `describe` was called, a set of the term's letters as bits; one edit changes two of them at most.
        lengths: likewise, how many letters; 0 for numbers and short words, which have no fuzzy neighbours.
        slots, weights: room for a comparison to note what a number means to it; all 0 between comparisons.
    """

    def __init__(self, frequencies: Frequencies) -> None:
        self._frequencies = frequencies
        self.terms: list[str] = []
        self.values = np.full(1024, np.nan)
        self.worth = np.full(1024, np.nan)
        self.misspelt = np.zeros(1024, np.bool_)
        self.letters = np.zeros(1024, np.uint64)
        self.lengths = np.zeros(1024, np.int16)
        self.slots = np.zeros(1024, np.int32)
        self.weights = np.zeros(1024)
        self._described = 0
        self._ids: dict[str, int] = {SEPARATOR: _SEPARATOR}
        self._chunks = ChunkNumbers(self._learn)
        self._several: list[list[int]] = []

    @property
    def full(self) -> bool:
        """Whether it has grown past a million terms."""
        return len(self.terms) > _MAX_TERMS

    def ids(self, texts: Sequence[str]) -> tuple[Ids, Ids]:
        """Return the terms of all `texts`, one text after the other, and the index of the text that each is from."""
        ids = self._chunks.of(joined(texts))
        owners = (ids == _SEPARATOR).cumsum(dtype=np.int32)
        kept = ids >= 0
        several = np.flatnonzero(ids <= _SEVERAL)
        if not len(several):
            return ids[kept], owners[kept]
        parts = [self._several[_SEVERAL - code] for code in ids[several].tolist()]
        counts = kept.astype(np.int32)
        counts[several] = [len(part) for part in parts]
        starts = counts.cumsum() - counts
        spread, owners = np.repeat(ids, counts), np.repeat(owners, counts)
        for start, part in zip(starts[several].tolist(), parts, strict=True):
            spread[start : start + len(part)] = part
        return spread, owners

    def weigh(self, numbers: Ids) -> None:
        """Fill `worth` and `misspelt` of these numbers."""
        for number in numbers[np.isnan(self.worth[numbers])].tolist():
            self.worth[number] = self._frequencies.idf(self.terms[number])
            self.misspelt[number] = may_be_misspelt(self.terms[number], self._frequencies)

    def describe(self) -> None:
        """Bring `letters` and `lengths` up to the terms met so far."""
        new = self.terms[self._described :]
        kept = [number for number, term in enumerate(new, start=self._described) if has_spellings(term)]
        self._described = len(self.terms)
        if not kept:
            return
        terms = [self.terms[number] for number in kept]
        lengths = np.fromiter(map(len, terms), dtype=np.int16, count=len(terms))
        codes = np.frombuffer("".join(terms).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        bits = np.uint64(1) << (codes % 64).astype(np.uint64)
        starts = lengths.cumsum(dtype=np.int64) - lengths
        self.letters[kept] = np.bitwise_or.reduceat(bits, starts)
        self.lengths[kept] = lengths

    def _learn(self, chunks: Sequence[str]) -> list[int]:
        """Return the number of each chunk: of its one term, or one of the codes for what is not one term."""
        terms = terms_of(chunks)
        odd = [place for place, term in enumerate(terms) if not term or " " in term]
        self._number([part for term in terms for part in term.split()] if odd else terms)
        numbers = list(map(self._ids.get, terms, repeat(_NOTHING)))
        for place in odd:
            if parts := terms[place].split():
                self._several.append([self._ids[part] for part in parts])
                numbers[place] = _SEVERAL - len(self._several) + 1
        return numbers

    def _number(self, terms: Sequence[str]) -> None:
        """Give those of the terms a number that have none."""
        first = len(self.terms)
        new = [term for term in dict.fromkeys(terms) if term not in self._ids]
        self.terms += new
        self._ids.update(zip(new, range(first, first + len(new)), strict=True))
        while len(self.terms) > len(self.values):
            self._make_room()
        for term in new:
            if term[0] == "#" and (value := comparable_value(term)) is not None:
                self.values[self._ids[term]] = value

    def _make_room(self) -> None:
        self.misspelt, self.letters, self.lengths, self.slots, self.weights = (
            np.concatenate([array, np.zeros_like(array)])
            for array in (self.misspelt, self.letters, self.lengths, self.slots, self.weights)
        )
        self.values, self.worth = (
            np.concatenate([array, np.full_like(array, np.nan)]) for array in (self.values, self.worth)
        )
