from __future__ import annotations

import pytest
from making_records import record

from factkit.config import ReviewConfig
from factkit.model import Claim, RecordKind
from factkit.verdicts.standing import Stage, is_overruled, letters, needed, shown_to, standing

CLAIM = Claim("article-1", "c-1", "A claim.", check_worthiness=60)
TWO = ReviewConfig(reviewers=2)


def verdict(number, reviewer, rating="supported", **more):
    return record(number, reviewer=reviewer, rating=rating, **more)


def adjudication(number, rating):
    return verdict(number, "eve", rating, kind=RecordKind.ADJUDICATION, role="adjudicator")


@pytest.mark.parametrize(
    ("records", "stage"),
    [
        ([], Stage.OPEN),
        ([verdict(0, "amina")], Stage.WAITING),
        ([verdict(0, "amina"), verdict(1, "ben")], Stage.AGREED),
        ([verdict(0, "amina"), verdict(1, "ben", "refuted")], Stage.DISPUTED),
        ([verdict(0, "amina"), verdict(1, "ben", "refuted"), adjudication(2, "refuted")], Stage.ADJUDICATED),
    ],
)
def test_a_claim_stands_where_its_verdicts_put_it(records, stage):
    assert standing(CLAIM, records, TWO).stage is stage


def test_undisputed_claims_finish_by_themselves_and_disputed_ones_do_not():
    agreed = [verdict(0, "amina"), verdict(1, "ben")]
    assert standing(CLAIM, agreed, TWO).final == agreed[1]
    assert standing(CLAIM, [agreed[0], verdict(1, "ben", "refuted")], TWO).final is None


def test_the_same_rating_on_two_scales_is_a_dispute():
    records = [verdict(0, "amina", "true", scale="politifact"), verdict(1, "ben", "true", scale="true-false")]
    assert standing(CLAIM, records, TWO).stage is Stage.DISPUTED


def test_only_claims_of_enough_check_worthiness_need_two_people():
    rules = ReviewConfig(reviewers=2, reviewers_from=70)
    assert needed(CLAIM, rules) == 1
    assert standing(CLAIM, [verdict(0, "amina")], rules).stage is Stage.AGREED


def test_who_was_overruled_is_known():
    records = [verdict(0, "amina"), verdict(1, "ben", "refuted"), adjudication(2, "refuted")]
    place = standing(CLAIM, records, TWO)
    assert [is_overruled(each, place) for each in records] == [True, False, False]


def test_blind_records_are_seen_once_one_has_answered_oneself():
    records = [verdict(0, "amina"), verdict(1, "ben"), verdict(2, "ben", claim="c-2")]
    assert shown_to("amina", records, blind=True) == records[:2]
    assert shown_to("cleo", records, blind=True) == []
    assert shown_to(None, records, blind=True) == []
    assert shown_to(None, records, blind=False) == records


def test_a_retracted_answer_hides_the_others_again():
    mine = verdict(0, "amina")
    taken_back = record(1, reviewer="amina", kind=RecordKind.RETRACTION, rating=None, supersedes=mine)
    assert shown_to("amina", [mine, verdict(1, "ben"), taken_back], blind=True) == [mine, taken_back]


def test_letters_do_not_follow_names():
    firsts = {letters(f"c-{n}", ["amina", "ben"])["amina"] for n in range(20)}
    assert firsts == {"A", "B"}
    assert letters("c-1", ["ben", "amina"]) == letters("c-1", ["amina", "ben"])
