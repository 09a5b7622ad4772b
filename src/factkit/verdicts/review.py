"""A review as a step machine: a state, an action, a new state. No I/O, no clock, no screen.

    state = begin(...)
    state = step(state, Rate("refuted"))       # raises ReviewError where the state does not allow it

The screen and the line mode send the same actions. Each action is one event; replaying the events of a reviewer over
the claims as they stood gives the same state again, so undo reaches back across restarts. What a step decided is
the difference between two states: `changes` names it, and the store appends records and claims accordingly, so that
undoing a verdict is a new record like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from factkit.config import ReviewConfig
from factkit.errors import ReviewError
from factkit.model import Claim, RejectedPassage, Scale, Span
from factkit.verdicts.actions import (
    Accept,
    Action,
    Adopt,
    Bring,
    Comment,
    Decide,
    Flag,
    Go,
    Look,
    Move,
    Rate,
    Recut,
    Redo,
    Reject,
    Retract,
    Show,
    Skip,
    Tick,
    Undo,
    Write,
)
from factkit.verdicts.events import Event
from factkit.verdicts.rules import rule_name
from factkit.verdicts.state import (
    FAR,
    Core,
    Filter,
    Form,
    Moment,
    State,
    evidence,
    form,
    is_changed,
    is_decided,
    needs,
    opened,
    queue,
)


@dataclass(frozen=True, slots=True)
class Changes:
    """What a step decided: for each claim the verdict now in force (None: taken back), and claims recut."""

    decided: tuple[tuple[Claim, Form | None], ...]
    removed: tuple[Claim, ...]
    added: tuple[Claim, ...]


def begin(
    claims: Iterable[Claim], *, reviewer: str, scale: Scale, rules: ReviewConfig, adjudicating: bool = False
) -> State:
    """Return a review of `claims` (in the order of the article) in which nothing was done; the first one is open."""
    core = Core(tuple(claims))
    first = core.claims[0].id if core.claims else None
    return State(reviewer, scale, rules, core, first, adjudicating)


def step(state: State, action: Action) -> State:
    """Return the state after `action`.

    Raises:
        ReviewError: the state or the desk's rules do not allow it; nothing has changed.
    """
    return _STEPS[type(action)](state, action)


def onward(state: State, action: Action) -> State:
    """Return the state on the claim that comes next after `action` has led to one that is not free.

    Raises:
        ReviewError: there is no other one.
    """
    if isinstance(action, Move):
        after = step(state, Move(1 if action.by > 0 else -1))
    else:
        after = _next_to_do(state)
        if after.claim == state.claim:
            raise ReviewError("no other claim is left to do")
    return replace(after, message=state.message)


def replay(state: State, events: Iterable[Event]) -> State:
    """Return the state after events that were each allowed when they happened.

    What the world does not allow any more (a claim that somebody else has recut since) changes nothing, and keeps
    its place in what undo goes back through.
    """
    ids = {claim.id for claim in state.core.claims}
    for event in events:
        try:
            state = step(state, event.action)
        except ReviewError:
            if is_undoable(event.action):
                state = _done(state, state.core, "what is no longer possible")
        if isinstance(event.action, Recut | Undo | Redo):
            ids = {claim.id for claim in state.core.claims}
        if event.at in ids:
            state = replace(state, claim=event.at, places={**state.places, event.at: event.place})
    return replace(state, message="")


def is_undoable(action: Action) -> bool:
    """Return whether undo takes the action back, and does not only move about."""
    return not isinstance(action, Go | Move | Look | Show | Undo | Redo)


def before(claims: Sequence[Claim], actions: Iterable[Action]) -> tuple[Claim, ...]:
    """Return the claims as they stood before `actions`, where `claims` is what they have led to."""
    past: list[Action] = []
    future: list[Action] = []
    for action in actions:
        if isinstance(action, Undo) and past:
            future.append(past.pop())
        elif isinstance(action, Redo) and future:
            past.append(future.pop())
        elif is_undoable(action):
            past.append(action)
            future.clear()
    for action in reversed(past):
        if isinstance(action, Recut) and _holds(claims, action.new):
            claims = _recut(claims, action.new, action.old)
    return tuple(claims)


def changes(old: State, new: State) -> Changes:
    """Return what was decided between two states."""
    known = {claim.id: claim for claim in (*old.core.claims, *new.core.claims)}
    decided = [
        (known[each], new.core.decisions.get(each))
        for each in sorted(old.core.decisions.keys() | new.core.decisions.keys())
        if each in known and old.core.decisions.get(each) != new.core.decisions.get(each)
    ]
    was, now = {claim.id for claim in old.core.claims}, {claim.id for claim in new.core.claims}
    return Changes(
        tuple(decided),
        tuple(claim for claim in old.core.claims if claim.id not in now),
        tuple(claim for claim in new.core.claims if claim.id not in was),
    )


def _go(state: State, action: Go) -> State:
    if not _has(state.core.claims, action.claim):
        raise ReviewError(f"no claim {action.claim} in this review")
    return replace(state, claim=action.claim, message="")


def _move(state: State, action: Move) -> State:
    places = {claim.id: place for place, claim in enumerate(state.core.claims)}
    here = places.get(state.claim or "", -1)
    held = [claim.id for claim in queue(state)]
    ahead = [c for c in held if places[c] > here] if action.by > 0 else [c for c in held[::-1] if places[c] < here]
    if not ahead:
        raise ReviewError(f"no claim {'after' if action.by > 0 else 'before'} this one in the queue: {state.filter}")
    return replace(state, claim=ahead[min(abs(action.by), len(ahead)) - 1], message="")


def _look(state: State, action: Look) -> State:
    claim = _open_claim(state)
    last = len(evidence(state, claim)) - 1
    here = min(state.places.get(claim, 0), max(last, 0))
    there = here + action.by
    if not 0 <= there <= last:
        raise ReviewError("no more evidence on this claim" if action.by > 0 else "this is the first piece of evidence")
    return replace(state, places={**state.places, claim: there}, message="")


def _show(state: State, action: Show) -> State:
    shown = replace(state, filter=action.filter)
    held = queue(shown)
    if not held:
        raise ReviewError(f"no claim is {action.filter}" if action.filter is not Filter.ALL else "there is no claim")
    if all(claim.id != state.claim for claim in held):
        shown = replace(shown, claim=held[0].id)
    return replace(shown, message=f"queue: {action.filter}, {len(held)}")


def _rate(state: State, action: Rate) -> State:
    claim = _open_claim(state)
    rating = state.scale.rating(action.rating)
    if rating is None:
        known = ", ".join(each.id for each in state.scale.ratings)
        raise ReviewError(f"unknown rating {action.rating!r}; the scale {state.scale.id} has: {known}")
    filled = replace(form(state, claim), rating=rating.id)
    chosen = replace(state, core=_with_form(state.core, claim, filled))
    lacking = needs(chosen, claim)
    if not lacking:
        return _decided(state, claim, filled)
    if filled == form(state, claim):
        raise ReviewError(f"{rating.label} is chosen; it {_wants(state, lacking)}")
    return replace(
        _done(state, chosen.core, f"chose {rating.label}"),
        message=f"{rating.label} chosen; it {_wants(state, lacking)}",
    )


def _decide(state: State, action: Decide) -> State:  # noqa: ARG001 - every step takes its action
    claim = _open_claim(state)
    if lacking := needs(state, claim):
        raise ReviewError(f"the verdict {_wants(state, lacking)}")
    return _decided(state, claim, form(state, claim))


def _decided(state: State, claim: str, filled: Form) -> State:
    """Return the state with a complete form recorded, and the next claim to do open."""
    if state.core.decisions.get(claim) == filled:
        raise ReviewError("this verdict is recorded already, as it stands")
    core = replace(
        _with_form(state.core, claim, filled),
        decisions={**state.core.decisions, claim: filled},
        skipped=state.core.skipped - {claim},
    )
    rating = state.scale.rating(filled.rating or "")
    label = rating.label if rating else filled.rating
    after = _done(state, core, f"recorded {label}")
    return replace(_next_to_do(after), message=f"{label} recorded; u takes it back")


def _retract(state: State, action: Retract) -> State:  # noqa: ARG001
    claim = _open_claim(state)
    if not is_decided(state, claim):
        raise ReviewError("there is no verdict of yours on this claim to take back")
    kept = _without(state.core.decisions, claim)
    core = replace(_with_form(state.core, claim, form(state, claim)), decisions=kept)
    return replace(_done(state, core, "took the verdict back"), message="verdict taken back")


def _write(state: State, action: Write) -> State:
    claim = _open_claim(state)
    filled = form(state, claim)
    if filled.rationale == action.rationale:
        raise ReviewError("the rationale is this already")
    return _filled(state, claim, replace(filled, rationale=action.rationale), "wrote the rationale")


def _bring(state: State, action: Bring) -> State:
    claim = _open_claim(state)
    beside = [each.passage for each in evidence(state, claim)]
    if action.candidate.passage in beside:
        place = beside.index(action.candidate.passage)
        return replace(
            _done(state, state.core, "opened evidence"), places={**state.places, claim: place}, message="it is here"
        )
    brought = (action.candidate, *state.core.brought.get(claim, ()))
    core = replace(state.core, brought={**state.core.brought, claim: brought})
    return replace(_done(state, core, "added evidence"), places={**state.places, claim: 0}, message="evidence added")


def _accept(state: State, action: Accept) -> State:
    claim = _open_claim(state)
    filled = form(state, claim)
    if action.cited in filled.evidence:
        raise ReviewError(f"it is cited already, as {action.cited.stance}")
    kept = tuple(cited for cited in filled.evidence if cited.passage != action.cited.passage)
    rejected = tuple(each for each in filled.rejected if each.passage != action.cited.passage)
    cited = replace(filled, evidence=(*kept, action.cited), rejected=rejected)
    return _filled(state, claim, cited, f"cited evidence: {action.cited.stance}")


def _reject(state: State, action: Reject) -> State:
    claim = _open_claim(state)
    filled = form(state, claim)
    if any(each.passage == action.passage for each in filled.rejected):
        raise ReviewError("it is rejected already")
    kept = tuple(cited for cited in filled.evidence if cited.passage != action.passage)
    rejected = (*filled.rejected, RejectedPassage(action.passage, action.score))
    return _filled(state, claim, replace(filled, evidence=kept, rejected=rejected), "rejected evidence")


def _skip(state: State, action: Skip) -> State:  # noqa: ARG001
    claim = _open_claim(state)
    after = _done(state, replace(state.core, skipped=state.core.skipped | {claim}), "skipped")
    return replace(_next_to_do(after), message="skipped")


def _flag(state: State, action: Flag) -> State:  # noqa: ARG001
    claim = _open_claim(state)
    did = "took the flag away" if claim in state.core.flags else "flagged"
    return replace(_done(state, replace(state.core, flags=state.core.flags ^ {claim}), did), message=did)


def _comment(state: State, action: Comment) -> State:
    claim = _open_claim(state)
    if not action.text.strip():
        raise ReviewError("the comment is empty")
    remarks = (*state.core.comments.get(claim, ()), action.text)
    core = replace(state.core, comments={**state.core.comments, claim: remarks})
    return replace(_done(state, core, "commented"), message="comment kept")


def _tick(state: State, action: Tick) -> State:
    if not 0 <= action.start < action.end:
        raise ReviewError("no words to tick")
    ticks = _with_ticks(state.core.ticks, (action.start, action.end), on=action.on)
    if ticks == state.core.ticks:
        raise ReviewError("these words are ticked already" if action.on else "these words are not ticked")
    did = "ticked words" if action.on else "took ticks away"
    return replace(_done(state, replace(state.core, ticks=ticks), did), message=did)


def _recut_claims(state: State, action: Recut) -> State:
    if not _holds(state.core.claims, action.old):
        raise ReviewError("the claim has been changed meanwhile; look at it again")
    if any(_holds(state.core.claims, (claim,)) for claim in action.new):
        raise ReviewError("there is a claim just like it already")
    claims = _recut(state.core.claims, action.old, action.new)
    did = _RECUTS.get((min(len(action.old), 2), min(len(action.new), 2)), "changed claims")
    after = _done(state, replace(state.core, claims=claims), did)
    if action.new:
        after = replace(after, claim=action.new[0].id)
    elif _holds(action.old, tuple(c for c in state.core.claims if c.id == state.claim)):
        after = replace(after, claim=_neighbour(state, claims))
    return replace(after, message=did)


def _adopt(state: State, action: Adopt) -> State:
    if not _has(state.core.claims, action.claim):
        raise ReviewError(f"no claim {action.claim} in this review")
    decisions = _without(state.core.decisions, action.claim)
    forms = _without(state.core.forms, action.claim)
    if action.form is not None:
        decisions[action.claim] = action.form
    core = replace(state.core, decisions=decisions, forms=forms)
    if core == state.core:
        raise ReviewError("nothing was recorded elsewhere")
    return _done(state, core, "took over what was recorded elsewhere")


def _undo(state: State, action: Undo) -> State:  # noqa: ARG001
    if not state.past:
        raise ReviewError("nothing to undo")
    moment = state.past[-1]
    return replace(
        state,
        core=moment.core,
        claim=moment.claim,
        past=state.past[:-1],
        future=(*state.future, Moment(state.core, state.claim, moment.did)),
        message=f"undone: {moment.did}; U does it again",
    )


def _redo(state: State, action: Redo) -> State:  # noqa: ARG001
    if not state.future:
        raise ReviewError("nothing to redo")
    moment = state.future[-1]
    return replace(
        state,
        core=moment.core,
        claim=moment.claim,
        past=(*state.past, Moment(state.core, state.claim, moment.did)),
        future=state.future[:-1],
        message=f"done again: {moment.did}",
    )


_STEPS: Mapping[type, Callable[[State, Any], State]] = {
    Go: _go,
    Move: _move,
    Look: _look,
    Show: _show,
    Rate: _rate,
    Decide: _decide,
    Retract: _retract,
    Write: _write,
    Bring: _bring,
    Accept: _accept,
    Reject: _reject,
    Skip: _skip,
    Flag: _flag,
    Comment: _comment,
    Tick: _tick,
    Recut: _recut_claims,
    Adopt: _adopt,
    Undo: _undo,
    Redo: _redo,
}

_RECUTS = {
    (1, 1): "edited the claim",
    (1, 2): "split the claim",
    (2, 1): "merged claims",
    (0, 1): "added a claim",
    (1, 0): "dropped the claim",
}


def _done(state: State, core: Core, did: str) -> State:
    """Return the state with `core` in the place of what it held, which undo goes back to."""
    return replace(state, core=core, past=(*state.past, Moment(state.core, state.claim, did)), future=(), message="")


def _filled(state: State, claim: str, filled: Form, did: str) -> State:
    after = _done(state, _with_form(state.core, claim, filled), did)
    if is_changed(after, claim):
        message = "changed since it was recorded; Enter records it again"
    elif lacking := needs(after, claim):
        message = f"{did}; the verdict {_wants(after, lacking)}"
    else:
        message = f"{did}; Enter records the verdict"
    return replace(after, message=message)


def _with_form(core: Core, claim: str, filled: Form) -> Core:
    return replace(core, forms={**core.forms, claim: filled})


def _without(forms: Mapping[str, Form], claim: str) -> dict[str, Form]:
    return {each: filled for each, filled in forms.items() if each != claim}


def _open_claim(state: State) -> str:
    if opened(state) is None or state.claim is None:
        raise ReviewError("no claim is open")
    return state.claim


def _next_to_do(state: State) -> State:
    """Return the state with the next claim of the queue open that wants a verdict; the same one if none does."""
    ids = [claim.id for claim in state.core.claims]
    here = ids.index(state.claim) if state.claim in ids else -1
    held = {claim.id for claim in queue(replace(state, filter=Filter.TO_DO))} - state.core.skipped
    if state.filter is Filter.SKIPPED:
        held = {claim.id for claim in queue(state)}
    ahead = [each for each in (*ids[here + 1 :], *ids[:here]) if each in held]
    return replace(state, claim=ahead[0]) if ahead else state


def _wants(state: State, lacking: Sequence[str]) -> str:
    listed = " and ".join(lacking)
    return f"needs {listed}" if lacking == ("a rating",) else f"needs {listed} ({rule_name(state.rules)})"


def _has(claims: Sequence[Claim], claim: str) -> bool:
    return any(each.id == claim for each in claims)


def _holds(claims: Sequence[Claim], some: Sequence[Claim]) -> bool:
    ids = {claim.id for claim in claims}
    return all(claim.id in ids for claim in some)


def _recut(claims: Sequence[Claim], old: Sequence[Claim], new: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return `claims` with `new` in the place of `old`, or where they stand in the article."""
    gone = {claim.id for claim in old}
    kept = [claim for claim in claims if claim.id not in gone]
    if old:
        place = next(i for i, claim in enumerate(claims) if claim.id in gone)
    else:
        place = next((i for i, claim in enumerate(kept) if _start(claim) > _start(new[0])), len(kept))
    return (*kept[:place], *new, *kept[place:])


def _start(claim: Claim) -> int:
    return claim.anchors[0].start if claim.anchors else FAR


def _neighbour(state: State, claims: Sequence[Claim]) -> str | None:
    """Return the claim that stands where the open one stood."""
    place = next((i for i, claim in enumerate(state.core.claims) if claim.id == state.claim), 0)
    return claims[min(place, len(claims) - 1)].id if claims else None


def _with_ticks(ticks: Sequence[Span], span: Span, *, on: bool) -> tuple[Span, ...]:
    start, end = span
    if not on:
        cut = [part for a, b in ticks for part in ((a, min(b, start)), (max(a, end), b))]
        return tuple(sorted({(a, b) for a, b in cut if a < b}))
    joined = [(a, b) for a, b in ticks if b >= start and a <= end]
    start, end = min([start, *(a for a, _ in joined)]), max([end, *(b for _, b in joined)])
    return tuple(sorted([*(each for each in ticks if each not in joined), (start, end)]))
