"""Clauses with several adjuncts, said once with each: "won in Paris for the third time" is two things to check."""

from __future__ import annotations

from factkit.claims.drafts import Piece
from factkit.language.tree import Tree
from factkit.language.wordlists import words

_COMPLEMENTS = frozenset({"dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "agent", "dative"})
_TIMES = frozenset({"DATE", "TIME"})
_ADJUNCTS = frozenset({"prep", "npadvmod"})
_SHORT = 4


def versions(tree: Tree, head: int, pieces: list[Piece]) -> list[list[Piece]]:
    """Return the clause as it stands, or without its adjuncts and with each of them alone; times stay with all.

    A clause is left whole where an adjunct bears on what the rest says: after a negation, "only", a superlative.
    """
    tokens = [piece for piece in pieces if isinstance(piece, int)]
    looks_back = any(i > head and tree.tags[i] in {"PRP", "PRP$"} for i in tokens)
    bound = tree.lemmas[head] in words("verbs_with_prepositions.txt", "factkit.claims")
    if looks_back or bound or not _can_shed(tree, tokens):
        return [pieces]
    kept = set(tokens)
    adjuncts = [i for i in tree.children[head] if i in kept and tree.deps[i] in _ADJUNCTS and not _is_time(tree, i)]
    if not any(tree.deps[i] in _COMPLEMENTS for i in tree.children[head]) and tree.child(head, "auxpass") is None:
        after = [i for i in adjuncts if i > head]
        adjuncts = [i for i in adjuncts if i not in after[:1]]
    adjuncts = [i for i in adjuncts if tree.lowers[i] in words("free_prepositions.txt", "factkit.claims")]
    parts = [set(tree.subtree(i)) & kept for i in adjuncts]
    sheds = len(parts) > 1 or (len(parts) == 1 and len(parts[0]) > _SHORT)
    if not sheds:
        return [pieces]
    alone = [_without(pieces, parts)] if len(parts) == 1 else []
    return alone + [_without(pieces, [part for part in parts if part is not one]) for one in parts]


def _without(pieces: list[Piece], parts: list[set[int]]) -> list[Piece]:
    left_out = set().union(*parts)
    return [piece for piece in pieces if piece not in left_out]


def _can_shed(tree: Tree, tokens: list[int]) -> bool:
    binding = words("binding.txt", "factkit.claims")
    return not any(tree.lowers[i] in binding or tree.tags[i] in {"JJS", "RBS"} for i in tokens)


def _is_time(tree: Tree, i: int) -> bool:
    """Say whether an adjunct is a short time, which stays with every version."""
    tokens = tree.subtree(i)
    times = sum(tree.entities[t] in _TIMES for t in tokens)
    return times > 0 and (len(tokens) <= _SHORT or len(tokens) - times <= 1)
