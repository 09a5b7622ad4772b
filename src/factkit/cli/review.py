"""`factkit review`: decide, claim by claim, from the keyboard."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from factkit.cli.options import ReviewerOption, WorkspaceOption, reviewer_name
from factkit.cli.output import say, show
from factkit.errors import InputError
from factkit.workspace.opening import find_workspace

if TYPE_CHECKING:
    from factkit.workspace.reviewing import Session


def review(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="An id, its unique beginning, a path or a URL.")],
    reviewer: ReviewerOption = None,
    adjudicate: Annotated[
        bool, typer.Option("--adjudicate", help="Decide where people disagree; they are A and B to you.")
    ] = False,
    claim: Annotated[str | None, typer.Option("--claim", metavar="CLAIM", help="Open that claim.")] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Lines in place of a screen: for screen readers and scripts.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Review an article's claims on a screen, from the keyboard; ? shows the keys.

    Each step is kept before it is shown, so that leaving, a crash or a power cut loses nothing.

    Example: factkit review france-mali --reviewer amina
    """
    from factkit.workspace import reviewing as use

    found = find_workspace(workspace)
    name = reviewer_name(reviewer, found.config.desk.reviewer)
    if not plain and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise InputError("the review screen needs a terminal; use --plain for line mode")
    with use.open_review(found, article, reviewer=name, adjudicating=adjudicate, at_once=plain) as session:
        if claim is not None:
            session.go_to(claim)
        if plain:
            _plain(session)
        else:
            from factkit.tui.screen import run

            run(session)


def _plain(session: Session) -> None:
    from factkit.tui.plain import PROMPT, Lines

    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")

    def tell(text: str) -> None:
        show(text)
        sys.stdout.flush()

    def given() -> Iterator[str]:
        asks = sys.stdin.isatty()
        while True:
            try:
                yield input(PROMPT) if asks else _line()
            except EOFError:
                return

    failed = Lines(session, tell).run(given(), say)
    if failed and not sys.stdin.isatty():
        raise typer.Exit(1)


def _line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")
