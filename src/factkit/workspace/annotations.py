"""Annotation files: from the store and back into it."""

from __future__ import annotations

from pathlib import Path

from factkit.annotations.document import annotation_from_json, dumps
from factkit.errors import InputError, ReviewError
from factkit.evidence.restricted import withhold_restricted
from factkit.model import Annotation, Record, sha256
from factkit.store import Store
from factkit.verdicts.records import logs_of, verify
from factkit.workspace.annotation_files import read_document
from factkit.workspace.articles import find_article
from factkit.workspace.opening import Workspace, find_workspace, open_store
from factkit.workspace.scales import keep_scales
from factkit.workspace.scales import scale as find_scale
from factkit.workspace.validating import article_text
from factkit.workspace.verdicts import hidden_note, visible


def annotation_of(store: Store, workspace: Workspace, article_id: str, reader: str | None = None) -> Annotation:
    """Return what the store holds on an article: what an annotation file and a report show.

    Args:
        reader: who will see it; where review is blind, that decides which records there are.
    """
    article = store.article(article_id)
    records = _by_log(visible(store.records(article=article.id), workspace.config, reader))
    open_claims = store.claims(article.id)
    decided = {record.claim for record in records} - {claim.id for claim in open_claims}
    late = [claim for claim in store.claims(article.id, dropped=True) if claim.id in decided]
    cited = dict.fromkeys(cited.passage for record in records for cited in record.evidence)
    scales = {id: find_scale(workspace, id) for id in sorted({record.scale for record in records})}
    return Annotation(
        article=article,
        claims=tuple(sorted([*open_claims, *late], key=lambda claim: [(a.start, a.end) for a in claim.anchors])),
        sources=tuple(store.held(list(cited))),
        scales=tuple(scales.values()),
        records=tuple(records),
        logs=logs_of(records),
    )


def export_annotation(
    reference: str, folder: Path | None = None, *, include_restricted: bool = False, reader: str | None = None
) -> str:
    """Return the annotation file of an article; the same bytes as long as nothing has changed.

    Args:
        include_restricted: quote sources at risk too. Otherwise they are withheld, and the records that quote them
            can no longer be checked against their digests.
        reader: who exports.

    Raises:
        ReviewError: review is blind, and there are records that the reader may not see yet: a log is exported whole.
    """
    workspace = find_workspace(folder)
    with open_store(workspace) as store:
        found = annotation_of(store, workspace, find_article(store, reference).id, reader)
        if len(found.records) < len(store.records(article=found.article.id)):
            raise ReviewError(f"{hidden_note(workspace.config, reader)}; an annotation file holds all or nothing")
        return dumps(found if include_restricted else withhold_restricted(found))


def read_annotation(path: Path | str) -> Annotation:
    """Return the annotation in a file.

    Raises:
        InputError: it cannot be read, or breaks the schema.
    """
    name = "<stdin>" if str(path) == "-" else str(path)
    data = read_document(path)
    within = data["article"].get("path")
    if within is None:
        if sha256(data["article"]["text"]) != data["article"]["sha256"]:
            raise InputError("the article's text is not the one that was annotated; see: factkit validate", path=name)
        return annotation_from_json(data)
    try:
        text = article_text(str(path), within)
    except InputError as error:
        raise InputError(f"the article's path {within!r}: {error.message}", path=name) from error
    if sha256(text) != data["article"]["sha256"]:
        raise InputError(f"the article at {within!r} has changed; run: factkit annotations refresh", path=name)
    return annotation_from_json(data, text=text)


def import_annotation(path: Path | str, folder: Path | None = None) -> Annotation:
    """Take an annotation file into the store: article, claims, sources and the records that are not here yet.

    Raises:
        InputError: the file breaks the schema or its chain of records.
        StoreError: a record is here with another content.
    """
    annotation = read_annotation(path)
    if bad := verify(annotation.records, annotation.logs):
        raise InputError(f"record {bad.record or 'at the end'} of log {bad.log}: {bad.reason}", path=str(path))
    workspace = find_workspace(folder)
    keep_scales(workspace, annotation.scales)
    with open_store(workspace) as store:
        known = {record.id for record in store.records()}
        store.keep_article(annotation.article)
        store.add_sources([(held.source, held.passages) for held in annotation.sources])
        store.keep_claims(annotation.article.id, annotation.claims)
        store.take_records([record for record in annotation.records if record.id not in known])
    return annotation


def _by_log(records: list[Record]) -> list[Record]:
    return sorted(records, key=lambda record: record.log)
