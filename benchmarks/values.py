"""How long dates and quantities take a sentence, against spaCy's tokenizer over the same sentences in the same run.

Reads the sentences of the splitting benchmark (CaRB). Run: FACTKIT_BENCH=DIR python -m benchmarks.values
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from factkit.language.dates import find_dates
from factkit.language.quantities import find_quantities
from factkit.language.sentences import sentences

ROUNDS = 5
PUBLISHED = date(2025, 9, 20)


def milliseconds(read: Callable[[str], object], texts: list[str]) -> float:
    """Return the least time a text over some rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for text in texts:
            read(text)
        times.append(time.perf_counter() - start)
    return round(1000 * min(times) / len(texts), 4)


def main() -> None:
    if "FACTKIT_BENCH" not in os.environ:
        sys.exit("FACTKIT_BENCH is not set; it names the folder of the benchmark data")
    import spacy

    path = Path(os.environ["FACTKIT_BENCH"]) / "splitting" / "carb.dev.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [row.get("sentence") or row["text"] for row in rows]
    figures = {
        "sentences": len(texts),
        "dates_ms": milliseconds(lambda text: find_dates(text, PUBLISHED), texts),
        "quantities_ms": milliseconds(find_quantities, texts),
        "sentence_bounds_ms": milliseconds(sentences, texts),
        "spacy_tokenizer_ms": milliseconds(spacy.blank("en"), texts),
    }
    figures["dates_and_quantities_against_tokenizer"] = round(
        (figures["dates_ms"] + figures["quantities_ms"]) / figures["spacy_tokenizer_ms"], 2
    )
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
