"""Whether what was taken out of a sentence is a statement at all: a last look, whatever the parse made of it."""

from __future__ import annotations

from factkit.claims import reported
from factkit.claims.drafts import Draft
from factkit.language.tree import AUXILIARIES, FINITE_TAGS, SUBJECTS, Tree

_VERBS = frozenset({"VERB", "AUX"})
_AUXILIARY = frozenset({"am", "are", "be", "been", "had", "has", "have", "is", "was", "were"})
_CONJUNCTIONS = frozenset({"although", "because", "if", "once", "unless", "until", "when", "whether", "while"})


def is_statement(tree: Tree, draft: Draft) -> bool:
    """Say whether a claim can stand: with a verb that has a tense, a beginning, an end, and words of its own."""
    said = [piece for piece in draft.pieces if isinstance(piece, str) or tree.pos[piece] != "PUNCT"]
    if not said:
        return False
    first, last = said[0], said[-1]
    inverted = isinstance(first, int) and first > 0 and _is_tensed(tree, first)
    cut_off = isinstance(last, int) and _is_cut_off(tree, draft, last)
    return not inverted and not cut_off and not _has_no_tense(tree, draft) and not _is_quoted_alone(tree, draft)


def _is_tensed(tree: Tree, i: int) -> bool:
    """Say whether a token is a verb with a tense; a noun before its verb may be misread as one."""
    return tree.deps[i] not in SUBJECTS and tree.pos[i] in _VERBS and tree.tags[i] in FINITE_TAGS


def _is_cut_off(tree: Tree, draft: Draft, last: int) -> bool:
    """Say whether a claim ends too early: "accused of", "only to unravel once", "the issues were"."""
    if tree.lemmas[draft.head] in {"be", "do", "have"} and (last == draft.head or tree.deps[last] == "neg"):
        return True
    follows = tree.words[last + 1] if last + 1 < len(tree) else "."
    if tree.deps[last] == "prep" and tree.child(last, "pobj", "pcomp") is None:
        return follows == ","
    return tree.lowers[last] in _CONJUNCTIONS and follows[0].isalnum()


def _has_no_tense(tree: Tree, draft: Draft) -> bool:
    """Say whether a claim is of a participle with no auxiliary: "the fee, levied in May"."""
    head = draft.head
    if draft.kind is not None or head not in draft.pieces or tree.tags[head] not in {"VBN", "VBG"}:
        return False
    group = [piece for piece in draft.pieces if isinstance(piece, int) and tree.tags[piece] in FINITE_TAGS]
    own = [piece for piece in group if tree.heads[piece] == head or tree.deps[piece] in AUXILIARIES]
    return not own and not any(piece in _AUXILIARY for piece in draft.pieces if isinstance(piece, str))


def _is_quoted_alone(tree: Tree, draft: Draft) -> bool:
    """Say whether a claim of the article's own is made of words that it only quotes."""
    if draft.frame.speaker is not None or draft.kind is not None:
        return False
    return all(reported.is_quoted(tree, i) for i in draft.tokens if tree.pos[i] != "PUNCT")
