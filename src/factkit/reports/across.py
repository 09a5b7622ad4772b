"""The desk's overview: what its articles come to together, by publisher, reviewer, rating and time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from factkit.config import Desk
from factkit.reports import words
from factkit.reports.content import NO_DESK, ClaimReport, RatingCount, Report, rating_key, tone_of
from factkit.verdicts.outcome import State
from factkit.wire import FORMAT_VERSION

DAYS_SHOWN_ONE_BY_ONE = 31

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Row:
    """Counts of claims, for an article, a publisher or all: those of `Numbers`, and by headline."""

    name: str
    articles: int
    claims: int
    checked: int
    disputed: int
    stale: int
    unchecked: int
    ratings: tuple[RatingCount, ...]


@dataclass(frozen=True, slots=True)
class ReviewerRow:
    """What one person decided; `overruled` are verdicts that rate otherwise than the decision on the claim."""

    name: str
    verdicts: int
    adjudications: int
    overruled: int
    ratings: tuple[RatingCount, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """A day or a month, and what was decided in it, by headline."""

    name: str
    ratings: tuple[RatingCount, ...]

    @property
    def count(self) -> int:
        """How many claims were decided."""
        return sum(each.count for each in self.ratings)


@dataclass(frozen=True, slots=True)
class Place:
    """A claim of one of the articles."""

    article: str
    claim: ClaimReport


@dataclass(frozen=True, slots=True)
class Overview:
    """All that an overview says; lists are in the order of their names, articles in that of publication.

    `known` has everything that a chart may show, whatever its count.
    """

    desk: Desk
    total: Row
    articles: tuple[Row, ...]
    publishers: tuple[Row, ...]
    reviewers: tuple[ReviewerRow, ...]
    periods: tuple[Period, ...]
    disputes: tuple[Place, ...]
    stale: tuple[Place, ...]
    known: tuple[RatingCount, ...]

    @property
    def ratings(self) -> tuple[RatingCount, ...]:
        """What claims were rated, over all articles."""
        return self.total.ratings


def overview(reports: Sequence[Report], *, desk: Desk = NO_DESK) -> Overview:
    """Return what `reports` come to together; empty without any."""
    ordered = sorted(reports, key=lambda each: (each.article.published or date.min, each.title, each.article.id))
    claims = [claim for each in ordered for claim in each.claims]
    known = _known(ordered)
    publishers: dict[str, list[Report]] = {}
    for each in ordered:
        publishers.setdefault(each.article.publisher or "unknown", []).append(each)
    return Overview(
        desk=desk,
        total=_row("all", ordered, known),
        articles=tuple(_row(each.title, [each], known) for each in ordered),
        publishers=tuple(_row(name, group, known) for name, group in sorted(publishers.items())),
        reviewers=_reviewers(claims, known),
        periods=_periods(claims, known),
        disputes=tuple(_places(ordered, lambda claim: claim.state is State.DISPUTED)),
        stale=tuple(_places(ordered, lambda claim: claim.outcome.stale)),
        known=tuple(known.values()),
    )


def to_json(found: Overview) -> Json:
    """Return the overview as plain values."""
    return {
        "factkit": FORMAT_VERSION,
        "total": _row_to_json(found.total),
        "articles": [_row_to_json(row) for row in found.articles],
        "publishers": [_row_to_json(row) for row in found.publishers],
        "reviewers": [
            {
                "name": row.name,
                "verdicts": row.verdicts,
                "adjudications": row.adjudications,
                "overruled": row.overruled,
                "ratings": _counts_to_json(row.ratings),
            }
            for row in found.reviewers
        ],
        "periods": [{"period": each.name, "ratings": _counts_to_json(each.ratings)} for each in found.periods],
        "disputes": [_place_to_json(place) for place in found.disputes],
        "stale": [_place_to_json(place) for place in found.stale],
    }


def _known(reports: Sequence[Report]) -> dict[str, RatingCount]:
    """Return everything that can be counted: the ratings of every scale, then what stands in a rating's place."""
    ratings = {
        f"{scale.id}.{rating.id}": RatingCount(
            f"{scale.id}.{rating.id}",
            rating.label,
            tone_of(scale, rating.id),
            0,
            rating.description or "",
            rating.color or "",
        )
        for report in reports
        for scale in report.scales
        for rating in scale.ratings
    }
    return ratings | {each.key: each for report in reports for each in report.ratings}


def _counted(claims: Iterable[ClaimReport], known: dict[str, RatingCount]) -> tuple[RatingCount, ...]:
    return _of_keys([rating_key(claim) for claim in claims], known)


def _of_keys(keys: list[str], known: dict[str, RatingCount]) -> tuple[RatingCount, ...]:
    """Return how often each key stands, in the order of `known`; keys that it does not have are left out."""
    counts = {key: keys.count(key) for key in set(keys)}
    return tuple(
        RatingCount(key, each.label, each.tone, counts[key], each.description, each.color)
        for key, each in known.items()
        if key in counts
    )


def _row(name: str, reports: Sequence[Report], known: dict[str, RatingCount]) -> Row:
    numbers = [each.numbers for each in reports]
    return Row(
        name=name,
        articles=len(reports),
        claims=sum(each.claims for each in numbers),
        checked=sum(each.checked for each in numbers),
        disputed=sum(each.disputed for each in numbers),
        stale=sum(each.stale for each in numbers),
        unchecked=sum(each.unchecked for each in numbers),
        ratings=_counted((claim for each in reports for claim in each.claims), known),
    )


def _reviewers(claims: Sequence[ClaimReport], known: dict[str, RatingCount]) -> tuple[ReviewerRow, ...]:
    names = sorted({name for claim in claims for name in claim.reviewers})
    rows = []
    for name in names:
        own = [(claim, voice.record) for claim in claims for voice in claim.voices if voice.record.reviewer == name]
        verdicts = [(claim, record) for claim, record in own if record.kind == "verdict"]
        overruled = [
            claim
            for claim in claims
            if claim.decision and any(voice.record.reviewer == name for voice in claim.dissent)
        ]
        rows.append(
            ReviewerRow(
                name=name,
                verdicts=len(verdicts),
                adjudications=len(own) - len(verdicts),
                overruled=len(overruled),
                ratings=_of_keys([f"{record.scale}.{record.rating}" for _, record in own], known),
            )
        )
    return tuple(rows)


def _periods(claims: Sequence[ClaimReport], known: dict[str, RatingCount]) -> tuple[Period, ...]:
    """Return the decisions by day, or by month where they span more; none is left out between the first and last."""
    days = [(claim.decision.record.recorded.date(), rating_key(claim)) for claim in claims if claim.decision]
    if not days:
        return ()
    first, last = min(day for day, _ in days), max(day for day, _ in days)
    if (last - first).days < DAYS_SHOWN_ONE_BY_ONE:
        names = [(first + timedelta(days=at)).isoformat() for at in range((last - first).days + 1)]
    else:
        months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
        names = [f"{month // 12}-{month % 12 + 1:02}" for month in months]
    keys: dict[str, list[str]] = {name: [] for name in names}
    for day, key in days:
        keys[day.isoformat()[: len(names[0])]].append(key)
    return tuple(Period(name, _of_keys(of_name, known)) for name, of_name in keys.items())


def _places(reports: Sequence[Report], holds: Any) -> Iterable[Place]:
    return (Place(each.title, claim) for each in reports for claim in each.claims if holds(claim))


def _row_to_json(row: Row) -> Json:
    return {
        "name": row.name,
        "articles": row.articles,
        "claims": row.claims,
        "checked": row.checked,
        "disputed": row.disputed,
        "stale": row.stale,
        "unchecked": row.unchecked,
        "ratings": _counts_to_json(row.ratings),
    }


def _counts_to_json(counts: Iterable[RatingCount]) -> list[Json]:
    return [{"rating": each.key, "label": each.label, "claims": each.count} for each in counts]


def _place_to_json(place: Place) -> Json:
    return {
        "article": place.article,
        "claim": place.claim.claim.id,
        "text": place.claim.claim.text,
        "verdicts": [
            {"reviewer": voice.record.reviewer, "rating": voice.record.rating, "label": voice.rating}
            for voice in place.claim.voices
        ],
    }


def markdown(found: Overview) -> str:
    """Return the overview as Markdown, as GitHub shows it."""
    from factkit.reports.prose import escape, table

    def rows(of: Iterable[Row]) -> Iterable[tuple[str, ...]]:
        return (
            (escape(r.name), str(r.claims), str(r.checked), str(r.disputed), str(r.stale), _ratings(r.ratings))
            for r in of
        )

    def places(of: Iterable[Place]) -> str:
        return "\n".join(
            f"- {escape(place.article)}, claim {place.claim.number}: {escape(place.claim.claim.text)} ("
            + "; ".join(f"{escape(v.record.reviewer)}: {escape(v.rating)}" for v in place.claim.voices)
            + ")"
            for place in of
        )

    def _ratings(of: Iterable[RatingCount]) -> str:
        return ", ".join(f"{each.tone.sign} {escape(each.label)} {each.count}" for each in of)

    head = ("", "Claims", "Checked", "Disputed", "Stale", "Ratings")
    parts = [
        f"# Overview{f' of {escape(found.desk.name)}' if found.desk.name else ''}",
        f"**{words.plural(found.total.articles, 'article')} · {words.plural(found.total.claims, 'claim')}"
        f" · {found.total.checked} checked · {found.total.disputed} disputed · {found.total.stale} stale**",
        "## Ratings",
        table(("", "Rating", "Claims"), ((e.tone.sign, escape(e.label), str(e.count)) for e in found.ratings)),
        "## Articles",
        table(head, rows(found.articles)),
        "## Publishers",
        table(head, rows(found.publishers)),
        "## Reviewers",
        table(
            ("", "Verdicts", "Adjudications", "Overruled", "Ratings"),
            (
                (escape(r.name), str(r.verdicts), str(r.adjudications), str(r.overruled), _ratings(r.ratings))
                for r in found.reviewers
            ),
        ),
        "## Over time",
        table(("", "Decided", "Ratings"), ((p.name, str(p.count), _ratings(p.ratings)) for p in found.periods)),
        "## Open disagreements",
        places(found.disputes) or "None.",
        "## Stale verdicts",
        places(found.stale) or "None.",
    ]
    return "\n\n".join(parts) + "\n"
