"""The `factkit evidence` group: sources and their passages."""

from __future__ import annotations

import dataclasses
import sys
from typing import Annotated, Any

import typer

from factkit.cli.command import Group
from factkit.cli.options import AfterOption, BeforeOption, FormatOption, ListingFormat, MaxBytesOption, WorkspaceOption
from factkit.cli.output import Column, print_listing, progress, say, show, write_out
from factkit.display import one_line
from factkit.evidence.filters import SourceFilter
from factkit.model import SourceKind, SourceStatus
from factkit.wire import dumps, dumps_pretty, passage_to_json, source_to_json

app = Group(no_args_is_help=True, help="Evidence: sources, where they come from, and their passages.")

SourceArgument = Annotated[str, typer.Argument(metavar="SOURCE", help="An id or its unique beginning, a name, a URL.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why; it stays in the record.")]

TOP_PUBLISHERS = 20

_COLUMNS: tuple[Column, ...] = (
    ("source", lambda row: row["id"]),
    ("name", lambda row: row["name"] if row["name"] != row["id"] else None),
    ("kind", lambda row: row["kind"]),
    ("published", lambda row: row.get("published")),
    ("publisher", lambda row: row.get("publisher")),
    ("title", lambda row: row.get("title")),
    ("status", lambda row: row["status"]),
)
_FOUND_COLUMNS: tuple[Column, ...] = (
    ("passage", lambda row: row["id"]),
    ("source", lambda row: row["source"]),
    ("publisher", lambda row: row["publisher"]),
    ("text", lambda row: row["text"]),
)


@app.command("add")
def add_evidence(
    places: Annotated[list[str], typer.Argument(metavar="PATH|URL...", help="Files, folders, patterns, URLs, or -.")],
    workspace: WorkspaceOption = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Read URLs from the network.")] = False,
    kind: Annotated[SourceKind | None, typer.Option("--kind", help="What the sources are.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Who published them.")] = None,
    published: Annotated[str | None, typer.Option("--published", help="When, as YYYY-MM-DD.")] = None,
    url: Annotated[str | None, typer.Option("--url", help="Where they were published.")] = None,
    column: Annotated[
        list[str] | None, typer.Option("--column", metavar="KEY=COLUMN", help="Which column of a table is which key.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="The title.")] = None,
    archive_url: Annotated[str | None, typer.Option("--archive-url", help="A copy in a web archive.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="The language, such as en.")] = None,
    license: Annotated[str | None, typer.Option("--license", help="Under which terms they may be used.")] = None,
    reliability: Annotated[str | None, typer.Option("--reliability", help="What the desk thinks of them.")] = None,
    restricted: Annotated[bool, typer.Option("--restricted", help="Sources at risk.")] = False,
    no_snapshot: Annotated[bool, typer.Option("--no-snapshot", help="Do not keep the bytes as read.")] = False,
    no_origins: Annotated[bool, typer.Option("--no-origins", help="Do not look for near copies.")] = False,
    max_bytes: MaxBytesOption = None,
) -> None:
    """Add sources: text, Markdown, HTML, PDF, DOCX, JSON lines, tables, feeds, whole folders.

    A bad record is reported with its place, and the rest goes in (exit 1). An import that was interrupted goes on
    where it stopped when it is run again.

    Example: factkit evidence add notes.jsonl archive/ --publisher "Port Authority"
    """
    from factkit.workspace import evidence as use

    said = {
        "kind": kind and kind.value,
        "publisher": publisher,
        "published": published,
        "url": url,
        "title": title,
        "archive_url": archive_url,
        "language": language,
        "license": license,
        "reliability": reliability,
        "restricted": restricted or None,
    }
    adding = use.Adding(
        fetch=fetch,
        max_bytes=max_bytes,
        overrides={key: value for key, value in said.items() if value is not None},
        columns=dict(_pair(text) for text in column) if column else None,
        snapshots=not no_snapshot,
        origins=not no_origins,
    )
    total = use.expected(places) if sys.stderr.isatty() else None
    result = use.add_evidence(
        places,
        adding,
        workspace,
        report=lambda error: say(f"factkit: {error}"),
        watch=lambda items: progress(items, "adding", total),
    )
    if result.added or result.known or not result.errors:
        say(f"{result.added} added, {result.known} known already, {result.superseded} superseded")
    if result.errors:
        raise typer.Exit(1 if result.added or result.known else 2)


def _pair(text: str) -> tuple[str, str]:
    key, equals, column = text.partition("=")
    if not equals:
        raise typer.BadParameter(f"{text!r} is not KEY=COLUMN")
    return key, column


@app.command("list")
def list_sources(
    workspace: WorkspaceOption = None,
    format: FormatOption = ListingFormat.TABLE,
    status: Annotated[SourceStatus | None, typer.Option("--status", help="Only those.")] = SourceStatus.ACTIVE,
    any_status: Annotated[bool, typer.Option("--all", help="Superseded, withdrawn and purged ones too.")] = False,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Only of this publisher.")] = None,
    kind: Annotated[SourceKind | None, typer.Option("--kind", help="Only of this kind.")] = None,
    language: Annotated[str | None, typer.Option("--language", help="Only in this language.")] = None,
    origin: Annotated[str | None, typer.Option("--origin", help="Only copies of this source.")] = None,
    after: AfterOption = None,
    before: BeforeOption = None,
    restricted: Annotated[bool, typer.Option("--restricted", help="Only sources at risk.")] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=1, help="At most this many.")] = None,
    offset: Annotated[int, typer.Option("--offset", min=0, help="Leave out this many first.")] = 0,
) -> None:
    """List sources in the order in which they were added.

    Example: factkit evidence list --publisher AFP --after 2025-09-01 -f jsonl
    """
    from factkit.workspace import evidence as use

    chosen = SourceFilter(
        status=None if any_status else status,
        publisher=publisher,
        kind=kind,
        language=language,
        origin=origin,
        after=after.isoformat() if after else None,
        before=before.isoformat() if before else None,
        restricted=restricted or None,
        limit=limit,
        offset=offset,
    )
    rows = (
        {k: v for k, v in source_to_json(s).items() if k != "passages"} for s in use.list_sources(chosen, workspace)
    )
    print_listing(rows, _COLUMNS, format)


@app.command("show")
def show_source(
    source: SourceArgument, workspace: WorkspaceOption = None, format: FormatOption = ListingFormat.TABLE
) -> None:
    """Show a source, where it comes from, and its passages with their ids.

    Example: factkit evidence show note-arrest
    """
    from factkit.workspace import evidence as use

    held, passages = use.get_source(source, workspace)
    data = source_to_json(held, passages, with_text=bool(held.text))
    if format is ListingFormat.JSON:
        write_out(dumps_pretty(data))
    elif format is ListingFormat.JSONL:
        write_out(dumps(data) + "\n")
    else:
        _show(data, [passage_to_json(passage) for passage in passages])


def _show(data: dict[str, Any], passages: list[dict[str, Any]]) -> None:
    for name, value in data.items():
        if name not in ("text", "passages"):
            show(f"{name}: {value}")
    for passage in passages:
        place = f" ({passage['locator']})" if "locator" in passage else ""
        show(f"\n{passage['id']}{place}\n{passage['text']}")


@app.command("search")
def search_evidence(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="Plain words; there is no query syntax.")],
    workspace: WorkspaceOption = None,
    format: FormatOption = ListingFormat.TABLE,
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most this many passages.")] = 10,
) -> None:
    """Find passages by their words.

    Example: factkit evidence search coup plot Bamako
    """
    from factkit.workspace import evidence as use

    rows = (
        passage_to_json(passage) | {"source": source.name, "title": source.title, "publisher": source.publisher}
        for passage, source in use.search(" ".join(words), limit, workspace)
    )
    print_listing(rows, _FOUND_COLUMNS, format)


@app.command("remove")
def remove_source(source: SourceArgument, reason: ReasonOption, workspace: WorkspaceOption = None) -> None:
    """Withdraw a source: it is no longer matched, and stays for the verdicts that cite it.

    Example: factkit evidence remove note-arrest --reason "retracted by its publisher"
    """
    from factkit.workspace import evidence as use

    say(f"withdrawn {use.remove_source(source, reason, workspace)}")


@app.command("purge")
def purge_source(source: SourceArgument, reason: ReasonOption, workspace: WorkspaceOption = None) -> None:
    """Erase a source's text and bytes for good; its digest, the reason and a tombstone stay.

    Example: factkit evidence purge note-arrest --reason "court order 12/2025"
    """
    from factkit.workspace import evidence as use

    say(f"purged {use.purge_source(source, reason, workspace)}")


@app.command("restrict")
def restrict_source(
    source: SourceArgument,
    workspace: WorkspaceOption = None,
    off: Annotated[bool, typer.Option("--off", help="It is no longer at risk.")] = False,
) -> None:
    """Mark a source as one at risk: reports and exports leave its words out unless they are told not to.

    Example: factkit evidence restrict note-arrest
    """
    from factkit.workspace import evidence as use

    say(f"{'no longer restricted' if off else 'restricted'} {use.restrict_source(source, not off, workspace)}")


@app.command("stats")
def stats(workspace: WorkspaceOption = None, format: FormatOption = ListingFormat.TABLE) -> None:
    """Show how many sources there are, of how many origins, and how they are spread.

    Example: factkit evidence stats -f json
    """
    from factkit.workspace import evidence as use

    found = dataclasses.asdict(use.statistics(workspace))
    if format is ListingFormat.JSON:
        write_out(dumps_pretty(found))
    elif format is ListingFormat.JSONL:
        write_out(dumps(found) + "\n")
    else:
        for name, value in found.items():
            if isinstance(value, dict):
                show(f"\n{name.removeprefix('by_')}")
                for key, count in list(value.items())[:TOP_PUBLISHERS]:
                    show(f"  {one_line(key) or 'unknown'}: {count}")
            else:
                show(f"{name}: {value}")


@app.command("reindex")
def reindex(workspace: WorkspaceOption = None) -> None:
    """Make this machine's search index anew from the store.

    Example: factkit evidence reindex
    """
    from factkit.workspace import evidence as use

    say(f"{use.reindex(workspace)} passages indexed")


@app.command("origins")
def find_origins(workspace: WorkspaceOption = None) -> None:
    """Look for near copies among all sources, also those that were added with --no-origins.

    Copies get one origin, as they would have when they came in; what shares one already keeps it.

    Example: factkit evidence origins
    """
    from factkit.workspace import evidence as use

    before, after = use.find_origins(workspace)
    say(f"{after} origins, {before} before")


@app.command("export")
def export_evidence(
    workspace: WorkspaceOption = None,
    include_restricted: Annotated[
        bool, typer.Option("--include-restricted", help="Write sources at risk too.")
    ] = False,
) -> None:
    """Write every active source as a line of JSON that adds the same source to another store.

    Example: factkit evidence export > evidence.jsonl
    """
    from factkit.workspace import evidence as use

    for record in use.export_evidence(include_restricted=include_restricted, folder=workspace):
        write_out(dumps(record) + "\n")
