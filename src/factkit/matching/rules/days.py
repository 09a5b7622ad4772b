"""Dates: when did the same happen?"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.language.facets.days import Day
from factkit.matching.pairing import Aligned, Found, Pair, same_name
from factkit.matching.rules.amounts import are_alike, may_be_equal
from factkit.matching.times import overlap
from factkit.model import ConflictKind

_NEAR_DAYS = 31
_SURE = 0.7
_LIFE = frozenset({"bear", "die"})
_MUCH = 9


def find(pair: Pair) -> Iterator[Found]:
    """Yield where the dates of the same event overlap, or cannot both be right."""
    for day in pair.claim.days:
        equal = [other for other in pair.passage.days if overlap(day, other)]
        if any(_same_event(pair, day, other) >= _SURE for other in equal):
            yield _agreement(pair, day, equal[0])
            continue
        others = [o for o in pair.passage.days if overlap(day, o) is False and not (o.period or _is_held(pair, day, o))]
        apart = [(_same_event(pair, day, o), o) for o in others]
        strength, other = max(apart, key=lambda found: found[0], default=(0.0, day))
        exact = [o for o in equal if not _is_vague(day, o)]
        if exact and strength <= _SURE:
            yield _agreement(pair, day, exact[0])
        elif strength:
            yield pair.found(ConflictKind.DATE, _span(day), _span(other), strength, "date-of-event")


def _agreement(pair: Pair, day: Day, other: Day) -> Found:
    return pair.found(ConflictKind.DATE, _span(day), _span(other), 0.8, "date-equal", agrees=True)


def _span(day: Day) -> tuple[int, int]:
    return day.start, day.end


def _tells_another(pair: Pair, aligned: Aligned) -> bool:
    """Return whether the two clauses count the same differently, and so tell of two times."""
    ours, theirs = (
        [a for a in side.amounts if any(side.clauses[n] is clause for n in a.clauses) and a.noun]
        for side, clause in ((pair.claim, aligned.claim), (pair.passage, aligned.passage))
    )
    return any(are_alike(one, other) and not may_be_equal(one, other) for one in ours for other in theirs)


def _is_held(pair: Pair, day: Day, other: Day) -> bool:
    """Return whether the claim has the passage's date too, beside the one that differs."""
    return any(overlap(own, other) and not _is_vague(other, own) for own in pair.claim.days if own is not day)


def _is_vague(day: Day, other: Day) -> bool:
    """Return whether the other covers so much time more that it may well be of something else: "the 1900s"."""
    return None not in (day.first, day.last, other.first, other.last) and _length(other) > _MUCH * _length(day)


def _length(day: Day) -> int:
    return (day.last or 0) - (day.first or 0) + 1


def _same_event(pair: Pair, one: Day, other: Day) -> float:
    """Return how sure it is that two dates are of one event."""
    aligned = pair.between(one.clauses, other.clauses)
    if aligned is None or not aligned.holds_in_both or _is_another(pair, aligned):
        return 0.0
    if aligned.same:
        return 0.6 + 0.1 * min(len(aligned.same), 2)
    if _is_life_of_one(pair, aligned):
        return 0.65
    if aligned.is_of_topic or (aligned.open and (pair.coverage > 0.6 or _are_near(one, other))):
        return 0.55
    return 0.45


def _is_another(pair: Pair, aligned: Aligned) -> bool:
    """Return whether the two clauses are of two events: one is denied, told as an earlier one, or of others."""
    if aligned.claim.negated or aligned.passage.negated or _tells_another(pair, aligned):
        return True
    if aligned.claim.earlier != aligned.passage.earlier and not _is_life(aligned):
        return True
    return aligned.is_of_others and not _is_life_of_one(pair, aligned)


def _is_life_of_one(pair: Pair, aligned: Aligned) -> bool:
    """Return whether a birth or death is that of the one whose life alone the passage tells, under another name."""
    if not _is_life(aligned):
        return False
    same = [c for c in pair.passage.clauses if c.meanings & aligned.claim.meanings]
    if len(same) > 1:
        return False
    named = [a.name for a in aligned.claim.arguments if a.name and a.slot in ("agent", "patient")]
    return any(same_name(name, other) for name in named for other, _, _ in pair.passage.names)


def _is_life(aligned: Aligned) -> bool:
    return bool(aligned.claim.meanings & _LIFE)


def _are_near(one: Day, other: Day) -> bool:
    """Return whether two days are so near that the same kind of event on both is likely to be one."""
    if one.first is None or other.first is None or one.first != one.last or other.first != other.last:
        return False
    return abs(one.first - other.first) <= _NEAR_DAYS
