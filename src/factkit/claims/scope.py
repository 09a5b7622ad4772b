"""Words that tie the parts of a clause together: beside them nothing may be left out or said one by one."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from factkit.language.tree import Tree
from factkit.language.wordlists import rows, words

_SUPERLATIVES = frozenset({"JJS", "RBS"})


def binds(tree: Tree, tokens: Iterable[int]) -> bool:
    """Say whether one of the words ties the clause together: a negation, "only", "all", "as tall as"."""
    binding = words("binding.txt", "factkit.claims")
    return any(tree.lowers[i] in binding and not _is_loose(tree, i) for i in tokens)


def opens_condition(tree: Tree, i: int) -> bool:
    """Say whether a condition of several words begins at a token: "in case it rains", "provided that", "as long as"."""
    phrases = _condition_phrases().get(tree.lowers[i], ())
    return any(tree.lowers[i : i + len(p)] == p and _takes_clause(tree, i, i + len(p)) for p in phrases)


def _takes_clause(tree: Tree, first: int, end: int) -> bool:
    """Say whether a clause follows: not "in case of fire", "provided by the firm", "as long as six months"."""
    following = tree.lowers[end] if end < len(tree) else "."
    if tree.lowers[end - 1] == "as":
        return tree.deps[end - 1] == "mark"
    if tree.lowers[first] == "provided" and end == first + 1:
        return tree.child(first, "pcomp", "ccomp") is not None
    return following not in {"of", "by", "."}


@cache
def _condition_phrases() -> dict[str, list[tuple[str, ...]]]:
    """Return the phrases by their first words."""
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(words("conditional_phrases.txt", "factkit.claims")):
        cells = tuple(phrase.split())
        by_first.setdefault(cells[0], []).append(cells)
    return by_first


def compares(tree: Tree, tokens: Iterable[int]) -> bool:
    """Say whether one of the words is a superlative, true only beside what it is the most of; not "at least"."""
    return any(tree.tags[i] in _SUPERLATIVES and tree.lowers[i] != "least" for i in tokens)


def goes_on(tree: Tree, head: int, tokens: Iterable[int]) -> bool:
    """Say whether a second verb is still in the clause: what follows the first may be of it."""
    verbs = {"VERB", "AUX"}
    return any(tree.deps[i] == "conj" and tree.heads[i] == head and tree.pos[i] in verbs for i in tokens)


def deepest_verb(tree: Tree, head: int) -> int:
    """Return the verb that a clause comes to: "vaccinating" in "began vaccinating"; `head` where it denies it."""
    while (below := tree.child(head, "xcomp")) is not None and tree.pos[below] == "VERB" and below > head:
        if tree.lemmas[head] in _negators() or tree.child(below, "neg") is not None:
            break
        head = below
    return head


@cache
def _negators() -> frozenset[str]:
    return frozenset(cue for cue, kind in rows("negators.tsv") if kind == "verb") | {"stop", "cease", "delay", "omit"}


def _is_loose(tree: Tree, i: int) -> bool:
    """Say whether a word that may bind does not here: "more than 200", "as a clerk", "two or three"."""
    word = tree.lowers[i]
    if word in {"or", "either"}:
        return True
    if word == "as":
        return tree.deps[i] in {"prep", "mark"}
    than = i + 1 if word == "more" else i
    after = min(than + 1, len(tree) - 1)
    is_more = than < len(tree) and tree.lowers[than - 1 : than + 1] == ("more", "than")
    return word in {"more", "than"} and is_more and tree.pos[after] in {"NUM", "DET"}
