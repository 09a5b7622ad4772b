"""`factkit validate` and `factkit rule`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from factkit.cli.output import show, write_out


class ValidationFormat(StrEnum):
    """How problems are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    JUNIT = "junit"


def validate(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Annotation files, folders, patterns, or -.")],
    format: Annotated[ValidationFormat, typer.Option("--format", "-f", help="How problems are written.")] = (
        ValidationFormat.TEXT
    ),
    select: Annotated[
        list[str], typer.Option("--select", metavar="FK###", help="Only these rules; repeat, or part with commas.")
    ] = [],  # noqa: B006 - typer makes a list of its own
    ignore: Annotated[
        list[str], typer.Option("--ignore", metavar="FK###", help="Not these rules; what they find is counted.")
    ] = [],  # noqa: B006
    strict: Annotated[bool, typer.Option("--strict", help="Warnings count as errors.")] = False,
    config: Annotated[
        Path | None, typer.Option("--config", metavar="FILE", help="Rules from there, not the nearest factkit.toml.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="Write there; standard output otherwise.")
    ] = None,
    max_bytes: Annotated[int, typer.Option("--max-bytes", help="The largest file that is read.", min=1)] = 100_000_000,
) -> None:
    """Check annotation files: exit 0 clean or warnings only, 1 errors, 2 something was not checked.

    Nothing outside the repository is read, and neither a store nor the network is used.

    Example: factkit validate annotations/ --format github
    """
    from factkit.annotations.formats import render
    from factkit.workspace import validating as use

    result = use.validate_paths(paths, use.Choices(config, select, ignore, strict, max_bytes))
    if output is None:
        write_out(render(result, format.value))
    else:
        from factkit.files import write_text

        write_text(output, render(result, format.value))
    raise typer.Exit(result.exit_code)


def rule(
    code: Annotated[str | None, typer.Argument(metavar="[FK###]", help="The rule; all of them without it.")] = None,
) -> None:
    """Explain a rule of validate with a good and a bad example.

    Example: factkit rule FK011
    """
    from factkit.annotations.rules import explanation, rules
    from factkit.workspace import validating as use

    if code is None:
        for each in rules().values():
            show(f"{each.code}  {each.severity.value:7}  {each.name}")
        return
    found = use.find_rule(code)
    show(f"{found.code} {found.name} ({found.severity.value})\n\n{explanation(found)}\n\nWhat to do: {found.hint}")
