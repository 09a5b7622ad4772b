"""`factkit.toml` as a frozen value: what a desk has decided for its workspace. Every key is documented here.

[desk]        name, url, logo     the publisher, as published verdicts name it
              reviewer            who decides where neither --reviewer nor FACTKIT_REVIEWER says so
[store]       database            a SQLite path in the workspace, or a postgresql:// URL (extra postgres)
              snapshots           keep the bytes of sources as read
[scale]       default             the id of the scale of new verdicts
              files               JSON files of the desk's own scales, relative to the workspace
[language]    model               a spaCy model to use in place of the packaged one
[matching]    threshold           the score below which a match is not taken for one, 0-100
[review]      require             "none", "evidence" (and a rationale) or "locator" (strict)
              reviewers           how many people decide each claim, >= 1
              reviewers_from      only claims of at least this check-worthiness need them, 0-100
              blind               hide others' verdicts until one's own is recorded
              lease_minutes       how long a claim in the review queue is kept for one person, at most a week
              time_spent          keep the seconds that a verdict took
[rules]       FK### = "error" | "warning" | "off"     severity of a rule of factkit validate
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar

from factkit.errors import InputError

REQUIREMENTS = ("none", "evidence", "locator")
SEVERITIES = ("error", "warning", "off")
WEEK = 7 * 24 * 60


@dataclass(frozen=True, slots=True)
class Desk:
    """Who publishes."""

    name: str = ""
    url: str = ""
    logo: str = ""
    reviewer: str = ""


@dataclass(frozen=True, slots=True)
class StoreConfig:
    """Where the store is."""

    database: str = "factkit.db"
    snapshots: bool = True


@dataclass(frozen=True, slots=True)
class ScaleConfig:
    """Which scales there are."""

    default: str = "averitec"
    files: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LanguageConfig:
    """Which model reads; "" is the packaged one."""

    model: str = ""


@dataclass(frozen=True, slots=True)
class MatchingConfig:
    """When a match is one; None is the measured default."""

    threshold: float | None = None


@dataclass(frozen=True, slots=True)
class ReviewConfig:
    """The rules of the desk; each is off until it is turned on, but for evidence and a rationale."""

    require: str = "evidence"
    reviewers: int = 1
    reviewers_from: int = 0
    blind: bool = False
    lease_minutes: int = 30
    time_spent: bool = False


@dataclass(frozen=True, slots=True)
class Config:
    """The whole of `factkit.toml`; a missing key has the default shown here."""

    desk: Desk = Desk()
    store: StoreConfig = StoreConfig()
    scale: ScaleConfig = ScaleConfig()
    language: LanguageConfig = LanguageConfig()
    matching: MatchingConfig = MatchingConfig()
    review: ReviewConfig = ReviewConfig()
    rules: Mapping[str, str] = field(default_factory=dict)


def parse_config(text: str, *, path: str = "factkit.toml") -> Config:
    """Return the configuration in a TOML text; an empty text gives the defaults.

    Raises:
        InputError: not TOML, an unknown section or key, or a value of the wrong type or range.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(str(error), path) from error
    except RecursionError as error:
        raise InputError("not valid TOML: nested too deep", path=path) from error
    sections = {f.name: f for f in fields(Config)}
    if unknown := sorted(data.keys() - sections.keys()):
        raise InputError(f"unknown section [{unknown[0]}]; known: {', '.join(sections)}", path=path)
    return _checked(
        Config(
            desk=_section(Desk, data, "desk", path),
            store=_section(StoreConfig, data, "store", path),
            scale=_section(ScaleConfig, data, "scale", path),
            language=_section(LanguageConfig, data, "language", path),
            matching=_section(MatchingConfig, data, "matching", path),
            review=_section(ReviewConfig, data, "review", path),
            rules=data.get("rules", {}),
        ),
        path,
    )


_T = TypeVar("_T")

_TYPES: dict[str, tuple[tuple[type, ...], str]] = {
    "str": ((str,), "a text in quotes"),
    "bool": ((bool,), "true or false"),
    "int": ((int,), "a whole number"),
    "float | None": ((int, float), "a number"),
    "tuple[str, ...]": ((list,), "a list of texts"),
}
_TOML_PLACE = re.compile(r" \(at line ([0-9]+), column ([0-9]+)\)$")


def _not_toml(message: str, path: str) -> InputError:
    place = _TOML_PLACE.search(message)
    line, column = (int(place[1]), int(place[2])) if place else (None, None)
    said = _TOML_PLACE.sub("", message)
    return InputError(f"not valid TOML: {said[:1].lower()}{said[1:]}", path=path, line=line, column=column)


def _section(kind: type[_T], data: dict[str, Any], name: str, path: str) -> _T:
    given = data.get(name, {})
    if not isinstance(given, dict):
        raise InputError(f"{name} must be a section, [{name}]", path=path)
    known = {f.name: str(f.type) for f in fields(kind)}  # type: ignore[arg-type]
    values: dict[str, Any] = {}
    for key, value in given.items():
        if key not in known:
            raise InputError(f"unknown key {key} in [{name}]; known: {', '.join(known)}", path=path)
        types, words = _TYPES[known[key]]
        if not isinstance(value, types) or (isinstance(value, bool) and bool not in types):
            raise InputError(f"{name}.{key} must be {words}", path=path)
        values[key] = tuple(value) if isinstance(value, list) else value
    return kind(**values)


def _checked(config: Config, path: str) -> Config:
    review, threshold = config.review, config.matching.threshold
    rules = [
        (review.require in REQUIREMENTS, f"review.require must be one of {', '.join(REQUIREMENTS)}"),
        (review.reviewers >= 1, "review.reviewers must be at least 1"),
        (0 <= review.reviewers_from <= 100, "review.reviewers_from must be from 0 to 100"),
        (1 <= review.lease_minutes <= WEEK, f"review.lease_minutes must be from 1 to {WEEK}, a week"),
        (threshold is None or 0 <= threshold <= 100, "matching.threshold must be from 0 to 100"),
        (
            all(isinstance(item, str) for item in config.scale.files),
            "scale.files must be a list of file names",
        ),
        (
            isinstance(config.rules, dict) and all(severity in SEVERITIES for severity in config.rules.values()),
            f"[rules] takes {', '.join(SEVERITIES)}",
        ),
    ]
    for holds, message in rules:
        if not holds:
            raise InputError(message, path=path)
    return config
