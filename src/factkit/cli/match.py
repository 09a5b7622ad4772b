"""`factkit match` and `factkit compare`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factkit.cli.articles import FetchOption, KeepOption
from factkit.cli.options import (
    FormatOption,
    ListingFormat,
    MaxBytesOption,
    PublishedOption,
    WorkspaceOption,
    parse_date,
)
from factkit.cli.output import print_listing, say, show, write_out
from factkit.display import one_line
from factkit.errors import FactkitError, InputError
from factkit.model import Claim, Conflict, SourceKind
from factkit.wire import conflict_to_json, dumps, dumps_pretty, match_to_json

if TYPE_CHECKING:
    from factkit.workspace.matching import MatchedClaim, Matching, Pair


class FailOn(StrEnum):
    """What makes a command that finds it exit 1."""

    CONFLICT = "conflict"
    NO_EVIDENCE = "no-evidence"


EvidenceOption = Annotated[
    list[str] | None,
    typer.Option("--evidence", metavar="PATH", help="Match against these files or folders; no workspace is needed."),
]
TopOption = Annotated[int, typer.Option("--top", min=1, help="At most this many sources for each claim.")]
ConflictsOption = Annotated[
    int, typer.Option("--conflicts", min=0, help="Compare the first so many matches for conflicts; 0 none.")
]
AfterOption = Annotated[
    date | None,
    typer.Option("--after", metavar="YYYY-MM-DD", parser=parse_date, help="Only sources published then or later."),
]
BeforeOption = Annotated[
    date | None,
    typer.Option("--before", metavar="YYYY-MM-DD", parser=parse_date, help="Only sources published earlier."),
]
PublisherOption = Annotated[str | None, typer.Option("--publisher", help="Only sources of this publisher.")]
KindOption = Annotated[SourceKind | None, typer.Option("--kind", help="Only sources of this kind.")]
FailOnOption = Annotated[
    list[FailOn] | None, typer.Option("--fail-on", help="Exit 1 where a claim has a conflict, or no evidence.")
]


def match(
    article: Annotated[
        str | None, typer.Argument(metavar="[ARTICLE]", help="An id or its unique beginning, a path, a URL.")
    ] = None,
    claims: Annotated[
        str | None, typer.Option("--claims", metavar="FILE", help="Claims, a JSON object a line, or - for stdin.")
    ] = None,
    claim: Annotated[list[str] | None, typer.Option("--claim", metavar="TEXT", help="One claim.")] = None,
    evidence: EvidenceOption = None,
    top: TopOption = 5,
    conflicts: ConflictsOption = 5,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="How many processes work on --claims.")] = 1,
    after: AfterOption = None,
    before: BeforeOption = None,
    publisher: PublisherOption = None,
    kind: KindOption = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say what each passage covers, and what it lacks.")] = False,
    all_matches: Annotated[bool, typer.Option("--all", help="Show what is too far from the claim as well.")] = False,
    fail_on: FailOnOption = None,
    workspace: WorkspaceOption = None,
    format: FormatOption = ListingFormat.TABLE,
    published: PublishedOption = None,
    fetch: FetchOption = False,
    keep: KeepOption = True,
    max_bytes: MaxBytesOption = 10_000_000,
) -> None:
    """Match claims against the evidence: the sources closest in wording, and where they disagree.

    The claims are those of an article, of a file of JSON lines as split writes them, or given one by one.

    Example: factkit match --claim "Diop was arrested in Paris." --evidence notes.jsonl
    """
    from factkit.workspace import matching as use
    from factkit.workspace.opening import find_workspace_or_none

    found = None if evidence and not article else find_workspace_or_none(workspace)
    at = use.EvidenceAt(tuple(evidence or ()), found, max_bytes)
    how = use.Matching(
        top=top,
        conflicts=conflicts,
        choice=use.SourceChoice(publisher, kind, after, before),
        threshold=found.config.matching.threshold if found else None,
        explain=explain,
    )
    outcome = Outcome(fail_on or [])
    given = _one_of(article, claims, claim)
    if given is article:
        reading = use.ArticleReading(published=published, fetch=fetch, max_bytes=max_bytes, keep=keep)
        matched = use.match_article(str(article), at, how, reading, outcome.errors)
    elif given is claims:
        with _lines(str(claims), max_bytes) as lines:
            good = outcome.good(use.read_claims(lines, _name(str(claims))))
            _print(outcome.seen(use.match_given(good, at, how, jobs, outcome.errors)), format, all_matches, how)
            raise typer.Exit(outcome.exit_code)
    else:
        said = (Claim("", f"claim-{number}", text) for number, text in enumerate(claim or (), start=1))
        matched = use.match_given(said, at, how, 1, outcome.errors)
    _print(outcome.seen(matched), format, all_matches, how)
    raise typer.Exit(outcome.exit_code)
