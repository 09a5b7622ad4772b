"""RSS and Atom: each entry as a document (extra `feeds`). Runs in the worker process."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from factkit.documents.document import Document
from factkit.errors import InputError
from factkit.model import sha256

MAX_ENTRIES = 10_000

_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h\d)\b[^>]*>", re.IGNORECASE)


def read_feed(data: bytes, place: str) -> list[Document]:
    """Return the entries that have a text, in the order of the feed.

    Raises:
        InputError: no feed, one that declares XML entities, or feedparser is not installed.
    """
    if b"<!ENTITY" in data.upper():
        raise InputError("a feed that declares XML entities; this is not read", path=place)
    try:
        import feedparser
    except ImportError as error:
        raise InputError("feeds need an extra: pip install 'factkit[feeds]'", path=place) from error
    # bytes and no URL: feedparser would fetch a string that looks like one
    parsed = feedparser.parse(data)
    if parsed.bozo and not parsed.entries:
        raise InputError(f"a damaged feed: {parsed.bozo_exception}", path=place)
    if len(parsed.entries) > MAX_ENTRIES:
        raise InputError(f"a feed of {len(parsed.entries)} entries; at most {MAX_ENTRIES} are read", path=place)
    documents = [_document(entry, parsed.feed, place) for entry in parsed.entries]
    return [document for document in documents if document.text]


def _document(entry: Any, feed: Any, place: str) -> Document:
    contents = [content.get("value", "") for content in entry.get("content", [])]
    text = max((_plain(part) for part in [*contents, entry.get("summary", "")]), key=len)
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    title = _plain(entry.get("title", "")) or None
    return Document(
        place=place,
        text=text or title or "",
        format="feed",
        sha256=sha256(text or title or ""),
        raw=(text or title or "").encode(),
        title=title,
        url=entry.get("link") if str(entry.get("link", "")).startswith(("http://", "https://")) else None,
        publisher=feed.get("title") or None,
        byline=entry.get("author") or None,
        published=_moment(moment[:6]) if moment else None,
        language=(feed.get("language") or "")[:2].lower() or None,
        license=feed.get("rights") or None,
    )


def _moment(parts: tuple[int, int, int, int, int, int]) -> datetime | None:
    try:
        year, month, day, hour, minute, second = parts
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    except ValueError:
        return None


def _plain(markup: str) -> str:
    import lxml.html
    from lxml import etree

    if "<" not in markup and "&" not in markup:
        return markup.strip()
    try:
        tree = lxml.html.fromstring(f"<div>{_BREAK.sub(chr(10) + chr(10), markup)}</div>")
    except (etree.ParserError, ValueError):
        return ""
    for hidden in tree.xpath("//script|//style"):
        hidden.drop_tree()
    return re.sub(r"[ \t]*\n\s*\n\s*", "\n\n", tree.text_content()).strip()
