"""The problems of an annotation file: not JSON, not the schema, not the rules. Pure: text in, problems out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from factkit.annotations.positions import Positions
from factkit.annotations.rules import RULES
from factkit.errors import InputError
from factkit.model import Problem, Severity
from factkit.schema import Path, pointer, schema_problems
from factkit.strictjson import parse
from factkit.wire import FORMAT_VERSION

NOT_JSON = "FK001"
NOT_THE_SCHEMA = "FK002"
OTHER_VERSION = "FK003"


def validate_text(text: str, *, path: str, severities: Mapping[str, str] | None = None) -> list[Problem]:
    """Return what is wrong with the text of an annotation file, by line and column.

    The rules are looked at only where the schema holds.

    Args:
        path: named in each problem.
        severities: code -> "error", "warning" or "off", in place of the rules' own.

    Returns:
        Empty if and only if nothing is wrong.
    """
    try:
        document = parse(text)
    except InputError as error:
        return [Problem(path, error.line or 1, error.column or 1, "", NOT_JSON, error.message, "mend the JSON")]
    found = _of_version(document) or _of_schema(document) or _of_rules(document, severities or {})
    if not found:
        return []
    positions = Positions(text)
    problems = []
    for at, code, message, hint, severity in found:
        line, column = positions.place(at)
        problems.append(Problem(path, line, column, pointer(at), code, message, hint, severity))
    return sorted(problems, key=lambda problem: (problem.line, problem.column, problem.code))


_Found = list[tuple[Path, str, str, str, Severity]]


def _of_version(document: Any) -> _Found:
    version = document.get("factkit") if isinstance(document, dict) else None
    if not isinstance(version, str) or version == FORMAT_VERSION:
        return []
    hint = "install a newer factkit, or run: factkit annotations upgrade"
    message = f"version {version} of the format; this factkit reads {FORMAT_VERSION}"
    return [(("factkit",), OTHER_VERSION, message, hint, Severity.ERROR)]


def _of_schema(document: Any) -> _Found:
    return [
        (problem.path, NOT_THE_SCHEMA, problem.message, "see schemas/v1/annotation.json", Severity.ERROR)
        for problem in schema_problems(document, "annotation")
    ]


def _of_rules(document: Any, severities: Mapping[str, str]) -> _Found:
    return [
        (finding.path, rule.code, finding.message, rule.hint, Severity(severities.get(rule.code, rule.severity)))
        for rule in RULES.values()
        if severities.get(rule.code) != "off"
        for finding in rule.check(document)
    ]
