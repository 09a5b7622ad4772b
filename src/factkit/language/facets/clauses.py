"""Who did what to whom, as far as a parse shows it: clauses, for comparing them with another text's.

A clause is a verb, a noun made of one ("the arrest of"), or a thing said to be something ("X, the navy chief,"), with
its arguments by slot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from factkit.language import vocabulary
from factkit.language.facets.arguments import EMPTY, Argument, Token, base
from factkit.language.facets.before import is_earlier
from factkit.language.facets.denials import negations
from factkit.language.facets.reality import is_real, is_real_noun, mood
from factkit.language.facets.slots import arguments_of, complements_of, is_passive, is_predicate
from factkit.model import Span


@dataclass(frozen=True, slots=True)
class Clause:
    """What happens, or is so, and who takes part.

    Attributes:
        start, end: of the word that says it.
        meanings: the classes of words that say the same; the word itself if it has none.
        negated: it is said not to be so; `cue` is the word that says that.
        earlier: it is told as having happened before the rest, or once more: "had fallen", "the year before", "again".
        mood: "plan" if the text holds that it will be so, or is meant to be; "can" if that it is able to be; else "".
        real: the text holds it to be so, or not to be so: it is not conditional, possible, asked or wished.
        words: what it is made of, its subject left out.
    """

    start: int
    end: int
    lemma: str
    meanings: frozenset[str]
    negated: bool
    cue: Span | None
    real: bool
    arguments: tuple[Argument, ...]
    words: frozenset[str]
    earlier: bool = False
    mood: str = ""


@cache
def meanings_of(lemma: str) -> frozenset[str]:
    """Return the classes of words that say the same; the word itself if it has none."""
    return vocabulary.classes().get(lemma, frozenset((lemma,)))


def stated(doc: Any) -> Iterator[tuple[Token, Clause]]:
    """Yield the clauses of a parsed text that a verb, or a noun made of one, states, with their main words."""
    for token in doc:
        clause = _clause(token)
        if clause is not None:
            yield token, clause


def owners_of(token: Token, owners: Mapping[int, int]) -> tuple[int, ...]:
    """Return the clause that a word is of, and the one around it if that is of a noun: "announced the cut in May"."""
    found: list[int] = []
    while not token.is_space:
        if token.i in owners:
            found.append(owners[token.i])
            if token.pos_ in ("VERB", "AUX"):
                break
        if token.dep_ == "ROOT":
            break
        token = token.head
    return tuple(found)


def _clause(token: Token) -> Clause | None:
    if is_predicate(token):
        return _verbal(token)
    if token.pos_ == "NOUN" and token.lemma_.lower() in vocabulary.classes() and _has_complement(token):
        return _nominal(token)
    return None


def _has_complement(noun: Token) -> bool:
    return any(
        child.dep_ == "poss" or (child.dep_ == "prep" and child.lower_ in ("of", "by", "in", "between"))
        for child in noun.children
    )


def _verbal(verb: Token) -> Clause:
    lemma = _lemma(verb)
    arguments = tuple(_after_particle(argument, lemma) for argument in arguments_of(verb))
    cues = negations(verb)
    if lemma == "lack":
        lemma, cues = "have", [*cues, (verb.idx, verb.idx + len(verb))]
    without = next((argument for argument in arguments if argument.slot == "without"), None)
    if lemma == "be" and without is not None and all(argument.slot != "is" for argument in arguments):
        lemma, cues = "have", [*cues, _cue_of_lack(verb)]
        arguments = tuple(_moved(argument, "patient") if argument is without else argument for argument in arguments)
    less = next((a for a in arguments if a.slot == "is" and a.head in vocabulary.lacks()), None)
    if lemma == "be" and less is not None:
        lemma, cues = "have", [*cues, (less.start, less.end)]
        arguments = tuple(_lacked(argument) if argument is less else argument for argument in arguments)
    return Clause(
        start=verb.idx,
        end=verb.idx + len(verb.text),
        lemma=lemma,
        meanings=meanings_of(lemma),
        negated=len(cues) % 2 == 1,
        cue=cues[0] if cues else None,
        real=is_real(verb),
        arguments=arguments,
        words=_scope(verb, lemma, arguments, cues),
        earlier=is_earlier(verb),
        mood=mood(verb),
    )


def _after_particle(argument: Argument, lemma: str) -> Argument:
    """Return what undergoes "do away with" and its like as what it is."""
    return _moved(argument, "patient") if lemma.count("_") > 1 and lemma.endswith(f"_{argument.slot}") else argument


def _lacked(less: Argument) -> Argument:
    """Return what there is none of where somebody is "childless"."""
    thing = vocabulary.lacks()[less.head]
    return replace(_moved(less, "patient"), head=thing, words=frozenset({thing}), kind="thing")


def _moved(argument: Argument, slot: str) -> Argument:
    return replace(argument, slot=slot)


def _cue_of_lack(verb: Token) -> Span:
    cue = next((child for child in verb.children if child.lower_ == "without"), verb)
    return cue.idx, cue.idx + len(cue.text)


def _nominal(noun: Token) -> Clause:
    arguments = tuple(complements_of(noun))
    return Clause(
        start=noun.idx,
        end=noun.idx + len(noun.text),
        lemma=noun.lemma_.lower(),
        meanings=meanings_of(noun.lemma_.lower()),
        negated=False,
        cue=None,
        real=is_real_noun(noun),
        arguments=arguments,
        words=_scope(noun, noun.lemma_.lower(), arguments),
    )


def _lemma(verb: Token) -> str:
    lemma = verb.lemma_.lower()
    for child in verb.children:
        joined = f"{lemma}_{child.lower_}"
        if child.dep_ in ("prt", "dobj", "advmod", "acomp", "xcomp", "prep", "oprd", "ccomp") and (
            child.dep_ == "prt" or joined in vocabulary.classes() or joined in vocabulary.ways()
        ):
            return joined
        for longer in _longer(joined, child, verb):
            if longer in vocabulary.classes():
                return longer
    return str(lemma)


def _longer(joined: str, child: Token, verb: Token) -> Iterator[str]:
    """Yield what a verb is with two more words: "come into force", "do away with"."""
    if child.dep_ == "prep":
        yield from (f"{joined}_{thing.lower_}" for thing in child.children if thing.dep_ == "pobj")
    elif child.dep_ in ("prt", "advmod"):
        yield from (f"{joined}_{c.lower_}" for c in (*child.children, *verb.children) if c.dep_ == "prep")


def _scope(head: Token, lemma: str, arguments: tuple[Argument, ...], cues: Sequence[Span] = ()) -> frozenset[str]:
    """Return the words of a clause but for its subject: what a negation of it would deny."""
    inside: set[str] = set() if lemma in ("be", "have") else {lemma}
    subject = "patient" if is_passive(head) else "agent"
    for found in arguments:
        if found.kind not in ("time", "number") and (found.slot != subject or head.pos_ == "NOUN"):
            inside |= found.words
    denying = {start for start, _ in cues}
    adverbs = (c for c in head.children if c.dep_ == "advmod" and c.tag_ != "WRB" and c.idx not in denying)
    inside |= {base(c) for c in adverbs if c.lower_ not in EMPTY}
    return frozenset(inside)
