"""Other tools' files: from the store or annotation files to them, and from them into the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from factkit.config import Desk
from factkit.errors import InputError
from factkit.exchange import FORMATS, Format
from factkit.files import read_text
from factkit.model import Annotation
from factkit.store import Store
from factkit.workspace.opening import Workspace, find_workspace, find_workspace_or_none, open_store
from factkit.workspace.reports import annotations_at
from factkit.workspace.scales import keep_scales


@dataclass(frozen=True, slots=True)
class Taken:
    """What an import brought in: new records, and the annotations that they stand in."""

    annotations: tuple[Annotation, ...]
    records: int


def export_to(
    places: Sequence[str],
    name: str,
    *,
    folder: Path | None = None,
    include_restricted: bool = False,
    reader: str | None = None,
) -> str:
    """Return articles of the workspace, or annotation files, as the text of one file of another format.

    Args:
        places: articles and annotation files.
        name: of the format, as in `factkit.exchange.FORMATS`.
        folder: the workspace.
        reader: for whom it is; where review is blind, that decides what is written of the workspace.

    Raises:
        FactkitError: a place cannot be read, or there is no such format.
    """
    format = known_format(name)
    found: list[Annotation] = []
    for each in annotations_at(places, folder, reader):
        if not isinstance(each, Annotation):
            raise each
        found.append(each)
    workspace = find_workspace_or_none(folder)
    desk = workspace.config.desk if workspace else Desk()
    return format.dumps(found, desk=desk, include_restricted=include_restricted)


def import_from(path: Path | str, name: str, *, now: datetime, reviewer: str, folder: Path | None = None) -> Taken:
    """Take another tool's file into the store: articles, claims, sources and verdicts; the same file again, nothing.

    Args:
        now: when verdicts were given whose file does not say.
        reviewer: who gave them.

    Raises:
        InputError: the format cannot be read, or the file is not of it.
        StoreError: a record is here with another content.
    """
    format = known_format(name)
    if not format.reads:
        readable = ", ".join(each.name for each in FORMATS.values() if each.reads)
        raise InputError(f"{name} is written, not read; read are: {readable}")
    where = "<stdin>" if str(path) == "-" else str(path)
    try:
        annotations = format.loads(read_text(path), path=where, recorded=now, reviewer=reviewer)
    except InputError as error:
        raise error if error.path else InputError(error.message, path=where) from error
    workspace = find_workspace(folder)
    with open_store(workspace) as store:
        taken = sum(_take(store, workspace, each) for each in annotations)
    return Taken(tuple(annotations), taken)


def _take(store: Store, workspace: Workspace, annotation: Annotation) -> int:
    """Take what is new of an annotation into the store; claims that are there stay, whoever made them."""
    article = annotation.article
    logs = {record.log for record in store.records(article=article.id)}
    keep_scales(workspace, annotation.scales)
    store.keep_article(article)
    store.add_sources([(held.source, held.passages) for held in annotation.sources])
    known = {claim.id for claim in store.claims(article.id, dropped=True)}
    new = [claim for claim in annotation.claims if claim.id not in known]
    if known:
        store.edit_claims(article.id, added=new, dropped=())
    else:
        store.keep_claims(article.id, new)
    return store.take_records([record for record in annotation.records if record.log not in logs])


def known_format(name: str) -> Format:
    """Return the format with that name.

    Raises:
        InputError: there is none.
    """
    if name not in FORMATS:
        raise InputError(f"unknown format {name!r}; known: {', '.join(FORMATS)}")
    return FORMATS[name]
