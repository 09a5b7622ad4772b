"""The `factkit annotations` group: annotation files from the store and back into it."""

from __future__ import annotations

from typing import Annotated

import typer

from factkit.cli.options import OutputOption, WorkspaceOption
from factkit.cli.output import say, write_out

app = typer.Typer(no_args_is_help=True, help="Annotation files: claims, evidence and verdicts of one article as JSON.")


@app.command("export")
def export(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="An id or its unique beginning, a path, a URL.")],
    output: OutputOption = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Write the annotation file of an article.

    Example: factkit annotations export france-mali -o france-mali.factcheck.json
    """
    from factkit.files import write_text
    from factkit.workspace import annotations as use

    text = use.export_annotation(article, workspace)
    if output is None:
        write_out(text)
    else:
        write_text(output, text)
        say(f"written {output}")


@app.command("import")
def import_file(
    file: Annotated[str, typer.Argument(metavar="FILE", help="An annotation file, or -.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Take an annotation file into the store: its article, claims, sources, and the records that are not here yet.

    Example: factkit annotations import france-mali.factcheck.json
    """
    from factkit.workspace import annotations as use

    annotation = use.import_annotation(file, workspace)
    say(f"{annotation.article.id}: {len(annotation.claims)} claims, {len(annotation.records)} records")
