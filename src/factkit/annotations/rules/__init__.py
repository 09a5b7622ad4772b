"""The rules that a schema cannot say, one a file.

A rule's module is named after its code and has one `RULE`; its docstring says what is wrong with what the rule finds,
with a good and a bad example. Rules are found by their file names; a new one needs nothing but its file and its
invalid cases in `fixtures/annotations/invalid`.
"""

from __future__ import annotations

import functools
import importlib
import sys
from importlib.resources import files

from factkit.annotations.rules.rule import Document, Finding, Rule

# What must hold before there is a document to look at; these can be neither ignored, lowered nor waived.
UNREADABLE, NOT_JSON, NOT_THE_SCHEMA, OTHER_VERSION, CONFLICT_MARKERS = "FK000", "FK001", "FK002", "FK003", "FK004"
FIXED = frozenset({UNREADABLE, NOT_JSON, NOT_THE_SCHEMA, OTHER_VERSION, CONFLICT_MARKERS})


@functools.cache
def rules() -> dict[str, Rule]:
    """Return every rule by its code, in the order of the codes."""
    names = sorted(entry.name.removesuffix(".py") for entry in files(__name__).iterdir() if entry.name.startswith("fk"))
    found: list[Rule] = [importlib.import_module(f"{__name__}.{name}").RULE for name in names]
    return {rule.code: rule for rule in found}


def explanation(rule: Rule) -> str:
    """Return what is wrong with what the rule finds, with a good and a bad example."""
    return (sys.modules[_module(rule)].__doc__ or "").strip()


def _module(rule: Rule) -> str:
    return f"{__name__}.{rule.code.lower()}_{rule.name.replace('-', '_')}"


__all__ = ["Document", "Finding", "Rule", "explanation", "rules"]
