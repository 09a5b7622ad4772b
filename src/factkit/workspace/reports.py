"""Reports: from the store or from annotation files to one document."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any

from factkit import reports
from factkit.config import Desk
from factkit.errors import InputError
from factkit.files import read_text
from factkit.model import Annotation
from factkit.strictjson import parse
from factkit.workspace.opening import Workspace


class ReportFormat(StrEnum):
    """What a report is written as."""

    HTML = "html"
    MARKDOWN = "markdown"
    JSON = "json"


_RENDER: dict[ReportFormat, Callable[..., str | bytes]] = {
    ReportFormat.HTML: reports.html,
    ReportFormat.MARKDOWN: reports.markdown,
    ReportFormat.JSON: reports.json,
}


def report(
    place: str, format: ReportFormat, *, workspace: Workspace | None = None, include_restricted: bool = False
) -> bytes:
    """Return the report on an annotation file.

    Args:
        place: the path of the file.
        workspace: names the desk that publishes.

    Raises:
        InputError: the file cannot be read, or is no annotation file.
    """
    desk = workspace.config.desk if workspace else Desk()
    drawn = _RENDER[format](annotation_from_file(Path(place)), desk=desk, include_restricted=include_restricted)
    return drawn.encode() if isinstance(drawn, str) else drawn


def annotation_from_file(path: Path) -> Annotation:
    """Return the annotation in a file.

    Raises:
        InputError: it cannot be read, or breaks the schema; `factkit validate` says in full what is wrong.
    """
    from factkit.schema import pointer, schema_problems

    document: Any = importlib.import_module("factkit.annotations.document")
    data = parse(read_text(path), path=str(path))
    problems = schema_problems(data, "annotation", limit=1)
    if problems:
        where = pointer(problems[0].path) or "the document"
        raise InputError(f"no annotation file: {where}: {problems[0].message}", path=str(path))
    found: Annotation = document.annotation_from_json(data)
    return found
