"""Coordinated arguments, said one by one: "visited Paris and the port of Lyon" is two visits.

Only where it is sure that each holds alone: not for what several do together, not under a negation, not with "or",
and not where a word before the first may belong to all of them.
"""

from __future__ import annotations

import itertools

from factkit.claims import nouns, scope
from factkit.claims.drafts import Piece
from factkit.language.tree import SUBJECTS, Tree
from factkit.language.wordlists import words

_ARGUMENTS = frozenset({"dobj", "attr", "acomp", "oprd", "xcomp", "nsubjpass"})
_PREPOSITIONS = frozenset({"in", "at", "to", "for", "on", "into", "against"})
_OWN_WORDS = frozenset({"det", "poss", "nummod"})
_MAX_MEMBERS = 8
_TOGETHER = frozenset(
    "together jointly mutually each other another between respectively alike both apart hand side".split()  # noqa: SIM905
)
_SINGULAR = {"were": "was", "are": "is", "have": "has"}
_VERB_DEPS = frozenset({"aux", "auxpass", "ROOT", "conj", "ccomp", "advcl", "relcl"})


def alternatives(tree: Tree, head: int, pieces: list[Piece]) -> list[list[Piece]]:
    """Return the clause once for each member of its first coordinated argument, or as it stands."""
    tokens = {piece for piece in pieces if isinstance(piece, int)}
    objects = tree.under(head, ("dobj",))
    if scope.binds(tree, tokens) or scope.goes_on(tree, head, tokens) or len(objects) > 1:
        return [pieces]
    arguments = _arguments(tree, head)
    joint = tree.lemmas[head] in words("joint_verbs.txt")
    said = next(filter(None, (_origins(tree, pieces, i) for i in arguments)), []) or (
        [] if joint else _subjects(tree, head, pieces, tokens)
    )
    if said or joint:
        return said or [pieces]
    for first in arguments:
        members = _members(tree, first)
        if not 1 < len(members) <= _MAX_MEMBERS:
            continue
        if _shares_complement(tree, head, members):
            continue
        rest = tokens - set(tree.subtree(members[0]))
        if any(_is_amount(tree, i) for i in rest):  # hundreds in Rome and Milan are not hundreds in Rome
            continue
        if _stand_alone(tree, members) and set(members) <= tokens:
            return [_only(tree, pieces, first, members, member) for member in members]
    return [pieces]


def _subjects(tree: Tree, head: int, pieces: list[Piece], tokens: set[int]) -> list[list[Piece]]:
    """Return the clause once for each of its subjects where what is said holds for each: "A and B were arrested".

    Only for what is done to people and things or for how they are; what several do they may do together.
    """
    subject = tree.child(head, *SUBJECTS)
    members = [] if subject is None else _members(tree, subject)
    if subject is None or not 1 < len(members) <= _MAX_MEMBERS or not _holds_for_each(tree, head, subject):
        return []
    said_of = tokens - set(tree.subtree(subject))
    if any(_is_amount(tree, i) or tree.lowers[i] in _TOGETHER for i in said_of) or not set(members) <= tokens:
        return []
    if not _stand_alone(tree, members) or any(tree.tags[i] in {"PRP$", "PRP"} for i in said_of):
        return []
    said = []
    for member in members:
        one = _only(tree, pieces, subject, members, member)
        plural = tree.tags[member] in {"NNS", "NNPS"}
        said.append(
            [
                _SINGULAR.get(tree.lowers[p], p)
                if isinstance(p, int) and p in said_of and not plural and tree.deps[p] in _VERB_DEPS
                else p
                for p in one
            ]
        )
    return said


def _holds_for_each(tree: Tree, head: int, subject: int) -> bool:
    if tree.deps[subject] == "nsubjpass":
        return tree.child(head, "agent") is None
    if tree.lemmas[head] == "be":
        return tree.child(head, "acomp", "prep") is not None and tree.child(head, "attr") is None
    return tree.lemmas[head] in words("single_verbs.txt", "factkit.claims")


def _shares_complement(tree: Tree, head: int, members: list[int]) -> bool:
    """Say whether what follows the last member belongs to all: "accused Chad and Mali of arming rebels"."""
    bound = tree.lemmas[head] in words("verbs_with_prepositions.txt", "factkit.claims")
    return bound and any(tree.lowers[i] != "of" or tree.child(i, "pcomp") is not None for i in _preps(tree, members))


def _preps(tree: Tree, members: list[int]) -> list[int]:
    return [i for member in members for i in tree.under(member, ("prep",))]


def _is_measure(tree: Tree, i: int) -> bool:
    """Say whether a noun is a measured stretch or sum: "three months", "40 kilometres", "€40,000"."""
    measured = tree.entities[i] in {"DATE", "TIME", "MONEY", "QUANTITY", "PERCENT"}
    return measured and (tree.pos[i] == "NUM" or tree.child(i, "nummod", "quantmod") is not None)


def _is_amount(tree: Tree, i: int) -> bool:
    is_number = tree.pos[i] == "NUM" and tree.entities[i] not in {"DATE", "TIME"}
    return is_number or tree.lemmas[i] in {
        "hundred",
        "thousand",
        "dozen",
        "million",
        "billion",
        "number",
        "total",
        "half",
    }


def _arguments(tree: Tree, head: int) -> list[int]:
    found = []
    for i in tree.children[head]:
        if tree.deps[i] in _ARGUMENTS and i > head:
            found.append(i)
        elif (
            tree.deps[i] == "prep"
            and tree.lowers[i] in _PREPOSITIONS
            and "from" not in tree.lowers[head:i]  # "from the occult to natural history and biology"
            and (place := tree.child(i, "pobj")) is not None
        ):
            found.append(place)
    return found


def _origins(tree: Tree, pieces: list[Piece], noun: int) -> list[list[Piece]]:
    """Return the clause once for each origin of several holders of a post: "his Rwandan and Congolese counterparts"."""
    origin = tree.child(noun, "amod")
    if origin is None or tree.tags[noun] != "NNS" or tree.lemmas[noun] not in words("posts.txt"):
        return []
    other = tree.child(origin, "conj")
    if other is None or not all(tree.entities[i] == "NORP" for i in (origin, other)) or tree.child(noun, "nummod"):
        return []
    pair = set(tree.subtree(origin))
    singular: list[Piece] = [tree.lemmas[noun] if piece == noun else piece for piece in pieces]
    return [[piece for piece in singular if piece not in pair or piece == one] for one in (origin, other)]


def _members(tree: Tree, first: int) -> list[int]:
    members = [first]
    while (following := tree.child(members[-1], "conj")) is not None:
        if len(tree.under(members[-1], ("conj",))) > 1:
            return [first]
        members.append(following)
    last = members[-2] if len(members) > 1 else first
    ties = {tree.lowers[c] for c in tree.under(last, ("cc",))}
    return members if ties == {"and"} else [first]


def _stand_alone(tree: Tree, members: list[int]) -> bool:
    """Say whether each member is a phrase of its own, or can share the article or owner of the first."""
    unlike = len({tree.pos[i] if tree.pos[i] != "PROPN" else "NOUN" for i in members}) > 1
    measured = any(_is_measure(tree, one) and _is_measure(tree, other) for one, other in itertools.pairwise(members))
    described = any(tree.child(i, "appos") is not None for i in members)  # one more, or what one of them is
    if measured or unlike or described:
        return False
    if tree.pos[members[0]] in {"VERB", "AUX"}:
        return len({tree.tags[i] for i in members}) == 1
    if all(tree.pos[i] == "PROPN" for i in members):
        return all(tree.entities[i] not in {"", "DATE", "CARDINAL"} for i in members)
    if tree.tags[members[0]] == "NNS" and all(tree.entities[i] == "PERSON" for i in members[1:]):
        return False  # "the twins, Ada and Ben Roe": who the first are, not more of them
    if any(tree.lowers[c] in words("non_happening.txt") for i in members for c in tree.children[i]):
        return False
    return _can_do_without(tree, members)


def _can_do_without(tree: Tree, members: list[int]) -> bool:
    """Say whether no member needs a word that stands before the first alone: "a broken finger and mild hypothermia"."""
    first_has_one = any(tree.lowers[c] in {"a", "an"} for c in tree.under(members[0], ("det",)))
    bare = [m for m in members[1:] if tree.tags[m] == "NN" and tree.child(m, "det", "poss", "nummod") is None]
    if first_has_one and any(not nouns.is_person(tree, m) for m in bare):
        return False
    owned = [any(tree.deps[c] in _OWN_WORDS for c in tree.children[i]) for i in members]
    numbered = any(tree.deps[c] == "nummod" for c in tree.children[members[0]])
    looks_back = any(tree.tags[c] == "PRP$" for i in members[1:] for c in tree.children[i])  # "men and their dogs"
    return all(owned) or not (numbered or looks_back)


def _only(tree: Tree, pieces: list[Piece], first: int, members: list[int], member: int) -> list[Piece]:
    """Return the clause with one member in the place of all."""
    phrase = set(tree.subtree(first))
    own = set(tree.subtree(member))
    for other in members:
        if other != member and tree.is_under(other, member):
            own -= set(tree.subtree(other))
    own -= {c for m in members for c in tree.under(m, ("cc", "punct", "preconj"))}
    shared: list[Piece] = []
    if tree.pos[member] in {"VERB", "AUX"} and tree.child(member, "aux") is None:
        own |= {c for c in tree.under(first, ("aux",)) if c < first}
    elif member != first and _can_share(tree, first, member):
        shared = _shared(tree, first, min(own), plural=tree.tags[member] in {"NNS", "NNPS"})
    at = next(n for n, piece in enumerate(pieces) if piece in own)
    kept = [piece for piece in pieces if piece not in phrase or piece in own]
    return kept if not shared else [*kept[: kept.index(pieces[at])], *shared, *kept[kept.index(pieces[at]) :]]


def _can_share(tree: Tree, first: int, member: int) -> bool:
    own = any(tree.deps[c] in _OWN_WORDS for c in tree.children[member])
    return not own and tree.tags[member] == tree.tags[first] and tree.pos[member] != "PROPN"


def _shared(tree: Tree, first: int, before: int, *, plural: bool) -> list[Piece]:
    """Return the article or owner that stands once for all members: "a lawyer and engineer" is "an engineer" too."""
    for i in tree.under(first, ("det", "poss")):
        if tree.lowers[i] in {"a", "an"}:
            return [] if plural else ["an" if tree.lowers[before][0] in "aeiou" else "a"]
        return list(tree.subtree(i))
    return []
