"""`factkit verdict`: what people decide on claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from factkit.cli.command import Group
from factkit.cli.options import (
    FormatOption,
    ListingFormat,
    ReaderOption,
    ReviewerOption,
    WorkspaceOption,
    reviewer_name,
    reviewer_or_none,
)
from factkit.cli.output import print_listing, say, show, write_out
from factkit.display import one_line
from factkit.model import Record, RecordKind
from factkit.wire import dumps, dumps_pretty, record_to_json
from factkit.workspace.opening import Workspace, find_workspace

if TYPE_CHECKING:
    from factkit.workspace import verdicts as recording

app = Group(name="verdict", help="Verdicts: what people decide on claims.", no_args_is_help=True)

ClaimArgument = Annotated[
    str, typer.Argument(metavar="CLAIM", help="An id, its unique beginning, or ARTICLE#N as tables show it.")
]
RatingOption = Annotated[str, typer.Option("--rating", metavar="R", help="A rating of the scale.")]
EvidenceOption = Annotated[
    list[str] | None,
    typer.Option("--evidence", metavar="PASSAGE:STANCE", help="supports, refutes or context; may be repeated."),
]
RationaleOption = Annotated[str, typer.Option("--rationale", metavar="TEXT", help="Why, in a sentence or two.")]
ScaleOption = Annotated[
    str | None, typer.Option("--scale", metavar="SCALE", help="Its id; the workspace's default otherwise.")
]
ReasonOption = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why.")]


@app.command()
def add(
    claim: ClaimArgument,
    rating: RatingOption,
    evidence: EvidenceOption = None,
    rationale: RationaleOption = "",
    scale: ScaleOption = None,
    reviewer: ReviewerOption = None,
    format: FormatOption = ListingFormat.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Record a verdict on a claim; an earlier one of yours is superseded, and kept.

    Example: factkit verdict add france-mali#2 --rating refuted --evidence s-1f0a9c3b-2:refutes
    --rationale "The ministry announced it a day earlier." --reviewer amina
    """
    from factkit.workspace import verdicts as use

    found = find_workspace(workspace)
    decision = _decision(rating, evidence, rationale, scale)
    _print(use.add(found, claim, decision, reviewer=_reviewer(found, reviewer)), format)


@app.command("list")
def list_(
    article: Annotated[str | None, typer.Argument(metavar="[ARTICLE]", help="Only that article's.")] = None,
    as_: Annotated[
        str | None, typer.Option("--as", metavar="SCALE", help="Ratings as they read on that scale.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Superseded and retracted ones too.")] = False,
    reviewer: ReaderOption = None,
    format: FormatOption = ListingFormat.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """List the verdict in force of each claim and reviewer.

    Example: factkit verdict list --as fever -f jsonl
    """
    from factkit.workspace import verdicts as use

    found = find_workspace(workspace)
    listing = use.listing(
        found, reviewer=reviewer_or_none(reviewer, found.config.desk.reviewer), article=article, to=as_, every=all_
    )
    columns = [
        ("claim", lambda row: f"{row['article']}#{row['number']}" if row["number"] else row["claim"]),
        ("reviewer", lambda row: row["reviewer"]),
        ("rating", _rating),
        ("rationale", lambda row: row["rationale"]),
        ("day", lambda row: row["recorded"][:10]),
        ("standing", _standing),
    ]
    print_listing(listing.rows, columns, format)
    if listing.note:
        say(listing.note)
    for record in listing.unmapped:
        say(f"{record}: its rating has no counterpart on {as_}")
    if listing.unmapped:
        raise typer.Exit(1)


@app.command()
def history(
    place: Annotated[
        str | None, typer.Argument(metavar="[CLAIM|ARTICLE]", help="Only its records; the whole store otherwise.")
    ] = None,
    reviewer: ReaderOption = None,
    format: FormatOption = ListingFormat.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Show every record in order, and verify the chain: the first one tampered with is named, with exit code 1.

    Example: factkit verdict history france-mali#2
    """
    from factkit.workspace import verdicts as use

    found = find_workspace(workspace)
    shown = use.history(found, place, reviewer=reviewer_or_none(reviewer, found.config.desk.reviewer))
    if format is ListingFormat.TABLE:
        for record in shown.records:
            _print_event(record)
    else:
        print_listing([record_to_json(record) for record in shown.records], [], format)
    if shown.note:
        say(shown.note)
    if shown.bad:
        say(f"tampered with: record {shown.bad.record or 'at the end'} of log {shown.bad.log}: {shown.bad.reason}")
        raise typer.Exit(1)
    say("the chain stands")


@app.command()
def retract(
    claim: Annotated[str, typer.Argument(metavar="CLAIM|RECORD", help="A claim, or the id of the record.")],
    reason: ReasonOption = "",
    reviewer: ReviewerOption = None,
    format: FormatOption = ListingFormat.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Take back your verdict on a claim; its record stays in the history.

    Example: factkit verdict retract france-mali#2 --reason "wrong passage" --reviewer amina
    """
    from factkit.workspace import verdicts as use

    found = find_workspace(workspace)
    _print(use.retract(found, claim, reviewer=_reviewer(found, reviewer), reason=reason), format)


@app.command()
def adjudicate(
    claim: ClaimArgument,
    rating: Annotated[
        str | None, typer.Option("--rating", metavar="R", help="A rating; without one the verdicts are shown.")
    ] = None,
    evidence: EvidenceOption = None,
    rationale: RationaleOption = "",
    scale: ScaleOption = None,
    reviewer: ReviewerOption = None,
    format: FormatOption = ListingFormat.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Decide between verdicts that disagree; without --rating, show them, by A and B.

    Example: factkit verdict adjudicate france-mali#2 --rating refuted --evidence s-1f0a9c3b-2:refutes
    --rationale "Dated by the ministry." --reviewer eve
    """
    from factkit.workspace import verdicts as use

    found = find_workspace(workspace)
    if rating is None:
        _print_opinions(use.opinions(found, claim, reviewer=_reviewer(found, reviewer)), format)
        return
    decision = _decision(rating, evidence, rationale, scale)
    _print(use.adjudicate(found, claim, decision, reviewer=_reviewer(found, reviewer)), format)


@app.command()
def publish(
    claim: ClaimArgument,
    url: Annotated[str, typer.Option("--url", metavar="URL", help="The page that it stands on.")],
    reviewer: ReviewerOption = None,
    format: FormatOption = ListingFormat.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Mark what was decided on a claim as published.

    Example: factkit verdict publish france-mali#2 --url https://example.org/checks/2 --reviewer eve
    """
    from factkit.workspace import verdicts as use

    found = find_workspace(workspace)
    _print(use.publish(found, claim, url=url, reviewer=_reviewer(found, reviewer)), format)


@app.command()
def unpublish(
    claim: ClaimArgument,
    reason: ReasonOption = "",
    reviewer: ReviewerOption = None,
    format: FormatOption = ListingFormat.TABLE,
    workspace: WorkspaceOption = None,
) -> None:
    """Take a publication back; the verdict is a draft again.

    Example: factkit verdict unpublish france-mali#2 --reason "a correction came in" --reviewer eve
    """
    from factkit.workspace import verdicts as use

    found = find_workspace(workspace)
    _print(use.unpublish(found, claim, reviewer=_reviewer(found, reviewer), reason=reason), format)


def _decision(rating: str, evidence: list[str] | None, rationale: str, scale: str | None) -> recording.Decision:
    from factkit.workspace import verdicts as use

    return use.Decision(rating, rationale, tuple(use.parse_cited(each) for each in evidence or ()), scale)


def _reviewer(workspace: Workspace, given: str | None) -> str:
    return reviewer_name(given, workspace.config.desk.reviewer)


def _print(record: Record, format: ListingFormat) -> None:
    if format is ListingFormat.TABLE:
        rating = f" {record.rating}" if record.rating else ""
        show(f"{record.kind}{rating} by {record.reviewer} on {record.claim}: recorded as {record.id}")
        if record.supersedes:
            show(f"supersedes {record.supersedes}")
    elif format is ListingFormat.JSON:
        write_out(dumps_pretty(record_to_json(record)))
    else:
        write_out(dumps(record_to_json(record)) + "\n")


def _print_event(record: Record) -> None:
    when = record.recorded.strftime("%Y-%m-%d %H:%M:%S")
    show(f"{when}  {record.kind}{f' {record.rating}' if record.rating else ''} by {record.reviewer} on {record.claim}")
    if record.rationale:
        show(f"    {one_line(record.rationale)}")
    for cited in record.evidence:
        show(f"    {cited.stance} {cited.passage}: {one_line(cited.quote)}")
    if record.url and record.kind is RecordKind.PUBLICATION:
        show(f"    {one_line(record.url)}")
    show(f"    record {record.id}, digest {record.digest[:12]}")
    if record.supersedes:
        show(f"    supersedes {record.supersedes}")


def _print_opinions(opinions: list[Any], format: ListingFormat) -> None:
    rows = [
        {"by": opinion.who} | {k: v for k, v in record_to_json(opinion.record).items() if k != "reviewer"}
        for opinion in opinions
    ]
    columns = [
        ("by", lambda row: row["by"]),
        ("rating", lambda row: row["rating"]),
        ("rationale", lambda row: row["rationale"]),
        ("evidence", lambda row: ", ".join(f"{c['passage']} {c['stance']}" for c in row["evidence"])),
    ]
    print_listing(rows, columns, format)


def _rating(row: dict[str, Any]) -> str:
    if "mapped_from" not in row:
        return row["rating"] or "–"
    return f"{row['rating'] or '–'} ({row['mapping']}, {row['mapped_from']['rating']})"


def _standing(row: dict[str, Any]) -> str:
    marks = [row["standing"] or "", "overruled" if row["overruled"] else "", "stale" if row["stale"] else ""]
    return ", ".join(mark for mark in marks if mark)
