from pathlib import Path

import pytest

from benchmarks.store import kill_during_imports

pytestmark = pytest.mark.system


def test_an_import_killed_at_random_moments_loses_and_doubles_nothing_and_is_indexed(tmp_path: Path) -> None:
    assert kill_during_imports(tmp_path, 25) == {
        "kills": 25,
        "sources_lost": 0,
        "sources_doubled": 0,
        "passages_not_indexed": 0,
    }
