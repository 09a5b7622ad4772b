"""Coordinated verbs: whether a second one can be said apart from the first, and what it shares with it."""

from __future__ import annotations

from factkit.claims import reported
from factkit.claims.drafts import Pieces
from factkit.claims.inflection import is_plainly_past
from factkit.language.tree import AUXILIARIES, SUBJECTS, Tree
from factkit.language.wordlists import words

_PLAIN_CONJUNCTIONS = frozenset({"and", "but", ",", ";", "then", "&"})
_CONNECTIVES = frozenset({"however", "meanwhile", "moreover", "furthermore", "nevertheless", "nonetheless"})
_HAS_SUBJECT = SUBJECTS | {"expl", "csubj"}


def has_subject(tree: Tree, head: int) -> bool:
    """Say whether a clause has a subject of its own, be it "there" or "it"."""
    return tree.child(head, *_HAS_SUBJECT) is not None


def is_joined(tree: Tree, i: int) -> bool:
    """Say whether a conjunction or a mark ties a second verb to the first, not only the parse."""
    before = tree.first[i] - (tree.pos[tree.first[i]] not in {"PUNCT", "CCONJ"})
    while before > 0 and tree.pos[before] in {"ADV", "PUNCT"} and tree.words[before] not in {",", ";", "–", "—"}:
        before -= 1
    if tree.words[before] == "," and not has_subject(tree, i):  # "came, saw and left": not without an "and" at the end
        return tree.child(i, "cc") is not None and tree.child(i, "conj") is not None
    return tree.deps[before] == "cc" or tree.lowers[before] in _PLAIN_CONJUNCTIONS | {"–", "—"}


def connectives(tree: Tree) -> frozenset[int]:
    """Return the words that only tie a sentence to the one before, with their commas: ", however,"."""
    found: set[int] = set()
    for i in (i for i, word in enumerate(tree.lowers) if word in _CONNECTIVES and tree.deps[i] == "advmod"):
        around = {k for k in (i - 1, i + 1) if 0 <= k < len(tree) and tree.words[k] == ","}
        if len(around) == 2 or (i == 0 and around):
            found |= {i, *around}
    return frozenset(found)


def is_tangled(tree: Tree, head: int) -> bool:
    """Say whether a verb without a subject is coordinated with that of a clause by a comma alone: whose is it?"""
    others = [i for i in tree.under(head, ("conj",)) if tree.pos[i] == "VERB" and tree.tags[i] in {"VBD", "VBZ"}]
    return any(not has_subject(tree, i) and not is_joined(tree, i) for i in others)


def is_gapped(tree: Tree, head: int) -> bool:
    """Say whether a verb is coordinated with what is no verb: "won in Boston in 2023 and Berlin in 2024"."""
    others = tree.under(head, ("conj",))
    return tree.pos[head] == "VERB" and any(tree.pos[i] not in {"VERB", "AUX"} for i in others)


def may_have_subject(tree: Tree, i: int) -> bool:
    """Say whether a noun beside a verb may be its subject though the parse does not make it one."""
    if any(tree.deps[c] in SUBJECTS and c > i for c in tree.children[i]):
        return True
    before = [c for c in tree.children[i] if c < i and tree.pos[c] in {"NOUN", "PROPN", "PRON"}]
    return any(tree.deps[c] not in {*_HAS_SUBJECT, "npadvmod"} for c in before)


def splits(tree: Tree, i: int, head: int) -> bool:
    """Say whether a coordinated clause can be asserted apart from the one before."""
    ties = [c for c in tree.under(head, ("cc",)) if c < i]
    if any(tree.lowers[c] not in _PLAIN_CONJUNCTIONS for c in ties) or "rather" in tree.lowers[head:i]:
        return False
    marked = any(tree.lowers[m] != "that" for m in tree.under(i, ("mark",)))  # "but not before two men had died"
    after = [c for c in tree.children[i] if c > i and tree.pos[c] != "PUNCT"]
    if marked or (tree.lemmas[i] in {"be", "do", "have"} and not after):  # "we sell no data and we never have"
        return False
    if has_subject(tree, i):
        return tree.is_finite(i)
    if any(tree.deps[g] in AUXILIARIES for g in tree.verb_group(i)):
        return tree.is_finite(i)
    if tree.child(head, "neg") is not None:  # "was never built and stands empty": the second verb has its own tense
        return tree.is_finite(i) and tree.tags[head] in {"VBN", "VBG"}
    return _is_like(tree, i, head)


def _is_active(tree: Tree, i: int) -> bool:
    """Say whether a verb that may be a past or a participle is surely no participle after "was"."""
    has_object = tree.child(i, "dobj", "attr", "acomp", "ccomp") is not None
    intransitive = tree.lemmas[i] in words("intransitive_verbs.txt", "factkit.claims")
    return has_object or intransitive or is_plainly_past(tree.lowers[i], tree.lemmas[i])


def _shares_object(tree: Tree, i: int, head: int) -> bool:
    """Say whether what follows a second verb may be of the first too: "attacked and killed a cyclist"."""
    if tree.child(head, "auxpass") is not None and tree.tags[i] == tree.tags[head]:
        return False  # "was abducted and murdered in May": neither has an object
    alone = not [c for c in tree.children[head] if c > head and c != i and tree.deps[c] not in {"cc", "punct"}]
    beside = all(tree.heads[k] in {head, i} for k in range(head + 1, i))
    shares = tree.child(i, "dobj", "attr", "acomp", "prep", "agent") is not None
    complete = words("intransitive_verbs.txt", "factkit.claims")
    if tree.child(i, "dobj", "attr") is None:
        complete |= words("complete_verbs.txt", "factkit.claims")
    return alone and beside and shares and tree.lemmas[head] not in complete


def _is_like(tree: Tree, i: int, head: int) -> bool:
    """Say whether a verb without auxiliaries can share those of `head`, or clearly needs none."""
    passive = tree.child(head, "auxpass") is not None
    if _shares_object(tree, i, head):
        return False
    if tree.tags[i] == "VBD" and passive and not _is_active(tree, i):  # "was sold and renamed"
        return False
    if tree.tags[i] == tree.tags[head]:
        return True
    return tree.tags[i] in {"VBD", "VBZ", "VBP"} and tree.is_finite(head) and tree.tags[head] != "VB"


def shared_auxiliaries(tree: Tree, head: int, i: int) -> Pieces:
    """Return the auxiliaries and hedges of `head` that a later verb shares: "will grow, shrink and grow again"."""
    while tree.deps[head] == "conj" and len(tree.verb_group(head)) == 1 and tree.tags[head] == tree.tags[i]:
        head = tree.heads[head]
    hedges = tuple(c for c in tree.under(head, ("advmod",)) if c < head and tree.lowers[c] in words("hedges.txt"))
    if tree.is_finite(i):
        return hedges
    return tuple(sorted((*(g for g in tree.verb_group(head) if tree.deps[g] in AUXILIARIES), *hedges)))


def is_independent(tree: Tree, i: int, head: int) -> bool:
    """Say whether a clause hangs on the next one only because a semicolon joined them."""
    if tree.child(i, "mark") is not None:
        return False
    beside = has_subject(tree, head) and reported.is_beside(tree, i, head)
    return has_subject(tree, i) and tree.is_finite(i) and (beside or reported.is_apart(tree, i, head))
