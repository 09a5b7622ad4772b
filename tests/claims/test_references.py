"""What points back is named by the one thing that the text told of before, else marked; nothing else is touched."""

from __future__ import annotations

import pytest

from factkit.claims import split
from factkit.language.parser import Parser
from factkit.model import Article, Claim, Unresolved


def last(text: str, parser: Parser) -> Claim:
    return split(Article("a", text), parser).claims[-1]


def test_a_thing_told_of_once_is_said_with_its_first_words_and_they_are_accounted_for(parser: Parser) -> None:
    claim = last("A sinking trawler was found off Lesbos. The trawler carried 40 people.", parser)
    assert (claim.text, claim.added, claim.unresolved) == (
        "The sinking trawler carried 40 people.",
        ("sinking",),
        (),
    )
    assert claim.anchors[0].exact == "The trawler carried 40 people."


def test_of_two_such_things_neither_is_named(parser: Parser) -> None:
    claim = last("A sinking trawler passed a blue trawler. The trawler carried 40 people.", parser)
    assert (claim.added, claim.unresolved) == ((), (Unresolved.WHAT,))


def test_a_thing_of_which_nothing_more_was_told_is_marked(parser: Parser) -> None:
    claim = last("A trawler was found off Lesbos. The trawler carried 40 people.", parser)
    assert (claim.added, claim.unresolved) == ((), (Unresolved.WHAT,))


@pytest.mark.parametrize(
    "text",
    [
        "The sun rose at six.",
        "Voters in Chad trust the government.",
        "The mayor of Porto opened a school.",
        "The largest bank in Asia closed.",
        "Prices fell in the north.",
        "The 1990s were quiet.",
        "There was a fire in Leeds.",
        "Ann Lee says that rents will fall.",
    ],
)
def test_what_needs_no_other_words_is_not_marked(text: str, parser: Parser) -> None:
    assert last(text, parser).unresolved == ()


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("The deal collapsed.", "what"),
        ("The driver fled.", "who"),
        ("Aid reached the village.", "where"),
        ("Rents fell there.", "where"),
        ("Rents rose that year.", "when"),
        ("Ann Lee died two days later.", "when"),
        ("Ann Lee had run against the latter in 2019.", "what"),
        ("Both were sold.", "what"),
        ("A similar strike was held in Lyon.", "what"),
    ],
)
def test_what_points_out_of_the_claim_is_marked_by_what_it_leaves_unknown(
    text: str, unknown: str, parser: Parser
) -> None:
    assert last(text, parser).unresolved == (Unresolved(unknown),)


def test_a_speaker_whom_the_text_around_must_tell_is_marked(parser: Parser) -> None:
    assert last("The clinic said that rents fell.", parser).unresolved == (Unresolved.WHO,)
    assert last("Rents fell, his lawyer said.", parser).unresolved == (Unresolved.WHO,)
    assert last("Police said that rents fell.", parser).unresolved == ()
