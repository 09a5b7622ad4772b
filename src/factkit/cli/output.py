"""What commands print: listings in their three forms, and progress. All text passes the sanitiser."""

from __future__ import annotations

import itertools
import sys
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from factkit.cli.options import ListingFormat
from factkit.display import one_line, visible
from factkit.wire import dumps, dumps_pretty

T = TypeVar("T")

_WIDE = ("text", "title", "rationale", "why")
NARROW = 16

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
    """Print rows as a table whose ids, days and names stay whole, or as a paragraph a row where that is too wide."""
    if not rows:
        print("(none)")
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
    names = [name for name, _ in columns]
    cells = [[cell(of(row)) for _, of in columns] for row in rows]
    widths = _widths(names, cells, console.width - (len(names) - 1) * (3 if console.is_terminal else 2))
    if widths is None:
        for texts in cells:
            show(_paragraph(names, texts, console.width))
        return
    table = Table(box=box.SIMPLE_HEAD if console.is_terminal else None, pad_edge=False, show_edge=False)
    for name, width in zip(names, widths, strict=True):
        table.add_column(Text(name), overflow="fold", width=width)
    for texts in cells:
        table.add_row(*map(Text, texts))
    console.print(table)


def _widths(names: Sequence[str], cells: Sequence[Sequence[str]], room: int) -> list[int] | None:
    """Return how wide each column is in `room`, or None where a word of a narrow column would have to be broken."""
    texts = [(name, *column) for name, column in zip(names, zip(*cells, strict=True), strict=True)]
    whole = [max(map(_width, each)) for each in texts]
    longest_word = [max(_width(word) for text in each for word in text.split() or [""]) for each in texts]
    wide = [place for place, name in enumerate(names) if name in _WIDE]
    roomy = [min(whole[place], max(NARROW, longest_word[place])) for place in range(len(names))]
    for widths, readable in ((whole, max(whole)), (roomy, NARROW), (longest_word, NARROW)):
        left = room - sum(width for place, width in enumerate(widths) if place not in wide)
        share = left // len(wide) if wide else 0
        if left >= 0 and all(share >= min(whole[place], readable) for place in wide):
            return [min(whole[place], share) if place in wide else width for place, width in enumerate(widths)]
    return None


def _width(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _paragraph(names: Sequence[str], texts: Sequence[str], width: int) -> str:
    said = " · ".join(
        f"{name}: {text}" for name, text in zip(names[1:], texts[1:], strict=True) if text not in ("", "–")
    )
    lines = textwrap.wrap(
        said,
        width,
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join([texts[0], *lines])


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
