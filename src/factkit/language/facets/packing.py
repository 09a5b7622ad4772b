"""Facets as JSON, small: a list for each of them, in the order of its fields."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cache, partial
from typing import Any

from factkit.language.facets.arguments import Argument


def packed(item: Any) -> list[Any]:
    """Return the values of a facet in the order of its fields: sets of words as one string, infinity as None."""
    return [_packed_value(getattr(item, field.name)) for field in fields(item)]


def _packed_value(value: Any) -> Any:
    if isinstance(value, frozenset):
        return " ".join(sorted(value))
    if isinstance(value, tuple):
        return [packed(item) if isinstance(item, Argument) else item for item in value]
    return None if isinstance(value, float) and math.isinf(value) else value


def unpacked(kind: Any, item: list[Any]) -> Any:
    """Return the facet of that kind again."""
    values = [tuple(value) if type(value) is list else value for value in item]
    for place, reader in _readers(kind):
        values[place] = reader(values[place])
    return kind(*values)


@cache
def _readers(kind: Any) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """Return the places of fields that are packed in a way of their own, each with what reads it."""
    named = {place: field.name for place, field in enumerate(fields(kind))}
    words = [(place, _words) for place, name in named.items() if name in _WORD_SETS]
    bounds = [(place, partial(_bound, _BOUNDS[name])) for place, name in named.items() if name in _BOUNDS]
    return (*words, *bounds, *((place, _arguments) for place, name in named.items() if name == "arguments"))


def _words(value: str) -> frozenset[str]:
    return frozenset(value.split())


def _bound(infinite: float, value: float | None) -> float:
    return infinite if value is None else value


def _arguments(value: Sequence[list[Any]]) -> tuple[Argument, ...]:
    return tuple(unpacked(Argument, argument) for argument in value)


_WORD_SETS = frozenset({"words", "names", "meanings", "near", "body", "counted", "of"})
_BOUNDS = {"low": -math.inf, "high": math.inf}
