"""JSON read strictly: what `json` lets through silently is refused here, with line and column.

Refused: duplicate keys, NaN and Infinity, numbers too large for a float, integers over 40 digits, lone surrogates,
NUL, more than 200 levels of nesting, anything after the value.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Iterator
from typing import Any, NoReturn

from factkit.errors import InputError

MAX_DEPTH = 200
MAX_DIGITS = 40
_DECODER_SAYS = {
    "Invalid control character at": "a control character or a line end within a text; write it as \\n or \\u00XX",
    "Extra data": "something after the end of the value",
}
_TOKENS = re.compile(r'("(?:[^"\\]|\\.)*"|[{}]|[-A-Za-z0-9+.]+)\s*(:?)', re.DOTALL)
_BRACKETS = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)


class _RefusedError(ValueError):
    """What a hook of the decoder refuses; it does not know the place."""


def parse(text: str, *, path: str | None = None) -> Any:
    """Return the one JSON value in `text`.

    Args:
        path: named in errors.

    Raises:
        InputError: with line and column; it is not JSON, or refused as this module says.
    """
    text = text.removeprefix("\ufeff")
    _check_depth(text, path)
    try:
        value = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        if not text.strip():
            _fail("the file is empty; expected a JSON document", text, 0, path)
        if text[error.pos : error.pos + 1] == "\x00":
            _fail("a NUL character", text, error.pos, path)
        said = _DECODER_SAYS.get(error.msg, error.msg.lower())
        _fail(f"not valid JSON: {said}", text, error.pos, path)
    except _RefusedError as error:
        _fail(str(error), text, _place_of_refused(text), path)
    _check_strings(text, path)
    return value


def parse_lines(lines: Iterable[str], *, path: str | None = None) -> Iterator[tuple[int, Any | InputError]]:
    """Yield the number of each line that is not blank, from 1, with its value or the error it gave."""
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield number, parse(line.rstrip("\r\n"))
        except InputError as error:
            yield number, error.at(path or "<stdin>", number)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return where `offset` is in `text`, both counted from 1, lines ended by LF."""
    line = text.count("\n", 0, offset) + 1
    return line, offset - (text.rfind("\n", 0, offset) + 1) + 1


def _fail(message: str, text: str, offset: int, path: str | None) -> NoReturn:
    line, column = line_and_column(text, offset)
    raise InputError(message, path=path, line=line, column=column)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _RefusedError(f"the key {json.dumps(twice)} stands twice in one object; keep one of them")
    return value


def _float(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise _RefusedError(f"the number {digits[:20]} is out of range")
    return value


def _int(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise _RefusedError(f"a number of {len(digits)} digits; at most {MAX_DIGITS} are read")
    return int(digits)


def _constant(name: str) -> NoReturn:
    raise _RefusedError(f"{name} is not a JSON number")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_float, parse_int=_int, parse_constant=_constant, strict=True
)


def _check_depth(text: str, path: str | None) -> None:
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for bracket in _BRACKETS.finditer(text):
        if bracket.group() in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                _fail(f"nested more than {MAX_DEPTH} levels deep", text, bracket.start(), path)
        elif bracket.group() in "]}":
            depth -= 1


def _check_strings(text: str, path: str | None) -> None:
    if "\x00" in text:
        _fail("a NUL character", text, text.index("\x00"), path)
    if "\\u" not in text:
        return
    for string in re.finditer(r'"(?:[^"\\]|\\.)*"', text):
        if "\\u" not in string.group():
            continue
        value = json.loads(string.group())
        if any("\ud800" <= char <= "\udfff" for char in value):
            _fail("a lone surrogate, which is no character", text, string.start(), path)
        if "\x00" in value:
            _fail("a NUL character", text, string.start(), path)


def _place_of_refused(text: str) -> int:
    """Return where the first thing that the hooks refuse starts, by reading `text` again, token by token."""
    keys: list[set[str]] = []
    for token in _TOKENS.finditer(text):
        word = token.group(1)
        if word == "{":
            keys.append(set())
        elif word == "}":
            keys.pop()
        elif word[0] == '"':
            if not token.group(2):
                continue
            if (key := json.loads(word)) in keys[-1]:
                return token.start()
            keys[-1].add(key)
        elif not _is_accepted(word):
            return token.start()
    return 0


def _is_accepted(word: str) -> bool:
    try:
        _DECODER.decode(word)
    except ValueError:
        return False
    return True
