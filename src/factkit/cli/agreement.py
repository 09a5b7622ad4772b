"""`factkit agreement`: how far reviewers agree beyond chance."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from factkit.annotations.validation import plural
from factkit.cli.options import FormatOption, ListingFormat, ReaderOption, WorkspaceOption, reviewer_or_none
from factkit.cli.output import print_listing, say, show, write_out
from factkit.wire import dumps, dumps_pretty
from factkit.workspace.opening import find_workspace


def agreement(
    articles: Annotated[list[str] | None, typer.Argument(metavar="[ARTICLE...]", help="All of them otherwise.")] = None,
    reviewer: ReaderOption = None,
    format: FormatOption = ListingFormat.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Show how far reviewers agree: kappa of each pair, Krippendorff's alpha, intervals, and where they differ.

    Example: factkit agreement france-mali
    """
    from factkit.workspace import agreement as use

    found = find_workspace(workspace)
    report = use.agreement(found, articles or [], reviewer=reviewer_or_none(reviewer, found.config.desk.reviewer))
    if format is ListingFormat.JSON:
        write_out(dumps_pretty(list(report.scales)))
    elif format is ListingFormat.JSONL:
        for row in report.scales:
            write_out(dumps(row) + "\n")
    else:
        for row in report.scales:
            _print(row)
    if report.note:
        say(report.note)
    if not report.scales:
        say("no verdicts to compare")


def _print(row: dict[str, Any]) -> None:
    order = "ordered" if row["ordered"] else "not ordered"
    show(f"{row['scale']}, {order}: {plural(row['claims'], 'claim')} rated by two people or more")
    show(f"Krippendorff's alpha, nominal: {_figure(row['nominal'])}")
    if row["ordinal"]:
        show(f"Krippendorff's alpha, ordinal: {_figure(row['ordinal'])}")
    show()
    columns = [
        ("pair", lambda pair: f"{pair['first']}, {pair['second']}"),
        ("claims", lambda pair: pair["n"]),
        ("alike", lambda pair: "–" if pair["percent"] is None else f"{pair['percent']:.0f}%"),
        ("kappa", lambda pair: _figure(pair["kappa"])),
        *([("weighted kappa", lambda pair: _figure(pair["weighted"]))] if row["ordered"] else []),
        ("same words", lambda pair: _boundaries(pair["boundaries"])),
    ]
    print_listing(row["pairs"], columns, ListingFormat.TABLE)
    for each in row["disagreements"]:
        show()
        show(f"{each['claim']}  {each['text'] or ''}")
        for name, rating in each["ratings"].items():
            show(f"  {name}: {rating}")


def _figure(figure: dict[str, Any]) -> str:
    if figure["value"] is None:
        return f"undefined: {figure['why']}"
    if figure["low"] is None:
        return f"{figure['value']:.3f}"
    return f"{figure['value']:.3f} ({figure['low']:.3f} to {figure['high']:.3f})"


def _boundaries(found: dict[str, Any]) -> str:
    if found["f1"] is None:
        return "–"
    return f"{found['exact']} of {found['first']} and {found['second']} (F1 {found['f1']:.2f})"
