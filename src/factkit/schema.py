"""The packaged JSON Schemas and what they find wrong with a value.

Nothing is ever fetched: references resolve inside `schemas/v1/` or not at all. A fast validator accepts, the standard
one, which is slow to import and to run, explains; tests hold the two to the same answers.
"""

from __future__ import annotations

import difflib
import functools
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal

SchemaName = Literal["annotation", "claims", "evidence", "scale"]
MAX_SHOWN = 60
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class SchemaProblem:
    """One place where a value breaks its schema.

    Attributes:
        path: of keys and indexes, outermost first; of the object where a key is missing.
        at_key: the key at the end of `path` is at fault, not its value.
    """

    path: Path
    message: str
    at_key: bool = False


def load(name: SchemaName | Literal["common"]) -> dict[str, Any]:
    """Return the packaged schema with that name."""
    text = (files("factkit.schemas") / "v1" / f"{name}.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def is_valid(value: Any, name: SchemaName) -> bool:
    """Return whether `schemas/v1/{name}.json` accepts `value`, as fast as can be."""
    return bool(_fast(name).is_valid(value))


def schema_problems(value: Any, name: SchemaName, *, limit: int = 100) -> list[SchemaProblem]:
    """Return what `schemas/v1/{name}.json` finds wrong with `value`, by path.

    Args:
        limit: at most this many; more would not be read.

    Returns:
        Empty if and only if the value is valid.
    """
    if is_valid(value, name):
        return []
    problems: list[SchemaProblem] = []
    for error in _validator(name).iter_errors(value):
        problems += _explained(error)
        if len(problems) >= limit:
            break
    return sorted(problems[:limit], key=lambda problem: [(isinstance(p, str), p) for p in map(str, problem.path)])


def pointer(path: Path) -> str:
    """Return a path as a JSON pointer (RFC 6901); "" is the whole document."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in path)


def _schemas() -> dict[str, dict[str, Any]]:
    names: tuple[SchemaName | Literal["common"], ...] = ("annotation", "claims", "common", "evidence", "scale")
    return {f"{each}.json": load(each) for each in names}


@functools.cache
def _fast(name: SchemaName) -> Any:
    import jsonschema_rs

    base = "factkit:///"
    registry = jsonschema_rs.Registry([(base + each, schema) for each, schema in _schemas().items()])
    return jsonschema_rs.Draft202012Validator(
        {"$ref": f"{base}{name}.json"}, registry=registry, validate_formats=True, offline=True
    )


@functools.cache
def _validator(name: SchemaName) -> Any:
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource

    registry: Registry[Any] = Registry().with_resources(
        [(each, Resource.from_contents(schema)) for each, schema in _schemas().items()]
    )
    return Draft202012Validator(
        {"$ref": f"{name}.json"}, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER
    )


def _explained(error: Any) -> Iterator[SchemaProblem]:
    from jsonschema.exceptions import best_match

    best = best_match([error])
    path = tuple(best.absolute_path)
    if best.validator == "unevaluatedProperties":
        known = best.schema.get("properties", {})
        for key in (key for key in best.instance if key not in known and not key.startswith("x-")):
            near = difflib.get_close_matches(key, known, n=1)
            meant = f'; "{near[0]}" is meant?' if near else "; a name of your own begins with x-"
            yield SchemaProblem((*path, key), f'unknown property "{key}"{meant}', at_key=True)
    elif best.validator == "required":
        missing = next(key for key in best.validator_value if best.message.startswith(repr(key)))
        yield SchemaProblem(path, f'"{missing}" is missing')
    else:
        yield SchemaProblem(path, _message(best))


def _message(error: Any) -> str:
    """Return what is wrong in one line, without the whole value that jsonschema repeats."""
    wanted, given = error.validator_value, _shown(error.instance)
    name = error.schema.get("description", "").split(";")[0].rstrip(".") if isinstance(error.schema, dict) else ""
    said: dict[str, Callable[[], str]] = {
        "type": lambda: f"{given} is not of type {wanted if isinstance(wanted, str) else ' or '.join(wanted)}",
        "enum": lambda: f"{given} is none of {', '.join(map(str, wanted))}",
        "const": lambda: f"{given} is not {_shown(wanted)}",
        "pattern": lambda: f"{given} does not fit: {name or wanted}",
        "format": lambda: f"{given} is no {wanted}",
        "minimum": lambda: f"{given} is less than {wanted}",
        "maximum": lambda: f"{given} is more than {wanted}",
        "minLength": lambda: "an empty text",
        "maxLength": lambda: f"longer than {wanted} characters",
        "minItems": lambda: f"fewer than {wanted} items",
        "maxItems": lambda: f"more than {wanted} items",
        "uniqueItems": lambda: "an item stands twice",
        "oneOf": lambda: _one_of(wanted, given),
        "anyOf": lambda: f"{given} does not fit: {name}" if name else f"{given} is none of what is allowed here",
    }
    return said[error.validator]() if error.validator in said else str(error.message)[:200]


def _one_of(choices: list[Any], given: str) -> str:
    keys = [f'"{key}"' for choice in choices for key in choice.get("required", ())]
    return f"needs {' or '.join(keys)}, and one of them alone" if keys else f"{given} is none of what is allowed here"


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False) if not isinstance(value, (dict, list)) else ""
    if isinstance(value, (dict, list)):
        return "an object" if isinstance(value, dict) else "a list"
    return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"
