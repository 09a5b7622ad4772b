"""What a reader gives back: the text of a file or page and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from factkit.errors import InputError
from factkit.model import Article, SourceKind, Span
from factkit.wire import date_or_time_to_json, time_to_json


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a document's text with its place in the original: "p. 3", "sheet 2"."""

    start: int
    end: int
    locator: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words of the original that are not in the text, and why: "caption", "boilerplate"."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file, page or record, and what it says of itself.

    Attributes:
        place: the path or URL that was asked for; "<stdin>" for standard input.
        format: which reader read it: "text", "markdown", "html", "pdf", "docx", "claimreview", "feed", "table", "json".
        raw: the bytes as read; `sha256` is theirs.
        segments: stretches with a place of their own, in the order of the text; empty where the format has none.
        left_out: what was taken for something other than the document's own text.
        id: the id that it came with.
        rating, rating_scale: of an earlier fact-check, in its publisher's words.
    """

    place: str
    text: str
    format: str
    sha256: str
    raw: bytes = b""
    title: str | None = None
    url: str | None = None
    final_url: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: datetime | date | None = None
    retrieved: datetime | None = None
    language: str | None = None
    license: str | None = None
    kind: SourceKind = SourceKind.TEXT
    rating: str | None = None
    rating_scale: str | None = None
    id: str | None = None
    segments: tuple[Segment, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    def record(self) -> dict[str, Any]:
        """Return it as a record of evidence: the keys of `schemas/v1/evidence.json`, only those that are known."""
        fields = {
            "id": self.id,
            "text": self.text,
            "title": self.title,
            "url": self.url,
            "final_url": self.final_url,
            "publisher": self.publisher,
            "published": date_or_time_to_json(self.published) if self.published else None,
            "retrieved": time_to_json(self.retrieved) if self.retrieved else None,
            "kind": self.kind.value,
            "language": self.language,
            "license": self.license,
            "rating": self.rating,
            "rating_scale": self.rating_scale,
        }
        return {key: value for key, value in fields.items() if value is not None}

    def article(self, id: str) -> Article:
        """Return it as an article with that id."""
        published = self.published.date() if isinstance(self.published, datetime) else self.published
        return Article(
            id=id,
            text=self.text,
            title=self.title,
            url=self.url,
            publisher=self.publisher,
            byline=self.byline,
            published=published,
            language=self.language,
        )

    def locator(self, span: Span) -> str | None:
        """Return where a stretch of the text begins in the original; None where the format has no places."""
        return next((part.locator for part in self.segments if part.start <= span[0] < part.end), None)


class Found(NamedTuple):
    """One thing found in a container: a document, a record as it stands, or the error in its place.

    `line` counts from 1 where the container has lines.
    """

    place: str
    line: int | None
    item: Document | dict[str, Any] | InputError
