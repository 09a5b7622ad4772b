"""Options that several commands share, spelled once."""

from __future__ import annotations

import os
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from factkit.errors import InputError


class ListingFormat(StrEnum):
    """How a listing is written."""

    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


def parse_date(text: str) -> date:
    """Return the day that an option names."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is not a date as YYYY-MM-DD") from error


WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", metavar="DIR", help="The workspace; else FACTKIT_WORKSPACE, else the nearest upward."),
]
FormatOption = Annotated[ListingFormat, typer.Option("--format", "-f", help="How the listing is written.")]
ReviewerOption = Annotated[
    str | None,
    typer.Option("--reviewer", metavar="NAME", help="Who decides; else FACTKIT_REVIEWER, else factkit.toml."),
]
ReaderOption = Annotated[
    str | None,
    typer.Option(
        "--reviewer", metavar="NAME", help="Who looks (for blind review); else FACTKIT_REVIEWER, else factkit.toml."
    ),
]
PublishedOption = Annotated[
    date | None,
    typer.Option(
        "--published",
        metavar="YYYY-MM-DD",
        parser=parse_date,
        help="When it was published, where the article is silent.",
    ),
]
AfterOption = Annotated[
    date | None,
    typer.Option("--after", metavar="YYYY-MM-DD", parser=parse_date, help="Only sources published then or later."),
]
BeforeOption = Annotated[
    date | None,
    typer.Option("--before", metavar="YYYY-MM-DD", parser=parse_date, help="Only sources published earlier."),
]
IncludeRestrictedOption = Annotated[
    bool, typer.Option("--include-restricted", help="Quote sources at risk too; they are withheld otherwise.")
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="PATH", help="Write there; standard output otherwise.")
]
MaxBytesOption = Annotated[
    int | None,
    typer.Option("--max-bytes", min=1, help="The largest input; otherwise 2 MB of HTML, 10 MB a line, 100 MB a file."),
]


def reviewer_name(given: str | None, configured: str) -> str:
    """Return who decides: the option, else FACTKIT_REVIEWER, else `desk.reviewer`.

    Raises:
        InputError: nobody is named.
    """
    name = given or os.environ.get("FACTKIT_REVIEWER") or configured
    if not name.strip():
        raise InputError("no reviewer; name one with --reviewer, FACTKIT_REVIEWER or desk.reviewer in factkit.toml")
    return name.strip()


def reviewer_or_none(given: str | None, configured: str) -> str | None:
    """Return who looks, as `reviewer_name` does, or None where nobody is named: reading needs no name."""
    name = given or os.environ.get("FACTKIT_REVIEWER") or configured
    return name.strip() or None
