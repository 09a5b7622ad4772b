"""What a sentence decides or announces, for "this decision" in the next: "Acme's suspension of the deal"."""

from __future__ import annotations

from factkit.claims import nouns
from factkit.claims.drafts import Piece, wording
from factkit.language.tree import SUBJECTS, Tree
from factkit.language.wordlists import words


def is_act(lemma: str) -> bool:
    """Say whether a noun is one for what somebody decided or announced."""
    return lemma in words("acts.txt", "factkit.claims")


def act_of(tree: Tree) -> str:
    """Return what a sentence announces or decides, as a noun phrase with its owner named; "" if nothing."""
    root = next(iter(tree.roots()), None)
    done = None if root is None else tree.child(root, "dobj")
    if root is None or done is None or tree.lemmas[root] not in words("announcing.txt", "factkit.claims"):
        return ""
    subject = next((i for i in tree.children[root] if tree.deps[i] in SUBJECTS), None)
    if subject is None or tree.pos[subject] == "PRON":
        return ""
    owner = wording(tree, nouns.phrase(tree, subject, frozenset(), bare=True)).rstrip(".")
    pieces: list[Piece] = []
    for i in tree.subtree(done):
        if i > done and any(tree.is_under(i, c) for c in tree.children[done] if c > done and tree.lowers[c] != "of"):
            continue
        pieces.append(f"{owner}'s" if tree.lowers[i] in {"its", "their"} else i)
    said = wording(tree, pieces).rstrip(".")
    return said[0].lower() + said[1:]
