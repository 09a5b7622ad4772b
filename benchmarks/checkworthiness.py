"""Average precision on ClaimBuster's sentences: the shipped coefficients, and models fitted over the same features.

The fitted figures say what the features and what all words could give; nothing fitted leaves this file, since the
data are for research.
The peer is the number of words of a sentence. Run: FACTKIT_BENCH=DIR python -m benchmarks.checkworthiness
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
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


def fitted(texts: list[str], labels: list[int]) -> dict[str, list[float]]:
    """Return five-fold predictions of models over the features, over words and pairs of words, and over both."""
    import numpy as np
    from sklearn.compose import make_column_transformer
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import MaxAbsScaler, StandardScaler
    from sklearn.svm import SVC

    rows = np.array([[text, *features(text).values()] for text in texts], dtype=object)
    own = list(range(1, rows.shape[1]))
    words = TfidfVectorizer(sublinear_tf=True, ngram_range=(1, 2), min_df=3, token_pattern=r"[A-Za-z']+|\d+|[$%?]")
    logistic = LogisticRegression(C=3, max_iter=3000)
    models = {
        "features": make_pipeline(make_column_transformer((StandardScaler(), own)), LogisticRegression(max_iter=2000)),
        "words": make_pipeline(make_column_transformer((words, 0)), logistic),
        "features_and_words": make_pipeline(make_column_transformer((words, 0), (MaxAbsScaler(), own)), logistic),
        "kernel": make_pipeline(make_column_transformer((StandardScaler(), own)), SVC(gamma=0.005)),
    }
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    return {
        name: _ranked(cross_val_predict(m, rows, labels, cv=folds, method="decision_function"))
        for name, m in models.items()
    }


def _ranked(values: Sequence[float]) -> list[float]:
    """Return each value's place among all, from 0 to 1: models with other scales can be added up."""
    places = {at: place for place, at in enumerate(sorted(range(len(values)), key=lambda at: values[at]))}
    return [places[at] / len(values) for at in range(len(values))]


def main() -> None:
    if "FACTKIT_BENCH" not in os.environ:
        sys.exit("FACTKIT_BENCH is not set; it names the folder of the benchmark data")
    folder = Path(os.environ["FACTKIT_BENCH"])
    figures: dict[str, Any] = {}
    gold = folder / "checkworthiness" / "claimbuster.train.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    texts, labels = [row["text"] for row in rows], [row["label"] for row in rows]
    figures["shipped_ap"] = average_precision(folder, gold, [probability(text) for text in texts])
    predicted = fitted(texts, labels)
    predicted["all"] = [sum(scores) / len(predicted) for scores in zip(*predicted.values(), strict=True)]
    figures["fitted_five_fold_ap"] = {name: average_precision(folder, gold, p) for name, p in predicted.items()}
    figures["words_ap"] = average_precision(folder, gold, [len(text.split()) / 1000 for text in texts])
    figures["ratio_to_words"] = round(figures["shipped_ap"] / figures["words_ap"], 2)
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
