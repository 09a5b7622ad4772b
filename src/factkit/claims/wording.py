"""The words of a sentence with the classes that they belong to, and its clauses: what check-worthiness is read from.

No parse: a claim is only a piece of a parsed sentence. Words are looked up once each, in lists that are data
(`data/cues.tsv`, `data/wording.tsv`), and a clause is what stands between two joints: a comma, "and", "that".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from factkit.language.wordlists import rows

PACKAGE = "factkit.claims"
_TOKEN = re.compile(
    r"[A-Za-z]+?(?=n['\u2019]t\b)|n['\u2019]t\b|['\u2019](?:s|re|m|ve|ll|d)\b|[A-Za-z]+|\d[\d,.]*|--|[,;:()\"\u201c\u201d\u2013\u2014]"
)
_SIGNS = frozenset((*',;:()"\u201c\u201d\u2013\u2014', "--"))
_NO_CLASSES: frozenset[str] = frozenset()


class Word(NamedTuple):
    """A word or sign of a sentence, in lower case, with the classes of the lists that it is in."""

    lower: str
    written: str
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists, by their names: whole words, beginnings of words, and phrases by their first word."""

    whole: Mapping[str, frozenset[str]]
    beginnings: Sequence[tuple[str, str]]
    phrases: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]

    @classmethod
    def of(cls, lists: Mapping[str, Sequence[str]]) -> Lexicon:
        """Build a lexicon of lists as the data files write them."""
        whole: dict[str, set[str]] = {}
        beginnings: list[tuple[str, str]] = []
        phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for name, cues in lists.items():
            for cue in cues:
                parts = tuple(lower for lower, _ in _tokens(cue.replace("_", " ")))
                if cue.endswith("*"):
                    beginnings.append((cue[:-1], name))
                elif len(parts) == 1:
                    whole.setdefault(parts[0], set()).add(name)
                else:
                    phrases.setdefault(parts[0], []).append((parts[1:], name))
        return cls({word: frozenset(names) for word, names in whole.items()}, beginnings, phrases)

    def classes(self, word: str) -> frozenset[str]:
        """Return the names of the lists that have a word of its own."""
        begun = [name for beginning, name in self.beginnings if word.startswith(beginning)]
        return self.whole.get(word, _NO_CLASSES).union(begun)


@cache
def lexicon(name: str) -> Lexicon:
    """Return the lists of a data file as a lexicon."""
    return Lexicon.of({row[0]: row[1].split() for row in rows(name, PACKAGE)})


def list_names(name: str) -> tuple[str, ...]:
    """Return the names of the lists of a data file, in its order."""
    return tuple(row[0] for row in rows(name, PACKAGE))


def read(text: str) -> tuple[Word, ...]:
    """Return the words and the signs that part clauses."""
    tokens = list(_tokens(text))
    lowers = [lower for lower, _ in tokens]
    return tuple(
        Word(
            lower, written, _classes(lower).union(_phrases(lowers, at)) if lower in _first_words() else _classes(lower)
        )
        for at, (lower, written) in enumerate(tokens)
    )


def clauses(words: Sequence[Word]) -> Iterator[tuple[str, Sequence[Word]]]:
    """Yield what stands between two joints, and the joint before it ("" for none); single words are no clause."""
    start, joint = 0, ""
    for at, word in enumerate(words):
        if word.lower in _SIGNS or "joint" in word.classes:
            if at - start > 1:
                yield joint, words[start:at]
            start, joint = at + 1, word.lower
    if len(words) - start > 1:
        yield joint, words[start:]


def _tokens(text: str) -> Iterator[tuple[str, str]]:
    for match in _TOKEN.finditer(text):
        written = match.group()
        lower = written.lower().replace("\u2019", "'")
        yield ("not" if lower == "n't" else lower), written


@lru_cache(maxsize=20_000)
def _classes(lower: str) -> frozenset[str]:
    found = lexicon("cues.tsv").classes(lower) | lexicon("wording.tsv").classes(lower)
    regular = lower.endswith("ed") and len(lower) > 3
    if (regular or lower in _irregular("past") or "irregular past" in found) and "not past" not in found:
        found |= {"past"}
    return found | {"participle"} if regular or lower in _irregular("participle") or lower.endswith("en") else found


@cache
def _irregular(form: str) -> frozenset[str]:
    column = {"past": 1, "participle": 2}[form]
    return frozenset(form for row in rows("irregular_verbs.tsv", PACKAGE) for form in row[column : column + 1])


@cache
def _first_words() -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
    cues, others = lexicon("cues.tsv").phrases, lexicon("wording.tsv").phrases
    return {word: (*cues.get(word, ()), *others.get(word, ())) for word in {*cues, *others}}


def _phrases(lowers: Sequence[str], at: int) -> Iterator[str]:
    for rest, name in _first_words()[lowers[at]]:
        if tuple(lowers[at + 1 : at + 1 + len(rest)]) == rest:
            yield name
