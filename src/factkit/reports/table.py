"""A report as CSV: a row for each claim, with no cell that a spreadsheet takes for a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence

from factkit.display import visible
from factkit.reports import words
from factkit.reports.content import ClaimReport, Evidence, Report
from factkit.wire import time_to_json

# ASCII as OWASP lists them, and their full-width forms, which spreadsheets read as the same.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")

_Column = tuple[str, Callable[[ClaimReport], str]]


def safe_cell(text: str) -> str:
    """Return `text` as a cell that every spreadsheet takes for text: an apostrophe before what begins a formula."""
    shown = visible(text, keep="\n\t\r")
    return f"'{shown}" if shown.startswith(_FORMULA) else shown


def render(reports: Sequence[Report]) -> str:
    """Return the reports as one CSV document (RFC 4180) with a header."""
    file = io.StringIO()
    writer = csv.writer(file)
    for at, report in enumerate(reports):
        columns = _columns(report)
        if at == 0:
            writer.writerow(name for name, _ in columns)
        writer.writerows([safe_cell(of(claim)) for _, of in columns] for claim in report.claims)
    return file.getvalue()


def _columns(report: Report) -> list[_Column]:
    article = report.article
    return [
        ("article", lambda _: article.id),
        ("title", lambda _: article.title or ""),
        ("url", lambda _: article.url or ""),
        ("number", lambda claim: str(claim.number)),
        ("id", lambda claim: claim.claim.id),
        ("claim", lambda claim: claim.claim.text),
        ("words", lambda claim: " … ".join(claim.read)),
        ("start", lambda claim: str(claim.claim.anchors[0].start) if claim.claim.anchors else ""),
        ("end", lambda claim: str(claim.claim.anchors[-1].end) if claim.claim.anchors else ""),
        ("kind", lambda claim: claim.claim.kind.value),
        ("speaker", lambda claim: claim.claim.attribution.speaker if claim.claim.attribution else ""),
        ("check_worthiness", lambda claim: str(claim.claim.check_worthiness)),
        ("state", lambda claim: str(claim.state)),
        ("stale", lambda claim: "yes" if claim.outcome.stale else "no"),
        ("rating", lambda claim: claim.decision.record.rating or "" if claim.decision else ""),
        ("label", lambda claim: claim.headline),
        ("scale", lambda claim: claim.scale),
        ("rationale", lambda claim: claim.decision.record.rationale if claim.decision else claim.why_not),
        ("reviewer", lambda claim: claim.decision.record.reviewer if claim.decision else ""),
        ("recorded", lambda claim: time_to_json(claim.decision.record.recorded) if claim.decision else ""),
        ("published", lambda claim: (claim.outcome.publication.url or "yes") if claim.outcome.publication else ""),
        ("agreeing", lambda claim: "; ".join(voice.record.reviewer for voice in claim.agreeing)),
        ("dissent", lambda claim: "; ".join(f"{v.record.reviewer}: {v.rating}" for v in claim.dissent)),
        ("evidence", lambda claim: "\n".join(_cited(item) for item in claim.cited)),
        ("sources", lambda claim: "\n".join(dict.fromkeys(item.url for item in claim.cited if item.url))),
        (
            "conflicts",
            lambda claim: "\n".join(f"{each.kind}: {each.claim} ↔ {each.passage}" for each in claim.conflicts),
        ),
    ]


def _cited(item: Evidence) -> str:
    return f"{'/'.join(words.stances(item))}: “{item.quote}” ({words.credit(item)})"
