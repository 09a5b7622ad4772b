"""Markdown: inline marks, links, images and code are taken off; headings and lists keep their marks.

A file with nothing but headings, lists and paragraphs is kept as it stands.
"""

from __future__ import annotations

import re
from datetime import date

from factkit.documents.document import Document
from factkit.documents.text import byline, day_of_publication
from factkit.files import decode
from factkit.model import sha256

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_KEY = re.compile(r"^([A-Za-z_]+):[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t]*#*[ \t]*\r?$", re.MULTILINE)
_DROPPED = re.compile(
    r"^(```|~~~).*?(?:^\1[ \t]*\r?$|\Z)|<!--.*?-->|!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])"
    r"|^[ \t]*\[[^\]\n]+\]:[ \t]+\S+.*?$|</?[A-Za-z][^<>\n]{0,500}>|\[\^[^\]\n]+\]",
    re.DOTALL | re.MULTILINE,
)
_LINK = re.compile(r"\[([^\[\]\n]+)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])|<(https?://[^\s<>]+)>")
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(\*\*\*|\*\*|\*)(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])|(?<![\w_\\])(__|_)(?=\S)([^_\n]+?)(?<=\S)\3(?![\w_])"
)
_CODE = re.compile(r"`([^`\n]+)`")
_STRUCK = re.compile(r"~~[^~\n]+~~")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!~>|])")
_QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_UNDERLINE = re.compile(r"^([^\s#>*+\-][^\n]*)\n(?:=+|-{3,})[ \t]*\r?$", re.MULTILINE)


def looks_like_markdown(text: str) -> bool:
    """Say whether a text has front matter, or a heading and something else that only Markdown has."""
    if _FRONT.match(text):
        return True
    headings = len(_HEADING.findall(text))
    return headings > 1 or (headings == 1 and bool(_LINK.search(text) or _EMPHASIS.search(text)))


def read_markdown(data: bytes, place: str) -> Document:
    """Return the text without inline marks; title, author, publisher, date, language and url from the front matter.

    Raises:
        InputError: not UTF-8 text.
    """
    source = decode(data, place)
    front, source = _front_matter(source)
    text = plain(source)
    heading = _HEADING.search(text) or re.search(r"\A\s*(\S.*)\n=+[ \t]*$", source, re.MULTILINE)
    return Document(
        place=place,
        text=text,
        format="markdown",
        sha256=sha256(data),
        raw=data,
        title=front.get("title") or (heading.group(1).strip() if heading else None),
        url=front.get("url"),
        publisher=front.get("publisher"),
        byline=front.get("byline") or front.get("author") or byline(text),
        published=_date(front.get("published") or front.get("date")) or day_of_publication(text),
        language=front.get("language") or front.get("lang"),
    )


def plain(source: str) -> str:
    """Return Markdown without its inline marks; struck-out words, images, code blocks and comments are dropped."""
    text = _DROPPED.sub("", source)
    text = _LINK.sub(lambda link: link.group(1) or link.group(2), text)
    text = _STRUCK.sub("", text)
    for _ in range(2):
        text = _EMPHASIS.sub(lambda mark: mark.group(2) or mark.group(4), text)
    text = _CODE.sub(r"\1", text)
    text = _QUOTED.sub("", text)
    text = _UNDERLINE.sub(r"\1\n", text)
    return _ESCAPED.sub(r"\1", text)


def _front_matter(source: str) -> tuple[dict[str, str], str]:
    found = _FRONT.match(source)
    if not found:
        return {}, source
    pairs = {key.lower(): value.strip("\"'") for key, value in _KEY.findall(found.group(1)) if value}
    return pairs, source[found.end() :]


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
