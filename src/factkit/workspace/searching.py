"""Evidence that claims are matched against: the sources of a store, or of files without one."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from factkit.errors import InputError, StoreError
from factkit.matching.frequencies import Frequencies
from factkit.matching.score import Scorer
from factkit.model import Article, Change, Passage, Source
from factkit.workspace.facets import FacetCache
from factkit.workspace.opening import Workspace, open_index, open_store

if TYPE_CHECKING:
    from factkit.index import Index
    from factkit.store import Store
    from factkit.workspace.evidence import Sourced


class Evidence(Protocol):
    """Passages that claims are matched against; with what is learnt of them and of the claims, for a whole run."""

    frequencies: Frequencies
    scorer: Scorer
    facets: FacetCache

    def candidates(self, texts: Sequence[str], limit: int) -> list[list[tuple[Passage, str]]]:
        """Return for each text at most `limit` passages that share words with it, each with its title or ""."""

    def sources(self, passages: Sequence[Passage], /) -> Mapping[str, Sequence[Source]]:
        """Return for each source id of `passages` the active sources with that text."""

    def article(self, id: str, /) -> Article | None:
        """Return the article with that id, where it is known."""

    def counts(self) -> tuple[int, int]:
        """Return how many active sources there are, and how many origins they have."""


class StoredEvidence:
    """The active sources of a store, found through its index."""

    def __init__(self, store: Store, index: Index, model: str = "") -> None:
        self._store = store
        self._index = index
        self.frequencies = index.frequencies()
        self.scorer = Scorer(self.frequencies)
        self.facets = FacetCache(model, store)

    def candidates(self, texts: Sequence[str], limit: int) -> list[list[tuple[Passage, str]]]:
        """Return passages of the store, read together."""
        proposed = [self._index.candidates(text, limit) for text in texts]
        titled = self._store.titled_passages(list({number for numbers in proposed for number in numbers}))
        return [[titled[number] for number in numbers if number in titled] for numbers in proposed]

    def sources(self, passages: Sequence[Passage]) -> Mapping[str, Sequence[Source]]:
        """Return the active sources with the texts of `passages`."""
        return self._store.sources_with(passages)

    def counts(self) -> tuple[int, int]:
        """Return the number of active sources and of their origins."""
        return self._store.source_counts()

    @functools.lru_cache(maxsize=64)  # noqa: B019 - one object lives as long as a command
    def article(self, id: str) -> Article | None:
        """Return a kept article."""
        try:
            return self._store.article(id) if id else None
        except StoreError:
            return None


class LooseEvidence:
    """Sources that are in no store, in memory."""

    def __init__(self, sourced: Iterable[Sourced], model: str = "") -> None:
        from factkit.index import Index
        from factkit.workspace.origins import Nothing, trace

        self._sources: dict[str, list[Source]] = {}
        self._passages: list[tuple[Passage, str]] = []
        by_text: dict[str, str] = {}
        for source, passages in trace(Nothing(), list(sourced)).items:
            first = by_text.setdefault(source.text, source.id)
            same = self._sources.setdefault(first, [])
            if all(source.name != other.name for other in same):
                same.append(replace(source, text="", origin=source.origin or (same[0].origin if same else first)))
            if first == source.id and len(same) == 1:
                self._passages += [(passage, source.title or "") for passage in passages]
        index = Index.in_memory(
            Change(0, number, passage.text, title, active=True)
            for number, (passage, title) in enumerate(self._passages)
        )
        self._index = index
        self.frequencies = index.frequencies()
        self.scorer = Scorer(self.frequencies)
        self.facets = FacetCache(model)

    def __len__(self) -> int:
        """How many sources."""
        return sum(map(len, self._sources.values()))

    def counts(self) -> tuple[int, int]:
        """Return the number of sources and of their origins."""
        return len(self), len({source.origin or source.id for held in self._sources.values() for source in held})

    def candidates(self, texts: Sequence[str], limit: int) -> list[list[tuple[Passage, str]]]:
        """Return passages."""
        return [[self._passages[number] for number in self._index.candidates(text, limit)] for text in texts]

    def sources(self, _passages: Sequence[Passage], /) -> Mapping[str, Sequence[Source]]:
        """Return all sources by id."""
        return self._sources

    def article(self, _id: str, /) -> Article | None:
        """Return None: no article is kept here."""
        return None


@dataclass(frozen=True, slots=True)
class EvidenceAt:
    """Where evidence is: at places, or in a workspace.

    Attributes:
        places: paths, folders, patterns or "-"; where there are any, no store is used.
    """

    places: tuple[str, ...] = ()
    workspace: Workspace | None = None
    max_bytes: int | None = None

    @property
    def model(self) -> str:
        """The spaCy model that the workspace names, "" for the packaged one."""
        return self.workspace.config.language.model if self.workspace else ""


@contextmanager
def open_evidence(at: EvidenceAt) -> Iterator[tuple[Evidence, list[InputError]]]:
    """Open evidence, with the errors of what could not be read of it.

    Raises:
        InputError: nothing at all could be read; the first error.
        StoreError: there is no workspace, or its store cannot be used.
    """
    if at.places:
        yield _loose_evidence(at)
    elif at.workspace is None:
        raise StoreError("no workspace here or above; make one with: factkit init, or name files with --evidence")
    else:
        with open_store(at.workspace) as store:
            yield StoredEvidence(store, open_index(at.workspace, store), at.model), []


def _loose_evidence(at: EvidenceAt) -> tuple[LooseEvidence, list[InputError]]:
    from factkit.workspace.evidence import Adding, read_evidence

    good: list[Sourced] = []
    errors: list[InputError] = []
    for item in read_evidence(at.places, Adding(max_bytes=at.max_bytes)):
        if isinstance(item, InputError):
            errors.append(item)
        else:
            good.append(item)
    if errors and not good:
        raise errors[0]
    return LooseEvidence(good, at.model), errors
