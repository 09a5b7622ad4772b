import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factkit.language.sentences import UnitKind, sentences, units


def words(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Gen. Asim spoke in the U.S. on Tuesday.", "He lost €15bn.", "Nobody asked why."],
        ["He moved to the U.S.", "The firm grew."],
        ['"We lost 40 soldiers," Colonel Traore said.', "They left."],
        ['"Is it true?" he asked.', '"No!" she said.', "“We won.”", "They left."],
        ["On Sept. 20 Lt. Col. Smith met U.S. President Hale at 5 p.m. Monday.", "J. K. Brown of Acme Inc. said no."],
        ["It costs $1.5 million.", "Prices rose 2.1 percent to 5%.", "See No. 10 vs. St. Petersburg."],
        ["Yahoo! said it lost money.", "Approx. 500 people came, e.g. Malians."],
        ["He said yes.[1]", "Then no.[2][3]", "End of story."],
    ],
)
def test_abbreviations_quotes_and_numbers_do_not_end_a_sentence(expected: list[str]) -> None:
    assert words(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ["It lay below a car park.", "Work will be suspended."],
        [
            "It was found.",
            "Dr. Eleni Pappas called it “small.”",
            "Few agreed with the bank.",
            "They left Poland.",
            "It ended.",
        ],
        ["Brig. Ada Roe of Acme Corp. Ltd. died in Santa Fe, N.M. on Monday.", "She was 80."],
    ],
)
def test_an_ordinary_word_before_a_full_stop_ends_a_sentence(expected: list[str]) -> None:
    assert words(" ".join(expected)) == expected


def test_a_numbered_table_of_results_in_one_line_is_one_sentence() -> None:
    table = "Final: 1. Ada Roe (Ghana) 9.91; 2. Joy Lee (US) 9.94; 3. Ana Paz (Portugal) 10.02."
    assert words(f"{table} Roe won.") == [table, "Roe won."]


def test_a_headline_a_list_item_and_a_paragraph_each_stand_alone() -> None:
    text = (
        "France orders staff to leave\n\nParis said on Friday that it\nhad ordered them out. Another.\n"
        "- Intelligence sharing\n- Joint military\n  operations\n\n## What next\nNobody knows"
    )
    assert words(text) == [
        "France orders staff to leave",
        "Paris said on Friday that it\nhad ordered them out.",
        "Another.",
        "Intelligence sharing",
        "Joint military\n  operations",
        "What next",
        "Nobody knows",
    ]
    assert [unit.kind for unit in units(text)][2:5] == [UnitKind.ITEM, UnitKind.ITEM, UnitKind.HEADING]


def test_lines_wrapped_at_one_width_are_one_paragraph() -> None:
    text = (
        "The harbour of the old town was closed on Monday after\n"
        "Captain Lindqvist reported that the northern mole had\n"
        "Cracks in three places. Ships wait outside.\n"
    )
    assert len(words(text)) == 2


def test_lines_of_unlike_length_without_full_stops_are_not_joined() -> None:
    assert words("Harbour closed\nThe harbour was closed on Monday after a storm that broke the mole.\nShips wait") == [
        "Harbour closed",
        "The harbour was closed on Monday after a storm that broke the mole.",
        "Ships wait",
    ]


@given(st.text(alphabet=st.sampled_from('aB. \n\r!?"-1)\u2028\u0301😀€(’#'), max_size=80))
def test_sentences_are_in_order_apart_and_lose_nothing_but_white_space_and_marks(text: str) -> None:
    spans = sentences(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)
    assert all(any(start <= at < end for start, end in spans) for at, char in enumerate(text) if char in "B😀")


@given(st.text(max_size=200))
def test_any_text_can_be_read(text: str) -> None:
    assert all(text[start:end].strip() for start, end in sentences(text))
