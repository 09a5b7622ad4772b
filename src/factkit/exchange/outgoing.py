"""What every export looks up: outcomes, scales and sources by id."""

from __future__ import annotations

from factkit.evidence.restricted import WITHHELD, withhold_restricted
from factkit.model import Annotation, CitedPassage, Claim, Rating, Record, Scale, Source
from factkit.verdicts.outcome import Outcome, outcomes


class View:
    """An annotation as exports read it, restricted sources withheld unless asked for."""

    def __init__(self, annotation: Annotation, *, include_restricted: bool = False):
        self.annotation = annotation if include_restricted else withhold_restricted(annotation)
        self.scales = {scale.id: scale for scale in self.annotation.scales}
        self.sources = {held.source.id: held.source for held in self.annotation.sources}
        self.outcomes = outcomes(self.annotation)

    def outcome(self, claim: Claim) -> Outcome:
        """Return what was decided on a claim."""
        return self.outcomes[claim.id]

    def scale(self, record: Record) -> Scale | None:
        """Return the scale of a record, where the annotation has it."""
        return self.scales.get(record.scale)

    def rating(self, record: Record) -> Rating:
        """Return the rating of a record; one whose scale is missing has its id for a label."""
        scale = self.scale(record)
        known = scale.rating(record.rating) if scale and record.rating else None
        return known or Rating(record.rating or "", record.rating or "")

    def cited(self, record: Record) -> list[tuple[CitedPassage, Source | None]]:
        """Return what a record cites, with the sources; nothing that is withheld."""
        return [(each, self.sources.get(each.source)) for each in record.evidence if each.quote != WITHHELD]
