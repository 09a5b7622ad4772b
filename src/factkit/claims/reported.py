"""Reported speech: who says it, how they stand to it, and what is said."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from factkit.claims.drafts import Pieces
from factkit.language.tree import SUBJECTS, Tree
from factkit.language.wordlists import rows
from factkit.model import Stance

_QUESTION_WORDS = frozenset({"whether", "if", "what", "how", "who", "why", "when", "where", "which"})
_TRANSPARENT_AUX = frozenset({"have", "be", "do"})


@dataclass(frozen=True, slots=True)
class Source:
    """Who a whole sentence is said by: "according to the office". `tokens` are the words that say so."""

    speaker: Pieces
    stance: Stance
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A clause of speech: the head of what is said, and how the speaker stands to it.

    `direct` tells whether what is said can be taken out and attributed; else the clause stays whole.
    """

    content: int
    stance: Stance
    direct: bool


def stance_of(lemma: str) -> Stance | None:
    """Return how the subject of a verb of speech stands to what it reports; None for other verbs."""
    return _verbs().get(lemma)


def source_of(tree: Tree) -> Source | None:
    """Return the source that the sentence names for all it says: "according to X"."""
    for i, word in enumerate(tree.lowers):
        if word != "according" or i + 1 >= len(tree) or tree.lowers[i + 1] != "to":
            continue
        named = tree.child(i + 1, "pobj") if tree.heads[i + 1] == i else tree.child(i, "pobj")
        if named is None:
            return None
        end = tree.last[named] + 1
        tokens = tuple(range(i, end))
        return Source(tuple(range(tree.first[named], end)), Stance.ASSERTS, tokens)
    return None


def report_of(tree: Tree, head: int) -> Report | None:
    """Return what is reported in the clause of `head`; None where it reports nothing."""
    stance = stance_of(tree.lemmas[head])
    content = tree.child(head, "ccomp", "parataxis") or tree.child(head, "xcomp")
    if stance is None or content is None:
        return None
    group = tree.verb_group(head)
    plain = all(tree.lemmas[i] in _TRANSPARENT_AUX for i in group if i != head)
    passive = tree.child(head, "auxpass") is not None
    if passive and tree.child(head, "agent") is None:
        return None
    opening = tree.lowers[tree.first[content]]
    if opening in _QUESTION_WORDS and tree.deps[content] == "ccomp" and stance is Stance.ASSERTS:
        plain = False
    is_clause = tree.deps[content] != "xcomp" and any(
        tree.deps[i] in SUBJECTS or tree.deps[i] == "expl" for i in tree.children[content]
    )
    return Report(content, stance, plain and is_clause and stance is Stance.ASSERTS and tree.is_finite(content))


@cache
def _verbs() -> dict[str, Stance]:
    return {lemma: Stance(stance) for lemma, stance in rows("reporting.tsv")}
