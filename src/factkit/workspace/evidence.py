"""Evidence: adding sources to the store, listing, searching, and ending their life in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factkit.errors import InputError, StoreError
from factkit.evidence.records import record_from_source, source_from_record
from factkit.model import Passage, Source, SourceKind, SourceStatus
from factkit.workspace.opening import find_workspace, open_index, open_store

if TYPE_CHECKING:
    from factkit.documents import Found
    from factkit.store import Store

BATCH = 2_000

Sourced = tuple[Source, tuple[Passage, ...]]


@dataclass(frozen=True, slots=True)
class Adding:
    """How evidence is read, and what is said of all of it.

    Attributes:
        overrides: keys of `schemas/v1/evidence.json` that take the place of what a document says of itself.
        columns: which column of a table is which key.
    """

    fetch: bool = False
    max_bytes: int | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Import:
    """What became of an import: numbers of sources, and the errors of what could not be read."""

    added: int
    known: int
    superseded: int
    errors: tuple[InputError, ...]


def read_evidence(places: Iterable[str], adding: Adding) -> Iterator[Sourced | InputError]:
    """Yield the sources at paths, folders, patterns, URLs or "-", each with its passages, or the error in its place."""
    from factkit import documents

    limits = documents.Limits(max_bytes=adding.max_bytes)
    for place in places:
        try:
            for found in documents.read_many(place, fetch=adding.fetch, columns=adding.columns, limits=limits):
                yield _sourced(found, adding)
        except InputError as error:
            yield error


def _sourced(found: Found, adding: Adding) -> Sourced | InputError:
    from factkit import documents
    from factkit.schema import pointer, schema_problems

    if isinstance(found.item, InputError):
        return found.item
    document = found.item if isinstance(found.item, documents.Document) else None
    said = found.item.record() if isinstance(found.item, documents.Document) else found.item
    record: dict[str, Any] = {**said, **adding.overrides}
    if problems := schema_problems(record, "evidence", limit=1):
        at = pointer(problems[0].path)
        return InputError(f"{at or 'the record'}: {problems[0].message}", path=found.place, line=found.line)
    locators = [((part.start, part.end), part.locator) for part in document.segments] if document else []
    return source_from_record(record, digest=document.sha256 if document else None, locators=locators)


def add_evidence(places: Sequence[str], adding: Adding, folder: Path | None = None) -> Import:
    """Add what is at `places` to the store; a bad record does not keep the rest out.

    Raises:
        StoreError: no workspace, or its store cannot be used.
    """
    errors: list[InputError] = []
    added = known = superseded = 0
    with open_store(find_workspace(folder)) as store:
        good = _good(read_evidence(places, adding), errors)
        while batch := list(islice(good, BATCH)):
            result = store.add_sources(batch)
            added += len(result.added)
            known += len(result.known)
            superseded += len(result.superseded)
    return Import(added, known, superseded, tuple(errors))


def _good(items: Iterable[Sourced | InputError], errors: list[InputError]) -> Iterator[Sourced]:
    for item in items:
        if isinstance(item, InputError):
            errors.append(item)
        else:
            yield item


@dataclass(frozen=True, slots=True)
class SourceFilter:
    """Which sources: all fields that are not None must hold; days as YYYY-MM-DD."""

    status: SourceStatus | None = SourceStatus.ACTIVE
    publisher: str | None = None
    kind: SourceKind | None = None
    language: str | None = None
    origin: str | None = None
    after: str | None = None
    before: str | None = None
    limit: int | None = None
    offset: int = 0


def list_sources(chosen: SourceFilter, folder: Path | None = None) -> list[Source]:
    """Return sources without their texts, in the order in which they were added."""
    with open_store(find_workspace(folder)) as store:
        return store.sources(
            status=chosen.status,
            publisher=chosen.publisher,
            kind=chosen.kind and chosen.kind.value,
            language=chosen.language,
            origin=chosen.origin,
            after=chosen.after,
            before=chosen.before,
            limit=chosen.limit,
            offset=chosen.offset,
        )


def get_source(reference: str, folder: Path | None = None) -> Sourced:
    """Return the source that a person names, with its text and passages."""
    with open_store(find_workspace(folder)) as store:
        source = store.source(reference)
        return source, tuple(store.passages_of(source.id))


def search(words: str, limit: int = 10, folder: Path | None = None) -> list[tuple[Passage, Source]]:
    """Return passages that share words with `words`, best first, each with a source that holds it."""
    workspace = find_workspace(folder)
    with open_store(workspace) as store:
        index = open_index(workspace, store)
        passages = store.passages_by_number(index.candidates(words, limit))
        return [(passage, _first_source(store, passage)) for passage in passages]


def _first_source(store: Store, passage: Passage) -> Source:
    sources = store.sources_with([passage]).get(passage.source)
    return sources[0] if sources else store.source(passage.source)


def remove_source(reference: str, reason: str, folder: Path | None = None) -> str:
    """Withdraw a source: it is no longer matched, and stays for the record. Return its id."""
    with open_store(find_workspace(folder)) as store:
        source = store.source(reference)
        if source.status is SourceStatus.PURGED:
            raise StoreError(f"{source.id} has been purged already")
        store.change_sources([source.id], status=SourceStatus.WITHDRAWN.value, reason=reason)
        return source.id


def purge_source(reference: str, reason: str, folder: Path | None = None) -> str:
    """Erase a source's text, passages and bytes; digest, reason and a tombstone stay. Return its id."""
    with open_store(find_workspace(folder)) as store:
        source = store.source(reference)
        store.purge_source(source.id, reason)
        return source.id


def export_evidence(folder: Path | None = None) -> Iterator[dict[str, Any]]:
    """Yield every active source as a record that adds the same source to another store."""
    with open_store(find_workspace(folder)) as store:
        for source in store.sources(with_text=True):
            yield record_from_source(source, store.passages_of(source.id))
