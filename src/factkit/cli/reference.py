"""Write the reference of the command line from the commands themselves: `python -m factkit.cli.reference docs`.

`--check` compares instead and exits 1 where the files are out of date. Hidden commands are left out.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer.main

from factkit.cli.app import app
from factkit.workspace.validating import rules_page


def command_line_reference() -> str:
    """Return `docs/cli.md`: every command with its help, arguments and options, in the order of the help."""
    root: Any = typer.main.get_command(app)
    lines = ["# Command line", "", "Written from the commands themselves by `make docs`.", ""]
    lines += _exit_codes()
    for path, command in commands(root, ("factkit",)):
        lines += _section(path, command)
    return "\n".join(lines).rstrip() + "\n"


def _exit_codes() -> list[str]:
    return [
        "| exit code | meaning |",
        "|---|---|",
        "| 0 | done |",
        "| 1 | done, and problems found: an invalid annotation file, a bad record among good ones, no claim |",
        "| 2 | could not do it: usage, unreadable input, no workspace, nothing to check |",
        "| 3 | a bug |",
        "| 130 | interrupted |",
        "",
    ]


def commands(command: Any, path: tuple[str, ...]) -> list[tuple[tuple[str, ...], Any]]:
    """Return every command below `command` that is not hidden, with its path, in the order of the help."""
    if not hasattr(command, "list_commands"):
        return [(path, command)]
    children = [(name, command.get_command(None, name)) for name in command.list_commands(None)]
    return [pair for name, child in children if not child.hidden for pair in commands(child, (*path, name))]


def _section(path: tuple[str, ...], command: Any) -> list[str]:
    lines = [f"## `{' '.join(path)}`", "", *_paragraphs(command.help or ""), ""]
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    options = [p for p in command.params if p.param_type_name == "option" and not p.hidden]
    usage = " ".join([*path, *(["[OPTIONS]"] if options else []), *(p.metavar or p.name.upper() for p in arguments)])
    lines += ["```", usage, "```", ""]
    if options:
        lines += ["| option | meaning | default |", "|---|---|---|"]
        lines += [f"| {_names(p)} | {_cell(p.help or '')} | {_default(p)} |" for p in options]
        lines.append("")
    return lines


def _paragraphs(text: str) -> list[str]:
    return [line.strip() for line in text.replace("\b", "").split("\n")]


def _names(parameter: Any) -> str:
    return ", ".join(f"`{name}`" for name in (*parameter.opts, *parameter.secondary_opts))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _default(parameter: Any) -> str:
    default = getattr(parameter.default, "value", parameter.default)
    if default in (None, "", (), []) or callable(default):
        return ""
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def main(arguments: list[str]) -> int:
    """Write or compare the reference in the folder that is the last argument; return the exit code."""
    folder = Path(arguments[-1])
    pages = {"cli.md": command_line_reference(), "rules.md": rules_page()}
    stale = [
        name for name, text in pages.items() if not (folder / name).exists() or (folder / name).read_text() != text
    ]
    if "--check" in arguments:
        for name in stale:
            print(f"{folder / name} is out of date; run: make docs", file=sys.stderr)
        return 1 if stale else 0
    for name in stale:
        (folder / name).write_text(pages[name], encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
