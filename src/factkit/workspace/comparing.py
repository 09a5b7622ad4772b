"""One claim against one passage, outside any store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from factkit.matching.frequencies import general
from factkit.model import Claim, Conflict
from factkit.workspace.facets import FacetCache, FacetText

if TYPE_CHECKING:
    from factkit.matching.explanation import Explanation

_BATCH = 32


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim and a passage, compared outside any store."""

    id: str
    score: float
    conflicts: tuple[Conflict, ...]
    agreements: tuple[Conflict, ...]
    folded: tuple[Conflict, ...]
    explanation: Explanation


def compare_pairs(pairs: Iterable[tuple[str, Claim, str]], model: str = "") -> Iterator[Pair]:
    """Yield how each claim and passage compare, in order; words are weighed by general English.

    Args:
        pairs: an id, a claim and the text of a passage each.
    """
    from factkit.matching.compare import compare
    from factkit.matching.explanation import explain
    from factkit.matching.score import score

    facets, frequencies, source = FacetCache(model), general(), iter(pairs)
    while batch := list(islice(source, _BATCH)):
        texts = [
            text
            for _, claim, passage in batch
            for text in (FacetText(claim.text, days=claim.dates), FacetText(passage))
        ]
        read = facets.of(texts)
        for (id, claim, passage), own, other in zip(batch, read[::2], read[1::2], strict=True):
            comparison = compare(own, other)
            yield Pair(
                id,
                score(claim.text, passage, frequencies),
                comparison.conflicts,
                comparison.agreements,
                comparison.folded,
                explain(claim.text, passage, frequencies),
            )
