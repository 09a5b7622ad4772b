"""Two versions of a text, sentence by sentence: what stayed, what moved, what was edited, what is gone.

Sentences that are the same are matched in order first; only what lies between two of them is compared by its letters.
So a sentence is never taken for the edited form of one from elsewhere, however alike the two look.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from rapidfuzz.distance import Indel

from factkit.model import Span

SIMILAR = 0.6
"""From here on, a sentence in the place of another one is its edited form."""
CLEARLY = 0.1
"""By so much the best candidate must be more similar than the next one."""
_SENTENCE = re.compile(r"\S(?:[^\n]*?[.!?][\"'”’»)\]]*(?=\s|$)|[^\n]*)")
_WORD = re.compile(r"\w+(?:[.,'’-]\w+)*|[^\w\s]")
_NAME = re.compile(r"(?<=[\w,;:] )[A-Z][\w'’-]+")


class State(StrEnum):
    """What became of words, from the best to the worst."""

    UNCHANGED = "unchanged"
    MOVED = "moved"
    EDITED = "edited"
    AMBIGUOUS = "ambiguous"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a stretch of the older text.

    Attributes:
        place: where it is now; None where that is ambiguous or it is gone.
        candidates: places that it may have become, where a person must choose.
        around_edited: the words are the same, and the sentence around them is not.
    """

    state: State
    place: Span | None = None
    candidates: tuple[Span, ...] = ()
    around_edited: bool = False


class Alignment:
    """An older and a newer version of a text."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self._a = [found.span() for found in _SENTENCE.finditer(old)]
        self._b = [found.span() for found in _SENTENCE.finditer(new)]
        self._starts, self._ends = [start for start, _ in self._a], [end for _, end in self._a]
        self._old_sentences = [old[slice(*span)] for span in self._a]
        self._new_sentences = [new[slice(*span)] for span in self._b]
        self._before, self._after = _Sentences(self._old_sentences), _Sentences(self._new_sentences)
        self._to = dict(_same_in_order(self._old_sentences, self._new_sentences))
        self._taken = set(self._to.values())

    def fate(self, start: int, end: int) -> Fate:
        """Return what became of `old[start:end]`, with the sentences that it is in."""
        first = bisect.bisect_right(self._ends, start)
        last = bisect.bisect_left(self._starts, end) - 1
        if first > last:
            return Fate(State.GONE)
        whole = self._whole(first, last)
        if isinstance(whole, Fate):
            return whole
        if whole is not None:
            moved = whole - self._a[first][0]
            state = State.MOVED if moved else State.UNCHANGED
            return Fate(state, (start + moved, end + moved))
        return self._edited(first, last, start, end)

    def _whole(self, first: int, last: int) -> Fate | int | None:
        """Return where the unchanged sentences start now; None where they are not there as they were."""
        run = self._old_sentences[first : last + 1]
        before, after = self._before.places(run), self._after.places(run)
        if not after or not self._same_between(first, last, after[0]):
            return None
        if len(before) == len(after) == 1:
            return self._b[after[0]][0]
        here = self._to.get(first)
        if here is not None and self._in_place(first, last, len(before) == len(after)):
            return self._b[here][0]
        return Fate(State.AMBIGUOUS, candidates=tuple(self._span((at, at + len(run))) for at in after))

    def _same_between(self, first: int, last: int, there: int) -> bool:
        """Return whether the white space between the sentences is the same, too."""
        old = self.old[self._a[first][0] : self._a[last][1]]
        return old == self.new[slice(*self._span((there, there + last - first + 1)))]

    def _in_place(self, first: int, last: int, as_many: bool) -> bool:
        """Return whether sentences with copies are told apart by their neighbours: by one if no copy came or went."""
        here, there = self._to[first], self._to.get(last)
        if there is None or there - here != last - first:
            return False
        ahead = self._to.get(first - 1) == here - 1 if first else here == 0
        behind = self._to.get(last + 1) == there + 1 if last + 1 < len(self._a) else there + 1 == len(self._b)
        return (ahead or behind) if as_many else (ahead and behind)

    def _edited(self, first: int, last: int, start: int, end: int) -> Fate:
        low, high = self._gap(first, last)
        text = self.old[self._a[first][0] : self._a[last][1]]
        scored = sorted(
            ((self._similarity(text, run, first, last), run) for run in self._runs(low, high, last - first + 1)),
            key=lambda pair: (-pair[0], pair[1]),
        )
        if not scored or scored[0][0] < SIMILAR:
            return Fate(State.GONE, candidates=self._look_alikes(text))
        best, run = scored[0]
        place = self._span(run)
        rivals = [other for score, other in scored if best - score < CLEARLY and not _overlap(run, other)]
        if rivals:
            return Fate(State.AMBIGUOUS, candidates=(place, *map(self._span, rivals[:3])))
        if _other_names(text, self.new[slice(*place)]):
            return Fate(State.GONE, candidates=(place,))
        within = _carried(self.old, (self._a[first][0], self._a[last][1]), self.new, place, (start, end))
        if within is None:
            return Fate(State.GONE, candidates=(place,))
        same = self.old[start:end] == self.new[slice(*within)]
        return Fate(State.EDITED, within, around_edited=same)

    def _gap(self, first: int, last: int) -> Span:
        """Return the new sentences between the nearest same ones before and behind, end exclusive."""
        before = next((self._to[at] for at in range(first - 1, -1, -1) if at in self._to), -1)
        behind = next((self._to[at] for at in range(last + 1, len(self._a)) if at in self._to), len(self._b))
        return before + 1, behind

    def _runs(self, low: int, high: int, length: int) -> Iterator[Span]:
        """Yield stretches of new sentences that could be the edited form: a sentence may have been split or joined."""
        for start in range(low, high):
            for end in range(start + 1, min(high, start + length + 2) + 1):
                if not any(at in self._taken for at in range(start, end)):
                    yield start, end

    def _similarity(self, text: str, run: Span, first: int, last: int) -> float:
        """Return how alike they are, 0 to 1; 0 where a new sentence is closer to another old one that is not there."""
        there = self.new[slice(*self._span(run))]
        own: float = Indel.normalized_similarity(text, there, score_cutoff=SIMILAR)
        if not own:
            return 0.0
        others = (at for at in self._lost if not first <= at <= last)
        if any(Indel.normalized_similarity(self._old_sentences[at], there, score_cutoff=own) > own for at in others):
            return 0.0
        return own

    @cached_property
    def _lost(self) -> list[int]:
        return [at for at in range(len(self._a)) if at not in self._to]

    def _look_alikes(self, text: str) -> tuple[Span, ...]:
        free = [at for at in range(len(self._b)) if at not in self._taken]
        alike = ((Indel.normalized_similarity(text, self._new_sentences[at], score_cutoff=SIMILAR), at) for at in free)
        return tuple(self._b[at] for score, at in sorted(alike, reverse=True)[:1] if score)

    def _span(self, run: Span) -> Span:
        return self._b[run[0]][0], self._b[run[1] - 1][1]


class _Sentences:
    """Sentences in order, found by their text."""

    def __init__(self, sentences: Sequence[str]) -> None:
        self._all = sentences
        self._at: dict[str, list[int]] = {}
        for place, sentence in enumerate(sentences):
            self._at.setdefault(sentence, []).append(place)

    def places(self, run: Sequence[str]) -> list[int]:
        """Return where these sentences follow one another."""
        return [at for at in self._at.get(run[0], ()) if list(self._all[at : at + len(run)]) == list(run)]


def word_changes(old: str, new: str) -> list[tuple[str, str]]:
    """Return the words that differ, as (before, after), in order; "" on the side that has none."""
    a, b = _words(old), _words(new)
    changes = []
    for tag, a_start, a_end, b_start, b_end in _opcodes([old[slice(*s)] for s in a], [new[slice(*s)] for s in b]):
        if tag != "equal":
            changes.append((_text(old, a[a_start:a_end]), _text(new, b[b_start:b_end])))
    return changes


def _carried(old: str, region: Span, new: str, into: Span, part: Span) -> Span | None:
    """Return where `part` of a region went when the region became `into`, word by word; None if none of it is left."""
    a = [(start + region[0], end + region[0]) for start, end in _words(old[slice(*region)])]
    b = [(start + into[0], end + into[0]) for start, end in _words(new[slice(*into)])]
    first = next((at for at, (_, end) in enumerate(a) if end > part[0]), len(a))
    last = next((at for at, (start, _) in enumerate(a) if start >= part[1]), len(a))
    taken: list[int] = []
    kept = 0
    for tag, a_start, a_end, b_start, b_end in _opcodes([old[slice(*s)] for s in a], [new[slice(*s)] for s in b]):
        low, high = max(a_start, first), min(a_end, last)
        if tag == "equal" and low < high:
            kept += high - low
            taken += range(b_start + low - a_start, b_start + high - a_start)
        elif tag != "equal" and (low < high or (a_start == a_end and first < a_start < last)):
            taken += range(b_start, b_end)
    if not taken:
        return None
    return b[min(taken)][0], b[max(taken)][1]


def _same_in_order(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    for tag, a_start, a_end, b_start, _ in _opcodes(old, new):
        if tag == "equal":
            yield from zip(range(a_start, a_end), range(b_start, b_start + a_end - a_start), strict=True)


def _opcodes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """Return how to make `new` from `old`, as difflib says it, replacements joined."""
    ids: dict[str, int] = {}
    a, b = ([ids.setdefault(item, len(ids)) for item in items] for items in (old, new))
    joined: list[tuple[str, int, int, int, int]] = []
    for code in Indel.opcodes(a, b):
        tag = "equal" if code.tag == "equal" else "replace"
        if joined and tag == joined[-1][0] == "replace":
            _, a_start, _, b_start, _ = joined[-1]
            joined[-1] = (tag, a_start, code.src_end, b_start, code.dest_end)
        else:
            joined.append((tag, code.src_start, code.src_end, code.dest_start, code.dest_end))
    return joined


def _words(text: str) -> list[Span]:
    return [found.span() for found in _WORD.finditer(text)]


def _text(text: str, words: Sequence[Span]) -> str:
    return text[words[0][0] : words[-1][1]] if words else ""


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _other_names(old: str, new: str) -> bool:
    """Return whether both speak of names and share none, not even misspelt: a look-alike about somebody else."""
    before, after = set(_NAME.findall(old)), set(_NAME.findall(new))
    if not before or not after or before & after:
        return False
    return not any(Indel.normalized_similarity(a, b) >= 0.75 for a in before for b in after)
