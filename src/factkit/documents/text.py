"""Plain text: kept as it stands."""

from __future__ import annotations

import re

from factkit.documents.document import Document
from factkit.files import decode
from factkit.model import sha256

MAX_TITLE_LENGTH = 150

_TITLE = re.compile(r"\s*(\S[^\r\n]*[^\s.!?:;,])[ \t]*(?:\r\n|[\r\n])[ \t]*(?:\r\n|[\r\n])\s*\S")


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
        title=title.group(1) if title and len(title.group(1)) <= MAX_TITLE_LENGTH else None,
    )
