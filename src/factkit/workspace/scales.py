"""The scales that a workspace knows: the packaged ones and the desk's own."""

from __future__ import annotations

from factkit.errors import InputError
from factkit.files import read_text
from factkit.model import Scale
from factkit.verdicts.scales import DEFAULT, packaged, parse_scale
from factkit.workspace.opening import Workspace


def scales(workspace: Workspace | None) -> dict[str, Scale]:
    """Return the scales by id: the packaged ones, then the files that `scale.files` names.

    Raises:
        InputError: a file is no valid scale, or its id is taken.
    """
    known = dict(packaged())
    for name in workspace.config.scale.files if workspace else ():
        path = str(workspace.folder / name) if workspace else name
        scale = parse_scale(read_text(path), path=path)
        if scale.id in known:
            raise InputError(f"the id {scale.id} belongs to another scale; give yours one of its own", path=path)
        known[scale.id] = scale
    return known


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
