"""Floors under the figures of benchmarks/splitting.py: they may rise and never fall."""

from __future__ import annotations

import os

import pytest

from benchmarks.splitting import quality

FLOORS = {"pyrxsum": {"F": 0.305, "coverage": 0.215}, "carb": {"F": 0.456, "precision": 0.76}}


@pytest.mark.system
@pytest.mark.skipif("FACTKIT_BENCH" not in os.environ, reason="FACTKIT_BENCH names no folder with the labelled sets")
@pytest.mark.parametrize("name", sorted(FLOORS))
def test_splitting_is_no_worse_than_it_was(name: str) -> None:
    figures = quality(name)
    assert {key: figures[key] for key, floor in FLOORS[name].items() if figures[key] < floor} == {}
