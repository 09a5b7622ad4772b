"""Ordinals: the first album is not the second. They are numbers apart from amounts."""

from __future__ import annotations

from collections.abc import Iterator

from factkit.language.facets import Rank
from factkit.matching.pairing import Found, Pair
from factkit.model import ConflictKind


def find(pair: Pair) -> Iterator[Found]:
    """Yield ordinals of the same thing that agree or differ."""
    for rank in pair.claim.ranks:
        if rank.clause >= 0 and pair.claim.clauses[rank.clause].negated:
            continue
        alike = [other for other in pair.passage.ranks if _ranks_same(rank, other)]
        equal = next((other for other in alike if other.value == rank.value), None)
        if equal is not None:
            yield pair.found(ConflictKind.NUMBER, _span(rank), _span(equal), 0.8, "rank-equal", agrees=True)
        elif (
            alike
            and not _stands_alone(pair, rank)
            and _is_same_matter(pair, rank, alike[0])
            and not _holds(pair, alike[0])
        ):
            yield pair.found(ConflictKind.NUMBER, _span(rank), _span(alike[0]), 0.6, "rank-differs")


def _span(rank: Rank) -> tuple[int, int]:
    return rank.start, rank.end


def _ranks_same(one: Rank, other: Rank) -> bool:
    return one.noun == other.noun and (one.words <= other.words or other.words <= one.words)


def _is_same_matter(pair: Pair, rank: Rank, other: Rank) -> bool:
    return pair.coverage >= 0.6 or bool(rank.words & other.words and pair.coverage >= 0.4)


def _stands_alone(pair: Pair, rank: Rank) -> bool:
    """Return whether the passage has the ordinal without its noun: "the first round ... elected in the second"."""
    word = pair.claim.text[rank.start : rank.end].lower()
    return word in pair.passage.text.lower()


def _holds(pair: Pair, other: Rank) -> bool:
    return any(rank.value == other.value for rank in pair.claim.ranks)
