"""What the records of an article come to, claim by claim: decided, adjudicated, disputed or open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from factkit.model import Annotation, Claim, Record, RecordKind
from factkit.verdicts.records import current, in_force


class State(StrEnum):
    """Where a claim stands."""

    DECIDED = "decided"
    ADJUDICATED = "adjudicated"
    DISPUTED = "disputed"
    WITHDRAWN = "withdrawn"
    UNCHECKED = "not checked"
    UNCHECKABLE = "not checkable"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was decided on one claim.

    Attributes:
        decision: the record that speaks for all: an adjudication, else the latest of verdicts that agree; None
            while reviewers disagree and where nothing is in force.
        verdicts: the verdicts in force, one a reviewer, by time.
        dissent: those of them that rate otherwise than the decision; all of them in a dispute.
        publication: the record that made the decision public, where that stands.
        history: every record on the claim, by time.
        stale: the article's words, or the claim's, are no longer what the decision was made on.
    """

    state: State
    decision: Record | None = None
    verdicts: tuple[Record, ...] = ()
    dissent: tuple[Record, ...] = ()
    publication: Record | None = None
    history: tuple[Record, ...] = ()
    stale: bool = False


def outcomes(annotation: Annotation) -> dict[str, Outcome]:
    """Return the outcome of each claim by its id, in the order of the article."""
    by_claim: dict[str, list[Record]] = {claim.id: [] for claim in annotation.claims}
    for record in annotation.records:
        if record.claim in by_claim:
            by_claim[record.claim].append(record)
    return {claim.id: _outcome(claim, by_claim[claim.id], annotation.article.text) for claim in annotation.claims}


def _outcome(claim: Claim, records: Iterable[Record], text: str) -> Outcome:
    history = tuple(sorted(records, key=lambda record: (record.recorded, record.id)))
    if not history:
        return Outcome(State.UNCHECKED if claim.checkable else State.UNCHECKABLE)
    standing = current(history)
    adjudications = [record for record in standing if record.kind is RecordKind.ADJUDICATION]
    verdicts = tuple(record for record in standing if record.kind is RecordKind.VERDICT)
    ratings = {(record.scale, record.rating) for record in verdicts}
    if adjudications:
        state, decision = State.ADJUDICATED, adjudications[-1]
    elif len(ratings) == 1:
        state, decision = State.DECIDED, verdicts[-1]
    elif ratings:
        state, decision = State.DISPUTED, None
    else:
        state, decision = State.WITHDRAWN, None
    published = [record for record in in_force(history) if record.kind is RecordKind.PUBLICATION]
    read = [decision] if decision else list(verdicts)
    return Outcome(
        state=state,
        decision=decision,
        verdicts=verdicts,
        dissent=tuple(record for record in verdicts if decision is None or not _same(record, decision)),
        publication=published[-1] if published else None,
        history=history,
        stale=any(record.claim_sha256 != claim.sha256 for record in read) or bool(read and not _stands(claim, text)),
    )


def _same(one: Record, other: Record) -> bool:
    return (one.scale, one.rating) == (other.scale, other.rating)


def _stands(claim: Claim, text: str) -> bool:
    return all(text[anchor.start : anchor.end] == anchor.exact for anchor in claim.anchors)
