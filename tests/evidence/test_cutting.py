from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factkit.evidence.cutting import MAX_CHARACTERS, MAX_SENTENCES, cut
from factkit.language.sentences import sentences

PIECES = (
    "The man",
    "Mr. Smith",
    "U.S.",
    "No. 5",
    "3.5",
    "a) one",
    "1. First",
    "e.g. this",
    "went home.",
    "Why?",
    '"Stop!"',
)
PIECES += (
    "he said.",
    "[1]",
    "...",
    "\n",
    "\n\n",
    "- item",
    "J. K. Rowling",
    "at 5 p.m.",
    "Then",
    "\u2019",
    "(p. 3)",
    "x.y",
)
texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=25).map(" ".join)


@given(texts)
def test_a_passage_is_whole_sentences_in_order_and_loses_none(text: str) -> None:
    passages = cut(text)
    found = sentences(text)
    assert all(any(start <= a and b <= end for start, end in passages) for a, b in found)
    assert {start for start, _ in passages} <= {start for start, _ in found}
    assert {end for _, end in passages} <= {end for _, end in found}
    assert all(first[1] <= second[0] for first, second in pairwise(passages))


@given(texts)
def test_a_passage_has_a_few_sentences_of_one_paragraph(text: str) -> None:
    found = sentences(text)
    for start, end in cut(text):
        inside = [span for span in found if start <= span[0] < end]
        assert len(inside) <= MAX_SENTENCES
        assert len(inside) == 1 or end - start <= MAX_CHARACTERS


def test_a_long_sentence_is_not_cut() -> None:
    text = "word " * 400 + "end."
    assert [text[start:end] for start, end in cut(text)] == [text]


@pytest.mark.parametrize("text", ["", "  \n\n "])
def test_no_words_no_passage(text: str) -> None:
    assert cut(text) == []
