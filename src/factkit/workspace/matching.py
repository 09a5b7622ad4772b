"""Matching: claims against the evidence of the store, or of files, and one claim against one passage."""

from __future__ import annotations

import functools
import json
import zlib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from factkit.errors import InputError, StoreError
from factkit.matching.frequencies import Frequencies, general
from factkit.matching.ranking import THRESHOLD, Row, SourceChoice, best_of_each_source, groups, rows
from factkit.model import Article, Change, Claim, Conflict, DateMention, Match, Passage, Source, sha256
from factkit.wire import claim_from_json
from factkit.workspace.opening import Workspace, open_index, open_store

if TYPE_CHECKING:
    from concurrent.futures import Future

    from factkit.index import Index
    from factkit.language.facets import Facets
    from factkit.language.parser import Parser
    from factkit.matching.explanation import Explanation
    from factkit.store import Store
    from factkit.workspace.evidence import Sourced

__all__ = ["Row", "SourceChoice", "groups"]

BATCH = 32
_CANDIDATES = 32
_MOST_CANDIDATES = 4_000


EVERY_SOURCE = SourceChoice()


@dataclass(frozen=True, slots=True)
class Matching:
    """How claims are matched.

    Attributes:
        top: at most this many sources for each claim.
        conflicts: the first so many of them are compared for conflicts.
        threshold: the score below which a match is marked as not being one; None for the measured one.
        explain: say which words of the claim each passage covers.
    """

    top: int = 5
    conflicts: int = 5
    choice: SourceChoice = EVERY_SOURCE
    threshold: float | None = None
    explain: bool = False


@dataclass(frozen=True, slots=True)
class MatchedClaim:
    """A claim and the sources that are close to it in wording, best first; explanations in the same order, if asked."""

    claim: Claim
    rows: tuple[Row, ...]
    explanations: tuple[Explanation, ...] = ()

    @property
    def matches(self) -> tuple[Match, ...]:
        """The matches alone."""
        return tuple(row.match for row in self.rows)

    @property
    def has_conflict(self) -> bool:
        """Whether a match was found to be in conflict with the claim."""
        return any(match.conflicts for match in self.matches)

    @property
    def has_evidence(self) -> bool:
        """Whether a match is close enough to be one."""
        return any(not match.below_threshold for match in self.matches)


class Evidence(Protocol):
    """Passages that claims are matched against."""

    frequencies: Frequencies
    facets: FacetCache

    def candidates(self, text: str, limit: int) -> list[tuple[Passage, str]]:
        """Return at most `limit` passages that share words with `text`, each with its title or ""."""

    def sources(self, passages: Sequence[Passage], /) -> Mapping[str, Sequence[Source]]:
        """Return for each source id of `passages` the active sources with that text."""

    def article(self, id: str, /) -> Article | None:
        """Return the article with that id, where it is known."""


class FacetCache:
    """Facets of texts: those met before, those that the store keeps, and the rest read now and kept."""

    def __init__(self, model: str = "", store: Store | None = None) -> None:
        self._model = model
        self._store = store
        self._met: dict[str, Facets] = {}

    def of(self, texts: Sequence[FacetText]) -> list[Facets]:
        """Return the facets of each of `texts`; what has to be read is read together."""
        keys = [self._key(text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._met}
        if missing:
            self._recall(missing)
            self._read(missing)
        found = [self._met[key] for key in keys]
        if len(self._met) > _MOST_CANDIDATES:
            self._met.clear()
        return found

    def _key(self, text: FacetText) -> str:
        from factkit.language.facets import VERSION

        said = [VERSION, self._reader, text.text, text.title or "", str(text.published or ""), repr(text.days)]
        return sha256("\0".join(said))

    @functools.cached_property
    def _parser(self) -> Parser:
        from factkit.language.parser import load_parser

        return load_parser(self._model)

    @functools.cached_property
    def _reader(self) -> str:
        return f"{self._parser.name} {self._parser.version}"

    def _recall(self, missing: dict[str, FacetText]) -> None:
        from factkit.language.facets import Facets

        if self._store is None:
            return
        for key, body in self._store.facets_get(list(missing)).items():
            self._met[key] = Facets.from_json(json.loads(zlib.decompress(body)))
            del missing[key]

    def _read(self, missing: dict[str, FacetText]) -> None:
        from factkit.language.facets import facets_many

        if not missing:
            return
        texts = missing.values()
        read = facets_many(
            [text.text for text in texts],
            self._parser,
            titles=[text.title for text in texts],
            published=[text.published for text in texts],
            days=[text.days for text in texts],
        )
        new = dict(zip(missing, read, strict=True))
        self._met |= new
        if self._store is not None:
            packed = {key: zlib.compress(json.dumps(facets.to_json()).encode()) for key, facets in new.items()}
            self._store.facets_put(packed)


@dataclass(frozen=True, slots=True)
class FacetText:
    """A text and what has to be known to read it; `days` are its date expressions, resolved already."""

    text: str
    title: str | None = None
    published: date | None = None
    days: tuple[DateMention, ...] = ()


class StoredEvidence:
    """The active sources of a store, found through its index."""

    def __init__(self, store: Store, index: Index, model: str = "") -> None:
        self._store = store
        self._index = index
        self.frequencies = index.frequencies()
        self.facets = FacetCache(model, store)

    def candidates(self, text: str, limit: int) -> list[tuple[Passage, str]]:
        """Return passages of the store."""
        return self._store.titled_passages(self._index.candidates(text, limit))

    def sources(self, passages: Sequence[Passage]) -> Mapping[str, Sequence[Source]]:
        """Return the active sources with the texts of `passages`."""
        return self._store.sources_with(passages)

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

        self._sources: dict[str, list[Source]] = {}
        self._passages: list[tuple[Passage, str]] = []
        by_text: dict[str, str] = {}
        for source, passages in sourced:
            first = by_text.setdefault(source.text, source.id)
            same = self._sources.setdefault(first, [])
            if all(source.name != other.name for other in same):
                same.append(replace(source, text="", origin=source.origin or first))
            if first == source.id and len(same) == 1:
                self._passages += [(passage, source.title or "") for passage in passages]
        index = Index.in_memory(
            Change(0, number, passage.text, title, active=True)
            for number, (passage, title) in enumerate(self._passages)
        )
        self._index = index
        self.frequencies = index.frequencies()
        self.facets = FacetCache(model)

    def __len__(self) -> int:
        """How many sources."""
        return sum(map(len, self._sources.values()))

    def candidates(self, text: str, limit: int) -> list[tuple[Passage, str]]:
        """Return passages."""
        return [self._passages[number] for number in self._index.candidates(text, limit)]

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


def match_claims(
    claims: Iterable[Claim], evidence: Evidence, matching: Matching, article: Article | None = None
) -> Iterator[MatchedClaim]:
    """Yield each claim with its matches, in the order of `claims`; read and compared a few at a time.

    Args:
        article: what the claims are from; otherwise the kept one that each of them names.
    """
    from factkit.matching.vocabulary import Vocabulary

    source = iter(claims)
    vocabulary = Vocabulary()
    while batch := list(islice(source, BATCH)):
        if vocabulary.full:
            vocabulary = Vocabulary()
        found = [
            MatchedClaim(
                claim, tuple(_rows(claim, evidence, matching, vocabulary, article or evidence.article(claim.article)))
            )
            for claim in batch
        ]
        if matching.conflicts:
            found = _compared(found, evidence, matching.conflicts)
        yield from (_explained(each, evidence.frequencies) for each in found) if matching.explain else found


def match_in_parallel(
    claims: Iterable[Claim], at: EvidenceAt, matching: Matching, jobs: int
) -> Iterator[MatchedClaim]:
    """Yield what `match_claims` does, worked out by `jobs` processes that open the evidence each."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    context = get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin_work, initargs=(at, matching)) as pool:
        source, running = iter(claims), deque["Future[list[MatchedClaim]]"]()
        while True:
            while len(running) < 2 * jobs and (batch := list(islice(source, BATCH))):
                running.append(pool.submit(_work, batch))
            if not running:
                return
            yield from running.popleft().result()


_worker: list[Any] = []


def _begin_work(at: EvidenceAt, matching: Matching) -> None:
    """Open the evidence in a worker process; it stays open until the process ends."""
    opened = open_evidence(at)
    _worker[:] = [opened, opened.__enter__()[0], matching]


def _work(batch: list[Claim]) -> list[MatchedClaim]:
    _, evidence, matching = _worker
    return list(match_claims(batch, evidence, matching))


def _rows(claim: Claim, evidence: Evidence, matching: Matching, vocabulary: Any, article: Article | None) -> list[Row]:
    """Return the best rows of a claim; asks for more candidates until there are enough sources or no more of them."""
    from factkit.matching.score import Wording

    wording = Wording(claim.text, evidence.frequencies, vocabulary)
    threshold = THRESHOLD if matching.threshold is None else matching.threshold
    limit = max(_CANDIDATES, 2 * matching.top) * (1 if matching.choice.open else 8)
    while True:
        titled = evidence.candidates(claim.text, limit)
        scores = wording.scores([passage.text for passage, _ in titled], [title for _, title in titled])
        passages = [passage for passage, _ in titled]
        best = best_of_each_source(zip(passages, scores.tolist(), strict=True))
        if matching.choice.open:
            cut = best[min(matching.top, len(best)) - 1][1] if best else 0.0
            best = [pair for pair in best if pair[1] >= cut]
        sources = evidence.sources([passage for passage, _ in best])
        found = rows(best, sources, choice=matching.choice, top=matching.top, threshold=threshold, article=article)
        if len(found) >= matching.top or len(titled) < limit or limit >= _MOST_CANDIDATES:
            return found
        limit *= 4


def _compared(found: Sequence[MatchedClaim], evidence: Evidence, first: int) -> list[MatchedClaim]:
    """Return the claims with conflicts and agreements in their first matches; all texts are read together."""
    from factkit.matching.compare import across, compare

    texts = [
        text
        for matched in found
        for text in (
            FacetText(matched.claim.text, days=matched.claim.dates),
            *(FacetText(row.passage.text, row.source.title, _day(row.source)) for row in matched.rows[:first]),
        )
    ]
    facets = iter(evidence.facets.of(texts))
    result = []
    for matched in found:
        own, near = next(facets), matched.rows[:first]
        comparisons = across([compare(own, next(facets)) for _ in near], [row.match.score for row in near])
        compared = [
            replace(
                row,
                match=replace(row.match, conflicts=c.conflicts, agreements=c.agreements, folded=c.folded),
            )
            for row, c in zip(near, comparisons, strict=True)
        ]
        result.append(replace(matched, rows=(*compared, *matched.rows[first:])))
    return result


def _explained(matched: MatchedClaim, frequencies: Frequencies) -> MatchedClaim:
    from factkit.matching.explanation import explain

    made = (
        explain(matched.claim.text, row.passage.text, frequencies, title=row.source.title or "") for row in matched.rows
    )
    return replace(matched, explanations=tuple(made))


def _day(source: Source) -> date | None:
    return source.published.date() if isinstance(source.published, datetime) else source.published


# Reading claims


def read_claims(lines: Iterable[str], path: str) -> Iterator[Claim | InputError]:
    """Yield the claim on each line that is not blank, as `factkit split` writes them, or the error in its place."""
    from factkit.strictjson import parse_lines

    for number, value in parse_lines(lines, path=path):
        yield value if isinstance(value, InputError) else _claim(value, path, number)


def _claim(value: Any, path: str, number: int) -> Claim | InputError:
    """Return the claim in a JSON value; of its fields only `id` and `text` must be there."""
    for field in ("id", "text"):
        if not isinstance(value, dict) or not isinstance(value.get(field), str) or not value[field].strip():
            return InputError(f'a claim needs "{field}", a text that is not empty', path=path, line=number)
    try:
        return claim_from_json(value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        return InputError(f"not a claim as factkit split writes them: {error}", path=path, line=number)


# One pair


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim and a passage, compared outside any store."""

    id: str
    score: float
    conflicts: tuple[Conflict, ...]
    agreements: tuple[Conflict, ...]
    folded: tuple[Conflict, ...]
    explanation: Explanation


def compare_pairs(pairs: Iterable[tuple[str, Claim, str]], model: str = "") -> Iterator[Pair]:
    """Yield how each claim and passage compare, in order; words are weighed by general English.

    Args:
        pairs: an id, a claim and the text of a passage each.
    """
    from factkit.matching.compare import compare
    from factkit.matching.explanation import explain
    from factkit.matching.score import score

    facets, frequencies, source = FacetCache(model), general(), iter(pairs)
    while batch := list(islice(source, BATCH)):
        texts = [
            text
            for _, claim, passage in batch
            for text in (FacetText(claim.text, days=claim.dates), FacetText(passage))
        ]
        read = facets.of(texts)
        for (id, claim, passage), own, other in zip(batch, read[::2], read[1::2], strict=True):
            comparison = compare(own, other)
            yield Pair(
                id,
                score(claim.text, passage, frequencies),
                comparison.conflicts,
                comparison.agreements,
                comparison.folded,
                explain(claim.text, passage, frequencies),
            )


def read_pairs(lines: Iterable[str], path: str) -> Iterator[tuple[str, Claim, str] | InputError]:
    """Yield the pair on each line that is not blank: {"id", "claim", "passage"}, or the error in its place."""
    from factkit.strictjson import parse_lines

    for number, value in parse_lines(lines, path=path):
        if isinstance(value, InputError):
            yield value
        elif not isinstance(value, dict) or not all(isinstance(value.get(k), str) for k in ("claim", "passage")):
            yield InputError('a pair needs "claim" and "passage", both text', path=path, line=number)
        else:
            id = value.get("id", str(number))
            yield str(id), Claim("", str(id), value["claim"]), value["passage"]
