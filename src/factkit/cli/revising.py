"""`factkit annotations refresh`, `merge`, `merge-driver`, `upgrade` and `diff`: files alone, without a store."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from factkit.cli.options import OutputOption
from factkit.cli.output import say, show, write_out
from factkit.wire import dumps_pretty

if TYPE_CHECKING:
    from factkit.annotations.merging import Merged
    from factkit.annotations.refreshing import Refreshed

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="An annotation file.")]


class Form(StrEnum):
    """How the outcome is written."""

    TEXT = "text"
    JSON = "json"


FormOption = Annotated[Form, typer.Option("--format", "-f", help="How the outcome is written.")]


def refresh(
    file: FileArgument,
    article: Annotated[str, typer.Option("--article", metavar="PATH", help="The newer version of the article.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="Write there, not in the place of FILE.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would become of the claims.")] = False,
    format: FormOption = Form.TEXT,
) -> None:
    """Bring a file to a newer text of its article, and say of each claim: unchanged, moved, edited, ambiguous, gone.

    No claim is moved by guess: one that is ambiguous or gone stays as it is, for a person. Verdicts on a claim whose
    words were edited become stale. Exit 1 if a claim is ambiguous or gone.

    Example: factkit annotations refresh harbour.factcheck.json --article harbour.txt
    """
    from factkit.workspace import annotation_files as use

    said = use.refresh_file(file, article, output=output, write=not dry_run)
    counts = {
        state: sum(each.state == state for each in said)
        for state in ("unchanged", "moved", "edited", "ambiguous", "gone")
    }
    if format is Form.JSON:
        write_out(dumps_pretty({"claims": [asdict(each) for each in said], "counts": counts}))
    else:
        for each in said:
            _show_refreshed(each)
        show(", ".join(f"{count} {state}" for state, count in counts.items() if count) or "no claims")
    raise typer.Exit(1 if counts["ambiguous"] + counts["gone"] else 0)


def _show_refreshed(each: Refreshed) -> None:
    if each.state.value in ("unchanged", "moved") and not each.notes and not each.stale:
        return
    show(f"{each.state.value:9}  {each.claim}  {each.text}")
    for before, after in each.changes:
        show(f"           {before or '(nothing)'} → {after or '(nothing)'}")
    for candidate in each.candidates:
        show(f"           perhaps: {candidate}")
    for note in each.notes:
        show(f"           {note}")
    if each.stale:
        show(f"           {len(each.stale)} verdict(s) to look at again")


def merge(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Annotation files of one article.")],
    output: OutputOption = None,
) -> None:
    """Join annotation files of one article: nothing is lost, and their order does not matter.

    Where files say different things of the same, nothing is written and each conflict is named: exit 1.

    Example: factkit annotations merge amina.factcheck.json ben.factcheck.json -o both.factcheck.json
    """
    from factkit.files import write_text
    from factkit.workspace import annotation_files as use

    text, merged = use.merge_files(files)
    if _say_conflicts(merged):
        raise typer.Exit(1)
    if output is None:
        write_out(text)
    else:
        write_text(output, text)
        say(f"written {output}")


def merge_driver(
    base: Annotated[Path, typer.Argument(metavar="%O", help="The common ancestor.")],
    ours: Annotated[Path, typer.Argument(metavar="%A", help="Our version; the result is written there.")],
    theirs: Annotated[Path, typer.Argument(metavar="%B", help="Their version.")],
) -> None:
    """Join the versions that git gives to a merge driver; with a conflict ours stays as it is: exit 1.

    Example: factkit annotations merge-driver %O %A %B
    """
    from factkit.files import write_text
    from factkit.workspace import annotation_files as use

    text, merged = use.merge_files([ours, theirs], base=base)
    if _say_conflicts(merged):
        raise typer.Exit(1)
    write_text(ours, text)


def _say_conflicts(merged: Merged) -> bool:
    for conflict in merged.conflicts:
        say(f"conflict: {conflict.what}: {' | '.join(conflict.values)}")
    return bool(merged.conflicts)


def upgrade(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Annotation files.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="Write there, not in the place of FILE.")
    ] = None,
) -> None:
    """Bring files of an older version of the format to this one; a newer one is refused.

    Example: factkit annotations upgrade annotations/*.factcheck.json
    """
    from factkit.errors import FactkitError
    from factkit.workspace import annotation_files as use

    if output is not None and len(files) > 1:
        raise typer.BadParameter("--output takes the result of one file")
    failed = False
    for file in files:
        try:
            steps = use.upgrade_file(file, output=output)
        except FactkitError as error:
            say(f"factkit: {error}")
            failed = True
            continue
        say(f"{file}: {f'upgraded to {steps[-1]}' if steps else 'nothing to do'}")
    raise typer.Exit(2 if failed else 0)


def diff(
    before: Annotated[Path, typer.Argument(metavar="A", help="The earlier annotation file.")],
    after: Annotated[Path, typer.Argument(metavar="B", help="The later one.")],
    format: FormOption = Form.TEXT,
) -> None:
    """Say what changed between two annotation files, in words.

    Example: factkit annotations diff before.factcheck.json after.factcheck.json
    """
    from factkit.workspace import annotation_files as use

    found = use.diff_files(before, after)
    if format is Form.JSON:
        write_out(dumps_pretty({"differences": [asdict(each) for each in found]}))
        return
    for each in found:
        show(f"{each.kind} {each.id}: {each.message}" if each.id else f"{each.kind}s: {each.message}")
    if not found:
        show("nothing changed")


def register(app: typer.Typer) -> None:
    """Add these commands to the `annotations` group."""
    for name, command in (
        ("refresh", refresh),
        ("merge", merge),
        ("merge-driver", merge_driver),
        ("upgrade", upgrade),
        ("diff", diff),
    ):
        app.command(name)(command)
