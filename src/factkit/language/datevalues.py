"""A stretch of days as a text names it, and the small readings that absolute and relative dates share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from factkit.language.calendars import Days
from factkit.language.datewords import MONTHS, NUMBERS


@dataclass(frozen=True, slots=True)
class Named:
    """What names a stretch of days, before the words around it are read.

    Attributes:
        days: None where it cannot be resolved.
        written: whether it has its own year, so that others may take it over.
        whole: the stretch before it was cut off at the publication; "early" is early in that.
        grain: "day", "month", "year" or "other"; only alike ones are joined to a range.
        part: month and days without a year, for the end of a range or another year in the sentence.
    """

    start: int
    end: int
    days: Days | None
    written: bool = False
    grain: str = "other"
    part: tuple[int, int | None, int | None] | None = None
    whole: Days | None = None


def month_number(name: str) -> int:
    """Return the number of a month by its name, whole or cut short."""
    return MONTHS.index(name[:3].lower()) + 1


def number_of(words: str) -> int:
    """Return the number that figures or a word of `NUMBERS` write."""
    return int(words) if words.isdigit() else NUMBERS[words.lower()]


def count_of(words: str) -> int | None:
    """Return the number that a word or figures write; None for another word."""
    return int(words) if words.isdigit() else NUMBERS.get(words.lower())


def not_after(days: Days | None, published: date | None) -> Days | None:
    """Cut off what lies after the publication; None where nothing is left."""
    if days is None or published is None:
        return days
    return (days[0], min(days[1], published)) if days[0] <= published else None
