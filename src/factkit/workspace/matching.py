"""Matching: claims against the evidence of the store, or of files, and one claim against one passage."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factkit.errors import FactkitError, InputError
from factkit.matching.frequencies import Frequencies
from factkit.matching.ranking import THRESHOLD, Row, SourceChoice, best_of_each_source, groups, rows
from factkit.model import Article, Claim, Match, Passage, Source
from factkit.workspace.facets import FacetText
from factkit.workspace.opening import open_store
from factkit.workspace.searching import Evidence, EvidenceAt, open_evidence

if TYPE_CHECKING:
    from concurrent.futures import Future

    from factkit.matching.explanation import Explanation
    from factkit.matching.score import Floats
    from factkit.workspace.articles import Reading

__all__ = ["Row", "SourceChoice", "groups"]

BATCH = 64
_CANDIDATES = 20
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


def match_claims(
    claims: Iterable[Claim], evidence: Evidence, matching: Matching, article: Article | None = None
) -> Iterator[MatchedClaim]:
    """Yield each claim with its matches, in the order of `claims`; read and compared a few at a time.

    Args:
        article: what the claims are from; otherwise the kept one that each of them names.
    """
    source = iter(claims)
    while batch := list(islice(source, BATCH)):
        found = _ranked(batch, evidence, matching, article)
        if matching.conflicts:
            found = _compared(found, evidence, matching.conflicts)
        yield from (_explained(each, evidence.frequencies) for each in found) if matching.explain else found


def _match_in_parallel(
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


def _ranked(
    claims: Sequence[Claim], evidence: Evidence, matching: Matching, article: Article | None
) -> list[MatchedClaim]:
    """Return claims with their best rows; what there are too few rows for is looked for again among more candidates."""
    threshold = THRESHOLD if matching.threshold is None else matching.threshold
    limit = max(_CANDIDATES, 2 * matching.top) * (1 if matching.choice.open else 8)
    found: dict[int, list[Row]] = {}
    wanted = list(range(len(claims)))
    while wanted:
        texts = [claims[place].text for place in wanted]
        proposed = evidence.candidates(texts, limit)
        near = [[(passage.text, title) for passage, title in titled] for titled in proposed]
        scores = evidence.scorer.scores(texts, near)
        best = [_best(titled, own, matching) for titled, own in zip(proposed, scores, strict=True)]
        sources = evidence.sources([passage for each in best for passage, _ in each])
        for place, each in zip(wanted, best, strict=True):
            about = article or evidence.article(claims[place].article)
            found[place] = rows(
                each, sources, choice=matching.choice, top=matching.top, threshold=threshold, article=about
            )
        full = {place for place, titled in zip(wanted, proposed, strict=True) if len(titled) == limit}
        wanted = [place for place in wanted if place in full and len(found[place]) < matching.top]
        limit *= 4
        if limit > _MOST_CANDIDATES:
            break
    return [MatchedClaim(claim, tuple(found[place])) for place, claim in enumerate(claims)]


def _best(titled: Sequence[tuple[Passage, str]], scores: Floats, matching: Matching) -> list[tuple[Passage, float]]:
    """Return the best passage of each source; where all sources are taken, no more than can come in the first `top`."""
    best = best_of_each_source((passage, score) for (passage, _), score in zip(titled, scores.tolist(), strict=True))
    if matching.choice.open and len(best) > matching.top:
        least = best[matching.top - 1][1]
        best = [pair for pair in best if pair[1] >= least]
    return best


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


def match_article(
    reference: str, at: EvidenceAt, matching: Matching, reading: Reading, *, keep: bool = True
) -> Iterator[MatchedClaim | FactkitError]:
    """Yield the claims of an article with their matches, in the order of its text.

    The article is one that the workspace keeps, or else read and split, and kept where there is a workspace and
    `keep` is on. What cannot be read is yielded as its error.
    """
    with open_evidence(at) as (evidence, errors):
        yield from errors
        for result in _articles(reference, at, reading, keep):
            if isinstance(result, FactkitError):
                yield result
                continue
            article, claims = result
            if not claims:
                yield InputError("no claim found", path=article.id)
            yield from match_claims(claims, evidence, matching, article)


def match_given(
    claims: Iterable[Claim], at: EvidenceAt, matching: Matching, jobs: int = 1
) -> Iterator[MatchedClaim | FactkitError]:
    """Yield claims with their matches, in their order, worked out by `jobs` processes; errors of the evidence first."""
    with open_evidence(at) as (evidence, errors):
        yield from errors
        if jobs == 1:
            yield from match_claims(claims, evidence, matching)
            return
    yield from _match_in_parallel(claims, at, matching, jobs)


def _articles(
    reference: str, at: EvidenceAt, reading: Reading, keep: bool
) -> Iterator[tuple[Article, Sequence[Claim]] | FactkitError]:
    from factkit.workspace.articles import find_article, split_each

    if at.workspace and reference != "-" and not Path(reference).exists():
        with open_store(at.workspace) as store:
            article = find_article(store, reference)
            yield article, store.claims(article.id)
        return
    for result in split_each([reference], reading, at.workspace, keep=keep):
        yield result if isinstance(result, FactkitError) else (result.article, result.claims)
