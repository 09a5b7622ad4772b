"""The `factkit store` group: the store itself."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Annotated

import typer

from factkit.cli.command import Group
from factkit.cli.options import FormatOption, ListingFormat, WorkspaceOption
from factkit.cli.output import print_listing, say, show

app = Group(no_args_is_help=True, help="The store: what it holds, whether it is sound.")


@app.command("info")
def info(workspace: WorkspaceOption = None, format: FormatOption = ListingFormat.TABLE) -> None:
    """Show what the store is and how much it holds.

    Example: factkit store info -f json
    """
    from factkit.workspace import stores as use

    row = dataclasses.asdict(use.store_info(workspace))
    if format is ListingFormat.TABLE:
        for name, value in row.items():
            show(f"{name}: {value}")
    else:
        print_listing([row], (), format)


@app.command("check")
def check(workspace: WorkspaceOption = None, format: FormatOption = ListingFormat.TABLE) -> None:
    """Check the database, the chain of records and the digests of sources; exit 1 where something is wrong.

    Example: factkit store check
    """
    from factkit.workspace import stores as use

    faults = use.check_store(workspace)
    if format is ListingFormat.TABLE:
        for fault in faults:
            show(fault)
        say("the store is sound" if not faults else f"{len(faults)} fault{'s' if len(faults) > 1 else ''}")
    else:
        print_listing([{"fault": fault} for fault in faults], (), format)
    raise typer.Exit(1 if faults else 0)


@app.command("upgrade")
def upgrade(workspace: WorkspaceOption = None) -> None:
    """Bring an older store to this version of factkit.

    Example: factkit store upgrade
    """
    from factkit.workspace import stores as use

    say(f"the store is at revision {use.upgrade_store(workspace)}")


@app.command("backup")
def backup(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="A new file.")], workspace: WorkspaceOption = None
) -> None:
    """Write a copy of the store as of one moment, also while others use it.

    It holds everything but the snapshots and the index, which can be made again.

    Example: factkit store backup ../factkit-2025-11-24.db
    """
    from factkit.workspace import stores as use

    use.backup_store(path, workspace)
    say(f"backed up to {path}")
