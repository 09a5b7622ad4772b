"""The `factkit` command: every command in its group, and the one error boundary."""

from __future__ import annotations

import errno
import io
import os
import platform
import sys
import traceback
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
import typer.core
import typer.main

from factkit._version import __version__
from factkit.cli.command import Group
from factkit.display import PLAIN, one_line
from factkit.errors import FactkitError, InputError

# A command's name, where it is ("module:name"), and the first line of its help, in the order of the help.
# Its module is imported when it is called, so that no command waits for what another needs.
COMMANDS: dict[str, tuple[str, str]] = {
    "init": ("articles:init", "Make a workspace: a folder with a factkit.toml and the store."),
    "split": ("articles:split", "Split articles into atomic claims, in the order of the text."),
    "check": (
        "check:check",
        "Split an article, find the closest evidence for each claim, and show where the two disagree.",
    ),
    "match": (
        "match:match",
        "Match claims against the evidence: the sources closest in wording, and where they disagree.",
    ),
    "compare": (
        "match:compare",
        "Compare a claim with a passage: the score, what it is made of, and where they disagree.",
    ),
    "review": ("review:review", "Review an article's claims on a screen, from the keyboard; ? shows the keys."),
    "verdict": ("verdict:app", "Verdicts: what people decide on claims."),
    "agreement": (
        "agreement:agreement",
        "Show how far reviewers agree: kappa of each pair, Krippendorff's alpha, intervals, and where they differ.",
    ),
    "report": (
        "report:report",
        "Write a report: the claims, the verdicts on them, the evidence and what was not checked.",
    ),
    "annotations": ("annotations:app", "Annotation files: claims, evidence and verdicts of one article as JSON."),
    "validate": (
        "validate:validate",
        "Check annotation files: exit 0 clean or warnings only, 1 errors, 2 something was not checked.",
    ),
    "rule": ("validate:rule", "Explain a rule of validate with a good and a bad example."),
    "evidence": ("evidence:app", "Evidence: sources, where they come from, and their passages."),
    "article": ("articles:article_app", "Articles kept in the workspace."),
    "claim": ("articles:claim_app", "Claims of kept articles: list, correct, add and drop."),
    "scale": ("scale:app", "Scales: the ratings that a verdict can have."),
    "store": ("store:app", "The store: what it holds, whether it is sound."),
}


class _Commands(typer.core.TyperGroup):
    """The top level: it knows the names of the commands and imports one when it is asked for."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands: dict[str, Any] = dict.fromkeys(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the signature of the base
        """Import the command and return it; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        if self.commands[cmd_name] is None:
            self.commands[cmd_name] = _load(cmd_name)
        return self.commands[cmd_name]

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - the signature of the base
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help) for name, (_, help) in COMMANDS.items()])


def _load(name: str) -> Any:
    module, _, attribute = COMMANDS[name][0].partition(":")
    found = getattr(import_module(f"factkit.cli.{module}"), attribute)
    group = found
    if not isinstance(found, typer.Typer):
        group = Group()
        group.command(name)(found)
    group.rich_markup_mode = None
    group._add_completion = False
    command = typer.main.get_command(group)
    command.name = name
    return command


# What goes wrong on a disk and is nobody's bug.
OF_THE_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EROFS, errno.EFBIG}


app = typer.Typer(name="factkit", cls=_Commands, no_args_is_help=True, rich_markup_mode=None)


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


def _refuse_what_is_no_text() -> None:
    """Refuse arguments and settings that are not UTF-8: what is recorded could not be written down."""
    settings = {name: value for name, value in os.environ.items() if name.startswith("FACTKIT_")}
    arguments = {f"argument {number}": value for number, value in enumerate(sys.argv[1:], start=1)}
    for name, value in (arguments | settings).items():
        if any("\ud800" <= char <= "\udfff" for char in value):
            raise InputError(f"{name} is not UTF-8 text: {value}; type it anew, or rename the file")


def main() -> None:
    """Run the command line; whatever goes wrong leaves as one line on stderr and an exit code."""
    _prepare_streams()
    try:
        _refuse_what_is_no_text()
        try:
            app()
        finally:
            sys.stdout.flush()
    except FactkitError as error:
        print(f"factkit: {one_line(str(error))}", file=sys.stderr)
        sys.exit(2)
    except SystemExit as stop:
        # Typer leaves with 1 where the reader of a pipe has gone, which is nobody's problem.
        sys.exit(0 if isinstance(stop.__context__, BrokenPipeError) else stop.code)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except OSError as error:
        if error.errno not in OF_THE_DISK:
            _leave_with_bug()
        _drop_output()
        print(
            f"factkit: cannot be written: {str(error.strerror).lower()}; what was printed is not whole", file=sys.stderr
        )
        sys.exit(2)
    except Exception:  # noqa: BLE001 - the one boundary: anything else is a bug
        _leave_with_bug()


def _prepare_streams() -> None:
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:  # it was closed by whoever started the program
            setattr(sys, name, Path(os.devnull).open("w"))  # noqa: SIM115 - open as long as the program runs
        elif isinstance(stream, io.TextIOWrapper):  # a mark that the terminal's encoding lacks is no reason to stop
            stream.reconfigure(errors=PLAIN)


def _drop_output() -> None:
    """Let what is left to print go nowhere, so that the end of the program does not try it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _leave_with_bug() -> NoReturn:
    traceback.print_exc()
    print(
        f"factkit: this is a bug. factkit {__version__}, Python {platform.python_version()}, {platform.platform()}."
        " Please report it with the lines above.",
        file=sys.stderr,
    )
    sys.exit(3)
