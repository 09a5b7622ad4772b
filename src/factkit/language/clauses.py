"""Who did what to whom, as far as a parse shows it: the clauses of a text, for comparing them with another text's.

A clause is a verb, a noun made of one ("the arrest of"), or a thing said to be something ("X, the navy chief,"), with
its arguments by slot. Passive and active give the same slots: "agent" acts and "patient" undergoes; "is" is what the
agent is said to be; any other slot is the preposition ("in", "to").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Any

from factkit.language import vocabulary
from factkit.language.places import fold, place_named, place_of
from factkit.language.wordlists import words
from factkit.model import Span

Token = Any
_DAY = r"(?:(?:c\. ?)?[\w ]{0,14},?\s*\d{3,4})"
_LIFE = re.compile(rf"\([^()]{{0,120}}?(?P<from>{_DAY})\s*(?:–|—|--?|−)\s*(?P<to>{_DAY})\s*\)")
_SERVED = re.compile(r"\b(?:serv|reign|rul|play|act|work)(?:ed|ing|es?|s)?\b|\b(?:office|term|years|seasons|from)\b")
_BORN = re.compile(r"\((?:[^()]{0,90}?[;,]\s*)?\s*(?P<born>born\b[^()]{0,60}?)\)")
_YEAR = re.compile(r"\(\s*(?P<year>(?:1[5-9]|20)\d\d)\s*\)")
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "ADV"})
_LOOSE = frozenset({"relcl", "acl", "appos", "conj", "cc", "punct", "advcl", "parataxis", "prep", "preconj"})
_TYPES = {"PERSON": "person", "ORG": "group", "NORP": "group", "GPE": "place", "LOC": "place", "FAC": "place"}
_DEEPEST = 3
_CALLING = frozenset({"know", "call", "nickname", "name", "style"})
_PERSONAL = frozenset({"he", "she", "him", "her", "his"})
_EMPTY = frozenset(
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


@dataclass(frozen=True, slots=True)
class Clause:
    """What happens, or is so, and who takes part.

    Attributes:
        start, end: of the word that says it.
        meanings: the classes of words that say the same; the word itself if it has none.
        negated: it is said not to be so; `cue` is the word that says that.
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


def clauses(doc: Any, text: str) -> list[tuple[Token, Clause]]:
    """Return the clauses of a parsed text with their main words, in the order of those.

    Args:
        text: as long as what was parsed, with what stands in brackets after a name still in it.
    """
    tokens = list(doc)
    found = [(token, clause) for token in tokens if (clause := _clause(token)) is not None]
    found += [pair for token in tokens for pair in _descriptions(token)]
    found += _lives(doc, text)
    found += [pair for token in tokens if token.dep_ in ("attr", "appos") for pair in _made_by(token)]
    return sorted(found, key=lambda pair: (pair[1].start, pair[1].end))


def _clause(token: Token) -> Clause | None:
    if _is_predicate(token):
        return _verbal(token)
    if token.pos_ == "NOUN" and token.lemma_.lower() in vocabulary.classes() and _has_complement(token):
        return _nominal(token)
    return None


def _is_predicate(token: Token) -> bool:
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass", "amod", "compound", "prep", "punct"):
        return False
    return bool(token.dep_ != "nmod")


def _has_complement(noun: Token) -> bool:
    return any(
        child.dep_ == "poss" or (child.dep_ == "prep" and child.lower_ in ("of", "by", "in", "between"))
        for child in noun.children
    )


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


def _verbal(verb: Token) -> Clause:
    lemma = _lemma(verb)
    arguments = tuple(_arguments(verb))
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
        words=_scope(verb, lemma, arguments),
    )


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
    arguments = tuple(_complements_of_noun(noun))
    return Clause(
        start=noun.idx,
        end=noun.idx + len(noun.text),
        lemma=noun.lemma_.lower(),
        meanings=meanings_of(noun.lemma_.lower()),
        negated=False,
        cue=None,
        real=_is_real_noun(noun),
        arguments=arguments,
        words=_scope(noun, noun.lemma_.lower(), arguments),
    )


def _is_real_noun(noun: Token) -> bool:
    """Return whether the text holds that what a noun names happened: not "no", "alleged", nor after "called for"."""
    if any(child.lower_ in ("no", "alleged", "possible", "planned", "attempted") for child in noun.children):
        return False
    above = noun.head
    while above.dep_ in ("prep", "pobj", "dobj", "compound", "conj", "ROOT") and above.pos_ != "VERB":
        if above.lemma_.lower() in words("undoing.txt") or above.dep_ == "ROOT":
            break
        above = above.head
    if above.lemma_.lower() in words("undoing.txt") and above is not noun:
        return False
    return is_real(verb_above(noun))


def verb_above(token: Token) -> Token:
    """Return the verb that a word hangs on, itself if it is one; the root of its sentence if there is none."""
    while token.dep_ != "ROOT" and not _is_predicate(token):
        token = token.head
    return token


def _lemma(verb: Token) -> str:
    lemma = verb.lemma_.lower()
    for child in verb.children:
        joined = f"{lemma}_{child.lower_}"
        if child.dep_ in ("prt", "dobj", "advmod", "acomp", "xcomp", "prep", "oprd", "ccomp") and (
            child.dep_ == "prt" or joined in vocabulary.classes() or joined in vocabulary.ways()
        ):
            return joined
    return str(lemma)


@cache
def meanings_of(lemma: str) -> frozenset[str]:
    """Return the classes of words that say the same; the word itself if it has none."""
    return vocabulary.classes().get(lemma, frozenset((lemma,)))


def _arguments(verb: Token) -> Iterator[Argument]:
    passive = _is_passive(verb)
    yield from _subjects(verb, "patient" if passive else "agent")
    for child in verb.children:
        if child.dep_ in ("dobj", "oprd"):
            yield from _each("patient" if child.dep_ == "dobj" else "is", child)
            yield from _prepositions(child)
        elif child.dep_ in ("attr", "acomp"):
            there = any(c.dep_ == "expl" for c in verb.children)
            yield from _each("agent" if there else "is", child)
            for said in (child, *(c for c in child.conjuncts if c.i > child.i)):
                yield from _prepositions(said)
        elif child.dep_ == "dative":
            yield from _each("to", _object(child) or child)
        elif child.dep_ == "agent" and (acting := _object(child)) is not None:
            yield from _each("agent", acting)
        elif child.lower_ == "where" and verb.dep_ == "relcl":
            yield argument("in", verb.head)
    if passive and not any(child.dep_ == "agent" for child in verb.children):
        yield from _shared_agent(verb)
    yield from _prepositions(verb)


def _is_title(token: Token, subject: Token) -> bool:
    """Return whether a word is the first part of the title of a work, and not who is quoted."""
    work = next((c for c in subject.head.children if c.dep_ == "attr"), None)
    kind = vocabulary.kinds().get(base(work)) if work is not None else None
    titled = subject.text[:1].isupper() and token.i < subject.i and token.nbor().text == ":"
    return titled and kind is not None and kind.category == "work"


def _subjects(verb: Token, slot: str) -> Iterator[Argument]:
    for subject in subjects_of(verb):
        yield from _each(slot, _town(subject))
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
        if child.dep_ == "acl" and child.lemma_ in _CALLING:
            known = (_object(c) if c.dep_ == "prep" and c.lower_ == "as" else c for c in child.children)
            yield from (t for t in known if t is not None and t.pos_ == "PROPN" and t.dep_ in ("oprd", "pobj"))


def _shared_agent(verb: Token) -> Iterator[Argument]:
    """Yield who did it in "written and directed by X", where X hangs on the last verb."""
    for other in verb.children:
        if other.dep_ == "conj" and other.tag_ == "VBN":
            for child in other.children:
                if child.dep_ == "agent" and (acting := _object(child)) is not None:
                    yield from _each("agent", acting)


def _is_passive(verb: Token) -> bool:
    if any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and not any(c.dep_ in (*_SUBJECTS, "aux") for c in verb.children):
        return _is_passive(verb.head)
    return verb.tag_ == "VBN" and (
        verb.dep_ == "acl" or (not any(c.dep_ == "aux" for c in verb.children) and verb.dep_ in ("advcl", "ROOT"))
    )


def subjects_of(verb: Token, depth: int = 0) -> list[Token]:
    """Return who or what does, or undergoes, what `verb` says; looked for above it where it has no subject itself."""
    own = [child for child in verb.children if child.dep_ in _SUBJECTS]
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
        return next((child for child in token.head.children if child.dep_ in _SUBJECTS), token)
    return token.head if token.dep_ == "appos" else token


def _object(preposition: Token) -> Token | None:
    """Return what a preposition stands before; "outside of" counts as one."""
    if preposition.lower_ == "outside":
        preposition = next((c for c in preposition.children if c.lower_ == "of"), preposition)
    return next((child for child in preposition.children if child.dep_ in ("pobj", "pcomp")), None)


def _prepositions(head: Token) -> Iterator[Argument]:
    for child in head.children:
        if _is_before_thing(child) and (thing := _object(child)) is not None and thing.pos_ != "VERB":
            yield from _each(child.lower_, thing)
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
            and (inner := _object(child)) is not None
        ):
            found = argument("near" if child.lower_ == "near" else "in", inner)
            if found.places:
                yield found


def _seats(subject: Token) -> Iterator[Argument]:
    """Yield where who acts is: "police in Portugal"."""
    for child in subject.children:
        if child.dep_ == "prep" and child.lower_ == "in" and (inner := _object(child)) is not None:
            found = argument("in", inner)
            if found.kind == "place":
                yield found


def _complements_of_noun(noun: Token) -> Iterator[Argument]:
    for child in noun.children:
        if child.dep_ == "poss":
            yield from _each("owner", child)
        elif child.dep_ == "prep" and (thing := _object(child)) is not None and thing.pos_ != "VERB":
            slot = {"of": "patient", "by": "agent"}.get(child.lower_, child.lower_)
            yield from _each(slot, thing)
            yield from _prepositions_within(thing)


def _each(slot: str, head: Token) -> Iterator[Argument]:
    yield argument(slot, _antecedent(head) if head.lower_ in _PERSONAL else _counted(head))
    for conjunct in head.conjuncts:
        if conjunct.i > head.i:
            yield argument(slot, conjunct)


def _antecedent(pronoun: Token) -> Token:
    """Return the name that "he" or "she" stands for: that of the only one before it of whom anything is said."""
    before = [t for t in pronoun.doc[: pronoun.i] if t.pos_ == "PROPN" and t.dep_ in _SUBJECTS]
    return before[0] if len({t.lower_ for t in before}) == 1 else pronoun


def _counted(head: Token) -> Token:
    """Return what "none of the soldiers" and "two of them" speak of."""
    if head.lower_ in words("parts.txt") or head.pos_ == "NUM":
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "of" and (whole := _object(child)) is not None:
                return whole
    return head


def argument(slot: str, head: Token) -> Argument:
    """Return what `head` heads, as an argument in that slot."""
    inside = _phrase(head)
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
        words=frozenset(base(t) for t in inside if t.pos_ in _CONTENT and t.lower_ not in _EMPTY),
        kind="place" if places and kind == "thing" and _is_place(main) and head.tag_ == "NN" else kind,
        name=_name(called) or _name_beside(head),
        places=places,
        single=head.tag_ in ("NN", "NNP") and not any(c.dep_ in ("cc", "nummod") for c in head.children),
    )


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
            return _places(_phrase(child), "")
        if child.pos_ == "PROPN" and head.pos_ == "PROPN" and child.ent_type_ == "GPE" and not _is_listed(child):
            phrase = _phrase(child)
            return _places(phrase, _text(phrase))
    return ()


def _places_within(town: Token) -> tuple[str, ...]:
    """Return where "a village in Estonia" is."""
    where = (_object(c) for c in town.children if c.dep_ == "prep" and c.lower_ in ("in", "of"))
    found = [_phrase(thing) for thing in where if thing is not None]
    own = _places(_phrase(town), "")
    return own or tuple(dict.fromkeys(place for phrase in found for place in _places(phrase, _text(phrase))))


def _is_listed(child: Token) -> bool:
    """Return whether a name is one of a list, "in Lagos and Abuja", not where the one before it lies."""
    return any(other.dep_ == "cc" for other in child.head.children)


def _phrase(head: Token) -> list[Token]:
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
    return _name([t for t in _phrase(beside) if t.pos_ == "PROPN"]) if beside is not None else ""


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


def negations(verb: Token) -> list[Span]:
    """Return the words that deny what a verb says; two of them deny one another."""
    cues = [child for child in verb.children if _denies(child)]
    cues += [c for child in verb.children if child.dep_ in ("dobj", "attr", *_SUBJECTS) for c in _denied(child)]
    above = verb.head
    if verb.dep_ in ("xcomp", "pcomp", "ccomp") and _negator_above(verb) is not None:
        cues.append(_negator_above(verb))
    elif verb.dep_ == "conj" and above.pos_ in ("VERB", "AUX") and not any(c.dep_ in _SUBJECTS for c in verb.children):
        cues += [c for child in above.children if child.dep_ in _SUBJECTS for c in _denied(child)]
    cues += [cue for cue in (_yet_to(verb), _too_much(verb)) if cue is not None]
    if (refuting := _refuted_by(verb)) is not None:
        cues.append(refuting)
    return [(cue.idx, cue.idx + len(cue.text)) for cue in {cue.i: cue for cue in cues}.values()]


def _denies(child: Token) -> bool:
    if child.dep_ == "neg":
        following = child.nbor().lower_ if child.i + 1 < len(child.doc) else ""
        return following not in ("only", "just", "merely", "necessarily", "all", "every", "until", "least")
    if child.dep_ == "advmod":
        return vocabulary.negators().get(child.lower_) == "self" or (
            child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children)
        )
    return bool(child.dep_ == "preconj" and child.lower_ == "neither")


def _denied(noun: Token) -> list[Token]:
    """Return the word that makes nothing of a noun: "no seats", "nobody", "none of the soldiers"."""
    if noun.lower_ in ("nobody", "none", "nothing", "neither", "zero"):
        return [noun]
    if noun.lower_ == "one" and noun.i and noun.nbor(-1).lower_ == "no":
        return [noun.nbor(-1)]
    return [
        child
        for child in noun.children
        if child.lower_ in ("no", "neither", "zero") and child.dep_ in ("det", "preconj", "nummod", "cc")
    ][:1]


def _is_in_longer_name(head: Token) -> bool:
    """Return whether a place's name is only part of a name: "Real Madrid"."""
    return any(c.dep_ == "compound" and c.pos_ == "PROPN" and c.i == head.i - 1 for c in head.children)


def _is_part_of_name(token: Token) -> bool:
    if _is_in_longer_name(token):
        return True
    return token.ent_type_ in ("PERSON", "ORG", "WORK_OF_ART", "FAC", "EVENT", "PRODUCT") and token.pos_ == "PROPN"


def _negator_above(verb: Token) -> Token | None:
    above = verb.head
    if above.dep_ == "prep":
        above = above.head
    if vocabulary.negators().get(above.lemma_.lower()) == "verb":
        return above
    return None


def _refuted_by(verb: Token) -> Token | None:
    """Return the word by which a text holds false what a that-clause says: "no evidence that", "the myth that"."""
    above = verb.head
    if not any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children):
        return None
    refuting = vocabulary.refuting()
    if verb.dep_ in ("acl", "ccomp", "relcl") and above.pos_ == "NOUN":
        use = refuting.get(above.lemma_.lower())
        return lacking(above) if use == "grounds" else above if use == "myth" else _called_false(above, refuting)
    if verb.dep_ in ("ccomp", "csubj", "advcl") and above.lemma_ == "be":
        return next((c for c in above.children if c.dep_ == "acomp" and refuting.get(c.lower_) == "false"), None)
    return None


def lacking(grounds: Token) -> Token | None:
    """Return the word by which there are no such grounds: "no evidence", "there isn't any proof"; None if none."""
    own = next((c for c in grounds.children if c.lower_ in ("no", "zero", "little") and c.dep_ == "det"), None)
    if own is not None or grounds.dep_ not in ("attr", "dobj", "nsubj", "nsubjpass"):
        return own
    return next((c for c in grounds.head.children if c.dep_ == "neg" or c.lower_ == "never"), None)


def _called_false(said: Token, refuting: Mapping[str, str]) -> Token | None:
    """Return the word by which what is said is called false: "the claim that ... is false", "debunked the claim"."""
    if refuting.get(said.lemma_.lower()) != "said":
        return None
    governing = said.head
    if any(c.dep_ == "neg" for c in governing.children):
        return None
    if governing.lemma_ == "be" and said.dep_ == "nsubj":
        called = (c for c in governing.children if c.dep_ in ("acomp", "attr"))
        return next((c for c in called if refuting.get(c.lemma_.lower()) in ("false", "myth")), None)
    undone = said.dep_ in ("dobj", "nsubjpass") and refuting.get(governing.lemma_.lower()) == "disprove"
    return governing if undone else next((c for c in said.children if refuting.get(c.lower_) == "false"), None)


def _too_much(verb: Token) -> Token | None:
    """Return the word that rules a verb out in "too ill to testify"; None in "not too old to run"."""
    quality = verb.head
    if (
        verb.dep_ != "xcomp"
        or quality.pos_ not in ("ADJ", "ADV")
        or any(c.dep_ == "neg" for c in quality.head.children)
    ):
        return None
    return next((c for c in quality.lefts if c.lower_ == "too"), None)


def _yet_to(verb: Token) -> Token | None:
    if not any(child.lower_ == "to" for child in verb.children):
        return None
    for token in reversed(list(verb.doc[max(verb.i - 4, 0) : verb.i])):
        if token.lower_ == "yet" and token.nbor().lower_ == "to":
            return token
    return None


def is_real(verb: Token) -> bool:
    """Return whether the text holds what a verb says to be so, or not to be so."""
    if verb.doc[verb.sent.end - 1].text == "?":
        return False
    for _ in range(6):
        if any(_doubts(child) for child in verb.children) or _has_condition(verb):
            return False
        above = verb_above(verb.head) if verb.dep_ != "ROOT" else verb
        if verb.dep_ in ("ccomp", "xcomp", "pcomp", "acl") and _leaves_open(verb, above):
            return False
        if above is verb or verb.dep_ not in ("ccomp", "xcomp", "conj", "advcl"):
            return True
        verb = above
    return True


def _has_condition(verb: Token) -> bool:
    return any(
        child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in child.children)
        for child in verb.children
    )


def _doubts(child: Token) -> bool:
    if child.lemma_.lower() in ("can", "could") and any(c.dep_ == "neg" for c in child.head.children):
        return False
    if child.dep_ in ("aux", "mark", "advmod"):
        return child.lemma_.lower() in vocabulary.doubters() or child.lower_ in vocabulary.doubters()
    return False


def _leaves_open(verb: Token, above: Token) -> bool:
    """Return whether what governs `verb` leaves open whether it is so: "wants to", "believes that", "able to"."""
    if vocabulary.negators().get(above.lemma_.lower()) == "verb" or verb.dep_ == "pcomp":
        return False
    if _yet_to(verb) is not None or _refuted_by(verb) is not None:
        return False
    if above.lemma_.lower() in words("attitudes.txt") or verb.head.lemma_.lower() in words("undoing.txt"):
        return True
    infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    if verb.dep_ == "acl":
        return infinitive
    perfect = any(child.lemma_ == "have" for child in verb.children)
    known = above.lemma_.lower() in words("implicatives.txt")
    return infinitive and verb.dep_ == "xcomp" and not (known or perfect or above.lemma_ == "be")


def _scope(head: Token, lemma: str, arguments: tuple[Argument, ...]) -> frozenset[str]:
    """Return the words of a clause but for its subject: what a negation of it would deny."""
    inside: set[str] = set() if lemma in ("be", "have") else {lemma}
    subject = "patient" if _is_passive(head) else "agent"
    for found in arguments:
        if found.kind not in ("time", "number") and (found.slot != subject or head.pos_ == "NOUN"):
            inside |= found.words
    inside |= {base(c) for c in head.children if c.dep_ == "advmod" and c.lower_ not in _EMPTY and c.tag_ != "WRB"}
    return frozenset(inside)


def _descriptions(token: Token) -> Iterator[tuple[Token, Clause]]:
    """Yield what a name is said to be without a verb: "X, the navy chief,", "General X", "a firm called X"."""
    if token.pos_ != "PROPN":
        return
    for child in token.children:
        if (child.dep_ == "appos" and child.pos_ == "NOUN") or (
            child.dep_ == "compound" and child.pos_ == "NOUN" and child.i < token.i
        ):
            yield from _described(token, child)
    if token.dep_ == "appos" and token.head.pos_ == "NOUN":
        yield from _described(token, token.head)
    if token.dep_ == "oprd" and token.head.dep_ == "acl" and token.head.lemma_ in _CALLING:
        yield from _described(token, token.head.head)


def _described(name: Token, noun: Token) -> Iterator[tuple[Token, Clause]]:
    subject = argument("agent", name)
    for head in [noun, *(c for c in noun.conjuncts if c.i > noun.i)]:
        said = argument("is", head)
        if said.start < subject.end <= said.end or subject.start <= said.start < subject.end:
            subject_words = frozenset({base(name)})
            subject = Argument(
                "agent",
                name.idx,
                name.idx + len(name.text),
                base(name),
                subject_words,
                subject.kind,
                subject.name,
                (),
                True,
            )
        more = tuple(_prepositions(head))
        scope = said.words | frozenset(w for a in more for w in a.words)
        end = head.idx + len(head.text)
        yield (
            head,
            Clause(head.idx, end, "be", frozenset({"be"}), False, None, True, (subject, said, *more), scope),
        )


def _lives(doc: Any, text: str) -> Iterator[tuple[Token, Clause]]:
    """Yield what brackets after a name say of it: "(born 3 May 1950)", "(1801 - 1866)", and of a work "(2008)"."""
    lived = [life for life in _LIFE.finditer(text) if not _SERVED.search(text, life.start(), life.start("from"))]
    for match in lived:
        yield from _in_brackets(doc, "bear", match.start(), match.span("from"))
        yield from _in_brackets(doc, "die", match.start(), match.span("to"))
    for match in _BORN.finditer(text):
        if all(match.start() != life.start() for life in lived):
            yield from _in_brackets(doc, "bear", match.start(), match.span("born"))
    for match in _YEAR.finditer(text):
        yield from _in_brackets(doc, "release", match.start(), match.span("year"))


def _in_brackets(doc: Any, lemma: str, bracket: int, inside: Span) -> Iterator[tuple[Token, Clause]]:
    before = doc.char_span(0, bracket, alignment_mode="contract")
    named = next((t for t in reversed(before) if not (t.is_space or t.is_punct)), None) if before else None
    if named is None or named.pos_ != "PROPN" or _is_abbreviation(named):
        return
    head = named.head if named.dep_ in ("compound", "flat") and named.head.pos_ == "PROPN" else named
    of = argument("patient", head)
    first = doc.char_span(*inside, alignment_mode="expand")[0]
    yield first, Clause(*inside, lemma, meanings_of(lemma), False, None, True, (of,), frozenset({lemma}))


def _is_abbreviation(name: Token) -> bool:
    """Return whether a name is that of a league or a firm, "NBL", which has no life; "Innocent III" has one."""
    return bool(name.is_upper and len(name) > 1 and not set(name.text) <= set("IVX"))


def _made_by(noun: Token) -> Iterator[tuple[Token, Clause]]:
    """Yield who made what is "a novel by X": wrote it, where a novel is written."""
    act = vocabulary.makers().get(base(noun))
    if act is None:
        return
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "by" and (maker := _object(child)) is not None:
            of = argument("patient", referent(noun))
            by = argument("agent", maker)
            span = (child.idx, child.idx + len(child.text))
            yield child, Clause(*span, act, meanings_of(act), False, None, True, (of, by), by.words | {act})
