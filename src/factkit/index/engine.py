"""One tantivy index of passages: terms in, numbers of passages out. It knows no store and no files but its own.

Its documents are passages by number; one more, number -1, holds what the index says of itself, so that it is
committed together with the passages it speaks of.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import tantivy

from factkit.index.spelling import Spelling
from factkit.matching.frequencies import Frequencies
from factkit.matching.tokens import joined_terms
from factkit.model import Change

_STATE = -1
_PAGE = 2_000
_FRESH = 0.95
_SPELLING_OF = "spelling-of"
_BULK_BYTES, _SMALL_BYTES = 256_000_000, 16_000_000
_TERMS_AT_LEAST = 6
_POSTINGS = 3_000


class DamagedIndexError(Exception):
    """The files of an index cannot be read; whoever opened it makes a new one."""


@dataclass(frozen=True, slots=True)
class State:
    """What an index says of itself: the last change it has seen, how many passages it holds, how many terms.

    Attributes:
        highest: the highest number of a passage that it has ever held; a higher one need not be looked for.
    """

    change: int = 0
    documents: int = 0
    terms: int = 0
    highest: int = 0


class Engine:
    """A tantivy index in a folder, or in memory without one.

    Raises:
        DamagedIndexError: from every method, where the files are damaged.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._spelling: Spelling | None = None
        self._spelling_of = -1
        with _DAMAGE_NAMED:
            self._index = _new(folder) if folder is None or not _exists(folder) else tantivy.Index.open(str(folder))
            self._schema = self._index.schema
            self.refresh()

    def refresh(self) -> None:
        """Show what has been committed since, by this process or another."""
        with _DAMAGE_NAMED:
            self._index.reload()
            self._searcher = self._index.searcher()
            self._df = _DocumentFrequencies(self._searcher)
            self.state = self._read_state()

    def apply(self, chunks: Iterable[tuple[Sequence[Change], int]], *, bulk: bool = False) -> None:
        """Take in rows, each of another passage, and commit after each chunk.

        Args:
            chunks: rows, and the number of the change that has been seen with them.
            bulk: expect many rows; slower to begin, faster from there.
        """
        with _DAMAGE_NAMED:
            writer = self._index.writer(heap_size=_BULK_BYTES if bulk else _SMALL_BYTES, num_threads=1)
            try:
                for rows, change in chunks:
                    self._write(writer, rows, change)
                    writer.commit()
                    self.refresh()
            finally:
                writer.wait_merging_threads()
        self.refresh()

    def holds(self, number: int) -> bool:
        """Return whether the passage with that number is here."""
        with _DAMAGE_NAMED:
            return bool(self._searcher.doc_freq("number", number))

    def df(self, term: str) -> int:
        """Return in how many passages a term stands."""
        return self._df[term]

    def near(self, term: str) -> list[tuple[str, float]]:
        """Return terms that `term`, which stands nowhere, may be a spelling of, each with its likeness.

        What they are looked up in is made when it is first needed, and again when the index has grown by a twentieth.
        """
        with _DAMAGE_NAMED:
            return self._current_spelling().near(term)

    def prepare(self) -> None:
        """Make what misspelt terms are looked up in, so that whoever asks first need not wait for it."""
        with _DAMAGE_NAMED:
            self._current_spelling()

    def _current_spelling(self) -> Spelling:
        documents = self.state.documents
        if self._spelling is None and self._folder is not None:
            self._spelling, self._spelling_of = _saved_spelling(self._folder)
        if self._spelling is None or not documents * _FRESH <= self._spelling_of <= documents / _FRESH:
            self._spelling, self._spelling_of = Spelling.of(term for term, _ in self.terms()), documents
            if self._folder is not None:
                _save_spelling(self._folder, self._spelling, documents)
        return self._spelling

    def search(
        self, terms: Sequence[tuple[str, float]], limit: int, among: Frequencies | None = None
    ) -> list[tuple[float, int]]:
        """Return score and number of passages that hold the rarest of `terms`, the most promising first.

        Args:
            terms: different ones, each with how much a hit on it counts.
            among: the frequencies of a larger whole, by which terms are chosen and weighed, so that the scores of its
                parts can be compared; this engine's own where it is None.
        """
        rare = among.df if among else self._df.__getitem__
        known = sorted([(df, term, boost) for term, boost in terms if (df := rare(term))])
        queries: list[tuple[tantivy.Occur, tantivy.Query]] = []
        postings = 0
        for df, term, boost in known:
            postings += df
            if len(queries) >= _TERMS_AT_LEAST and postings > _POSTINGS:
                break
            query = tantivy.Query.term_query(self._schema, "terms", term, "freq")
            weight = boost * self._share(among, term) if among else boost
            if weight != 1:
                query = tantivy.Query.boost_query(query, weight)
            queries.append((tantivy.Occur.Should, query))
        if not queries:
            return []
        with _DAMAGE_NAMED:
            hits = self._searcher.search(tantivy.Query.boolean_query(queries), limit, count=False).hits
            numbers = self._numbers("number", [place for _, place in hits])
            return [(score, number) for (score, _), number in zip(hits, numbers, strict=True)]

    def _share(self, among: Frequencies, term: str) -> float:
        """Return what a term is worth in a larger whole, against what it is worth here."""
        return _idf(among.documents, among.df(term)) / _idf(self.state.documents, self.df(term))

    def terms(self) -> list[tuple[str, int]]:
        """Return every term with its document frequency, in the order of the alphabet."""
        with _DAMAGE_NAMED:
            return list(self._searcher.terms_with_prefix("terms", ""))

    def _write(self, writer: tantivy.IndexWriter, rows: Sequence[Change], change: int) -> None:
        documents, length, highest = self.state.documents, self.state.terms, self.state.highest
        for start in range(0, len(rows), _PAGE):
            more = self._write_page(writer, rows[start : start + _PAGE])
            documents, length = documents + more[0], length + more[1]
        state = State(change, documents, length, max(highest, max((row.number for row in rows), default=0)))
        writer.delete_documents_by_term("number", _STATE)
        writer.add_document(tantivy.Document(number=_STATE, length=0, state=json.dumps(asdict(state))))

    def _write_page(self, writer: tantivy.IndexWriter, page: Sequence[Change]) -> tuple[int, int]:
        documents = length = 0
        texts = joined_terms(f"{row.title} {row.text}" if row.title else row.text for row in page)
        for row, terms in zip(page, texts, strict=True):
            if row.number <= self.state.highest and self.holds(row.number):
                documents, length = documents - 1, length - self._length(row.number)
                writer.delete_documents_by_term("number", row.number)
            if row.active:
                count = terms.count(" ") + 1
                documents, length = documents + 1, length + count
                writer.add_document(tantivy.Document(number=row.number, length=count, terms=terms))
        return documents, length

    def _length(self, number: int) -> int:
        query = tantivy.Query.term_query(self._index.schema, "number", number)
        hits = self._searcher.search(query, 1, count=False).hits
        return sum(self._numbers("length", [place for _, place in hits]))

    def _numbers(self, field: str, places: list[tantivy.DocAddress]) -> list[int]:
        return [int(number or 0) for number in self._searcher.fast_field_values(field, places)]

    def _read_state(self) -> State:
        query = tantivy.Query.term_query(self._index.schema, "number", _STATE)
        hits = self._searcher.search(query, 1, count=False).hits
        if not hits:
            return State()
        return State(**json.loads(self._searcher.doc(hits[0][1])["state"][0]))


class _DocumentFrequencies(dict[str, int]):
    """In how many passages of an index each term stands; asked for once."""

    def __init__(self, searcher: tantivy.Searcher) -> None:
        self._searcher = searcher

    def __missing__(self, term: str) -> int:
        with _DAMAGE_NAMED:
            df = self[term] = self._searcher.doc_freq("terms", term)
        return df


def _idf(documents: int, df: int) -> float:
    """Return what tantivy's BM25 makes of a term's frequency."""
    return math.log(1 + (max(documents - df, 0) + 0.5) / (df + 0.5))


def _saved_spelling(folder: Path) -> tuple[Spelling | None, int]:
    try:
        return Spelling.open(folder), int((folder / _SPELLING_OF).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None, -1


def _save_spelling(folder: Path, spelling: Spelling, documents: int) -> None:
    """Write it for the next process; where that fails, or somebody else is at it, this one has it in memory."""
    with suppress(OSError):
        (folder / _SPELLING_OF).unlink(missing_ok=True)
        spelling.save(folder)
        (folder / _SPELLING_OF).write_text(str(documents), encoding="ascii")


def _exists(folder: Path) -> bool:
    return folder.is_dir() and bool(tantivy.Index.exists(str(folder)))


def _new(folder: Path | None) -> tantivy.Index:
    schema = tantivy.SchemaBuilder()
    schema.add_integer_field("number", indexed=True, fast=True)
    schema.add_integer_field("length", fast=True)
    schema.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    schema.add_text_field("state", stored=True, tokenizer_name="raw", index_option="basic")
    if folder is None:
        return tantivy.Index(schema.build())
    folder.mkdir(parents=True, exist_ok=True)
    return tantivy.Index(schema.build(), path=str(folder))


class _DamageNamed:
    """Turns what tantivy raises over its files into `DamagedIndexError`; a panic of its is no `Exception`."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        if isinstance(error, ValueError | OSError) or type(error).__name__ == "PanicException":
            raise DamagedIndexError(str(error)) from error


_DAMAGE_NAMED = _DamageNamed()
