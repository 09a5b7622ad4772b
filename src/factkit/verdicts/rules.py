"""The rules of the desk: what a verdict needs before it is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from factkit.config import ReviewConfig
from factkit.model import CitedPassage, Rating

RATIONALE = "a rationale"
EVIDENCE = "a piece of evidence"


def missing(
    rating: Rating | None, rationale: str, evidence: Sequence[CitedPassage], rules: ReviewConfig
) -> tuple[str, ...]:
    """Return what a verdict still needs, as noun phrases for "needs ..."; empty if it can be recorded.

    A rating that says that there is no evidence needs none. Under `require = "locator"` each cited passage needs
    a place that a reader can go to.
    """
    if rating is None:
        return ("a rating",)
    if rules.require == "none":
        return ()
    needs = []
    if rating.needs_evidence and not evidence:
        needs.append(EVIDENCE)
    if not rationale.strip():
        needs.append(RATIONALE)
    if rules.require == "locator":
        needs += [f"a locator or URL for {cited.passage}" for cited in evidence if not (cited.locator or cited.url)]
    return tuple(needs)


def rule_name(rules: ReviewConfig) -> str:
    """Return the rule as `factkit.toml` has it, for messages that say what forbids something."""
    return f'review.require = "{rules.require}"'
