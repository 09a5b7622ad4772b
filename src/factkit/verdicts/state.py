"""What a review holds at one moment, and what can be asked of it."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from factkit.config import ReviewConfig
from factkit.model import CitedPassage, Claim, Conflict, Record, RecordKind, RejectedPassage, Scale, Span
from factkit.verdicts.rules import missing
from factkit.verdicts.standing import Opinion, anonymous

FAR = 2**31


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage offered as evidence on a claim; None in `conflicts` and `agreements` where it was not compared.

    `sources` is how many have it, all of one origin; the flags are those of `Match`.
    """

    passage: str
    source: str
    text: str
    score: float
    title: str = ""
    publisher: str = ""
    published: str = ""
    url: str | None = None
    archive_url: str | None = None
    locator: str | None = None
    conflicts: tuple[Conflict, ...] | None = None
    agreements: tuple[Conflict, ...] | None = None
    sources: int = 1
    self_evidence: bool = False
    below_threshold: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """What a reviewer has filled in for a claim, recorded or not. Nothing is preselected."""

    rating: str | None = None
    rationale: str = ""
    evidence: tuple[CitedPassage, ...] = ()
    rejected: tuple[RejectedPassage, ...] = ()


@dataclass(frozen=True, slots=True)
class Core:
    """What undo and redo bring back: the claims, the forms, the decisions and the marks.

    Attributes:
        claims: those under review, in the order of the article.
        forms: claim -> its form; one that nobody touched is missing.
        decisions: claim -> the form as it was recorded; the verdict in force.
        ticks: stretches of the article whose words are checked, sorted, apart.
        comments: claim -> remarks, oldest first.
        brought: claim -> evidence that the reviewer searched for or wrote, newest first.
    """

    claims: tuple[Claim, ...]
    forms: Mapping[str, Form] = field(default_factory=dict)
    decisions: Mapping[str, Form] = field(default_factory=dict)
    ticks: tuple[Span, ...] = ()
    flags: frozenset[str] = frozenset()
    skipped: frozenset[str] = frozenset()
    comments: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    brought: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moment:
    """A state that can be gone back to: what it held, where the reviewer was, and what was done there."""

    core: Core
    claim: str | None
    did: str


class Filter(StrEnum):
    """Which claims the queue holds."""

    ALL = "all"
    TO_DO = "to do"
    DONE = "done"
    CHECKABLE = "checkable"
    FLAGGED = "flagged"
    SKIPPED = "skipped"
    CONFLICTS = "with conflicts"
    OVERRULED = "overruled"


@dataclass(frozen=True, slots=True)
class State:
    """A review under way.

    Attributes:
        claim: the id of the claim that is open; None where there is none.
        past, future: what undo and redo go to, the nearest last.
        candidates: claim -> evidence offered, best first; a claim whose matches are not known yet is missing.
        others: claim -> what other people decided. Read it through `seen_others` alone: it keeps blindness.
        taken: claims that somebody else has open; the queue leaves them out.
        places: claim -> the evidence that is open there, counting from 0.
        message: what the last step has to say to the person.
    """

    reviewer: str
    scale: Scale
    rules: ReviewConfig
    core: Core
    claim: str | None
    adjudicating: bool = False
    filter: Filter = Filter.ALL
    past: tuple[Moment, ...] = ()
    future: tuple[Moment, ...] = ()
    candidates: Mapping[str, tuple[Candidate, ...]] = field(default_factory=dict)
    others: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    places: Mapping[str, int] = field(default_factory=dict)
    message: str = field(default="", compare=False)


def offer(state: State, claim: str, candidates: Iterable[Candidate]) -> State:
    """Return the state with what the store has on a claim, best first."""
    return replace(state, candidates={**state.candidates, claim: tuple(candidates)})


def opened(state: State) -> Claim | None:
    """Return the claim that is open."""
    return next((claim for claim in state.core.claims if claim.id == state.claim), None)


def form(state: State, claim: str) -> Form:
    """Return what is filled in for a claim."""
    return state.core.forms.get(claim) or state.core.decisions.get(claim) or Form()


def is_decided(state: State, claim: str) -> bool:
    """Return whether the reviewer's verdict on the claim is in force."""
    return claim in state.core.decisions


def is_changed(state: State, claim: str) -> bool:
    """Return whether the form is no longer what was recorded."""
    return is_decided(state, claim) and form(state, claim) != state.core.decisions[claim]


def needs(state: State, claim: str) -> tuple[str, ...]:
    """Return what the desk's rules still want before the form of a claim can be recorded; empty if nothing."""
    filled = form(state, claim)
    rating = state.scale.rating(filled.rating) if filled.rating else None
    return missing(rating, filled.rationale, filled.evidence, state.rules)


def evidence(state: State, claim: str) -> tuple[Candidate, ...]:
    """Return the evidence beside a claim: what was brought first, then what was offered."""
    brought = state.core.brought.get(claim, ())
    known = {candidate.passage for candidate in brought}
    return brought + tuple(each for each in state.candidates.get(claim, ()) if each.passage not in known)


def looked_at(state: State) -> Candidate | None:
    """Return the evidence that is open beside the claim."""
    if state.claim is None or not (beside := evidence(state, state.claim)):
        return None
    return beside[min(state.places.get(state.claim, 0), len(beside) - 1)]


def listed(state: State) -> tuple[Claim, ...]:
    """Return the claims that the filter lets through, in the order of the article; one can go to any of them."""
    lets_through = _FILTERS[state.filter]
    return tuple(claim for claim in state.core.claims if lets_through(state, claim))


def queue(state: State) -> tuple[Claim, ...]:
    """Return those of the listed claims that nobody else is on: what next and previous lead to."""
    return tuple(claim for claim in listed(state) if claim.id not in state.taken)


def seen_others(state: State, claim: str) -> tuple[Opinion, ...]:
    """Return what others decided on a claim, as far as this reviewer may know it.

    Nothing where review is blind and one's own verdict is not in force. An adjudicator sees everything, but the
    names: people are A and B, in an order that names do not decide.
    """
    records = state.others.get(claim, ())
    if state.adjudicating:
        return tuple(anonymous(claim, records))
    if state.rules.blind and not is_decided(state, claim):
        return ()
    return tuple(Opinion(record.reviewer, record) for record in records)


def is_overruled(state: State, claim: str) -> bool:
    """Return whether an adjudicator decided otherwise than this reviewer."""
    own = state.core.decisions.get(claim)
    return own is not None and any(
        opinion.record.kind is RecordKind.ADJUDICATION and opinion.record.rating != own.rating
        for opinion in seen_others(state, claim)
    )


def words(text: str, span: Span) -> list[Span]:
    """Return where the words of a stretch of `text` are."""
    return [found.span() for found in _WORD.finditer(text, *span)]


def is_ticked(state: State, span: Span) -> bool:
    """Return whether all of a stretch of the article is checked."""
    place = bisect.bisect_right(state.core.ticks, (span[0], FAR)) - 1
    return place >= 0 and state.core.ticks[place][1] >= span[1]


_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*")

_FILTERS: Mapping[Filter, Callable[[State, Claim], bool]] = {
    Filter.ALL: lambda state, claim: True,  # noqa: ARG005 - the others look at both
    Filter.TO_DO: lambda state, claim: claim.checkable and not is_decided(state, claim.id),
    Filter.DONE: lambda state, claim: is_decided(state, claim.id),
    Filter.CHECKABLE: lambda state, claim: claim.checkable,  # noqa: ARG005
    Filter.FLAGGED: lambda state, claim: claim.id in state.core.flags,
    Filter.SKIPPED: lambda state, claim: claim.id in state.core.skipped,
    Filter.CONFLICTS: lambda state, claim: any(each.conflicts for each in evidence(state, claim.id)),
    Filter.OVERRULED: lambda state, claim: is_overruled(state, claim.id),
}
