"""How well and how fast articles are split: python -m benchmarks.splitting [pyrxsum|carb|speed]...

Quality by the scorer in the folder that FACTKIT_BENCH names; speed against the same spaCy model, bare, in this run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from factkit.claims import split
from factkit.language.parser import load_parser
from factkit.model import Article

SETS = {"pyrxsum": ("splitting/pyrxsum.jsonl", "text"), "carb": ("splitting/carb.dev.jsonl", "sentence")}


def bench_folder() -> Path:
    folder = os.environ.get("FACTKIT_BENCH")
    if not folder:
        sys.exit("set FACTKIT_BENCH to the folder with the labelled sets")
    return Path(folder)


def rows(name: str) -> list[dict[str, str]]:
    path, _ = SETS[name]
    return [json.loads(line) for line in (bench_folder() / path).read_text("utf-8").splitlines()]


def quality(name: str) -> dict[str, float]:
    """Return the figures of the scorer for one labelled set."""
    path, field = SETS[name]
    parser = load_parser()
    with tempfile.TemporaryDirectory() as folder:
        predicted = Path(folder) / "predicted.jsonl"
        with predicted.open("w", encoding="utf-8") as out:
            for i, row in enumerate(rows(name)):
                claims = [claim.text for claim in split(Article(str(i), row[field]), parser).claims]
                out.write(json.dumps({"id": i, "claims": claims}) + "\n")
        command = [sys.executable, bench_folder() / "score_split.py", name, bench_folder() / path, predicted]
        figures: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return figures


def speed(rounds: int = 5) -> dict[str, float]:
    """Return words a second of splitting and of the bare model on the same texts, best of some rounds.

    In processor time, which other work on the machine changes less than the time on the clock.
    """
    import spacy

    parser = load_parser()
    texts = ["\n\n".join(row["text"] for row in rows("pyrxsum")[i : i + 20]) for i in range(0, 100, 20)]
    words = sum(len(text.split()) for text in texts)
    bare = spacy.load(parser.name)
    split_seconds, bare_seconds = [], []
    for _ in range(rounds):
        started = time.process_time()
        for i, text in enumerate(texts):
            split(Article(str(i), text), parser)
        split_seconds.append(time.process_time() - started)
        started = time.process_time()
        for _document in bare.pipe(texts):
            pass
        bare_seconds.append(time.process_time() - started)
    ours, theirs = words / min(split_seconds), words / min(bare_seconds)
    return {
        "words": words,
        "words_a_second": round(ours),
        "spacy_words_a_second": round(theirs),
        "ratio": round(ours / theirs, 3),
    }


def main(names: list[str]) -> None:
    figures = {name: speed() if name == "speed" else quality(name) for name in names or [*SETS, "speed"]}
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main(sys.argv[1:])
