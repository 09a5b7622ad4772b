"""Average precision on ClaimBuster's sentences: the shipped coefficients, and a regression over the same features.

The fitted figure says what the features could give; its coefficients stay here, since the data are for research.
The peer is the number of words of a sentence. Run: FACTKIT_BENCH=DIR python -m benchmarks.checkworthiness
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from factkit.claims.checkworthiness import features, probability


def average_precision(folder: Path, gold: Path, scores: list[float]) -> float:
    """Return what the scorer of the benchmark data says."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.writelines(json.dumps({"id": at, "score": score}) + "\n" for at, score in enumerate(scores))
        file.flush()
        command = [sys.executable, str(folder / "score_checkworthiness.py"), str(gold), file.name]
        result = subprocess.run(command, capture_output=True, check=True, text=True)
    return float(json.loads(result.stdout)["AP"])


def fitted(texts: list[str], labels: list[int]) -> list[float]:
    """Return five-fold predictions of a logistic regression over the features."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rows = [list(features(text).values()) for text in texts]
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000))
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    return [float(pair[1]) for pair in cross_val_predict(model, rows, labels, cv=folds, method="predict_proba")]


def main() -> None:
    if "FACTKIT_BENCH" not in os.environ:
        sys.exit("FACTKIT_BENCH is not set; it names the folder of the benchmark data")
    folder = Path(os.environ["FACTKIT_BENCH"])
    figures: dict[str, Any] = {}
    gold = folder / "checkworthiness" / "claimbuster.train.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    texts, labels = [row["text"] for row in rows], [row["label"] for row in rows]
    figures["shipped_ap"] = average_precision(folder, gold, [probability(text) for text in texts])
    figures["fitted_five_fold_ap"] = average_precision(folder, gold, fitted(texts, labels))
    figures["words_ap"] = average_precision(folder, gold, [len(text.split()) / 1000 for text in texts])
    figures["ratio_to_words"] = round(figures["shipped_ap"] / figures["words_ap"], 2)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
