"""Importing evidence against `sqlite-utils insert` and `enable-fts` of the same file, in the same run.

    python -m benchmarks.store [PASSAGES] [KILLS]

Both read the same JSON lines from disk, in processes of their own. factkit also validates each record, hashes and
cuts it, and indexes it: the figure counts the import and bringing the index up to date, without and with looking for
near copies, each by the clock and by the processor, of which an import uses two. In that store 10 passages are added
and found, in one process, and in fresh processes it is opened for one query, in turns with a store of 1,000. Then it is
killed at random moments of an import (`KILLS` times): every source that was acknowledged is there, none is there twice,
running it again completes it, and the index catches up by itself with what is there.
"""

from __future__ import annotations

import itertools
import json
import random
import resource
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from factkit.evidence.records import source_from_record
from factkit.workspace.opening import find_workspace, open_index, open_store

PASSAGES, KILLS = 1_000_000, 200
KILLED_PASSAGES = 30_000
SMALL, OPENINGS = 1_000, 9
SYLLABLES = [a + b for a in (*"bcdfghklmnprstvwz", "br", "st", "pl") for b in (*"aeiou", "ai", "ou")]


def records(count: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """Yield sources of one passage of 20 to 34 words each, words as rare as in a natural text (Zipf)."""
    draw = random.Random(seed)
    words = ["".join(draw.choices(SYLLABLES, k=draw.choice((1, 2, 2, 3, 3)))) for _ in range(120_000)]
    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(words))))
    for number in range(count):
        drawn = draw.choices(words, cum_weights=weights, k=draw.randint(20, 34))
        middle = draw.randint(8, 14)
        text = f"{' '.join(drawn[:middle]).capitalize()}. {' '.join(drawn[middle:]).capitalize()}."
        yield {
            "id": f"source-{number}",
            "text": text,
            "title": " ".join(drawn[:5]),
            "publisher": f"Paper {number % 300}",
            "published": f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}",
            "url": f"https://example.org/{number}",
        }


def write_corpus(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for record in records(count):
            file.write(json.dumps(record) + "\n")


class Spent(NamedTuple):
    """Seconds on the clock, and of the processor by the commands and all that they started."""

    clock: float
    processor: float

    def against(self, other: Spent) -> list[float]:
        return [round(mine / others, 2) for mine, others in zip(self, other, strict=True)]


def spent(*commands: list[str]) -> Spent:
    start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    for command in commands:
        subprocess.run(command, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Spent(time.perf_counter() - start, processor)


def factkit(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "factkit", *map(str, arguments)]


def import_figures(folder: Path, count: int) -> dict[str, float | list[float]]:
    corpus, peer = folder / "corpus.jsonl", folder / "peer.db"
    write_corpus(corpus, count)
    utils = [str(Path(sys.executable).with_name("sqlite-utils"))]
    if not Path(utils[0]).exists():
        utils = [sys.executable, "-m", "sqlite_utils"]
    theirs = spent(
        [*utils, "insert", str(peer), "evidence", str(corpus), "--nl"],
        [*utils, "enable-fts", str(peer), "evidence", "text", "title"],
    )
    ours = {}
    for name, options in (("no_origins", ["--no-origins"]), ("whole", [])):
        desk = folder / name
        spent(factkit("init", desk))
        add = factkit("evidence", "add", corpus, "--workspace", desk, *options)
        ours[name] = spent(add, factkit("evidence", "search", "harbour", "--workspace", desk))
    index_bytes = sum(file.stat().st_size for file in (folder / "whole/.factkit/index").rglob("*") if file.is_file())
    return {
        "passages": count,
        "sqlite_utils_seconds": [round(each, 1) for each in theirs],
        **{f"import_{name}_seconds": [round(each, 1) for each in mine] for name, mine in ours.items()},
        **{f"{name}_against_sqlite_utils": mine.against(theirs) for name, mine in ours.items()},
        "largest_process_mb": round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024),
        "index_bytes_per_passage": round(index_bytes / count, 1),
        **opening_figures(folder, corpus),
        "add_10_and_find_ms": round(1000 * seconds_to_add_and_find(folder / "whole"), 1),
    }


def opening_figures(folder: Path, corpus: Path) -> dict[str, float]:
    """Return how long fresh processes take to open the store and answer a first query, and against 1,000 passages."""
    few, small = folder / "few.jsonl", folder / "small"
    with corpus.open(encoding="utf-8") as lines:
        few.write_text("".join(itertools.islice(lines, SMALL)), encoding="utf-8")
    spent(factkit("init", small), factkit("evidence", "add", few, "--workspace", small))
    spent(*(factkit("evidence", "search", "harbour", "--workspace", desk) for desk in (small, folder / "whole")))
    words = json.loads(few.read_text(encoding="utf-8").splitlines()[-1])["text"]
    times: dict[str, list[float]] = {"small": [], "whole": []}
    for _ in range(OPENINGS):
        for name, taken in times.items():
            taken.append(float(_answer([sys.executable, "-c", _OPEN_AND_ASK, str(folder / name), words])))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    return {
        "open_and_first_query_ms": round(1000 * medians["whole"], 1),
        "open_and_first_query_against_1000": round(medians["whole"] / medians["small"], 2),
    }


_OPEN_AND_ASK = """
import sys, time
from pathlib import Path
from factkit.index import Index
from factkit.store import Store
from factkit.workspace.opening import find_workspace, open_index, open_store
start = time.perf_counter()
workspace = find_workspace(Path(sys.argv[1]))
with open_store(workspace) as store:
    found = store.passages_by_number(open_index(workspace, store).candidates(sys.argv[2], 10))
    assert found[0].text == sys.argv[2], found
print(time.perf_counter() - start)
"""


def _answer(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def seconds_to_add_and_find(desk: Path) -> float:
    """Return the median of five times of adding 10 passages and finding one of them in an open store."""
    workspace = find_workspace(desk)
    times = []
    with open_store(workspace) as store:
        index = open_index(workspace, store)
        for turn in range(5):
            texts = {f"new-{turn}-{n}": f"Quaggas{turn}x{n} crossed the lagoon again." for n in range(10)}
            new = [source_from_record({"id": id, "passages": [text]}) for id, text in texts.items()]
            start = time.perf_counter()
            store.add_sources(new)
            index.catch_up(store)
            (number,) = index.candidates(f"quaggas{turn}x7", 1)
            times.append(time.perf_counter() - start)
            assert store.passages_by_number([number])[0].text == texts[f"new-{turn}-7"]
    return statistics.median(times)


def kill_during_imports(folder: Path, kills: int) -> dict[str, int]:
    """Kill an import at random moments until it has been killed so often; each time it goes on where it stopped."""
    corpus, desk = folder / "killed.jsonl", folder / "killed"
    write_corpus(corpus, KILLED_PASSAGES)
    draw = random.Random(11)
    lost = doubled = killed = unindexed = 0
    while killed < kills:
        shutil.rmtree(desk, ignore_errors=True)
        spent(factkit("init", desk))
        held = 0
        for _ in range(min(10, kills - killed)):
            running = subprocess.Popen(
                factkit("evidence", "add", corpus, "--workspace", desk),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            time.sleep(draw.uniform(0.4, 4.0))
            running.send_signal(signal.SIGKILL)
            running.wait()
            killed += 1
            now, distinct = _held(desk)
            lost += max(0, held - now)
            doubled += now - distinct
            held = now
        unindexed += _unindexed(desk)
        spent(factkit("evidence", "add", corpus, "--workspace", desk), factkit("store", "check", "--workspace", desk))
        lost += KILLED_PASSAGES - _held(desk)[0]
        unindexed += _unindexed(desk)
    return {"kills": killed, "sources_lost": lost, "sources_doubled": doubled, "passages_not_indexed": unindexed}


def _unindexed(desk: Path) -> int:
    """Return by how many passages the index is off, once it has caught up, and of the last ones how many it misses."""
    workspace = find_workspace(desk)
    with open_store(workspace) as store:
        index = open_index(workspace, store)
        last = store.changes(max(0, store.last_change() - 5), 5)
        missed = sum(row.number not in index.candidates(row.text, 3) for row in last)
        return abs(store.info().passages - index.documents) + missed


def _held(desk: Path) -> tuple[int, int]:
    connection = sqlite3.connect(desk / "factkit.db")
    row = connection.execute("SELECT count(*), count(DISTINCT name) FROM sources").fetchone()
    connection.close()
    return int(row[0]), int(row[1])


def main() -> None:
    count, kills = [int(given) for given in sys.argv[1:3]] + [PASSAGES, KILLS][len(sys.argv) - 1 :]
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(import_figures(Path(folder), count)), flush=True)
        print(json.dumps(kill_during_imports(Path(folder), kills)))


if __name__ == "__main__":
    main()
