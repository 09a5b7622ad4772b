"""For programs: the outcome as one JSON object."""

from __future__ import annotations

from typing import Any

from factkit.annotations.validation import Validation
from factkit.model import Problem
from factkit.wire import dumps_pretty


def render(validation: Validation) -> str:
    """Return the counts and the problems."""
    return dumps_pretty(
        {
            "files": len(validation.files),
            "checked": validation.checked,
            "errors": validation.errors,
            "warnings": len(validation.problems) - validation.errors,
            "waived": validation.waived,
            "lowered": validation.lowered,
            "lowered_rules": list(validation.lowered_rules),
            "ignored": validation.ignored,
            "more": validation.more,
            "problems": [problem_to_json(problem) for problem in validation.problems],
        }
    )


def problem_to_json(problem: Problem) -> dict[str, Any]:
    """Return a problem; `pointer` is "" where the whole file is meant."""
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
