"""DOCX: paragraphs, lists and tables in order; hidden and deleted words are left out. Runs in the worker process."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from factkit.documents.document import Document
from factkit.errors import InputError
from factkit.model import sha256

MAX_UNPACKED_BYTES = 200_000_000
MAX_PARTS = 5_000
MAX_RATIO = 200
"""Word's own files unpack to about ten times their size; a bomb to a thousand times."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SKIPPED = (f"{_W}del", f"{_W}moveFrom", "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")


def read_docx(data: bytes, place: str) -> list[Document]:
    """Return the DOCX as one document; a blank line stands between paragraphs, "- " before an item of a list.

    Raises:
        InputError: another kind of archive, damaged, a zip bomb, or XML with entities of its own.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml import etree

    _check_archive(data, place)
    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join(_paragraphs(document.element.body)).replace("\n\n- ", "\n- ")
    except (PackageNotFoundError, zipfile.BadZipFile, etree.XMLSyntaxError, KeyError, ValueError) as error:
        raise InputError(f"a damaged Word file: {error}", path=place) from error
    if not text.strip():
        raise InputError("a Word file without text", path=place)
    facts = document.core_properties
    return [
        Document(
            place=place,
            text=text,
            format="docx",
            sha256=sha256(data),
            raw=data,
            title=facts.title or _first_title(document),
            byline=facts.author if facts.author and facts.author != "python-docx" else None,
        )
    ]


def _check_archive(data: bytes, place: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if "word/document.xml" not in archive.namelist():
                raise InputError("an archive that is no Word file; unpack it first", path=place)
            if len(parts) > len(set(archive.namelist())):
                raise InputError("a Word file with two parts of one name; this is not read", path=place)
            _check_sizes(parts, len(data), place)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(part)[:2_000].upper():
                    raise InputError("a Word file that declares XML entities; this is not read", path=place)
    except (zipfile.BadZipFile, OSError, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise InputError(f"a damaged or locked Word file: {error}", path=place) from error


def _check_sizes(parts: list[zipfile.ZipInfo], packed: int, place: str) -> None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED_BYTES or len(parts) > MAX_PARTS or unpacked > MAX_RATIO * packed + 1_000_000:
        raise InputError(f"unpacks from {packed} to {unpacked} bytes; this is not read", path=place)


def _paragraphs(body: Any) -> Iterator[str]:
    for element in body.iter(f"{_W}p"):
        words = "".join(_words(element)).strip()
        if words:
            yield ("- " if _is_item(element) else "") + words


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or child.tag == f"{_W}p":
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif not (child.tag == f"{_W}r" and child.find(f"{_W}rPr/{_W}vanish") is not None):
            yield from _words(child)


def _is_item(paragraph: Any) -> bool:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    named = style is not None and str(style.get(f"{_W}val")).startswith("List")
    return named or paragraph.find(f"{_W}pPr/{_W}numPr") is not None


def _first_title(document: Any) -> str | None:
    for paragraph in document.paragraphs[:5]:
        if paragraph.style is not None and paragraph.style.name in ("Title", "Heading 1") and paragraph.text.strip():
            return str(paragraph.text.strip())
    return None
