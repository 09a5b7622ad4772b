import re
import subprocess
import sys

import pytest
import typer.main
from typer.testing import CliRunner

from factkit.cli.app import COMMANDS, app
from factkit.cli.reference import commands

HEAVY = ("spacy", "textual", "tantivy", "trafilatura", "sqlmodel", "sqlalchemy", "jsonschema", "jinja2", "numpy")


ROOT = typer.main.get_command(app)
LEAVES = {" ".join(path): command for path, command in commands(ROOT, ())}


@pytest.mark.parametrize("name", LEAVES)
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    text = LEAVES[name].help or ""
    assert f"Example: factkit {name}" in text.replace("\n", " ")
    assert all(parameter.help for parameter in LEAVES[name].params if parameter.param_type_name == "option")


@pytest.mark.parametrize("name", LEAVES)
def test_help_names_what_to_give_in_words_and_not_in_types(name: str) -> None:
    text = CliRunner().invoke(app, [*name.split(), "--help"]).output
    assert not re.search(r"list\[|<(str|int|path|int range|Path)>|\[\[|\{[A-Z]|\.\.\.\.", text)
    arguments = [p.metavar for p in LEAVES[name].params if p.param_type_name == "argument"]
    assert " ".join(["[OPTIONS]", *arguments]) in " ".join(text.split("\n\n")[0].split())


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_their_own_help_says(name: str) -> None:
    first_paragraph = (ROOT.get_command(None, name).help or "").strip().split("\n\n")[0]
    assert COMMANDS[name][1] == first_paragraph.replace("\n", " ")


@pytest.mark.parametrize("name", [name for name in COMMANDS if hasattr(ROOT.get_command(None, name), "list_commands")])
def test_the_list_of_a_groups_commands_cuts_no_line_short(name: str) -> None:
    text = " ".join(CliRunner().invoke(app, [name, "--help"]).output.split())
    group = ROOT.get_command(None, name)
    for each in filter(None, (group.get_command(None, child) for child in group.list_commands(None))):
        assert each.hidden or " ".join((each.help or "").split("\n\n")[0].split()) in text


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
