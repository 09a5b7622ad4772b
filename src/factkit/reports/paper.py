"""A report as PDF: the page as it prints. Nothing is fetched, whatever an address says."""

from __future__ import annotations

import hashlib
from typing import Any, NoReturn

from factkit.errors import InputError

MISSING = "a PDF report needs WeasyPrint; install it with: pip install 'factkit[pdf]'"


def render(html: str) -> bytes:
    """Return a page as a PDF document.

    Args:
        html: drawn for paper.

    Raises:
        InputError: the extra `pdf` is not installed.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as error:
        raise InputError(MISSING) from error
    document = HTML(string=html, url_fetcher=_refusing(URLFetcher)(), base_url=None)
    drawn: bytes = document.write_pdf(
        pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
        pdf_tags=True,
    )
    return drawn


def _refusing(fetcher: type[Any]) -> type[Any]:
    """Return a fetcher of nothing, neither from a network nor from a disk: a report has everything in it."""

    class Refusing(fetcher):  # type: ignore[misc]
        def fetch(self, url: str, _headers: Any = None) -> NoReturn:
            raise ValueError(f"not fetched: {url[:80]}")

    return Refusing
