"""An annotation to HTML, Markdown, JSON and the other forms that people read.

Every form is a pure function of the annotation and the desk: the same input gives the same bytes, and the only times
are those of the records. Sources marked `restricted` are withheld unless asked for.
"""

from __future__ import annotations

from factkit.config import Desk
from factkit.model import Annotation

NO_DESK = Desk()


def html(annotation: Annotation, *, desk: Desk = NO_DESK, include_restricted: bool = False) -> str:
    """Return the report as one HTML file, with nothing to fetch; published verdicts stand in it as ClaimReview too."""
    from factkit.reports.content import report
    from factkit.reports.page import page

    return page(report(annotation, desk=desk, include_restricted=include_restricted))


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

    return render(report(annotation, desk=desk, include_restricted=include_restricted))


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
    from factkit.reports.paper import render

    return render(report(annotation, desk=desk, include_restricted=include_restricted))
