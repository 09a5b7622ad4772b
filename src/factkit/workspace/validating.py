"""Validation of annotation files: every path is read and checked, and none hides another.

A pull request is untrusted: nothing outside the repository is read, whatever a path or a link in it says, and neither
a database nor the network is touched.
"""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from factkit.annotations.rules import FIXED, UNREADABLE, explanation, rules
from factkit.annotations.rules.rule import Rule
from factkit.annotations.validate import Examined, Settings, examine
from factkit.annotations.validation import Validation
from factkit.config import Config, parse_config
from factkit.errors import InputError
from factkit.files import MAX_BYTES, read_text
from factkit.model import Problem, Severity
from factkit.workspace.opening import CONFIG_NAME, nearest_folder

SUFFIX = ".json"


@dataclass(frozen=True, slots=True)
class Choices:
    """What the command line says about a run.

    Attributes:
        config: takes the rules from there; else from the nearest `factkit.toml` upward.
        select, ignore: codes of rules.
    """

    config: Path | None = None
    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    strict: bool = False
    max_bytes: int = MAX_BYTES


def validate_paths(places: Sequence[str], choices: Choices | None = None) -> Validation:
    """Validate the annotation files at paths, in folders (every `*.json`, hidden folders left out) and under patterns.

    Raises:
        InputError: the configuration is not valid, or names an unknown rule.
    """
    choices = choices or Choices()
    config = _config(choices.config)
    settings = _settings(config, choices)
    files: list[str] = []
    problems: list[Problem] = []
    texts: dict[str, str] = {}
    total = Examined(())
    checked = 0
    for path, failure in _files(places):
        files.append(path)
        examined = failure or _examine(path, settings, choices.max_bytes, texts)
        checked += examined.complete
        problems += examined.problems
        total = _added(total, examined)
    return Validation(
        files=tuple(files),
        checked=checked,
        problems=tuple(problems),
        texts=texts,
        more=total.more,
        waived=total.waived,
        lowered=total.lowered,
        ignored=total.ignored,
        lowered_rules=tuple(sorted(code for code in config.rules if _is_lowered(code, config.rules[code]))),
        strict=choices.strict,
    )


def find_rule(code: str) -> Rule:
    """Return the rule with that code, in capitals or not.

    Raises:
        InputError: there is none; the message names those that there are.
    """
    known = rules()
    if code.upper() not in known:
        raise InputError(f"unknown rule {code}; known: {', '.join(known)}")
    return known[code.upper()]


def rules_page() -> str:
    """Return `docs/rules.md`: every rule with its severity, what it means, examples and the remedy."""
    lines = [
        "# Rules of factkit validate",
        "",
        "Written from the rules themselves by `make docs`; `factkit rule FK011` shows one of them. Severities are set",
        "in `factkit.toml`; FK000 to FK004 are always errors.",
        "",
        "| code | rule | severity |",
        "|---|---|---|",
        *(f"| [{r.code}](#{r.code.lower()}-{r.name}) | {r.name} | {r.severity.value} |" for r in rules().values()),
        "",
    ]
    for rule in rules().values():
        text, _, examples = explanation(rule).partition("\nGood:")
        lines += [f"## {rule.code} {rule.name}", "", text.strip(), "", "```", f"Good:{examples}".rstrip(), "```", ""]
        lines += [f"What to do: {rule.hint}.", ""]
    return "\n".join(lines).rstrip() + "\n"


def _examine(path: str, settings: Settings, max_bytes: int, texts: dict[str, str]) -> Examined:
    try:
        if path != "-":
            _refuse_link_out(Path(path))
        text = read_text(path, max_bytes=max_bytes)
        if not text.strip():
            raise InputError("the file is empty", path=path)
    except InputError as error:
        return _unreadable(path, error.message, error.line or 1, error.column or 1)
    examined = examine(text, path=path, settings=settings, read=lambda named: article_text(path, named, max_bytes))
    if examined.problems:
        texts[path] = text
    return examined


def _unreadable(path: str, message: str, line: int = 1, column: int = 1) -> Examined:
    hint = rules()[UNREADABLE].hint
    return Examined((Problem(path, line, column, "", UNREADABLE, message, hint),), complete=False)


def _added(total: Examined, each: Examined) -> Examined:
    return replace(
        total,
        more=total.more + each.more,
        waived=total.waived + each.waived,
        lowered=total.lowered + each.lowered,
        ignored=total.ignored + each.ignored,
    )


def _root(file: Path) -> Path:
    """Return the repository that holds a file: the nearest folder upward with `.git`, else the file's own folder."""
    folder = Path(os.path.abspath(file)).parent  # noqa: PTH100 - links must stay as they are
    return next((up for up in (folder, *folder.parents) if (up / ".git").exists()), folder).resolve()


def _refuse_link_out(file: Path) -> None:
    try:
        inside = not file.exists() or file.resolve().is_relative_to(_root(file))
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(f"cannot be read: {error}", path=str(file)) from error
    if not inside:
        raise InputError("a link out of the repository; it is not followed", path=str(file))


def article_text(file: str, named: str, max_bytes: int = MAX_BYTES) -> str:
    """Return the text of the article that an annotation file names by path.

    Raises:
        InputError: no relative path, one out of the repository, or it cannot be read.
    """
    if file == "-":
        raise InputError("standard input has no folder that a path could count from")
    if "\x00" in named or Path(named).is_absolute() or "\\" in named or ":" in named:
        raise InputError("not a relative path")
    target = Path(file).parent / named
    if not target.resolve().is_relative_to(_root(Path(file))):
        raise InputError("it leads out of the repository")
    return read_text(target, max_bytes=max_bytes)


def _files(places: Sequence[str]) -> Iterator[tuple[str, Examined | None]]:
    """Yield every path that is meant, once, with why it cannot be checked, if so."""
    seen: set[str] = set()
    for place in places:
        found = [place] if place == "-" else _files_at(place)
        if not found:
            yield place, _unreadable(place, _nothing(place))
        for path in found:
            if path not in seen:
                seen.add(path)
                yield path, None


def _nothing(place: str) -> str:
    if _is_folder(place):
        return f"nothing to check: no file in this folder ends in {SUFFIX}"
    return "nothing to check: no file fits this pattern"


def _is_folder(place: str) -> bool:
    try:
        return Path(place).is_dir()
    except (OSError, ValueError):
        return False


def _files_at(place: str) -> list[str]:
    if _is_folder(place):
        found: list[str] = []
        for folder, names, files in os.walk(place):
            names[:] = sorted(name for name in names if not name.startswith("."))
            found += [str(Path(folder) / name) for name in sorted(files) if name.endswith(SUFFIX)]
        return found
    if any(mark in place for mark in "*?[") and not Path(place).exists():
        return sorted(path for path in glob.glob(place, recursive=True) if not _is_folder(path))  # noqa: PTH207
    return [place]


def _config(named: Path | None) -> Config:
    if named is None:
        nearest = nearest_folder()
        if nearest is None or not (nearest / CONFIG_NAME).stat().st_size:
            return Config()
        named = nearest / CONFIG_NAME
        _refuse_link_out(named)
    config = parse_config(read_text(named), path=str(named))
    for code in config.rules:
        _known([code], f"{named}: [rules]")
    return config


def _settings(config: Config, choices: Choices) -> Settings:
    return Settings(
        severities=config.rules,
        select=_known(choices.select, "--select"),
        ignore=_known(choices.ignore, "--ignore", fixed=False),
        require=config.review.require,
    )


def _known(codes: Sequence[str], where: str, *, fixed: bool = True) -> frozenset[str]:
    given = frozenset(code.strip().upper() for listed in codes for code in listed.split(",") if code.strip())
    for code in sorted(given):
        if code not in rules():
            raise InputError(f"{where}: unknown rule {code}; see: factkit rule")
        if code in FIXED and (not fixed or where.endswith("[rules]")):
            raise InputError(f"{where}: {code} is always an error; without it nothing is checked")
    return given


def _is_lowered(code: str, severity: str) -> bool:
    return severity == "off" or (severity == "warning" and rules()[code].severity is Severity.ERROR)
