"""Who has died, as far as the text has told: what such a person is said to be is what they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factkit.claims.adverbials import is_settled
from factkit.claims.drafts import Draft, Pieces
from factkit.language.tree import Tree
from factkit.model import ClaimKind

_SPARED = frozenset({"almost", "nearly", "reportedly", "if", "whether"})


class Deceased:
    """The people of whose deaths the text has told, by surname."""

    def __init__(self) -> None:
        self._names: set[str] = set()

    def read(self, tree: Tree) -> None:
        """Take in a sentence."""
        subjects = list(_died(tree))
        named = [i for subject in subjects for i in (subject, *tree.under(subject, ("appos",)))]
        self._names.update(tree.lowers[i] for i in named if tree.pos[i] == "PROPN")

    def tensed(self, tree: Tree, draft: Draft) -> Draft:
        """Return a claim of what somebody is, in the past where they have died: "Ilse Orlik was a violinist"."""
        if draft.kind is not ClaimKind.ATTRIBUTE or "is" not in draft.pieces:
            return draft
        at = draft.pieces.index("is")
        name, description = draft.pieces[:at], draft.pieces[at + 1 :]
        return replace(draft, pieces=(*name, "was", *description)) if self._is_of_dead(tree, name) else draft

    def _is_of_dead(self, tree: Tree, name: Pieces) -> bool:
        last = name[-1] if name else None
        return isinstance(last, int) and tree.pos[last] == "PROPN" and tree.lowers[last] in self._names


def _died(tree: Tree) -> Iterator[int]:
    """Yield the nouns for whom a sentence says to have died or to have been killed."""
    for i in range(len(tree)):
        if tree.lemmas[i] == "death":
            yield from (k for prep in tree.under(i, ("prep",)) for k in tree.under(prep, ("pobj",)))
        elif tree.lemmas[i] in {"die", "kill"} and _is_told(tree, i):
            yield from tree.under(i, ("nsubj",) if tree.lemmas[i] == "die" else ("nsubjpass",))


def _is_told(tree: Tree, verb: int) -> bool:
    past = tree.tags[verb] in {"VBD", "VBN"} and tree.is_finite(verb)
    spared = tree.child(verb, "neg") is not None or any(tree.lowers[i] in _SPARED for i in tree.children[verb])
    return past and not spared and is_settled(tree, verb)
