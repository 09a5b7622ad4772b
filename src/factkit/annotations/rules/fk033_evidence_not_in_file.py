"""A verdict cites a source or a passage that is not in the file, so that the citation cannot be followed or checked.

Good: every cited "source" and "passage" is among the "sources"
Bad:  a source removed by hand
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import DECISIONS, Document, Finding, Rule


def check(document: Document) -> Iterator[Finding]:
    """Find citations of what the file does not hold."""
    passages = {passage["id"] for source in document.data["sources"] for passage in source["passages"]}
    for place, record in document.records(*DECISIONS):
        for number, cited in enumerate(record["evidence"]):
            at = ("records", place, "evidence", number)
            if cited["source"] and cited["source"] not in document.sources:
                yield Finding((*at, "source"), f"the source {cited['source']} is not in the file")
            elif cited["passage"] not in passages:
                yield Finding((*at, "passage"), f"the passage {cited['passage']} is not in the file")


RULE = Rule(
    "FK033",
    "evidence-not-in-file",
    "export the file again, so that it holds what its verdicts cite",
    check,
)
