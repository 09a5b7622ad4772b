"""What every form of the report says, in the order in which it says it: an annotation, looked at by its reader.

The forms (`page`, `markdown`, `word`, `table`, `pdf`) only draw what is decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from factkit.config import Desk
from factkit.evidence.restricted import withhold_restricted
from factkit.model import (
    Anchor,
    Annotation,
    Article,
    CitedPassage,
    Claim,
    ClaimKind,
    Conflict,
    EvidenceStance,
    Log,
    Match,
    Record,
    RecordKind,
    Scale,
    Source,
    Span,
    Unresolved,
)
from factkit.verdicts.outcome import Outcome, State, outcomes
from factkit.verdicts.scales import convert

SHOWN_MATCHES = 5
NO_DESK = Desk()


class Tone(StrEnum):
    """What a rating says in one sign, whatever its scale: what a mark looks like."""

    TRUE = "true"
    MIXED = "mixed"
    FALSE = "false"
    UNKNOWN = "unknown"
    DISPUTED = "disputed"
    OPEN = "open"
    NONE = "none"

    @property
    def sign(self) -> str:
        """One character that carries the tone without colour."""
        return _SIGNS[self]


_SIGNS = {
    Tone.TRUE: "✓",
    Tone.MIXED: "≈",
    Tone.FALSE: "✗",
    Tone.UNKNOWN: "?",
    Tone.DISPUTED: "≠",
    Tone.OPEN: "○",
    Tone.NONE: "–",
}
# Where claims overlap in the article, the words take the tone that a reader must not miss.
_WEIGHT = [Tone.FALSE, Tone.DISPUTED, Tone.MIXED, Tone.UNKNOWN, Tone.TRUE, Tone.OPEN, Tone.NONE]
_TONES_OF_AVERITEC = {
    "supported": Tone.TRUE,
    "refuted": Tone.FALSE,
    "not-enough-evidence": Tone.UNKNOWN,
    "conflicting-evidence": Tone.MIXED,
}
_NO_VERDICT = {
    State.DISPUTED: ("Reviewers disagree", Tone.DISPUTED),
    State.WITHDRAWN: ("Verdict withdrawn", Tone.OPEN),
    State.UNCHECKED: ("Not checked", Tone.OPEN),
    State.UNCHECKABLE: ("Not checkable", Tone.NONE),
}
_WHY_NOT_CHECKABLE = {
    ClaimKind.PREDICTION: "A prediction: nothing that has happened can bear it out yet.",
    ClaimKind.OPINION: "An opinion or a judgement of value.",
}


@dataclass(frozen=True, slots=True)
class Voice:
    """What one record says, in the words of its scale. `rating` is its label; "" where it gives none."""

    record: Record
    rating: str
    tone: Tone
    current: bool
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that stands with a claim: cited in its verdict, or only close to it in wording.

    Attributes:
        stances: who cites it as what, "" where nobody does: pairs of stance and reviewer.
        number: of its source in the report; None where the source is not held.
        copies: how many of the claim's sources come from the same origin, this one included.
        conflicts, agreements: None where the pair was not compared.
    """

    passage: str
    quote: str
    source: Source | None
    number: int | None
    stances: tuple[tuple[EvidenceStance, str], ...] = ()
    url: str | None = None
    locator: str | None = None
    score: float | None = None
    conflicts: tuple[Conflict, ...] | None = None
    agreements: tuple[Conflict, ...] | None = None
    copies: int = 1
    self_evidence: bool = False
    below_threshold: bool = False


@dataclass(frozen=True, slots=True)
class ClaimReport:
    """One claim as the report shows it.

    Attributes:
        number: from 1, in the order of the article.
        headline: the rating in words, or what stands in its place.
        cited: the evidence of the verdicts in force, the decision's first.
        found: other passages that the store held, best first, at most one an origin; those below the threshold,
            which are no matches, are left out.
        why_not: why there is no verdict; "" where there is one.
        read: the words of the article under it, one string an anchor.
    """

    number: int
    claim: Claim
    outcome: Outcome
    headline: str
    tone: Tone
    scale: str
    decision: Voice | None
    voices: tuple[Voice, ...]
    dissent: tuple[Voice, ...]
    cited: tuple[Evidence, ...]
    found: tuple[Evidence, ...]
    history: tuple[Voice, ...]
    why_not: str
    read: tuple[str, ...]

    @property
    def state(self) -> State:
        """Where the claim stands."""
        return self.outcome.state

    @property
    def agreeing(self) -> tuple[Voice, ...]:
        """The other verdicts in force that rate it as the decision does."""
        other = {voice.record.id for voice in (*self.dissent, *([self.decision] if self.decision else []))}
        return tuple(voice for voice in self.voices if voice.record.id not in other)

    @property
    def reviewers(self) -> tuple[str, ...]:
        """Who decided on it, by name."""
        return tuple(sorted({voice.record.reviewer for voice in self.voices}))

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The conflicts with any passage shown."""
        return tuple(conflict for each in (*self.cited, *self.found) for conflict in each.conflicts or ())


@dataclass(frozen=True, slots=True)
class SourceReport:
    """A source and the numbers of the claims that cite it and that it was found for."""

    number: int
    source: Source
    cited: tuple[int, ...]
    found: tuple[int, ...]
    copies: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the article with the same claims on it; `ends` are those whose last words it holds."""

    text: str
    claims: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()
    tone: Tone | None = None


@dataclass(frozen=True, slots=True)
class RatingCount:
    """How many claims have a headline; `key` tells apart the same words on two scales."""

    key: str
    label: str
    tone: Tone
    count: int
    description: str = ""
    color: str = ""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The one line of numbers; every one counts claims.

    `checked`, `disputed`, `unchecked`, `withdrawn` and `uncheckable` add up to `claims`.
    """

    claims: int
    checkable: int
    checked: int
    disputed: int
    dissent: int
    stale: int
    unchecked: int
    withdrawn: int
    uncheckable: int
    published: int
    conflicts: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report says.

    Attributes:
        paragraphs: the article, paragraph by paragraph, in segments; joined with newlines they are its text.
        corrections: changes of verdicts that were public or in force: retractions, replacements, unpublications.
        edited: how many decisions were made on another version of the article's text.
        until: the time of the latest record; None without one. The report has no other clock.
        withheld: how many sources are withheld.
    """

    article: Article
    desk: Desk
    claims: tuple[ClaimReport, ...]
    paragraphs: tuple[tuple[Segment, ...], ...]
    numbers: Numbers
    ratings: tuple[RatingCount, ...]
    sources: tuple[SourceReport, ...]
    origins: int
    scales: tuple[Scale, ...]
    reviewers: tuple[str, ...]
    corrections: tuple[tuple[int, Voice], ...]
    edited: int
    until: datetime | None
    withheld: int
    models: tuple[str, ...]
    logs: tuple[Log, ...]

    @property
    def title(self) -> str:
        """The article's title, else its id."""
        return self.article.title or self.article.id


def report(annotation: Annotation, *, desk: Desk = NO_DESK, include_restricted: bool = False) -> Report:
    """Return what a report on `annotation` says.

    Args:
        desk: who publishes it.
        include_restricted: show the sources at risk too; otherwise only that they exist.
    """
    shown = annotation if include_restricted else withhold_restricted(annotation)
    view = _View(shown)
    claims = tuple(view.claim(number, claim) for number, claim in enumerate(shown.claims, start=1))
    sources = tuple(view.source_report(source, claims) for source in view.in_order())
    records = [voice.record for claim in claims for voice in claim.voices]
    everything = [voice.record for claim in claims for voice in claim.history]
    return Report(
        article=shown.article,
        desk=desk,
        claims=claims,
        paragraphs=paragraphs(shown.article.text, claims),
        numbers=_numbers(claims),
        ratings=_rating_counts(claims, view.scales),
        sources=sources,
        origins=len({each.source.origin or each.source.id for each in sources}),
        scales=shown.scales,
        reviewers=tuple(sorted({record.reviewer for record in records})),
        corrections=_corrections(claims),
        edited=sum(record.article_sha256 != shown.article.sha256 for record in records),
        until=max((record.recorded for record in everything), default=None),
        withheld=0 if include_restricted else sum(held.source.restricted for held in shown.sources),
        models=tuple(sorted({f"{r.versions.factkit} with {r.versions.model}" for r in everything})),
        logs=shown.logs,
    )


def tone_of(scale: Scale | None, rating: str | None) -> Tone:
    """Return the tone of a rating: its counterpart's on AVeriTeC's scale, else by its place on an ordered one."""
    if scale is None or rating is None or scale.rating(rating) is None:
        return Tone.UNKNOWN
    if mapped := convert(scale, rating, "averitec"):
        return _TONES_OF_AVERITEC.get(mapped.rating, Tone.UNKNOWN)
    if not scale.ordered or len(scale.ratings) < 2:
        return Tone.UNKNOWN
    place = [each.id for each in scale.ratings].index(rating) / (len(scale.ratings) - 1)
    return Tone.FALSE if place < 1 / 3 else Tone.TRUE if place > 2 / 3 else Tone.MIXED


class _View:
    """An annotation with its sources, passages and scales at hand by id."""

    def __init__(self, annotation: Annotation):
        self.annotation = annotation
        self.scales = {scale.id: scale for scale in annotation.scales}
        self.sources = {held.source.id: held.source for held in annotation.sources}
        self.by_name = {held.source.name: held.source for held in annotation.sources}
        self.numbers: dict[str, int] = {}
        self.passages = {passage.id: passage for held in annotation.sources for passage in held.passages}
        self.matches: dict[str, tuple[Match, ...]] = dict(annotation.matches)
        self.outcomes = outcomes(annotation)
        self._number_sources()

    def _number_sources(self) -> None:
        """Number the sources as a reader meets them: those that verdicts cite, then those found, then the rest."""
        claims = [claim.id for claim in self.annotation.claims]
        standing = [
            record for each in claims for record in (self.outcomes[each].decision, *self.outcomes[each].verdicts)
        ]
        cited = [each.source for record in standing if record for each in record.evidence]
        found = [self.by_name.get(match.source) for each in claims for match in self.matches.get(each, ())]
        for own in [*cited, *(source.id for source in found if source), *self.sources]:
            if own in self.sources:
                self.numbers.setdefault(own, len(self.numbers) + 1)

    def in_order(self) -> list[Source]:
        return sorted(self.sources.values(), key=lambda source: self.numbers[source.id])

    def claim(self, number: int, claim: Claim) -> ClaimReport:
        outcome = self.outcomes[claim.id]
        matches = self.matches.get(claim.id, ())
        history = tuple(self._voices(outcome.history))
        by_id = {voice.record.id: voice for voice in history}
        decision = by_id[outcome.decision.id] if outcome.decision else None
        voices = tuple(by_id[record.id] for record in outcome.verdicts)
        headline, tone = (decision.rating, decision.tone) if decision else _NO_VERDICT[outcome.state]
        speaking = ([decision] if decision else []) + [voice for voice in voices if voice is not decision]
        cited = self._cited(speaking, matches)
        taken = {each.passage for each in cited}
        return ClaimReport(
            number=number,
            claim=claim,
            outcome=outcome,
            headline=headline,
            tone=tone,
            scale=decision.record.scale if decision else "",
            decision=decision,
            voices=tuple(speaking),
            dissent=tuple(by_id[record.id] for record in outcome.dissent),
            cited=cited,
            found=self._found(matches, taken),
            history=history,
            why_not="" if decision else _why_not(claim, outcome, matches),
            read=tuple(anchor.exact for anchor in claim.anchors),
        )

    def source_report(self, source: Source, claims: Iterable[ClaimReport]) -> SourceReport:
        own = self.numbers[source.id]
        claims = tuple(claims)
        origin = source.origin or source.id
        return SourceReport(
            number=own,
            source=source,
            cited=tuple(c.number for c in claims if any(each.number == own for each in c.cited)),
            found=tuple(c.number for c in claims if any(each.number == own for each in c.found)),
            copies=sum((other.origin or other.id) == origin for other in self.sources.values()),
        )

    def _voices(self, history: tuple[Record, ...]) -> Iterable[Voice]:
        later = {record.supersedes: record.id for record in history if record.supersedes}
        for record in history:
            scale = self.scales.get(record.scale)
            rating = scale.rating(record.rating) if scale and record.rating else None
            yield Voice(
                record=record,
                rating=rating.label if rating else record.rating or "",
                tone=tone_of(scale, record.rating),
                current=record.id not in later,
                superseded_by=later.get(record.id),
            )

    def _cited(self, voices: list[Voice], matches: tuple[Match, ...]) -> tuple[Evidence, ...]:
        stances: dict[str, list[tuple[EvidenceStance, str]]] = {}
        first: dict[str, CitedPassage] = {}
        for voice in voices:
            for cited in voice.record.evidence:
                first.setdefault(cited.passage, cited)
                stances.setdefault(cited.passage, []).append((cited.stance, voice.record.reviewer))
        return tuple(
            self._evidence(passage, cited, matches, tuple(stances[passage])) for passage, cited in first.items()
        )

    def _found(self, matches: tuple[Match, ...], taken: set[str]) -> tuple[Evidence, ...]:
        best: dict[str, Match] = {}
        for match in matches:
            if match.passage not in taken and not match.below_threshold:
                best.setdefault(match.origin or match.source, match)
        return tuple(self._evidence(match.passage, None, matches) for match in list(best.values())[:SHOWN_MATCHES])

    def _evidence(
        self,
        passage: str,
        cited: CitedPassage | None,
        matches: tuple[Match, ...],
        stances: tuple[tuple[EvidenceStance, str], ...] = (),
    ) -> Evidence:
        match = next((match for match in matches if match.passage == passage), None)
        held = self.passages.get(passage)
        source = self.sources.get(cited.source) if cited else None
        if source is None and match:
            source = self.by_name.get(match.source) or (self.sources.get(held.source) if held else None)
        found = Evidence(
            passage=passage,
            quote=(cited.quote if cited else "") or (match.text if match else "") or (held.text if held else ""),
            source=source,
            number=self.numbers.get(source.id) if source else None,
            stances=stances,
            url=(cited.url if cited else None) or (source.url if source else None),
            locator=(cited.locator if cited else None) or (held.locator if held else None),
        )
        if match is None:
            return found
        return replace(
            found,
            score=match.score,
            conflicts=match.conflicts,
            agreements=match.agreements,
            copies=sum(other.origin == match.origin for other in matches) if match.origin else 1,
            self_evidence=match.self_evidence,
            below_threshold=match.below_threshold,
        )


def _why_not(claim: Claim, outcome: Outcome, matches: tuple[Match, ...]) -> str:
    if outcome.state is State.DISPUTED:
        return "Its reviewers rate it differently and nobody has adjudicated yet."
    if outcome.state is State.WITHDRAWN:
        return "Its verdict was withdrawn and no other has taken its place."
    if not claim.checkable:
        return _WHY_NOT_CHECKABLE.get(claim.kind) or _unresolved(claim.unresolved) or "Not a statement of fact."
    if all(match.below_threshold for match in matches):
        return "Nobody has decided it, and nothing in the desk's evidence speaks to it."
    return "Nobody has decided it yet."


def _unresolved(parts: tuple[Unresolved, ...]) -> str:
    return f"It does not say {', '.join(parts)}." if parts else ""


def _numbers(claims: tuple[ClaimReport, ...]) -> Numbers:
    return Numbers(
        claims=len(claims),
        checkable=sum(each.claim.checkable for each in claims),
        checked=sum(each.decision is not None for each in claims),
        disputed=sum(each.state is State.DISPUTED for each in claims),
        dissent=sum(bool(each.dissent) for each in claims),
        stale=sum(each.outcome.stale for each in claims),
        unchecked=sum(each.state is State.UNCHECKED for each in claims),
        withdrawn=sum(each.state is State.WITHDRAWN for each in claims),
        uncheckable=sum(each.state is State.UNCHECKABLE for each in claims),
        published=sum(each.outcome.publication is not None for each in claims),
        conflicts=sum(bool(each.conflicts) for each in claims),
    )


def _rating_counts(claims: tuple[ClaimReport, ...], scales: Mapping[str, Scale]) -> tuple[RatingCount, ...]:
    """Return the headlines that occur: the scales' ratings in their order, then what stands in a rating's place."""
    counts: dict[str, RatingCount] = {}
    for scale in scales.values():
        for rating in scale.ratings:
            of_rating = [
                c for c in claims if c.decision and c.scale == scale.id and c.decision.record.rating == rating.id
            ]
            if of_rating:
                key = rating_key(of_rating[0])
                counts[key] = RatingCount(
                    key,
                    rating.label,
                    of_rating[0].tone,
                    len(of_rating),
                    rating.description or "",
                    rating.color or "",
                )
    for claim in claims:
        key = rating_key(claim)
        if key not in counts:
            same = [other for other in claims if rating_key(other) == key]
            counts[key] = RatingCount(key, claim.headline, claim.tone, len(same))
    return tuple(counts.values())


def rating_key(claim: ClaimReport) -> str:
    """Return what a claim is counted and filtered under."""
    return f"{claim.scale}.{claim.decision.record.rating}" if claim.decision else str(claim.state)


def _corrections(claims: tuple[ClaimReport, ...]) -> tuple[tuple[int, Voice], ...]:
    found = [
        (claim.number, voice)
        for claim in claims
        for voice in claim.history
        if voice.record.kind in (RecordKind.RETRACTION, RecordKind.UNPUBLICATION)
        or (voice.record.kind in (RecordKind.VERDICT, RecordKind.ADJUDICATION) and voice.record.supersedes)
    ]
    return tuple(sorted(found, key=lambda pair: (pair[1].record.recorded, pair[1].record.id)))


def paragraphs(text: str, claims: tuple[ClaimReport, ...]) -> tuple[tuple[Segment, ...], ...]:
    """Return the lines of `text`, each cut where the claims on it change; anchors outside the text are left out."""
    places = [(number, tone, span) for number, tone, span in _places(text, claims)]
    cuts = {0, len(text)}
    for _, _, (start, end) in places:
        cuts |= {start, end}
    lines: list[tuple[Segment, ...]] = []
    offset = 0
    opening: dict[int, list[tuple[int, Tone]]] = {}
    closing: dict[int, list[int]] = {}
    last: dict[int, int] = {}
    for number, tone, (start, end) in places:
        opening.setdefault(start, []).append((number, tone))
        closing.setdefault(end, []).append(number)
        last[number] = max(end, last.get(number, 0))
    ordered = sorted(cuts)
    on: dict[int, Tone] = {}
    at = 0
    for line in text.split("\n"):
        segments: list[Segment] = []
        end_of_line = offset + len(line)
        start = offset
        while True:
            while at < len(ordered) and ordered[at] <= start:
                for number in closing.get(ordered[at], ()):
                    on.pop(number, None)
                on.update(opening.get(ordered[at], ()))
                at += 1
            if start >= end_of_line:
                break
            end = min(ordered[at], end_of_line) if at < len(ordered) else end_of_line
            ends = tuple(sorted(number for number in closing.get(end, ()) if last[number] == end))
            segments.append(_segment(text[start:end], on, ends))
            start = end
        lines.append(tuple(segments))
        offset = end_of_line + 1
    return tuple(lines)


def _places(text: str, claims: tuple[ClaimReport, ...]) -> Iterable[tuple[int, Tone, Span]]:
    for claim in claims:
        for start, end in _merged(claim.claim.anchors):
            if 0 <= start < end <= len(text):
                yield claim.number, claim.tone, (start, end)


def _merged(anchors: tuple[Anchor, ...]) -> list[Span]:
    spans: list[Span] = []
    for start, end in sorted((anchor.start, anchor.end) for anchor in anchors):
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _segment(text: str, on: dict[int, Tone], ends: tuple[int, ...]) -> Segment:
    if not on:
        return Segment(text)
    return Segment(text, tuple(sorted(on)), ends, min(on.values(), key=_WEIGHT.index))
