"""An Atom feed (RFC 4287) of published verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from factkit.config import Desk
from factkit.display import for_xml, one_line
from factkit.exchange.incoming import EPOCH
from factkit.exchange.outgoing import View
from factkit.model import Annotation, Claim, Record, sha256
from factkit.verdicts.outcome import Outcome
from factkit.wire import time_to_json

NAMESPACE = "http://www.w3.org/2005/Atom"


def dumps(annotations: Sequence[Annotation], *, desk: Desk, include_restricted: bool = False) -> str:
    """Return the feed, newest first; what is not published, or was taken back, is not in it."""
    found: list[tuple[View, Claim, Outcome, Record]] = []
    for annotation in annotations:
        view = View(annotation, include_restricted=include_restricted)
        for claim in annotation.claims:
            outcome = view.outcome(claim)
            if outcome.publication and outcome.decision:
                found.append((view, claim, outcome, outcome.publication))
    found.sort(key=lambda each: (each[3].recorded, each[3].id), reverse=True)
    feed = Element("feed", xmlns=NAMESPACE)
    name = desk.name or "factkit"
    _add(feed, "id", desk.url or f"urn:sha256:{sha256(name)}")
    _add(feed, "title", f"Fact-checks by {name}")
    _add(feed, "updated", time_to_json(max((_updated(each[2]) for each in found), default=EPOCH)))
    _add(SubElement(feed, "author"), "name", name)
    if desk.url:
        SubElement(feed, "link", rel="alternate", href=desk.url)
    _add(feed, "generator", "factkit")
    for view, claim, outcome, publication in found:
        _entry(feed, view, claim, outcome, publication)
    indent(feed)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(feed, encoding="unicode") + "\n"


def _entry(feed: Element, view: View, claim: Claim, outcome: Outcome, publication: Record) -> None:
    decision = outcome.decision or publication
    article, label = view.annotation.article, view.rating(decision).label
    entry = SubElement(feed, "entry")
    _add(entry, "id", f"urn:uuid:{publication.id}")
    _add(entry, "title", f"{label}: {claim.text}")
    _add(entry, "published", time_to_json(publication.recorded))
    _add(entry, "updated", time_to_json(_updated(outcome)))
    if publication.url:
        SubElement(entry, "link", rel="alternate", href=publication.url)
    if article.url and article.url.startswith(("http://", "https://")):
        SubElement(
            entry, "link", rel="related", href=article.url, title=for_xml(one_line(article.title or article.url))
        )
    SubElement(entry, "category", term=for_xml(decision.rating or ""), label=for_xml(label))
    _add(entry, "summary", decision.rationale or f"{label}: {claim.text}")


def _updated(outcome: Outcome) -> datetime:
    return max(record.recorded for record in (outcome.decision, outcome.publication) if record)


def _add(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = for_xml(text)
