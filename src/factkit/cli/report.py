"""`factkit report`: what was decided on an article, for people to read."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from factkit.cli.options import WorkspaceOption
from factkit.cli.output import write_out
from factkit.files import write_bytes
from factkit.workspace import reports as use
from factkit.workspace.opening import find_workspace_or_none


def report(
    place: Annotated[str, typer.Argument(metavar="ARTICLE|FILE", help="An article, or an annotation file.")],
    format: Annotated[use.ReportFormat, typer.Option("--format", "-f", help="What to write.")] = use.ReportFormat.HTML,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="Write there; standard output otherwise.")
    ] = None,
    include_restricted: Annotated[
        bool, typer.Option("--include-restricted", help="Show sources at risk too; they are withheld otherwise.")
    ] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Write a report: the claims, the verdicts on them, the evidence and what was not checked.

    Example: factkit report article.factcheck.json -f html -o report.html
    """
    drawn = use.report(
        place, format, workspace=find_workspace_or_none(workspace), include_restricted=include_restricted
    )
    if output is None:
        write_out(drawn.decode())
    else:
        write_bytes(output, drawn)
