"""The table of `factkit check`: each claim with its best evidence, signs that read without colour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factkit.display import one_line
from factkit.matching.ranking import Row, groups
from factkit.model import Claim, ClaimKind, Conflict, DateMention, Match

if TYPE_CHECKING:
    from factkit.workspace.checking import CheckedArticle
    from factkit.workspace.matching import MatchedClaim

GROUPS_SHOWN = 2
EXCERPT = 170


def print_checked(checked: CheckedArticle, *, by_worth: bool, show_all: bool, loose: bool) -> None:
    """Print a checked article; claims that cannot be checked are one line each unless `show_all`."""
    console = Console(highlight=False, markup=False, emoji=False)
    numbered = list(enumerate(checked.claims, start=1))
    if by_worth:
        numbered.sort(key=lambda pair: (not pair[1].claim.checkable, -pair[1].claim.check_worthiness, pair[0]))
    console.print(Text(_headline(checked), style="bold"))
    for number, matched in numbered:
        console.print()
        console.print(_claim(number, matched, show_all=show_all))
    console.print()
    for line in _closing(checked, loose):
        console.print(Text(line, style="dim"))


def _headline(checked: CheckedArticle) -> str:
    article, claims = checked.article, checked.claims
    checkable = sum(matched.claim.checkable for matched in claims)
    parts = [
        one_line(article.title or article.id),
        article.published.isoformat() if article.published else "no date of publication",
        f"{len(claims)} claims, {checkable} checkable",
        f"evidence: {checked.sources} sources, {checked.origins} origins",
    ]
    return " · ".join(parts)


def _closing(checked: CheckedArticle, loose: bool) -> Iterator[str]:
    checkable = [matched for matched in checked.claims if matched.claim.checkable]
    conflicts = sum(matched.has_conflict for matched in checkable)
    without = sum(not matched.has_evidence for matched in checkable)
    yield (
        "Scores say how close the wording is, not who is right. "
        f"{conflicts} claims have conflicts, {without} have no evidence."
    )
    if loose:
        yield "To keep this and decide: factkit init desk, factkit evidence add, factkit review"
    else:
        id = checked.article.id
        yield f"Next: factkit review {id} · factkit report {id} -f html -o report.html"


def _claim(number: int, matched: MatchedClaim, *, show_all: bool) -> Group:
    claim = matched.claim
    grid = Table.grid(padding=(0, 1), expand=True)
    grid.add_column(justify="right", width=3)
    grid.add_column(ratio=1)
    grid.add_column(justify="right", width=3)
    grid.add_column(width=11)
    worth = str(claim.check_worthiness) if claim.checkable else "–"
    signs = _signs([match for match in matched.matches if _speaks(match)], between="\n")
    words = Text(one_line(claim.text), style="bold" if claim.checkable else "")
    if when := _when(claim.dates):
        words.append(f" ({when})", style="dim")
    if not claim.checkable:
        words.append(f" · {_why_not(claim)}", style="dim")
    grid.add_row(Text(f"{number}"), words, Text(worth), signs)
    if not claim.checkable and not show_all:
        return Group(grid)
    if claim.unresolved:
        unknown = Text(f"a reader of this alone does not know {', '.join(claim.unresolved)}", style="dim")
        return Group(grid, Padding(unknown, (0, 0, 0, 4)), *_evidence(matched, show_all=show_all))
    return Group(grid, *_evidence(matched, show_all=show_all))


def _why_not(claim: Claim) -> str:
    kind = {ClaimKind.PREDICTION: "prediction", ClaimKind.OPINION: "opinion"}.get(claim.kind, "not checkable")
    return f"{kind}, said by {one_line(claim.attribution.speaker)}" if claim.attribution else kind


def _when(dates: Sequence[DateMention]) -> str:
    return "; ".join(_days(date) for date in dates if date.start or date.end)


def _days(date: DateMention) -> str:
    if date.start == date.end:
        return str(date.start)
    return f"{date.start or '…'} to {date.end or '…'}"


def _signs(matches: Sequence[Match], *, between: str = "  ") -> Text:
    """Return the kinds in conflict with any match, and what agrees where nothing is."""
    conflicts = dict.fromkeys(c.kind.value for match in matches for c in match.conflicts or ())
    if conflicts:
        return Text(between.join(f"✗ {kind}" for kind in conflicts), style="red")
    agreements = dict.fromkeys(c.kind.value for match in matches[:1] for c in match.agreements or ())
    return Text(between.join(f"✓ {kind}" for kind in agreements), style="green")


def _speaks(match: Match) -> bool:
    """Return whether a match speaks to its claim: close in wording, or about the same thing and in conflict with it."""
    return not match.below_threshold or bool(match.conflicts)


def _evidence(matched: MatchedClaim, *, show_all: bool) -> Iterator[Padding]:
    near = [row for row in matched.rows if show_all or _speaks(row.match)]
    if not near:
        yield Padding(Text("– nothing in the store speaks to this", style="dim"), (0, 0, 0, 4))
        return
    for copies in groups(near)[: None if show_all else GROUPS_SHOWN]:
        yield from _group(copies)


def _group(copies: Sequence[Row]) -> Iterator[Padding]:
    row = copies[0]
    source, match = row.source, row.match
    about = [one_line(part) for part in (source.title or source.name, source.publisher or "") if part]
    if source.published:
        about.append(str(source.published)[:10])
    if len(copies) > 1:
        about.append(f"{len(copies)} sources, 1 origin")
    if match.self_evidence:
        about.append("the article's own publisher")
    if source.rating:
        about.append(f"rated {one_line(source.rating)}")
    head = _signs([match])
    head.append("  " if head.plain else "")
    head.append(" · ".join(about), style="default")
    scored = Table.grid(padding=(0, 2))
    scored.add_row(Text(f"≈ {match.score:3.0f}"), head)
    yield Padding(scored, (0, 0, 0, 4))
    yield Padding(_excerpt(match), (0, 0, 0, 11))
    if match.conflicts:
        yield Padding(Text("claim: " + " · ".join(map(_pair, match.conflicts)), style="red"), (0, 0, 0, 11))


def _pair(conflict: Conflict) -> str:
    sides = (one_line(conflict.claim) or "(nothing)", one_line(conflict.passage) or "(nothing)")
    return f"{sides[0]} ↔ {sides[1]}"


def _excerpt(match: Match) -> Text:
    """Return the passage, cut around the words in conflict, those words in brackets."""
    spans = sorted({c.passage_span for c in match.conflicts or () if c.passage_span})
    start = max(0, min((first for first, _ in spans), default=0) - EXCERPT // 3)
    start = match.text.rfind(" ", 0, start) + 1 if start else 0
    end = min(len(match.text), start + EXCERPT)
    if end < len(match.text):
        end = max(match.text.rfind(" ", start, end), start + 1)
    words, at = "…" if start else "", start
    for first, last in spans:
        if at <= first and last <= end:
            words += match.text[at:first] + "[" + match.text[first:last] + "]"
            at = last
    words += match.text[at:end] + ("…" if end < len(match.text) else "")
    return Text(f"“{one_line(words)}”")
