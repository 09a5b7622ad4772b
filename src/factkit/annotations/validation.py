"""What became of a run of `factkit validate`: the value that every output format draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from factkit.model import Problem, Severity


@dataclass(frozen=True, slots=True)
class Validation:
    """What became of the files.

    Attributes:
        files: the paths that were meant, missing ones included, in order.
        checked: how many of them were checked in full.
        problems: of each file by line.
        texts: path -> the text of a file with problems.
        more: problems past the limit of each file.
        waived, lowered, ignored: findings hidden by waivers, lowered by the configuration, left out on request.
        lowered_rules: the rules that the configuration lowers, whether they found anything or not.
        strict: warnings count as errors.
    """

    files: tuple[str, ...]
    checked: int
    problems: tuple[Problem, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    more: int = 0
    waived: int = 0
    lowered: int = 0
    ignored: int = 0
    lowered_rules: tuple[str, ...] = ()
    strict: bool = False

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.severity is Severity.ERROR for problem in self.problems)

    @property
    def exit_code(self) -> int:
        """2 if anything was not checked, 1 if there is an error, else 0."""
        if not self.files or self.checked < len(self.files):
            return 2
        return 1 if self.errors or (self.strict and self.problems) else 0

    def worst_first(self) -> list[Problem]:
        """Return the problems, errors before warnings, otherwise as they stand."""
        return sorted(self.problems, key=lambda problem: problem.severity is not Severity.ERROR)

    @property
    def hidden(self) -> str:
        """What was not shown and why, in words; "" if everything was."""
        counts = ((self.waived, "waived"), (self.lowered, "lowered"), (self.ignored, "ignored"))
        parts = [f"{count} {what}" for count, what in counts if count]
        if self.lowered_rules:
            parts.append(f"lowered by the configuration: {', '.join(self.lowered_rules)}")
        return ", ".join(parts)

    @property
    def summary(self) -> str:
        """The outcome in one line."""
        bad = len({problem.path for problem in self.problems})
        count = len(self.problems) + self.more
        files, problems = plural(len(self.files), "file"), plural(count, "problem")
        clean = len(set(self.files)) - bad
        said = [files, f"{clean} clean"] + ([f"{bad} with {problems}"] if bad else [])
        if self.checked < len(self.files):
            said.append(f"{len(self.files) - self.checked} not checked")
        return ", ".join(said + ([self.hidden] if self.hidden else []))


def plural(count: int, word: str) -> str:
    """Return "1 file" or "2 files"."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"
