"""Older versions of the format brought to this one, step by step."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Mapping
from typing import Any

from factkit.errors import InputError
from factkit.model import sha256
from factkit.verdicts.scales import packaged
from factkit.wire import FORMAT_VERSION, scale_to_json

Json = dict[str, Any]


def upgrade(document: Mapping[str, Any], *, path: str | None = None) -> tuple[Json, tuple[str, ...]]:
    """Return the document in this version of the format, and the versions that it went through; none if it was.

    Raises:
        InputError: it is newer than this factkit, of a version that never was, or says none.
    """
    version = document.get("factkit")
    if not isinstance(version, str) or not re.fullmatch(r"[0-9]+\.[0-9]+", version):
        raise InputError('no "factkit" with a version such as "1.0"; this is no annotation file', path=path)
    result: Json = copy.deepcopy(dict(document))
    steps: list[str] = []
    while result["factkit"] != FORMAT_VERSION:
        step = _STEPS.get(result["factkit"])
        if step is None:
            raise InputError(_no_way(result["factkit"]), path=path)
        result = step(result)
        steps.append(result["factkit"])
    return result, tuple(steps)


def _no_way(version: str) -> str:
    if _numbers(version) > _numbers(FORMAT_VERSION):
        return (
            f"version {version} of the format is newer than this factkit, which reads {FORMAT_VERSION}; upgrade factkit"
        )
    return f"version {version} of the format was never published; known: {', '.join((*_STEPS, FORMAT_VERSION))}"


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def _from_0_9(document: Json) -> Json:
    """The draft before 1.0: no digest of the article, no logs, and only the scales that were a desk's own."""
    article = document.setdefault("article", {})
    if isinstance(article.get("text"), str):
        article.setdefault("sha256", sha256(article["text"]))
    for key in ("claims", "sources", "scales", "records"):
        document.setdefault(key, [])
    known = {scale["id"] for scale in document["scales"]}
    used = {record["scale"] for record in document["records"]} - known
    document["scales"] += [scale_to_json(packaged()[id]) for id in sorted(used) if id in packaged()]
    for scale in document["scales"]:
        scale["factkit"] = FORMAT_VERSION
    logs: dict[str, Json] = {}
    for record in document["records"]:
        count = logs.get(record["log"], {"count": 0})["count"]
        logs[record["log"]] = {"id": record["log"], "count": count + 1, "head": record["digest"]}
    document.setdefault("logs", [logs[id] for id in sorted(logs)])
    order = ("factkit", "article", "claims", "matches", "sources", "scales", "records", "logs")
    document["factkit"] = "1.0"
    return {key: document[key] for key in (*order, *document) if key in document}


_STEPS: dict[str, Callable[[Json], Json]] = {"0.9": _from_0_9}
"""Each version that can be brought to the next one, and how."""
