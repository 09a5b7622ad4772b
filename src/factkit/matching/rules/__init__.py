"""What can conflict, a module a kind. A rule takes a pair and yields what it found; the specific ones come first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from factkit.matching.pairing import Found, Pair
from factkit.matching.rules import actors, amounts, copies, days, directions, names, negations, places, ranks, roles

RULES: tuple[Callable[[Pair], Iterator[Found]], ...] = (
    amounts.find,
    ranks.find,
    days.find,
    negations.find,
    directions.find,
    actors.find,
    roles.find,
    places.find,
    names.find,
    copies.find,
)
