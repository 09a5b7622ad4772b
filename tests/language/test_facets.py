"""What is read from a text before it is compared."""

from __future__ import annotations

from datetime import date

import pytest

from factkit.language.facets import facets
from factkit.language.parser import Parser


@pytest.mark.parametrize(
    ("text", "born", "died"),
    [
        ("Ilse Brandt (4 May 1911 – 9 October 1992) was a German painter.", (1911, 5, 4), (1992, 10, 9)),
        ("Pavel Novak (1931–2004) was an economist.", (1931, 1, 1), (2004, 1, 1)),
    ],
)
def test_the_brackets_of_a_life_date_its_birth_and_its_death(
    text: str, born: tuple[int, int, int], died: tuple[int, int, int], parser: Parser
) -> None:
    read = facets(text, parser)
    dated = {read.clauses[number].lemma: day.first for day in read.days for number in day.clauses}
    assert {lemma: date.fromordinal(first) for lemma, first in dated.items() if first} == {
        "bear": date(*born),
        "die": date(*died),
    }


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("Riga is the largest city in Latvia.", [(1, "city", ("Latvia",))]),
        ("It is the country's third-most-popular beer.", [(3, "beer", ())]),
        ("It is the second largest bank in Spain.", [(2, "bank", ("Spain",))]),
        ("It is one of the largest cities in Spain.", []),
        ("Most water is lost.", []),
    ],
)
def test_a_superlative_ranks(text: str, ranks: list[tuple[int, str, tuple[str, ...]]], parser: Parser) -> None:
    read = [(rank.value, rank.noun, rank.places) for rank in facets(text, parser).ranks]
    assert read[:1] == ranks


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("There is no evidence that the fire was set on purpose.", [(False, {"blaze", "set", "purpose"})]),
        ("Investigators found proof of arson.", [(True, {"arson"})]),
        ("There is limited evidence that the drug works.", []),
        ("There is strong evidence that the drug does not work.", []),
        ("The lawyer offered no evidence that he was abroad.", []),
        ("If there is evidence of fraud, she will resign.", []),
    ],
)
def test_evidence_is_read_as_given_or_denied(text: str, read: list[tuple[bool, set[str]]], parser: Parser) -> None:
    assert [(found.given, set(found.words)) for found in facets(text, parser).grounds] == read


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jose Amado, better known as Carlos the Younger, was an actor.", {"jose amado", "carlos"}),
        ("Maria Silva Costa, known professionally as Mira, is a singer.", {"maria silva costa", "mira"}),
    ],
)
def test_what_somebody_is_said_to_be_is_said_of_the_other_name_too(text: str, names: set[str], parser: Parser) -> None:
    said = next(clause for clause in facets(text, parser).clauses if clause.lemma == "be")
    assert names <= {argument.name for argument in said.arguments if argument.slot == "agent"}


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("There was no increase in rents in the city.", True),
        ("There were no rising prices in the shops.", True),
        ("There was an increase in rents in the city.", False),
    ],
)
def test_no_increase_is_a_movement_denied(text: str, denied: bool, parser: Parser) -> None:
    assert [mover.denied for mover in facets(text, parser).movers] == [denied]


@pytest.mark.parametrize("text", ["Haruto Mori was 81 when he died.", "Haruto Mori died at the age of 81."])
def test_an_age_is_that_at_an_event(text: str, parser: Parser) -> None:
    read = facets(text, parser)
    assert [(a.value, a.noun, [read.clauses[c].lemma for c in a.clauses][:1]) for a in read.amounts] == [
        (81.0, "age", ["die"])
    ]


@pytest.mark.parametrize(
    ("text", "subject"),
    [("Marlow, Ohio is a town.", "marlow"), ("In May, Ohio was flooded.", "ohio"), ("Ohio is a state.", "ohio")],
)
def test_what_lies_in_a_place_is_the_subject_and_not_the_place(text: str, subject: str, parser: Parser) -> None:
    (clause,) = facets(text, parser).clauses
    assert next(a.name for a in clause.arguments if a.slot in ("agent", "patient")) == subject


@pytest.mark.parametrize(
    ("text", "lemma", "negated"),
    [
        ("The witness was too ill to testify.", "testify", True),
        ("He was not too old to run.", "run", False),
        ("Even without subsidies, wind power is cheap.", "be", False),
        ("The town is without power.", "have", True),
    ],
)
def test_a_clause_is_denied_without_a_not(text: str, lemma: str, negated: bool, parser: Parser) -> None:
    assert [c.negated for c in facets(text, parser).clauses if c.lemma == lemma] == [negated]


def test_the_third_of_five_is_ranked_and_no_fraction(parser: Parser) -> None:
    read = facets("Tomas Reyes was the third of five sons.", parser)
    assert [(rank.value, rank.noun) for rank in read.ranks] == [(3, "son")]
    assert [amount.value for amount in read.amounts] == [5.0]


def test_the_only_one_is_one(parser: Parser) -> None:
    (amount,) = facets("Tomas Reyes was the only son of the founder.", parser).amounts
    assert (amount.value, amount.noun, amount.kind) == (1.0, "son", "sole")


@pytest.mark.parametrize(
    "text",
    [
        "Peter Okafor (who served as chief of police for ten years, 1981–1991) is the elder brother.",
        "Ivo Marek played 21 seasons in the NBL (1962–1982) with the Tigers.",
    ],
)
def test_a_time_of_service_is_no_life(text: str, parser: Parser) -> None:
    assert not {"bear", "die"} & {clause.lemma for clause in facets(text, parser).clauses}


def test_a_place_is_where_it_is_said_to_be(parser: Parser) -> None:
    read = facets("The novel is set in Hallin, a fishing village in Estonia.", parser)
    assert ("in", ("Estonia",)) in [(a.slot, a.places) for a in read.clauses[0].arguments]


def test_who_is_childless_has_no_child(parser: Parser) -> None:
    (clause,) = facets("Ada Brun was childless.", parser).clauses
    assert (clause.lemma, clause.negated, clause.arguments[-1].head) == ("have", True, "child")


def test_who_is_quoted_is_no_title_of_a_work(parser: Parser) -> None:
    quoted, titled = (
        facets(text, parser)
        for text in ("Macron: France is a strong country.", "Nordlicht: A Life in Letters is a memoir.")
    )
    assert "macron" not in {a.head for clause in quoted.clauses for a in clause.arguments}
    assert "nordlicht" in {a.head for clause in titled.clauses for a in clause.arguments}
