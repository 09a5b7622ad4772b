"""The origins of sources: which are copies of one another, of those that come in and of those that are here.

Copies of one story share an origin whatever the order in which they came: where a text turns out to be a copy of
several, their origins become one, and the first that came in stands for all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from factkit.evidence.origins import is_copy, sketches
from factkit.model import Passage, Source

MOST_COMPARED = 8
MOST_WITH_HASH = 20
"""A hash that so many share is a common turn of phrase: it is kept for no more."""

Sourced = tuple[Source, tuple[Passage, ...]]


class Known(Protocol):
    """Sources that are here already."""

    def sharing(self, hashes: Iterable[int]) -> dict[int, list[str]]:
        """Return which sources, by id, have which of these hashes in their sketch."""

    def texts(self, ids: Sequence[str]) -> list[tuple[str, str, str]]:
        """Return id, origin and text of the sources with these ids that are here."""

    def origins(self, ids: Collection[str]) -> dict[str, str]:
        """Return the origins of the sources with these ids that are here."""

    def arrivals(self, ids: Collection[str]) -> dict[str, int]:
        """Return numbers that rise as the sources with these ids came in, of those that are here."""


class Nothing:
    """No source is here yet."""

    def sharing(self, _hashes: Iterable[int], /) -> dict[int, list[str]]:
        """Return none."""
        return {}

    def texts(self, _ids: Sequence[str], /) -> list[tuple[str, str, str]]:
        """Return none."""
        return []

    def origins(self, _ids: Collection[str], /) -> dict[str, str]:
        """Return none."""
        return {}

    def arrivals(self, _ids: Collection[str], /) -> dict[str, int]:
        """Return none."""
        return {}


@dataclass(frozen=True, slots=True)
class Traced:
    """Sources with their origins, the sketches to keep of them, by id, and what became of the origins that were here.

    Attributes:
        joined: an origin of sources that are here -> the one that takes its place.
    """

    items: list[Sourced]
    sketches: dict[str, tuple[int, ...]]
    joined: dict[str, str]


def trace(known: Known, batch: Sequence[Sourced]) -> Traced:
    """Give the sources that are near copies one origin, with those that are here and with one another.

    Args:
        batch: may hold sources that are here; they are compared with all others.
    """
    made = sketches([source.text for source, _ in batch])
    holders = known.sharing({hash for each in made for hash in each})
    order = {source.id: number for number, (source, _) in enumerate(batch)}
    tracing = _Tracing(known, _Joined(known, order), known.origins(order))
    kept: dict[str, tuple[int, ...]] = {}
    for (source, _), sketch in zip(batch, made, strict=True):
        tracing.place(source, _likely(source.id, [holders.get(hash, ()) for hash in sketch]))
        kept[source.id] = tuple(hash for hash in sketch if len(holders.get(hash, ())) < MOST_WITH_HASH)
        for hash in kept[source.id]:
            if source.id not in (those := holders.setdefault(hash, [])):
                those.append(source.id)
    return Traced([_with_origin(item, tracing) for item in batch], kept, tracing.joined.changes())


def _likely(source: str, sharing: Iterable[Sequence[str]]) -> list[str]:
    """Return who shares hashes with a source, those first that share most; one that many share counts for little."""
    weights: dict[str, float] = {}
    for those in sharing:
        for id in those:
            if id != source:
                weights[id] = weights.get(id, 0.0) + 1 / len(those)
    return sorted(weights, key=lambda each: -weights[each])


@dataclass
class _Tracing:
    """Texts compared so far, and the origins of their sources."""

    known: Known
    joined: _Joined
    origins: dict[str, str]
    texts: dict[str, str] = field(default_factory=dict)

    def place(self, source: Source, likely: Sequence[str]) -> None:
        """Join the origins of a source and of those of `likely`, the likeliest first, that it is a copy of."""
        self.texts[source.id] = source.text
        self.origins.setdefault(source.id, source.origin or source.id)
        compared = 0
        for id in likely:
            if compared == MOST_COMPARED:
                return
            self._fetch(id, likely)
            if id not in self.texts or self.of(id) == self.of(source.id):
                continue
            compared += 1
            if is_copy(source.text, self.texts[id]):
                self.joined.join(self.origins[source.id], self.origins[id])

    def of(self, id: str) -> str:
        """Return the origin of a source whose text is known."""
        return self.joined.first(self.origins[id])

    def _fetch(self, id: str, likely: Sequence[str]) -> None:
        if id not in self.texts:
            missing = [each for each in likely[: 4 * MOST_COMPARED] if each not in self.texts]
            for found, origin, text in self.known.texts([id, *missing]):
                self.texts[found] = text
                self.origins.setdefault(found, origin)


@dataclass
class _Joined:
    """Origins that turned out to be one: each points at one that came in before it."""

    known: Known
    batch: Mapping[str, int]
    earlier: dict[str, str] = field(default_factory=dict)

    def first(self, origin: str) -> str:
        """Return the origin that stands for all that were joined with this one."""
        while origin in self.earlier:
            origin = self.earlier[origin]
        return origin

    def join(self, one: str, other: str) -> None:
        """Make two origins one."""
        pair = {self.first(one), self.first(other)}
        if len(pair) == 2:
            arrived = self.known.arrivals(pair)
            first, later = sorted(pair, key=lambda each: (arrived.get(each, self._place(each, arrived)), each))
            self.earlier[later] = first

    def _place(self, origin: str, arrived: Mapping[str, int]) -> int:
        """Return a number for an origin that is not here: behind all that are, or before, where it never came in."""
        return max(arrived.values(), default=0) + 1 + self.batch[origin] if origin in self.batch else -1

    def changes(self) -> dict[str, str]:
        """Return the origins that another has taken the place of."""
        return {origin: self.first(origin) for origin in self.earlier}


def _with_origin(item: Sourced, tracing: _Tracing) -> Sourced:
    source, passages = item
    origin = tracing.of(source.id)
    return item if origin in (source.id, source.origin) else (replace(source, origin=origin), passages)
