"""From scored passages to matches: the best passage of each source, what is filtered out, what is marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from factkit.model import Article, Match, Passage, Source, SourceKind

THRESHOLD = 12.0

_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """Which sources are matched: all fields that are not None must hold.

    Attributes:
        after, before: published on that day or later, or earlier; a source without a date is then left out.
    """

    publisher: str | None = None
    kind: SourceKind | None = None
    after: date | None = None
    before: date | None = None

    @property
    def open(self) -> bool:
        """Whether it takes every source."""
        return self == SourceChoice()

    def takes(self, source: Source) -> bool:
        """Return whether it takes this source."""
        day = source.published.date() if isinstance(source.published, datetime) else source.published
        return (
            (self.publisher is None or (source.publisher or "").casefold() == self.publisher.casefold())
            and (self.kind is None or source.kind is self.kind)
            and (self.after is None or (day is not None and day >= self.after))
            and (self.before is None or (day is not None and day < self.before))
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A match with the source and the passage that it is about."""

    match: Match
    source: Source
    passage: Passage


def best_of_each_source(scored: Iterable[tuple[Passage, float]]) -> list[tuple[Passage, float]]:
    """Return the best passage of each source, best first, those that share nothing with the claim left out."""
    best: dict[str, tuple[Passage, float]] = {}
    for falling, _, passage in sorted([(-score, passage.id, passage) for passage, score in scored if score > 0]):
        best.setdefault(passage.source, (passage, -falling))
    return list(best.values())


def rows(
    best: Sequence[tuple[Passage, float]],
    sources: Mapping[str, Sequence[Source]],
    *,
    choice: SourceChoice,
    top: int,
    threshold: float,
    article: Article | None = None,
) -> list[Row]:
    """Return a row for each source that holds one of the passages, in order of score, at most `top`.

    Args:
        best: passages with their scores, one for each source that they were cut from.
        sources: passage's source id -> the sources with that text.
        article: the one under check; sources of its publisher or URL are marked as self-evidence.

    Returns:
        Ties go by the source's name, numbers in it by value, so that neither a rerun nor another store changes them.
    """
    takes_all = choice.open
    found = [
        Row(_match(passage, score, source, threshold, article), source, passage)
        for passage, score in best
        for source in sources.get(passage.source, ())
        if takes_all or choice.takes(source)
    ]
    are_tied = len({row.match.score for row in found}) < len(found)
    return sorted(found, key=_by_score_and_name if are_tied else _by_score)[:top]


def is_self_evidence(source: Source, article: Article | None) -> bool:
    """Return whether a source is the article's own URL or of its own publisher."""
    if article is None:
        return False
    urls = {_same_place(url) for url in (source.url, source.final_url) if url}
    publishers = [(name or "").strip().casefold() for name in (article.publisher, source.publisher)]
    return bool(article.url and _same_place(article.url) in urls) or (publishers[0] == publishers[1] != "")


def groups(found: Sequence[Row]) -> list[list[Row]]:
    """Return the rows by origin, each group best first and the groups by their best: copies are one voice."""
    by_origin: dict[str, list[Row]] = {}
    for row in found:
        by_origin.setdefault(row.match.origin, []).append(row)
    return list(by_origin.values())


def _match(passage: Passage, score: float, source: Source, threshold: float, article: Article | None) -> Match:
    return Match(
        source=source.name,
        passage=passage.id,
        text=passage.text,
        score=score,
        origin=source.origin or source.id,
        self_evidence=is_self_evidence(source, article),
        below_threshold=score < threshold,
    )


def _by_score(row: Row) -> float:
    return -row.match.score


def _by_score_and_name(row: Row) -> tuple[float, list[tuple[int, int, str]], str]:
    return -row.match.score, _natural(row.match.source), row.passage.id


_COUNTS_VISITS = re.compile(r"(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|ref|cmpid)=", re.IGNORECASE)


def _same_place(url: str) -> str:
    """Return a URL without its scheme, fragment, and what only counts visits: the same page by another link."""
    place, _, query = re.sub(r"^https?://(www\.)?", "", url.partition("#")[0]).partition("?")
    asked = "&".join(part for part in query.split("&") if part and not _COUNTS_VISITS.match(part))
    return (place.rstrip("/") + (f"?{asked}" if asked else "")).casefold()


def _natural(name: str) -> list[tuple[int, int, str]]:
    parts = _DIGITS.split(name)
    return [(0, int(part), part) if part.isdecimal() else (1, 0, part) for part in parts if part]
