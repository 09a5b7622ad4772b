"""How common words are: what a shared word is worth."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files

from factkit.matching.tokens import joined_terms

PRIOR_DOCUMENTS = 20_000


@dataclass(frozen=True)
class Frequencies:
    """In how many passages of a corpus each term stands.

    A corpus says little about words while it is small, and makes its own topic look cheap: in an archive on the climate
    every passage says "warming", and a claim on warming is still about that. So general English counts with it, as much
    as `PRIOR_DOCUMENTS` passages do. That also keeps scores from moving as a store grows.

    Attributes:
        documents: how many passages the corpus has.
        df: term -> in how many of them it stands; 0 for an unknown one.
        mean_length: terms a passage, its title included.
    """

    documents: int
    df: Callable[[str], int]
    mean_length: float
    _idf: dict[str, float] = field(default_factory=dict, repr=False, compare=False)

    def idf(self, term: str) -> float:
        """Return the inverse document frequency, > 0, as BM25 has it (Robertson & Zaragoza 2009)."""
        if (known := self._idf.get(term)) is None:
            documents = self.documents + PRIOR_DOCUMENTS
            df = min(self.df(term) + PRIOR_DOCUMENTS * general_share(term), documents)
            known = self._idf[term] = math.log(1 + (documents - df + 0.5) / (df + 0.5))
        return known


def count(texts: Iterable[str]) -> Frequencies:
    """Return the frequencies of a corpus that is at hand; each text is a passage with its title."""
    counts: dict[str, int] = {}
    length = documents = 0
    for text in joined_terms(texts):
        words = text.split()
        documents, length = documents + 1, length + len(words)
        for word in set(words):
            counts[word] = counts.get(word, 0) + 1
    return Frequencies(documents, lambda term: counts.get(term, 0), length / documents if length else 1.0)


def general() -> Frequencies:
    """Return those of general English, for a pair that comes without a corpus."""
    return Frequencies(0, lambda _: 0, 27.0)


def general_share(term: str) -> float:
    """Return in what share of general English passages a term stands."""
    return _general_shares().get(term, 0.0)


@functools.cache
def _general_shares() -> Mapping[str, float]:
    table = (files("factkit.matching") / "data" / "frequencies.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line)
    return {term: float(share) for term, share in rows}
