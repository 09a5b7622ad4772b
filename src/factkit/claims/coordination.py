"""Coordinated arguments, said one by one: "visited Paris and the port of Lyon" is two visits.

Only where it is sure that each holds alone: not for what several do together, not under a negation, not with "or",
and not where a word before the first may belong to all of them.
"""

from __future__ import annotations

from factkit.claims.drafts import Piece
from factkit.language.tree import Tree
from factkit.language.wordlists import words

_ARGUMENTS = frozenset({"dobj", "attr", "acomp", "oprd", "xcomp", "nsubjpass"})
_PREPOSITIONS = frozenset({"in", "at", "to", "for", "on", "into", "against"})
_OWN_WORDS = frozenset({"det", "poss", "nummod"})
_MAX_MEMBERS = 5


def alternatives(tree: Tree, head: int, pieces: list[Piece]) -> list[list[Piece]]:
    """Return the clause once for each member of its first coordinated argument, or as it stands."""
    tokens = {piece for piece in pieces if isinstance(piece, int)}
    binding = words("binding.txt", "factkit.claims")
    if any(tree.lowers[i] in binding for i in tokens):
        return [pieces]
    for first in _arguments(tree, head):
        if said := _origins(tree, pieces, first):
            return said
        members = _members(tree, first)
        if not 1 < len(members) <= _MAX_MEMBERS or tree.lemmas[head] in words("joint_verbs.txt"):
            continue
        rest = tokens - set(tree.subtree(members[0]))
        if any(_is_amount(tree, i) for i in rest):  # hundreds in Rome and Milan are not hundreds in Rome
            continue
        if _stand_alone(tree, members) and set(members) <= tokens:
            return [_only(tree, pieces, first, members, member) for member in members]
    return [pieces]


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
            tree.deps[i] == "prep" and tree.lowers[i] in _PREPOSITIONS and (place := tree.child(i, "pobj")) is not None
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
    """Say whether each member has its own determiner, or none has any and nothing else stands before the first."""
    if len({tree.pos[i] if tree.pos[i] != "PROPN" else "NOUN" for i in members}) > 1:
        return False
    if tree.pos[members[0]] in {"VERB", "AUX"}:
        return len({tree.tags[i] for i in members}) == 1
    if all(tree.pos[i] == "PROPN" for i in members):
        return all(tree.entities[i] not in {"", "DATE", "CARDINAL"} for i in members)
    owned = [any(tree.deps[c] in _OWN_WORDS for c in tree.children[i]) for i in members]
    if all(owned):
        return True
    before = [c for c in tree.children[members[0]] if c < members[0]]
    return not any(owned) and not before


def _only(tree: Tree, pieces: list[Piece], first: int, members: list[int], member: int) -> list[Piece]:
    """Return the clause with one member in the place of all."""
    phrase = set(tree.subtree(first))
    own = set(tree.subtree(member))
    for other in members:
        if other != member and tree.is_under(other, member):
            own -= set(tree.subtree(other))
    own -= {c for m in members for c in tree.under(m, ("cc", "punct"))}
    if tree.pos[member] in {"VERB", "AUX"} and tree.child(member, "aux") is None:
        own |= {c for c in tree.under(first, ("aux",)) if c < first}
    return [piece for piece in pieces if piece not in phrase or piece in own]
