"""Scales as data: the packaged ones, a desk's own, and how a rating of one reads on another."""

from __future__ import annotations

import functools
import itertools
import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from factkit.errors import InputError
from factkit.model import Rating, Scale
from factkit.strictjson import parse
from factkit.wire import scale_from_json

DEFAULT = "averitec"


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a rating is on another scale; `exact` where nothing is lost."""

    scale: str
    rating: str
    exact: bool


@functools.cache
def packaged() -> dict[str, Scale]:
    """Return the scales that come with factkit, by id, the default first."""
    folder = files("factkit.verdicts") / "data"
    texts = (entry.read_text(encoding="utf-8") for entry in folder.iterdir() if entry.name.endswith(".json"))
    scales = sorted((scale_from_json(json.loads(text)) for text in texts), key=lambda s: (s.id != DEFAULT, s.id))
    return {scale.id: scale for scale in scales}


def parse_scale(text: str, *, path: str | None = None) -> Scale:
    """Return the scale in a JSON text.

    Raises:
        InputError: it is no JSON, breaks the schema, or contradicts itself.
    """
    from factkit.schema import pointer, schema_problems

    value: Any = parse(text, path=path)
    if problems := schema_problems(value, "scale", limit=1):
        place = pointer(problems[0].path) or "the document"
        raise InputError(f"no valid scale: {place}: {problems[0].message}", path=path)
    scale = scale_from_json(value)
    if contradiction := _contradiction(scale):
        raise InputError(f"no valid scale: {contradiction}", path=path)
    return scale


def find_rating(scale: Scale, id: str) -> Rating:
    """Return the rating with that id.

    Raises:
        InputError: the scale has none; the message names those that it has.
    """
    rating = scale.rating(id)
    if rating is None:
        known = ", ".join(rating.id for rating in scale.ratings)
        raise InputError(f"unknown rating {id!r}; the scale {scale.id} has: {known}")
    return rating


def is_mapped(scale: Scale, to: str) -> bool:
    """Return whether `scale` says how any of its ratings reads on the scale `to`."""
    return scale.id == to or any(mapping.to == to for mapping in scale.mappings)


def convert(scale: Scale, rating: str, to: str) -> Mapped | None:
    """Return how a rating of `scale` reads on the scale `to`, or None where it has no counterpart."""
    if scale.id == to:
        return Mapped(to, rating, exact=True)
    for mapping in sorted(scale.mappings, key=lambda mapping: not mapping.exact):
        if mapping.to == to and (counterpart := dict(mapping.pairs).get(rating)):
            return Mapped(to, counterpart, mapping.exact)
    return None


def _contradiction(scale: Scale) -> str | None:
    ids = [rating.id for rating in scale.ratings]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice:
        return f"the rating {twice} stands twice"
    values = [rating.value for rating in scale.ratings if rating.value is not None]
    if scale.ordered and any(low >= high for low, high in itertools.pairwise(values)):
        return "the ratings of an ordered scale stand from worst to best, so their values must rise"
    unknown = next((own for mapping in scale.mappings for own, _ in mapping.pairs if own not in ids), None)
    return f"it maps the rating {unknown}, which it does not have" if unknown else None
