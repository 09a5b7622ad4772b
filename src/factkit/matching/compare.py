"""Where a claim and a passage disagree, and where they agree: comparing their facets.

What agrees is found first and cannot conflict; a rule that is unsure says nothing. A false alarm costs more than a
miss, and silence is not support.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from factkit.language.facets import Facets
from factkit.matching.pairing import Found, Pair, pair
from factkit.matching.rules import RULES
from factkit.model import Conflict, ConflictKind

SHOWN = 0.5
FOLDED = 0.4


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a passage stands to a claim.

    Attributes:
        conflicts: of strength .5 and more, strongest first; one a kind and span of the claim.
        agreements: in the order of the claim.
        folded: conflicts of strength .4 to .5, for who wants to see them.
    """

    conflicts: tuple[Conflict, ...] = ()
    agreements: tuple[Conflict, ...] = ()
    folded: tuple[Conflict, ...] = ()


def compare(claim: Facets, passage: Facets) -> Comparison:
    """Return where the passage disagrees with the claim, and where it agrees.

    An empty comparison says that nothing could be compared, not that the passage supports the claim.
    """
    beside = pair(claim, passage)
    return settle(found for rule in RULES for found in rule(beside))


def settle(found: Iterable[Found]) -> Comparison:
    """Return what is left when what agrees silences what conflicts, and each kind speaks once of the same words."""
    everything = list(found)
    agreements = _once(item.conflict for item in everything if item.agrees)
    settled = {(a.kind, a.claim_span) for a in agreements}
    conflicts = _once(
        item.conflict
        for item in everything
        if not item.agrees and (item.conflict.kind, item.conflict.claim_span) not in settled
    )
    strongest = sorted(conflicts, key=lambda c: (-c.strength, c.claim_span or (0, 0), c.kind))
    return Comparison(
        conflicts=tuple(c for c in strongest if c.strength >= SHOWN),
        agreements=tuple(sorted(agreements, key=lambda c: (c.claim_span or (0, 0), c.kind))),
        folded=tuple(c for c in strongest if FOLDED <= c.strength < SHOWN),
    )


def _once(conflicts: Iterable[Conflict]) -> list[Conflict]:
    """Return the strongest of each kind and words of the claim."""
    best: dict[tuple[ConflictKind, object], Conflict] = {}
    for conflict in conflicts:
        key = (conflict.kind, conflict.claim_span)
        if key not in best or conflict.strength > best[key].strength:
            best[key] = conflict
    return list(best.values())


def across(comparisons: Sequence[Comparison], coverage: Sequence[float]) -> list[Comparison]:
    """Return the comparisons of one claim with several passages, each told of what the others say.

    A passage that covers the claim better, and agrees in the words that another conflicts in, silences that conflict:
    the other speaks of something else. Same length and order as `comparisons`.

    Args:
        coverage: how much of the claim each passage covers, on any one scale.
    """
    return [
        _silenced(one, [o for o, c in zip(comparisons, coverage, strict=True) if c > covered])
        for one, covered in zip(comparisons, coverage, strict=True)
    ]


def _silenced(one: Comparison, better: Sequence[Comparison]) -> Comparison:
    agreed = {(a.kind, a.claim_span) for other in better for a in other.agreements}

    def kept(conflicts: tuple[Conflict, ...]) -> tuple[Conflict, ...]:
        return tuple(c for c in conflicts if c.claim_span is None or (c.kind, c.claim_span) not in agreed)

    return Comparison(kept(one.conflicts), one.agreements, kept(one.folded))


__all__ = ["FOLDED", "SHOWN", "Comparison", "Pair", "across", "compare"]
