"""The words that a verdict cites are not in the source that it names.

The other sources of the file are searched too, so that a quote ascribed to the wrong source (misattribution) is told
from one that is in none (invention).

Good: "quote" is copied from the passage
Bad:  "quote" is a paraphrase, or stands in another source
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import DECISIONS, Document, Finding, Rule


def check(document: Document) -> Iterator[Finding]:
    """Find cited words that the cited source does not have; what is withheld or purged is left alone."""
    for place, record in document.records(*DECISIONS):
        for number, cited in enumerate(record["evidence"]):
            source = document.sources.get(cited["source"])
            hidden = source is None or source.get("restricted") or source.get("status") == "purged"
            quote = _folded(cited["quote"])
            if hidden or not quote or quote in _folded(document.source_texts[cited["source"]]):
                continue
            others = [id for id, text in document.source_texts.items() if quote in _folded(text)]
            where = f"it is in {others[0]}" if others else "nor in any other source of the file"
            yield Finding(
                ("records", place, "evidence", number, "quote"), f"quote not in its source {cited['source']}; {where}"
            )


def _folded(text: str) -> str:
    return " ".join(text.split())


RULE = Rule(
    "FK032",
    "quote-not-in-source",
    "quote the passage word for word, or cite the source that says it",
    check,
)
