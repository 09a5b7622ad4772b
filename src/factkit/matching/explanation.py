"""What a score is made of: which words of a claim a passage covers, with which of its own, and what it lacks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from factkit.matching.frequencies import Frequencies
from factkit.matching.likeness import likeness
from factkit.matching.tokens import tokens
from factkit.model import Span


@dataclass(frozen=True, slots=True)
class Covered:
    """A word of the claim and what stands for it.

    Attributes:
        passage_span: None where only the title has it.
        likeness: 0 to 1; 1 is the same term.
        worth: its share of what the claim is worth, 0 to 1.
    """

    claim: str
    claim_span: Span
    passage: str
    passage_span: Span | None
    likeness: float
    worth: float


@dataclass(frozen=True, slots=True)
class Lacking:
    """A word of the claim that the passage has not; `worth` as in `Covered`."""

    claim: str
    claim_span: Span
    worth: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """Both in the order of the claim; `coverage` is the worth of what is covered, 0 to 1."""

    covered: tuple[Covered, ...]
    lacking: tuple[Lacking, ...]

    @property
    def coverage(self) -> float:
        """The share of the claim's worth that is covered, 0 to 1."""
        return sum(part.worth * part.likeness for part in self.covered)

    def to_json(self) -> dict[str, Any]:
        """Return it as plain values."""
        return {
            "coverage": round(self.coverage, 3),
            "covered": [
                {
                    "claim": part.claim,
                    "passage": part.passage,
                    "claim_span": list(part.claim_span),
                    "passage_span": part.passage_span and list(part.passage_span),
                    "likeness": round(part.likeness, 3),
                    "worth": round(part.worth, 3),
                }
                for part in self.covered
            ],
            "lacking": [
                {"claim": part.claim, "claim_span": list(part.claim_span), "worth": round(part.worth, 3)}
                for part in self.lacking
            ],
        }


def explain(claim: str, passage: str, frequencies: Frequencies, *, title: str = "") -> Explanation:
    """Return which words of `claim` are covered by `passage` or its `title`, and which are lacking.

    A word that stands twice in the claim counts once for the score, and is shown, and weighed, each time it stands.
    """
    words = [(span, terms.split()) for span, terms in tokens(claim)]
    total = sum(frequencies.idf(term) for _, terms in words for term in terms) or 1.0
    theirs = [(span, term) for span, terms in tokens(passage) for term in terms.split()]
    named = [(span, term) for span, terms in tokens(title) for term in terms.split()]
    covered, lacking = [], []
    for span, terms in words:
        worth = sum(frequencies.idf(term) for term in terms) / total
        in_text, in_title = _best(terms, theirs, frequencies), _best(terms, named, frequencies)
        own = claim[slice(*span)]
        if in_text[0] > 0:
            covered.append(Covered(own, span, passage[slice(*in_text[1])], in_text[1], in_text[0], worth))
        elif in_title[0] > 0:
            covered.append(Covered(own, span, title[slice(*in_title[1])], None, in_title[0], worth))
        else:
            lacking.append(Lacking(own, span, worth))
    return Explanation(tuple(covered), tuple(lacking))


def _best(terms: list[str], theirs: list[tuple[Span, str]], frequencies: Frequencies) -> tuple[float, Span]:
    """Return how well the likest word stands for any of `terms`, and where the first such word is."""
    best, where = 0.0, (0, 0)
    for span, other in theirs:
        for term in terms:
            if (found := likeness(term, other, frequencies)) > best:
                best, where = found, span
    return best, where
