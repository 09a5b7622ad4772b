"""Which texts are copies of one another: a wire story under other headlines, cut, lightly edited.

A sketch is the few smallest hashes of a text's runs of five words (bottom-k MinHash: Broder 1997), so that a copy,
even half of it, shares some with the whole; it proposes, and the sentences themselves decide. Figures:
`python -m benchmarks.origins`; the thresholds: docs/decisions/0121.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import chain
from zlib import crc32

import numpy as np

RUN, SKETCHED_RUN = 3, 5
MIN_RUNS = 10
SHORT_RUNS = 64
MIN_OF_SENTENCE, MIN_TAKEN = 0.8, 0.6
MIN_SHARE = 1 / 6
MIN_TOLD = 0.6
_SHORT_SKETCH, _SKETCH = 4, 20
_REMEMBERED_WORDS = 500_000
_WORD = re.compile(r"\w+")
_END = re.compile(r"[.!?]+(?=\W|$)|\n")
_FACTOR = 0x9E3779B97F4A7C15


class _WordHashes(dict[str, int]):
    def __missing__(self, word: str) -> int:
        if len(self) > _REMEMBERED_WORDS:
            self.clear()
        value = self[word] = crc32(word.encode())
        return value


_HASHES = _WordHashes()


def sketches(texts: Sequence[str]) -> list[tuple[int, ...]]:
    """Return the sketch of each text, rising numbers below 2^63; empty for one too short to be told a copy."""
    words = [_words(text) for text in texts]
    flat = np.fromiter(map(_HASHES.__getitem__, chain.from_iterable(words)), np.uint64)
    if len(flat) < SKETCHED_RUN:
        return [() for _ in texts]
    count = len(flat) - SKETCHED_RUN + 1
    runs = np.zeros(count, np.uint64)
    for place in range(SKETCHED_RUN):
        runs = (runs ^ flat[place : place + count]) * np.uint64(_FACTOR)
        runs ^= runs >> np.uint64(29)
    runs >>= np.uint64(1)
    result: list[tuple[int, ...]] = []
    start = 0
    for each in words:
        length = len(each) - SKETCHED_RUN + 1
        size = _SHORT_SKETCH if length < SHORT_RUNS else _SKETCH
        part = np.unique(runs[start : start + length])[:size] if length >= MIN_RUNS else runs[:0]
        result.append(tuple(part.tolist()))
        start += len(each)
    return result


def is_copy(text: str, other: str) -> bool:
    """Return whether one of the texts is mostly sentences of the other's.

    The shorter decides: sentences that make up .6 of its words must be taken over, each with four fifths of its
    runs of three words and with all its names and numbers, which nobody edits; and of all its names and numbers .6
    must stand in the longer. Two reports of one event share names, quotes and turns of phrase; reports made to a
    pattern, and pages under one legal notice, share sentences without names. A text of which the other is less than a
    sixth is a round-up.
    """
    shorter, longer = sorted((text, other), key=lambda each: (len(_words(each)), each))
    mine, theirs = _sentences(shorter), _words(longer)
    length = sum(map(len, mine))
    if length - RUN + 1 < MIN_RUNS or length < MIN_SHARE * len(theirs):
        return False
    runs, words = _runs(theirs), set(theirs)
    told = set().union(*map(_telling, mine))
    if len(told & words) < MIN_TOLD * len(told):
        return False
    return sum(len(sentence) for sentence in mine if _is_taken(sentence, runs, words)) >= MIN_TAKEN * length


def _is_taken(sentence: Sequence[str], runs: set[tuple[str, ...]], words: set[str]) -> bool:
    own = _runs([word.lower() for word in sentence])
    return len(own & runs) >= MIN_OF_SENTENCE * max(1, len(own)) and _telling(sentence) <= words


def _telling(sentence: Sequence[str]) -> set[str]:
    """Return the numbers of a sentence, and its capitalised words but the first: what is most its own."""
    names = {word.lower() for word in sentence[1:] if word[0].isupper()}
    return names | {word.lower() for word in sentence if word[0].isdigit()}


def _sentences(text: str) -> list[list[str]]:
    """Return the words of each stretch between ends of sentences or lines; their case stays."""
    return [words for piece in _END.split(text) if (words := _WORD.findall(piece))]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[place:] for place in range(RUN)), strict=False))
