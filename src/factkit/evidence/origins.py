"""Which texts are copies of one another: a wire story under other headlines, cut, lightly edited.

A sketch is the few smallest hashes of a text's runs of five words (bottom-k MinHash: Broder 1997), so that a copy,
even half of it, shares some with the whole; it proposes, and the words themselves, in runs of three, decide. Figures:
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
MIN_CONTAINED = 0.6
MIN_CONTAINED_SHORT = 0.7
MIN_NUMBERS = 0.8
_SHORT_SKETCH, _SKETCH = 4, 20
_REMEMBERED_WORDS = 500_000
_WORD = re.compile(r"\w+")
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
    """Return whether one of the texts is mostly the other's words, in their order.

    The shorter decides: at least .6 of its runs of three words stand in the longer; of a text under some 64 words .7,
    and four of five of its numbers. Two reports of one event share names and quotes, and stay well below.
    """
    shorter, longer = sorted((_words(text), _words(other)), key=lambda words: (len(words), words))
    mine, theirs = _runs(shorter), _runs(longer)
    if len(mine) < MIN_RUNS:
        return False
    contained = len(mine & theirs) / len(mine)
    if len(mine) >= SHORT_RUNS:
        return contained >= MIN_CONTAINED
    return contained >= MIN_CONTAINED_SHORT and _numbers_stand(shorter, longer)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def _runs(words: Sequence[str]) -> set[tuple[str, ...]]:
    return set(zip(*(words[place:] for place in range(RUN)), strict=False))


def _numbers_stand(shorter: Sequence[str], longer: Sequence[str]) -> bool:
    mine = {word for word in shorter if word[0].isdigit()}
    return len(mine.intersection(longer)) >= MIN_NUMBERS * len(mine)
