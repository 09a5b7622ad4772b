"""How a report says things, the same in every form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

from factkit.model import RecordKind, Source
from factkit.reports.content import ClaimReport, Evidence, Report, Voice

METHOD = (
    "The article was split into statements that can each be checked on their own. Each was compared with the desk's"
    " own evidence. A score says how close the wording of a passage is to a claim, from 0 to 100, not who is right;"
    " a conflict shows where the two name different things. Every verdict was decided by a person"
)
STATES_BESIDE = ("dissent", "stale", "published", "with conflicts")


def day(moment: datetime | date) -> str:
    """Return a moment as people read it, to the minute in UTC where there is a time."""
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")
    return moment.isoformat()


def plural(count: int, noun: str) -> str:
    """Return a number with its noun: "1 claim", "2 claims"."""
    return f"{count} {noun if count == 1 else noun + 's'}"


def is_web(url: str | None) -> bool:
    """Return whether an address may be a link: http or https, and no character that could end one."""
    return url is not None and re.match(r"https?://[^\s\"'<>\\]+\Z", url, re.IGNORECASE) is not None


def event(voice: Voice) -> str:
    """Return what a record did, in words."""
    rating = f" {voice.rating}" if voice.rating else ""
    return {
        RecordKind.VERDICT: f"rated it{rating}",
        RecordKind.RETRACTION: "withdrew the verdict",
        RecordKind.ADJUDICATION: f"adjudicated it{rating}",
        RecordKind.PUBLICATION: f"published the verdict{rating}",
        RecordKind.UNPUBLICATION: "took the published verdict back",
    }[voice.record.kind]


def states_of(claim: ClaimReport) -> list[str]:
    """Return the states that a claim is found under, its own first."""
    beside = (
        bool(claim.dissent),
        claim.outcome.stale,
        claim.outcome.publication is not None,
        bool(claim.conflicts),
    )
    return [str(claim.state), *(name for name, holds in zip(STATES_BESIDE, beside, strict=True) if holds)]


def tiles(report: Report) -> list[tuple[str, int, str]]:
    """Return the line of numbers: what is counted, how many claims, and the tone that it is drawn in."""
    numbers = report.numbers
    counted = [
        ("claims", numbers.claims, "plain"),
        ("checked", numbers.checked, "true"),
        ("disputed", numbers.disputed, "disputed"),
        ("withdrawn", numbers.withdrawn, "open"),
        ("not checked", numbers.unchecked, "open"),
        ("not checkable", numbers.uncheckable, "none"),
        ("stale", numbers.stale, "mixed"),
        ("with conflicts", numbers.conflicts, "false"),
    ]
    return [each for each in counted if each[1] or each[0] != "withdrawn"]


def about(report: Report) -> list[str]:
    """Return who published the article, who wrote it and when, as far as it says."""
    article = report.article
    published = article.published.isoformat() if article.published else None
    return [part for part in (article.publisher, article.byline, published) if part]


def method(report: Report) -> str:
    """Return how the verdicts came about."""
    return METHOD + (f": {', '.join(report.reviewers)}." if report.reviewers else ".")


def is_withheld(source: Source) -> bool:
    """Return whether nothing of a source is left but that it exists."""
    return source.restricted and source.name == source.id and not source.text and not source.title


def credit(item: Evidence) -> str:
    """Return where a passage is from, on one line, without links."""
    source = item.source
    if source is None:
        return item.url or "a source that is not in this file"
    if is_withheld(source):
        return f"source {item.number}, withheld"
    return " · ".join(
        _given(
            source.title or source.name,
            source.publisher,
            day(source.published) if source.published else None,
            item.locator,
            source.rating and f"rated “{source.rating}”",
            source.status.value if source.status != "active" else None,
        )
    )


def stances(item: Evidence) -> list[str]:
    """Return what reviewers say that the passage does, each once, in their order."""
    return list(dict.fromkeys(stance.value for stance, _ in item.stances))


def numbers_of(claims: Iterable[int]) -> str:
    """Return "claim 3" or "claims 3, 5"."""
    listed = [str(number) for number in claims]
    return f"{'claim' if len(listed) == 1 else 'claims'} {', '.join(listed)}"


def use_of(cited: tuple[int, ...], found: tuple[int, ...]) -> str:
    """Return what a source was used for."""
    parts = _given(
        f"cited for {numbers_of(cited)}" if cited else None,
        f"close to {numbers_of(found)}" if found else None,
    )
    return "; ".join(parts) or "not used"


def _given(*parts: str | None) -> list[str]:
    return [part for part in parts if part]
