"""What a text says there is evidence for, and what it says there is none for: "no proof that", "a consensus that"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from factkit.language import vocabulary
from factkit.language.facets.arguments import Token, base
from factkit.language.facets.denials import lacking
from factkit.language.facets.reality import is_real
from factkit.language.facets.slots import verb_above
from factkit.language.wordlists import words

_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_DENYING = frozenset({"no", "not", "n't", "never", "neither", "nor", "without"})


@dataclass(frozen=True, slots=True)
class Grounds:
    """Evidence, or the lack of it.

    Attributes:
        start, end: of the word for it.
        given: the text says that there is some; else that there is none.
        words: of what it is for, in base form.
        names: those of them that are proper names.
    """

    start: int
    end: int
    given: bool
    words: frozenset[str]
    names: frozenset[str]


def grounds(doc: Any) -> list[Grounds]:
    """Return what a parsed text says there is, or is no, evidence for, in the order of the text."""
    known = vocabulary.refuting()
    return [
        found
        for token in doc
        if token.pos_ == "NOUN"
        and (known.get(token.lemma_) == "grounds" or token.lemma_ == "consensus")
        and (found := _grounds(token)) is not None
    ]


def _grounds(noun: Token) -> Grounds | None:
    cue = lacking(noun)
    verb = verb_above(noun)
    if cue is None and (_is_weak(noun) or not is_real(verb)):
        return None
    if cue is not None and verb.lemma_ not in words("existing.txt"):
        return None
    inside = [t for t in _said(noun, verb) if t is not cue and t.i != noun.i]
    if any(t.lower_ in _DENYING for t in inside):
        return None
    for_what = [t for t in inside if t.pos_ in _CONTENT and t.lemma_ not in words("evidential.txt")]
    return Grounds(
        start=noun.idx,
        end=noun.idx + len(noun.text),
        given=cue is None,
        words=frozenset(map(base, for_what)),
        names=frozenset(base(t) for t in for_what if t.pos_ == "PROPN"),
    )


def _is_weak(noun: Token) -> bool:
    return any(c.lower_ in words("weak_grounds.txt") or c.lower_ == "against" for c in noun.children)


def _said(noun: Token, verb: Token) -> Iterator[Token]:
    """Yield the words of what evidence is for: those hung on it, or on the verb whose subject it is, or next to it."""
    inside = {t.i: t for t in noun.subtree if t.i > noun.i}
    if len(inside) <= 1 or noun.dep_ in ("nsubj", "pobj"):
        inside |= {t.i: t for t in verb.subtree if t.i > noun.i}
    yield from (inside[at] for at in sorted(inside))
