"""`factkit validate`."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer

from factkit.cli.output import say, show, write_out
from factkit.model import Problem, Severity
from factkit.wire import dumps_pretty


class ValidationFormat(StrEnum):
    """How problems are written."""

    TEXT = "text"
    JSON = "json"


def validate(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Annotation files, folders or patterns.")],
    format: Annotated[ValidationFormat, typer.Option("--format", "-f", help="How problems are written.")] = (
        ValidationFormat.TEXT
    ),
) -> None:
    """Check annotation files against the schema and the rules: exit 0 clean, 1 errors, 2 something was not checked.

    Example: factkit validate annotations/
    """
    from factkit.workspace import validating as use

    result = use.validate_paths(paths)
    for failure in result.failures:
        say(f"factkit: {failure}")
    if format is ValidationFormat.JSON:
        problems = [_problem_to_json(problem) for problem in result.problems]
        write_out(dumps_pretty({"files": result.files, "checked": result.checked, "problems": problems}))
    else:
        for problem in result.problems:
            _show(problem, result.texts[problem.path])
        errors = {p.path for p in result.problems if p.severity is Severity.ERROR}
        show(f"{result.files} files, {result.checked - len(errors)} valid, {len(result.problems)} problems")
    raise typer.Exit(result.exit_code)


def _show(problem: Problem, text: str) -> None:
    show(f"{problem.path}:{problem.line}:{problem.column} {problem.code} {problem.message}")
    line = text.splitlines()[problem.line - 1] if text.splitlines() else ""
    start = max(0, problem.column - 41)
    shown = line[start : start + 100]
    show(f"    {shown}")
    show(f"    {' ' * (problem.column - 1 - start)}^")
    show(f"    {problem.hint}")


def _problem_to_json(problem: Problem) -> dict[str, Any]:
    return {
        "path": problem.path,
        "line": problem.line,
        "column": problem.column,
        "pointer": problem.pointer,
        "code": problem.code,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
    }
