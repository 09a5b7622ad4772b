"""The packaged JSON Schemas and what they find wrong with a value.

Nothing is ever fetched: references resolve inside `schemas/v1/` or not at all.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

SchemaName = Literal["annotation", "claims", "evidence", "scale"]
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class SchemaProblem:
    """One place where a value breaks its schema; `path` is of keys and indexes, outermost first."""

    path: Path
    message: str


def load(name: SchemaName | Literal["common"]) -> dict[str, Any]:
    """Return the packaged schema with that name."""
    text = (files("factkit.schemas") / "v1" / f"{name}.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def schema_problems(value: Any, name: SchemaName, *, limit: int = 100) -> list[SchemaProblem]:
    """Return what `schemas/v1/{name}.json` finds wrong with `value`, in the order of the document.

    Args:
        limit: at most this many; more would not be read.

    Returns:
        Empty if and only if the value is valid.
    """
    problems: list[SchemaProblem] = []
    for error in _errors(value, name):
        problems.append(error)
        if len(problems) >= limit:
            break
    return sorted(problems, key=lambda problem: [(isinstance(part, str), part) for part in map(str, problem.path)])


def pointer(path: Path) -> str:
    """Return a path as a JSON pointer (RFC 6901); "" is the whole document."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


@functools.cache
def _validator(name: SchemaName) -> Any:
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    names: tuple[SchemaName | Literal["common"], ...] = ("annotation", "claims", "common", "evidence", "scale")
    resources = [(f"{each}.json", Resource.from_contents(load(each))) for each in names]
    registry: Registry[Any] = Registry().with_resources(resources)
    return Draft202012Validator(
        {"$ref": f"{name}.json"}, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def _errors(value: Any, name: SchemaName) -> Iterator[SchemaProblem]:
    from jsonschema.exceptions import best_match

    for error in _validator(name).iter_errors(value):
        best = best_match([error])
        yield SchemaProblem(tuple(best.absolute_path), best.message)
