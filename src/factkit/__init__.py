"""factkit: split articles into claims, match them against evidence, record people's verdicts.

What is in `__all__` is the Python API, shown at work in `docs/python.md`: the values of `factkit.model`, the errors,
and one function a use case. Names are imported when they are first used, so that `import factkit` loads nothing heavy.
Everything else may change between versions.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from factkit._version import __version__

if TYPE_CHECKING:
    from factkit.errors import FactkitError, InputError, ReviewError, StoreError
    from factkit.model import (
        Anchor,
        Annotation,
        Article,
        Claim,
        Conflict,
        EvidenceStance,
        Match,
        Passage,
        Problem,
        Rating,
        Record,
        Scale,
        Source,
    )
    from factkit.reports import Form
    from factkit.workspace.annotations import export_annotation, import_annotation, read_annotation
    from factkit.workspace.articles import Reading, read_articles, split_and_keep
    from factkit.workspace.articles import split_article as split
    from factkit.workspace.checking import check
    from factkit.workspace.comparing import compare_pairs
    from factkit.workspace.evidence import Adding, add_evidence
    from factkit.workspace.matching import Matching
    from factkit.workspace.matching import match_given as match
    from factkit.workspace.opening import Workspace, find_workspace, init
    from factkit.workspace.reports import report
    from factkit.workspace.searching import EvidenceAt
    from factkit.workspace.validating import Choices
    from factkit.workspace.validating import validate_paths as validate
    from factkit.workspace.verdicts import Decision
    from factkit.workspace.verdicts import add as record_verdict
    from factkit.workspace.verdicts import listing as list_verdicts

__all__ = [
    "Adding",
    "Anchor",
    "Annotation",
    "Article",
    "Choices",
    "Claim",
    "Conflict",
    "Decision",
    "EvidenceAt",
    "EvidenceStance",
    "FactkitError",
    "Form",
    "InputError",
    "Match",
    "Matching",
    "Passage",
    "Problem",
    "Rating",
    "Reading",
    "Record",
    "ReviewError",
    "Scale",
    "Source",
    "StoreError",
    "Workspace",
    "__version__",
    "add_evidence",
    "check",
    "compare_pairs",
    "export_annotation",
    "find_workspace",
    "import_annotation",
    "init",
    "list_verdicts",
    "match",
    "read_annotation",
    "read_articles",
    "record_verdict",
    "report",
    "split",
    "split_and_keep",
    "validate",
]

_MODULES = {
    "FactkitError": "errors",
    "InputError": "errors",
    "ReviewError": "errors",
    "StoreError": "errors",
    "Form": "reports",
    "export_annotation": "workspace.annotations",
    "import_annotation": "workspace.annotations",
    "read_annotation": "workspace.annotations",
    "Reading": "workspace.articles",
    "read_articles": "workspace.articles",
    "split": "workspace.articles:split_article",
    "split_and_keep": "workspace.articles",
    "check": "workspace.checking",
    "compare_pairs": "workspace.comparing",
    "Adding": "workspace.evidence",
    "add_evidence": "workspace.evidence",
    "Matching": "workspace.matching",
    "match": "workspace.matching:match_given",
    "Workspace": "workspace.opening",
    "find_workspace": "workspace.opening",
    "init": "workspace.opening",
    "report": "workspace.reports",
    "EvidenceAt": "workspace.searching",
    "Choices": "workspace.validating",
    "validate": "workspace.validating:validate_paths",
    "Decision": "workspace.verdicts",
    "list_verdicts": "workspace.verdicts:listing",
    "record_verdict": "workspace.verdicts:add",
}
"""Where each name is, and what it is called there if that is another name; the other names are in `model`."""


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'factkit' has no attribute {name!r}")
    module, _, called = _MODULES.get(name, "model").partition(":")
    value = getattr(importlib.import_module(f"factkit.{module}"), called or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
