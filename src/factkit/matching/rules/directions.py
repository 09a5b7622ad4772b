"""Direction: the same amount, up on one side and down on the other."""

from __future__ import annotations

from collections.abc import Iterator

from factkit.language.facets.movers import Mover
from factkit.language.wordlists import words
from factkit.matching.pairing import WHERE, Found, Pair, places_apart
from factkit.model import ConflictKind


def find(pair: Pair) -> Iterator[Found]:
    """Yield what moves on both sides, the same way or not; nothing where one side has it move both ways."""
    for mover in pair.claim.movers:
        same = [
            other
            for other in pair.passage.movers
            if _same_thing(mover, other)
            and not pair.of_other_times(mover.clauses, other.clauses)
            and not _is_elsewhere(pair, mover, other)
        ]
        agreeing = [other for other in same if other.way == mover.way and other.denied == mover.denied]
        if agreeing:
            yield pair.found(ConflictKind.DIRECTION, _span(mover), _span(agreeing[0]), 0.8, "same-way", agrees=True)
        elif same and (mover.real or mover.mood) and not mover.aside and not _moves_both_ways(pair, mover):
            yield from _conflicts(pair, mover, same)


def _is_elsewhere(pair: Pair, one: Mover, other: Mover) -> bool:
    """Return whether both texts say where, and no place of one can lie in a place of the other."""
    ours, theirs = (
        [a for n in mover.clauses[:1] for a in side.clauses[n].arguments if a.places and a.slot in WHERE]
        for side, mover in ((pair.claim, one), (pair.passage, other))
    )
    return bool(ours and theirs) and all(places_apart(here, there) for here in ours for there in theirs)


def _conflicts(pair: Pair, mover: Mover, same: list[Mover]) -> Iterator[Found]:
    """Yield that it goes the other way, or, where one side denies that it goes this way, that the other says so."""
    for other in same:
        holds = (mover.real and other.real) or (mover.mood and mover.mood == other.mood)
        if not holds or (mover.denied and other.denied):
            continue
        if other.way == mover.way:
            yield pair.found(ConflictKind.NEGATION, _span(mover), _span(other), 0.6, "movement-denied")
            return
        if not mover.denied and not other.denied:
            yield pair.found(ConflictKind.DIRECTION, _span(mover), _span(other), 0.7, "other-way")
            return


def _span(mover: Mover) -> tuple[int, int]:
    return mover.start, mover.end


def _same_thing(one: Mover, other: Mover) -> bool:
    """Return whether two amounts are of the same: one may say less, "ice" for "the extent of Antarctic sea ice"."""
    measures = words("measures.txt", "factkit.matching")
    ours, theirs = one.words - measures or one.words, other.words - measures or other.words
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _moves_both_ways(pair: Pair, mover: Mover) -> bool:
    return any(_same_thing(mover, other) and other.way != mover.way for other in pair.claim.movers)
