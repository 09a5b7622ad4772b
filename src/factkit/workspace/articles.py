"""Articles and their claims: reading, splitting, keeping, and finding again what a person names."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from factkit.errors import FactkitError, InputError, StoreError
from factkit.model import Article, Claim, sha256
from factkit.workspace.opening import Workspace, find_workspace, open_store

if TYPE_CHECKING:
    from factkit.claims import Skipped
    from factkit.documents.document import LeftOut
    from factkit.store import Store

_NUMBERED = re.compile(r"(?P<article>.+)#(?P<number>[0-9]+)")


@dataclass(frozen=True, slots=True)
class Reading:
    """How articles are read.

    Attributes:
        published: takes the place of what the article says of its publication.
        fetch: read a URL from the network; otherwise one is refused.
        max_bytes: the largest input, and in JSON lines the longest line; None for the limits of the reader.
    """

    published: date | None = None
    fetch: bool = False
    max_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class SplitArticle:
    """An article with its claims, what was left out of it, and what is to be said of the reading.

    Attributes:
        skipped: stretches of its text that no claim was drawn from.
        left_out: words of the page or file that are not in its text, such as captions and navigation.
    """

    article: Article
    claims: tuple[Claim, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]
    left_out: tuple[LeftOut, ...] = ()


def read_articles(place: str, reading: Reading) -> Iterator[Article | InputError]:
    """Yield the articles at a path, a URL or "-": one, or one for each line of a batch.

    A bad line of a batch is yielded as its error, and the rest goes on.

    Raises:
        InputError: the place cannot be read at all.
    """
    for item in _read(place, reading):
        yield item if isinstance(item, InputError) else item[0]


def _read(place: str, reading: Reading) -> Iterator[tuple[Article, tuple[LeftOut, ...]] | InputError]:
    """Yield what `read_articles` does, each article with what was left out of it."""
    from factkit import documents
    from factkit.documents.jsonlines import document_from_record

    limits = documents.Limits.up_to(reading.max_bytes)
    for found in documents.read_many(place, fetch=reading.fetch, limits=limits):
        try:
            item = found.item
            document = document_from_record(item, found.place, found.line) if isinstance(item, dict) else item
            if isinstance(document, InputError):
                yield document
                continue
        except InputError as error:
            yield error
            continue
        article = document.article(document.id or made_id(place, document.url, document.text))
        yield dataclasses.replace(article, published=reading.published or article.published), document.left_out


def split_article(article: Article, model: str = "") -> SplitArticle:
    """Split an article into claims, in the order of its text."""
    from factkit.claims import split
    from factkit.language.parser import load_parser

    result = split(article, load_parser(model))
    return SplitArticle(article, result.claims, result.skipped, result.notes)


def split_and_keep(article: Article, workspace: Workspace) -> SplitArticle:
    """Split an article and keep it with its claims; the same again changes nothing.

    Returns:
        The article under the id that the store has for it, and its claims as kept: those that somebody has worked
        on stay as they are, and untouched ones of an earlier split give way to the new ones.
    """
    with open_store(workspace) as store:
        known = dataclasses.replace(article, id=_kept_id(store, article))
        result = split_article(known, workspace.config.language.model)
        store.keep_article(known)
        store.keep_claims(known.id, result.claims)
        return dataclasses.replace(result, claims=tuple(store.claims(known.id)))


def find_article(store: Store, reference: str) -> Article:
    """Return the article that a person names: by id or its unique beginning, by URL, or by the path it came from.

    Raises:
        StoreError: the store has none, or several.
    """
    try:
        return store.article(reference)
    except StoreError:
        if not (Path(reference).suffix or "/" in reference):
            raise
    try:
        return store.article(made_id(reference, None, ""))
    except StoreError as error:
        raise StoreError(f"{reference}: no such file; {error}") from error


def find_claim(store: Store, reference: str) -> Claim:
    """Return the claim that a person names: by id, its unique beginning, or as ARTICLE#N, N from 1 in text order.

    Raises:
        StoreError: the store has none, or several.
    """
    numbered = _NUMBERED.fullmatch(reference)
    if not numbered:
        return store.claim(reference)
    article = find_article(store, numbered["article"])
    claims = store.claims(article.id)
    number = int(numbered["number"])
    if not 1 <= number <= len(claims):
        raise StoreError(f"{reference}: {article.id} has {len(claims)} claims; see: factkit claim list {article.id}")
    return claims[number - 1]


def made_id(place: str, url: str | None, text: str) -> str:
    """Return an id for an article that came without one: from its URL, else its file name, else its text."""
    if url:
        name = re.sub(r"^https?://(www\.)?", "", url)
        return f"{_slug(name)[:60]}-{sha256(url)[:8]}"
    if place == "-":
        return f"stdin-{sha256(text)[:12]}"
    stem = Path(place).stem
    return _slug(stem) or f"article-{sha256(stem)[:12]}"


def _slug(text: str) -> str:
    """Return `text` as a part of an id: accents off, and everything else that an id may not have as hyphens."""
    letters = "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char))
    return re.sub(r"[^A-Za-z0-9._]+", "-", letters).strip("-._")


def _kept_id(store: Store, article: Article) -> str:
    """Return the article's own id, or the next free one where another article already has that."""
    number, candidate = 1, article.id
    while True:
        try:
            kept = store.article(candidate)
        except StoreError:
            return candidate
        if kept.id != candidate or is_version_of(kept, article):
            return candidate
        number += 1
        candidate = f"{article.id}-{number}"


def is_version_of(old: Article, new: Article) -> bool:
    """Return whether `new` is `old` after an edit: the same URL or title, or at least a third of its lines."""
    if old.sha256 == new.sha256 or (old.url and old.url == new.url) or (old.title and old.title == new.title):
        return True
    old_lines, new_lines = (set(filter(None, map(str.strip, a.text.splitlines()))) for a in (old, new))
    return len(old_lines & new_lines) * 3 >= min(len(old_lines), len(new_lines))


def split_each(
    places: Sequence[str], reading: Reading, workspace: Workspace | None, *, keep: bool = True
) -> Iterator[SplitArticle | FactkitError]:
    """Yield the articles of all places, split, in order; kept where there is a workspace and `keep` is on.

    What cannot be read is yielded as its error, and the rest goes on.
    """
    model = workspace.config.language.model if workspace else ""
    for place in places:
        try:
            for item in _read(place, reading):
                if isinstance(item, InputError):
                    yield item
                    continue
                article, left_out = item
                result = split_and_keep(article, workspace) if workspace and keep else split_article(article, model)
                yield dataclasses.replace(result, left_out=left_out)
        except FactkitError as error:
            yield error


def list_articles(folder: Path | None = None) -> list[tuple[Article, int]]:
    """Return the articles of a workspace with the number of their claims, in the order of their ids."""
    with open_store(find_workspace(folder)) as store:
        return [(article, len(store.claims(article.id))) for article in sorted(store.articles(), key=lambda a: a.id)]


def get_article(reference: str, folder: Path | None = None) -> Article:
    """Return the article that a person names."""
    with open_store(find_workspace(folder)) as store:
        return find_article(store, reference)


def remove_article(reference: str, folder: Path | None = None) -> str:
    """Remove an article with its claims, and return its id.

    Raises:
        StoreError: it is unknown, or has verdicts, which are never lost.
    """
    with open_store(find_workspace(folder)) as store:
        article = find_article(store, reference)
        if store.records(article=article.id):
            raise StoreError(f"{article.id} has verdicts, which are never removed")
        store.remove_article(article.id)
        return article.id


def list_claims(reference: str, folder: Path | None = None) -> list[Claim]:
    """Return the claims of an article, in the order of its text."""
    with open_store(find_workspace(folder)) as store:
        return store.claims(find_article(store, reference).id)


def get_claim(reference: str, folder: Path | None = None) -> Claim:
    """Return the claim that a person names."""
    with open_store(find_workspace(folder)) as store:
        return find_claim(store, reference)


def add_claim(reference: str, text: str, quote: str, folder: Path | None = None) -> Claim:
    """Keep a claim of the person's own, anchored where `quote` stands in the article.

    Raises:
        InputError: the text is empty, or the quote is not in the article or stands there more than once.
    """
    from factkit.claims.editing import claim_by_hand, unique_anchor

    with open_store(find_workspace(folder)) as store:
        article = find_article(store, reference)
        claim = claim_by_hand(article, text, [unique_anchor(article, quote)])
        store.edit_claims(article.id, added=[claim], dropped=[])
        return claim


def edit_claim(reference: str, text: str, folder: Path | None = None) -> Claim:
    """Reword a claim: a new one with the same anchors takes its place and names it."""
    from factkit.claims.editing import claim_by_hand

    with open_store(find_workspace(folder)) as store:
        old = find_claim(store, reference)
        new = claim_by_hand(store.article(old.article), text, old.anchors, replaces=(old.id,))
        store.edit_claims(old.article, added=[new], dropped=[old.id])
        return new


def drop_claim(reference: str, folder: Path | None = None) -> str:
    """Drop a claim, and return its id; it stays in the record."""
    with open_store(find_workspace(folder)) as store:
        claim = find_claim(store, reference)
        store.edit_claims(claim.article, added=[], dropped=[claim.id])
        return claim.id
