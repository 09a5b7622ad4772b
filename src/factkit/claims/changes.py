"""What a change says of both its ends: "fell from 7.4% in March to 6.9% in June" gives each value its date."""

from __future__ import annotations

from factkit.claims.drafts import Draft, Frame, Pieces
from factkit.language.tree import SUBJECTS, Tree
from factkit.language.wordlists import words
from factkit.model import ClaimKind


def ends_of(tree: Tree, head: int, frame: Frame, subject: Pieces) -> list[Draft]:
    """Return what the value was before and after a change that is told as having happened; nothing otherwise.

    Args:
        subject: what changed.
    """
    group = tree.verb_group(head)
    is_past = tree.tags[head] in {"VBD", "VBN"} and all(tree.tags[g] != "MD" and tree.deps[g] != "neg" for g in group)
    if not subject or not is_past or tree.lemmas[head] not in words("measuring_verbs.txt", "factkit.claims"):
        return []
    before, after = _value(tree, head, "from"), _value(tree, head, "to")
    if not before or not after:
        return []
    verb = (
        "were"
        if any(tree.tags[p] in {"NNS", "NNPS"} and tree.deps[p] in SUBJECTS for p in subject if isinstance(p, int))
        else "was"
    )
    return [Draft((*subject, verb, *value), head, frame, ClaimKind.QUANTITY) for value in (before, after)]


def _value(tree: Tree, head: int, preposition: str) -> tuple[int, ...]:
    """Return the amount after "from" or "to", with its date; () where it is no amount."""
    for i in tree.under(head, ("prep",)):
        amount = tree.child(i, "pobj")
        if tree.lowers[i] == preposition and amount is not None:
            tokens = [t for t in tree.subtree(i) if t != i]
            if not any(tree.pos[t] == "NUM" for t in tokens):
                return ()
            return (*tokens, *_date_after(tree, head, i))
    return ()


def _date_after(tree: Tree, head: int, value: int) -> list[int]:
    """Return the date that stands right after a value and before the other, or right after both with one each."""
    date = next((c for c in tree.children[head] if c > value and tree.first[c] == tree.last[value] + 1), None)
    if date is None or not _is_date(tree, date):
        return []
    others = [c for c in tree.under(head, ("prep",)) if tree.lowers[c] in {"from", "to"} and c != value]
    is_between = any(c > date for c in others)
    both = any(_is_date(tree, c) for c in tree.children[head] if c < value and c > head)
    return tree.subtree(date) if is_between or both else []


def _is_date(tree: Tree, i: int) -> bool:
    if tree.deps[i] not in {"prep", "npadvmod"} or tree.lowers[i] in {"between", "over", "during", "from", "to"}:
        return False
    return any(tree.entities[t] == "DATE" for t in tree.subtree(i))
