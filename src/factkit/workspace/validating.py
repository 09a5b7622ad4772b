"""Validation of annotation files: every path is read and checked, and none hides another."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from factkit.annotations.validate import validate_text
from factkit.errors import InputError
from factkit.files import read_text
from factkit.model import Problem, Severity

SUFFIX = ".factcheck.json"


@dataclass(frozen=True, slots=True)
class Validation:
    """What became of the files: how many there were, the texts of those with problems, and what was not checked."""

    files: int
    checked: int
    problems: tuple[Problem, ...]
    failures: tuple[InputError, ...]
    texts: Mapping[str, str]

    @property
    def exit_code(self) -> int:
        """2 if anything was not checked, 1 if there is an error, else 0."""
        if self.failures or not self.checked:
            return 2
        return 1 if any(problem.severity is Severity.ERROR for problem in self.problems) else 0


def validate_paths(places: Sequence[str], severities: Mapping[str, str] | None = None) -> Validation:
    """Validate the annotation files at paths, in folders (`*.factcheck.json`) and under patterns.

    No database and no network is used, and no link out of a folder is followed.
    """
    problems: list[Problem] = []
    failures: list[InputError] = []
    texts: dict[str, str] = {}
    files = checked = 0
    for path in _files(places, failures):
        files += 1
        try:
            text = read_text(path)
        except InputError as error:
            failures.append(error)
            continue
        checked += 1
        found = validate_text(text, path=path, severities=severities)
        problems += found
        if found:
            texts[path] = text
    return Validation(files, checked, tuple(problems), tuple(failures), texts)


def _files(places: Sequence[str], failures: list[InputError]) -> Iterator[str]:
    for place in places:
        found = list(_files_at(place))
        if not found:
            failures.append(InputError(f"nothing to check; annotation files end in {SUFFIX}", path=place))
        yield from found


def _files_at(place: str) -> Iterator[str]:
    path = Path(place)
    if path.is_dir():
        root = path.resolve()
        inside = sorted(file for file in path.rglob(f"*{SUFFIX}") if file.resolve().is_relative_to(root))
        yield from map(str, inside)
    elif any(mark in place for mark in "*?[") and not path.exists():
        yield from sorted(file for file in glob.glob(place, recursive=True) if Path(file).is_file())  # noqa: PTH207
    else:
        yield place
