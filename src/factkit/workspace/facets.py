"""Facets of texts, kept: reading a text costs forty times what comparing two costs."""

from __future__ import annotations

import functools
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from factkit.model import DateMention, sha256

if TYPE_CHECKING:
    from factkit.language.facets import Facets
    from factkit.language.parser import Parser
    from factkit.store import Store

_MOST_IN_MEMORY = 4_000


@dataclass(frozen=True, slots=True)
class FacetText:
    """A text and what has to be known to read it; `days` are its date expressions, resolved already."""

    text: str
    title: str | None = None
    published: date | None = None
    days: tuple[DateMention, ...] = ()


class FacetCache:
    """Facets of texts: those met before, those that the store keeps, and the rest read now and kept."""

    def __init__(self, model: str = "", store: Store | None = None) -> None:
        self._model = model
        self._store = store
        self._met: dict[str, Facets] = {}

    def of(self, texts: Sequence[FacetText]) -> list[Facets]:
        """Return the facets of each of `texts`; what has to be read is read together."""
        keys = [self._key(text) for text in texts]
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._met}
        if missing:
            self._recall(missing)
            self._read(missing)
        found = [self._met[key] for key in keys]
        if len(self._met) > _MOST_IN_MEMORY:
            self._met.clear()
        return found

    def _key(self, text: FacetText) -> str:
        from factkit.language.facets import VERSION
        from factkit.language.parser import parser_name

        said = [
            VERSION,
            parser_name(self._model),
            text.text,
            text.title or "",
            str(text.published or ""),
            repr(text.days),
        ]
        return sha256("\0".join(said))

    @functools.cached_property
    def _parser(self) -> Parser:
        from factkit.language.parser import load_parser

        return load_parser(self._model)

    def _recall(self, missing: dict[str, FacetText]) -> None:
        from factkit.language.facets import Facets

        if self._store is None:
            return
        for key, body in self._store.facets_get(list(missing)).items():
            self._met[key] = Facets.from_json(json.loads(zlib.decompress(body)))
            del missing[key]

    def _read(self, missing: dict[str, FacetText]) -> None:
        from factkit.language.facets import facets_many

        if not missing:
            return
        texts = missing.values()
        read = facets_many(
            [text.text for text in texts],
            self._parser,
            titles=[text.title for text in texts],
            published=[text.published for text in texts],
            days=[text.days for text in texts],
        )
        new = dict(zip(missing, read, strict=True))
        self._met |= new
        if self._store is not None:
            packed = {key: zlib.compress(json.dumps(facets.to_json()).encode()) for key, facets in new.items()}
            self._store.facets_put(packed)
