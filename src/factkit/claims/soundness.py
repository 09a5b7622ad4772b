"""Whether what was taken out of a sentence is a statement at all: a last look, whatever the parse made of it."""

from __future__ import annotations

from itertools import pairwise

from factkit.claims import reported
from factkit.claims.drafts import Draft, Piece, Pieces
from factkit.language.tree import AUXILIARIES, FINITE_TAGS, NOMINAL_POS, SUBJECTS, Tree

_VERBS = frozenset({"VERB", "AUX"})
_BE = frozenset({"is", "are", "was", "were"})
_AUXILIARY = frozenset({"am", "are", "be", "been", "had", "has", "have", "is", "was", "were"})
_MAY_HANG_LOOSE = AUXILIARIES | {"neg", "det", "predet", "poss", "case", "punct", "advmod", "cc", "preconj"}
"""Relations of words that a claim may take from elsewhere in the sentence: shared auxiliaries and articles."""
_NEED_CONTENT = frozenset({"announce", "claim", "conclude", "find", "say", "suggest"})
_CONJUNCTIONS = frozenset({"although", "because", "if", "once", "unless", "until", "when", "whether", "while"})


def is_statement(tree: Tree, draft: Draft) -> bool:
    """Say whether a claim can stand: with a verb that has a tense, a beginning, an end, and words of its own."""
    said = [piece for piece in draft.pieces if isinstance(piece, str) or tree.pos[piece] != "PUNCT"]
    if not said:
        return False
    if any(piece in _BE and _is_relative(tree, after) for piece, after in pairwise(draft.pieces)):
        return False  # "Weil is whose shot"
    first, last = said[0], said[-1]
    inverted = isinstance(first, int) and first > 0 and _is_tensed(tree, first)
    cut_off = isinstance(last, int) and _is_cut_off(tree, draft, last)
    hangs = draft.kind is not None or hangs_together(tree, draft.head, draft.pieces)
    sound = hangs and not _has_no_tense(tree, draft) and not _is_quoted_alone(tree, draft)
    return sound and not inverted and not cut_off


def hangs_together(tree: Tree, head: int, pieces: Pieces) -> bool:
    """Say whether nothing in a claim hangs on what was left out: no "and Berlin in 2024" without its "in 2023".

    Nouns may: the subject that a verb shares, what a relative pronoun stands for.
    """
    own = {piece for piece in pieces if isinstance(piece, int)}
    said = own | {head} | _said_otherwise(pieces)
    return all(_has_hold(tree, i, said) for i in own if i != head)


def _said_otherwise(pieces: Pieces) -> set[int]:
    """Return the tokens in whose places a claim has words of its own: "counterpart" for "counterparts"."""
    changed: set[int] = set()
    for n, piece in enumerate(pieces):
        before, after = (pieces[k] if 0 <= k < len(pieces) else None for k in (n - 1, n + 1))
        if isinstance(piece, str) and isinstance(before, int):
            changed.update(range(before + 1, after) if isinstance(after, int) else [before + 1])
    return changed


def _has_hold(tree: Tree, i: int, said: set[int]) -> bool:
    if tree.deps[i] == "cc":
        joins = [c for c in tree.under(tree.heads[i], ("conj",)) if c > i]
        return not joins or (tree.heads[i] in said and any(c in said for c in joins))
    if tree.deps[i] in _MAY_HANG_LOOSE or tree.pos[i] in {"PUNCT", *NOMINAL_POS} or tree.tags[i] == "HYPH":
        return True
    if (
        tree.deps[i] == "relcl"
        and tree.first[i] in said
        and tree.first[i] > 0
        and not _follows(tree, tree.first[i], said)
    ):
        return False
    while tree.deps[i] == "conj" and tree.heads[i] not in said:
        i = tree.heads[i]
    return tree.heads[i] in said


def _is_relative(tree: Tree, piece: Piece) -> bool:
    return isinstance(piece, int) and tree.tags[piece] in {"WP", "WP$", "WDT"}


def _is_tensed(tree: Tree, i: int) -> bool:
    """Say whether a token is a verb with a tense; a noun before its verb may be misread as one."""
    supposes = tree.lowers[i] in {"had", "should", "were"} and tree.deps[tree.heads[i]] == "advcl"
    return not supposes and tree.deps[i] not in SUBJECTS and tree.pos[i] in _VERBS and tree.tags[i] in FINITE_TAGS


def _is_cut_off(tree: Tree, draft: Draft, last: int) -> bool:
    """Say whether a claim ends too early: "accused of", "the issues were", "a trial found"."""
    if tree.lemmas[draft.head] in {"be", "do", "have"} and (last == draft.head or tree.deps[last] == "neg"):
        return True
    if last == draft.head and tree.pos[last] == "VERB" and tree.lemmas[last] in _NEED_CONTENT:
        return True  # "a large trial has found"
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


def _follows(tree: Tree, first: int, said: set[int]) -> bool:
    """Say whether a clause stands right after what is said before it, but for a mark."""
    before = first - 1
    while before > 0 and tree.pos[before] == "PUNCT":
        before -= 1
    return before in said
