"""A review over a real store: kept step by step, alone and beside others."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import make_desk

from factkit.errors import ReviewError, StoreError
from factkit.model import EvidenceStance, RecordKind
from factkit.verdicts.actions import Decide, Flag, Go, Move, Rate, Recut, Redo, Retract, Skip, Tick, Undo, Write
from factkit.verdicts.records import current, verify
from factkit.verdicts.state import form, is_decided, is_overruled, looked_at, seen_others
from factkit.workspace import recutting
from factkit.workspace import verdicts as recording
from factkit.workspace.opening import Workspace, open_store
from factkit.workspace.reviewing import accept, open_review, reject

FREE = "[review]\nrequire = 'none'\n"


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    return make_desk(tmp_path / "desk", FREE)


def records(desk: Workspace):
    with open_store(desk) as store:
        return store.records()


def decide(desk: Workspace, claim: str, rating: str, reviewer: str, **more):
    recording.add(desk, claim, recording.Decision(rating, "Because.", **more), reviewer=reviewer)


def test_a_review_is_found_again_as_it_was_left(desk):
    with open_review(desk, "harbour", reviewer="amina") as session:
        session.match_open_claim(compared=False)
        session.act(accept(looked_at(session.state), EvidenceStance.SUPPORTS))
        session.act(Write("Because."))
        session.act(Rate("supported"))
        session.act(Tick(2, 9))
        session.act(Flag())
        session.act(Undo())
        left = session.state
    with open_review(desk, "harbour", reviewer="amina") as session:
        again = session.state
    assert (again.core, again.claim, again.past, again.future) == (left.core, left.claim, left.past, left.future)


def test_undo_reaches_back_across_restarts_and_every_change_is_a_record(desk):
    with open_review(desk, "harbour", reviewer="amina") as session:
        session.act(Rate("supported"))
    with open_review(desk, "harbour", reviewer="amina") as session:
        session.act(Undo())
        session.act(Redo())
    kept = records(desk)
    assert [record.kind for record in kept] == [RecordKind.VERDICT, RecordKind.RETRACTION, RecordKind.VERDICT]
    assert verify(kept) is None
    assert [record.rating for record in current(kept)] == ["supported"]


def test_undoing_a_changed_verdict_puts_the_earlier_one_in_force(desk):
    with open_review(desk, "harbour", reviewer="amina") as session:
        first = session.state.claim
        session.act(Rate("supported"))
        session.act(Go(first))
        session.act(Rate("refuted"))
        session.act(Undo())
    kept = records(desk)
    assert [record.rating for record in kept] == ["supported", "refuted", "supported"]
    assert kept[2].supersedes == kept[1].id


def test_what_was_rejected_is_kept_with_its_score(desk):
    with open_review(desk, "harbour", reviewer="amina") as session:
        session.match_open_claim(compared=False)
        seen = looked_at(session.state)
        session.act(reject(seen))
        session.act(Rate("supported"))
    [record] = records(desk)
    assert [(each.passage, each.score) for each in record.rejected] == [(seen.passage, seen.score)]


def test_time_is_kept_only_where_a_desk_asks_for_it(tmp_path):
    for name, config, kept in [("a", FREE, None), ("b", FREE + "time_spent = true\n", 7.0)]:
        desk = make_desk(tmp_path / name, config)
        with open_review(desk, "harbour", reviewer="amina") as session:
            session.since = 0.0
            session.clock = lambda: 7.0
            session.act(Rate("supported"))
        assert records(desk)[0].seconds == kept


def test_an_action_that_is_refused_leaves_nothing(desk):
    with open_review(desk, "harbour", reviewer="amina") as session:
        with pytest.raises(ReviewError):
            session.act(Retract())
        assert session.store.events("harbour") == []


def test_the_same_reviewer_twice_at_once_is_told(desk):
    with open_review(desk, "harbour", reviewer="amina") as one, open_review(desk, "harbour", reviewer="amina") as other:
        one.act(Flag())
        with pytest.raises(StoreError, match="elsewhere"):
            other.act(Skip())


def test_a_verdict_from_the_command_line_is_seen_in_the_review(desk):
    decide(desk, "harbour#2", "refuted", "amina")
    with open_review(desk, "harbour", reviewer="amina") as session:
        assert is_decided(session.state, session.state.core.claims[1].id)
        assert len(session.store.records()) == 1


def test_claims_in_hand_are_left_to_whoever_has_them(desk):
    with open_review(desk, "harbour", reviewer="amina") as one, open_review(desk, "harbour", reviewer="ben") as other:
        assert one.state.claim != other.state.claim
        other.act(Move(1))
        assert one.state.claim != other.state.claim
        decide(desk, one.state.claim, "refuted", "ben")
    with open_review(desk, "harbour", reviewer="cleo") as third:
        assert third.state.claim == third.state.core.claims[1].id


def test_what_others_have_done_is_not_done_again(desk):
    decide(desk, "harbour#1", "refuted", "ben")
    with open_review(desk, "harbour", reviewer="amina") as session:
        assert session.state.claim == session.state.core.claims[1].id


def test_two_who_decide_one_claim_are_both_kept_and_told(desk):
    with open_review(desk, "harbour", reviewer="amina") as session:
        first = session.state.claim
        session.act(Rate("supported"))
        decide(desk, first, "refuted", "ben")
        assert "ben" in session.act(Flag()).message
    assert {record.reviewer for record in current(records(desk))} == {"amina", "ben"}


def test_blind_reviewers_see_nothing_until_they_have_answered(tmp_path):
    desk = make_desk(tmp_path / "desk", FREE + "blind = true\nreviewers = 2\n")
    decide(desk, "harbour#1", "refuted", "ben")
    with open_review(desk, "harbour", reviewer="amina") as session:
        first = session.state.core.claims[0].id
        assert seen_others(session.state, first) == ()
        session.act(Rate("supported"))
        assert [opinion.who for opinion in seen_others(session.state, first)] == ["ben"]


def test_an_adjudicator_settles_what_is_disputed_and_the_overruled_see_it(tmp_path):
    desk = make_desk(tmp_path / "desk", FREE + "blind = true\nreviewers = 2\n")
    decide(desk, "harbour#1", "refuted", "ben")
    decide(desk, "harbour#1", "supported", "amina")
    decide(desk, "harbour#2", "supported", "amina")
    with (
        pytest.raises(ReviewError, match="nothing to adjudicate"),
        open_review(desk, "harbour", reviewer="ben", adjudicating=True),
    ):
        pass
    with open_review(desk, "harbour", reviewer="eve", adjudicating=True) as session:
        assert len(session.state.core.claims) == 1
        assert [opinion.who for opinion in seen_others(session.state, session.state.claim)] == ["A", "B"]
        session.act(Rate("refuted"))
    assert records(desk)[-1].kind is RecordKind.ADJUDICATION
    with open_review(desk, "harbour", reviewer="amina") as session:
        assert is_overruled(session.state, session.state.core.claims[0].id)


def test_recut_claims_are_kept_and_undo_puts_the_old_ones_back(desk):
    with open_review(desk, "harbour", reviewer="amina") as session:
        claim = session.state.core.claims[0]
        session.act(Rate("supported"))
        session.act(Go(claim.id))
        session.act(recutting.split(session.article, claim, ["One.", "Two."]))
        assert [c.text for c in session.store.claims("harbour")][:2] == ["One.", "Two."] or len(
            session.store.claims("harbour")
        ) == 5
        assert all(c.anchors == claim.anchors for c in session.state.core.claims[:2])
        assert session.state.core.claims[0].replaces == (claim.id,)
    with open_review(desk, "harbour", reviewer="amina") as session:
        session.act(Undo())
        assert session.state.core.claims[0] == claim
        assert is_decided(session.state, claim.id)
        assert len(session.store.claims("harbour")) == 4


def test_what_somebody_else_recut_is_reviewed_as_it_is_now(desk):
    with open_review(desk, "harbour", reviewer="amina") as session:
        claim = session.state.core.claims[0]
        session.act(recutting.edit(session.article, claim, "Once."))
    with open_review(desk, "harbour", reviewer="ben") as session:
        session.act(Go(session.state.core.claims[0].id))
        session.act(recutting.edit(session.article, session.state.core.claims[0], "Twice."))
    with open_review(desk, "harbour", reviewer="amina") as session:
        assert session.state.core.claims[0].text == "Twice."
        session.act(Undo())
        assert session.state.core.claims[0].text == "Twice."


def test_a_form_that_is_complete_is_recorded_when_asked(tmp_path):
    desk = make_desk(tmp_path / "desk")
    with open_review(desk, "harbour", reviewer="amina") as session:
        first = session.state.claim
        session.act(Rate("not-enough-evidence"))
        assert form(session.state, first).rating == "not-enough-evidence"
        session.act(Write("Nothing."))
        session.act(Decide())
        assert is_decided(session.state, first)
        assert isinstance(recutting.drop(session.state.core.claims[0]), Recut)
