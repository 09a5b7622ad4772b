"""Checking an article: split, match and compare in one go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from factkit.errors import FactkitError
from factkit.model import Article
from factkit.workspace.articles import Reading, find_article, split_each
from factkit.workspace.matching import MatchedClaim, Matching, match_claims
from factkit.workspace.opening import open_store
from factkit.workspace.searching import Evidence, EvidenceAt, open_evidence

if TYPE_CHECKING:
    from factkit.workspace.articles import SplitArticle


@dataclass(frozen=True, slots=True)
class CheckedArticle:
    """An article with its claims, in the order of its text, and what the evidence has on each.

    Attributes:
        sources, origins: how many the evidence has; sources of one origin are copies of one another.
        notes: what is to be said of the reading.
    """

    article: Article
    claims: tuple[MatchedClaim, ...]
    sources: int
    origins: int
    notes: tuple[str, ...] = ()


def check(
    places: Sequence[str], at: EvidenceAt, matching: Matching, reading: Reading, *, keep: bool = True
) -> Iterator[CheckedArticle | FactkitError]:
    """Yield each article checked, in order; what cannot be read is yielded as its error, and the rest goes on.

    An article that the workspace keeps is named by its id and has the claims that are kept; others are read and split,
    and kept where there is a workspace and `keep` is on.
    """
    with open_evidence(at) as (evidence, errors):
        yield from errors
        for place in places:
            for result in _split(place, at, reading, keep):
                yield result if isinstance(result, FactkitError) else _checked(result, evidence, matching)


def _split(place: str, at: EvidenceAt, reading: Reading, keep: bool) -> Iterator[SplitArticle | FactkitError]:
    from factkit.workspace.articles import SplitArticle

    if at.workspace is None or place == "-" or Path(place).exists() or "://" in place:
        yield from split_each([place], reading, at.workspace, keep=keep)
        return
    try:
        with open_store(at.workspace) as store:
            article = find_article(store, place)
            yield SplitArticle(article, tuple(store.claims(article.id)), (), ())
    except FactkitError as error:
        yield error


def _checked(result: SplitArticle, evidence: Evidence, matching: Matching) -> CheckedArticle:
    sources, origins = evidence.counts()
    matched = tuple(match_claims(result.claims, evidence, matching, result.article))
    return CheckedArticle(result.article, matched, sources, origins, result.notes)
