"""Direction: the same amount, up on one side and down on the other."""

from __future__ import annotations

from collections.abc import Iterator

from factkit.language.movers import Mover
from factkit.language.wordlists import words
from factkit.matching.pairing import Found, Pair
from factkit.model import ConflictKind


def find(pair: Pair) -> Iterator[Found]:
    """Yield what moves on both sides, the same way or not; nothing where one side has it move both ways."""
    for mover in pair.claim.movers:
        same = [other for other in pair.passage.movers if _same_thing(mover, other)]
        agreeing = [other for other in same if other.way == mover.way]
        if agreeing:
            other = agreeing[0]
            yield pair.found(ConflictKind.DIRECTION, _span(mover), _span(other), 0.8, "same-way", agrees=True)
        elif same and not _moves_both_ways(pair, mover) and mover.real and same[0].real:
            yield pair.found(ConflictKind.DIRECTION, _span(mover), _span(same[0]), 0.7, "other-way")


def _span(mover: Mover) -> tuple[int, int]:
    return mover.start, mover.end


def _same_thing(one: Mover, other: Mover) -> bool:
    """Return whether two amounts are of the same: one may say less, "ice" for "the extent of Antarctic sea ice"."""
    measures = words("measures.txt", "factkit.matching")
    ours, theirs = one.words - measures or one.words, other.words - measures or other.words
    return bool(ours and theirs) and (ours <= theirs or theirs <= ours)


def _moves_both_ways(pair: Pair, mover: Mover) -> bool:
    return any(_same_thing(mover, other) and other.way != mover.way for other in pair.claim.movers)
