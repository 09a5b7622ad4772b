"""Forms of English verbs and nouns, for the few words that a claim needs and the article has in another form."""

from __future__ import annotations

import re
from functools import cache

from factkit.language.wordlists import rows

_VOWELS = "aeiou"
_DOUBLED = re.compile(rf"[^{_VOWELS}][{_VOWELS}][bdgklmnprt]$")
_UNSTRESSED = ("er", "en", "on", "or", "it", "et", "el", "op", "om", "ar", "in", "an", "al", "at")
_PREFIXES = ("over", "under", "out", "with", "fore", "mis")
_SIBILANT = ("s", "x", "z", "ch", "sh", "o")


def past(lemma: str) -> str:
    """Return the past tense of a verb: label -> labeled, say -> said."""
    if lemma in _irregular():
        return _irregular()[lemma]
    for prefix in _PREFIXES:
        if lemma.startswith(prefix) and lemma[len(prefix) :] in _irregular():
            return prefix + _irregular()[lemma[len(prefix) :]]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    if _DOUBLED.search(lemma) and (len(lemma) <= 4 or not lemma.endswith(_UNSTRESSED)):
        return lemma + lemma[-1] + "ed"
    return lemma + "ed"


def is_plainly_past(word: str, lemma: str) -> bool:
    """Say whether a form is the past tense and cannot be the participle: went, became; not sold, ended."""
    cells = _table().get(lemma)
    return cells is not None and len(cells) > 1 and word == cells[0] != cells[1]


def present(lemma: str) -> str:
    """Return the third person singular of a verb: claim -> claims, have -> has."""
    if lemma in {"be", "have"}:
        return {"be": "is", "have": "has"}[lemma]
    if lemma.endswith(_SIBILANT):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + "s"


@cache
def _irregular() -> dict[str, str]:
    return {lemma: cells[0] for lemma, cells in _table().items()}


@cache
def _table() -> dict[str, list[str]]:
    return {cells[0]: list(cells[1:]) for cells in rows("irregular_verbs.tsv", "factkit.claims")}
