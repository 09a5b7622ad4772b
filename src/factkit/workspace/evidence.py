"""Evidence: adding sources to the store, listing, searching, and ending their life in it."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factkit.errors import InputError, StoreError
from factkit.evidence.filters import SourceFilter
from factkit.evidence.records import record_from_source, source_from_record
from factkit.model import Passage, Source, SourceStatus
from factkit.schema import pointer, schema_problems
from factkit.workspace.indexing import indexing
from factkit.workspace.opening import find_workspace, open_index, open_store
from factkit.workspace.snapshots import Snapshots

if TYPE_CHECKING:
    from factkit.documents import Found
    from factkit.store import Added, Store

SNAPSHOTS_NAME = "snapshots"
MATCHES_NAME = "matches"
BATCH = 5_000
BATCH_CHARACTERS = 20_000_000
_OBJECTS_BETWEEN_COLLECTIONS = 200_000
INDEXED_AT_ONCE = 20_000
"""After so many new sources the index is brought up to date beside the import, not by the next search."""

Sourced = tuple[Source, tuple[Passage, ...]]
Watch = Callable[[Iterable["Sourced | InputError"]], Iterable["Sourced | InputError"]]


@dataclass(frozen=True, slots=True)
class Adding:
    """How evidence is read, and what is said of all of it.

    Attributes:
        overrides: keys of `schemas/v1/evidence.json` that take the place of what a document says of itself.
        columns: which column of a table is which key.
        snapshots: keep the bytes as read, where `store.snapshots` is not off.
        origins: look for near copies.
    """

    fetch: bool = False
    max_bytes: int | None = None
    overrides: Mapping[str, Any] = field(default_factory=dict)
    columns: Mapping[str, str] | None = None
    snapshots: bool = True
    origins: bool = True


@dataclass(frozen=True, slots=True)
class Import:
    """What became of an import: numbers of sources, and of what could not be read."""

    added: int = 0
    known: int = 0
    superseded: int = 0
    errors: int = 0

    def and_also(self, result: Added, errors: int) -> Import:
        """Return it with a further batch, and what could not be read of it."""
        return replace(
            self,
            added=self.added + len(result.added),
            known=self.known + len(result.known),
            superseded=self.superseded + len(result.superseded),
            errors=self.errors + errors,
        )


def expected(places: Iterable[str]) -> int | None:
    """Return about how many sources there are at `places`, by the lines of their files; None where nobody can know."""
    files = [Path(place) for place in places]
    if not all(file.is_file() for file in files):
        return None
    total = 0
    for file in files:
        if file.suffix not in (".jsonl", ".ndjson"):
            total += 1
            continue
        with file.open("rb") as stream:
            while block := stream.read(1 << 20):
                total += block.count(b"\n")
    return total


def read_evidence(
    places: Iterable[str], adding: Adding, snapshots: Snapshots | None = None
) -> Iterator[Sourced | InputError]:
    """Yield the sources at paths, folders, patterns, URLs or "-", each with its passages, or the error in its place.

    Args:
        snapshots: where to keep the bytes of documents, before they are yielded.
    """
    from factkit import documents

    limits = documents.Limits.up_to(adding.max_bytes)
    for place in places:
        try:
            for found in documents.read_many(place, fetch=adding.fetch, columns=adding.columns, limits=limits):
                yield _sourced(found, adding, snapshots)
        except InputError as error:
            yield error


def _sourced(found: Found, adding: Adding, snapshots: Snapshots | None) -> Sourced | InputError:
    item = found.item
    if isinstance(item, InputError):
        return item
    if isinstance(item, dict):
        record = {**item, **adding.overrides} if adding.overrides else item
        return _fault(record, found) or source_from_record(record)
    if not item.text.strip():
        return InputError("no article text in it", path=found.place, line=found.line)
    record = {**item.record(), **adding.overrides}
    if fault := _fault(record, found):
        return fault
    if snapshots and item.raw:
        snapshots.keep(item.sha256, item.raw)
    locators = [((part.start, part.end), part.locator) for part in item.segments]
    return source_from_record(record, digest=item.sha256, locators=locators)


def _fault(record: Mapping[str, Any], found: Found) -> InputError | None:
    """Return why a record is no evidence, with its place; None where it is."""
    if problems := schema_problems(record, "evidence", limit=1):
        at = pointer(problems[0].path)
        return InputError(f"{at or 'the record'}: {problems[0].message}", path=found.place, line=found.line)
    if not any(text and not text.isspace() for text in record.get("passages") or (record.get("text"),)):
        return InputError("there are no words in its text", path=found.place, line=found.line)
    return None


def add_evidence(
    places: Sequence[str],
    adding: Adding,
    folder: Path | None = None,
    *,
    report: Callable[[InputError], None],
    watch: Watch = iter,
) -> Import:
    """Add what is at `places` to the store; a bad record does not keep the rest out.

    Sources go in by batches, each of which is kept when it is in: an import that was interrupted goes on where it
    stopped when it is run again, for what is here already is known.

    Args:
        report: is told of what could not be read, as it is met.
        watch: passes on the sources as they are read; may count them.

    Raises:
        StoreError: no workspace, or its store cannot be used.
    """
    workspace = find_workspace(folder)
    keeping = adding.snapshots and workspace.config.store.snapshots
    snapshots = Snapshots(workspace.folder / SNAPSHOTS_NAME) if keeping else None
    done = Import()
    with open_store(workspace) as store, indexing(workspace) as beside, _seldom_collected():
        for batch in batches(watch(read_evidence(places, adding, snapshots))):
            errors = [item for item in batch if isinstance(item, InputError)]
            for error in errors:
                report(error)
            good = [item for item in batch if not isinstance(item, InputError)]
            done = done.and_also(_add_batch(store, good, adding), len(errors))
            if done.added >= INDEXED_AT_ONCE:
                beside.tell()
        store.settle()
        beside.finish()
    return done


def batches(
    items: Iterable[Sourced | InputError], most: int = BATCH, characters: int = BATCH_CHARACTERS
) -> Iterator[list[Sourced | InputError]]:
    """Yield items in lists of at most `most`; a list ends as well with the source by which its texts are that long.

    So an import of books needs no more memory than one of notes.
    """
    batch: list[Sourced | InputError] = []
    length = 0
    for item in items:
        batch.append(item)
        if not isinstance(item, InputError):
            length += len(item[0].text)
        if len(batch) == most or length >= characters:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Let the garbage collector look more seldom: a batch has no cycles, and looking takes a tenth of an import."""
    before = gc.get_threshold()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _add_batch(store: Store, batch: Sequence[Sourced], adding: Adding) -> Added:
    if not adding.origins:
        return store.add_sources(batch, durable=False)
    from factkit.workspace.origins import trace

    traced = trace(store, batch)
    return store.add_sources(traced.items, sketches=traced.sketches, joined=traced.joined, durable=False)


def list_sources(chosen: SourceFilter, folder: Path | None = None) -> Iterator[Source]:
    """Yield sources without their texts, in the order in which they were added."""
    with open_store(find_workspace(folder)) as store:
        yield from store.each_source(chosen)


@dataclass(frozen=True, slots=True)
class Statistics:
    """How many sources there are, of how many origins, with how many passages, and how they are spread.

    Attributes:
        by_status: all of them; the others count the active ones. "" is where a source does not say.
    """

    active: int
    origins: int
    passages: int
    by_status: dict[str, int]
    by_kind: dict[str, int]
    by_language: dict[str, int]
    by_publisher: dict[str, int]


def statistics(folder: Path | None = None) -> Statistics:
    """Return what the evidence of a workspace is made of."""
    with open_store(find_workspace(folder)) as store:
        active, origins = store.source_counts()
        spread = {f"by_{name}": counts for name, counts in store.statistics().items()}
        return Statistics(active, origins, store.info().passages, **spread)


def reindex(folder: Path | None = None) -> int:
    """Make the index of this machine anew from the store; return how many passages it holds."""
    workspace = find_workspace(folder)
    with open_store(workspace) as store:
        shutil.rmtree(workspace.index_folder, ignore_errors=True)
        return open_index(workspace, store).documents


def find_origins(folder: Path | None = None) -> tuple[int, int]:
    """Look for near copies among all sources, also those that were added without; return how many origins there are.

    Returns:
        Of the active sources, before and after.
    """
    from factkit.workspace.origins import trace

    with open_store(find_workspace(folder)) as store:
        _, before = store.source_counts()
        held = ((each.source, each.passages) for each in store.each_held(SourceFilter(status=None)))
        while batch := list(islice(held, BATCH)):
            traced = trace(store, batch)
            store.keep_origins(traced.sketches, traced.joined)
        return before, store.source_counts()[1]


def get_source(reference: str, folder: Path | None = None) -> Sourced:
    """Return the source that a person names, with its text and passages; neither is left of one that was purged."""
    with open_store(find_workspace(folder)) as store:
        source = store.source(reference)
        purged = source.status is SourceStatus.PURGED
        return source, () if purged else tuple(store.passages_of(source.id))


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
    _check_reason(reason)
    with open_store(find_workspace(folder)) as store:
        source = store.source(reference)
        if source.status is SourceStatus.PURGED:
            raise StoreError(f"{source.id} has been purged already")
        store.change_sources([source.id], status=SourceStatus.WITHDRAWN.value, reason=reason)
        return source.id


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise StoreError("no reason is given; say why, for whoever reads the record later")


def restrict_source(reference: str, restricted: bool, folder: Path | None = None) -> str:
    """Mark a source as one at risk, or no longer so; reports and exports leave its words out. Return its id."""
    with open_store(find_workspace(folder)) as store:
        source = store.source(reference)
        store.change_sources([source.id], restricted=int(restricted))
        return source.id


def purge_source(reference: str, reason: str, folder: Path | None = None) -> str:
    """Erase a source's text, passages and bytes; digest, reason and a tombstone stay. Return its id.

    What is kept of matches goes too, and the index is made anew: both hold words of it.
    """
    _check_reason(reason)
    workspace = find_workspace(folder)
    with open_store(workspace) as store:
        source = store.source(reference)
        store.purge_source(source.id, reason)
        if not store.has_bytes(source.sha256):
            Snapshots(workspace.folder / SNAPSHOTS_NAME).forget(source.sha256)
        shutil.rmtree(workspace.index_folder, ignore_errors=True)
        shutil.rmtree(workspace.index_folder.parent / MATCHES_NAME, ignore_errors=True)
        return source.id


def export_evidence(*, include_restricted: bool = False, folder: Path | None = None) -> Iterator[dict[str, Any]]:
    """Yield every active source as a record that adds the same source to another store."""
    chosen = SourceFilter(restricted=None if include_restricted else False)
    with open_store(find_workspace(folder)) as store:
        for held in store.each_held(chosen):
            yield record_from_source(held.source, held.passages)
