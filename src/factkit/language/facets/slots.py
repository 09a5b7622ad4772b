"""Who takes part in what a verb or a noun says, by slot.

Passive and active give the same slots: "agent" acts and "patient" undergoes; "is" is what the agent is said to be; any
other slot is the preposition ("in", "to").
"""

from __future__ import annotations

from collections.abc import Iterator

from factkit.language import vocabulary
from factkit.language.facets.arguments import SUBJECTS, Argument, Token, argument, base, each, object_of

_DEEPEST = 3
CALLING = frozenset({"know", "call", "nickname", "name", "style"})
"""What is called something else: "X, known as Y"."""


def arguments_of(verb: Token) -> Iterator[Argument]:
    """Yield who and what takes part in what a verb says."""
    passive = is_passive(verb)
    yield from _subjects(verb, "patient" if passive else "agent")
    for child in verb.children:
        if child.dep_ in ("dobj", "oprd"):
            yield from each("patient" if child.dep_ == "dobj" else "is", child)
            yield from prepositions(child)
        elif child.dep_ in ("attr", "acomp"):
            there = any(c.dep_ == "expl" for c in verb.children)
            yield from each("agent" if there else "is", child)
            for said in (child, *(c for c in child.conjuncts if c.i > child.i)):
                yield from prepositions(said)
        elif child.dep_ == "dative":
            yield from each("to", object_of(child) or child)
        elif child.dep_ == "agent" and (acting := object_of(child)) is not None:
            yield from each("agent", acting)
            yield from (where for where in prepositions(acting) if where.places)
        elif child.lower_ == "where" and verb.dep_ == "relcl":
            yield argument("in", verb.head)
    if passive and not any(child.dep_ == "agent" for child in verb.children):
        yield from _shared_agent(verb)
    yield from prepositions(verb)


def _is_title(token: Token, subject: Token) -> bool:
    """Return whether a word is the first part of the title of a work, and not who is quoted."""
    work = next((c for c in subject.head.children if c.dep_ == "attr"), None)
    kind = vocabulary.kinds().get(base(work)) if work is not None else None
    titled = subject.text[:1].isupper() and token.i < subject.i and token.nbor().text == ":"
    return titled and kind is not None and kind.category == "work"


def _subjects(verb: Token, slot: str) -> Iterator[Argument]:
    for subject in subjects_of(verb):
        yield from each(slot, _town(subject))
        yield from _seats(subject)
        if verb.lemma_ == "be":
            yield from (argument(slot, alias) for alias in _aliases(subject))


def _town(subject: Token) -> Token:
    """Return what lies in a place that was taken for the subject: "Marlow" of "Marlow, Ohio is"."""
    town = subject.nbor(-2) if subject.i - subject.sent.start > 1 and subject.nbor(-1).text == "," else subject
    is_hung_on = town.dep_ in ("npadvmod", "nmod") and town.head.i in (subject.i, subject.head.i)
    return town if is_hung_on and town.pos_ == subject.pos_ == "PROPN" else subject


def _aliases(subject: Token) -> Iterator[Token]:
    """Yield the other names of a subject: "X, known as Y, is", and the title before the rest of it, "X: A Life is"."""
    yield from (t for t in subject.head.lefts if t.dep_ in ("dep", "nsubj") and _is_title(t, subject))
    for child in subject.children:
        if child.dep_ == "acl" and child.lemma_ in CALLING:
            known = (object_of(c) if c.dep_ == "prep" and c.lower_ == "as" else c for c in child.children)
            yield from (t for t in known if t is not None and t.pos_ == "PROPN" and t.dep_ in ("oprd", "pobj"))


def _shared_agent(verb: Token) -> Iterator[Argument]:
    """Yield who did it in "written and directed by X", where X hangs on the last verb."""
    for other in verb.children:
        if other.dep_ == "conj" and other.tag_ == "VBN":
            for child in other.children:
                if child.dep_ == "agent" and (acting := object_of(child)) is not None:
                    yield from each("agent", acting)


def is_passive(verb: Token) -> bool:
    """Return whether the subject of a verb undergoes what it says."""
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and not any(c.dep_ in (*SUBJECTS, "aux") for c in verb.children):
        return is_passive(verb.head)
    return verb.tag_ == "VBN" and (
        verb.dep_ == "acl" or (not any(c.dep_ == "aux" for c in verb.children) and verb.dep_ in ("advcl", "ROOT"))
    )


def subjects_of(verb: Token, depth: int = 0) -> list[Token]:
    """Return who or what does, or undergoes, what `verb` says; looked for above it where it has no subject itself."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    if own:
        is_relative = verb.dep_ == "relcl" and own[0].tag_ in ("WP", "WDT")
        return [referent(verb.head) if is_relative else own[0]]
    if verb.dep_ == "acl":
        return [referent(verb.head)]
    if verb.dep_ == "xcomp" and (objects := [c for c in verb.head.children if c.dep_ == "dobj"]):
        return objects[:1]
    if depth <= _DEEPEST and verb.dep_ in ("conj", "xcomp", "advcl", "pcomp"):
        above = verb_above(verb.head)
        return subjects_of(above, depth + 1) if above is not verb else []
    return []


def referent(token: Token) -> Token:
    """Return the name that `token` is said to be, in "X is a song recorded by" and "X, a diplomat arrested in"."""
    if token.pos_ == "PROPN":
        return token
    if token.dep_ == "attr":
        return next((child for child in token.head.children if child.dep_ in SUBJECTS), token)
    return token.head if token.dep_ == "appos" else token


def prepositions(head: Token) -> Iterator[Argument]:
    """Yield what stands after the prepositions of a word, and the places within it."""
    for child in head.children:
        if _is_before_thing(child) and (thing := object_of(child)) is not None and thing.pos_ != "VERB":
            yield from each(child.lower_, thing)
            for within in (thing, *thing.conjuncts):
                if within.pos_ in ("NOUN", "PROPN") and within.i >= thing.i:
                    yield from _prepositions_within(within)
        elif child.dep_ == "npadvmod":
            yield argument("at", child)


def _is_before_thing(child: Token) -> bool:
    return bool(child.dep_ == "prep" or (child.lower_ == "outside" and child.dep_ == "advmod"))


def _prepositions_within(thing: Token) -> Iterator[Argument]:
    """Yield the places after a thing that is somewhere: "landed at an airport in Kenya"."""
    for child in thing.children:
        if (
            child.dep_ == "prep"
            and child.lower_ in ("in", "of", "near", "off")
            and (inner := object_of(child)) is not None
        ):
            found = argument("near" if child.lower_ == "near" else "in", inner)
            if found.places:
                yield found


def _seats(subject: Token) -> Iterator[Argument]:
    """Yield where who acts is: "police in Portugal"."""
    for child in subject.children:
        if child.dep_ == "prep" and child.lower_ == "in" and (inner := object_of(child)) is not None:
            found = argument("in", inner)
            if found.kind == "place":
                yield found


def complements_of(noun: Token) -> Iterator[Argument]:
    """Yield who and what takes part in what a noun says happened: "the arrest of X", "X's arrest"."""
    for child in noun.children:
        if child.dep_ == "poss":
            yield from each("owner", child)
        elif child.dep_ == "prep" and (thing := object_of(child)) is not None and thing.pos_ != "VERB":
            slot = {"of": "patient", "by": "agent"}.get(child.lower_, child.lower_)
            yield from each(slot, thing)
            yield from _prepositions_within(thing)


def is_predicate(token: Token) -> bool:
    """Return whether a word is a verb that says something, no auxiliary or attribute."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass", "amod", "compound", "prep", "punct"):
        return False
    return bool(token.dep_ != "nmod")


def verb_above(token: Token) -> Token:
    """Return the verb that a word hangs on, itself if it is one; the root of its sentence if there is none."""
    while token.dep_ != "ROOT" and not is_predicate(token):
        token = token.head
    return token
