"""How fast claims are matched, against RapidFuzz over every passage: python -m benchmarks.speed [PASSAGES ...]

A store of invented passages (benchmarks/corpus.py; 100,000 by default) is filled and indexed; claims made from known
passages are matched as `factkit match --conflicts 0` does, on one core, and some once more with conflicts, whose
facets the store has by then. The peer is `token_set_ratio` of a claim with every passage, in the same run.

Where FACTKIT_BENCH names the folder of the benchmark data, `factkit match` also works on 1,000 claims and the 17,562
passages of fool_me_twice with conflicts, first with no facet in the store (cold), then with all of them (warm).

Rates are by processor time, which other work on the machine disturbs less, unless they are named by the clock.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz, process

from benchmarks.corpus import PlantedClaim, claims, passages
from benchmarks.retrieval import Collection, load
from factkit.evidence.records import source_from_record
from factkit.matching.compare import compare
from factkit.model import Claim
from factkit.workspace.facets import FacetText
from factkit.workspace.matching import Matching, match_claims
from factkit.workspace.opening import Workspace, init, open_index, open_store
from factkit.workspace.searching import Evidence, EvidenceAt, open_evidence

CLAIMS = 2_000
COMPARED_CLAIMS = 200
PEER_CLAIMS = 3
COMMAND_CLAIMS = 1_000
TOP = 10


def measure(count: int) -> dict[str, Any]:
    """Return the figures for a store of so many passages."""
    texts = list(passages(count))
    with tempfile.TemporaryDirectory() as folder:
        workspace, _ = init(Path(folder) / "desk")
        fill(workspace, texts)
        index_seconds = seconds_to_index(workspace)
        size = sum(path.stat().st_size for path in workspace.index_folder.rglob("*") if path.is_file())
        started = time.perf_counter()
        with open_evidence(EvidenceAt(workspace=workspace)) as (evidence, _errors):
            first = list(claims(texts, 1, seed=1))
            found(first, evidence)
            first_seconds = time.perf_counter() - started
            plain, misspelt = list(claims(texts, CLAIMS)), list(claims(texts, CLAIMS, seed=17, misspelt=True))
            rate, clock_rate, recall = claims_a_second(plain, evidence)
            misspelt_rate, _, misspelt_recall = claims_a_second(misspelt, evidence)
        compared_rate = compared_claims_a_second(plain[:COMPARED_CLAIMS], workspace)
        add_seconds = seconds_to_add_and_find(workspace)
    peer = exhaustive_claims_a_second(plain[:PEER_CLAIMS], texts)
    return {
        "passages": count,
        "claims_a_second": round(rate),
        "claims_a_second_by_the_clock": round(clock_rate),
        "claims_a_second_with_conflicts": round(compared_rate),
        "token_set_ratio_claims_a_second": round(peer, 3),
        "ratio": round(rate / peer),
        "planted_in_top_ten": recall,
        "misspelt_claims_a_second": round(misspelt_rate),
        "misspelt_planted_in_top_ten": misspelt_recall,
        "index_bytes_a_passage": round(size / count, 1),
        "passages_indexed_a_second": round(count / index_seconds),
        "open_and_first_query_seconds": round(first_seconds, 4),
        "add_10_and_find_seconds": round(add_seconds, 4),
    }


def fill(workspace: Workspace, texts: list[str]) -> None:
    with open_store(workspace) as store:
        sourced = (source_from_record({"id": f"d{number}", "passages": [text]}) for number, text in enumerate(texts))
        while batch := list(islice(sourced, 10_000)):
            store.add_sources(batch)


def seconds_to_index(workspace: Workspace) -> float:
    started = time.perf_counter()
    with open_store(workspace) as store:
        open_index(workspace, store).candidates("nosuchwordanywhere", 1)
    return time.perf_counter() - started


def found(planted: list[PlantedClaim], evidence: Evidence, matching: Matching | None = None) -> float:
    """Return the share of the claims whose own passage is among the first ten."""
    given = (Claim("", str(number), claim.text) for number, claim in enumerate(planted))
    matched = match_claims(given, evidence, matching or Matching(top=TOP, conflicts=0))
    hits = [
        any(match.source == f"d{claim.passage}" for match in each.matches)
        for claim, each in zip(planted, matched, strict=True)
    ]
    return sum(hits) / len(hits)


def claims_a_second(planted: list[PlantedClaim], evidence: Evidence) -> tuple[float, float, float]:
    """Return claims a second of processor time and by the clock, and the share found."""
    started, clock = time.process_time(), time.perf_counter()
    recall = found(planted, evidence)
    return len(planted) / (time.process_time() - started), len(planted) / (time.perf_counter() - clock), recall


def compared_claims_a_second(planted: list[PlantedClaim], workspace: Workspace) -> float:
    """Return claims a second with conflicts, where an earlier run has left the facets of all texts in the store."""
    at, matching = EvidenceAt(workspace=workspace), Matching()
    with open_evidence(at) as (evidence, _errors):
        found(planted, evidence, matching)
    with open_evidence(at) as (evidence, _errors):
        found(planted[:1], evidence, matching)
        started = time.process_time()
        found(planted[1:], evidence, matching)
        return (len(planted) - 1) / (time.process_time() - started)


def exhaustive_claims_a_second(planted: list[PlantedClaim], texts: list[str]) -> float:
    started = time.process_time()
    for claim in planted:
        process.extract(claim.text, texts, scorer=fuzz.token_set_ratio, limit=TOP)
    return len(planted) / (time.process_time() - started)


def seconds_to_add_and_find(workspace: Workspace) -> float:
    new = [
        source_from_record({"id": f"new{n}", "passages": [f"Quaggas{n} crossed the lagoon again."]}) for n in range(10)
    ]
    with open_store(workspace) as store:
        index = open_index(workspace, store)
        started = time.perf_counter()
        store.add_sources(new)
        index.catch_up(store)
        assert index.candidates("quaggas7", 1), "what was added is not found"
        return time.perf_counter() - started


def measure_command(data: Collection) -> dict[str, Any]:
    """Return how long `factkit match` takes with conflicts, cold and warm, and how long one comparison takes."""
    with tempfile.TemporaryDirectory() as folder:
        workspace, _ = init(Path(folder) / "desk")
        with open_store(workspace) as store:
            store.add_sources(
                source_from_record({"id": doc["id"], "title": doc["title"], "passages": [doc["text"]]})
                for doc in data.docs
            )
        seconds_to_index(workspace)
        asked = data.queries[:COMMAND_CLAIMS]
        path = Path(folder) / "claims.jsonl"
        path.write_text("".join(json.dumps({"id": each["id"], "text": each["text"]}) + "\n" for each in asked))
        command = [sys.executable, "-m", "factkit", "match", "--claims", str(path), "--top", "5", "--format", "jsonl"]
        runs = [timed([*command, "--workspace", str(workspace.folder)]) for _ in range(2)]
        assert runs[0][0] == runs[1][0], "facets read anew and facets from the store give other lines"
        compare_seconds = seconds_to_compare([each["text"] for each in asked[:COMPARED_CLAIMS]], workspace)
    figures: dict[str, Any] = {"claims": len(asked), "passages": len(data.docs)}
    for name, (_, seconds, processor_seconds) in zip(("cold", "warm"), runs, strict=True):
        figures[f"match_{name}_seconds"] = round(processor_seconds, 2)
        figures[f"match_{name}_seconds_by_the_clock"] = round(seconds, 2)
    return figures | {"compare_microseconds": round(compare_seconds * 1e6, 1)}


def timed(command: list[str]) -> tuple[bytes, float, float]:
    """Return what a command writes, and the seconds it took by the clock and of processor time."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, check=True, capture_output=True)
    seconds, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    return done.stdout, seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def seconds_to_compare(texts: list[str], workspace: Workspace) -> float:
    """Return the mean time to compare a claim with a passage near it, facets at hand and word lists read."""
    given = [Claim("", str(number), text) for number, text in enumerate(texts)]
    with open_evidence(EvidenceAt(workspace=workspace)) as (evidence, _errors):
        pairs = [
            evidence.facets.of([FacetText(matched.claim.text), FacetText(row.passage.text, row.source.title)])
            for matched in match_claims(given, evidence, Matching(conflicts=0))
            for row in matched.rows
        ]
    for claim, passage in pairs[:COMPARED_CLAIMS]:
        compare(claim, passage)
    started = time.process_time()
    for claim, passage in pairs:
        compare(claim, passage)
    return (time.process_time() - started) / len(pairs)


def main() -> None:
    for size in [int(argument) for argument in sys.argv[1:]] or [100_000]:
        print(json.dumps(measure(size)), flush=True)
    if bench := os.environ.get("FACTKIT_BENCH"):
        print(json.dumps(measure_command(load(Path(bench) / "retrieval" / "fool_me_twice"))))
    else:
        print("command skipped: set FACTKIT_BENCH to the folder of the benchmark data", file=sys.stderr)


if __name__ == "__main__":
    main()
