"""Annotation files: how fast they are checked, how right the places of problems are, how claims are found again.

Peers of the same run: check-jsonschema on the same files and schema; a one-command Typer program that validates the
same file with jsonschema; difflib on the same texts.
"""

from __future__ import annotations

import copy
import difflib
import importlib.util
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.edits import Edit, article, edits, joined
from benchmarks.startup import paired
from factkit.anchoring import anchor
from factkit.annotations.alignment import Alignment
from factkit.annotations.document import annotation_to_json
from factkit.annotations.positions import Positions
from factkit.annotations.validate import validate_text
from factkit.model import Annotation, Article, Claim
from factkit.schema import is_valid, load, schema_problems
from factkit.strictjson import parse
from factkit.wire import dumps_pretty

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "fixtures/annotations/valid/small.factcheck.json"
FILES, CLAIMS, MUTATIONS, EDITS, WORDS = 1000, 50, 500, 500, 5000
TYPER_PROGRAM = """
import json, typer
import jsonschema
from referencing import Registry, Resource

def check(path: str, schemas: str) -> None:
    registry = Registry().with_resources(
        [(n + ".json", Resource.from_contents(json.load(open(f"{schemas}/{n}.json", encoding="utf-8"))))
         for n in ("annotation", "claims", "common", "evidence", "scale")])
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator({"$ref": "annotation.json"}, registry=registry, format_checker=checker)
    raise typer.Exit(1 if list(validator.iter_errors(json.load(open(path, encoding="utf-8")))) else 0)

typer.run(check)
"""


def example(number: int, claims: int = CLAIMS) -> Annotation:
    """Return the annotation of a made-up article with that many claims."""
    rng = random.Random(number)
    sentences = article(rng, claims)
    text = joined(sentences)
    of = Article(f"article-{number}", text, title=f"Article {number}", url=f"https://news.example/{number}")
    made = []
    for place, sentence in enumerate(sentences):
        start = text.index(sentence)
        placed = anchor(text, start, start + len(sentence))
        made.append(Claim(of.id, f"c-{number}-{place}", sentence, sentence=sentence, anchors=(placed,)))
    return Annotation(article=of, claims=tuple(made))


def schema_speed(folder: Path) -> dict[str, Any]:
    paths = []
    for number in range(FILES):
        path = folder / f"{number}.factcheck.json"
        path.write_text(dumps_pretty(annotation_to_json(example(number))), encoding="utf-8")
        paths.append(str(path))
    texts = [Path(path).read_text(encoding="utf-8") for path in paths]
    schema_problems(parse(texts[0]), "annotation")
    start = time.perf_counter()
    assert not any(schema_problems(parse(text), "annotation") for text in texts)
    ours = time.perf_counter() - start
    for name in ("annotation", "claims", "common", "evidence", "scale"):
        (folder / "schemas").mkdir(exist_ok=True)
        (folder / "schemas" / f"{name}.json").write_text(json.dumps(load(name)))  # type: ignore[arg-type]
    start = time.perf_counter()
    peer = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(folder / "schemas/annotation.json"), *paths]
    done = subprocess.run(peer, capture_output=True, text=True, check=False)
    theirs = time.perf_counter() - start
    start = time.perf_counter()
    whole = subprocess.run(
        [sys.executable, "-m", "factkit", "validate", str(folder), "--select", "FK010", "-f", "json"],
        capture_output=True, text=True, check=False, cwd=folder,
    )  # fmt: skip
    validate = time.perf_counter() - start
    return {
        "schema_seconds": round(ours, 2),
        "check_jsonschema_seconds": round(theirs, 2),
        "check_jsonschema_exit": done.returncode,
        "faster_than_check_jsonschema": round(theirs / ours, 1),
        "validate_whole_seconds": round(validate, 2),
        "validate_whole_files": json.loads(whole.stdout)["files"],
        "validate_whole_faster_than_check_jsonschema": round(theirs / validate, 1),
    }


def one_file(folder: Path) -> dict[str, Any]:
    (folder / "peer.py").write_text(TYPER_PROGRAM)
    ours = [sys.executable, "-m", "factkit", "validate", str(EXAMPLE)]
    peer = [sys.executable, "peer.py", str(EXAMPLE), str(ROOT / "schemas/v1")]
    mine, theirs = paired(ours, peer, str(folder))
    return {
        "one_file_seconds": round(statistics.median(mine), 3),
        "typer_jsonschema_seconds": round(statistics.median(theirs), 3),
        "one_file_against_typer_jsonschema": round(
            statistics.median(a / b for a, b in zip(mine, theirs, strict=True)), 2
        ),
    }


def _paths(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(deeper for key, child in items for deeper in _paths(child, (*path, key)))]


def positions() -> dict[str, Any]:
    """Break files in four ways; the first error must stand at the broken place or at what holds it."""
    rng = random.Random(11)
    source = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    missed: Counter[str] = Counter()
    for number in range(MUTATIONS):
        sort = ("value", "key", "quote", "brace")[number % 4]
        text, line_span = _broken(rng, sort, copy.deepcopy(source))
        problems = validate_text(text, path="a")
        missed[sort] += not any(line_span[0] <= (problem.line, problem.column) <= line_span[1] for problem in problems)
    wrong = sum(missed.values())
    return {"positions_right": round(1 - wrong / MUTATIONS, 4), "positions_wrong_by_sort": dict(missed)}


Place = tuple[int, int]


def _broken(rng: random.Random, sort: str, data: Any) -> tuple[str, tuple[Place, Place]]:
    """Return a broken text and the first and last place that are right: of the value, or from its parent to it."""
    if sort == "brace":
        text = dumps_pretty(data)
        at = rng.choice([place for place, char in enumerate(text) if char in "}]"])
        # The reader can see it only where the next thing does not fit: at the latest where the next value begins.
        broken = text[:at] + text[at + 1 :]
        return broken, (_at(broken, max(0, at - 1)), _at(broken, _next_thing(broken, at)))
    if sort == "quote":
        claim = rng.randrange(len(data["claims"]))
        path: tuple[str | int, ...] = ("claims", claim, "anchors", 0, "exact")
        exact = data["claims"][claim]["anchors"][0]["exact"]
        cut = rng.randrange(1, len(exact))
        data["claims"][claim]["anchors"][0]["exact"] = exact[:cut] + "XX" + exact[cut:]
    elif sort == "key":
        keys = [p for p in _paths(data) if p and isinstance(p[-1], str)]
        path = next(p for p in rng.sample(keys, len(keys)) if _required(data, p))
        holder = _get(data, path[:-1])
        del holder[path[-1]]
    else:
        path = rng.choice([p for p in _paths(data) if p and not isinstance(_get(data, p), (dict, list))])
        value = _get(data, path)
        _get(data, path[:-1])[path[-1]] = {"x": 1} if isinstance(value, str) else "x"
    text = dumps_pretty(data)
    places = Positions(text)
    parent = places.place(path[:-1])
    if sort == "key":
        return text, (parent, parent)
    line, column = places.place(path)
    return text, (parent, (line, column + 400))


def _next_thing(text: str, at: int) -> int:
    """Return the end of the next token after `at` but one: where what is missing is noticed at the latest."""
    end = at
    for _ in range(3):
        while end < len(text) and text[end] in " \n,":
            end += 1
        end += 1
    return min(len(text), max(end, text.find("\n", end) + 1 or len(text)))


def _at(text: str, offset: int) -> Place:
    return text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _get(data: Any, path: tuple[str | int, ...]) -> Any:
    for part in path:
        data = data[part]
    return data


def _required(data: Any, path: tuple[str | int, ...]) -> bool:
    changed = copy.deepcopy(data)
    del _get(changed, path[:-1])[path[-1]]
    return not is_valid(changed, "annotation")


def _right(edit: Edit) -> tuple[bool, bool]:
    """Return whether the state is right, and whether the claim was silently put on a wrong sentence."""
    fate = Alignment(edit.old, edit.new).fate(*edit.span)
    right = fate.state.value in edit.states and (fate.place is None or fate.place == edit.place)
    silently = fate.place is not None and fate.place != edit.place and fate.state.value in ("unchanged", "moved")
    wrong_words = fate.place is not None and edit.place is None
    return right, silently or wrong_words


def re_anchoring() -> dict[str, Any]:
    wrong: Counter[str] = Counter()
    silent = 0
    for edit in edits(EDITS):
        right, silently = _right(edit)
        wrong[edit.sort] += not right
        silent += silently
    return {
        "states_right": round(1 - sum(wrong.values()) / EDITS, 4),
        "silently_wrong": silent,
        "wrong_by_sort": {sort: count for sort, count in wrong.items() if count},
        **_against_difflib(),
    }


def _against_difflib() -> dict[str, Any]:
    """Find every claim of a long article again after edits in twenty places; difflib compares the same words."""
    rng = random.Random(3)
    sentences = article(rng, WORDS // 11)
    old = joined(sentences)
    for place in rng.sample(range(len(sentences)), 20):
        sentences[place] = sentences[place].replace("million", "billion")
    new = joined(sentences)

    def ours() -> None:
        alignment = Alignment(old, new)
        start = 0
        for sentence in old.replace("\n\n", " ").split(". "):
            alignment.fate(start, start + max(1, len(sentence)))
            start += len(sentence) + 2

    def words() -> None:
        difflib.SequenceMatcher(None, old.split(), new.split(), autojunk=False).get_opcodes()

    mine, theirs = _median(ours), _median(words)
    return {
        "words": len(old.split()),
        "refresh_seconds": round(mine, 4),
        "difflib_words_seconds": round(theirs, 4),
        "faster_than_difflib_on_words": round(theirs / mine, 1),
    }


def _median(call: Callable[[], None], runs: int = 5) -> float:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        figures = {**re_anchoring(), **positions(), **one_file(Path(folder))}
    if importlib.util.find_spec("check_jsonschema") is None:
        sys.exit(json.dumps(figures, indent=1) + "\nthe peer is missing: pip install check-jsonschema")
    with tempfile.TemporaryDirectory() as folder:
        figures |= schema_speed(Path(folder))
    print(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
