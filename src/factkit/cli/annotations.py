"""The `factkit annotations` group: annotation files from the store and back into it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from factkit.cli import revising
from factkit.cli.command import Group
from factkit.cli.options import (
    IncludeRestrictedOption,
    OutputOption,
    ReaderOption,
    ReviewerOption,
    WorkspaceOption,
    reviewer_name,
)
from factkit.cli.output import say, show, write_out
from factkit.errors import InputError
from factkit.exchange import FORMATS

READABLE = [each.name for each in FORMATS.values() if each.reads]

app = Group(no_args_is_help=True, help="Annotation files: claims, evidence and verdicts of one article as JSON.")


@app.command("export")
def export(
    article: Annotated[
        list[str], typer.Argument(metavar="ARTICLE...", help="An id or its unique beginning, a path, a URL.")
    ],
    to: Annotated[
        str | None, typer.Option("--to", metavar="FORMAT", help=f"Another tool's format: {', '.join(FORMATS)}.")
    ] = None,
    output: OutputOption = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Write the article's text beside the file, which then names its path.")
    ] = False,
    include_restricted: IncludeRestrictedOption = False,
    reviewer: ReaderOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the annotation file of an article, or with --to what another tool or a publisher reads.

    With --to there may be several articles, and annotation files in their place.

    Example: factkit annotations export france-mali -o france-mali.factcheck.json
    """
    from factkit.files import write_text

    if no_text and (output is None or to is not None):
        raise InputError("--no-text writes two files; name the annotation file with -o, and leave --to out")
    text = _exported(article, to, workspace, include_restricted=include_restricted, reviewer=reviewer)
    if no_text and output is not None:
        from factkit.workspace.annotation_files import put_text_beside

        text = put_text_beside(text, output)
    if output is None:
        write_out(text)
    else:
        write_text(output, text)
        say(f"written {output}")


def _exported(
    articles: list[str], to: str | None, workspace: Path | None, *, include_restricted: bool, reviewer: str | None
) -> str:
    if to is not None:
        from factkit.workspace.exchanging import export_to

        return export_to(articles, to, folder=workspace, include_restricted=include_restricted, reader=reviewer)
    if len(articles) > 1:
        raise InputError("an annotation file holds one article; name one, or a format with --to")
    from factkit.workspace import annotations as use

    return use.export_annotation(
        articles[0], workspace, include_restricted=include_restricted, reader=_reader(workspace, reviewer)
    )


def _reader(workspace: Path | None, reviewer: str | None) -> str | None:
    from factkit.workspace.opening import find_workspace

    return reviewer or find_workspace(workspace).reader


@app.command("import")
def import_file(
    file: Annotated[str, typer.Argument(metavar="FILE", help="An annotation file, another tool's file, or -.")],
    source_format: Annotated[
        str | None, typer.Option("--from", metavar="FORMAT", help=f"Another tool's format: {', '.join(READABLE)}.")
    ] = None,
    reviewer: ReviewerOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Take a file into the store: articles, claims, sources, and the records that are not here yet.

    Example: factkit annotations import france-mali.factcheck.json
    """
    if source_format is None:
        from factkit.workspace import annotations as use

        annotation = use.import_annotation(file, workspace)
        say(f"{annotation.article.id}: {len(annotation.claims)} claims, {len(annotation.records)} records")
        return
    from factkit.workspace.exchanging import import_from
    from factkit.workspace.opening import find_workspace

    name = reviewer_name(reviewer, find_workspace(workspace).config.desk.reviewer or source_format)
    taken = import_from(file, source_format, now=datetime.now(UTC), reviewer=name, folder=workspace)
    for each in taken.annotations:
        show(f"{each.article.id}: {len(each.claims)} claims, {len(each.records)} records")
    say(f"{len(taken.annotations)} articles; {taken.records} records were not here yet")


revising.register(app)
