"""Reports: from the store or from annotation files to one document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from factkit import reports
from factkit.config import Desk
from factkit.errors import FactkitError, InputError
from factkit.files import read_text
from factkit.model import Annotation, HeldSource
from factkit.strictjson import parse
from factkit.workspace.annotations import annotation_of, read_annotation
from factkit.workspace.articles import find_article
from factkit.workspace.opening import Workspace, find_workspace, find_workspace_or_none, open_store
from factkit.workspace.verdicts import hidden_note

if TYPE_CHECKING:
    from factkit.workspace.matching import Row


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report, and what could not be read for it."""

    data: bytes
    problems: tuple[FactkitError, ...]
    note: str | None = None


def report(
    places: Sequence[str],
    form: reports.Form,
    *,
    folder: Path | None = None,
    include_restricted: bool = False,
    reader: str | None = None,
) -> Drawn:
    """Return the report on one article, or the overview of several.

    Args:
        places: articles of the workspace, annotation files, and folders of them; without any, the whole workspace.
        folder: the workspace.
        reader: for whom it is; where review is blind, that decides what it shows of the workspace.

    Raises:
        FactkitError: nothing could be read, or there is no such report.
    """
    workspace = find_workspace_or_none(folder)
    found: list[Annotation] = []
    problems: list[FactkitError] = []
    reader = reader or (workspace.reader if workspace else None)
    for each in annotations_at(places, folder, reader):
        (problems if isinstance(each, FactkitError) else found).append(each)  # type: ignore[arg-type]
    if not found:
        raise problems[0] if problems else InputError("nothing to report on; name an article or an annotation file")
    desk = workspace.config.desk if workspace else Desk()
    alone = len(places) == 1 and len(found) == 1 and not Path(places[0]).is_dir()
    drawn: str | bytes
    if alone:
        annotation = found[0] if workspace is None or is_file(places[0]) else with_matches(found[0], workspace)
        drawn = reports.FORMS[form](annotation, desk=desk, include_restricted=include_restricted)
    else:
        drawn = reports.overview(found, form, desk=desk, include_restricted=include_restricted)
    note = hidden_note(workspace.config, reader) if workspace else None
    return Drawn(drawn.encode() if isinstance(drawn, str) else drawn, tuple(problems), note)


def with_matches(annotation: Annotation, workspace: Workspace) -> Annotation:
    """Return `annotation` with what the workspace's evidence has on each claim, and the sources of that.

    Where there is no evidence nothing is read or compared.
    """
    from factkit.workspace.matching import Matching, match_claims
    from factkit.workspace.searching import EvidenceAt, open_evidence

    with open_store(workspace) as store:
        if not annotation.claims or not store.source_counts()[0]:
            return annotation
        with open_evidence(EvidenceAt(workspace=workspace)) as (evidence, _):
            matched = list(match_claims(annotation.claims, evidence, Matching(), annotation.article))
        rows = [row for each in matched for row in each.rows]
        held = store.held(list({p.id: None for of in annotation.sources for p in of.passages} | _ids(rows)))
    known = {each.source.id for each in held}
    copies = {row.source.id: HeldSource(row.source, ()) for row in rows if row.source.id not in known}
    return replace(
        annotation,
        sources=tuple(sorted([*held, *copies.values()], key=lambda each: each.source.id)),
        matches=tuple((each.claim.id, each.matches) for each in matched if each.rows),
    )


def is_file(place: str) -> bool:
    """Return whether a place is an annotation file rather than an article of the workspace, by its name."""
    return place == "-" or Path(place).suffix == ".json"


def _ids(rows: Sequence[Row]) -> dict[str, None]:
    return {row.passage.id: None for row in rows}


def annotations_at(
    places: Sequence[str], folder: Path | None, reader: str | None = None
) -> Iterator[Annotation | FactkitError]:
    """Yield what is known of articles: of the workspace, in annotation files, and in folders of them.

    Without places it is the whole workspace. What cannot be read is yielded as its error, and the rest goes on.
    """
    if not places:
        yield from _stored(find_workspace(folder), None, reader)
    for place in places:
        path = Path(place)
        try:
            if path.is_dir():
                yield from _in_folder(path)
            elif is_file(place):
                yield read_annotation(place)
            else:
                yield from _stored(find_workspace(folder), place, reader)
        except FactkitError as error:
            yield error


def _in_folder(folder: Path) -> Iterator[Annotation | FactkitError]:
    """Yield the annotations in the JSON files of a folder, by path; JSON that is no annotation file is passed over."""
    for path in sorted(folder.rglob("*.json")):
        if path.is_symlink() or any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        try:
            data = parse(read_text(path), path=str(path))
            if isinstance(data, dict) and {"factkit", "article", "claims", "records"} <= data.keys():
                yield read_annotation(path)
        except InputError as error:
            yield error


def _stored(workspace: Workspace, reference: str | None, reader: str | None) -> Iterator[Annotation]:
    """Yield the annotations of all articles of a workspace by id, or of the one that is named."""
    with open_store(workspace) as store:
        named = sorted(store.articles(), key=lambda each: each.id) if reference is None else None
        for article in named if named is not None else [find_article(store, str(reference))]:
            yield annotation_of(store, workspace, article.id, reader or workspace.reader)
