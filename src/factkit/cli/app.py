"""The `factkit` command: every command in its group, and the one error boundary."""

from __future__ import annotations

import platform
import sys
import traceback
from typing import Annotated

import typer

from factkit._version import __version__
from factkit.cli import annotations as annotation_files
from factkit.cli import articles, evidence, scale, store, verdict
from factkit.cli.agreement import agreement
from factkit.cli.check import check
from factkit.cli.match import compare, match
from factkit.cli.report import report
from factkit.cli.review import review
from factkit.cli.validate import rule, validate
from factkit.display import one_line
from factkit.errors import FactkitError

app = typer.Typer(name="factkit", no_args_is_help=True, add_completion=True, rich_markup_mode=None)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"factkit {__version__}")
        raise typer.Exit


VersionOption = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit.")
]


@app.callback()
def _options(version: VersionOption = False) -> None:
    """Split articles into claims, match them against evidence, record verdicts."""


app.command()(articles.init)
app.command()(articles.split)
app.command()(check)
app.add_typer(articles.article_app, name="article")
app.add_typer(articles.claim_app, name="claim")
app.add_typer(evidence.app, name="evidence")
app.add_typer(store.app, name="store")
app.command()(match)
app.command()(compare)
app.command()(report)
app.command()(validate)
app.command()(rule)
app.add_typer(annotation_files.app, name="annotations")
app.command()(review)
app.add_typer(verdict.app, name="verdict")
app.command()(agreement)
app.add_typer(scale.app, name="scale")


def main() -> None:
    """Run the command line; whatever goes wrong leaves as one line on stderr and an exit code."""
    try:
        app()
    except FactkitError as error:
        print(f"factkit: {one_line(str(error))}", file=sys.stderr)
        sys.exit(2)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception:  # noqa: BLE001 - the one boundary: anything else is a bug
        traceback.print_exc()
        print(
            f"factkit: this is a bug. factkit {__version__}, Python {platform.python_version()}, {platform.platform()}."
            " Please report it with the lines above.",
            file=sys.stderr,
        )
        sys.exit(3)
