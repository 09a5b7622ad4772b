"""Commands whose help names what to give in the words of the documentation, not of Python."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import typer
import typer.core

_TYPE = re.compile(r" <(?:list\[)?([^\]>]+)\]?>")
_WORDS = {"str": "TEXT", "int": "N", "int range": "N", "path": "PATH"}


class Command(typer.core.TyperCommand):
    """A command that shows its arguments as they are spelled: ARTICLE..., [CLAIM]."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the parts of the usage line."""
        return [self.options_metavar or "", *(p.metavar or "" for p in self._arguments(ctx))]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the lists of arguments and options."""
        arguments = [(p.metavar, p.get_help_record(ctx)) for p in self._arguments(ctx)]
        options = [p.get_help_record(ctx) for p in self.get_params(ctx) if p.param_type_name == "option"]
        if arguments:
            with formatter.section("Arguments"):
                formatter.write_dl([(name, record[1]) for name, record in arguments if record])
        with formatter.section("Options"):
            formatter.write_dl([(_TYPE.sub(_in_words, record[0]), record[1]) for record in options if record])

    def _arguments(self, ctx: Any) -> list[Any]:
        return [p for p in self.get_params(ctx) if p.param_type_name == "argument"]


class _Commands(typer.core.TyperGroup):
    """The commands of a group, each with the first line of its help: a line cut short tells nobody what it does."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands that are not hidden."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, _first_line(each.help)) for name, each in found if each and not each.hidden])


class Group(typer.Typer):
    """A group of such commands."""

    def __init__(self, **options: Any) -> None:
        super().__init__(cls=_Commands, **options)

    def command(self, name: str | None = None, **options: Any) -> Callable[[Any], Any]:
        """Add a command to the group."""
        return super().command(name, cls=Command, **options)


def _first_line(help: str | None) -> str:
    return " ".join((help or "").split("\n\n", 1)[0].split())


def _in_words(found: re.Match[str]) -> str:
    return " " + _WORDS.get(found[1], f"<{found[1]}>")
