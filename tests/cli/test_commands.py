import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import typer.main

from factkit.cli.app import app

HEAVY = ("spacy", "textual", "tantivy", "trafilatura", "sqlmodel", "sqlalchemy", "jsonschema", "jinja2", "numpy")


def _leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    children = getattr(command, "commands", None)
    if not children:
        yield path, command
        return
    for name, child in children.items():
        yield from _leaves(child, (*path, name))


COMMANDS = {" ".join(path): command for path, command in _leaves(typer.main.get_command(app))}


@pytest.mark.parametrize("name", [name for name, command in COMMANDS.items() if not command.hidden])
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    text = COMMANDS[name].help or ""
    assert f"Example: factkit {name}" in text.replace("\n", " ")
    assert all(parameter.help for parameter in COMMANDS[name].params if parameter.param_type_name == "option")


def _modules_after(*arguments: str) -> set[str]:
    script = (
        "import sys\n"
        f"sys.argv = ['factkit', *{list(arguments)!r}]\n"
        "from factkit.cli.app import main\n"
        "try:\n    main()\nexcept SystemExit as stop:\n    assert not stop.code, stop.code\n"
        "print('\\nMODULES', *(name for name in sys.modules if '.' not in name))"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return set(done.stdout.rsplit("MODULES", 1)[1].split())


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("check", "--help"), ("scale", "list")])
def test_a_command_imports_nothing_heavy_that_it_does_not_need(arguments: tuple[str, ...]) -> None:
    assert not _modules_after(*arguments) & set(HEAVY)
