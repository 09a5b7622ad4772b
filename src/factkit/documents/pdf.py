"""PDF: the text of each page, with the page as its place. Runs in the worker process."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import datetime
from typing import Any

from factkit.documents.document import Document, LeftOut, Segment
from factkit.errors import InputError
from factkit.model import sha256

MAX_PAGES = 3_000
MIN_REPEATS = 3
"""A first or last line that stands on so many pages is a running head, not text."""

_HYPHEN = re.compile(r"(?<=[a-z])[-\u00ad]\n(?=[a-z])")


def read_pdf(data: bytes, place: str) -> list[Document]:
    """Return the PDF as one document, its pages apart by a blank line.

    Raises:
        InputError: encrypted, damaged, of too many pages, or without text, as a scan is.
    """
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise InputError("an encrypted PDF; save a copy without the password", path=place)
        if len(reader.pages) > MAX_PAGES:
            raise InputError(f"a PDF of {len(reader.pages)} pages; at most {MAX_PAGES} are read", path=place)
        pages = [_clean(page.extract_text()) for page in reader.pages]
        facts = _facts(reader)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError) as error:
        # pypdf raises whatever a broken file leads it into; the file is at fault, and says no more than this
        raise InputError(f"a damaged PDF: {error}", path=place) from error
    heads = _running_lines(pages)
    text, segments = _joined([_without(page, heads) for page in pages])
    if not text.strip():
        raise InputError("a PDF without text, as a scan is; run OCR on it first", path=place)
    left_out = tuple(LeftOut(line, "page header") for line in sorted(heads))
    return [
        Document(
            place=place,
            text=text,
            format="pdf",
            sha256=sha256(data),
            raw=data,
            segments=tuple(segments),
            left_out=left_out,
            **facts,
        )
    ]


def _facts(reader: Any) -> dict[str, Any]:
    meta = reader.metadata or {}
    created = _attribute(meta, "creation_date")
    return {
        "title": _attribute(meta, "title") or None,
        "byline": _attribute(meta, "author") or None,
        "published": created.date() if isinstance(created, datetime) else None,
    }


def _attribute(meta: Any, name: str) -> Any:
    try:
        return getattr(meta, name, None)
    except (ValueError, TypeError, AttributeError):
        return None


def _clean(page: str) -> str:
    printable = "".join(char for char in page if char in "\n\t" or (char >= " " and not "\ud800" <= char <= "\udfff"))
    lines = [" ".join(line.split()) for line in printable.split("\n")]
    return _HYPHEN.sub("", re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip())


def _running_lines(pages: list[str]) -> set[str]:
    ends: Counter[str] = Counter()
    for page in pages:
        lines = page.split("\n")
        ends.update({line for line in (lines[0], lines[-1]) if line})
    return {line for line, count in ends.items() if count >= max(MIN_REPEATS, len(pages) // 2)}


def _without(page: str, heads: set[str]) -> str:
    lines = page.split("\n")
    while lines and (lines[0] in heads or lines[0].isdecimal()):
        lines.pop(0)
    while lines and (lines[-1] in heads or lines[-1].isdecimal()):
        lines.pop()
    return "\n".join(lines).strip()


def _joined(pages: list[str]) -> tuple[str, list[Segment]]:
    text, segments = "", []
    for number, page in enumerate(pages, start=1):
        if not page:
            continue
        text += _between(text, page)
        segments.append(Segment(len(text), len(text) + len(page), f"p. {number}"))
        text += page
    return text, segments


def _between(text: str, page: str) -> str:
    """Return what stands between two pages: a line end where a sentence runs on, a blank line otherwise."""
    if not text:
        return ""
    return "\n" if page[0].islower() or text[-1] in ",;-" else "\n\n"
