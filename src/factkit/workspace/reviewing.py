"""A review under way: the step machine, and the store that keeps each of its steps before it is shown.

    with open_review(workspace, "france-mali", reviewer="amina") as session:
        session.act(Rate("refuted"))
        session.state

Each action is one transaction: the event, the records that it makes and the claims that it recuts are kept together
or not at all. Whoever reviews next to it is seen at each step.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from factkit.errors import InputError, ReviewError
from factkit.model import Article, CitedPassage, Claim, EvidenceStance, Passage, Record, RecordKind, Source, SourceKind
from factkit.store.glance import Glance, glance
from factkit.verdicts.actions import Accept, Action, Adopt, Decide, Go, Move, Rate, Reject, Skip
from factkit.verdicts.events import event_from_json, event_of, event_to_json
from factkit.verdicts.records import current
from factkit.verdicts.review import before, begin, changes, onward, replay, step
from factkit.verdicts.standing import ADJUDICATOR, REVIEWER, Stage, needed, standing
from factkit.verdicts.state import Candidate, Form, State, is_decided, offer, opened
from factkit.workspace import verdicts as recording
from factkit.workspace.articles import find_article
from factkit.workspace.matches import COMPARED, KeptMatches, candidate, kept_matches
from factkit.workspace.opening import Workspace, open_index, open_store
from factkit.workspace.scales import scale as find_scale

if TYPE_CHECKING:
    from factkit.store import Store

FOUND_AT_ONCE = 20
NOTHING_LEFT = "Nothing is left to do that nobody else has in hand."


@dataclass
class Session:
    """One person's review of one article.

    Attributes:
        state: where it stands; only `act` changes what a person decided.
        records: all of the article's, in the order in which they were kept.
        steps: how many events are kept.
        matches: what the store has on each claim, as far as it is known.
        since: when the claim that is open was opened, by `clock`.
        is_awake: whether `wake` was called; until then the state is what a glance showed.
    """

    workspace: Workspace
    article: Article
    author: recording.Author
    state: State
    records: list[Record]
    steps: int
    matches: KeptMatches
    clock: Callable[[], float] = time.monotonic
    since: float = field(default=0.0)
    is_awake: bool = False
    _store: Store | None = None

    @property
    def store(self) -> Store:
        """The store, opened when it is first needed."""
        if self._store is None:
            from factkit.store import Store

            self._store = Store.open(self.workspace.database)
        return self._store

    def wake(self) -> State:
        """Open the store, take over what happened elsewhere, and keep the open claim for this person."""
        if not self.is_awake:
            self.is_awake = True
            self.state = self.with_news(self.state)
            self.adopt()
            self.settle()
            self.since = self.clock()
        return self.state

    def close(self) -> None:
        """Give back the claim in hand, and let go of the store."""
        if self._store is not None:
            self._store.release(self.author.name)
            self._store.close()
            self._store = None

    def go_to(self, reference: str) -> State:
        """Open the claim that a person names.

        Raises:
            StoreError: there is no such claim, or it is not in this review.
        """
        from factkit.workspace.articles import find_claim

        return self.act(Go(find_claim(self.store, reference).id))

    def act(self, action: Action) -> State:
        """Do what a person asks, keep it, and return the state after it.

        Raises:
            ReviewError: the state or the desk's rules do not allow it; nothing was kept.
            StoreError: it could not be kept; nothing was done.
        """
        self.wake()
        after = step(self.state, action)
        if after.claim != self.state.claim:
            after = self._for_oneself(after, action, self.state.claim)
        self._keep(action, after)
        if after.claim != self.state.claim:
            self.since = self.clock()
            if self.state.claim is not None:
                self.store.release(self.author.name, self.state.claim)
        self.state = self.with_news(after)
        return self.state

    def offer(self, claim: str, candidates: tuple[Candidate, ...]) -> State:
        """Take in what the store has on a claim."""
        self.state = offer(self.state, claim, candidates)
        return self.state

    def show_matches(self) -> State:
        """Offer the kept matches of the claim that is open, where they are known."""
        claim = self.state.claim
        if claim is not None and claim not in self.state.candidates and (found := self.matches.of(claim)) is not None:
            self.offer(claim, found)
        return self.state

    def match_open_claim(self, *, compared: bool = True) -> State:
        """Offer the matches of the claim that is open, looking for them where they are not known.

        Args:
            compared: compare them with the claim too, which loads the language model.
        """
        claim = opened(self.show_matches())
        if claim is not None and claim.id not in self.state.candidates:
            self.matches.look(claim, self.store, compared=COMPARED if compared else 0)
            self.offer(claim.id, self.matches.of(claim.id) or ())
        return self.state

    def take_match(self, line: str) -> State:
        """Take in a line of the command that looks for evidence."""
        return self.offer(*self.matches.take(line, self.store))

    def search(self, words: str) -> list[Candidate]:
        """Return passages of the store that share words with `words`, as evidence on the open claim, best first."""
        from factkit.matching.score import score

        index = open_index(self.workspace, self.store)
        claim = opened(self.state)
        frequencies = index.frequencies()
        found = []
        for passage in self.store.passages_by_number(index.candidates(words, FOUND_AT_ONCE)):
            source = self._source(passage)
            against = claim.text if claim else words
            rated = score(against, passage.text, frequencies, title=source.title or "")
            found.append(candidate(source, passage, rated))
        return found

    def note(self, text: str, url: str, title: str) -> Candidate:
        """Keep a note in the person's own words as evidence, and return it.

        Raises:
            InputError: it has no words, or its URL is none.
        """
        from factkit.evidence.records import source_from_record
        from factkit.schema import pointer, schema_problems

        given = {"text": text.strip(), "url": url.strip(), "title": title.strip()}
        record = {"kind": SourceKind.NOTE.value, **{key: value for key, value in given.items() if value}}
        if problems := schema_problems(record, "evidence", limit=1):
            raise InputError(f"the note: {pointer(problems[0].path) or 'it'}: {problems[0].message}")
        source, passages = source_from_record(record)
        self.store.add_sources([(source, passages)])
        return candidate(source, passages[0], 0.0)

    def passage(self, id: str) -> Candidate:
        """Return a passage of the store as evidence.

        Raises:
            StoreError: it is not in the store.
        """
        [passage] = self.store.passages([id])
        return candidate(self._source(passage), passage, 0.0)

    def adopt(self) -> None:
        """Take over what the same person decided elsewhere since."""
        own = {r.claim: _form_of(r) for r in current(self.records) if _is_by(r, self.author)}
        for claim in self.state.core.claims:
            if self.state.core.decisions.get(claim.id) != own.get(claim.id):
                self.act_silently(Adopt(claim.id, own.get(claim.id)))

    def act_silently(self, action: Action) -> None:
        """Keep an action that only takes over what the store has already: it makes no record."""
        after = step(self.state, action)
        self._keep(action, after, drafts=False)
        self.state = replace(after, message="")

    def with_news(self, state: State) -> State:
        """Return the state with what was recorded since, by anybody, and who has which claim open."""
        news = self.store.records(article=self.article.id, skip=len(self.records))
        self.records += news
        if news:
            state = replace(state, others=_others(self.records, self.author))
        state = replace(state, taken=self._taken(state))
        theirs = [r for r in news if not _is_by(r, self.author) and is_decided(state, r.claim) and r.rating]
        if theirs:
            return replace(state, message=f"{state.message}; {theirs[-1].reviewer} decided a claim of yours too")
        return state

    def settle(self) -> None:
        """Keep the open claim for oneself, or go on to one that nobody else has; none is open where all are taken."""
        self.state = self._for_oneself(self.state, Skip(), None)

    def _keep(self, action: Action, after: State, *, drafts: bool = True) -> None:
        from factkit.store import Event
        from factkit.workspace.verdicts import checked

        done = changes(self.state, after)
        event = Event(
            self.article.id,
            _log_of(self.author),
            self.steps + 1,
            event_to_json(event_of(action, after)),
            datetime.now(UTC),
        )
        self.store.keep_step(
            event,
            drafts=[
                checked(self.store, each)
                for claim, filled in done.decided
                if drafts and (each := self._draft(claim, filled))
            ],
            added=done.added,
            dropped=[claim.id for claim in done.removed],
        )
        self.steps += 1

    def _draft(self, claim: Claim, filled: Form | None) -> Record | None:
        own = [r for r in current(self.records) if r.claim == claim.id and _is_by(r, self.author)]
        if filled is None:
            return recording.retraction(own[-1]) if own else None
        spent = round(self.clock() - self.since, 1) if self.workspace.config.review.time_spent else None
        by = replace(self.author, versions=recording.versions(self.workspace), seconds=spent)
        return recording.following(
            recording.new_record(self.article, claim, filled, self.state.scale, by), self.records
        )

    def _for_oneself(self, after: State, action: Action, otherwise: str | None) -> State:
        """Return the state with its open claim kept for this person, past those that others have in hand or done.

        Somebody who goes to a claim by name gets it all the same; `otherwise` is open where nothing is left.
        """
        while not self._lease(after):
            if not isinstance(action, Move | Skip | Rate | Decide):
                return after
            after = replace(after, taken=after.taken | {after.claim or ""})
            try:
                after = onward(after, action)
            except ReviewError:
                return replace(after, claim=otherwise, message=" ".join([after.message, NOTHING_LEFT]).strip())
        return after

    def _lease(self, state: State) -> bool:
        """Keep the open claim for this person; return whether it is theirs to do."""
        claim = opened(state)
        if claim is None or state.adjudicating or is_decided(state, claim.id):
            return True
        rules, now = self.workspace.config.review, datetime.now(UTC)
        if not self.store.lease(claim.id, self.author.name, now, now + timedelta(minutes=rules.lease_minutes)):
            return False
        self.records += self.store.records(article=self.article.id, skip=len(self.records))
        if self._is_done_by_others(claim):
            self.store.release(self.author.name, claim.id)
            return False
        return True

    def _is_done_by_others(self, claim: Claim) -> bool:
        verdicts = [r for r in current(self.records) if r.claim == claim.id and r.kind is RecordKind.VERDICT]
        return len([r for r in verdicts if not _is_by(r, self.author)]) >= needed(claim, self.workspace.config.review)

    def _taken(self, state: State) -> frozenset[str]:
        if state.adjudicating:
            return frozenset()
        leased = self.store.leases(datetime.now(UTC))
        held = {claim for claim, reviewer in leased.items() if reviewer != self.author.name}
        rules = self.workspace.config.review
        claims = {claim.id: claim for claim in state.core.claims}
        done = {
            claim
            for claim, records in state.others.items()
            if claim in claims
            and not is_decided(state, claim)
            and sum(r.kind is RecordKind.VERDICT for r in records) >= needed(claims[claim], rules)
        }
        return frozenset(held | done)

    def _source(self, passage: Passage) -> Source:
        copies = self.store.sources_with([passage]).get(passage.source)
        return copies[0] if copies else self.store.source(passage.source)


@contextmanager
def open_review(
    workspace: Workspace, article: str, *, reviewer: str, adjudicating: bool = False, at_once: bool = True
) -> Iterator[Session]:
    """Open the review of an article where `reviewer` left it.

    Args:
        adjudicating: review the claims on which people disagree, and those that one has adjudicated.
        at_once: wake the session; otherwise whoever draws it first does, before anything is done.

    Raises:
        StoreError: an unknown article.
        ReviewError: there is no claim to review, or nothing to adjudicate.
    """
    author = recording.Author(reviewer, ADJUDICATOR if adjudicating else REVIEWER)
    seen = glance(workspace.database, article, _log_of(author)) or _read(workspace, article, _log_of(author))
    session = _session(workspace, seen, author)
    try:
        if at_once:
            session.wake()
        yield session
    finally:
        session.close()


def accept(candidate: Candidate, stance: EvidenceStance) -> Accept:
    """Return the step that cites a piece of evidence."""
    cited = CitedPassage(candidate.passage, stance, candidate.source, candidate.text, candidate.url, candidate.locator)
    return Accept(cited)


def reject(candidate: Candidate) -> Reject:
    """Return the step that sets a piece of evidence aside."""
    return Reject(candidate.passage, candidate.score)


def _read(workspace: Workspace, reference: str, log: str) -> Glance:
    """Return what a glance does, from any database and by any name of the article."""
    with open_store(workspace) as store:
        found = find_article(store, reference)
        return Glance(
            found,
            tuple(store.claims(found.id)),
            tuple(store.records(article=found.id)),
            tuple(event.body for event in store.events(found.id, log)),
            store.last_change(),
        )


def _session(workspace: Workspace, seen: Glance, author: recording.Author) -> Session:
    claims, adjudicating = list(seen.claims), author.role == ADJUDICATOR
    if adjudicating:
        claims = _to_adjudicate(workspace, claims, list(seen.records), author.name)
    if not claims:
        raise ReviewError(
            "there is nothing to adjudicate" if adjudicating else f"{seen.article.id} has no claims; see: factkit split"
        )
    events = [event_from_json(event) for event in seen.events]
    state = begin(
        before(claims, [event.action for event in events]),
        reviewer=author.name,
        scale=find_scale(workspace),
        rules=workspace.config.review,
        adjudicating=adjudicating,
    )
    state = replace(replay(state, events), others=_others(list(seen.records), author))
    return Session(
        workspace=workspace,
        article=seen.article,
        author=author,
        state=state,
        records=list(seen.records),
        steps=len(events),
        matches=kept_matches(workspace, seen.article, seen.change),
    )


def _to_adjudicate(workspace: Workspace, claims: list[Claim], records: list[Record], reviewer: str) -> list[Claim]:
    places = [(claim, standing(claim, records, workspace.config.review)) for claim in claims]
    return [
        claim
        for claim, place in places
        if place.stage in (Stage.DISPUTED, Stage.ADJUDICATED)
        and all(verdict.reviewer != reviewer for verdict in place.verdicts)
    ]


def _log_of(author: recording.Author) -> str:
    """Return the name under which the steps are kept; a person's adjudications are a review of their own."""
    return author.name if author.role == REVIEWER else f"{author.role}: {author.name}"


def _is_by(record: Record, author: recording.Author) -> bool:
    return record.reviewer == author.name and record.role == author.role


def _others(records: list[Record], author: recording.Author) -> dict[str, tuple[Record, ...]]:
    others: dict[str, tuple[Record, ...]] = {}
    for record in current(records):
        if not _is_by(record, author) and not (author.role == ADJUDICATOR and record.role == ADJUDICATOR):
            others[record.claim] = (*others.get(record.claim, ()), record)
    return others


def _form_of(record: Record) -> Form:
    return Form(record.rating, record.rationale, record.evidence, record.rejected)
