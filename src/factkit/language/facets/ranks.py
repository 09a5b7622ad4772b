"""Which of several: "her second album", "the third-largest city", "a debut"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from factkit.language.amounts import ordinal_values
from factkit.language.facets.arguments import Token, argument, base
from factkit.language.facets.clauses import owners_of
from factkit.language.quantities import find_ordinals

_FARTHEST = 4


@dataclass(frozen=True, slots=True)
class Rank:
    """An ordinal and what it ranks: "her second album", "the third largest city".

    Attributes:
        value: 1 for the first.
        noun: what is ranked, in base form.
        words: the other words of the phrase.
        clause: the place of the clause that it is in, or -1.
        places: among what it ranks: "in Spain", "Spain's".
    """

    start: int
    end: int
    value: int
    noun: str
    words: frozenset[str]
    clause: int
    places: tuple[str, ...] = ()


def ranks(doc: Any, text: str, owners: Mapping[int, int]) -> tuple[Rank, ...]:
    """Return the ordinals of a parsed text, then the superlatives, then the debuts.

    Args:
        owners: the place of each clause among the text's, by that of its main word.
    """
    return (*_ordinals(doc, text, owners), *_superlatives(doc, owners), *_debuts(doc, owners))


def _ordinals(doc: Any, text: str, owners: Mapping[int, int]) -> Iterator[Rank]:
    for found in find_ordinals(text):
        span = doc.char_span(*found.span, alignment_mode="expand")
        head = _ranked(span[0]) if span is not None else None
        if head is None:
            continue
        phrase = argument("is", head)
        yield Rank(
            start=found.span[0],
            end=found.span[1],
            value=int(found.quantity.value),
            noun=phrase.head,
            words=phrase.words - {phrase.head, base(span[0])},
            clause=next(iter(owners_of(span[0], owners)), -1),
            places=_ranked_among(head),
        )


def _superlatives(doc: Any, owners: Mapping[int, int]) -> Iterator[Rank]:
    """Yield "the largest city", which is the first of its size, and "the third-largest city"."""
    for token in doc:
        if not _is_superlative(token):
            continue
        before = doc[max(token.i - _FARTHEST, token.left_edge.i) : token.i]
        ordinal = next((t for t in before if t.lower_ in ordinal_values()), None)
        if ordinal is not None and ordinal.nbor().text != "-":
            continue
        first, value = (token, 1) if ordinal is None else (ordinal, int(ordinal_values()[ordinal.lower_]))
        words = argument("is", token.head).words - {base(token.head), first.lower_}
        owner = next(iter(owners_of(token, owners)), -1)
        end = token.idx + len(token.text)
        yield Rank(first.idx, end, value, base(token.head), words, owner, _ranked_among(token.head))


def _is_superlative(token: Token) -> bool:
    """Return whether a word picks one of its kind by the most or the least of it: "largest", "most populous"."""
    if token.dep_ != "amod" or token.head.tag_ != "NN" or token.lower_ in ("most", "least"):
        return False
    return token.tag_ == "JJS" or any(c.tag_ == "RBS" for c in token.lefts)


def _ranked_among(noun: Token) -> tuple[str, ...]:
    """Return the places that a rank holds in: "the second city of Spain"."""
    around = [argument("is", noun)]
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "of"):
            around += [argument("in", thing) for thing in child.children if thing.dep_ == "pobj"]
    return tuple(dict.fromkeys(place for found in around for place in found.places))


def _debuts(doc: Any, owners: Mapping[int, int]) -> Iterator[Rank]:
    """Yield "her debut album", which is her first."""
    for token in doc:
        if token.lower_ == "debut" and token.dep_ in ("amod", "compound") and token.head.pos_ == "NOUN":
            words = argument("is", token.head).words - {base(token.head), "debut"}
            owner = next(iter(owners_of(token, owners)), -1)
            yield Rank(token.idx, token.idx + len(token.text), 1, base(token.head), words, owner)


def _ranked(token: Token) -> Token | None:
    """Return the noun that an ordinal ranks; None for an adverb ("first, ..."), "first-degree" and "Second Bank"."""
    head = _listed(token) or token.head
    while head.pos_ not in ("NOUN", "PROPN") and head.dep_ in ("amod", "advmod", "npadvmod", "compound", "nummod"):
        head = head.head
    common = head.pos_ == "NOUN" or (head.pos_ == "PROPN" and token.is_lower)
    return head if common and head.i > token.i else None


def _listed(token: Token) -> Token | None:
    """Return what "the third of five sons" is one of; None if a word stands for no one of several."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((t for t in child.children if t.dep_ == "pobj" and t.tag_ == "NNS" and _number(t)), None)
    return None


def is_rank(value: float, span: Any) -> bool:
    """Return whether what looks like a fraction is an ordinal: "the third of five sons"."""
    return value < 1 and any(_listed(token) is not None for token in span)


def _number(noun: Token) -> Token | None:
    return next((child for child in noun.children if child.dep_ == "nummod"), None)
