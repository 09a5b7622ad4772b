"""A report as PDF: the page as it prints. Nothing is fetched, whatever an address says."""

from __future__ import annotations

import hashlib
from typing import Any, NoReturn

from factkit.errors import InputError
from factkit.reports.content import Report
from factkit.reports.page import page

MISSING = "a PDF report needs WeasyPrint; install it with: pip install 'factkit[pdf]'"


def render(report: Report) -> bytes:
    """Return the report as a PDF document.

    Raises:
        InputError: the extra `pdf` is not installed.
    """
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        raise InputError(MISSING) from error
    html = page(report, on_paper=True)
    document = HTML(string=html, url_fetcher=_refuse, base_url=None)
    drawn: bytes = document.write_pdf(
        pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
        pdf_tags=True,
    )
    return drawn


def _refuse(url: str, *_: Any, **__: Any) -> NoReturn:
    """Fetch nothing, neither from a network nor from a disk: a report has everything in it."""
    raise ValueError(f"not fetched: {url[:80]}")
