"""Annotation files without a store: refreshed, merged, upgraded and compared where they are."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factkit.annotations.differing import Difference, differences
from factkit.annotations.merging import Merged, merge
from factkit.annotations.refreshing import Refreshed, refresh
from factkit.annotations.upgrading import upgrade
from factkit.annotations.validate import read_valid
from factkit.errors import InputError
from factkit.files import read_text, write_text
from factkit.model import sha256
from factkit.schema import pointer, schema_problems
from factkit.strictjson import parse
from factkit.wire import dumps_pretty

Json = dict[str, Any]


def read_document(path: Path | str) -> Json:
    """Return the JSON of an annotation file that its schema accepts, a desk's own properties included.

    Raises:
        InputError: it cannot be read, is of another version, or breaks the schema.
    """
    name = "<stdin>" if str(path) == "-" else str(path)
    return read_valid(read_text(path), path=name)


def refresh_file(file: Path, article: str, *, output: Path | None = None, write: bool = True) -> tuple[Refreshed, ...]:
    """Bring an annotation file to the text of `article`, and return what became of each claim, in the file's order.

    Args:
        article: a path of the newer version, read as `factkit split` reads it.
        output: written there; in the place of `file` where it is None.
        write: False only says what would become of the claims.

    Raises:
        InputError: one of the files cannot be read, or `output` cannot be written.
    """
    document = read_document(file)
    target = output or file
    path = document["article"].get("path")
    new = read_text(article) if path is not None else _text_of(article)
    refreshed, said = refresh(document, _old_text(file, document), new)
    if path is not None:
        refreshed["article"]["path"] = Path(os.path.relpath(article, target.parent)).as_posix()
    if write:
        write_text(target, dumps_pretty(refreshed))
    return said


def put_text_beside(text: str, target: Path) -> str:
    """Write the article's text of an annotation file beside `target`, and return the file with its path instead.

    Args:
        text: of the annotation file, with the article's text.

    Raises:
        InputError: another text stands there already, or it cannot be written.
    """
    document = parse(text)
    beside = target.with_name(target.name.removesuffix(".json").removesuffix(".factcheck") + ".txt")
    article = document["article"]
    if beside.exists() and read_text(beside) != article["text"]:
        raise InputError("another text stands there; move it away, or export with the text", path=str(beside))
    write_text(beside, article["text"])
    document["article"] = {key: value for key, value in article.items() if key != "text"} | {"path": beside.name}
    return dumps_pretty(document)


def merge_files(files: Sequence[Path | str], *, base: Path | str | None = None) -> tuple[str, Merged]:
    """Return annotation files of one article joined, as the text of a file and with what could not be joined.

    Raises:
        InputError: one cannot be read, or they are of several articles.
    """
    documents = [read_document(file) for file in files]
    ancestor = read_document(base) if base is not None and Path(base).exists() and Path(base).stat().st_size else None
    ids = sorted({document["article"]["id"] for document in documents})
    if len(ids) > 1:
        raise InputError(f"these are files of several articles ({', '.join(ids)}); merge those of one")
    merged = merge(documents, ancestor)
    return dumps_pretty(merged.document), merged


def upgrade_file(file: Path, *, output: Path | None = None) -> tuple[str, ...]:
    """Bring an annotation file to this version of the format, and return the versions that it went through.

    Nothing is written where there is nothing to do.

    Raises:
        InputError: it cannot be read, is newer, or is not valid when it is upgraded.
    """
    data = parse(read_text(file), path=str(file))
    if not isinstance(data, dict):
        raise InputError("no annotation file: not an object", path=str(file))
    document, steps = upgrade(data, path=str(file))
    if problems := schema_problems(document, "annotation", limit=1):
        at = pointer(problems[0].path) or "the document"
        raise InputError(f"cannot be upgraded: {at}: {problems[0].message}", path=str(file))
    if steps or output is not None:
        write_text(output or file, dumps_pretty(document))
    return steps


def diff_files(before: Path | str, after: Path | str) -> list[Difference]:
    """Return what changed between two annotation files.

    Raises:
        InputError: one cannot be read.
    """
    return differences(read_document(before), read_document(after))


def _text_of(article: str) -> str:
    from factkit.workspace.articles import Reading, read_articles

    found = next(iter(read_articles(article, Reading())), None)
    if found is None:
        raise InputError("no article there", path=article)
    if isinstance(found, InputError):
        raise found
    return found.text


def _old_text(file: Path, document: Json) -> str | None:
    """Return the text that the file was made for, where it can still be had."""
    article = document["article"]
    text: str | None = article.get("text")
    if text is None:
        try:
            text = read_text(file.parent / article["path"])
        except InputError:
            return None
    return text if "text" in article or sha256(text) == article["sha256"] else None
