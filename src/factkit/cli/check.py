"""`factkit check`: split, match and show."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from factkit.cli.articles import FetchOption, KeepOption
from factkit.cli.options import FormatOption, ListingFormat, MaxBytesOption, PublishedOption, WorkspaceOption
from factkit.cli.output import say, write_out
from factkit.errors import FactkitError, InputError
from factkit.wire import claim_to_json, dumps, dumps_pretty, match_to_json

if TYPE_CHECKING:
    from factkit.workspace.checking import CheckedArticle


class Order(StrEnum):
    """In which order claims are shown."""

    WORTH = "worth"
    TEXT = "text"


class FailOn(StrEnum):
    """What makes the exit code 1."""

    CONFLICT = "conflict"
    NO_EVIDENCE = "no-evidence"


def check(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Ids, paths, URLs, or - for stdin.")],
    evidence: Annotated[
        list[str] | None, typer.Option("--evidence", metavar="PATH", help="Match against these; no store is used.")
    ] = None,
    workspace: WorkspaceOption = None,
    format: FormatOption = ListingFormat.TABLE,
    published: PublishedOption = None,
    top: Annotated[int, typer.Option("--top", min=1, help="At most this many sources for each claim.")] = 5,
    conflicts: Annotated[int, typer.Option("--conflicts", min=0, help="Compare the first N matches.")] = 5,
    order: Annotated[Order, typer.Option("--order", help="Most check-worthy first, or as in the text.")] = Order.WORTH,
    show_all: Annotated[bool, typer.Option("--all", help="Open claims and matches that are folded away.")] = False,
    fail_on: Annotated[list[FailOn] | None, typer.Option("--fail-on", help="Exit 1 if a claim has one.")] = None,
    fetch: FetchOption = False,
    keep: KeepOption = True,
    max_bytes: MaxBytesOption = None,
) -> None:
    """Split an article, find the closest evidence for each claim, and show where the two disagree.

    Example: factkit check article.txt --evidence notes.jsonl --published 2025-09-20
    """
    from factkit.workspace import checking as use
    from factkit.workspace.articles import Reading
    from factkit.workspace.matching import Matching
    from factkit.workspace.opening import find_workspace, find_workspace_or_none
    from factkit.workspace.searching import EvidenceAt

    home = find_workspace_or_none(workspace) if evidence else find_workspace(workspace)
    threshold = home.config.matching.threshold if home else None
    results = use.check(
        articles,
        EvidenceAt(tuple(evidence or ()), home, max_bytes=max_bytes),
        Matching(top=top, conflicts=conflicts, threshold=threshold),
        Reading(published=published, fetch=fetch, max_bytes=max_bytes),
        keep=keep,
    )
    checked: list[CheckedArticle] = []
    errors: list[FactkitError] = []
    for result in results:
        if isinstance(result, FactkitError):
            say(f"factkit: {result}")
            errors.append(result)
            continue
        checked.append(result)
        _say_notes(result)
        if format is not ListingFormat.JSON:
            _print(result, format, order, show_all, loose=bool(evidence))
    if format is ListingFormat.JSON and checked:
        found = [_to_json(each) for each in checked]
        write_out(dumps_pretty(found if len(found) > 1 else found[0]))
    raise typer.Exit(_exit_code(checked, errors, fail_on or []))


def _say_notes(checked: CheckedArticle) -> None:
    if not checked.claims:
        say(f"{checked.article.id}: no claim found")
    for note in checked.notes:
        say(f"{checked.article.id}: {note}")


def _print(checked: CheckedArticle, format: ListingFormat, order: Order, show_all: bool, *, loose: bool) -> None:
    if format is ListingFormat.TABLE:
        from factkit.cli.check_view import print_checked

        print_checked(checked, by_worth=order is Order.WORTH, show_all=show_all, loose=loose)
        return
    write_out(dumps(_to_json(checked)) + "\n")


def _to_json(checked: CheckedArticle) -> dict[str, Any]:
    claims = [
        claim_to_json(matched.claim) | {"matches": [match_to_json(match) for match in matched.matches]}
        for matched in checked.claims
    ]
    return {"article": checked.article.id, "claims": claims}


def _exit_code(checked: list[CheckedArticle], errors: list[FactkitError], fail_on: list[FailOn]) -> int:
    if not checked or any(not isinstance(error, InputError) or error.line is None for error in errors):
        return 2
    claims = [matched for each in checked for matched in each.claims]
    asked = (FailOn.CONFLICT in fail_on and any(matched.has_conflict for matched in claims)) or (
        FailOn.NO_EVIDENCE in fail_on and any(m.claim.checkable and not m.has_evidence for m in claims)
    )
    return 1 if errors or not claims or asked else 0
