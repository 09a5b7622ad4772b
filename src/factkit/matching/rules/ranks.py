"""Ordinals: the first album is not the second. They are numbers apart from amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factkit.language.facets.ranks import Rank
from factkit.matching.pairing import Found, Pair
from factkit.model import ConflictKind

_PHRASE = 16
"""How many characters after the start of an ordinal its superlative may stand."""


def find(pair: Pair) -> Iterator[Found]:
    """Yield ordinals of the same thing that agree or differ."""
    for rank in pair.claim.ranks:
        if rank.clause >= 0 and pair.claim.clauses[rank.clause].negated:
            continue
        alike = [other for other in pair.passage.ranks if _ranks_same(rank, other) and _is_held(pair, other)]
        equal = next((other for other in alike if other.value == rank.value), None)
        if equal is not None:
            yield pair.found(ConflictKind.NUMBER, _span(rank), _span(equal), 0.8, "rank-equal", agrees=True)
        elif (
            alike
            and not _stands_alone(pair, rank, alike)
            and _is_same_matter(pair, rank, alike[0])
            and not _holds(pair, alike[0])
        ):
            yield pair.found(ConflictKind.NUMBER, _span(rank), _span(alike[0]), 0.6, "rank-differs")


def _span(rank: Rank) -> tuple[int, int]:
    return rank.start, rank.end


def _is_held(pair: Pair, other: Rank) -> bool:
    """Return whether the passage holds what it ranks to be so, and does not expect it."""
    return other.clause < 0 or pair.passage.clauses[other.clause].real


def _ranks_same(one: Rank, other: Rank) -> bool:
    if one.noun != other.noun or not (one.words <= other.words or other.words <= one.words):
        return False
    return not (one.places and other.places) or bool(set(one.places) & set(other.places))


def _is_same_matter(pair: Pair, rank: Rank, other: Rank) -> bool:
    """Return whether both rank one thing; the ordinal itself, which differs, does not count against it."""
    ordinal = frozenset(pair.claim.text[slice(*_span(rank))].lower().split("-"))
    coverage = pair.coverage_without_words(ordinal)
    if coverage > 0.6 or (rank.words & other.words and coverage >= 0.4):
        return True
    aligned = pair.between((rank.clause,), (other.clause,)) if min(rank.clause, other.clause) >= 0 else None
    if aligned is None or not aligned.is_real or aligned.is_of_others:
        return False
    return aligned.shares("agent") and any(one.head == rank.noun == its.head for one, its in aligned.same)


def _stands_alone(pair: Pair, rank: Rank, alike: list[Rank]) -> bool:
    """Return whether the passage has the word without its noun: "the first round ... elected in the second"."""
    word = re.compile(rf"\b{re.escape(pair.claim.text[slice(*_span(rank))].lower())}\b")
    found = [match.start() for match in word.finditer(pair.passage.text.lower())]
    return any(all(not 0 <= at - other.start <= _PHRASE for other in alike) for at in found)


def _holds(pair: Pair, other: Rank) -> bool:
    return any(rank.value == other.value for rank in pair.claim.ranks)
