"""Other tools' formats, one module each, both directions where the format allows.

Each module has `dumps(annotations, *, desk, include_restricted)`, which returns the text of one file, and, where
the format can be read, `loads(text, *, path, recorded, reviewer)`, which returns annotations. `FORMATS` names them.
All are pure: reading twice gives the same records, and the only times are those of the input and `recorded`.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from factkit.config import Desk
from factkit.errors import InputError
from factkit.model import Annotation

NO_DESK = Desk()
# These formats have no schema to check first; what a reader stumbles over in another shape is the file's fault.
_MISSHAPEN = (AttributeError, IndexError, KeyError, TypeError, ValueError)

_OWN = re.compile(r'\s*\{\s*"factkit"\s*:')


@dataclass(frozen=True, slots=True)
class Format:
    """A format that annotations are exchanged in.

    Attributes:
        name: as `--to` and `--from` take it.
        carries: what a file of it holds, in a few words.
        module, writes: where its code is; it is imported when it is used.
        reads: whether `loads` works.
    """

    name: str
    carries: str
    suffix: str
    module: str
    writes: str = "dumps"
    reads: bool = True

    def dumps(
        self, annotations: Sequence[Annotation], *, desk: Desk = NO_DESK, include_restricted: bool = False
    ) -> str:
        """Return `annotations` as the text of one file, ending in a newline unless empty.

        Args:
            desk: who publishes, where the format says so.
            include_restricted: quote sources at risk too.
        """
        write = getattr(importlib.import_module(self.module), self.writes)
        return cast("str", write(annotations, desk=desk, include_restricted=include_restricted))

    def loads(self, text: str, *, path: str = "", recorded: datetime, reviewer: str) -> list[Annotation]:
        """Return the annotations in `text`.

        Args:
            path: named in errors.
            recorded, reviewer: of decisions whose file does not say when or by whom.

        Raises:
            InputError: not a file of this format, or one that cannot be read back.
        """
        if _OWN.match(text):
            raise InputError("this is an annotation file of factkit; import it without --from", path=path or None)
        read = importlib.import_module(self.module).loads
        try:
            annotations = cast("list[Annotation]", read(text, path=path, recorded=recorded, reviewer=reviewer))
            for each in annotations:
                _check(each)
        except _MISSHAPEN as error:
            raise InputError(f"not shaped as {self.name} is: {error!r}", path=path or None) from error
        if not any(each.claims or each.article.text for each in annotations):
            raise InputError(f"nothing in it that {self.name} has; is it of another format?", path=path or None)
        return annotations


def _check(annotation: Annotation) -> None:
    """Refuse what a file has put where an annotation cannot have it: a list for a title, say."""
    from factkit.annotations.document import annotation_to_json
    from factkit.schema import is_valid, pointer, schema_problems

    document = annotation_to_json(annotation)
    if not is_valid(document, "annotation"):
        problems = schema_problems(document, "annotation", limit=1)
        raise ValueError(f"{pointer(problems[0].path)}: {problems[0].message}")


FORMATS = {
    each.name: each
    for each in (
        Format("claimreview", "a ClaimReview for each verdict", ".json", "factkit.exchange.claimreview"),
        Format(
            "claimreview-feed",
            "the same as a DataFeed",
            ".json",
            "factkit.exchange.claimreview",
            writes="dumps_feed",
        ),
        Format("atom", "an Atom feed of published verdicts", ".xml", "factkit.exchange.atom", reads=False),
        Format(
            "webannotation", "claims and verdicts on the article's words", ".jsonld", "factkit.exchange.webannotation"
        ),
        Format("averitec", "claims, questions, answers and labels", ".json", "factkit.exchange.averitec"),
        Format("fever", "claims and labels, a line each", ".jsonl", "factkit.exchange.fever"),
        Format("label-studio", "tasks with regions, ratings and reviewers", ".json", "factkit.exchange.labelstudio"),
        Format("doccano", "texts with labelled spans, a line each", ".jsonl", "factkit.exchange.doccano"),
    )
}
