"""A report as Markdown, as GitHub shows it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from factkit.display import one_line, visible
from factkit.reports import words
from factkit.reports.content import ClaimReport, Evidence, Report

_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"}
_INLINE = re.compile(r"[\\`*_\[\]|~$<>&@#!]")


def escape(text: str) -> str:
    """Return `text` on one line as Markdown that shows it as it is: no markup, mention, link or image in it."""
    line = one_line(text)
    line = re.sub(r"(?i)\b(https?|ftp|mailto|xmpp)(:)", r"\1&#58;", _protected(line)) if line else line
    line = re.sub(r"(?i)\bwww\.", "www&#46;", line)
    return re.sub(r"^(\s*)([-+=]|\d+(?=[.)]))", _first, line)


def _protected(line: str) -> str:
    return _INLINE.sub(lambda found: _ENTITIES.get(found.group(), "\\" + found.group()), line)


def _first(found: re.Match[str]) -> str:
    mark = found.group(2)
    return found.group(1) + (f"&#{ord(mark[0])};{mark[1:]}" if mark[0] not in "-+=" else "\\" + mark)


def link(url: str | None, text: str) -> str:
    """Return a link, or the words alone where the address is not one of the web."""
    if not words.is_web(url):
        return escape(text)
    address = re.sub(r"[()\[\]|`*_~]", lambda found: f"%{ord(found.group()):02X}", visible(str(url)))
    return f"[{escape(text)}](<{address}>)"


def render(report: Report) -> str:
    """Return the report as a Markdown document that ends in a newline."""
    parts = [
        *_head(report),
        *_summary(report),
        "## Claims",
        *(part for claim in report.claims for part in _claim(claim)),
        *([] if report.claims else ["No claim was found in this article."]),
        *_sources(report),
        *_method(report),
        *_not_checked(report),
        *_corrections(report),
        *_record(report),
    ]
    return "\n\n".join(parts) + "\n"


def _head(report: Report) -> Iterator[str]:
    yield f"# {escape(report.title)}"
    by = f"Fact-check by {link(report.desk.url, report.desk.name)}" if report.desk.name else "Fact-check"
    about = [
        by,
        *map(escape, words.about(report)),
        *([link(report.article.url, "the article")] if report.article.url else []),
        *([f"verdicts up to {words.day(report.until)}"] if report.until else []),
    ]
    yield " · ".join(about)
    if report.edited:
        yield f"> **Edited since:** {report.edited} of the verdicts were given on another version of the article."
    if report.withheld:
        yield f"> {words.plural(report.withheld, 'source')} withheld."


def _summary(report: Report) -> Iterator[str]:
    yield "**" + " · ".join(f"{count} {label}" for label, count, _ in words.tiles(report)) + "**"
    if report.ratings:
        yield table(
            ("", "Rating", "Claims"),
            ((each.tone.sign, escape(each.label), str(each.count)) for each in report.ratings),
        )


def _claim(claim: ClaimReport) -> Iterator[str]:
    yield f"### {claim.number}. {claim.tone.sign} {escape(claim.headline)}: {escape(claim.claim.text)}"
    for quote in claim.read:
        yield f"> {escape(quote)}"
    if claim.outcome.stale:
        yield "**Stale:** the words of the article have changed since this was decided."
    if claim.decision:
        record = claim.decision.record
        if record.rationale:
            yield escape(record.rationale)
        public = claim.outcome.publication
        yield (
            f"*{'Adjudicated' if record.kind == 'adjudication' else 'Decided'} by {escape(record.reviewer)},"
            f" {words.day(record.recorded)}*" + (f" · {link(public.url, 'published')}" if public else "")
        )
    else:
        yield f"*{claim.why_not}*"
    if claim.cited:
        yield "\n".join(_evidence(item) for item in claim.cited)
    if claim.agreeing:
        yield "**In agreement**"
        yield "\n".join(
            f"- {escape(voice.record.reviewer)} ({words.day(voice.record.recorded)})"
            + (f": {escape(voice.record.rationale)}" if voice.record.rationale else "")
            for voice in claim.agreeing
        )
    if claim.dissent:
        yield "**Dissent**" if claim.decision else "**The verdicts**"
        yield "\n".join(
            f"- {escape(voice.record.reviewer)}: **{escape(voice.rating)}** ({words.day(voice.record.recorded)})"
            + (f": {escape(voice.record.rationale)}" if voice.record.rationale else "")
            for voice in claim.dissent
        )
    if claim.found:
        yield "Also in the desk's evidence:" if claim.cited else "Closest in the desk's evidence:"
        yield "\n".join(_evidence(item) for item in claim.found)
    if len(claim.history) > 1:
        yield "<details><summary>History</summary>"
        yield "\n".join(
            f"- {words.day(voice.record.recorded)} {escape(voice.record.reviewer)} {escape(words.event(voice))}"
            + ("" if voice.current else " (superseded)")
            for voice in claim.history
        )
        yield "</details>"


def _evidence(item: Evidence) -> str:
    head = [f"**{stance}**" for stance in words.stances(item)]
    if item.score is not None:
        head.append(f"≈ {round(item.score)}")
    if item.copies > 1:
        head.append(f"{item.copies} sources, 1 origin")
    if item.self_evidence:
        head.append("the article's own publisher")
    withheld = item.source is not None and words.is_withheld(item.source)
    where = escape(words.credit(item)) if withheld else link(item.url, words.credit(item))
    archive = item.source.archive_url if item.source else None
    if words.is_web(archive):
        where += " · " + link(archive, "archived")
    lines = [f"- {' · '.join(head)}{': ' if head else ''}“{escape(item.quote)}” — {where}"]
    lines += [
        f"  - ✗ {each.kind}: {escape(each.claim) or '(no word)'} ↔ {escape(each.passage) or '(no word)'}"
        for each in item.conflicts or ()
    ]
    return "\n".join(lines)


def _sources(report: Report) -> Iterator[str]:
    yield "## Sources"
    if not report.sources:
        yield "No source is cited."
        return
    yield f"{words.plural(len(report.sources), 'source')} from {words.plural(report.origins, 'origin')}."
    rows = []
    for each in report.sources:
        source = each.source
        name = "withheld" if words.is_withheld(source) else link(source.url, source.title or source.name)
        published = words.day(source.published) if source.published else ""
        archive = link(source.archive_url, "archived") if words.is_web(source.archive_url) else ""
        use = words.use_of(each.cited, each.found)
        rows.append((str(each.number), name, escape(source.publisher or ""), published, archive, use))
    yield table(("", "Source", "Publisher", "Published", "Archive", "Use"), rows)


def _method(report: Report) -> Iterator[str]:
    yield "## Method"
    yield escape(words.method(report))
    for scale in report.scales:
        yield f"**{escape(scale.name)}** {escape(scale.description or '')}".rstrip()
        yield "\n".join(
            f"- **{escape(rating.label)}**" + (f": {escape(rating.description)}" if rating.description else "")
            for rating in scale.ratings
        )


def _not_checked(report: Report) -> Iterator[str]:
    yield "## What was not checked, and why"
    open_ = [claim for claim in report.claims if claim.decision is None]
    lines = [f"- Claim {claim.number}: {escape(claim.claim.text)} *{claim.why_not}*" for claim in open_]
    yield "\n".join(lines) or "Every claim has a verdict."


def _corrections(report: Report) -> Iterator[str]:
    yield "## Corrections"
    lines = [
        f"- {words.day(voice.record.recorded)}: claim {number}, {escape(words.event(voice))}"
        f" by {escape(voice.record.reviewer)}"
        + (f": {escape(voice.record.rationale)}" if voice.record.rationale else "")
        for number, voice in report.corrections
    ]
    yield "\n".join(lines) or "No verdict in this report was changed or withdrawn."


def _record(report: Report) -> Iterator[str]:
    yield "## The record"
    lines = [f"- Text of the article: SHA-256 `{report.article.sha256}`"]
    lines += [
        f"- Log {escape(log.id)}: {words.plural(log.count, 'record')}, ending with `{log.head}`" for log in report.logs
    ]
    if report.models:
        lines.append(f"- Made by factkit {escape('; '.join(report.models))}")
    yield "\n".join(lines)


def table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a table; its cells are Markdown already."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
