"""`factkit init`, `split`, and the `article` and `claim` groups."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from factkit.cli.command import Group
from factkit.cli.options import FormatOption, ListingFormat, MaxBytesOption, PublishedOption, WorkspaceOption
from factkit.cli.output import Column, print_listing, say, show, unless_none, write_out
from factkit.errors import FactkitError
from factkit.wire import article_to_json, claim_to_json, dumps_pretty

article_app = Group(no_args_is_help=True, help="Articles kept in the workspace.")
claim_app = Group(no_args_is_help=True, help="Claims of kept articles: list, correct, add and drop.")

ArticleArgument = Annotated[
    str, typer.Argument(metavar="ARTICLE", help="An id or its unique beginning, a path, a URL.")
]
ClaimArgument = Annotated[
    str, typer.Argument(metavar="CLAIM", help="An id or its unique beginning, or ARTICLE#N as tables show it.")
]
FetchOption = Annotated[bool, typer.Option("--fetch", help="Read a URL from the network.")]
KeepOption = Annotated[bool, typer.Option("--keep/--no-keep", help="Keep the article and its claims in the workspace.")]


def _claim_words(row: dict[str, Any]) -> str:
    """Return a claim as a table shows it: its text, the days it speaks of, who says it, what it leaves open."""
    said = row["attribution"]
    days = [f"{d['start'] or '…'} to {d['end'] or '…'}" for d in row["dates"] if d["start"] or d["end"]]
    parts = [
        row["text"],
        f"({'; '.join(days)})" if days else "",
        f"· {said['speaker']} {said['stance']} it" if said else "",
        f"· unresolved: {', '.join(row['unresolved'])}" if row["unresolved"] else "",
    ]
    return " ".join(filter(None, parts))


_CLAIM_COLUMNS: tuple[Column, ...] = (
    ("claim", lambda row: f"{row['article']}#{row['number']}"),
    ("worth", lambda row: row["check_worthiness"] if row["checkable"] else "–"),
    ("kind", lambda row: row["kind"]),
    ("text", _claim_words),
)
_WHY: Column = ("why", lambda row: ", ".join(row.get("reasons", ())))
_ARTICLE_COLUMNS: tuple[Column, ...] = (
    ("article", lambda row: row["id"]),
    ("published", lambda row: row.get("published")),
    ("publisher", lambda row: row.get("publisher")),
    ("title", lambda row: row.get("title")),
    ("claims", lambda row: row["claims"]),
)


def init(folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder.")] = Path()) -> None:
    """Make a workspace: a folder with a factkit.toml and the store.

    Example: factkit init desk
    """
    from factkit.workspace import opening

    workspace, new = opening.init(folder)
    say(f"{workspace.folder.resolve()}: {'a new workspace' if new else 'a workspace already; nothing changed'}")


def split(
    articles: Annotated[list[str], typer.Argument(metavar="ARTICLE...", help="Paths, URLs, or - for standard input.")],
    workspace: WorkspaceOption = None,
    format: FormatOption = ListingFormat.TABLE,
    published: PublishedOption = None,
    fetch: FetchOption = False,
    keep: KeepOption = True,
    explain: Annotated[bool, typer.Option("--explain", help="Show why a claim is worth checking.")] = False,
    show_skipped: Annotated[bool, typer.Option("--show-skipped", help="List what was left out, and why.")] = False,
    max_bytes: MaxBytesOption = None,
) -> None:
    """Split articles into atomic claims, in the order of the text.

    An articles.jsonl, one object with "id" and "text" a line, is a batch.

    Example: factkit split article.txt --published 2025-09-20 -f jsonl
    """
    from factkit.workspace import articles as use
    from factkit.workspace.opening import find_workspace_or_none

    reading = use.Reading(published=published, fetch=fetch, max_bytes=max_bytes)
    results = use.split_each(articles, reading, find_workspace_or_none(workspace), keep=keep)
    outcome = _Outcome(show_skipped)
    columns = (*_CLAIM_COLUMNS, _WHY) if explain else _CLAIM_COLUMNS
    if (found := unless_none(outcome.seen(results))) is not None:
        rows = (row for result in found for row in _claim_rows(result.claims, format))
        print_listing(rows, columns, format)
    raise typer.Exit(outcome.exit_code)


class _Outcome:
    """What became of a batch: failures and empty articles are said as they come, and decide the exit code."""

    def __init__(self, show_skipped: bool) -> None:
        self.show_skipped = show_skipped
        self.failed = self.bad_lines = self.with_claims = self.articles = 0

    def seen(self, results: Iterator[Any]) -> Iterator[Any]:
        """Yield the results that are articles, saying on stderr what is not or has no claim."""
        for result in results:
            if isinstance(result, FactkitError):
                say(f"factkit: {result}")
                self._count_failure(result)
                continue
            self.articles += 1
            self.with_claims += bool(result.claims)
            if not result.claims:
                say(f"{result.article.id}: no claim found")
            for note in result.notes:
                say(f"{result.article.id}: {note}")
            for skipped in (*result.left_out, *result.skipped) if self.show_skipped else ():
                say(f"{result.article.id}: left out ({skipped.reason}): {skipped.text}")
            yield result

    def _count_failure(self, error: FactkitError) -> None:
        if getattr(error, "line", None):
            self.bad_lines += 1
        else:
            self.failed += 1

    @property
    def exit_code(self) -> int:
        """0 all good; 1 no article has a claim, or a record was bad; 2 something could not be read."""
        if self.failed or (self.bad_lines and not self.articles):
            return 2
        return 1 if self.bad_lines or not self.with_claims else 0


def _claim_rows(claims: Any, format: ListingFormat) -> Iterator[dict[str, Any]]:
    for number, claim in enumerate(claims, start=1):
        row = claim_to_json(claim)
        yield row | {"number": number} if format is ListingFormat.TABLE else row


@article_app.command("list")
def list_articles(workspace: WorkspaceOption = None, format: FormatOption = ListingFormat.TABLE) -> None:
    """List the articles kept in the workspace.

    Example: factkit article list -f jsonl
    """
    from factkit.workspace import articles as use

    rows = [
        {key: value for key, value in article_to_json(article).items() if key != "text"} | {"claims": claims}
        for article, claims in use.list_articles(workspace)
    ]
    print_listing(rows, _ARTICLE_COLUMNS, format)


@article_app.command("show")
def show_article(
    article: ArticleArgument, workspace: WorkspaceOption = None, format: FormatOption = ListingFormat.TABLE
) -> None:
    """Show an article and what is known of it.

    Example: factkit article show france-mali
    """
    from factkit.workspace import articles as use

    kept = use.get_article(article, workspace)
    if format is not ListingFormat.TABLE:
        write_out(dumps_pretty(article_to_json(kept)))
        return
    for name, value in article_to_json(kept).items():
        if name != "text":
            show(f"{name}: {value}")
    show()
    show(kept.text)


@article_app.command("remove")
def remove_article(article: ArticleArgument, workspace: WorkspaceOption = None) -> None:
    """Remove an article that has no verdict, with its claims.

    Example: factkit article remove france-mali
    """
    from factkit.workspace import articles as use

    say(f"removed {use.remove_article(article, workspace)}")


@claim_app.command("list")
def list_claims(
    article: ArticleArgument, workspace: WorkspaceOption = None, format: FormatOption = ListingFormat.TABLE
) -> None:
    """List the claims of an article, in the order of its text.

    Example: factkit claim list france-mali
    """
    from factkit.workspace import articles as use

    print_listing(_claim_rows(use.list_claims(article, workspace), format), _CLAIM_COLUMNS, format)


@claim_app.command("show")
def show_claim(claim: ClaimArgument, workspace: WorkspaceOption = None) -> None:
    """Show everything that is known of a claim, as JSON.

    Example: factkit claim show france-mali#3
    """
    from factkit.workspace import articles as use

    write_out(dumps_pretty(claim_to_json(use.get_claim(claim, workspace))))


@claim_app.command("add")
def add_claim(
    article: ArticleArgument,
    text: Annotated[str, typer.Option("--text", help="The claim, readable on its own.")],
    quote: Annotated[str, typer.Option("--quote", help="The exact words of the article that it stands on.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Add a claim that the split missed, anchored to the article's exact words.

    Example: factkit claim add france-mali --text "Mali expelled five people." --quote "expelling five"
    """
    from factkit.workspace import articles as use

    write_out(dumps_pretty(claim_to_json(use.add_claim(article, text, quote, workspace))))


@claim_app.command("edit")
def edit_claim(
    claim: ClaimArgument,
    text: Annotated[str, typer.Option("--text", help="The new wording.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Reword a claim: a new claim takes its place and names it; verdicts do not carry over.

    Example: factkit claim edit france-mali#3 --text "Mali expelled five embassy employees."
    """
    from factkit.workspace import articles as use

    write_out(dumps_pretty(claim_to_json(use.edit_claim(claim, text, workspace))))


@claim_app.command("drop")
def drop_claim(claim: ClaimArgument, workspace: WorkspaceOption = None) -> None:
    """Drop a claim that is none; it is kept for the record and stays away when the article is split again.

    Example: factkit claim drop france-mali#12
    """
    from factkit.workspace import articles as use

    say(f"dropped {use.drop_claim(claim, workspace)}")
