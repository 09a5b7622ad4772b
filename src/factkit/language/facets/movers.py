"""What rises or falls, and which way: "unemployment fell", "a cut in taxes", "the bank raised its rate"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from factkit.language import vocabulary
from factkit.language.facets.arguments import Token, argument, base
from factkit.language.facets.clauses import owners_of
from factkit.language.facets.denials import negations
from factkit.language.facets.reality import is_real, mood
from factkit.language.facets.slots import subjects_of


@dataclass(frozen=True, slots=True)
class Mover:
    """An amount that is said to go up (`way` 1) or down (-1).

    Attributes:
        start, end: of the word that says which way.
        words: of what moves, in base form.
        head: its main word.
        real: the text holds it to be so.
        mood: as of a clause: "plan" for what will be so.
        denied: the text says that it does not go that way.
        clauses: the places of the clauses that it is in among the text's, the nearest first.
        aside: it is said in passing, "rising prices", and not what the clause is about.
    """

    start: int
    end: int
    way: int
    head: str
    words: frozenset[str]
    real: bool
    mood: str
    denied: bool
    aside: bool
    clauses: tuple[int, ...]


def movers(doc: Any, owners: Mapping[int, int]) -> list[Mover]:
    """Return what moves in a parsed text, in the order of the text.

    Args:
        owners: the place of each clause among the text's, by that of its main word.
    """
    return [mover for token in doc if (way := _way(token)) and (mover := _mover(token, way, owners)) is not None]


def _way(token: Token) -> int:
    lemma = token.lemma_.lower()
    for child in token.children if lemma in _joined() else ():
        if child.dep_ in ("prt", "advmod") and (way := vocabulary.ways().get(f"{lemma}_{child.lower_}")):
            return way
    way = vocabulary.ways().get(lemma, 0)
    return way if way and token.pos_ in ("VERB", "NOUN") else 0


@cache
def _joined() -> frozenset[str]:
    """Return the words that move something with a second word alone: "go up"."""
    return frozenset(word.split("_")[0] for word in vocabulary.ways() if "_" in word)


def _mover(token: Token, way: int, owners: Mapping[int, int]) -> Mover | None:
    what = _what_moves(token)
    if what is None or what.ent_type_ == "PERSON" or what.pos_ == "PRON" or what.i == token.i:
        return None
    moved = argument("patient", what)
    words = set(moved.words) - {base(c) for c in token.children if c.dep_ == "advmod"}
    if token.pos_ == "VERB" or what.dep_ != "compound":
        for child in what.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "in", "for"):
                words |= {w for thing in child.children if thing.dep_ == "pobj" for w in argument("of", thing).words}
    attributive = token.dep_ == "amod"
    return Mover(
        start=token.idx,
        end=token.idx + len(token.text),
        way=way,
        head=moved.head,
        words=frozenset(words - {token.lemma_.lower()}),
        mood=mood(token) if token.pos_ == "VERB" else "",
        real=token.pos_ == "NOUN" or attributive or is_real(token),
        denied=_is_none(what if attributive else token)
        if token.pos_ == "NOUN" or attributive
        else len(negations(token)) % 2 == 1,
        aside=attributive,
        clauses=owners_of(token, owners),
    )


def _is_none(noun: Token) -> bool:
    """Return whether there is no such movement: "no increase in", "no rising prices"."""
    return any(child.lower_ in ("no", "zero") and child.dep_ == "det" for child in noun.children)


def _what_moves(token: Token) -> Token | None:
    if token.dep_ == "amod":
        return token.head if token.tag_ in ("VBG", "VBN") else None
    if token.pos_ == "VERB":
        objects = [
            c for c in token.children if c.dep_ == "dobj" and c.ent_type_ not in ("PERCENT", "MONEY", "CARDINAL")
        ]
        return next(iter(objects or subjects_of(token)), None)
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "of"):
            return next((c for c in child.children if c.dep_ == "pobj" and c.ent_type_ not in _AMOUNTS), None)
    return next((c for c in reversed(list(token.lefts)) if c.dep_ == "compound"), None)


_AMOUNTS = frozenset({"PERCENT", "MONEY", "CARDINAL", "QUANTITY", "DATE"})
