"""Samples of claims that were judged by hand, and what the judgements come to.

`python -m benchmarks.judging [SET] sample` splits `judged/SET/texts.jsonl`, takes 200 claims (all, where there are
fewer), mixes them with whole sentences, and writes `sample.jsonl` without the system, and `key.jsonl` with it. Each
judge writes `by-NAME.jsonl`: {"id", "verdict": "acceptable" | "unacceptable", "false": bool, "why"?}.
"acceptable": one statement that stands on its own and that the text makes, with its speaker and its reservations.
"false": it asserts what the text does not. `python -m benchmarks.judging [SET]` prints the shares with 95% intervals
and how far the judges agree. A set is judged once: rules mended after it need new texts. The last is "fourth".
"""

import json
import math
import random
import sys
from datetime import date
from pathlib import Path

from factkit.claims import split
from factkit.language.parser import load_parser
from factkit.language.sentences import sentences
from factkit.model import Article

FOLDER = Path(__file__).parent / "judged"
LAST = "fourth"
CLAIMS, SENTENCES, SEED = 200, 40, 20251124


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def write(path: Path, rows: list[dict]) -> None:
    text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    path.write_text(text, encoding="utf-8")


def sample(folder: Path) -> None:
    parser = load_parser()
    claims, whole = [], []
    for text in lines(folder / "texts.jsonl"):
        article = Article(text["id"], text["text"], published=date.fromisoformat(text["published"]))
        for claim in split(article, parser).claims:
            who = claim.attribution
            said = f" [speaker: {who.speaker}; stance: {who.stance}]" if who else ""
            open_parts = f" [unresolved: {', '.join(claim.unresolved)}]" if claim.unresolved else ""
            row = {"text": article.id, "sentence": claim.sentence, "claim": claim.text + said + open_parts}
            claims.append(row | {"system": "factkit"})
        for start, end in sentences(article.text):
            sentence = article.text[start:end]
            whole.append({"text": article.id, "sentence": sentence, "claim": sentence, "system": "sentence"})
    chooser = random.Random(SEED)
    chosen = chooser.sample(claims, min(CLAIMS, len(claims))) + chooser.sample(whole, SENTENCES)
    chooser.shuffle(chosen)
    numbered = [{"id": number, **row} for number, row in enumerate(chosen, start=1)]
    write(folder / "sample.jsonl", [{key: row[key] for key in ("id", "text", "sentence", "claim")} for row in numbered])
    write(folder / "key.jsonl", [{"id": row["id"], "system": row["system"]} for row in numbered])


def wilson(hits: int, of: int) -> list[float]:
    """Return the 95% interval of a share (Wilson 1927)."""
    z, share = 1.96, hits / of
    middle = share + z * z / (2 * of)
    half = z * math.sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return [round((middle + sign * half) / (1 + z * z / of), 3) for sign in (-1, 1)]


def kappa(pairs: list[tuple[str, str]]) -> float | None:
    agreed = sum(a == b for a, b in pairs) / len(pairs)
    labels = {label for pair in pairs for label in pair}
    chance = sum(
        sum(a == label for a, _ in pairs) * sum(b == label for _, b in pairs) / len(pairs) ** 2 for label in labels
    )
    return None if chance == 1 else round((agreed - chance) / (1 - chance), 3)


def main() -> None:
    given = sys.argv[1:]
    folder = FOLDER / (given[0] if given and given[0] != "sample" else LAST)
    if "sample" in given:
        sample(folder)
        return
    systems = {row["id"]: row["system"] for row in lines(folder / "key.jsonl")}
    judges = {path.stem: {row["id"]: row for row in lines(path)} for path in sorted(folder.glob("by-*.jsonl"))}
    figures: dict[str, object] = {}
    for system in ("factkit", "sentence"):
        ids = [number for number, name in systems.items() if name == system]
        for judge, given in judges.items():
            good = sum(given[number]["verdict"] == "acceptable" for number in ids)
            false = sum(bool(given[number]["false"]) for number in ids)
            figures[f"{system}, {judge}"] = {
                "n": len(ids),
                "acceptable": round(good / len(ids), 3),
                "interval": wilson(good, len(ids)),
                "asserts_what_the_text_does_not": false,
            }
    if len(judges) == 2:
        first, second = judges.values()
        pairs = [(first[number]["verdict"], second[number]["verdict"]) for number in systems]
        figures["agreement"] = {
            "percent": round(100 * sum(a == b for a, b in pairs) / len(pairs), 1),
            "kappa": kappa(pairs),
        }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
