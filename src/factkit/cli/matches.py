"""How matches are shown: flat in JSON, grouped by origin in tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from factkit.cli.options import ListingFormat
from factkit.cli.output import print_listing, show
from factkit.display import one_line
from factkit.model import Conflict, SourceKind
from factkit.wire import match_to_json

if TYPE_CHECKING:
    from factkit.matching.explanation import Explanation
    from factkit.workspace.matching import MatchedClaim, Row

LONGEST_QUOTE = 240


def matched_row(matched: MatchedClaim) -> dict[str, Any]:
    """Return a claim with its matches as the JSON lines have it; explanations where they were asked for."""
    rows = [match_to_json(match) for match in matched.matches]
    for row, explanation in zip(rows, matched.explanations, strict=False):
        row["explanation"] = explanation.to_json()
    return {"id": matched.claim.id, "text": matched.claim.text, "matches": rows}


def print_matches(found: Iterable[MatchedClaim], format: ListingFormat, *, everything: bool = False) -> None:
    """Print claims with their matches: JSON rows are flat and whole; a table folds copies and hides what is too far.

    Args:
        everything: let the table show what is too far as well.
    """
    if format is not ListingFormat.TABLE:
        print_listing(map(matched_row, found), (), format)
        return
    for number, matched in enumerate(found, start=1):
        show(f"{number:>3}  {one_line(matched.claim.text)}")
        show_matches(matched, everything=everything)
        show()


def show_matches(matched: MatchedClaim, *, everything: bool = False) -> None:
    """Show the sources of one claim: copies as one, earlier fact-checks with their rating, conflicts word by word."""
    from factkit.matching.ranking import groups

    shown = [row for row in matched.rows if everything or not row.match.below_threshold]
    for copies in groups(shown):
        first = copies[0]
        show(f"     ≈ {first.match.score:>3.0f}  {_headline(first, copies)}")
        show(f'          "{_shortened(first.match.text)}"')
        for line in findings(first.match.conflicts, first.match.agreements):
            show(f"          {line}")
        if matched.explanations:
            for line in explained(matched.explanations[matched.rows.index(first)]):
                show(f"          {line}")
    hidden = len(matched.rows) - len(shown)
    if not shown:
        show("     – nothing in the evidence speaks to this" + (f" ({hidden} too far: --all)" if hidden else ""))
    elif hidden:
        show(f"       {hidden} more too far: --all")


def _headline(row: Row, copies: Sequence[Row]) -> str:
    source, match = row.source, row.match
    parts = [source.title or source.name, source.publisher, source.published and f"{source.published:%Y-%m-%d}"]
    if source.rating:
        parts.append(
            f"earlier fact-check: {source.rating}" + (f" ({source.rating_scale})" if source.rating_scale else "")
        )
    elif source.kind is SourceKind.FACTCHECK:
        parts.append("earlier fact-check")
    if len(copies) > 1:
        parts.append(f"{len(copies)} sources, 1 origin")
    if match.self_evidence:
        parts.append("self-evidence")
    if match.below_threshold:
        parts.append("too far")
    return " · ".join(one_line(str(part)) for part in parts if part)


def findings(conflicts: Sequence[Conflict] | None, agreements: Sequence[Conflict] | None) -> Iterator[str]:
    """Yield a line for each conflict and each agreement, the words of both sides beside each other."""
    for sign, found in (("✗", conflicts or ()), ("✓", agreements or ())):
        for conflict in found:
            yield f"{sign} {conflict.kind.value:<9} {_side(conflict.claim)} ↔ {_side(conflict.passage)}"


def _side(words: str) -> str:
    return one_line(words) or "–"


def explained(explanation: Explanation) -> Iterator[str]:
    """Yield what a score is made of: a line for what is covered, one for what is lacking, the weightiest first."""
    covered = ", ".join(
        part.claim if part.likeness == 1 else f"{part.claim} ≈ {part.passage}" for part in explanation.covered
    )
    lacking = ", ".join(part.claim for part in sorted(explanation.lacking, key=lambda part: -part.worth))
    yield f"covers {explanation.coverage:.0%}: {covered or '–'}"
    yield f"lacks: {lacking or '–'}"


def _shortened(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= LONGEST_QUOTE else line[: LONGEST_QUOTE - 1].rstrip() + "…"
