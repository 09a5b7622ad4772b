"""How long a report of 500 claims takes, and how large it is: `python -m benchmarks.reports`.

The peers, in the same process on the same claims: for HTML, Jinja2 with autoescape drawing a bare table of the same
words; for DOCX, python-docx writing the same words as bare paragraphs; for the exchange formats, the standard
library's `json` on the annotation file. A ratio is how many times the peer's seconds it takes.
"""

from __future__ import annotations

import io
import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from factkit import reports
from factkit.annotations.document import annotation_to_json
from factkit.exchange import FORMATS
from factkit.model import Annotation, Record
from factkit.verdicts.records import seal, uuid7
from factkit.workspace.annotations import read_annotation

LEAD = Path(__file__).parents[1] / "fixtures/reports/lead.factcheck.json"
CLAIMS = 500
ROUNDS = 3
NOW = datetime(2025, 9, 22, tzinfo=UTC)
TABLE = """<table>{% for claim in claims %}<tr><td>{{ claim.text }}</td>{% for quote in quotes %}<td>{{ quote }}</td>
{% endfor %}</tr>{% endfor %}</table>"""


def large(of: Annotation, claims: int) -> Annotation:
    """Return an annotation of `claims` claims: the lead article again and again, every claim with its records."""
    article = replace(of.article, text="")
    text, made, records, matches = "", [], [], []
    shown = dict(of.matches)
    for number in range(claims):
        claim = of.claims[number % len(of.claims)]
        if number % len(of.claims) == 0:
            offset = len(text)
            text += of.article.text
        own = replace(
            claim,
            id=f"{claim.id}-{number}",
            anchors=tuple(replace(a, start=a.start + offset, end=a.end + offset) for a in claim.anchors),
        )
        made.append(own)
        matches.append((own.id, shown.get(claim.id, ())))
        records += [(own, record) for record in of.records if record.claim == claim.id]
    article = replace(article, text=text)
    sealed = tuple(_sealed(number, own.id, own.sha256, record) for number, (own, record) in enumerate(records))
    return replace(of, article=article, claims=tuple(made), records=sealed, matches=tuple(matches), logs=())


def _sealed(number: int, claim: str, digest: str, record: Record) -> Record:
    own = uuid7(record.recorded, number.to_bytes(10, "big"))
    return seal(replace(record, id=own, claim=claim, claim_sha256=digest, supersedes=None, superseded_digest=None))


def seconds(run: Callable[[], Any]) -> float:
    """Return the fastest of a few runs; the first of them, which imports, does not count."""
    run()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        run()
        times.append(time.perf_counter() - start)
    return min(times)


def bare_table(of: Annotation) -> str:
    from jinja2 import Environment

    quotes = [match.text for _, found in of.matches[:10] for match in found][:6]
    return Environment(autoescape=True).from_string(TABLE).render(claims=of.claims, quotes=quotes)


def bare_document(of: Annotation) -> bytes:
    from docx import Document

    document = Document()
    texts: Iterable[str] = [text for claim in of.claims for text in (claim.text, *(a.exact for a in claim.anchors))]
    for text in texts:
        document.add_paragraph(text)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def main() -> None:
    lead = read_annotation(LEAD)
    many = large(lead, CLAIMS)
    plain = annotation_to_json(many)
    peers = {
        "html": seconds(lambda: bare_table(many)),
        "docx": seconds(lambda: bare_document(many)),
        "json": seconds(lambda: json.loads(json.dumps(plain))),
    }
    figures: dict[str, Any] = {"claims": CLAIMS, "records": len(many.records)}
    for form in (reports.Form.HTML, reports.Form.MARKDOWN, reports.Form.JSON, reports.Form.CSV, reports.Form.DOCX):
        took = seconds(lambda form=form: reports.FORMS[form](many))
        peer = {"html": "html", "docx": "docx"}.get(form, "json")
        size = len(reports.FORMS[form](many))
        figures[form] = {"seconds": round(took, 3), "bytes": size, "peer": peer, "ratio": round(took / peers[peer], 1)}
    for name, each in FORMATS.items():
        text = each.dumps([many])
        written = seconds(lambda each=each: each.dumps([many]))
        row = {"seconds": round(written, 3), "ratio": round(written / peers["json"], 1)}
        if each.reads:
            read = seconds(lambda each=each, text=text: each.loads(text, recorded=NOW, reviewer="x"))
            row |= {"read_seconds": round(read, 3), "read_ratio": round(read / peers["json"], 1)}
        figures[name] = row
    figures["lead_html_bytes"] = len(reports.html(lead).encode())
    json.dump({"reports": figures, "peer_seconds": {k: round(v, 4) for k, v in peers.items()}}, sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
