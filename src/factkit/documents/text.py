"""Plain text: kept as it stands."""

from __future__ import annotations

import re
from datetime import date

from factkit.documents.document import Document
from factkit.files import decode
from factkit.language.dates import find_dates
from factkit.model import sha256

MAX_TITLE_LENGTH = 150

_TITLE = re.compile(r"\s*(\S[^\r\n]*[^\s.!?:;,])[ \t]*(?:\r\n|[\r\n])[ \t]*(?:\r\n|[\r\n])\s*\S")


_HEAD_CHARACTERS = 1_000
_BYLINE = re.compile(
    r"^By[ \t]+([^\W\d_a-z][\w.'\u2019-]*(?:[ \t]+[^\W\d_a-z][\w.'\u2019-]*){1,3})[ \t]*\r?$", re.MULTILINE
)
_PUBLISHED = re.compile(
    r"^(?:Published|Posted|Publication date|Date)(?:[ \t]+on)?[ \t]*:?[ \t]+(.{6,40}?)[ \t]*\r?$", re.MULTILINE
)


def byline(text: str) -> str | None:
    """Return who wrote it, where a line at the beginning says "By" and a name."""
    found = _BYLINE.search(text[:_HEAD_CHARACTERS])
    return found.group(1) if found else None


def day_of_publication(text: str) -> date | None:
    """Return the day, where a line at the beginning says "Published" and one day in full."""
    found = _PUBLISHED.search(text[:_HEAD_CHARACTERS])
    dates = find_dates(found.group(1), None) if found else []
    days = {day for one in dates for day in (one.mention.start, one.mention.end)}
    return days.pop() if len(days) == 1 else None


def read_text(data: bytes, place: str) -> Document:
    """Return the text as it stands; a first line that stands alone without a full stop is the title.

    Raises:
        InputError: not UTF-8 text.
    """
    text = decode(data, place)
    title = _TITLE.match(text)
    return Document(
        place=place,
        text=text,
        format="text",
        sha256=sha256(data),
        raw=data,
        byline=byline(text),
        published=day_of_publication(text),
        title=title.group(1) if title and len(title.group(1)) <= MAX_TITLE_LENGTH else None,
    )
