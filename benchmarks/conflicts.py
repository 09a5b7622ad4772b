"""How far conflicts can be trusted: on labelled pairs of claim and evidence, on our own pairs, and how fast.

The peer of each labelled set is what a few lines can do: a number of the claim that the passage lacks, where it has
others. Run: FACTKIT_BENCH=DIR python -m benchmarks.conflicts
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from factkit.language.facets import Facets, facets_many
from factkit.language.parser import Parser, load_parser
from factkit.matching.compare import Comparison, compare

OWN = Path(__file__).parents[1] / "tests" / "matching" / "pairs"
SETS = ("fever_symmetric", "fool_me_twice", "climate_fever")
FLOORS = {
    "fever_symmetric": (0.96, 0.38, 0.015),
    "fool_me_twice": (0.96, 0.125, 0.005),
    "climate_fever": (0.96, 0.079, 0.002),
}
"""Of each set: precision, recall, and the share of supported pairs that may have an alarm."""

Row = dict[str, Any]


def read(path: Path) -> list[Row]:
    """Return the lines of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def compared(rows: Sequence[Row], passage: str, parser: Parser) -> list[Comparison]:
    """Return the comparisons of the pairs; `passage` names the field of the passage."""
    return [compare(*pair) for pair in facets_of(rows, passage, parser)]


def facets_of(rows: Sequence[Row], passage: str, parser: Parser) -> list[tuple[Facets, Facets]]:
    """Return the facets of both sides of the pairs, each text read once."""
    texts = list(dict.fromkeys(row[side] for row in rows for side in ("claim", passage)))
    known = dict(zip(texts, facets_many(texts, parser), strict=True))
    return [(known[row["claim"]], known[row[passage]]) for row in rows]


def labelled(folder: Path, name: str, parser: Parser) -> dict[str, Any]:
    """Return what the scorer of the data says of our conflicts and of the peer's."""
    gold = folder / "pairs" / f"{name}.dev.jsonl"
    rows = read(gold)
    ours = [sorted({c.kind.value for c in found.conflicts}) for found in compared(rows, "evidence", parser)]
    theirs = [["number"] if lacks_number(row["claim"], row["evidence"]) else [] for row in rows]
    flags, peer = score(folder, gold, ours)["flags"], score(folder, gold, theirs)["flags"].get("any")
    ratio = round(flags["any"]["precision"] / peer["precision"], 2) if peer else None
    return {**flags, "peer_missing_number": peer, "precision_ratio_to_peer": ratio}


def lacks_number(claim: str, evidence: str) -> bool:
    """Return whether the claim has a number in digits that the evidence, which has others, has not."""
    ours, theirs = (set(re.findall(r"\d[\d,.]*\d|\d", text)) for text in (claim, evidence))
    return bool(ours and theirs and not ours & theirs)


def score(folder: Path, gold: Path, flags: list[list[str]]) -> dict[str, Any]:
    """Return what `score_pairs.py` prints."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps({"id": number, "flags": kinds}) + "\n" for number, kinds in enumerate(flags))
        file.flush()
        command = [sys.executable, str(folder / "score_pairs.py"), str(gold), file.name]
        result = subprocess.run(command, capture_output=True, check=True, text=True)
    return dict(json.loads(result.stdout))


def own(parser: Parser) -> dict[str, Any]:
    """Return how many of our own pairs have the conflict that they were written for, a kind, and the false alarms."""
    found: dict[str, float] = {}
    right = total = 0
    for path in sorted(OWN.glob("*.jsonl")):
        rows = read(path)
        kinds = [{c.kind.value for c in item.conflicts} for item in compared(rows, "passage", parser)]
        if path.stem == "fifteen":
            found[path.stem] = sum(k == set(row["kinds"]) for k, row in zip(kinds, rows, strict=True))
        elif path.stem == "controls":
            found["alarms_on_controls"] = sum(map(bool, kinds)) / len(rows)
        else:
            hits = sum(path.stem in k for k in kinds)
            right, total = right + hits, total + len(rows)
            found[path.stem] = hits / len(rows)
    return {"right_kind": right / total, **found}


def summaries(folder: Path, parser: Parser) -> float:
    """Return the share of human summary facts that conflict with the text that they were drawn from."""
    texts = read(folder / "splitting" / "pyrxsum.jsonl")
    rows = [{"claim": fact, "passage": row["text"]} for row in texts for fact in row["scus"]]
    return sum(bool(found.conflicts) for found in compared(rows, "passage", parser)) / len(rows)


def speed(folder: Path, parser: Parser) -> dict[str, float]:
    """Return microseconds a comparison with facets at hand, and a pair of texts read and compared."""
    rows = read(folder / "pairs" / "fool_me_twice.dev.jsonl")[:400]
    start = time.perf_counter()
    pairs = facets_of(rows, "evidence", parser)
    reading = time.perf_counter() - start
    best = min(_timed(pairs) for _ in range(5))
    return {
        "compare_us": round(best * 1e6 / len(pairs), 1),
        "read_and_compare_us": round((reading + best) * 1e6 / len(pairs), 1),
        "reading_to_comparing": round(reading / best, 1),
    }


def _timed(pairs: list[tuple[Facets, Facets]]) -> float:
    start = time.perf_counter()
    for pair in pairs:
        compare(*pair)
    return time.perf_counter() - start


def figures(folder: Path) -> dict[str, Any]:
    """Return all figures."""
    parser = load_parser()
    return {
        **{name: labelled(folder, name, parser) for name in SETS},
        "own_pairs": own(parser),
        "summary_facts_with_an_alarm": summaries(folder, parser),
        "speed": speed(folder, parser),
    }


def main() -> None:
    if "FACTKIT_BENCH" not in os.environ:
        sys.exit("FACTKIT_BENCH is not set; it names the folder of the benchmark data")
    print(json.dumps(figures(Path(os.environ["FACTKIT_BENCH"])), indent=2))


if __name__ == "__main__":
    main()
