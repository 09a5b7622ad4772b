from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from factkit.matching.tokens import joined_terms, terms, tokens


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("€15bn", "15 billion"),
        ("15,000,000,000", "15 billion"),
        ("1.5m", "1,500,000"),
        ("two staff", "2 staff"),
        ("2025-09-19", "19 Sept. 2025"),
        ("the 20th", "the 20"),
        ("Côte d'Ivoire's", "cote ivoire"),
        ("U.S. troops", "US troops"),
        ("counter-terrorism", "counterterrorism"),
        ("#AustralianFires", "Australian fires"),
        ("arrested", "arrests"),
    ],
)
def test_two_spellings_of_one_thing_have_the_same_terms(one: str, other: str) -> None:
    assert terms(one) == terms(other)


def test_urls_are_no_words() -> None:
    assert terms("see https://example.org/a?b=c now") == ["see", "now"]


def test_the_pronoun_us_is_not_the_country() -> None:
    assert terms("us") != terms("US")


def test_spans_slice_back_to_the_words() -> None:
    text = "Price: €15bn, said #BigFire; Élise."
    assert [text[start:end] for (start, end), _ in tokens(text)] == [
        "Price",
        "15bn",
        "said",
        "Big",
        "Fire",
        "Élise",
    ]


@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
@example(["\x00"])
@example(["a\x00b", ""])
def test_many_texts_at_once_give_what_one_at_a_time_gives(texts: list[str]) -> None:
    assert [joined.split() for joined in joined_terms(texts)] == [terms(text) for text in texts]


@given(st.text(alphabet="abcDEFUSmayjun", min_size=1, max_size=12))
def test_a_word_between_others_has_the_term_that_it_has_alone(word: str) -> None:
    assert terms(f"({word}), é{word}")[:1] == [term for _, term in tokens(word)]
