"""Numbers of chunks, looked up thousands at once: a chunk is a run of characters without white space.

Nearly all chunks have fifteen bytes or fewer: with its length, such a one is two machine words, exactly. So a text is
cut, and the numbers of its chunks found in a hash table with open addressing (Knuth, volume 3, 6.4), by numpy alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import compress

import numpy as np
import numpy.typing as npt

Ids = npt.NDArray[np.int32]
Keys = npt.NDArray[np.uint64]
Places = npt.NDArray[np.int64]

UNKNOWN = np.iinfo(np.int32).min

_MOST_BYTES = 15
_WIDE_SPACES = [char for char in map(chr, range(0x80, 0x3001)) if char.isspace()]
_IS_SPACE = bytes(chr(code).isspace() for code in range(0x80)) + bytes(0x80)
_MASKS = np.array([(1 << 8 * length) - 1 for length in range(9)], np.uint64)
_MIXERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0xBF58476D1CE4E5B9], np.uint64)


class ChunkNumbers:
    """The number of each chunk that was met.

    Args:
        learn: returns the numbers of different new chunks, none of them `UNKNOWN`.
    """

    def __init__(self, learn: Callable[[Sequence[str]], Sequence[int]]) -> None:
        self._learn = learn
        self._long: dict[bytes, int] = {}
        self._count = 0
        self._make_room(16)

    def of(self, text: str) -> Ids:
        """Return the numbers of the chunks of `text`, in its order."""
        data, starts, ends = _cut(text)
        keys, is_long = _keys(data, starts, ends)
        numbers = self._find(keys)
        numbers[is_long] = UNKNOWN
        if len(unknown := np.flatnonzero(numbers == UNKNOWN)):
            spans = zip(starts[unknown].tolist(), ends[unknown].tolist(), strict=True)
            chunks, is_long = [data[start:end] for start, end in spans], is_long[unknown]
            numbers[unknown[~is_long]] = self._of_new(list(compress(chunks, ~is_long)), keys[unknown[~is_long]])
            numbers[unknown[is_long]] = self._of_long(list(compress(chunks, is_long)))
        return numbers

    def _of_new(self, chunks: Sequence[bytes], keys: Keys) -> Ids:
        """Learn the numbers of chunks that are not in the table, put them there and return them."""
        places = dict(zip(chunks, range(len(chunks)), strict=True))
        numbers = np.array(self._learn(_decoded(places)), np.int32)
        self._add(keys[np.fromiter(places.values(), np.int64, len(places))], numbers)
        return self._find(keys)

    def _of_long(self, chunks: Sequence[bytes]) -> list[int]:
        """Return the numbers of chunks that are too long for the table, those of new ones learnt."""
        new = dict.fromkeys(chunk for chunk in chunks if chunk not in self._long)
        self._long.update(zip(new, self._learn(_decoded(new)), strict=True))
        return [self._long[chunk] for chunk in chunks]

    def _find(self, keys: Keys) -> Ids:
        places = self._home(keys)
        numbers = self._numbers.take(places)
        left = self._wrong(keys, places, numbers)
        while len(left):
            places[left] = (places[left] + 1) % len(self._numbers)
            numbers[left] = self._numbers.take(places[left])
            left = left[self._wrong(keys[left], places[left], numbers[left])]
        return numbers

    def _wrong(self, keys: Keys, places: Places, numbers: Ids) -> Places:
        """Return which of the keys have another one in their place."""
        there = self._keys.take(places, axis=0)
        other = (there[:, 0] != keys[:, 0]) | (there[:, 1] != keys[:, 1])
        return np.flatnonzero(other & (numbers != UNKNOWN))

    def _add(self, keys: Keys, numbers: Ids) -> None:
        """Put different new keys into the table."""
        self._count += len(keys)
        if self._count > len(self._numbers) // 2:
            taken = self._numbers != UNKNOWN
            keys, numbers = np.concatenate([self._keys[taken], keys]), np.concatenate([self._numbers[taken], numbers])
            self._make_room(4 * self._count)
        places, left = self._home(keys), np.arange(len(keys))
        while len(left):
            tried = places[left]
            won = self._numbers[tried] == UNKNOWN
            self._numbers[tried[won]] = left[won]
            won &= self._numbers[tried] == left
            self._keys[tried[won]], self._numbers[tried[won]] = keys[left[won]], numbers[left[won]]
            left = left[~won]
            places[left] = (places[left] + 1) % len(self._numbers)

    def _home(self, keys: Keys) -> Places:
        """Return where each key is looked for first."""
        mixed = keys[:, 0] * _MIXERS[0] ^ keys[:, 1] * _MIXERS[1]
        mixed = (mixed ^ mixed >> np.uint64(29)) * _MIXERS[2]
        return np.asarray(mixed >> self._shift, np.int64)

    def _make_room(self, least: int) -> None:
        """Begin a table of at least so many places, all free."""
        bits = (least - 1).bit_length()
        self._shift = np.uint64(64 - bits)
        self._keys = np.zeros((1 << bits, 2), np.uint64)
        self._numbers = np.full(1 << bits, UNKNOWN, np.int32)


def _cut(text: str) -> tuple[bytes, Places, Places]:
    """Return a text as UTF-8 with a margin behind it, and where its chunks start and end, as `str.split` has them."""
    if not text.isascii():
        for space in _WIDE_SPACES:
            text = text.replace(space, " ")
    data = f" {text} ".encode("utf-8", "surrogatepass")
    is_space = np.frombuffer(data.translate(_IS_SPACE), np.uint8)
    edges = np.flatnonzero(is_space[1:] != is_space[:-1]) + 1
    return data + bytes(_MOST_BYTES + 1), edges[::2], edges[1::2]


def _decoded(chunks: Iterable[bytes]) -> list[str]:
    return b" ".join(chunks).decode("utf-8", "surrogatepass").split()


def _keys(data: bytes, starts: Places, ends: Places) -> tuple[Keys, npt.NDArray[np.bool_]]:
    """Return two machine words for each chunk, its bytes and its length, and which ones are too long for them."""
    words = np.ndarray(len(data) - 7, "<u8", data, 0, (1,))
    lengths = ends - starts
    is_long = lengths > _MOST_BYTES
    lengths = np.minimum(lengths, _MOST_BYTES)
    keys = np.empty((len(starts), 2), np.uint64)
    keys[:, 0] = words[starts] & _MASKS[np.minimum(lengths, 8)]
    keys[:, 1] = words[starts + 8] & _MASKS[np.maximum(lengths - 8, 0)] | lengths.astype(np.uint64) << np.uint64(56)
    return keys, is_long
