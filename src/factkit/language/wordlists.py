"""The word lists of this package, read once: data files in `data/`, a line an entry, "#" for what the columns mean."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files


@cache
def text_of(name: str, package: str = "factkit.language") -> str:
    """Return the text of a data file."""
    return (files(package) / "data" / name).read_text(encoding="utf-8")


def rows(name: str, package: str = "factkit.language") -> Iterator[list[str]]:
    """Yield the cells of each line of a tab-separated data file; missing cells at the end of a line are absent."""
    for line in text_of(name, package).splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def words(name: str, package: str = "factkit.language") -> frozenset[str]:
    """Return the lines of a data file that holds one word or phrase a line."""
    return frozenset(cells[0].strip() for cells in rows(name, package))


def digest(package: str = "factkit.language") -> str:
    """Return eight hexadecimal digits that change when any data file of a package does."""
    names = sorted(item.name for item in (files(package) / "data").iterdir() if item.name.endswith((".tsv", ".txt")))
    return hashlib.sha256("\0".join(text_of(name, package) for name in names).encode()).hexdigest()[:8]
