"""Clauses that tell of a noun: what their pronoun is in them, how they are said of the thing, and if it exists."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from factkit.claims import adverbials, nouns
from factkit.claims.drafts import Piece, Pieces
from factkit.claims.inflection import past
from factkit.language.tree import SUBJECTS, Tree
from factkit.language.wordlists import words

_THINGS = frozenset({"who", "which", "that"})
_OBJECTS = frozenset({"who", "whom", "which", "that"})
_OF_TIME = frozenset({"DATE", "TIME"})
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())  # noqa: SIM905
_MOST_DAYS = 31


class Role(StrEnum):
    """What a relative pronoun is in its clause."""

    SUBJECT = "subject"
    OBJECT = "object"
    OWNER = "owner"
    PLACE = "place"
    TIME = "time"
    PART = "those that it counts out of"
    AFTER_PREPOSITION = "after a preposition"


_MEASURES = frozenset({"than", "half", "twice", "double", "triple"})


@dataclass(frozen=True, slots=True)
class Relation:
    """A relative clause by its verb, and its pronoun: None where English leaves it out, "a post he held"."""

    verb: int
    pronoun: int | None
    role: Role


def relation_of(tree: Tree, verb: int) -> Relation | None:
    """Return how a relative clause hangs together; None where that is not sure."""
    first = tree.first[verb]
    if first == 0 or not tree.is_finite(verb):
        return None
    if _is_gap(tree, verb):
        return Relation(verb, None, Role.OBJECT)
    above = tree.heads[first]
    if tree.lowers[first] == "whose" and tree.deps[first] == "poss" and above in tree.under(verb, SUBJECTS):
        return Relation(verb, first, Role.OWNER)
    if (whom := _counted_out_of(tree, verb)) is not None:
        return Relation(verb, whom, Role.PART)
    role = _own_role(tree, verb, first) if above == verb else None
    return None if role is None else Relation(verb, first, role)


def _counted_out_of(tree: Tree, verb: int) -> int | None:
    """Return the pronoun of "some of whom", "only three of which" where that is the subject of a clause."""
    subject = tree.child(verb, *SUBJECTS)
    if subject is None or tree.first[subject] != tree.first[verb]:
        return None
    named = (tree.child(c, "pobj") for c in tree.under(subject, ("prep",)) if tree.lowers[c] == "of")
    return next((i for i in named if i is not None and tree.lowers[i] in {"whom", "which"}), None)


def _own_role(tree: Tree, verb: int, first: int) -> Role | None:
    """Return what the first word of a clause is in it, where it hangs on the verb itself."""
    word, dep = tree.lowers[first], tree.deps[first]
    has_subject = tree.child(verb, *SUBJECTS, "expl") is not None
    if word in _THINGS and dep in SUBJECTS:
        return Role.SUBJECT
    if not has_subject:
        return None
    if word in _OBJECTS and dep == "dobj":
        return Role.OBJECT
    if dep == "prep":
        return Role.AFTER_PREPOSITION if tree.lowers[tree.child(first, "pobj") or 0] in {"which", "whom"} else None
    return {"where": Role.PLACE, "when": Role.TIME}.get(word)


def _is_gap(tree: Tree, verb: int) -> bool:
    """Say whether a clause has no pronoun and lacks its object: "a post he held for years"."""
    subject = tree.child(verb, *SUBJECTS)
    if subject is None or tree.first[subject] != tree.first[verb] or tree.lowers[subject] in _OBJECTS:
        return False
    has_all = tree.child(verb, "dobj", "attr", "acomp", "ccomp", "xcomp", "oprd", "auxpass") is not None
    known = tree.lemmas[verb] in words("intransitive_verbs.txt", "factkit.claims") or tree.lemmas[verb] == "be"
    return not has_all and not known and tree.words[tree.first[verb] - 1] not in {",", "–", "—", "("}


def placed(tree: Tree, relation: Relation, pieces: Pieces, stands_for: Pieces) -> Pieces:
    """Return the pieces of a relative clause with what its pronoun stands for in the place that it has there."""
    pronoun, verb = relation.pronoun, relation.verb
    if relation.role is Role.TIME and verb in pieces:  # "when" was left out as what ties the clause to the date
        return (*(piece for piece in pieces if piece != pronoun), _before_date(tree, stands_for), *stands_for)
    if pronoun is not None and pronoun not in pieces:
        return pieces
    if relation.role is Role.PART:
        stands_for = _known(tree, stands_for)
    if relation.role in {Role.SUBJECT, Role.OWNER, Role.PART}:
        own = (*stands_for, "'s") if relation.role is Role.OWNER else stands_for
        parts = (own if piece == pronoun else (piece,) for piece in pieces)
        return tuple(piece for part in parts for piece in part)
    if relation.role is Role.OBJECT:
        return _with_object(tree, verb, [piece for piece in pieces if piece != pronoun], stands_for)
    if relation.role is Role.AFTER_PREPOSITION and pronoun is not None:
        return _after_preposition(tree, relation.verb, pronoun, pieces, stands_for)
    return (*(piece for piece in pieces if piece != pronoun), _before_place(tree, stands_for), *stands_for)


def _after_preposition(tree: Tree, verb: int, tie: int, pieces: Pieces, stands_for: Pieces) -> Pieces:
    """Return the pieces with "of the 26,000 homes" after what is counted, any other "under the treaty" last."""
    gone = set(tree.subtree(tie))
    said = [piece for piece in pieces if piece not in gone]
    counted = tree.child(verb, *SUBJECTS)
    if tree.lowers[tie] != "of" or counted is None or counted not in said:
        return (*said, tie, *stands_for)
    at = 1 + max(n for n, piece in enumerate(said) if piece in tree.subtree(counted))
    return (*said[:at], tie, *_known(tree, stands_for), *said[at:])


def _known(tree: Tree, things: Pieces) -> Pieces:
    """Return a noun phrase without an article as one that was named before: "the 26,000 homes", "the residents"."""
    first = things[0] if things else None
    common = any(isinstance(i, int) and tree.pos[i] == "NOUN" for i in things)
    is_open = common and isinstance(first, int) and tree.tags[first] not in {"DT", "PRP$"}
    return ("the", *things) if is_open else things


def _with_object(tree: Tree, verb: int, pieces: list[Piece], stands_for: Pieces) -> Pieces:
    if verb not in pieces:
        return tuple(pieces)
    stranded = [c for c in tree.under(verb, ("prep",)) if tree.child(c, "pobj", "pcomp") is None and c > verb]
    after = {verb, *tree.under(verb, ("prt",)), *stranded}
    at = 1 + max(n for n, piece in enumerate(pieces) if piece in after)
    return (*pieces[:at], *stands_for, *pieces[at:])


def _before_date(tree: Tree, date: Pieces) -> str:
    """Return what stands before a date: on a day, in a month or year."""
    tokens = [piece for piece in date if isinstance(piece, int)]
    is_day = any(
        tree.lowers[i] in _DAYS or (tree.lowers[i].isdigit() and int(tree.lowers[i]) <= _MOST_DAYS) for i in tokens
    )
    return "on" if is_day else "in"


def _before_place(tree: Tree, place: Pieces) -> str:
    """Return what stands before a place: the preposition that it has in the sentence, else "in" or "at"."""
    tokens = [piece for piece in place if isinstance(piece, int)]
    before = tree.lowers[tokens[0] - 1] if tokens and tokens[0] > 0 else ""
    if before in {"in", "at", "on", "near"}:
        return before
    return "at" if any(tree.entities[i] in {"ORG", "FAC"} for i in tokens) else "in"


def is_time(tree: Tree, noun: int) -> bool:
    """Say whether a noun is a date that "when" can stand for."""
    return tree.entities[noun] in _OF_TIME and tree.pos[noun] in {"PROPN", "NUM"}


def is_place(tree: Tree, noun: int) -> bool:
    """Say whether a noun may be a place that "where" can stand for."""
    return tree.pos[noun] in {"NOUN", "PROPN"} and tree.entities[noun] not in {*_OF_TIME, "PERSON"}


def may_tell_of_another(tree: Tree, i: int, at: int, head: int) -> bool:
    """Say whether a clause may tell of a noun before the one that it hangs on: "a book in a form which"."""
    if tree.deps[at] == "appos":
        return False
    is_person = tree.lowers[tree.first[i]] in {"who", "whom"}
    owners = [k for c in tree.under(at, ("prep",)) if c < i for k in tree.under(c, ("pobj",))]
    if is_person and any(nouns.is_person(tree, k) and not tree.entities[k] for k in owners):
        return True  # "the brother of the banker who was shot"
    others = [k for k in range(head + 1, at) if tree.pos[k] == "NOUN" and tree.deps[k] in {"dobj", "pobj", "attr"}]
    return any(nouns.is_person(tree, k) or not is_person for k in others if tree.tags[k] == tree.tags[at])


def may_be_main_verb(tree: Tree, i: int, at: int) -> bool:
    """Say whether a participle after a noun may be its verb: "after a storm with gusts swept in"."""
    tie = tree.heads[at]
    opens_clause = tree.deps[at] == "pobj" and tree.lowers[tie] in {"after", "before", "as", "since", "until"}
    dashes = sum(tree.words[k] in {"–", "—", "--"} for k in range(at, i))
    same_form = tree.lowers[i].endswith("ed") or tree.lowers[i] == past(tree.lemmas[i])
    return (opens_clause and same_form and tree.child(i, "agent") is None) or dashes > 1


def is_told_of(tree: Tree, at: int, sort: str, head: int) -> bool:
    """Say whether a noun is an argument of a clause that holds, and the one that the words after it tell of."""
    if tree.pos[at] != "NOUN" or tree.entities[at] in {"DATE", "TIME"}:
        return False
    if tree.deps[at] == "conj" or tree.child(at, "conj") is not None:
        return False
    if _MEASURES & set(tree.lowers[tree.first[at] : at]):  # "fewer than half the number promised in May"
        return False
    above = tree.heads[at]
    head = _held(tree, head)
    direct = head in {above, tree.heads[above] if tree.deps[above] == "prep" else above}
    if governor(tree, at) != head or (sort != "new" and not direct):  # "an opening under the house that led"
        return False
    holds = adverbials.is_settled(tree, head) and tree.child(head, "neg") is None
    return holds and tree.lemmas[head] not in words("intensional_verbs.txt")


def _held(tree: Tree, head: int) -> int:
    """Return the verb that a clause holds to be so: "vaccinating" where somebody "began vaccinating"."""
    below = tree.child(head, "xcomp")
    if below is None or tree.lemmas[head] not in words("implicatives.txt"):
        return head
    return below


def governor(tree: Tree, noun: int) -> int:
    """Return the verb that a noun is an argument of, through prepositions and "of"."""
    while (tree.pos[noun] in {"NOUN", "PROPN", "ADP"} or tree.deps[noun] == "prep") and tree.heads[noun] != noun:
        noun = tree.heads[noun]
    return noun
