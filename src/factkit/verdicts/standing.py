"""Where a claim stands when several people decide: open, agreed, disputed, adjudicated; and who may see what."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from factkit.config import ReviewConfig
from factkit.model import Claim, Record, RecordKind
from factkit.verdicts.records import DECISIONS, current

REVIEWER, ADJUDICATOR, PUBLISHER = "reviewer", "adjudicator", "publisher"


class Stage(StrEnum):
    """How far a claim is decided."""

    OPEN = "open"
    WAITING = "waiting"
    AGREED = "agreed"
    DISPUTED = "disputed"
    ADJUDICATED = "adjudicated"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a claim stands.

    Attributes:
        verdicts: the reviewers' verdicts in force, by time.
        final: the record that decides: the adjudication, or the latest of the verdicts that agree; None otherwise.
    """

    claim: str
    stage: Stage
    needed: int
    verdicts: tuple[Record, ...] = ()
    final: Record | None = None


@dataclass(frozen=True, slots=True)
class Opinion:
    """What somebody decided, under the name by which the reader may know them."""

    who: str
    record: Record


def needed(claim: Claim, rules: ReviewConfig) -> int:
    """Return how many people must decide `claim`."""
    return rules.reviewers if claim.check_worthiness >= rules.reviewers_from else 1


def standing(claim: Claim, records: Iterable[Record], rules: ReviewConfig) -> Standing:
    """Return where `claim` stands after `records` (of any claims). Undisputed claims finish by themselves."""
    decisions = [record for record in current(records) if record.claim == claim.id]
    verdicts = tuple(record for record in decisions if record.kind is RecordKind.VERDICT)
    adjudications = [record for record in decisions if record.kind is RecordKind.ADJUDICATION]
    places = needed(claim, rules)
    if adjudications:
        return Standing(claim.id, Stage.ADJUDICATED, places, verdicts, adjudications[-1])
    if not verdicts:
        return Standing(claim.id, Stage.OPEN, places)
    if len(verdicts) < places:
        return Standing(claim.id, Stage.WAITING, places, verdicts)
    if len({(record.scale, record.rating) for record in verdicts}) > 1:
        return Standing(claim.id, Stage.DISPUTED, places, verdicts)
    return Standing(claim.id, Stage.AGREED, places, verdicts, verdicts[-1])


def is_overruled(verdict: Record, place: Standing) -> bool:
    """Return whether an adjudication decided otherwise than `verdict`."""
    return (
        place.stage is Stage.ADJUDICATED
        and verdict.kind is RecordKind.VERDICT
        and place.final is not None
        and (verdict.scale, verdict.rating) != (place.final.scale, place.final.rating)
    )


def shown_to(reviewer: str | None, records: Sequence[Record], *, blind: bool) -> list[Record]:
    """Return the records that `reviewer` may see, in their order.

    Where review is blind, others' records on a claim are seen once one's own decision on it is in force, and a
    reader without a name sees none. This protects from accident, not from somebody who opens the database.
    """
    if not blind:
        return list(records)
    if reviewer is None:
        return []
    answered = {r.claim for r in current(records) if r.reviewer == reviewer and r.kind in DECISIONS}
    return [record for record in records if record.reviewer == reviewer or record.claim in answered]


def anonymous(claim: str, records: Iterable[Record]) -> list[Opinion]:
    """Return what people decided on a claim with letters for their names, in the order of the letters."""
    given = list(records)
    known_as = letters(claim, (record.reviewer for record in given))
    return sorted((Opinion(known_as[r.reviewer], r) for r in given), key=lambda opinion: opinion.who)


def letters(claim: str, reviewers: Iterable[str]) -> Mapping[str, str]:
    """Return reviewer -> "A", "B" ...: the same each time, in an order that names do not decide."""

    def order(reviewer: str) -> str:
        return hashlib.sha256(f"{claim}\n{reviewer}".encode()).hexdigest()

    return {reviewer: _letter(number) for number, reviewer in enumerate(sorted(set(reviewers), key=order))}


def _letter(number: int) -> str:
    return chr(ord("A") + number) if number < 26 else f"R{number + 1}"
