"""Which terms of an index a misspelt word may mean: a deletion neighbourhood, kept in files.

Two words one edit apart have a string in common once a letter of either is left out (Garbe's symmetric deletion). Each
term is filed under the hash of its sound and of that with each letter left out; a hash has a bucket, a bucket the
numbers of its terms, and what comes out of a bucket is compared for good. So neither strings nor hashes are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt
from rapidfuzz import process
from rapidfuzz.distance import OSA

from factkit.matching.vocabulary import MOST_EDITS, has_spellings, similarity, sound

_TERMS_A_BUCKET = 8
_MOST_LETTERS = 24
_MOST_NEIGHBOURS = 4
_NAMES = ("spelling-terms", "spelling-ends", "spelling-buckets", "spelling-filed")

Numbers = npt.NDArray[np.uint32]


class Spelling:
    """Terms and where they are filed.

    Attributes:
        text: the terms as UTF-8, one after the other.
        ends: where each of them ends.
        buckets: where the entries of each bucket begin, and behind the last one where they end.
        filed: numbers of terms, bucket by bucket.
    """

    def __init__(self, text: npt.NDArray[np.uint8], ends: Numbers, buckets: Numbers, filed: Numbers) -> None:
        self._text, self._ends, self._buckets, self._filed = text, ends, buckets, filed

    @classmethod
    def of(cls, terms: Iterable[str]) -> Spelling:
        """File the terms that are long enough to be misspelt."""
        kept = [term for term in terms if has_spellings(term) and len(term) <= _MOST_LETTERS]
        encoded = [term.encode() for term in kept]
        keys = [(crc32(piece.encode()), number) for number, term in enumerate(kept) for piece in _pieces(term)]
        hashes = np.array([key for key, _ in keys], dtype=np.uint32)
        owners = np.array([number for _, number in keys], dtype=np.uint32)
        count = max(1, len(keys) // _TERMS_A_BUCKET)
        places = hashes % count
        order = np.argsort(places, kind="stable")
        buckets = np.searchsorted(places[order], np.arange(count + 1)).astype(np.uint32)
        ends = np.cumsum([len(term) for term in encoded], dtype=np.uint32)
        return cls(np.frombuffer(b"".join(encoded), dtype=np.uint8), ends, buckets, owners[order])

    @classmethod
    def open(cls, folder: Path) -> Spelling | None:
        """Return what `save` wrote there, left on the disk until it is read; None where it is missing or damaged."""
        try:
            files = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in _NAMES)
            text, ends, buckets, filed = map(np.asarray, files)
            whole = buckets[-1] == len(filed) and ends[-1] == len(text)
        except (OSError, ValueError, EOFError, IndexError):
            return None
        return cls(text, ends, buckets, filed) if whole else None

    def save(self, folder: Path) -> None:
        """Write it to `folder`."""
        parts: list[npt.NDArray[Any]] = [self._text, self._ends, self._buckets, self._filed]
        for name, array in zip(_NAMES, parts, strict=True):
            np.save(folder / f"{name}.npy", array)

    def near(self, term: str) -> list[tuple[str, float]]:
        """Return up to four terms that `term` may be a spelling of, each with its likeness, the likest first."""
        if not has_spellings(term) or len(self._buckets) < 2:
            return []
        numbers = np.unique(np.concatenate([self._filed_under(piece) for piece in _pieces(term)]))
        terms = dict(zip(numbers.tolist(), self._terms(numbers), strict=True))
        close = process.extract(term, terms, scorer=OSA.distance, score_cutoff=MOST_EDITS, limit=None)
        alike = self._filed_under(sound(term)).tolist()
        others = {*(other for other, _, _ in close), *(terms[number] for number in alike)}
        found = [(other, likeness) for other in others if (likeness := similarity(term, other))]
        return sorted(found, key=lambda pair: (-pair[1], pair[0]))[:_MOST_NEIGHBOURS]

    def _filed_under(self, piece: str) -> Numbers:
        """Return the numbers of the terms in the bucket of a piece."""
        place = crc32(piece.encode()) % (len(self._buckets) - 1)
        return self._filed[self._buckets[place] : self._buckets[place + 1]]

    def _terms(self, numbers: Numbers) -> list[str]:
        text, ends = self._text.data, self._ends[numbers].tolist()
        starts = np.where(numbers, self._ends[np.maximum(numbers, 1) - 1], 0).tolist()
        return [str(text[start:end], "utf-8") for start, end in zip(starts, ends, strict=True)]


def _pieces(term: str) -> Iterator[str]:
    """Yield the sound of a term, and that with each letter left out, each once."""
    key = sound(term)
    return iter({key, *(key[:at] + key[at + 1 :] for at in range(len(key)))})
