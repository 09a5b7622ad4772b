"""`factkit match` and `factkit compare`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from factkit.cli.articles import FetchOption, KeepOption
from factkit.cli.matches import explained, findings, print_matches
from factkit.cli.options import (
    AfterOption,
    BeforeOption,
    FormatOption,
    ListingFormat,
    MaxBytesOption,
    PublishedOption,
    WorkspaceOption,
)
from factkit.cli.output import print_listing, say, show, unless_none
from factkit.errors import FactkitError, InputError
from factkit.model import Claim, SourceKind
from factkit.wire import conflict_to_json

if TYPE_CHECKING:
    from factkit.workspace.comparing import Pair
    from factkit.workspace.matching import MatchedClaim

T = TypeVar("T")

LONGEST_QUOTE = 240


class FailOn(StrEnum):
    """What makes a command that finds it exit 1."""

    CONFLICT = "conflict"
    NO_EVIDENCE = "no-evidence"


EvidenceOption = Annotated[
    list[str] | None,
    typer.Option("--evidence", metavar="PATH", help="Match against these files or folders; no workspace is needed."),
]
TopOption = Annotated[int, typer.Option("--top", min=1, help="At most this many sources for each claim.")]
ConflictsOption = Annotated[
    int, typer.Option("--conflicts", min=0, help="Compare the first so many matches for conflicts; 0 none.")
]
PublisherOption = Annotated[str | None, typer.Option("--publisher", help="Only sources of this publisher.")]
KindOption = Annotated[SourceKind | None, typer.Option("--kind", help="Only sources of this kind.")]
FailOnOption = Annotated[
    list[FailOn] | None, typer.Option("--fail-on", help="Exit 1 where a claim has a conflict, or no evidence.")
]


def match(
    article: Annotated[
        str | None, typer.Argument(metavar="[ARTICLE]", help="An id or its unique beginning, a path, a URL.")
    ] = None,
    claims: Annotated[
        str | None, typer.Option("--claims", metavar="FILE", help="Claims, a JSON object a line, or - for stdin.")
    ] = None,
    claim: Annotated[list[str] | None, typer.Option("--claim", metavar="TEXT", help="One claim.")] = None,
    evidence: EvidenceOption = None,
    top: TopOption = 5,
    conflicts: ConflictsOption = 5,
    jobs: Annotated[int, typer.Option("--jobs", min=1, help="How many processes work on --claims.")] = 1,
    after: AfterOption = None,
    before: BeforeOption = None,
    publisher: PublisherOption = None,
    kind: KindOption = None,
    explain: Annotated[bool, typer.Option("--explain", help="Say what each passage covers and lacks.")] = False,
    everything: Annotated[bool, typer.Option("--all", help="Show what is too far from the claim as well.")] = False,
    fail_on: FailOnOption = None,
    workspace: WorkspaceOption = None,
    format: FormatOption = ListingFormat.TABLE,
    published: PublishedOption = None,
    fetch: FetchOption = False,
    keep: KeepOption = True,
    max_bytes: MaxBytesOption = None,
) -> None:
    """Match claims against the evidence: the sources closest in wording, and where they disagree.

    The claims are those of an article, of a file of JSON lines as split writes them, or given one by one.

    Example: factkit match --claim "Diop was arrested in Paris." --evidence notes.jsonl
    """
    from factkit.workspace import lines
    from factkit.workspace import matching as use
    from factkit.workspace.articles import Reading
    from factkit.workspace.opening import find_workspace_or_none
    from factkit.workspace.searching import EvidenceAt

    if sum(given is not None for given in (article, claims, claim)) != 1:
        raise typer.BadParameter("name one ARTICLE, or --claims FILE, or --claim TEXT")
    found = find_workspace_or_none(workspace)
    at = EvidenceAt(tuple(evidence or ()), found, max_bytes)
    how = use.Matching(
        top=top,
        conflicts=conflicts,
        choice=use.SourceChoice(publisher, kind, after, before),
        threshold=found.config.matching.threshold if found else None,
        explain=explain,
    )
    outcome = Outcome(fail_on or [])
    if article is not None:
        reading = Reading(published=published, fetch=fetch, max_bytes=max_bytes)
        results = use.match_article(article, at, how, reading, keep=keep)
    else:
        given = lines.read_claims(claims, max_bytes) if claims is not None else _numbered(claim or [])
        results = use.match_given(outcome.good(given), at, how, jobs)
    if (matched := unless_none(outcome.seen(results))) is not None:
        print_matches(matched, format, everything=everything)
    raise typer.Exit(outcome.exit_code)


def compare(
    claim: Annotated[str | None, typer.Argument(metavar="[CLAIM]", help="The words of a claim.")] = None,
    passage: Annotated[str | None, typer.Argument(metavar="[PASSAGE]", help="The words of a passage.")] = None,
    pairs: Annotated[
        str | None,
        typer.Option("--pairs", metavar="FILE", help='Pairs, {"id", "claim", "passage"} a line, or - for stdin.'),
    ] = None,
    format: FormatOption = ListingFormat.TABLE,
    max_bytes: MaxBytesOption = None,
) -> None:
    """Compare a claim with a passage: the score, what it is made of, and where they disagree.

    Close wording is not agreement: a claim and its negation can both score 100.

    Example: factkit compare "Diop was arrested in Paris." "Police arrested Vezilier in Bamako."
    """
    from factkit.workspace import lines
    from factkit.workspace.comparing import compare_pairs

    outcome = Outcome([])
    if pairs is not None and claim is None:
        given = outcome.good(lines.read_pairs(pairs, max_bytes))
    elif pairs is None and claim is not None and passage is not None:
        given = iter([("pair", Claim("", "pair", _words(claim, "CLAIM")), _words(passage, "PASSAGE"))])
    else:
        raise typer.BadParameter("give a CLAIM and a PASSAGE, or --pairs FILE")
    if (compared := unless_none(outcome.counted(compare_pairs(given)))) is not None:
        _print_pairs(compared, format)
    raise typer.Exit(outcome.exit_code)


class Outcome:
    """What became of the claims: errors are said as they come; they and `fail_on` decide the exit code."""

    def __init__(self, fail_on: Sequence[FailOn]) -> None:
        self._fail_on = fail_on
        self._done = self._errors = 0
        self._failed = False

    def good(self, items: Iterable[T | FactkitError]) -> Iterator[T]:
        """Yield the items that are no errors, and say those that are."""
        for item in items:
            if isinstance(item, FactkitError):
                self._errors += 1
                say(f"factkit: {item}")
            else:
                yield item

    def counted(self, items: Iterable[T]) -> Iterator[T]:
        """Yield the items, counting them as done."""
        for item in items:
            self._done += 1
            yield item

    def seen(self, results: Iterable[MatchedClaim | FactkitError]) -> Iterator[MatchedClaim]:
        """Yield the claims that were matched, counting them and what `fail_on` asks for."""
        for matched in self.counted(self.good(results)):
            self._failed |= FailOn.CONFLICT in self._fail_on and matched.has_conflict
            self._failed |= FailOn.NO_EVIDENCE in self._fail_on and matched.claim.checkable and not matched.has_evidence
            yield matched

    @property
    def exit_code(self) -> int:
        """0 done, 1 done with errors or with what `fail_on` names, 2 nothing done."""
        if not self._done:
            return 2
        return 1 if self._errors or self._failed else 0


def _numbered(texts: Sequence[str]) -> Iterator[Claim | FactkitError]:
    for number, text in enumerate(texts, start=1):
        try:
            yield Claim("", f"claim-{number}", _words(text, "--claim"))
        except InputError as error:
            yield error


def _words(text: str, name: str) -> str:
    if not text.strip():
        raise InputError("there is nothing in it; give the words", path=name)
    return text


def _print_pairs(compared: Iterator[Pair], format: ListingFormat) -> None:
    if format is ListingFormat.TABLE:
        for pair in compared:
            _show_pair(pair)
    else:
        print_listing(map(_pair_row, compared), (), format)


def _pair_row(pair: Pair) -> dict[str, Any]:
    return {
        "id": pair.id,
        "score": round(pair.score, 2),
        "conflicts": [conflict_to_json(conflict) for conflict in pair.conflicts],
        "agreements": [conflict_to_json(conflict) for conflict in pair.agreements],
        "folded": [conflict_to_json(conflict) for conflict in pair.folded],
        "explanation": pair.explanation.to_json(),
    }


def _show_pair(pair: Pair) -> None:
    show(f"{pair.id}  ≈ {pair.score:.0f}")
    for line in (*findings(pair.conflicts, pair.agreements), *explained(pair.explanation)):
        show(f"  {line}")
