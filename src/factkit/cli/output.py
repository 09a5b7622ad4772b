"""What commands print: listings in their three forms, and progress. All text passes the sanitiser."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from factkit.cli.options import ListingFormat
from factkit.display import one_line, visible
from factkit.wire import dumps, dumps_pretty

T = TypeVar("T")

_WIDE = ("text", "title", "rationale", "why")

Column = tuple[str, Callable[[dict[str, Any]], Any]]


def write_out(text: str) -> None:
    """Write machine-readable text to standard output, as UTF-8 whatever the terminal says."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def say(text: str) -> None:
    """Say one thing to the person on standard error, on one line."""
    print(one_line(text), file=sys.stderr)


def show(text: str = "") -> None:
    """Show text to the person on standard output; its lines stay lines."""
    print(visible(text, keep="\n"))


def unless_none(items: Iterator[T]) -> Iterator[T] | None:
    """Return `items`, or None where there is not one: what could not be done prints nothing, not an empty listing."""
    for first in items:
        return itertools.chain([first], items)
    return None


def print_listing(rows: Iterable[dict[str, Any]], columns: Sequence[Column], format: ListingFormat) -> None:
    """Print rows as a table of `columns`, as one JSON array, or a JSON object a line.

    Machine forms have every field of a row; the table has the columns alone, and says so where there is no row.
    JSON lines are written as they come.
    """
    if format is ListingFormat.JSONL:
        for row in rows:
            write_out(dumps(row) + "\n")
    elif format is ListingFormat.JSON:
        write_out(dumps_pretty(list(rows)))
    else:
        _print_table(list(rows), columns)


def cell(value: Any) -> str:
    """Return a value as a table shows it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return one_line(str(value))


def _print_table(rows: list[dict[str, Any]], columns: Sequence[Column]) -> None:
    if not rows:
        print("(none)")
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
    table = Table(box=box.SIMPLE_HEAD if console.is_terminal else None, pad_edge=False, show_edge=False)
    for place, (name, _) in enumerate(columns):
        if name in _WIDE:
            table.add_column(Text(name), overflow="fold", min_width=16, ratio=1)
        else:
            table.add_column(Text(name), overflow="fold", no_wrap=place == 0, max_width=None if place == 0 else 16)
    for row in rows:
        table.add_row(*(Text(cell(of(row))) for _, of in columns))
    console.print(table)


def progress(items: Iterable[T], label: str, total: int | None = None) -> Iterator[T]:
    """Yield `items`, with a bar on standard error where that is a terminal: done, rate and time left."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:,.0f}/s" if task.speed else "")

    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    with bar:
        yield from bar.track(items, total=total, description=label)
