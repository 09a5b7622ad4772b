"""A record cites a source at risk whose words were withheld, so that its own digest cannot be checked.

Its place in the chain is checked all the same.

Good: exported with --include-restricted, for the desk itself
Bad:  exported without; nothing is wrong, but the record's content is not proved
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import Document, Finding, Json, Rule
from factkit.evidence.restricted import WITHHELD
from factkit.model import Severity


def check(document: Document) -> Iterator[Finding]:
    """Find records that are not whole."""
    withheld = withheld_records(document.data)
    for place, record in document.records():
        if record["id"] in withheld:
            yield Finding(("records", place, "evidence"), "not all of this record is in the file")


def withheld_records(data: Json) -> set[str]:
    """Return the ids of the records that cite words withheld with their source."""
    restricted = {source["id"] for source in data["sources"] if source.get("restricted")}
    return {
        record["id"]
        for record in data["records"]
        for cited in record["evidence"]
        if cited["quote"] == WITHHELD and cited["source"] in restricted
    }


RULE = Rule(
    "FK044",
    "history-withheld",
    "to check the whole history, export with: factkit annotations export --include-restricted",
    check,
    severity=Severity.WARNING,
)
