"""An annotation to HTML, Markdown, JSON and the other forms that people read.

Every form is a pure function of the annotation and the desk: the same input gives the same bytes, and the only times
are those of the records. Sources marked `restricted` are withheld unless asked for. The parts are imported when they
are used, so that a report in one form does not load what another needs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from factkit.config import Desk
from factkit.errors import InputError
from factkit.model import Annotation

if TYPE_CHECKING:
    from factkit.reports.across import Overview

NO_DESK = Desk()


class Form(StrEnum):
    """What a report is written as."""

    HTML = "html"
    MARKDOWN = "markdown"
    DOCX = "docx"
    PDF = "pdf"
    CSV = "csv"
    JSON = "json"


OVERVIEW_FORMS = (Form.HTML, Form.MARKDOWN, Form.PDF, Form.CSV, Form.JSON)


def html(annotation: Annotation, *, desk: Desk = NO_DESK, include_restricted: bool = False) -> str:
    """Return the report as one HTML file with nothing to fetch; published verdicts stand in it as ClaimReview too."""
    from factkit.exchange.claimreview import CONTEXT, reviews
    from factkit.reports.content import report
    from factkit.reports.page import page

    published = reviews(annotation, desk=desk, include_restricted=include_restricted, published_only=True)
    return page(
        report(annotation, desk=desk, include_restricted=include_restricted),
        markup=[{"@context": CONTEXT} | each for each in published],
    )


def markdown(annotation: Annotation, *, desk: Desk = NO_DESK, include_restricted: bool = False) -> str:
    """Return the report as Markdown, as GitHub shows it."""
    from factkit.reports.content import report
    from factkit.reports.prose import render

    return render(report(annotation, desk=desk, include_restricted=include_restricted))


def json(annotation: Annotation, *, desk: Desk = NO_DESK, include_restricted: bool = False) -> str:
    """Return the report as a JSON document: what the other forms say, for programs."""
    from factkit.reports.content import report
    from factkit.reports.data import render

    return render(report(annotation, desk=desk, include_restricted=include_restricted))


def csv(annotation: Annotation, *, desk: Desk = NO_DESK, include_restricted: bool = False) -> str:
    """Return the report as CSV, a row a claim; no cell is taken for a formula by a spreadsheet."""
    from factkit.reports.content import report
    from factkit.reports.table import render

    return render([report(annotation, desk=desk, include_restricted=include_restricted)])


def docx(annotation: Annotation, *, desk: Desk = NO_DESK, include_restricted: bool = False) -> bytes:
    """Return the report as a Word document, with the claims as comments on the article's words."""
    from factkit.reports.content import report
    from factkit.reports.word import render

    return render(report(annotation, desk=desk, include_restricted=include_restricted))


def pdf(annotation: Annotation, *, desk: Desk = NO_DESK, include_restricted: bool = False) -> bytes:
    """Return the report as PDF; needs the extra `pdf`.

    Raises:
        InputError: WeasyPrint is not installed.
    """
    from factkit.reports.content import report
    from factkit.reports.page import page
    from factkit.reports.paper import render

    return render(page(report(annotation, desk=desk, include_restricted=include_restricted), on_paper=True))


FORMS: dict[Form, Callable[..., str | bytes]] = {
    Form.HTML: html,
    Form.MARKDOWN: markdown,
    Form.DOCX: docx,
    Form.PDF: pdf,
    Form.CSV: csv,
    Form.JSON: json,
}


def overview(
    annotations: Sequence[Annotation], form: Form, *, desk: Desk = NO_DESK, include_restricted: bool = False
) -> str | bytes:
    """Return what several articles come to together, in one of `OVERVIEW_FORMS`; CSV has a row for each claim.

    Raises:
        InputError: there is no overview in that form.
    """
    from factkit.reports.content import report

    if form not in OVERVIEW_FORMS:
        raise InputError(f"no overview as {form}; choose one of {', '.join(OVERVIEW_FORMS)}, or name one article")
    reports = [report(each, desk=desk, include_restricted=include_restricted) for each in annotations]
    if form == Form.CSV:
        from factkit.reports.table import render

        return render(reports)
    from factkit.reports.across import overview as summed

    return _overview_as(summed(reports, desk=desk), form)


def _overview_as(found: Overview, form: Form) -> str | bytes:
    from factkit.reports import across, page, paper
    from factkit.wire import dumps_pretty

    if form == Form.JSON:
        return dumps_pretty(across.to_json(found))
    if form == Form.MARKDOWN:
        return across.markdown(found)
    if form == Form.PDF:
        return paper.render(page.overview_page(found, on_paper=True))
    return page.overview_page(found)
