"""HTML: the article's own text by trafilatura, lists kept; scripts, hidden parts and boilerplate left out.

Runs in the worker process: trafilatura takes longer than the page is large.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from factkit.documents.claimreview import reviews_in_page, with_review
from factkit.documents.document import Document, LeftOut
from factkit.errors import InputError
from factkit.model import sha256

MAX_BYTES = 2_000_000
"""By default: 2.5 MB take trafilatura 5 seconds and 19 MB five minutes."""

MAX_LEFT_OUT = 300

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?([\w.:-]+)""", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_NEVER_TEXT = ("script", "style", "noscript", "template", "iframe", "object", "svg", "math", "form", "button", "select")
_BLOCKS = ("p", "li", "figcaption", "h2", "h3", "h4", "dd", "dt")
_REASONS = {
    "figcaption": "caption",
    "nav": "navigation",
    "aside": "aside",
    "footer": "footer",
    "header": "page header",
    "form": "form",
}


def read_html(data: bytes, place: str, charset: str | None = None) -> list[Document]:
    """Return the page as one document; as several where it reviews several claims. Its text may be empty.

    Args:
        charset: what the server said.

    Raises:
        InputError: not HTML that can be parsed.
    """
    import lxml.html
    import trafilatura
    from lxml import etree

    source = decode_html(data, charset)
    try:
        tree = lxml.html.document_fromstring(source.encode(), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"not HTML that can be read: {error}", path=place) from error
    reviews = list(reviews_in_page(tree))
    meta = _metadata(tree, place)
    _drop_hidden(tree)
    blocks = list(_blocks(tree))
    _drop_frame(tree)
    extracted = trafilatura.extract(tree, output_format="txt", include_comments=False, include_tables=True) or ""
    text = re.sub(r"\n+(?!- )", "\n\n", extracted.strip())
    page = Document(
        place=place,
        text=text,
        format="html",
        sha256=sha256(data),
        raw=data,
        language=(tree.get("lang") or "")[:2].lower() or None,
        left_out=_left_out(blocks, text),
        **meta,
    )
    return [with_review(page, review) for review in reviews] or [page]


def decode_html(data: bytes, charset: str | None = None) -> str:
    """Return HTML bytes as text: UTF-8 where they are UTF-8, else as the page or the server says, else Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace").replace("\x00", "")
    declared = _CHARSET.search(data[:4096])
    named = [charset, declared.group(1).decode("ascii", "ignore") if declared else None]
    for encoding in ("utf-8-sig", *filter(None, named)):
        try:
            return data.decode(encoding).replace("\x00", "")
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("cp1252", "replace").replace("\x00", "")


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def _stated_day(tree: Any) -> date | None:
    """Return the day that a search of the whole page takes for its publication, if the page states that day.

    From a month or a year alone htmldate makes the first day of it, which nobody has said.
    """
    from htmldate import find_date

    from factkit.language.dates import find_dates

    found = _day(find_date(copy.deepcopy(tree), original_date=True, extensive_search=True))
    stated = found and any(
        each.mention.start == each.mention.end == found for each in find_dates(tree.text_content(), None)
    )
    return found if stated else None


def _metadata(tree: Any, place: str) -> dict[str, Any]:
    from trafilatura.metadata import extract_metadata

    url = place if place.startswith(("http://", "https://")) else None
    found = extract_metadata(tree, default_url=url, date_config={"original_date": True, "extensive_search": False})
    published = _day(getattr(found, "date", None)) or _stated_day(tree)
    return {
        "title": getattr(found, "title", None) or None,
        "url": getattr(found, "url", None) or url,
        "publisher": getattr(found, "sitename", None) or getattr(found, "hostname", None) or None,
        "byline": getattr(found, "author", None) or None,
        "license": getattr(found, "license", None) or None,
        "published": published,
    }


def _drop_hidden(tree: Any) -> None:
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element is tree:
            continue
        hidden = (
            element.tag in _NEVER_TEXT
            or "hidden" in element.attrib
            or element.get("aria-hidden") == "true"
            or _HIDDEN.search(element.get("style") or "")
        )
        if hidden and element.getparent() is not None:
            element.drop_tree()


def _drop_frame(tree: Any) -> None:
    """Take out navigation and the page's footer: on a page without an article they would be taken for one."""
    for element in list(tree.iter("nav", "footer")):
        if element.getparent() is not None and not any(parent.tag == "article" for parent in element.iterancestors()):
            element.drop_tree()


def _blocks(tree: Any) -> Iterator[tuple[str, str]]:
    """Yield the words of each block of the page with the reason for which it could be left out."""
    for element in tree.iter(*_BLOCKS):
        words = " ".join(element.text_content().split())
        if not words:
            continue
        holders = [element.tag, *(parent.tag for parent in element.iterancestors())]
        yield words, next((_REASONS[tag] for tag in holders if tag in _REASONS), "boilerplate")


def _left_out(blocks: list[tuple[str, str]], text: str) -> tuple[LeftOut, ...]:
    lines = {" ".join(line.removeprefix("- ").split()) for line in text.split("\n")}
    kept = " ".join(text.split())
    missing: dict[LeftOut, None] = {}
    for words, reason in blocks:
        # a search through all of the text for each block would take longer than reading it
        if words not in lines and len(missing) < MAX_LEFT_OUT and words not in kept:
            missing[LeftOut(words, reason)] = None
    return tuple(missing)
