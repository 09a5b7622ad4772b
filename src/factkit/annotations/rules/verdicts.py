"""Rules about records: verdicts, what they rest on, and their chain."""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.rule import Document, Finding, Rule
from factkit.evidence.restricted import WITHHELD
from factkit.model import Log
from factkit.verdicts.records import verify
from factkit.wire import record_from_json


def verdict_has_its_claim(document: Document) -> Iterator[Finding]:
    """A verdict on a claim that is not in the file says nothing.

    Good: `claim` is the id of a claim of the file. Bad: the claim was deleted by hand.
    """
    claims = {claim["id"] for claim in document["claims"]}
    for number, record in enumerate(document["records"]):
        if record["claim"] not in claims:
            yield Finding(
                ("records", number, "claim"), f"a verdict on {record['claim']}, which is no claim of this file"
            )


def rating_is_on_its_scale(document: Document) -> Iterator[Finding]:
    """A rating means something only on its scale.

    Good: `scale` is in the file and has the rating. Bad: `"rating": "mostly-ish"`.
    """
    scales = {scale["id"]: {rating["id"] for rating in scale["ratings"]} for scale in document["scales"]}
    for number, record in enumerate(document["records"]):
        if record["scale"] not in scales:
            yield Finding(("records", number, "scale"), f"the scale {record['scale']} is not in the file")
        elif record["rating"] is not None and record["rating"] not in scales[record["scale"]]:
            on = ", ".join(sorted(scales[record["scale"]]))
            yield Finding(
                ("records", number, "rating"), f"{record['rating']} is not on the scale {record['scale']}: {on}"
            )


def verdict_has_reasons(document: Document) -> Iterator[Finding]:
    """Readers must be able to see why.

    Good: a rationale. Bad: `"rationale": ""`.
    """
    for number, record in enumerate(document["records"]):
        if record["kind"] in ("verdict", "adjudication") and not record["rationale"].strip():
            yield Finding(("records", number, "rationale"), "a verdict without a rationale")


def history_stands(document: Document) -> Iterator[Finding]:
    """Records are chained by digest, so that a changed, moved or missing one shows.

    Good: as factkit wrote it. Bad: a rationale edited by hand.
    """
    records = [record_from_json(record) for record in document["records"]]
    logs = [Log(log["id"], log["count"], log["head"]) for log in document["logs"]]
    bad = verify(records, logs, withheld=_withheld(document))
    if bad is None:
        return
    place = next((number for number, record in enumerate(records) if record.id == bad.record), None)
    yield Finding(("records",) if place is None else ("records", place), f"log {bad.log}: {bad.reason}")


def _withheld(document: Document) -> set[str]:
    """Return the records that an export took quotes of restricted sources out of."""
    restricted = {source["id"] for source in document["sources"] if source.get("restricted")}
    return {
        record["id"]
        for record in document["records"]
        if any(cited["quote"] == WITHHELD and cited["source"] in restricted for cited in record["evidence"])
    }


VERDICT_RULES = (
    Rule("FK030", "verdict-without-claim", "put the claim back, from the history of the file", verdict_has_its_claim),
    Rule(
        "FK031", "rating-not-on-scale", "give a rating of the scale, with: factkit verdict add", rating_is_on_its_scale
    ),
    Rule(
        "FK032",
        "verdict-without-rationale",
        "record it again with: factkit verdict add --rationale",
        verdict_has_reasons,
    ),
    Rule("FK040", "history-broken", "restore the records from the history of the file", history_stands),
)
