"""The problems of an annotation file: not JSON, not the schema, not the rules. Pure: text in, problems out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from factkit.annotations.brackets import misplaced_line
from factkit.annotations.positions import Positions
from factkit.annotations.rules import (
    CONFLICT_MARKERS,
    FIXED,
    NOT_JSON,
    NOT_THE_SCHEMA,
    OTHER_VERSION,
    Document,
    Finding,
    Rule,
    rules,
)
from factkit.errors import InputError
from factkit.model import Problem, Severity
from factkit.schema import SchemaName, pointer, schema_problems
from factkit.strictjson import parse
from factkit.wire import FORMAT_VERSION

MAX_PROBLEMS = 100
COUNTED = 10_000
WAIVER, ARTICLE_NOT_FOUND, EVIDENCE_WITHOUT_PLACE = "FK005", "FK017", "FK030"
OFF = "off"
_MARKERS = re.compile(r"^(<{7} |={7}\r?$|>{7} )", re.MULTILINE)


@dataclass(frozen=True)
class Settings:
    """What a desk has decided on the rules.

    Attributes:
        severities: code -> "error", "warning" or "off", in place of the rules' own.
        select: only these rules, where there are any; `ignore`: not these.
        require: what a verdict needs: "none", "evidence" or "locator".
        now: what counts as the present; the clock's where it is None.
    """

    severities: Mapping[str, str] = field(default_factory=dict)
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    require: str = "evidence"
    now: datetime | None = None

    def severity(self, rule: Rule) -> str:
        """Return the severity of a rule here."""
        own = rule.severity.value
        if rule.code == EVIDENCE_WITHOUT_PLACE and self.require == "locator":
            own = Severity.ERROR.value
        return self.severities.get(rule.code, own)

    def asks_for(self, code: str) -> bool:
        """Return whether `select` and `ignore` leave the rule in."""
        return code in FIXED or ((not self.select or code in self.select) and code not in self.ignore)


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in one file.

    Attributes:
        problems: by line, at most `MAX_PROBLEMS`; `more` were not kept.
        waived, lowered, ignored: findings that a waiver hid, that the configuration turned from an error into a
            warning or off, and that `select` and `ignore` left out.
        complete: every check was made; False where the article's text could not be had.
    """

    problems: tuple[Problem, ...]
    more: int = 0
    waived: int = 0
    lowered: int = 0
    ignored: int = 0
    complete: bool = True


ReadText = Callable[[str], str]
"""Returns the article's text at a path that counts from the file's folder; InputError where it may or can not."""


def validate_text(
    text: str, *, path: str, settings: Settings | None = None, read: ReadText | None = None
) -> list[Problem]:
    """Return what is wrong with the text of an annotation file, by line and column, as `examine` does."""
    return list(examine(text, path=path, settings=settings, read=read).problems)


def examine(text: str, *, path: str, settings: Settings | None = None, read: ReadText | None = None) -> Examined:
    """Return what is wrong with the text of an annotation file or a scale, by line and column.

    The rules are looked at only where the schema holds.

    Args:
        path: named in each problem.
        read: how an article that is named by its path is read; without it such a file is not complete.
    """
    settings = settings or Settings()
    try:
        document = parse(text)
    except InputError as error:
        return Examined((_not_json(text, path, error),))
    kind = _schema_of(document)
    wrong = _of_version(document) or _of_schema(document, kind)
    if wrong:
        return _placed(text, path, wrong)
    if kind == "scale":
        return Examined(())
    return _of_rules(text, path, document, settings, read)


def read_valid(text: str, *, path: str) -> dict[str, Any]:
    """Return the JSON of an annotation file that its schema accepts, a desk's own properties included.

    Raises:
        InputError: what `examine` finds first: it is no JSON, of another version, or breaks the schema.
    """
    try:
        document: dict[str, Any] = parse(text)
    except InputError as error:
        raise _as_error(_not_json(text, path, error)) from error
    if wrong := _of_version(document) or _of_schema(document, "annotation", limit=1):
        raise _as_error(_placed(text, path, wrong).problems[0])
    return document


def _as_error(problem: Problem) -> InputError:
    hint = "see all with: factkit validate" if problem.code == NOT_THE_SCHEMA else problem.hint
    at = f"{problem.pointer}: " if problem.pointer else ""
    return InputError(f"{at}{problem.message}; {hint}", path=problem.path, line=problem.line, column=problem.column)


@dataclass(frozen=True, slots=True)
class _Found:
    rule: Rule
    finding: Finding
    severity: Severity
    at_key: bool = False


def _not_json(text: str, path: str, error: InputError) -> Problem:
    marker = _MARKERS.search(text)
    code, line, column, message = NOT_JSON, error.line or 1, error.column or 1, error.message
    if marker:
        line, column = text.count("\n", 0, marker.start()) + 1, 1
        code, message = CONFLICT_MARKERS, "unresolved conflict markers"
    elif message.startswith("not valid JSON") and (earlier := misplaced_line(text, line)):
        message = f"a bracket too few or too many before this line; noticed at line {line}: {message}"
        at = text.split("\n")[earlier - 1]
        line, column = earlier, len(at) - len(at.lstrip(" ")) + 1
    return Problem(path, line, column, "", code, message, rules()[code].hint)


def _schema_of(document: Any) -> SchemaName:
    is_scale = isinstance(document, dict) and "ratings" in document and "claims" not in document
    return "scale" if is_scale else "annotation"


def _of_version(document: Any) -> list[_Found]:
    version = document.get("factkit") if isinstance(document, dict) else None
    if not isinstance(version, str) or version == FORMAT_VERSION or not re.fullmatch(r"[0-9]+\.[0-9]+", version):
        return []
    older = [int(part) for part in version.split(".")] < [int(part) for part in FORMAT_VERSION.split(".")]
    hint = "run: factkit annotations upgrade FILE" if older else f"install a factkit that reads format {version}"
    message = f"version {version} of the format is {'older' if older else 'newer'}; this factkit reads {FORMAT_VERSION}"
    return [_Found(rules()[OTHER_VERSION], Finding(("factkit",), message, hint), Severity.ERROR)]


def _of_schema(document: Any, name: SchemaName, *, limit: int = COUNTED) -> list[_Found]:
    rule = rules()[NOT_THE_SCHEMA]
    seen = set()
    found = []
    for problem in schema_problems(document, name, limit=limit):
        if problem.path not in seen or problem.message.endswith("missing"):
            seen.add(problem.path)
            found.append(_Found(rule, Finding(problem.path, problem.message), Severity.ERROR, problem.at_key))
    return found


def _of_rules(text: str, path: str, data: Any, settings: Settings, read: ReadText | None) -> Examined:
    words, reason = _article_text(data["article"], read)
    document = Document(data, words, settings.now or datetime.now(UTC), settings.require)
    kept: list[_Found] = []
    used: set[int] = set()
    waived = lowered = ignored = 0
    for rule, finding in _findings(document, reason):
        severity = settings.severity(rule)
        waiver = None if rule.code == WAIVER else _waiver(document, rule, finding)
        if not settings.asks_for(rule.code):
            ignored += 1
        elif waiver is not None:
            used.add(waiver)
            waived += 1
        else:
            lowered += severity == OFF or (severity == "warning" and rule.severity is Severity.ERROR)
            if severity != OFF:
                kept.append(_Found(rule, finding, Severity(severity)))
    kept += _unused_waivers(document, used, settings)
    placed = _placed(text, path, kept)
    return Examined(placed.problems, placed.more, waived, lowered, ignored, complete=words is not None)


def _article_text(article: Mapping[str, Any], read: ReadText | None) -> tuple[str | None, str]:
    if "text" in article:
        return article["text"], ""
    if read is None:
        return None, "only a file on disk can name its article by a path"
    try:
        return read(article["path"]), ""
    except InputError as error:
        return None, error.message


def _findings(document: Document, reason: str) -> Iterator[tuple[Rule, Finding]]:
    for rule in rules().values():
        for finding in rule.check(document):
            if rule.code == ARTICLE_NOT_FOUND:
                finding = Finding(finding.path, f"{finding.message}: {reason}", finding.hint)  # noqa: PLW2901
            yield rule, finding


def _waiver(document: Document, rule: Rule, finding: Finding) -> int | None:
    """Return the place of the waiver that hides a finding, or None."""
    today, at = document.now.date().isoformat(), pointer(finding.path)
    for place, waiver in enumerate(document.data.get("waivers", ())):
        below = waiver.get("at", "").rstrip("/")
        covered = at == below or at.startswith(below + "/")
        if rule.code not in FIXED and waiver["rule"] == rule.code and waiver["until"] >= today and covered:
            return place
    return None


def _unused_waivers(document: Document, used: set[int], settings: Settings) -> Iterator[_Found]:
    rule, today = rules()[WAIVER], document.now.date().isoformat()
    severity = settings.severity(rule)
    if severity == OFF or not settings.asks_for(WAIVER):
        return
    for place, waiver in enumerate(document.data.get("waivers", ())):
        code = waiver["rule"]
        if place not in used and waiver["until"] >= today and code not in FIXED and settings.asks_for(code):
            message = f"the waiver of {code} waives nothing"
            yield _Found(rule, Finding(("waivers", place), message), Severity(severity))


def _placed(text: str, path: str, found: Iterable[_Found]) -> Examined:
    given = list(found)
    if not given:
        return Examined(())
    positions = Positions(text)
    problems = []
    for each in given:
        line, column = positions.place(each.finding.path, at_key=each.at_key, character=each.finding.character)
        hint = each.finding.hint or each.rule.hint
        where = pointer(each.finding.path)
        problems.append(Problem(path, line, column, where, each.rule.code, each.finding.message, hint, each.severity))
    problems.sort(key=lambda problem: (problem.line, problem.column, problem.code))
    return Examined(tuple(problems[:MAX_PROBLEMS]), max(0, len(problems) - MAX_PROBLEMS))
