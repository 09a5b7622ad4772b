import os
from pathlib import Path

import pytest

from benchmarks.retrieval import measure

BENCH = os.environ.get("FACTKIT_BENCH")


@pytest.mark.system
@pytest.mark.skipif(not BENCH, reason="FACTKIT_BENCH is not set")
@pytest.mark.parametrize(
    ("name", "least", "least_ratio"),
    [("checkthat2020", 0.785, 1.0), ("climate_fever", 0.0, 1.05), ("fool_me_twice", 0.0, 1.08)],
)
def test_the_ranking_stays_above_its_floor(name: str, least: float, least_ratio: float) -> None:
    figures = measure(Path(str(BENCH)) / "retrieval" / name)
    assert figures["MAP@5"] >= least
    assert figures["ratio"] >= least_ratio
