"""Exports that other programs publish as samples, read without loss of spans.

They are not part of this project: `FACTKIT_SAMPLES` names a folder with `label-studio/*.json` and `doccano/*.jsonl`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from factkit.errors import InputError
from factkit.exchange import FORMATS
from factkit.model import Annotation

FOLDER = os.environ.get("FACTKIT_SAMPLES", "")
WHEN = datetime(2025, 9, 22, tzinfo=UTC)
OF_ANOTHER_KIND = ("only labels on text are read", "text must be a text")


def samples(folder: str) -> list[Path]:
    return sorted(path for path in Path(FOLDER, folder).glob("*") if path.is_file()) if FOLDER else []


def read(name: str, path: Path) -> list[Annotation]:
    try:
        return FORMATS[name].loads(path.read_text(encoding="utf-8"), path=str(path), recorded=WHEN, reviewer="x")
    except InputError as error:
        if any(kind in str(error) for kind in OF_ANOTHER_KIND):
            pytest.skip(f"no text project: {error}")
        raise


def spans_of_label_studio(task: dict[str, Any]) -> Iterator[str]:
    for annotation in [*task.get("annotations", []), *task.get("completions", []), *task.get("predictions", [])]:
        for part in annotation["result"]:
            if part["type"] in ("labels", "hypertextlabels"):
                yield part["value"]["text"]


def spans_of_doccano(line: dict[str, Any]) -> Iterator[str]:
    places = [(each["start_offset"], each["end_offset"]) for each in line.get("entities", [])]
    places += [each[:2] for each in line.get("label", line.get("labels", [])) if isinstance(each, list)]
    yield from (line["text"][start:end] for start, end in places)


@pytest.mark.skipif(not FOLDER, reason="FACTKIT_SAMPLES names no folder with samples")
@pytest.mark.parametrize("path", samples("label-studio"), ids=lambda path: path.name)
def test_every_span_of_a_label_studio_sample_is_read(path: Path):
    found = read("label-studio", path)
    data = json.loads(path.read_text(encoding="utf-8"))
    for task, annotation in zip(data if isinstance(data, list) else [data], found, strict=True):
        quotes = [each.exact for claim in annotation.claims for each in claim.anchors]
        assert set(spans_of_label_studio(task)) <= set(quotes)


@pytest.mark.skipif(not FOLDER, reason="FACTKIT_SAMPLES names no folder with samples")
@pytest.mark.parametrize("path", samples("doccano"), ids=lambda path: path.name)
def test_every_span_of_a_doccano_sample_is_read(path: Path):
    found = read("doccano", path)
    text = path.read_text(encoding="utf-8")
    try:
        lines = [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError:
        whole = json.loads(text)
        lines = whole if isinstance(whole, list) else [whole]
    for line, annotation in zip(lines, found, strict=True):
        quotes = [each.exact for claim in annotation.claims for each in claim.anchors]
        assert sorted(set(spans_of_doccano(line))) == sorted(set(quotes))
