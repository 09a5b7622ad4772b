"""What a sentence takes for granted: an event that a noun names, the whole of a counted part."""

from __future__ import annotations

from functools import cache

from factkit.claims.drafts import Draft, Pieces
from factkit.language.tree import Tree
from factkit.language.wordlists import rows, words
from factkit.model import ClaimKind, Unresolved

_TELLING = frozenset("after at before by during in near on since".split())  # noqa: SIM905
"""Prepositions after an event's noun that say when, where or by whom it happened."""


def facts(tree: Tree) -> list[Draft]:
    """Return what the sentence takes for granted, in the order of its words; mostly nothing."""
    return [draft for i in range(len(tree)) for draft in (*_happened(tree, i), *_whole_of(tree, i))]


def _happened(tree: Tree, i: int) -> list[Draft]:
    """Return that an event happened which the sentence takes for granted: "after the arrest of X by Y in Z"."""
    known = _events().get(tree.lemmas[i]) if tree.pos[i] == "NOUN" else None
    if known is None or not _is_presupposed(tree, i):
        return []
    participle, transitive = known
    of = next((c for c in tree.under(i, ("prep",)) if tree.lowers[c] == "of"), None)
    by = next((c for c in tree.under(i, ("prep",)) if tree.lowers[c] == "by"), None)
    owner = tree.child(i, "poss")
    done_to = tree.child(of, "pobj") if of is not None else owner
    if done_to is None or tree.pos[done_to] == "PRON":
        return []
    doers = [c for c in tree.under(done_to, ("prep",)) if tree.lowers[c] == "by"]  # "of three diplomats by Kesh"
    by = by if by is not None or not doers else doers[0]
    agent = [p for c in doers for p in tree.subtree(c)]
    patient = tuple(
        p for p in tree.subtree(done_to) if (tree.deps[p] != "case" or tree.heads[p] != done_to) and p not in agent
    )
    commas = [p for p in patient if tree.words[p] == ","]
    patient = tuple(p for p in patient if p not in commas) if len(commas) == 1 else patient
    plural = tree.tags[done_to] in {"NNS", "NNPS"} or tree.child(done_to, "conj") is not None
    rest = [
        p
        for c in tree.children[i]
        if c > i and c != of and (tree.deps[c] in {"advmod", "npadvmod"} or tree.lowers[c] in _TELLING)
        for p in tree.subtree(c)
    ]
    if by is not None and not transitive:
        return []
    auxiliary: Pieces = ("were" if plural else "was",) if transitive else ()
    return [Draft((*patient, *auxiliary, participle, *agent, *rest), i, kind=ClaimKind.EVENT)]


def _is_presupposed(tree: Tree, i: int) -> bool:
    definite = (
        any(tree.lowers[c] in {"the", "this", "that"} for c in tree.under(i, ("det",)))
        or tree.child(i, "poss") is not None
    )
    doubtful = words("non_happening.txt")
    if not definite or any(tree.lowers[c] in doubtful for c in tree.children[i]):
        return False
    if tree.tags[i] == "NNS":
        return False
    above = tree.heads[i]
    return above != i and (
        tree.lemmas[above] in words("factive_frames.txt")
        or (tree.pos[above] == "ADP" and tree.lemmas[tree.heads[above]] in words("factive_frames.txt"))
    )


def _whole_of(tree: Tree, i: int) -> list[Draft]:
    """Return how many there are where some are counted out of them: "three of the 27 states"."""
    count, of = tree.child(i, "nummod"), tree.heads[i]
    if count is None or tree.deps[i] != "pobj" or tree.lowers[of] != "of" or tree.tags[i] != "NNS":
        return []
    is_known = any(tree.lowers[d] == "the" for d in tree.under(i, ("det",)))
    if not is_known or tree.pos[tree.heads[of]] != "NUM":
        return []
    of_what = {t for c in tree.under(i, ("prep",)) if tree.lowers[c] == "of" for t in tree.subtree(c)}
    tokens = tuple(
        t for t in tree.subtree(i) if (tree.heads[t] != i or tree.deps[t] != "det") and (t <= i or t in of_what)
    )
    open_parts = () if of_what else (Unresolved.WHAT,)
    return [Draft(("there", "are", *tokens), i, kind=ClaimKind.QUANTITY, unresolved=open_parts)]


@cache
def _events() -> dict[str, tuple[str, bool]]:
    return {noun: (participle, kind == "t") for noun, participle, kind in rows("nominalisations.tsv")}
