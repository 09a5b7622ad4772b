"""Conflicts and agreements, told by pairs of texts; `pairs/*.jsonl` were written before the rules that they test."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest

from factkit.language.facets import Facets, facets, facets_many
from factkit.language.parser import Parser
from factkit.matching.compare import Comparison, across, compare
from factkit.matching.pairing import pair
from factkit.model import DateMention

PAIRS = Path(__file__).parent / "pairs"
KINDS = ("number", "unit", "date", "negation", "direction", "name", "role", "place", "actor")
EVIDENCE = (
    "In August 2025 Malian authorities arrested Yann Vezilier, a French national at the embassy, in Bamako, accusing "
    "him of plotting a coup."
)


def _pairs(name: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in (PAIRS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def _compared(parser: Parser, rows: list[dict[str, object]]) -> list[Comparison]:
    texts = [str(row[side]) for row in rows for side in ("claim", "passage")]
    read = iter(facets_many(texts, parser))
    return [compare(next(read), next(read)) for _ in rows]


def _kinds(comparison: Comparison) -> set[str]:
    return {conflict.kind.value for conflict in comparison.conflicts}


def _compare(parser: Parser, claim: str, passage: str) -> Comparison:
    return compare(facets(claim, parser), facets(passage, parser))


@pytest.mark.parametrize("kind", KINDS)
def test_four_in_five_conflicts_of_a_kind_are_found(kind: str, parser: Parser) -> None:
    rows = _pairs(kind)
    found = [kind in _kinds(comparison) for comparison in _compared(parser, rows)]
    assert sum(found) / len(rows) >= 0.8


def test_pairs_without_a_conflict_raise_no_alarm(parser: Parser) -> None:
    rows = _pairs("controls")
    alarms = [row for row, comparison in zip(rows, _compared(parser, rows), strict=True) if comparison.conflicts]
    assert len(alarms) / len(rows) <= 0.03, alarms


@pytest.mark.parametrize("row", _pairs("fifteen"), ids=lambda row: row["claim"])
def test_a_pair_that_misled_has_just_the_conflicts_that_it_should(row: dict[str, object], parser: Parser) -> None:
    (comparison,) = _compared(parser, [row])
    assert sorted(conflict.kind.value for conflict in comparison.conflicts) == row["kinds"]


def test_the_arrested_envoy_conflicts_in_name_place_and_actor(parser: Parser) -> None:
    found = _compare(parser, "Malian ambassador Abdoulaye Diop was arrested by French police in Paris.", EVIDENCE)
    assert _kinds(found) == {"name", "place", "actor"}


def test_an_arrest_by_the_other_country_is_another_actors(parser: Parser) -> None:
    claim = "Malian ambassador Abdoulaye Diop was arrested by French police earlier in the week."
    actor = next(c for c in _compare(parser, claim, EVIDENCE).conflicts if c.kind == "actor")
    assert (actor.claim, actor.passage) == ("French police", "Malian authorities")


def test_a_post_held_now_is_not_excused_by_one_held_before(parser: Parser) -> None:
    passage = "Diop is Mali's foreign minister; he was ambassador to the US from 2003."
    assert _kinds(_compare(parser, "Abdoulaye Diop is Malian ambassador.", passage)) == {"role"}


def test_a_decision_made_public_on_one_day_was_not_announced_the_day_before(parser: Parser) -> None:
    passage = "The suspension was announced on Friday 19 September 2025."
    assert _kinds(_compare(parser, "The decision was made public on September 20, 2025.", passage)) == {"date"}


def test_equal_numbers_agree_though_another_number_stands_beside_them(parser: Parser) -> None:
    claim = "France has ordered two Malian consular staff members in Paris to leave the country immediately."
    passage = (
        "Two staff of Mali's embassy in Paris were told to leave by Saturday. Mali declared five French embassy staff "
        "persona non grata."
    )
    found = _compare(parser, claim, passage)
    assert not found.conflicts
    assert "number" in {agreement.kind.value for agreement in found.agreements}


def test_a_relative_date_is_compared_by_the_days_that_the_claim_gives_it(parser: Parser) -> None:
    text = "The envoy was arrested earlier in the week."
    days = [DateMention("earlier in the week", date(2025, 9, 15), date(2025, 9, 20))]
    passage = facets("The envoy was arrested on 14 August 2025.", parser)
    assert _kinds(compare(facets(text, parser, days=days), passage)) == {"date"}


@pytest.mark.parametrize("kind", [*KINDS, "controls"])
def test_spans_cover_the_words_that_are_shown(kind: str, parser: Parser) -> None:
    rows = _pairs(kind)
    for row, found in zip(rows, _compared(parser, rows), strict=True):
        for conflict in (*found.conflicts, *found.folded, *found.agreements):
            for words, span, text in (
                (conflict.claim, conflict.claim_span, str(row["claim"])),
                (conflict.passage, conflict.passage_span, str(row["passage"])),
            ):
                assert words == (text[slice(*span)] if span else "")


@pytest.mark.parametrize("kind", [*KINDS, "controls"])
def test_facets_kept_as_json_compare_as_before(kind: str, parser: Parser) -> None:
    rows = _pairs(kind)
    read = list(facets_many([str(row[side]) for row in rows for side in ("claim", "passage")], parser))
    kept = [Facets.from_json(json.loads(json.dumps(item.to_json(), allow_nan=False))) for item in read]
    assert kept == read
    for number in range(0, len(read), 2):
        assert compare(kept[number], kept[number + 1]) == compare(read[number], read[number + 1])


def test_a_text_agrees_with_itself(parser: Parser) -> None:
    for row in _pairs("controls"):
        text = facets(str(row["passage"]), parser)
        assert compare(text, text).conflicts == ()


def test_a_passage_that_covers_more_and_agrees_silences_the_other(parser: Parser) -> None:
    claim = "The dam is 120 metres high."
    better = _compare(parser, claim, "The dam is 120 metres high.")
    worse = _compare(parser, claim, "The dam is 95 metres high.")
    assert worse.conflicts
    assert across([better, worse], [90.0, 60.0])[1].conflicts == ()
    assert across([better, worse], [60.0, 90.0])[1].conflicts == worse.conflicts


def test_facets_are_small(parser: Parser) -> None:
    import zlib

    packed = zlib.compress(json.dumps(facets(EVIDENCE, parser).to_json()).encode())
    assert len(packed) < 1500


SCRAPS = [*(PAIRS.parent / "scraps.txt").read_text(encoding="utf-8").split(), "\n", "\x00", "\u200f", "  "]


@pytest.mark.parametrize("seed", range(3))
def test_any_text_can_be_read_kept_and_compared(seed: int, parser: Parser) -> None:
    chance = random.Random(seed)
    texts = [" ".join(chance.choices(SCRAPS, k=chance.randint(0, 25))) for _ in range(150)]
    read = list(facets_many([*texts, "", " ", "\n\n", "a" * 5000, "(" * 300], parser))
    for one, other in pairwise(read):
        assert Facets.from_json(json.loads(json.dumps(one.to_json(), allow_nan=False))) == one
        for conflict in (*compare(one, other).conflicts, *compare(one, one).agreements):
            assert conflict.claim_span is None or one.text[slice(*conflict.claim_span)] == conflict.claim


def test_clauses_are_aligned_in_the_order_of_the_passage_whatever_order_sets_have(parser: Parser) -> None:
    said = facets("The company grew.", parser)
    [clause] = said.clauses
    meanings = [f"meaning {number}" for number in range(8)]
    claim = replace(said, clauses=(replace(clause, meanings=frozenset(meanings)),))
    theirs = tuple(replace(clause, start=place, meanings=frozenset({word})) for place, word in enumerate(meanings))
    aligned = pair(claim, replace(said, clauses=theirs)).aligned
    assert [each.passage for each in aligned] == list(theirs)
