"""Records are chained by digest, and the chain does not hold: one was changed, moved, added or left out.

"logs" says how long each log is and where it ends, so that a cut-off tail shows too. Against somebody who rewrites a
whole log only version control or a signature helps.

Good: records as factkit wrote them
Bad:  a rationale edited by hand; the last record deleted
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.annotations.rules.fk044_history_withheld import withheld_records
from factkit.annotations.rules.rule import Document, Finding, Rule
from factkit.model import Log
from factkit.verdicts.records import verify
from factkit.wire import record_from_json


def check(document: Document) -> Iterator[Finding]:
    """Find the first record that does not stand."""
    records = [record_from_json(record) for record in document.data["records"]]
    logs = [Log(log["id"], log["count"], log["head"]) for log in document.data["logs"]]
    ids = {record.id for record in records}
    if any(record.supersedes and record.supersedes not in ids for record in records):
        return  # FK041 names it
    listed = {log.id for log in logs}
    for place, record in enumerate(records):
        if record.log not in listed:
            yield Finding(("records", place, "log"), f"the log {record.log} is not among the logs")
            return
    bad = verify(records, logs, withheld=withheld_records(document.data))
    if bad is not None:
        place_of = {record.id: place for place, record in enumerate(records)}
        at = ("logs",) if bad.record is None else ("records", place_of[bad.record])
        yield Finding(at, f"record chain broken: {bad.reason}")


RULE = Rule(
    "FK040",
    "history-broken",
    "restore the records from the history of the file; nothing in them may be edited by hand",
    check,
)
