"""What other tools' files say, put together as annotations: claims, sources and sealed records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from factkit._version import __version__
from factkit.anchoring import anchor
from factkit.claims.editing import claim_id
from factkit.errors import InputError
from factkit.model import (
    Annotation,
    Article,
    CitedPassage,
    Claim,
    EvidenceStance,
    HeldSource,
    Passage,
    Rating,
    Record,
    RecordKind,
    Scale,
    Source,
    SourceKind,
    Span,
    Versions,
    sha256,
)
from factkit.verdicts.records import RANDOM_BYTES, logs_of, seal, uuid7
from factkit.verdicts.scales import packaged
from factkit.wire import FORMAT_VERSION

_NO_ID = re.compile(r"[^A-Za-z0-9._-]+")
NO_RATIONALE = "Read from a file that gives no rationale."
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Cited:
    """A piece of evidence as a file gives it; without `quote`, what it says is not known."""

    stance: EvidenceStance
    quote: str = ""
    name: str = ""
    title: str | None = None
    url: str | None = None
    archive_url: str | None = None
    publisher: str | None = None
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A verdict as a file gives it: the id of the rating, and who decided when, where it says so."""

    scale: Scale
    rating: str
    rationale: str = ""
    reviewer: str = ""
    recorded: datetime | None = None
    evidence: tuple[Cited, ...] = ()
    published_at: str | None = None
    adjudicates: bool = False


@dataclass(frozen=True, slots=True)
class Unsaid:
    """When and by whom a verdict is taken to be given where the file does not say; `file` is the file's digest."""

    recorded: datetime
    reviewer: str
    file: str


@dataclass(frozen=True, slots=True)
class Found:
    """A claim as a file gives it: its words, where they stand in the article, and what was decided."""

    text: str
    spans: tuple[Span, ...]
    id: str = ""
    decided: tuple[Decided, ...] = ()
    changes: dict[str, object] = field(default_factory=dict)


def assemble(article: Article, found: Iterable[Found], *, origin: str, unsaid: Unsaid) -> Annotation:
    """Return the annotation that a file's claims and verdicts make up.

    Claims in one place with the same words are one claim. Records are chained and sealed in the order of time,
    within one moment that of the file, with ids made from their content, so that a file read twice gives the same
    records.

    Args:
        origin: the name of the format; the log of the records is named after it and the file, so that a file that
            was read before is known again.
    """
    claims: dict[str, Claim] = {}
    sources: dict[str, HeldSource] = {}
    scales: dict[str, Scale] = {}
    drafts: list[Record] = []
    log = f"{origin}-{unsaid.file}.{article.id}"[:200]
    for each in found:
        claim = _claim(article, each)
        claims.setdefault(claim.id, claim)
        for decided in each.decided:
            scales[decided.scale.id] = decided.scale
            cited = tuple(_cite(one, sources) for one in decided.evidence)
            drafts.append(replace(_record(article, claim, decided, unsaid), log=log, evidence=cited))
            if decided.published_at:
                public = replace(drafts[-1], kind=RecordKind.PUBLICATION, role="publisher", url=decided.published_at)
                drafts.append(replace(public, rationale=""))
    records: list[Record] = []
    for draft in sorted(drafts, key=lambda draft: draft.recorded):
        records.append(_chained(draft, records))
    return Annotation(
        article=article,
        claims=tuple(sorted(claims.values(), key=lambda claim: [(a.start, a.end) for a in claim.anchors])),
        sources=tuple(sorted(sources.values(), key=lambda held: held.source.id)),
        scales=tuple(scale for _, scale in sorted(scales.items())),
        records=tuple(records),
        logs=logs_of(records),
    )


def unsaid_in(text: str, recorded: datetime, reviewer: str) -> Unsaid:
    """Return what a file with that text leaves open."""
    return Unsaid(recorded, reviewer, sha256(text)[:12])


def article_of(texts: Sequence[str], *, id: str, **fields: object) -> tuple[Article, list[Span]]:
    """Return an article made of claims that came without one, a line each, and the place of each claim in it."""
    lines = [" ".join(text.split()) for text in texts]
    spans, offset = [], 0
    for line in lines:
        spans.append((offset, offset + len(line)))
        offset += len(line) + 1
    return replace(Article(id=as_id(id), text="\n".join(lines) + "\n"), **fields), spans  # type: ignore[arg-type]


def as_id(text: str) -> str:
    """Return `text` as an id: what it is made of where that is allowed, otherwise a digest of it."""
    cleaned = _NO_ID.sub("-", text).lstrip("-._")
    if cleaned and cleaned == text and len(cleaned) <= 100:
        return cleaned
    return f"{cleaned[:60].rstrip('-')}-{sha256(text)[:12]}".lstrip("-")


def scale_of(labels: Iterable[str], *, id: str, name: str) -> Scale:
    """Return the packaged scale that has all of `labels`, in any case of its ids or labels, else one made of them.

    The made one has an id that other labels do not give.
    """
    wanted = list(dict.fromkeys(labels))
    for scale in packaged().values():
        if wanted and all(rating_in(scale, label) for label in wanted):
            return scale
    own = f"{id}-{sha256(chr(0).join(wanted))[:8]}"
    return Scale(
        id=own,
        name=name,
        ordered=False,
        ratings=tuple(Rating(as_id(label), label, needs_evidence=False) for label in wanted),
    )


def rating_in(scale: Scale, label: str) -> str | None:
    """Return the id of the rating that a label means, whatever its case and its hyphens; None if the scale has none."""
    sought = _folded(label)
    return next((r.id for r in scale.ratings if sought in (_folded(r.id), _folded(r.label))), None)


def need(data: object, kind: type, what: str) -> None:
    """Raise InputError unless `data`, called `what`, is of a JSON type."""
    if not isinstance(data, kind):
        raise InputError(f"{what} must be {'an object' if kind is dict else 'a list' if kind is list else 'a text'}")


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text).strip().casefold()


def _claim(article: Article, found: Found) -> Claim:
    try:
        anchors = tuple(anchor(article.text, start, end) for start, end in sorted(found.spans))
    except ValueError as error:
        raise InputError(f"article {article.id}: a claim has {error}") from error
    text = " ".join(found.text.split())
    own = found.id if found.id and found.id == as_id(found.id) else ""
    return replace(
        Claim(
            article=article.id,
            id=own or claim_id(article, anchors, text),
            text=text,
            sentence=article.text[anchors[0].start : anchors[-1].end] if anchors else "",
            anchors=anchors,
        ),
        **found.changes,  # type: ignore[arg-type]
    )


def _cite(cited: Cited, sources: dict[str, HeldSource]) -> CitedPassage:
    name = cited.name or cited.url or cited.title or "evidence"
    quote = cited.quote.strip()
    text = quote or " ".join(part for part in (cited.title or name, cited.locator) if part)
    own = f"s-{sha256(chr(0).join([name, cited.url or '', cited.title or '']))[:16]}"
    held = sources.get(own) or HeldSource(
        Source(
            id=own,
            name=name,
            text="",
            title=cited.title,
            url=cited.url,
            publisher=cited.publisher,
            archive_url=cited.archive_url,
            kind=SourceKind.TEXT if quote else SourceKind.NOTE,
            origin=own,
        ),
        (),
    )
    passage = next((each for each in held.passages if each.text == text), None)
    if passage is None:
        start = (held.source.text and len(held.source.text) + 1) or 0
        passage = Passage(f"{own}-{len(held.passages) + 1}", own, start, start + len(text), text, cited.locator)
        whole = f"{held.source.text}\n{text}" if held.source.text else text
        source = replace(held.source, text=whole, sha256=sha256(whole))
        sources[own] = HeldSource(source, (*held.passages, passage))
    return CitedPassage(passage.id, cited.stance, own, quote, cited.url, cited.locator)


def _record(article: Article, claim: Claim, decided: Decided, unsaid: Unsaid) -> Record:
    return Record(
        id="",
        kind=RecordKind.ADJUDICATION if decided.adjudicates else RecordKind.VERDICT,
        log="",
        previous=None,
        article=article.id,
        claim=claim.id,
        article_sha256=article.sha256,
        claim_sha256=claim.sha256,
        reviewer=decided.reviewer or unsaid.reviewer,
        role="adjudicator" if decided.adjudicates else "reviewer",
        recorded=max(decided.recorded or unsaid.recorded, EPOCH),
        scale=decided.scale.id,
        scale_version=decided.scale.version,
        rating=decided.rating,
        rationale=decided.rationale or NO_RATIONALE,
        evidence=(),
        versions=Versions(__version__, "", FORMAT_VERSION),
    )


def _chained(record: Record, before: Sequence[Record]) -> Record:
    seed = f"{record.log}\0{len(before)}\0{record.claim}\0{record.reviewer}\0{record.rating}\0{record.rationale}"
    own = uuid7(record.recorded, bytes.fromhex(sha256(seed))[:RANDOM_BYTES])
    return seal(replace(record, id=own, previous=before[-1].digest if before else None))
