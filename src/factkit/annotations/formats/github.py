"""For GitHub Actions: workflow commands, which show problems on the lines of a pull request."""

from __future__ import annotations

from factkit.annotations.validation import Validation, plural
from factkit.display import visible
from factkit.model import Problem

SHOWN_BY_GITHUB = 10
"""GitHub shows ten annotations of each sort in a step and drops the others without a word."""


def render(validation: Validation) -> str:
    """Return the ten worst problems as commands, how many more there are, and the outcome."""
    worst = validation.worst_first()
    lines = [_command(problem) for problem in worst[:SHOWN_BY_GITHUB]]
    more = len(worst) - SHOWN_BY_GITHUB + validation.more
    if more > 0:
        lines.append(f"::notice title=factkit::{plural(more, 'more problem')}; run factkit validate to see them all")
    lines.append(_data(validation.summary))
    return "\n".join(lines) + "\n"


def _command(problem: Problem) -> str:
    place = f"file={_property(problem.path)},line={problem.line},col={problem.column}"
    text = _data(f"{problem.message}. {problem.hint}")
    return f"::{problem.severity.value} {place},title={_property(problem.code)}::{text}"


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    shown = visible(escaped)
    return shown.replace("::", ":\u200b:") if shown.startswith("::") else shown


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
