"""For test reports: JUnit XML, a test case a file."""

from __future__ import annotations

from collections import defaultdict
from xml.sax.saxutils import escape, quoteattr

from factkit.annotations.rules import UNREADABLE
from factkit.annotations.validation import Validation
from factkit.display import visible
from factkit.model import Problem, Severity


def render(validation: Validation) -> str:
    """Return one suite; a file that was not checked is an error, one with errors a failure."""
    of_path: dict[str, list[Problem]] = defaultdict(list)
    for problem in validation.problems:
        of_path[problem.path].append(problem)
    cases = [_case(path, of_path[path], strict=validation.strict) for path in dict.fromkeys(validation.files)]
    errors = sum("<error " in case for case in cases)
    failures = sum("<failure " in case for case in cases)
    counts = f'tests="{len(cases)}" failures="{failures}" errors="{errors}"'
    body = "\n".join(cases)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<testsuites {counts}>\n<testsuite name="factkit validate" {counts}>\n{body}\n'
        f"<system-out>{_text(validation.summary)}</system-out>\n</testsuite>\n</testsuites>\n"
    )


def _case(path: str, problems: list[Problem], *, strict: bool) -> str:
    head = f'<testcase classname="factkit" name={_attribute(path)} file={_attribute(path)}'
    if not problems:
        return head + "/>"
    wrong = [problem for problem in problems if strict or problem.severity is Severity.ERROR]
    listed = _text("\n".join(_line(problem) for problem in problems))
    if not wrong:
        return f"{head}>\n<system-out>{listed}</system-out>\n</testcase>"
    kind = "error" if any(problem.code == UNREADABLE for problem in wrong) else "failure"
    first = wrong[0]
    return (
        f"{head}>\n<{kind} type={_attribute(first.code)} message={_attribute(first.message)}>{listed}</{kind}>\n"
        "</testcase>"
    )


def _line(problem: Problem) -> str:
    return (
        f"{problem.path}:{problem.line}:{problem.column} {problem.code} {problem.severity.value}: {problem.message}"
        f"\n    {problem.hint}"
    )


def _text(text: str) -> str:
    return escape(_characters(text))


def _attribute(text: str) -> str:
    return quoteattr(_characters(text))


def _characters(text: str) -> str:
    """Return `text` without what XML cannot hold."""
    return "".join(char for char in visible(text, keep="\n") if ord(char) not in (0xFFFE, 0xFFFF))
