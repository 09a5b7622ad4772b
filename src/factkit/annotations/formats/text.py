"""For people: each problem with its line and a caret under the place."""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.validation import Validation
from factkit.display import visible
from factkit.model import Problem, Severity

BEFORE, WIDTH = 50, 100


def render(validation: Validation) -> str:
    """Return the problems file by file, and the outcome in the last line."""
    lines: list[str] = []
    texts = {path: text.split("\n") for path, text in validation.texts.items()}
    for problem in validation.problems:
        lines += [*_shown(problem, texts.get(problem.path, [])), ""]
    if validation.more:
        lines += [f"{validation.more} more problems in files with very many", ""]
    lines.append(visible(validation.summary))
    return "\n".join(lines) + "\n"


def _shown(problem: Problem, lines: list[str]) -> Iterator[str]:
    weight = "" if problem.severity is Severity.ERROR else "warning: "
    place = f"{problem.path}:{problem.line}:{problem.column}"
    yield visible(f"{place} {problem.code} {weight}{problem.message}")
    if problem.line <= len(lines) and lines[problem.line - 1].strip():
        yield from _caret(lines[problem.line - 1].rstrip("\r"), problem.column - 1)
    yield visible(f"    {problem.hint}")


def _caret(line: str, at: int) -> Iterator[str]:
    indent = len(line) - len(line.lstrip(" "))
    start = max(min(indent, at), at - BEFORE)
    before = ("…" if start > indent else "") + visible(line[start:at])
    yield f"    {before}{visible(line[at : start + WIDTH])}{'…' if start + WIDTH < len(line) else ''}"
    yield f"    {' ' * len(before)}^"
