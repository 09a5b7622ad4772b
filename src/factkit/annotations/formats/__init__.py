"""How the problems of annotation files are written: a function a format, from a `Validation` to text."""

from __future__ import annotations

import importlib
from typing import cast

from factkit.annotations.validation import Validation

FORMATS = ("text", "json", "github", "sarif", "junit")


def render(validation: Validation, format: str) -> str:
    """Return the outcome in one of `FORMATS`, ending in a newline."""
    return cast("str", importlib.import_module(f"{__name__}.{format}").render(validation))
