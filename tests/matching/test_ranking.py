from __future__ import annotations

from datetime import date

from factkit.matching.explanation import explain
from factkit.matching.frequencies import general
from factkit.matching.ranking import SourceChoice, best_of_each_source, groups, is_self_evidence, rows
from factkit.model import Article, Passage, Source, SourceKind


def passage(id: str, source: str) -> Passage:
    return Passage(id, source, 0, 4, "text")


def source(id: str, **said: object) -> Source:
    return Source(id, str(said.pop("name", id)), "", **said)  # type: ignore[arg-type]


def ranked(best: list[tuple[Passage, float]], sources: dict[str, list[Source]], **options: object) -> list[str]:
    choice = options.pop("choice", SourceChoice())
    found = rows(best, sources, choice=choice, top=9, threshold=20, **options)  # type: ignore[arg-type]
    return [row.match.source for row in found]


def test_each_source_comes_once_with_its_best_passage() -> None:
    scored = [(passage("a-0", "a"), 10.0), (passage("a-1", "a"), 30.0), (passage("b-0", "b"), 20.0)]
    assert [each.id for each, _ in best_of_each_source(scored)] == ["a-1", "b-0"]


def test_what_shares_nothing_is_left_out() -> None:
    assert best_of_each_source([(passage("a-0", "a"), 0.0)]) == []


def test_every_source_of_one_text_comes_back_and_ties_go_by_name() -> None:
    best = [(passage("a-0", "a"), 50.0), (passage("z-0", "z"), 50.0)]
    sources = {"a": [source("a", name="n10"), source("b", name="n9")], "z": [source("z", name="n2")]}
    assert ranked(best, sources) == ["n2", "n9", "n10"]


def test_sources_are_chosen_by_publisher_kind_and_day() -> None:
    best = [(passage("a-0", "a"), 50.0), (passage("b-0", "b"), 40.0)]
    sources = {
        "a": [source("a", publisher="AFP", published=date(2025, 9, 19), kind=SourceKind.NOTE)],
        "b": [source("b", publisher="ANI")],
    }
    assert ranked(best, sources, choice=SourceChoice(publisher="afp")) == ["a"]
    assert ranked(best, sources, choice=SourceChoice(kind=SourceKind.TEXT)) == ["b"]
    assert ranked(best, sources, choice=SourceChoice(before=date(2025, 9, 20))) == ["a"]
    assert ranked(best, sources, choice=SourceChoice(before=date(2025, 9, 19))) == []
    assert ranked(best, sources, choice=SourceChoice(after=date(2025, 9, 19))) == ["a"]


def test_a_source_of_the_articles_own_publisher_or_url_is_self_evidence() -> None:
    article = Article("x", "text", url="https://www.example.org/a/", publisher="Example News")
    assert is_self_evidence(source("a", url="http://example.org/a#top"), article)
    assert is_self_evidence(source("a", url="https://example.org/a?utm_source=mail&fbclid=1"), article)
    assert not is_self_evidence(source("a", url="https://example.org/a?page=2"), article)
    assert is_self_evidence(source("a", publisher="EXAMPLE NEWS"), article)
    assert not is_self_evidence(source("a", publisher="Other"), article)
    assert not is_self_evidence(source("a"), Article("x", "text"))


def test_copies_stand_together_at_the_place_of_the_best() -> None:
    best = [(passage("a-0", "a"), 50.0), (passage("b-0", "b"), 40.0), (passage("c-0", "c"), 30.0)]
    sources = {"a": [source("a", origin="a")], "b": [source("b")], "c": [source("c", origin="a")]}
    found = rows(best, sources, choice=SourceChoice(), top=9, threshold=35)
    assert [[row.match.source for row in group] for group in groups(found)] == [["a", "c"], ["b"]]
    assert [row.match.below_threshold for row in found] == [False, False, True]


def test_an_explanation_says_what_is_covered_and_what_is_lacking() -> None:
    claim, text = "Diopp was arrested in Paris", "Police arrested Diop"
    found = explain(claim, text, general(), title="Paris report")
    assert {part.claim: part.passage for part in found.covered} == {
        "Diopp": "Diop",
        "arrested": "arrested",
        "Paris": "Paris",
    }
    assert [part.claim for part in found.lacking] == ["was", "in"]
    for part in found.covered:
        assert claim[slice(*part.claim_span)] == part.claim
        if part.passage_span:
            assert text[slice(*part.passage_span)] == part.passage
    assert 0 < found.coverage < 1
