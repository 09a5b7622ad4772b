"""How good the ranking is on public sets, against tantivy's BM25 in the same run: python -m benchmarks.retrieval

The sets are read from the folder that FACTKIT_BENCH names; none of them is part of the project. Both sides see title
and text. tantivy gets one field with its English stemmer and the whole query; factkit works as `factkit match` does,
with one setting for all sets.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tantivy

from factkit.evidence.records import source_from_record
from factkit.model import Claim
from factkit.workspace.matching import Matching, match_claims
from factkit.workspace.searching import LooseEvidence

SETS = ("checkthat2020", "climate_fever", "fool_me_twice")
TOP = 10


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, queries, and which documents are right for which query."""

    docs: list[dict[str, Any]]
    queries: list[dict[str, Any]]
    relevant: dict[str, set[str]]


def load(folder: Path) -> Collection:
    """Read a set in the layout of its folder."""
    relevant: dict[str, set[str]] = defaultdict(set)
    for line in (folder / "qrels.dev.tsv").read_text(encoding="utf-8").splitlines():
        query, _, doc, grade = line.split("\t") if "\t" in line else line.split()
        if int(grade) > 0:
            relevant[query].add(doc)
    return Collection(_lines(folder / "docs.jsonl"), _lines(folder / "queries.dev.jsonl"), dict(relevant))


def mean_average_precision(relevant: dict[str, set[str]], rankings: dict[str, list[str]], depth: int = 5) -> float:
    """Return MAP at `depth`; a query without a ranking counts as wrong."""
    total = 0.0
    for query, gold in relevant.items():
        hits, precision = 0, 0.0
        for place, doc in enumerate(rankings.get(query, [])[:depth], start=1):
            if doc in gold:
                hits += 1
                precision += hits / place
        total += precision / min(len(gold), depth)
    return total / len(relevant)


def factkit_rankings(data: Collection) -> tuple[dict[str, list[str]], list[float], list[float]]:
    """Return rankings, the scores of right documents, and the best score of queries whose best is wrong."""
    evidence = LooseEvidence(
        source_from_record({"id": doc["id"], "title": doc["title"], "passages": [doc["text"]]}) for doc in data.docs
    )
    claims = [Claim("", query["id"], query["text"]) for query in data.queries]
    rankings, right, wrong = {}, [], []
    for matched in match_claims(claims, evidence, Matching(top=TOP, conflicts=0)):
        gold = data.relevant.get(matched.claim.id, set())
        rankings[matched.claim.id] = [match.source for match in matched.matches]
        right += [match.score for match in matched.matches if match.source in gold]
        wrong += [match.score for match in matched.matches[:1] if match.source not in gold]
    return rankings, right, wrong


def tantivy_rankings(data: Collection) -> dict[str, list[str]]:
    """Return what BM25 says of the whole query."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("number", fast=True)
    builder.add_text_field("text", tokenizer_name="en_stem")
    index = tantivy.Index(builder.build())
    writer = index.writer(128_000_000, 1)
    for number, doc in enumerate(data.docs):
        writer.add_document(tantivy.Document(number=number, text=f"{doc['title']} {doc['text']}"))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    rankings = {}
    for query in data.queries:
        words = " ".join(re.findall(r"\w+", query["text"].lower()))
        hits = searcher.search(index.parse_query(words, ["text"]), TOP).hits
        numbers = searcher.fast_field_values("number", [place for _, place in hits])
        rankings[query["id"]] = [data.docs[int(number or 0)]["id"] for number in numbers]
    return rankings


def measure(folder: Path) -> dict[str, Any]:
    """Return the figures of one set."""
    data = load(folder)
    rankings, right, wrong = factkit_rankings(data)
    ours = mean_average_precision(data.relevant, rankings)
    theirs = mean_average_precision(data.relevant, tantivy_rankings(data))
    return {
        "queries": len(data.relevant),
        "MAP@5": round(ours, 4),
        "tantivy_MAP@5": round(theirs, 4),
        "ratio": round(ours / theirs, 4),
        "scores_of_right": [round(float(each), 1) for each in np.percentile(right, (2, 5, 10, 50))],
        "best_scores_where_wrong": [round(float(each), 1) for each in np.percentile(wrong, (2, 5, 10, 50))],
    }


def main() -> None:
    if not os.environ.get("FACTKIT_BENCH"):
        print("skipped: set FACTKIT_BENCH to the folder of the benchmark data", file=sys.stderr)
        return
    folder = Path(os.environ["FACTKIT_BENCH"]) / "retrieval"
    print(json.dumps({name: measure(folder / name) for name in SETS}))


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


if __name__ == "__main__":
    main()
