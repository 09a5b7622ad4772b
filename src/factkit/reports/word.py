"""A report as DOCX: each claim is a comment on the article's words, as editors work, and a row of a table."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from factkit.display import for_xml
from factkit.reports import words
from factkit.reports.content import ClaimReport, Evidence, Report, Segment, Tone

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_FIRST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_COLORS = {
    Tone.TRUE: "1A7237",
    Tone.FALSE: "B42318",
    Tone.MIXED: "855300",
    Tone.UNKNOWN: "55606B",
    Tone.DISPUTED: "6B3FB5",
    Tone.OPEN: "5F6670",
    Tone.NONE: "6B675F",
}


def render(report: Report) -> bytes:
    """Return the report as a DOCX document; times in it are those of the records."""
    from docx import Document

    document = Document()
    _properties(document, report)
    _head(document, report)
    _add(document, "The article", "Heading1")
    _article(document, report)
    _add(document, "The claims", "Heading1")
    _claims(document, report)
    _evidence(document, report)
    _appendix(document, report)
    file = io.BytesIO()
    document.save(file)
    return _without_clock(file.getvalue())


def _properties(document: Any, report: Report) -> None:
    moment = (report.until or _EPOCH).replace(tzinfo=None)
    properties = document.core_properties
    properties.title = for_xml(f"Fact-check: {report.title}")[:255]
    properties.author = properties.last_modified_by = for_xml(report.desk.name or "factkit")[:255]
    properties.comments = ""
    properties.created = properties.modified = moment


def _head(document: Any, report: Report) -> None:
    _add(document, for_xml(report.title), "Title")
    about = [*words.about(report), *([f"verdicts up to {words.day(report.until)}"] if report.until else [])]
    line = document.add_paragraph()
    line.add_run("Fact-check" + (f" by {for_xml(report.desk.name)}" if report.desk.name else "")).bold = True
    line.add_run("".join(f" · {for_xml(each)}" for each in about))
    if words.is_web(report.article.url):
        line.add_run(" · ")
        _link(line, str(report.article.url), "the article as published")
    if report.edited:
        _add(document, f"The article was edited after {report.edited} of its verdicts.", "IntenseQuote")
    if report.withheld:
        _add(document, f"{words.plural(report.withheld, 'source')} withheld.", "IntenseQuote")
    numbers = document.add_paragraph()
    numbers.add_run(" · ".join(f"{count} {label}" for label, count, _ in words.tiles(report))).bold = True
    for each in report.ratings:
        counted = _add(document, "", "ListBullet")
        _toned(counted, f"{each.tone.sign} {each.label}", each.tone)
        counted.add_run(f": {each.count}")


def _article(document: Any, report: Report) -> None:
    """Write the article, a paragraph a line, and hang each claim's comment on its words."""
    runs: dict[int, list[list[Any]]] = {}
    open_before: tuple[int, ...] = ()
    for segments in report.paragraphs:
        if not segments:
            continue
        paragraph = document.add_paragraph()
        for segment in segments:
            run = paragraph.add_run(for_xml(segment.text.rstrip("\r")))
            _mark(run, segment)
            for number in segment.claims:
                stretches = runs.setdefault(number, [])
                if number not in open_before or not stretches:
                    stretches.append([])
                stretches[-1].append(run)
            open_before = segment.claims
    for claim in report.claims:
        for place, stretch in enumerate(runs.get(claim.number, [])):
            text = _comment(claim) if place == 0 else f"Claim {claim.number} stands here too."
            _add_comment(document, stretch, claim, text)


def _mark(run: Any, segment: Segment) -> None:
    if segment.tone not in (None, Tone.NONE):
        run.underline = True
        run.font.color.rgb = _rgb(segment.tone)


def _add_comment(document: Any, runs: list[Any], claim: ClaimReport, text: str) -> None:
    from docx.oxml.ns import qn

    record = claim.decision.record if claim.decision else None
    author = for_xml(record.reviewer) if record else "factkit"
    comment = document.add_comment([runs[0], runs[-1]], text=text, author=author, initials=author[:2].upper())
    moment = record.recorded if record else _EPOCH
    comment._comment_elm.set(qn("w:date"), moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))


def _comment(claim: ClaimReport) -> str:
    lines = [f"Claim {claim.number}: {claim.claim.text}", f"{claim.tone.sign} {claim.headline}"]
    if claim.outcome.stale:
        lines.append("Stale: the words have changed since this was decided.")
    rationale = claim.decision.record.rationale if claim.decision else claim.why_not
    lines += rationale.splitlines()
    lines += [_item(item) for item in claim.cited]
    lines += [_pair(item) for item in claim.cited if item.conflicts]
    said = "Dissent" if claim.decision else "Verdict"
    lines += [f"{said}, {voice.record.reviewer}: {voice.rating}" for voice in claim.dissent]
    return "\n".join(for_xml(line) for line in lines if line)


def _item(item: Evidence) -> str:
    stance = " and ".join(words.stances(item))
    return f"{stance + ': ' if stance else ''}“{' '.join(item.quote.split())}” ({words.credit(item)})"


def _pair(item: Evidence) -> str:
    return "; ".join(f"✗ {each.kind}: {each.claim} ↔ {each.passage}" for each in item.conflicts or ())


def _claims(document: Any, report: Report) -> None:
    if not report.claims:
        document.add_paragraph("No claim was found in this article.")
        return
    table = document.add_table(rows=1, cols=4)
    table.style = "Table Grid"
    for cell, name in zip(table.rows[0].cells, ("", "Claim", "Verdict", "Why, and by whom"), strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    _repeat_header(table.rows[0])
    for claim in report.claims:
        cells = table.add_row().cells
        cells[0].text = str(claim.number)
        cells[1].text = for_xml(claim.claim.text)
        _toned(cells[2].paragraphs[0], f"{claim.tone.sign} {claim.headline}", claim.tone)
        if claim.outcome.stale:
            cells[2].add_paragraph("stale")
        _why(cells[3], claim)
    _set_widths(table, (1.0, 6.5, 3.2, 5.8))


def _why(cell: Any, claim: ClaimReport) -> None:
    if not claim.decision:
        cell.text = for_xml(claim.why_not)
    else:
        record = claim.decision.record
        cell.text = for_xml(record.rationale)
        cell.add_paragraph(for_xml(f"{record.reviewer}, {words.day(record.recorded)}"))
    for voice in claim.agreeing:
        cell.add_paragraph(for_xml(f"Agrees: {voice.record.reviewer}. {voice.record.rationale}".rstrip()))
    for voice in claim.dissent:
        said = "Dissent" if claim.decision else "Verdict"
        text = f"{said}: {voice.record.reviewer}, {voice.rating}. {voice.record.rationale}".rstrip()
        cell.add_paragraph(for_xml(text))


def _evidence(document: Any, report: Report) -> None:
    _add(document, "The evidence", "Heading1")
    for claim in report.claims:
        items = claim.cited or claim.found
        if not items:
            continue
        _add(document, for_xml(f"{claim.number}. {claim.claim.text}"), "Heading3")
        if not claim.cited:
            document.add_paragraph("Closest in the desk's evidence, cited by nobody:")
        for item in items:
            line = _add(document, "", "ListBullet")
            stance = " and ".join(words.stances(item))
            if stance:
                line.add_run(f"{stance}: ").bold = True
            line.add_run(for_xml(f"“{item.quote}” "))
            if words.is_web(item.url):
                _link(line, str(item.url), words.credit(item))
            else:
                line.add_run(for_xml(words.credit(item)))
            if item.conflicts:
                _add(document, for_xml(_pair(item)), "ListBullet2")


def _appendix(document: Any, report: Report) -> None:
    _add(document, "Sources", "Heading1")
    for each in report.sources:
        line = _add(document, "", "ListNumber")
        source = each.source
        if words.is_withheld(source):
            line.add_run("withheld")
        elif words.is_web(source.url):
            _link(line, str(source.url), source.title or source.name)
        else:
            line.add_run(for_xml(source.title or source.name))
        parts = [source.publisher, words.day(source.published) if source.published else None]
        line.add_run("".join(f" · {for_xml(part)}" for part in parts if part))
        if words.is_web(source.archive_url):
            line.add_run(" · ")
            _link(line, str(source.archive_url), "archived copy")
        line.add_run(f" · {words.use_of(each.cited, each.found)}")
    _add(document, "Method", "Heading1")
    document.add_paragraph(for_xml(words.method(report)))
    for scale in report.scales:
        document.add_paragraph().add_run(for_xml(scale.name)).bold = True
        for rating in scale.ratings:
            described = f": {rating.description}" if rating.description else ""
            _add(document, for_xml(rating.label + described), "ListBullet")
    _listed(
        document,
        "What was not checked, and why",
        (f"Claim {c.number}: {c.claim.text} {c.why_not}" for c in report.claims if c.decision is None),
        "Every claim has a verdict.",
    )
    _listed(
        document,
        "Corrections",
        (
            f"{words.day(voice.record.recorded)}: claim {number}, {words.event(voice)} by {voice.record.reviewer}. "
            + voice.record.rationale
            for number, voice in report.corrections
        ),
        "No verdict in this report was changed or withdrawn.",
    )
    record = [f"Text of the article: SHA-256 {report.article.sha256}"]
    record += [f"Log {log.id}: {words.plural(log.count, 'record')}, ending with {log.head}" for log in report.logs]
    _listed(document, "The record", record, "")


def _listed(document: Any, heading: str, lines: Iterable[str], otherwise: str) -> None:
    _add(document, heading, "Heading1")
    written = [_add(document, for_xml(line), "ListBullet") for line in lines]
    if not written and otherwise:
        document.add_paragraph(otherwise)


def _add(document: Any, text: str, style: str) -> Any:
    """Add a paragraph in the style with that id; by name, python-docx would look through all styles each time."""
    paragraph = document.add_paragraph(text)
    paragraph._p.style = style
    return paragraph


def _toned(paragraph: Any, text: str, tone: Tone) -> None:
    run = paragraph.add_run(for_xml(text))
    run.bold = True
    run.font.color.rgb = _rgb(tone)


def _rgb(tone: Tone | None) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(_COLORS[tone or Tone.NONE])


def _link(paragraph: Any, url: str, text: str) -> None:
    """Add a hyperlink, which python-docx can read but not write."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import RGBColor
    from docx.text.run import Run

    target = OxmlElement("w:hyperlink")
    target.set(qn("r:id"), paragraph.part.relate_to(for_xml(url), RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    element = OxmlElement("w:r")
    target.append(element)
    paragraph._p.append(target)
    run = Run(element, paragraph)
    run.text = for_xml(text)
    run.underline = True
    run.font.color.rgb = RGBColor(0x0B, 0x4F, 0x8A)


def _repeat_header(row: Any) -> None:
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _set_widths(table: Any, centimetres: tuple[float, ...]) -> None:
    from docx.shared import Cm

    table.autofit = False
    for column, width in zip(table.columns, centimetres, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, centimetres, strict=True):
            cell.width = Cm(width)


def _without_clock(data: bytes) -> bytes:
    """Return the same archive with every member at the first time that ZIP knows, so that bytes repeat."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _FIRST_ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3
            member.external_attr = 0o600 << 16
            new.writestr(member, old.read(name))
    return file.getvalue()
