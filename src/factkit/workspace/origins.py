"""The origins of sources on their way into the store: which are copies of one that is here, or of one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factkit.evidence.origins import is_copy, sketches
from factkit.model import Passage, Source

if TYPE_CHECKING:
    from factkit.store import Store

MOST_COMPARED = 8
MOST_WITH_HASH = 20
"""A hash that so many share is a common turn of phrase: it is kept for no more."""

Sourced = tuple[Source, tuple[Passage, ...]]


@dataclass(frozen=True, slots=True)
class Traced:
    """Sources with their origins, and the sketches to keep of them, by id."""

    items: list[Sourced]
    sketches: dict[str, tuple[int, ...]]


def trace(store: Store, batch: Sequence[Sourced]) -> Traced:
    """Give the sources that are near copies the origin of what they copy: the first that came in."""
    made = sketches([source.text for source, _ in batch])
    holders = store.sharing({hash for each in made for hash in each})
    texts: dict[str, str] = {}
    origins: dict[str, str] = {}
    traced = Traced([], {})
    for (source, passages), sketch in zip(batch, made, strict=True):
        found = Counter(id for hash in sketch for id in holders.get(hash, ()) if id != source.id)
        likely = [id for id, _ in found.most_common(MOST_COMPARED)]
        for id, origin, text in store.texts([id for id in likely if id not in texts]):
            texts[id], origins[id] = text, origin
        first = next((origins[id] for id in likely if id in texts and is_copy(source.text, texts[id])), "")
        traced.items.append((replace(source, origin=first) if first and not source.origin else source, passages))
        kept = tuple(hash for hash in sketch if len(holders.get(hash, ())) < MOST_WITH_HASH)
        traced.sketches[source.id] = kept
        texts[source.id], origins[source.id] = source.text, source.origin or first or source.id
        for hash in kept:
            holders.setdefault(hash, []).append(source.id)
    return traced
