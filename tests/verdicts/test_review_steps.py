"""The step machine of the review: what each action does, and what no sequence of actions may do."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making_records import record

from factkit.config import ReviewConfig
from factkit.errors import ReviewError
from factkit.model import Anchor, CitedPassage, Claim, EvidenceStance, RecordKind
from factkit.verdicts.actions import (
    Accept,
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
from factkit.verdicts.events import event_from_json, event_of, event_to_json
from factkit.verdicts.review import before, begin, changes, is_undoable, replay, step
from factkit.verdicts.scales import packaged
from factkit.verdicts.state import (
    Candidate,
    Filter,
    Form,
    evidence,
    form,
    is_changed,
    is_decided,
    is_overruled,
    is_ticked,
    listed,
    looked_at,
    needs,
    offer,
    queue,
    seen_others,
    words,
)

SCALE = packaged()["averitec"]
CITED = CitedPassage("p-1", EvidenceStance.SUPPORTS, "s-1", "It was announced.")


def claim(number, **more):
    start = number * 20
    return Claim("a", f"c-{number}", f"Claim {number}.", anchors=(Anchor(start, start + 15, "x" * 15),), **more)


CLAIMS = tuple(claim(number) for number in range(4))
CANDIDATES = [Candidate(f"p-{n}", f"s-{n}", f"Passage {n}.", 90 - n) for n in range(3)]


def fresh(**rules):
    state = begin(CLAIMS, reviewer="amina", scale=SCALE, rules=ReviewConfig(**rules))
    return offer(state, "c-0", CANDIDATES)


def after(state, *actions):
    for action in actions:
        state = step(state, action)
    return state


def test_nothing_is_preselected():
    assert form(fresh(), "c-0") == Form()


def test_a_rating_waits_in_the_form_until_the_rules_have_what_they_need():
    state = after(fresh(), Rate("refuted"))
    assert needs(state, "c-0") == ("a piece of evidence", "a rationale")
    assert "needs a piece of evidence and a rationale" in state.message
    assert not is_decided(state, "c-0")
    assert state.claim == "c-0"


def test_a_complete_rating_is_recorded_and_the_next_claim_opens():
    state = after(fresh(), Accept(CITED), Write("It says so."), Rate("supported"))
    assert is_decided(state, "c-0")
    assert state.claim == "c-1"


def test_a_rating_that_says_there_is_no_evidence_needs_none():
    assert is_decided(after(fresh(), Write("Nothing found."), Rate("not-enough-evidence")), "c-0")


def test_a_strict_desk_wants_a_place_that_a_reader_can_go_to():
    state = after(fresh(require="locator"), Accept(CITED), Write("It says so."), Rate("supported"))
    assert needs(state, "c-0") == ("a locator or URL for p-1",)
    assert is_decided(after(state, Accept(replace(CITED, url="https://example.org/a")), Decide()), "c-0")


def test_a_desk_without_rules_records_at_once():
    assert is_decided(after(fresh(require="none"), Rate("supported")), "c-0")


def test_a_verdict_that_is_incomplete_says_what_is_missing_before_it_fails():
    with pytest.raises(ReviewError, match="needs a rating"):
        step(fresh(), Decide())


def test_an_unknown_rating_names_those_there_are():
    with pytest.raises(ReviewError, match="supported, refuted"):
        step(fresh(), Rate("pants-on-fire"))


def test_a_changed_form_is_not_the_verdict_until_it_is_recorded_again():
    state = after(fresh(require="none"), Rate("supported"), Go("c-0"), Write("More."))
    assert is_changed(state, "c-0")
    assert state.core.decisions["c-0"].rationale == ""
    assert not is_changed(after(state, Decide()), "c-0")


def test_accepting_again_with_another_stance_takes_the_place_of_the_first():
    state = after(fresh(), Accept(CITED), Accept(replace(CITED, stance=EvidenceStance.REFUTES)))
    assert [cited.stance for cited in form(state, "c-0").evidence] == [EvidenceStance.REFUTES]


def test_rejected_evidence_is_cited_no_more_and_keeps_its_score():
    filled = form(after(fresh(), Accept(CITED), Reject("p-1", 71.5)), "c-0")
    assert (filled.evidence, filled.rejected[0].score) == ((), 71.5)


def test_evidence_is_looked_at_one_by_one_and_what_was_brought_comes_first():
    state = after(fresh(), Look(1))
    assert looked_at(state) == CANDIDATES[1]
    with pytest.raises(ReviewError, match="no more evidence"):
        after(state, Look(2))
    found = Candidate("p-9", "s-9", "Found.", 12)
    brought = after(state, Bring(found))
    assert looked_at(brought) == found
    assert len(evidence(brought, "c-0")) == 4


def test_the_queue_holds_what_its_filter_lets_through():
    state = after(fresh(require="none"), Flag(), Rate("supported"), Skip())
    assert [c.id for c in queue(after(state, Show(Filter.DONE)))] == ["c-0"]
    assert [c.id for c in queue(after(state, Show(Filter.FLAGGED)))] == ["c-0"]
    assert [c.id for c in queue(after(state, Show(Filter.SKIPPED)))] == ["c-1"]
    assert [c.id for c in queue(after(state, Show(Filter.TO_DO)))] == ["c-1", "c-2", "c-3"]


def test_a_claim_that_somebody_else_has_open_is_left_out_but_can_be_gone_to():
    state = replace(fresh(), taken=frozenset({"c-1"}))
    assert after(state, Move(1)).claim == "c-2"
    assert after(state, Go("c-1")).claim == "c-1"
    assert "c-1" in [c.id for c in listed(state)]


def test_the_end_of_the_queue_says_so():
    with pytest.raises(ReviewError, match="no claim after"):
        after(fresh(), Go("c-3"), Move(1))


def test_an_edited_claim_is_a_new_one_and_the_verdict_does_not_carry_over():
    edited = replace(CLAIMS[0], id="c-0b", text="Claim nought.", replaces=("c-0",))
    state = after(fresh(require="none"), Rate("supported"), Recut((CLAIMS[0],), (edited,)))
    assert [c.id for c in state.core.claims] == ["c-0b", "c-1", "c-2", "c-3"]
    assert not is_decided(state, "c-0b")
    assert is_decided(after(state, Undo()), "c-0")


def test_merged_split_dropped_and_added_claims_keep_the_order_of_the_text():
    merged = replace(CLAIMS[1], id="m", replaces=("c-1", "c-2"))
    state = after(fresh(), Recut(CLAIMS[1:3], (merged,)))
    assert [c.id for c in state.core.claims] == ["c-0", "m", "c-3"]
    added = replace(claim(1), id="n")
    state = after(state, Recut((CLAIMS[0],), ()), Recut((), (replace(added, anchors=(Anchor(70, 75, "xxxxx"),)),)))
    assert [c.id for c in state.core.claims] == ["m", "c-3", "n"]
    assert state.claim == "n"


def test_a_claim_that_changed_meanwhile_is_not_recut():
    with pytest.raises(ReviewError, match="changed meanwhile"):
        step(fresh(), Recut((claim(9),), ()))


def test_ticked_words_join_and_come_apart():
    state = after(fresh(), Tick(0, 5), Tick(5, 9), Tick(20, 25))
    assert state.core.ticks == ((0, 9), (20, 25))
    assert is_ticked(state, (2, 7))
    assert after(state, Tick(3, 5, on=False)).core.ticks == ((0, 3), (5, 9), (20, 25))


def test_words_are_found_with_their_joints():
    text = "The U.S. envoy’s 1,200 co-workers"
    assert [text[a:b] for a, b in words(text, (0, len(text)))] == ["The", "U.S", "envoy’s", "1,200", "co-workers"]


def test_a_verdict_recorded_elsewhere_is_taken_over():
    state = after(fresh(), Adopt("c-2", Form("refuted", "Said so.", (CITED,))))
    assert is_decided(state, "c-2")
    assert not is_decided(after(state, Adopt("c-2", None)), "c-2")


def test_an_overruled_reviewer_sees_it():
    adjudication = record(1, claim="c-0", kind=RecordKind.ADJUDICATION, role="adjudicator", reviewer="eve")
    state = replace(fresh(require="none", blind=True), others={"c-0": (replace(adjudication, rating="refuted"),)})
    assert not is_overruled(state, "c-0")
    assert is_overruled(after(state, Rate("supported")), "c-0")


def test_an_adjudicator_sees_people_as_letters():
    verdicts = (record(1, claim="c-0", reviewer="amina"), record(2, claim="c-0", reviewer="ben", rating="refuted"))
    state = begin(CLAIMS, reviewer="eve", scale=SCALE, rules=ReviewConfig(blind=True), adjudicating=True)
    shown = seen_others(replace(state, others={"c-0": verdicts}), "c-0")
    assert [opinion.who for opinion in shown] == ["A", "B"]
    assert {opinion.record for opinion in shown} == set(verdicts)


stances = st.sampled_from(list(EvidenceStance))
passages = st.sampled_from(["p-0", "p-1", "p-2"])
ids = st.sampled_from([c.id for c in CLAIMS])
ratings = st.sampled_from([rating.id for rating in SCALE.ratings])
recuts = st.one_of(
    st.sampled_from(CLAIMS).map(lambda c: Recut((c,), (replace(c, id=c.id + "e", replaces=(c.id,)),))),
    st.sampled_from(CLAIMS).map(lambda c: Recut((c,), (replace(c, id=c.id + "x"), replace(c, id=c.id + "y")))),
    st.sampled_from(CLAIMS).map(lambda c: Recut((c,), ())),
    st.integers(5, 8).map(lambda number: Recut((), (claim(number),))),
    st.just(Recut(CLAIMS[1:3], (replace(CLAIMS[1], id="m"),))),
)
action = st.one_of(
    ids.map(Go),
    st.sampled_from([Move(1), Move(-1), Look(1), Look(-1), Decide(), Retract(), Skip(), Flag()]),
    st.sampled_from(list(Filter)).map(Show),
    ratings.map(Rate),
    st.sampled_from(["", "Because.", "Otherwise."]).map(Write),
    st.builds(lambda passage, stance: Accept(CitedPassage(passage, stance)), passages, stances),
    st.builds(Reject, passages, st.floats(0, 100)),
    st.just(Comment("Hm.")),
    st.builds(lambda a, n, on: Tick(a, a + n, on), st.integers(0, 60), st.integers(1, 20), st.booleans()),
    passages.map(lambda passage: Bring(Candidate(passage, "s", "text", 5))),
    recuts,
    st.builds(Adopt, ids, st.sampled_from([None, Form("refuted", "Elsewhere.", (CITED,))])),
    st.just(Undo()),
    st.just(Redo()),
)
sequences = st.lists(action, max_size=30)


def walk(state, actions):
    """Return each state on the way and the events that led there; what is not allowed is left out."""
    states, events = [state], []
    for each in actions:
        try:
            states.append(step(states[-1], each))
        except ReviewError:
            continue
        events.append(event_of(each, states[-1]))
    return states, events


@given(sequences)
def test_undo_then_redo_is_the_same_state(actions):
    state = walk(fresh(), actions)[0][-1]
    if state.past:
        assert after(state, Undo(), Redo()) == state
    if state.future:
        assert after(state, Redo(), Undo()) == state


@given(sequences)
def test_undoing_everything_leads_back_to_the_beginning(actions):
    state = walk(fresh(), actions)[0][-1]
    while state.past:
        state = step(state, Undo())
    assert state.core == fresh().core


@given(sequences)
def test_events_come_back_from_json_and_lead_to_the_same_state(actions):
    states, events = walk(fresh(), actions)
    again = [event_from_json(json.loads(json.dumps(event_to_json(event)))) for event in events]
    assert again == events
    assert replay(fresh(), again) == replace(states[-1], places=replay(fresh(), again).places)


@given(sequences)
def test_no_sequence_loses_a_verdict(actions):
    """Whatever is in force is in the log of changes, and each verdict ever in force was recorded as one change."""
    states, _ = walk(fresh(), actions)
    in_force = {}
    for old, new in itertools.pairwise(states):
        for decided, filled in changes(old, new).decided:
            if filled is None:
                del in_force[decided.id]
            else:
                in_force[decided.id] = filled
    assert in_force == states[-1].core.decisions


@given(sequences)
def test_only_an_action_that_says_so_takes_a_verdict_away(actions):
    states, events = walk(fresh(), actions)
    for old, new, event in zip(states, states[1:], events, strict=False):
        if old.core.decisions.keys() - new.core.decisions.keys():
            assert isinstance(event.action, Retract | Adopt | Undo | Redo)


@given(sequences)
def test_a_recorded_verdict_always_had_what_the_rules_need(actions):
    for state in walk(fresh(), [each for each in actions if not isinstance(each, Adopt)])[0]:
        for filled in state.core.decisions.values():
            assert filled.rationale.strip()
            assert filled.evidence or filled.rating == "not-enough-evidence"


@given(sequences)
def test_claims_before_the_events_are_found_again(actions):
    states, events = walk(fresh(), actions)
    found = before(states[-1].core.claims, [event.action for event in events])
    assert {c.id for c in found} == {c.id for c in CLAIMS}


@given(sequences, st.sampled_from(list(Filter)))
@settings(max_examples=50)
def test_a_blind_review_is_the_same_whatever_others_decided(actions, shown):
    """Until one has answered oneself: nothing that a person can ask of the state depends on the others."""
    told = {
        c.id: (record(n, claim=c.id, reviewer="ben", rating="refuted"), record(n + 9, claim=c.id, reviewer="cleo"))
        for n, c in enumerate(CLAIMS)
    }
    rules = {"blind": True}
    quiet = [each for each in actions if not isinstance(each, Rate | Decide | Adopt | Redo)]
    alone = walk(fresh(**rules), [*quiet, Show(shown)])[0]
    among = walk(replace(fresh(**rules), others=told), [*quiet, Show(shown)])[0]
    assert [replace(state, others={}) for state in among] == alone
    assert all(seen_others(state, c.id) == () for state in among for c in CLAIMS)


@given(sequences)
def test_moving_about_is_never_undone(actions):
    _, events = walk(fresh(), actions)
    quiet = [event.action for event in events if not is_undoable(event.action)]
    moves = [each for each in quiet if not isinstance(each, Undo | Redo)]
    assert walk(fresh(), moves)[0][-1].past == ()
