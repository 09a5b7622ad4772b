"""How far conflicts can be trusted on labelled pairs: floors that may rise and never fall."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.conflicts import FLOORS, labelled, summaries
from factkit.language.parser import Parser

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(
        "FACTKIT_BENCH" not in os.environ, reason="FACTKIT_BENCH, the folder of labelled data, is unset"
    ),
]


@pytest.mark.parametrize("name", FLOORS)
def test_conflicts_are_as_precise_and_as_many_as_before(name: str, parser: Parser) -> None:
    found = labelled(Path(os.environ["FACTKIT_BENCH"]), name, parser)["any"]
    precision, recall, alarms = FLOORS[name]
    assert found["precision"] >= precision
    assert found["recall"] >= recall
    assert found["alarms_on_supported"] <= alarms


def test_facts_of_a_text_hardly_ever_conflict_with_it(parser: Parser) -> None:
    assert summaries(Path(os.environ["FACTKIT_BENCH"]), parser) <= 0.005
