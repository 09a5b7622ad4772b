"""Terms by number, so that a claim is compared with many passages at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from factkit.matching.tokens import SEPARATOR, TERMS, TOKEN, joined

Ids = npt.NDArray[np.int32]

_SOUNDS = (("ph", "f"), ("kh", "h"), ("ck", "k"), ("gh", "g"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("sch", "sh"))
_LETTERS = str.maketrans({"w": "v", "c": "k", "q": "k", "y": "i", "j": "i", "z": "s", "x": "k"})
MIN_FUZZY, _MIN_TWO_EDITS = 4, 8
_MAX_TERMS = 1_000_000


def sound(term: str) -> str:
    """Return a rough key that spellings of one name share: "wagner" and "vagner", "mohamed" and "mohammed"."""
    for written, heard in _SOUNDS:
        if written in term:
            term = term.replace(written, heard)
    term = term.translate(_LETTERS)
    return "".join(char for before, char in zip(" " + term, term, strict=False) if char != before)


def similarity(one: str, other: str) -> float:
    """Return how likely two different terms are spellings of one word, 0 to 1; 0 below .7.

    One edit is allowed in words of four to seven letters, two in longer ones; a change of the first letter counts
    half as much again, since people rarely mistake it.
    """
    if min(len(one), len(other)) < MIN_FUZZY:
        return 0.0
    if sound(one) == sound(other):
        return 0.95
    longest = max(len(one), len(other))
    edits = OSA.distance(one, other, score_cutoff=2 if longest >= _MIN_TWO_EDITS else 1)
    if edits > (2 if longest >= _MIN_TWO_EDITS else 1):
        return 0.0
    likeness = 1 - (edits + (one[0] != other[0]) / 2) / longest
    return likeness if likeness >= 0.7 else 0.0


class Vocabulary:
    """Terms with a number each, and what fuzzy comparison needs of each number.

    It is a cache: it only grows, until `renew` says that it is time for a new one.

    Attributes:
        letters: a set of the term's letters as bits: a word one edit away differs in at most two of them. 0 for
            numbers and short words, which have no fuzzy neighbours.
        lengths: how many letters.
        values: of a number that may be compared with tolerance (no year, no small count), otherwise NaN.
    """

    def __init__(self) -> None:
        self.terms: list[str] = []
        self.letters = np.zeros(1024, np.uint64)
        self.lengths = np.zeros(1024, np.int16)
        self.values = np.full(1024, np.nan)
        self._ids: dict[str, int] = {}
        self._words = _Words(self)
        self._several: list[list[int]] = []

    @property
    def full(self) -> bool:
        """Whether it has grown so far that starting again costs less memory than it saves time."""
        return len(self.terms) > _MAX_TERMS

    def id(self, term: str) -> int:
        """Return the number of a term."""
        if (number := self._ids.get(term)) is None:
            number = self._ids[term] = len(self.terms)
            self.terms.append(term)
            self._describe(number, term)
        return number

    def ids(self, texts: Sequence[str]) -> tuple[Ids, Ids]:
        """Return the terms of all `texts`, one text after the other, and the index of the text that each is from."""
        ids = np.array(list(map(self._words.__getitem__, TOKEN.findall(joined(texts)))), dtype=np.int32)
        owners = np.cumsum(ids == _Words.SEPARATOR, dtype=np.int32)
        if ids.size and ids.min() < _Words.NOTHING:
            parts = [self._several[_Words.SEVERAL - i] if i <= _Words.SEVERAL else [i] for i in ids.tolist()]
            owners = np.repeat(owners, [len(part) for part in parts])
            ids = np.array([i for part in parts for i in part], dtype=np.int32)
        kept = ids >= 0
        return ids[kept], owners[kept]

    def of_word(self, word: str) -> int:
        """Return the number of a word's one term, or one of the codes of `_Words`."""
        if word == SEPARATOR:
            return _Words.SEPARATOR
        parts = [self.id(term) for term in TERMS[word].split()]
        if len(parts) == 1:
            return parts[0]
        if not parts:
            return _Words.NOTHING
        self._several.append(parts)
        return _Words.SEVERAL - len(self._several) + 1

    def _describe(self, number: int, term: str) -> None:
        if number >= len(self.letters):
            self.letters = np.concatenate([self.letters, np.zeros_like(self.letters)])
            self.lengths = np.concatenate([self.lengths, np.zeros_like(self.lengths)])
            self.values = np.concatenate([self.values, np.full_like(self.values, np.nan)])
        if term[0] == "#":
            value = float(term[1:])
            if value >= 20 and not (1800 <= value <= 2100 and value == int(value)):
                self.values[number] = value
        elif len(term) >= MIN_FUZZY and not any(char.isdigit() for char in term):
            self.lengths[number] = len(term)
            bits = 0
            for char in term:
                bits |= 1 << ord(char) % 64
            self.letters[number] = bits


class _Words(dict[str, int]):
    """The number of each word met; three codes below zero for what is not one term."""

    SEPARATOR, NOTHING, SEVERAL = -1, -2, -3

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, word: str) -> int:
        number = self[word] = self._vocabulary.of_word(word)
        return number
