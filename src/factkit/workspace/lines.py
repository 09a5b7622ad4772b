"""Claims and pairs as JSON lines, read one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from factkit.errors import InputError
from factkit.files import opened
from factkit.model import Claim
from factkit.schema import pointer, schema_problems
from factkit.wire import claim_from_json

if TYPE_CHECKING:
    from factkit.documents.document import Found


def read_claims(place: str, max_bytes: int | None) -> Iterator[Claim | InputError]:
    """Yield the claim on each line of a file or "-", as `factkit split` writes them, or the error in its place.

    Raises:
        InputError: the file cannot be read at all.
    """
    for found in _json_lines(place, max_bytes):
        yield _claim(found.item, found) if isinstance(found.item, dict) else _no_object(found)


def read_pairs(place: str, max_bytes: int | None) -> Iterator[tuple[str, Claim, str] | InputError]:
    """Yield the pair on each line of a file or "-": {"id", "claim", "passage"}, or the error in its place.

    Raises:
        InputError: the file cannot be read at all.
    """
    for found in _json_lines(place, max_bytes):
        value = found.item
        if not isinstance(value, dict):
            yield _no_object(found)
        elif not all(isinstance(value.get(field), str) and value[field].strip() for field in ("claim", "passage")):
            yield InputError(
                'a pair needs "claim" and "passage", texts that are not empty', path=found.place, line=found.line
            )
        else:
            id = str(value.get("id", found.line))
            yield id, Claim("", id, value["claim"]), value["passage"]


def _json_lines(place: str, max_bytes: int | None) -> Iterator[Found]:
    from factkit.documents.jsonlines import MAX_LINE_BYTES, read_json_lines

    most = max_bytes or MAX_LINE_BYTES
    name = "<stdin>" if place == "-" else place
    with opened(place) as lines:
        yield from read_json_lines(lines, name, max_line_bytes=most)


def _claim(value: dict[str, Any], found: Found) -> Claim | InputError:
    """Return the claim in a JSON value; of its fields only `id` and `text` must be there."""
    for field in ("id", "text"):
        if not isinstance(value.get(field), str) or not value[field].strip():
            return InputError(f'a claim needs "{field}", a text that is not empty', path=found.place, line=found.line)
    try:
        return claim_from_json(value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        said = next((f"{pointer(bad.path)}: {bad.message}" for bad in schema_problems(value, "claims")), str(error))
        return InputError(f"not a claim as factkit split writes them: {said}", path=found.place, line=found.line)


def _no_object(found: Found) -> InputError:
    return found.item if isinstance(found.item, InputError) else InputError("not a JSON object", path=found.place)
