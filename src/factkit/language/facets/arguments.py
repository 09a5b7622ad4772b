"""What takes part in a clause: a thing with its name, its kind and its places, as the words of its phrase tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from factkit.language import vocabulary
from factkit.language.places import fold, place_named, place_of
from factkit.language.wordlists import words

Token = Any
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "ADV"})
_LOOSE = frozenset({"relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "parataxis", "prep", "preconj"})
_TYPES = {"PERSON": "person", "ORG": "group", "NORP": "group", "GPE": "place", "LOC": "place", "FAC": "place"}
_PERSONAL = frozenset({"he", "she", "him", "her", "his"})
EMPTY = frozenset(
    {
        "not",
        "never",
        "also",
        "only",
        "so",
        "then",
        "there",
        "very",
        "zero",
        "ever",
        "mr.",
        "mrs.",
        "ms.",
        "dr.",
        "just",
        "yet",
        "still",
        "other",
    }
)


@dataclass(frozen=True, slots=True)
class Argument:
    """What takes part in a clause.

    Attributes:
        slot: "agent", "patient", "is", or the preposition that it stands after.
        head: its main word in base form, the one that stands for all that mean it.
        words: all its words in that form, and those of what it is said to be.
        kind: "person", "group", "place", "pronoun", "time", "number" or "thing".
        name: its proper name, folded; "" if it has none.
        places: the places that it names or comes from, by their first name in the gazetteer.
        of: the words that say whose it is, or that it is not the one spoken of: "the banker's wife", "another banker".
        single: it is one of its kind: a singular noun, or a name.
    """

    slot: str
    start: int
    end: int
    head: str
    words: frozenset[str]
    kind: str
    name: str
    places: tuple[str, ...]
    single: bool
    of: frozenset[str] = frozenset()


def base(token: Token) -> str:
    """Return the form of a word in which it is compared: its base form, or the word that stands for all like it."""
    return _base(token.text, token.lemma_, token.pos_ in ("ADJ", "PROPN", "NOUN"))


@lru_cache(16384)
def _base(text: str, lemma: str, nominal: bool) -> str:
    if nominal and text[:1].isupper():
        origin = place_of(text) or place_named(text)
        if origin is not None:
            return fold(origin.name).replace(" ", "_")
    folded = fold(lemma)
    return vocabulary.things().get(folded, folded) if nominal else folded


def argument(slot: str, head: Token) -> Argument:
    """Return what `head` heads, as an argument in that slot."""
    inside = phrase_of(head)
    start, end = inside[0].idx, inside[-1].idx + len(inside[-1].text)
    names = [token for token in inside if token.pos_ == "PROPN"]
    called = [t for t in names if t.i == head.i or head.pos_ == "PROPN"] or ([] if head.pos_ != "PROPN" else [head])
    places = _places(inside, _text(inside)) or _origin(head)
    kind, main = _kind(head), base(head)
    return Argument(
        slot=slot,
        start=start,
        end=end,
        head=main,
        words=frozenset(base(t) for t in inside if t.pos_ in _CONTENT and t.lower_ not in EMPTY),
        kind="place" if places and kind == "thing" and _is_place(main) and head.tag_ == "NN" else kind,
        name=_name(called) or _name_beside(head),
        places=places,
        of=_whose(inside) - {main} | _set_apart(head),
        single=head.tag_ in ("NN", "NNP") and not any(c.dep_ in ("cc", "nummod") for c in head.children),
    )


def each(slot: str, head: Token) -> Iterator[Argument]:
    """Yield a thing and those joined to it, "X and Y", each as an argument in that slot."""
    yield argument(slot, _antecedent(head) if head.lower_ in _PERSONAL else _counted(head))
    for conjunct in head.conjuncts:
        if conjunct.i > head.i:
            yield argument(slot, conjunct)


def _antecedent(pronoun: Token) -> Token:
    """Return the name that "he" or "she" stands for: that of the only one before it of whom anything is said."""
    before = [t for t in pronoun.doc[: pronoun.i] if t.pos_ == "PROPN" and t.dep_ in SUBJECTS]
    return before[0] if len({t.lower_ for t in before}) == 1 else pronoun


def _counted(head: Token) -> Token:
    """Return what "none of the soldiers" and "two of them" speak of."""
    if head.lower_ in words("parts.txt") or head.pos_ == "NUM":
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "of" and (whole := object_of(child)) is not None:
                return whole
    return head


def object_of(preposition: Token) -> Token | None:
    """Return what a preposition stands before; "outside of" counts as one."""
    if preposition.lower_ == "outside":
        preposition = next((c for c in preposition.children if c.lower_ == "of"), preposition)
    return next((child for child in preposition.children if child.dep_ in ("pobj", "pcomp")), None)


def _whose(inside: list[Token]) -> frozenset[str]:
    owning = (token for token in inside if token.dep_ == "poss")
    return frozenset(token.lower_ if token.pos_ == "PRON" else base(token) for token in owning)


def _set_apart(head: Token) -> frozenset[str]:
    """Return the word by which a thing is told from another: "another", "a storm a year earlier"."""
    known = words("another.txt")
    return frozenset(c.lower_ for c in head.children if c.lower_ in known and c.dep_ in ("det", "amod", "advmod"))


def _is_place(noun: str) -> bool:
    """Return whether a noun is for a place: "the European continent" is where a continent's adjective says."""
    kind = vocabulary.kinds().get(noun)
    return kind is not None and kind.category == "place"


def _origin(head: Token) -> tuple[str, ...]:
    """Return the place that words hung on to a name give it: "X, a French national", "Troy, New York"."""
    for child in head.children:
        if child.dep_ not in ("appos", "conj", "npadvmod") or child.i < head.i:
            continue
        if child.pos_ == "NOUN" and child.dep_ == "appos" and _is_place(base(child)):
            return _places_within(child)
        if child.pos_ == "NOUN" and child.dep_ == "appos" and head.ent_type_ != "GPE":
            return _places(phrase_of(child), "")
        if child.pos_ == "PROPN" and head.pos_ == "PROPN" and child.ent_type_ == "GPE" and not _is_listed(child):
            phrase = phrase_of(child)
            return _places(phrase, _text(phrase))
    return ()


def _places_within(town: Token) -> tuple[str, ...]:
    """Return where "a village in Estonia" is."""
    where = (object_of(c) for c in town.children if c.dep_ == "prep" and c.lower_ in ("in", "of"))
    found = [phrase_of(thing) for thing in where if thing is not None]
    own = _places(phrase_of(town), "")
    return own or tuple(dict.fromkeys(place for phrase in found for place in _places(phrase, _text(phrase))))


def _is_listed(child: Token) -> bool:
    """Return whether a name is one of a list, "in Lagos and Abuja", not where the one before it lies."""
    return any(other.dep_ == "cc" for other in child.head.children)


def phrase_of(head: Token) -> list[Token]:
    """Return the words of a phrase without what is merely hung on to it, in the order of the text."""
    inside = [head]
    for child in head.lefts:
        if child.dep_ not in _LOOSE:
            inside += [t for t in child.subtree if t.i < head.i]
    inside = sorted({t.i: t for t in inside}.values(), key=lambda t: t.i)
    while len(inside) > 1 and (inside[0].pos_ in ("DET", "PUNCT", "SPACE", "ADP") and inside[0].i != head.i):
        inside = inside[1:]
    return inside


def _text(phrase: list[Token]) -> str:
    """Return the words from the first to the last of a phrase, as they stand."""
    return str(phrase[0].doc[phrase[0].i : phrase[-1].i + 1].text)


def _name(called: list[Token]) -> str:
    """Return a proper name, folded, without the title before it: "General Keita" is "keita"."""
    folded = [fold(token.text).strip(".") for token in called]
    titled = [at for at, word in enumerate(folded[:-1]) if word in words("titles.txt")]
    if titled:
        folded = folded[titled[-1] + 1 :]
    return " ".join(folded)


def _name_beside(head: Token) -> str:
    """Return the name of what is called "the company, Spotify"; "" if it has none."""
    if head.pos_ != "NOUN":
        return ""
    beside = next((c for c in head.children if c.dep_ == "appos" and c.pos_ == "PROPN" and c.i > head.i), None)
    return _name([t for t in phrase_of(beside) if t.pos_ == "PROPN"]) if beside is not None else ""


def _kind(head: Token) -> str:
    if head.pos_ == "PRON" or head.lower_ in ("this", "that", "these", "those"):
        return "pronoun"
    if head.ent_type_ in ("DATE", "TIME"):
        return "time"
    if head.pos_ == "NUM" or head.ent_type_ in ("PERCENT", "MONEY", "QUANTITY", "CARDINAL"):
        return "number"
    if place_named(head.text) is not None and head.pos_ == "PROPN" and head.ent_type_ not in ("PERSON", "ORG"):
        return "group" if _is_in_longer_name(head) else "place"
    return _TYPES.get(head.ent_type_, "thing" if head.pos_ != "PROPN" else "name")


def _places(inside: list[Token], text: str) -> tuple[str, ...]:
    named = place_named(text.removeprefix("the "))
    if named is not None and text[:1].isupper():
        return (named.name,)
    found = []
    for token in inside:
        if token.pos_ in ("ADJ", "PROPN", "NOUN") and token.text[:1].isupper() and not _is_part_of_name(token):
            place = place_of(token.text) or place_named(token.text)
            if place is not None:
                found.append(place.name)
    return tuple(dict.fromkeys(found))


def _is_in_longer_name(head: Token) -> bool:
    """Return whether a place's name is only part of a name: "Real Madrid"."""
    return any(c.dep_ == "compound" and c.pos_ == "PROPN" and c.i == head.i - 1 for c in head.children)


def _is_part_of_name(token: Token) -> bool:
    if _is_in_longer_name(token):
        return True
    return token.ent_type_ in ("PERSON", "ORG", "WORK_OF_ART", "FAC", "EVENT", "PRODUCT") and token.pos_ == "PROPN"
