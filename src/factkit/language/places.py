"""Places: what they are called, what lies in what, who comes from where.

A gazetteer of continents, countries, their parts and large cities, as data (`data/places.tsv`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from factkit.language.wordlists import rows


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer.

    Attributes:
        within: the places that it lies in, nearest first: a city's state, country and continent.
    """

    name: str
    kind: str
    within: tuple[str, ...]

    @property
    def country(self) -> str | None:
        """The country that the place is or lies in; None for a continent or a region."""
        if self.kind == "country":
            return self.name
        return next((name for name in self.within if _by_name()[name].kind == "country"), None)


def fold(word: str) -> str:
    """Return `word` without case, diacritics and the apostrophe's shape, for looking names up."""
    if word.isascii():
        return word.casefold()
    stripped = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    return stripped.replace("’", "'").casefold()


def place_named(name: str) -> Place | None:
    """Return the place that `name` names, in any spelling that the gazetteer has."""
    return _names().get(fold(name))


def place_of(demonym: str) -> Place | None:
    """Return the place that people or things called `demonym` come from ("Malian", "Malians": Mali)."""
    folded = fold(demonym)
    return _demonyms().get(folded) or _demonyms().get(folded.removesuffix("s"))


def apart(one: Place, other: Place) -> bool:
    """Return whether nothing can lie in both places: neither holds the other, and both are precisely known.

    Regions ("the Sahel") have soft borders: they are apart only from what lies in another continent.
    """
    if "region" in (one.kind, other.kind):
        ours, theirs = _continent(one), _continent(other)
        return ours is not None and theirs is not None and ours != theirs
    return one.name != other.name and one.name not in other.within and other.name not in one.within


def _continent(place: Place) -> str | None:
    chain = (place.name, *place.within)
    return next((name for name in chain if _by_name()[name].kind == "continent"), None)


@cache
def place(name: str) -> Place:
    """Return the place with exactly that name in the gazetteer; KeyError if there is none."""
    return _by_name()[name]


@cache
def _by_name() -> Mapping[str, Place]:
    parents = {cells[0]: (cells[1], cells[2]) for cells in rows("places.tsv")}
    return {name: Place(name, kind, tuple(_chain(parent, parents))) for name, (kind, parent) in parents.items()}


def _chain(name: str, parents: Mapping[str, tuple[str, str]]) -> list[str]:
    chain = []
    while name:
        chain.append(name)
        name = parents[name][1]
    return chain


@cache
def _names() -> Mapping[str, Place]:
    names: dict[str, Place] = {}
    for cells in rows("places.tsv"):
        spoken = [cells[0].split(" (")[0], *_listed(cells, 4)]
        for name in spoken:
            names.setdefault(fold(name), _by_name()[cells[0]])
    return names


@cache
def _demonyms() -> Mapping[str, Place]:
    demonyms: dict[str, Place] = {}
    for cells in rows("places.tsv"):
        for name in _listed(cells, 3):
            demonyms.setdefault(fold(name), _by_name()[cells[0]])
    return demonyms


def _listed(cells: list[str], column: int) -> list[str]:
    return [name for name in cells[column].split(",") if name] if len(cells) > column else []
