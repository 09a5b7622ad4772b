"""Faults of the parser that other words of the sentence give away, set right before anything is read from the tree."""

from __future__ import annotations

from dataclasses import replace

from factkit.claims.attachment import place_of
from factkit.claims.reported import stance_of
from factkit.language.tree import AUXILIARIES, SUBJECTS, Tree

_TELLING = frozenset({"advise", "allow", "ask", "force", "instruct", "order", "require", "tell", "urge", "warn"})
_OPEN_CLAUSES = frozenset({"after", "as", "because", "before", "since", "until"})


def mended(tree: Tree) -> Tree:
    """Return the tree with coordinated clauses hung where they belong, and a name on the noun that it stands beside.

    A second "that" or verb of speech shows where a clause belongs; a verb has one subject, "the playwright Ada Roe".
    """
    tree = _as_clauses(_of_its_verb(_titled(_beside(_retagged(tree)))))
    moves = {}
    for i, dep in enumerate(tree.deps):
        if dep == "conj" and tree.pos[i] in {"VERB", "AUX"}:
            above = _second_that(tree, i) or _second_speech(tree, i)
            if above is not None and above != tree.heads[i]:
                moves[i] = above
        elif dep == "advcl" and _is_of_speaker(tree, i):
            moves[i] = tree.heads[tree.heads[i]]
    tree = _moved(tree, moves) if moves else tree
    moves = {i: above for i in range(len(tree)) if (above := place_of(tree, i)) is not None}
    return _moved(tree, moves) if moves else tree


def _beside(tree: Tree) -> Tree:
    """Return the tree with a name that was read as a second subject, right after a noun, as its apposition."""
    heads, deps = list(tree.heads), list(tree.deps)
    for i, dep in enumerate(tree.deps):
        noun = tree.first[i] - 1
        is_second = dep in SUBJECTS and tree.entities[i] in {"PERSON", "ORG", "GPE"} and noun >= 0
        if is_second and tree.deps[noun] == dep and tree.heads[noun] == tree.heads[i] and tree.tags[noun] == "NN":
            heads[i], deps[i] = noun, "appos"
    return tree if deps == list(tree.deps) else hung(replace(tree, deps=tuple(deps)), heads)


def _titled(tree: Tree) -> Tree:
    """Return the tree with a name that was read apart from the post before it as one: "through captain Jo Roe"."""
    heads, deps = list(tree.heads), list(tree.deps)
    for i, dep in enumerate(tree.deps):
        post = tree.first[i] - 1
        apart = dep in {"dobj", "npadvmod"} and tree.entities[i] == "PERSON" and tree.pos[i] == "PROPN" and post > 0
        bare = apart and tree.deps[post] == "pobj" and tree.tags[post] == "NN" and not tree.children[post]
        if bare and tree.heads[tree.heads[post]] == tree.heads[i]:
            heads[i], deps[i], heads[post], deps[post] = tree.heads[post], "pobj", i, "compound"
    return tree if deps == list(tree.deps) else hung(replace(tree, deps=tuple(deps)), heads)


def _retagged(tree: Tree) -> Tree:
    """Return the tree with "her" as who does something in "heard her sing", and "was fined and ordered to pay"."""
    tags = list(tree.tags)
    for i, word in enumerate(tree.lowers):
        if word == "her" and tags[i] == "PRP$" and tree.pos[tree.heads[i]] == "VERB":
            tags[i] = "PRP"
        elif tags[i] == "VBD" and _is_told_to(tree, i):
            tags[i] = "VBN"
    return replace(tree, tags=tuple(tags))


def _is_told_to(tree: Tree, i: int) -> bool:
    """Say whether a second verb is of who was told to do something, not of who told another."""
    passive = tree.deps[i] == "conj" and tree.child(tree.heads[i], "auxpass") is not None
    told = tree.lemmas[i] in _TELLING and tree.child(i, "xcomp") is not None
    return passive and told and tree.child(i, "dobj", "dative", *SUBJECTS) is None


def _as_clauses(tree: Tree) -> Tree:
    """Return the tree with a clause where "after" and a noun were read apart from their verb: "after a gale tore"."""
    heads, deps = list(tree.heads), list(tree.deps)
    for i, dep in enumerate(tree.deps):
        bare = dep in {"advcl", "ccomp", "conj"} and tree.tags[i] == "VBD" and tree.first[i] == i
        tie = next((p for p in tree.under(tree.heads[i], ("prep",)) if tree.last[p] == i - 1), None) if bare else None
        noun = None if tie is None or tree.lowers[tie] not in _OPEN_CLAUSES else tree.child(tie, "pobj")
        if tie is not None and noun is not None and tree.child(i, *SUBJECTS) is None:
            heads[noun], deps[noun], heads[tie], deps[tie], deps[i] = i, "nsubj", i, "mark", "advcl"
    return tree if deps == list(tree.deps) else hung(replace(tree, deps=tuple(deps)), heads)


def _is_of_speaker(tree: Tree, i: int) -> bool:
    """Say whether a participle of speech at the end tells what the speaker did: "said growth slowed, citing data"."""
    said = tree.heads[i]
    speech = tree.heads[said]
    citing = tree.lemmas[i] == "cite" or stance_of(tree.lemmas[i]) is not None
    reported = tree.deps[said] == "ccomp" and speech < said < i and stance_of(tree.lemmas[speech]) is not None
    return citing and reported and tree.tags[i] == "VBG" and tree.words[tree.first[i] - 1] == ","


def _of_its_verb(tree: Tree) -> Tree:
    """Return the tree with a subject that hangs on an auxiliary on the verb: "the other is missing"."""
    heads = list(tree.heads)
    for i, dep in enumerate(tree.deps):
        if dep in SUBJECTS and tree.deps[tree.heads[i]] in AUXILIARIES:
            heads[i] = tree.heads[tree.heads[i]]
    return tree if heads == list(tree.heads) else hung(tree, heads)


def _second_that(tree: Tree, i: int) -> int | None:
    """Return the clause that "and that ..." goes on from: the nearest above that has its own "that"."""
    if not any(tree.lowers[m] == "that" for m in tree.under(i, ("mark",))):
        return None
    above = tree.heads[i]
    bare = None
    while not any(tree.lowers[m] == "that" for m in tree.under(above, ("mark",))):
        if tree.deps[above] == "ccomp" and stance_of(tree.lemmas[tree.heads[above]]) is not None and bare is None:
            bare = above  # "said crews were late and that some were hurt"
        if tree.heads[above] == above:
            return bare
        above = tree.heads[above]
    return above if tree.deps[above] == "ccomp" else None


def _second_speech(tree: Tree, i: int) -> int | None:
    """Return the verb of speech that a second one without a subject goes on from: "said that X fell but warned"."""
    head = tree.heads[i]
    speech = tree.heads[head]
    speaks = stance_of(tree.lemmas[i]) is not None and stance_of(tree.lemmas[speech]) is not None
    if not speaks or tree.deps[head] != "ccomp" or tree.tags[i] != tree.tags[speech]:
        return None
    return None if tree.child(i, *SUBJECTS, "mark", "aux", "auxpass") is not None else speech


def _moved(tree: Tree, moves: dict[int, int]) -> Tree:
    heads = list(tree.heads)
    for i, above in moves.items():
        before = [c for c in tree.children[heads[i]] if tree.deps[c] in {"cc", "punct"} and i - 4 <= c < tree.first[i]]
        for tied in (i, *(c for c in before if c >= heads[i])):
            heads[tied] = above
    return hung(tree, heads)


def hung(tree: Tree, heads: list[int]) -> Tree:
    """Return the tree with other heads."""
    children: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    first, last = list(range(len(heads))), list(range(len(heads)))
    for i in range(len(heads)):
        above = i
        while heads[above] != above:
            above = heads[above]
            first[above], last[above] = min(first[above], i), max(last[above], i)
    return replace(
        tree,
        heads=tuple(heads),
        children=tuple(tuple(under) for under in children),
        first=tuple(first),
        last=tuple(last),
    )
