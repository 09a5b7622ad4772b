"""What a rule is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from factkit.model import Severity

Path = tuple[str | int, ...]
Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that breaks a rule: the path of the value, and what is wrong with it in one line."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with its code, its remedy, and the check that finds where a document breaks it.

    The check's docstring says why the rule is there, what is good and what is bad.
    """

    code: str
    name: str
    hint: str
    check: Callable[[Document], Iterator[Finding]]
    severity: Severity = Severity.ERROR
