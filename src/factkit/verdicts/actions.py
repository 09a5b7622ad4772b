"""What a reviewer can do, as values, and their JSON form in the log of events."""

from __future__ import annotations

from dataclasses import dataclass

from factkit.model import CitedPassage, Claim
from factkit.verdicts.state import Candidate, Filter, Form


@dataclass(frozen=True, slots=True)
class Go:
    """Open the claim with that id."""

    claim: str


@dataclass(frozen=True, slots=True)
class Move:
    """Open the claim so many places further in the queue, or back where `by` is negative."""

    by: int


@dataclass(frozen=True, slots=True)
class Look:
    """Open the evidence so many places further, or back."""

    by: int


@dataclass(frozen=True, slots=True)
class Show:
    """Let the queue hold those claims."""

    filter: Filter


@dataclass(frozen=True, slots=True)
class Rate:
    """Choose a rating, and record the verdict where the desk's rules have all they need."""

    rating: str


@dataclass(frozen=True, slots=True)
class Decide:
    """Record the form as it stands."""


@dataclass(frozen=True, slots=True)
class Retract:
    """Take the verdict in force back."""


@dataclass(frozen=True, slots=True)
class Write:
    """Set the rationale."""

    rationale: str


@dataclass(frozen=True, slots=True)
class Bring:
    """Put a passage beside the claim that was not offered, and open it."""

    candidate: Candidate


@dataclass(frozen=True, slots=True)
class Accept:
    """Cite a passage with its stance, in the place of an earlier stance."""

    cited: CitedPassage


@dataclass(frozen=True, slots=True)
class Reject:
    """Set a passage aside, with the score it had; a cited one is cited no more."""

    passage: str
    score: float


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave the claim for later and go on."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Flag the claim, or take its flag away."""


@dataclass(frozen=True, slots=True)
class Comment:
    """Add a remark to the claim."""

    text: str


@dataclass(frozen=True, slots=True)
class Tick:
    """Mark the words of the article from `start` to `end` as checked, or as not."""

    start: int
    end: int
    on: bool = True


@dataclass(frozen=True, slots=True)
class Recut:
    """Put claims in the place of others: an edit is 1 for 1, a split 1 for n, a merge n for 1, and so on."""

    old: tuple[Claim, ...]
    new: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Adopt:
    """Take over a verdict of one's own that was recorded elsewhere; None where it was retracted there."""

    claim: str
    form: Form | None


@dataclass(frozen=True, slots=True)
class Undo:
    """Go back to before the last thing done."""


@dataclass(frozen=True, slots=True)
class Redo:
    """Do again what was undone."""


Action = (
    Go
    | Move
    | Look
    | Show
    | Rate
    | Decide
    | Retract
    | Write
    | Bring
    | Accept
    | Reject
    | Skip
    | Flag
    | Comment
    | Tick
    | Recut
    | Adopt
    | Undo
    | Redo
)
