from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factkit.matching.frequencies import count, general
from factkit.matching.score import Scorer, rank, score
from factkit.model import Passage

WORDS = [
    "police",
    "arrested",
    "the",
    "envoy",
    "in",
    "Bamako",
    "on",
    "19",
    "September",
    "2025",
    "1,500",
    "1,487",
    "Diop",
    "Diopp",
    "Côte",
    "d'Ivoire",
]
texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


def test_a_claim_scores_100_against_itself() -> None:
    assert score("Police arrested the envoy.", "Police arrested the envoy.", general()) == 100


def test_nothing_shared_scores_0() -> None:
    assert score("Police arrested the envoy.", "Rain fell all night", general()) == 0


@pytest.mark.parametrize(
    ("claim", "passage"),
    [
        ("Diopp was arrested", "Diop was arrested"),
        ("Diop flew to Bamaco", "Diop flew to Bamako"),
        ("Vagner left Mali", "Wagner left Mali"),
        ("Mohamed Bazoum fell", "Mohammed Bazoum fell"),
    ],
)
def test_a_misspelt_name_is_nearly_as_good_as_the_name(claim: str, passage: str) -> None:
    assert score(claim, passage, general()) > 85


def test_a_number_close_by_counts_but_less_than_the_same_number() -> None:
    claim = "The budget was 1,500 dollars"
    same, close, far = (
        score(claim, f"The budget was {number} dollars", general()) for number in ("1500", "1,487", "2,900")
    )
    assert same > close > far


def test_a_year_close_by_does_not_count() -> None:
    claim = "It fell in 2019"
    assert score(claim, "It fell in 2020", general()) == score(claim, "It fell in 1950", general())


def test_a_rare_word_is_worth_more_than_a_common_one() -> None:
    claim = "the zebra"
    assert score(claim, "zebra", general()) > score(claim, "the", general())


def test_a_title_counts() -> None:
    claim = "Gandhi was filmed in India"
    text = "It was filmed in India"
    assert score(claim, text, general(), title="Gandhi (film)") > score(claim, text, general())


@given(texts, texts)
def test_scores_stay_between_0_and_100(claim: str, passage: str) -> None:
    assert 0 <= score(claim, passage, general()) <= 100
    assert score(claim, claim, general()) == 100


@given(texts, st.lists(texts, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_ranking_does_not_depend_on_order(claim: str, bodies: list[str], shuffle: random.Random) -> None:
    passages = [Passage(f"p{n}", "s", 0, len(body), body) for n, body in enumerate(bodies)]
    frequencies = count(bodies)
    before = rank(claim, passages, frequencies)
    shuffle.shuffle(passages)
    assert rank(claim, passages, frequencies) == before


@given(st.lists(st.tuples(texts, st.lists(st.tuples(texts, texts), max_size=4)), min_size=1, max_size=5))
def test_a_score_is_the_same_alone_together_and_later(asked: list[tuple[str, list[tuple[str, str]]]]) -> None:
    frequencies = count([text for claim, near in asked for text in (claim, *(body for body, _ in near))])
    claims, near = [claim for claim, _ in asked], [passages for _, passages in asked]
    alone = [[score(claim, body, frequencies, title=title) for body, title in passages] for claim, passages in asked]
    scorer = Scorer(frequencies)
    for _ in range(2):
        assert [scores.tolist() for scores in scorer.scores(claims, near)] == alone
        assert [scores.tolist() for scores in reversed(scorer.scores(claims[::-1], near[::-1]))] == alone


def test_many_texts_are_scored_in_pieces() -> None:
    bodies = [f"police arrested envoy {number}" for number in range(1_500)]
    near = [[(body, "") for body in bodies]] * 3
    scores = Scorer(general()).scores(["Police arrested envoy 1300"] * 3, near)
    assert [int(each.argmax()) for each in scores] == [1_300] * 3


def test_a_claim_without_words_scores_nothing() -> None:
    assert [each.tolist() for each in Scorer(general()).scores(["...", "Mali"], [[("Mali", "")], [("Mali", "")]])] == [
        [0.0],
        [100.0],
    ]


def test_ties_go_by_passage_id() -> None:
    passages = [Passage(name, "s", 0, 3, "Mali") for name in ("b", "c", "a")]
    assert [passage.id for passage, _ in rank("Mali", passages, general())] == ["a", "b", "c"]
