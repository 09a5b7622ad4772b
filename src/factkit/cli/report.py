"""`factkit report`: what was decided on an article, for people to read."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from factkit.cli.options import IncludeRestrictedOption, OutputOption, ReaderOption, WorkspaceOption
from factkit.cli.output import say
from factkit.errors import InputError
from factkit.files import write_bytes
from factkit.reports import Form

PlacesArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[ARTICLE|FILE|FOLDER]...",
        help="An article or an annotation file; several, or a folder, give the overview; nothing, the whole workspace.",
    ),
]


def report(
    places: PlacesArgument = None,
    format: Annotated[Form, typer.Option("--format", "-f", help="What to write.")] = Form.HTML,
    output: OutputOption = None,
    include_restricted: IncludeRestrictedOption = False,
    reviewer: ReaderOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Write a report: the claims, the verdicts on them, the evidence and what was not checked.

    Example: factkit report article.factcheck.json -f html -o report.html
    """
    from factkit.workspace import reports as use

    drawn = use.report(places or [], format, folder=workspace, include_restricted=include_restricted, reader=reviewer)
    _write(drawn.data, output, format)
    if drawn.note:
        say(drawn.note)
    for problem in drawn.problems:
        say(str(problem))
    if drawn.problems:
        raise typer.Exit(1)


def _write(data: bytes, output: Path | None, format: Form) -> None:
    if output is not None:
        write_bytes(output, data)
    elif format in (Form.DOCX, Form.PDF) and sys.stdout.isatty():
        raise InputError(f"{format} is not for a terminal; name a file with --output")
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
