"""What a rule is, and what it looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from factkit.model import Severity

Path = tuple[str | int, ...]
Json = dict[str, Any]
DECISIONS = ("verdict", "adjudication")
DESK_REQUIRES = ("none", "evidence", "locator")


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that breaks a rule.

    Attributes:
        path: of the value; of the nearest one around it where it is missing.
        message: what is wrong, in one line.
        hint: what to do, where the rule's own remedy is not precise enough.
        character: the character of the string at `path` that is at fault, from 0.
    """

    path: Path
    message: str
    hint: str | None = None
    character: int = 0


@dataclass(frozen=True)
class Document:
    """An annotation file that its schema accepts, and what rules need besides.

    Attributes:
        data: the whole JSON value.
        text: the article's text; None where it could not be had.
        now: what counts as the present.
        require: what the desk asks of a verdict: "none", "evidence" (and a rationale) or "locator" too.
    """

    data: Json
    text: str | None
    now: datetime
    require: str = "evidence"

    @cached_property
    def claims(self) -> dict[str, Json]:
        """The claims by id; the first where an id stands twice."""
        return {claim["id"]: claim for claim in reversed(self.data["claims"])}

    @cached_property
    def sources(self) -> dict[str, Json]:
        """The sources by id."""
        return {source["id"]: source for source in self.data["sources"]}

    @cached_property
    def source_texts(self) -> dict[str, str]:
        """Of each source, all the words that the file has."""
        return {
            source["id"]: "\n".join([source.get("text", ""), *(passage["text"] for passage in source["passages"])])
            for source in self.data["sources"]
        }

    @cached_property
    def superseded(self) -> set[str]:
        """The ids of the records that another one supersedes."""
        return {record["supersedes"] for record in self.data["records"] if record["supersedes"]}

    def records(self, *kinds: str) -> Iterator[tuple[int, Json]]:
        """Yield the records of these kinds, or all, each with its place."""
        for place, record in enumerate(self.data["records"]):
            if not kinds or record["kind"] in kinds:
                yield place, record

    def standing(self) -> Iterator[tuple[int, Json]]:
        """Yield the decisions that nothing supersedes, each with its place."""
        return ((place, record) for place, record in self.records(*DECISIONS) if record["id"] not in self.superseded)

    def anchors(self) -> Iterator[tuple[Path, Json]]:
        """Yield every anchor with its path."""
        for number, claim in enumerate(self.data["claims"]):
            for place, anchor in enumerate(claim.get("anchors", ())):
                yield ("claims", number, "anchors", place), anchor


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its code, its name, its remedy, and the check that finds where a document breaks it.

    The module of a rule says in its docstring what is wrong with what the rule finds, with a good and a bad example.
    """

    code: str
    name: str
    hint: str
    check: Callable[[Document], Iterator[Finding]]
    severity: Severity = Severity.ERROR


def unread(_: Document) -> Iterator[Finding]:
    """Find nothing: what the rule is about is seen before there is a document."""
    return iter(())


def shortened(text: str, length: int = 80) -> str:
    """Return `text` on one line, cut off at `length` characters."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"
