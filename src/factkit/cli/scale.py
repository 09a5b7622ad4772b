"""`factkit scale`: the sets of ratings that verdicts are given on."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from factkit.cli.command import Group
from factkit.cli.options import FormatOption, ListingFormat, WorkspaceOption
from factkit.cli.output import print_listing, show, write_out
from factkit.model import Scale
from factkit.wire import dumps, dumps_pretty, scale_to_json
from factkit.workspace.opening import find_workspace_or_none

app = Group(name="scale", help="Scales: the ratings that a verdict can have.", no_args_is_help=True)


@app.command("list")
def list_(format: FormatOption = ListingFormat.TABLE, workspace: WorkspaceOption = None) -> None:
    """List the scales: those that come with factkit and the desk's own.

    Example: factkit scale list
    """
    from factkit.workspace import scales as use

    known = use.scales(find_workspace_or_none(workspace)).values()
    columns = [
        ("scale", lambda row: row["id"]),
        ("name", lambda row: row["name"]),
        ("ordered", lambda row: row["ordered"]),
        ("ratings", lambda row: ", ".join(rating["id"] for rating in row["ratings"])),
    ]
    print_listing((_row(scale) for scale in known), columns, format)


@app.command("show")
def show_(
    scale: Annotated[str | None, typer.Argument(metavar="[SCALE]", help="Its id; the default one otherwise.")] = None,
    format: FormatOption = ListingFormat.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Show the ratings of a scale, and how they read on others.

    Example: factkit scale show averitec --format json
    """
    from factkit.workspace import scales as use

    found = use.scale(find_workspace_or_none(workspace), scale)
    if format is ListingFormat.JSON:
        write_out(dumps_pretty(_row(found)))
    elif format is ListingFormat.JSONL:
        write_out(dumps(_row(found)) + "\n")
    else:
        _print(found)


def _row(scale: Scale) -> dict[str, Any]:
    document = scale_to_json(scale)
    return {"id": document.pop("id"), **document}


def _print(scale: Scale) -> None:
    order = "ordered from worst to best" if scale.ordered else "not ordered"
    show(f"{scale.name} ({scale.id}), {order}")
    if scale.description:
        show(scale.description)
    show()
    rows = [{"rating": r.id, "label": r.label, "value": r.value, "meaning": r.description} for r in scale.ratings]
    print_listing(rows, [(name, _field(name)) for name in rows[0]], ListingFormat.TABLE)
    for mapping in scale.mappings:
        show()
        show(f"on {mapping.to}, {'exact' if mapping.exact else 'lossy'}:")
        for own, other in mapping.pairs:
            show(f"  {own} → {other}")


def _field(name: str) -> Any:
    return lambda row: row[name]
