"""The index of a store's passages: it catches up, proposes candidates, and can be deleted at any time.

In its folder: `current.json` (which store, which generation), `lock` (one writer at a time), and the folder of the
generation. A generation is never repaired: where it is damaged or of another version, the next one is begun.

A commit takes a tenth of a second however little is in it. So a few new passages are not written: whoever looks reads
them into memory, and they are committed when there are more of them. What is found, and how, is the same both ways.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from factkit.errors import StoreError
from factkit.files import write_text
from factkit.index.engine import DamagedIndexError, Engine
from factkit.index.lock import locked
from factkit.index.rows import Rows
from factkit.matching.frequencies import Frequencies
from factkit.matching.tokens import terms
from factkit.matching.vocabulary import has_spellings
from factkit.model import Change

VERSION = 2
WAIT_SECONDS = 5.0
_BULK_ROWS = 5_000
_CHUNK = 100_000
_SCANNED_ROWS = 20_000
_TAIL_ROWS = 200
_EXACT_DOCUMENTS = 50_000


class Index:
    """A cache of a store's passages in a folder; `open` and `in_memory` make one.

    It never fails for what its files are: whatever cannot be read is made again from the store.
    """

    def __init__(self, folder: Path | None, engine: Engine | None) -> None:
        self._folder = folder
        self._engine = engine
        self._unindexed: Engine | None = None
        self._changed: frozenset[int] = frozenset()
        self._generation = ""
        self._store = ""
        self._rows: Rows | None = None

    @classmethod
    def open(cls, folder: Path | str) -> Index:
        """Return the index in `folder`; there need not be one. It finds nothing before it has caught up."""
        index = cls(Path(folder), None)
        index._open_current()
        return index

    @classmethod
    def in_memory(cls, rows: Iterable[Change]) -> Index:
        """Return an index of `rows` that needs no store and no files."""
        engine = Engine()
        engine.apply([(list(rows), 0)])
        return cls(None, engine)

    @property
    def documents(self) -> int:
        """How many passages it holds."""
        return sum(engine.state.documents for engine in self._engines())

    @property
    def change(self) -> int:
        """The number of the last change that it has on disk; 0 where it has none."""
        return self._engine.state.change if self._engine else 0

    def catch_up(self, store: Rows, *, wait_seconds: float = WAIT_SECONDS) -> None:
        """Take in what has changed in the store; a few new passages are kept in memory only.

        Where another process is writing and does not finish in time, what is not indexed yet is scanned instead, the
        latest 20,000 passages at most.

        Raises:
            StoreError: the index cannot be written.
        """
        self._rows = store
        with _refusals_named(self._folder):
            try:
                self._catch_up(store, wait_seconds)
            except DamagedIndexError:
                self._discard()
                self._catch_up(store, wait_seconds)

    def prepare(self) -> None:
        """Make now, after many passages came in, what the first misspelt word would wait for."""
        if self._engine:
            self._engine.prepare()

    def candidates(self, text: str, limit: int) -> list[int]:
        """Return the numbers of at most `limit` passages that share the rarest words of `text`, the best first."""
        try:
            return self._candidates(text, limit)
        except DamagedIndexError:
            if self._rows is None:
                raise
            with _refusals_named(self._folder):
                self._discard()
            self.catch_up(self._rows)
            return self._candidates(text, limit)

    def frequencies(self) -> Frequencies:
        """Return those of the passages that it holds."""
        engines = self._engines()
        if not (documents := self.documents):
            return Frequencies(0, lambda _: 0, 27.0)
        mean_length = sum(engine.state.terms for engine in engines) / documents
        return Frequencies(documents, _df(engines), mean_length)

    def _engines(self) -> list[Engine]:
        return [engine for engine in (self._engine, self._unindexed) if engine]

    def _candidates(self, text: str, limit: int) -> list[int]:
        engines = self._engines()
        wanted = _with_spellings(engines, terms(text))
        if self._unindexed is None:
            return [number for engine in engines for _, number in engine.search(wanted, limit)]
        whole = self.frequencies()
        hits = self._unindexed.search(wanted, limit, whole)
        if self._engine:
            older = self._engine.search(wanted, limit, whole)
            hits += [(score, number) for score, number in older if number not in self._changed]
        return [number for _, number in sorted(hits, key=lambda hit: -hit[0])[:limit]]

    def _catch_up(self, store: Rows, wait_seconds: float) -> None:
        assert self._folder is not None, "an index in memory has no store to catch up with"
        self._unindexed, self._changed = None, frozenset()
        self._open_current()
        if self._is_current(store) or self._scan_tail(store):
            return
        self._folder.mkdir(parents=True, exist_ok=True)
        with locked(self._folder / "lock", wait_seconds) as had:
            self._open_current()
            if had:
                self._take_in(store)
            elif not self._is_current(store):
                self._scan(store)

    def _is_current(self, store: Rows) -> bool:
        return self._engine is not None and self._store == store.id and self._engine.state.change == store.last_change()

    def _open_current(self) -> None:
        """Open the generation that `current.json` names, or none where that cannot be read."""
        assert self._folder is not None
        try:
            current = json.loads((self._folder / "current.json").read_text(encoding="utf-8"))
            generation, store, version = current["generation"], current["store"], current["version"]
            if version != VERSION or Path(generation).name != generation:
                raise ValueError(version)
            if self._engine is None or generation != self._generation:
                if not (self._folder / generation / "meta.json").exists():
                    raise ValueError(generation)
                self._engine = Engine(self._folder / generation)
            else:
                self._engine.refresh()
            self._generation, self._store = generation, store
        except (OSError, ValueError, KeyError, TypeError, DamagedIndexError):
            self._engine, self._generation, self._store = None, "", ""

    def _take_in(self, store: Rows) -> None:
        """Write what is missing; under the lock."""
        last = store.last_change()
        if self._engine is None or self._store != store.id or self._engine.state.change > last:
            self._begin(store)
        assert self._engine is not None
        if self._must_begin_again(store):
            self._begin(store)
        seen = self._engine.state.change
        self._engine.apply(_chunks(store, seen, last), bulk=last - seen > _BULK_ROWS)

    def _must_begin_again(self, store: Rows) -> bool:
        """Whether a small index has seen passages change: what is deleted still counts in its frequencies."""
        engine = self._engine
        if engine is None or not 0 < engine.state.documents <= _EXACT_DOCUMENTS:
            return False
        return any(engine.holds(row.number) for row in store.changes(engine.state.change, _EXACT_DOCUMENTS))

    def _begin(self, store: Rows) -> None:
        """Start an empty generation and make it the current one."""
        assert self._folder is not None
        for old in self._folder.iterdir():
            if old.is_dir():
                shutil.rmtree(old, ignore_errors=True)
        number = 1
        while (self._folder / f"{number}").exists():
            number += 1
        self._engine = Engine(self._folder / f"{number}")
        self._generation, self._store = f"{number}", store.id
        current = {"version": VERSION, "store": store.id, "generation": self._generation}
        write_text(self._folder / "current.json", json.dumps(current) + "\n")

    def _discard(self) -> None:
        """Forget the current generation, whose files are damaged."""
        assert self._folder is not None
        self._engine, self._generation = None, ""
        (self._folder / "current.json").unlink(missing_ok=True)

    def _scan_tail(self, store: Rows) -> bool:
        """Read a few new passages into memory; False where there are many, or one that is indexed has changed."""
        engine = self._engine
        if engine is None or self._store != store.id or not engine.state.documents:
            return False
        last = store.last_change()
        if not 0 < last - engine.state.change <= _TAIL_ROWS:
            return False
        rows = [row for row in store.changes(engine.state.change, _TAIL_ROWS) if row.change <= last]
        if any(engine.holds(row.number) for row in rows):
            return False
        self._hold(rows)
        return True

    def _scan(self, store: Rows) -> None:
        seen = self._engine.state.change if self._engine and self._store == store.id else 0
        self._hold(list(store.changes(max(seen, store.last_change() - _SCANNED_ROWS), _SCANNED_ROWS)))

    def _hold(self, rows: list[Change]) -> None:
        self._unindexed = Engine()
        self._unindexed.apply([(rows, 0)])
        self._changed = frozenset(row.number for row in rows)


@contextmanager
def _refusals_named(folder: Path | None) -> Iterator[None]:
    """Say what is wrong where the disk is full or the folder not ours; a new index that is damaged has met the same."""
    try:
        yield
    except (OSError, DamagedIndexError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise StoreError(f"{folder}: the search index cannot be written: {said}; make room or allow it") from error


def _chunks(store: Rows, after: int, last: int) -> Iterator[tuple[list[Change], int]]:
    """Yield the changes after `after` up to `last`, each chunk with the number that it reaches.

    A passage that changes meanwhile has a later number than `last` and is left for the next time, so that none
    comes twice.
    """
    while after < last:
        rows = list(store.changes(after, _CHUNK))
        after = rows[-1].change if len(rows) == _CHUNK else last
        yield [row for row in rows if row.change <= last], min(after, last)


def _df(engines: Sequence[Engine]) -> Callable[[str], int]:
    """Return what tells in how many passages of all engines a term stands."""
    if len(engines) == 1:
        return engines[0].df
    return lambda term: sum(engine.df(term) for engine in engines)


def _with_spellings(engines: Sequence[Engine], terms: Iterable[str]) -> list[tuple[str, float]]:
    """Return terms, and those that a term which no engine knows may be a spelling of, each with its likeness."""
    wanted = dict.fromkeys(terms, 1.0)
    df = _df(engines)
    unknown = [term for term in wanted if not df(term)]
    for term in filter(has_spellings, unknown):
        for engine in engines:
            for other, likeness in engine.near(term):
                wanted.setdefault(other, likeness)
    return list(wanted.items())
