"""The scales that a workspace knows: the packaged ones and the desk's own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from factkit.errors import InputError
from factkit.files import read_text, write_text
from factkit.model import Scale
from factkit.verdicts.scales import DEFAULT, packaged, parse_scale
from factkit.wire import dumps_pretty, scale_to_json
from factkit.workspace.opening import Workspace

FOLDER = "scales"


def scales(workspace: Workspace | None) -> dict[str, Scale]:
    """Return the scales by id: the packaged ones, then the files that `scale.files` names, then those in `scales/`.

    Raises:
        InputError: a file is no valid scale, or its id is taken.
    """
    known = dict(packaged())
    for path in _files(workspace) if workspace else ():
        scale = parse_scale(read_text(path), path=str(path))
        if scale.id in known:
            raise InputError(f"the id {scale.id} belongs to another scale; give yours one of its own", path=str(path))
        known[scale.id] = scale
    return known


def keep_scales(workspace: Workspace, scales_of_file: Iterable[Scale]) -> None:
    """Keep scales that came with a file, each in `scales/`, so that its verdicts can be read; known ids stay."""
    known = scales(workspace)
    for each in scales_of_file:
        if each.id not in known:
            folder = workspace.folder / FOLDER
            folder.mkdir(exist_ok=True)
            write_text(folder / f"{each.id}.json", dumps_pretty(scale_to_json(each)))


def _files(workspace: Workspace) -> list[Path]:
    named = [workspace.folder / name for name in workspace.config.scale.files]
    return named + [path for path in sorted((workspace.folder / FOLDER).glob("*.json")) if path not in named]


def scale(workspace: Workspace | None, id: str | None = None) -> Scale:
    """Return the scale with that id, or the workspace's default.

    Raises:
        InputError: there is none; the message names those there are.
    """
    wanted = id or (workspace.config.scale.default if workspace else DEFAULT)
    known = scales(workspace)
    if wanted not in known:
        raise InputError(f"unknown scale {wanted!r}; known: {', '.join(known)}")
    return known[wanted]
