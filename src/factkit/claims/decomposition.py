"""A parsed sentence to drafts of atomic claims.

A clause is said again with its own words and without what can stand alone: coordinated clauses, relative clauses,
appositions, participles. What was taken out is said on its own, with the subject that it has in the sentence. Nothing
is taken out of a condition, a denial, a question, a plan or a doubt, and where the parse is unsure the sentence stays
whole: a claim that the text does not make is worse than one missed.
"""

from __future__ import annotations

from dataclasses import replace

from factkit.claims import clauses, descriptions, located, presupposed, reported
from factkit.claims.drafts import PLAIN, Draft, Frame, Pieces, tidy, without_lone_comma
from factkit.claims.mending import mended
from factkit.claims.soundness import is_statement
from factkit.language.tree import SUBJECTS, Tree

_HAS_SUBJECT = ("nsubj", "nsubjpass", "expl", "csubj")
_SAID_BY_BE = frozenset({"attr", "acomp", "prep", "advmod", "npadvmod", "xcomp", "ccomp", "oprd", "dobj", "nsubj"})
MAX_TOKENS = 90
"""Longer sentences are parsed too badly to be taken apart."""

_PLACING = frozenset({"behind", "beside", "inside", "near", "off", "opposite", "outside", "past"})


def decompose(tree: Tree, frame: Frame = PLAIN) -> list[Draft]:
    """Return the claims of a sentence in the order of its words; at least one, if need be the whole sentence.

    Args:
        frame: whose speech the sentence is, where that was said outside it.
    """
    tree = mended(tree)
    if not is_sure(tree):
        return [whole(tree, frame)]
    root = tree.roots()[0]
    source = reported.source_of(tree)
    frame = frame if source is None else frame.said_by(source.speaker, source.stance)
    if _is_cleft(tree, root):
        frame = replace(frame, closed=True)
    walk = clauses.Walk(tree, descriptions.loose_titles(tree), source)
    walk.clause(root, frame)
    walk.drafts.extend([*descriptions.facts(tree, frame), *presupposed.facts(tree), *_located(tree, frame)])
    drafts = [replace(draft, pieces=_worded(tree, draft)) for draft in walk.drafts]
    drafts = [draft for draft in drafts if draft.tokens]
    if not all(is_statement(tree, draft) for draft in drafts):
        return [whole(tree, frame)]
    return sorted(drafts, key=lambda draft: draft.tokens[0]) or [whole(tree, frame)]


def _worded(tree: Tree, draft: Draft) -> Pieces:
    """Return the pieces of a claim without the marks that it does not need."""
    return without_lone_comma(tree, draft.head, tidy(tree, draft.pieces))


def _located(tree: Tree, frame: Frame) -> list[Draft]:
    is_told = not frame.closed and descriptions.tells_what_is(tree)
    return [replace(draft, frame=replace(frame, closed=False)) for draft in located.facts(tree, is_told=is_told)]


def whole(tree: Tree, frame: Frame = PLAIN) -> Draft:
    """Return the sentence as it stands."""
    roots = tree.roots()
    return Draft(tuple(range(len(tree))), head=roots[0] if roots else 0, frame=replace(frame, closed=True))


def is_sure(tree: Tree) -> bool:
    """Say whether a parse is one of a whole statement, with a verb and a subject, that can be taken apart."""
    roots = tree.roots()
    if len(roots) != 1 or len(tree) > MAX_TOKENS or "?" in tree.words:
        return False
    root = roots[0]
    has_subject = tree.child(root, "nsubj", "nsubjpass", "expl", "csubj") is not None
    if tree.pos[root] not in {"VERB", "AUX"} or not has_subject or not tree.is_finite(root):
        return False
    if tree.lemmas[root] in {"be", "do", "have"} and not [
        c for c in tree.children[root] if c > root and tree.deps[c] in _SAID_BY_BE
    ]:
        return False  # "The skipper and an engineer have not"
    return not _is_misread(tree, root)


def _is_misread(tree: Tree, root: int) -> bool:
    """Say whether the parse has what no sentence has, so that nothing of it can be trusted."""
    if any(_is_no_verb(tree, i) for i in tree.under(root, ("conj",))) or _is_misread_participle(tree, root):
        return True
    subjects = [i for i in tree.under(root, SUBJECTS) if i < root]
    if any(tree.lowers[tree.first[i]] in _PLACING and tree.words[i + 1] == "," for i in subjects):
        return True  # "Outside court, Ms Lee said": who speaks is not the court
    if any(tree.tags[k] in {"VBG", "VBN"} for k in range(min(subjects, default=0), max(subjects, default=0))):
        return True  # "leaders, believing Adams had lied, met": whose verb is whose
    if any(
        tree.tags[i] == "VBD" and tree.first[i] == i and tree.pos[i - 1] in {"NOUN", "PROPN"}
        for i in tree.under(root, ("advcl",))
    ):
        return True  # a verb right after a noun that is not its subject
    if any(
        tree.tags[i] in {"VBZ", "VBD"} and tree.child(i, *_HAS_SUBJECT) is None for i in tree.under(root, ("ccomp",))
    ):
        return not {'"', "“", ";"} & set(tree.words)
    return any(_is_parted(tree, i) for i in range(len(tree)))


def _is_misread_participle(tree: Tree, root: int) -> bool:
    """Say whether the main verb is a participle set off after its noun: "Roth, believed to be the last, died"."""
    subject = tree.child(root, *SUBJECTS)
    if subject is None or subject > root or tree.words[root - 1] != "," or tree.first[root] != tree.first[subject]:
        return False
    untied = tree.child(root, "conj") is not None and tree.child(root, "cc") is None
    return untied and tree.tags[root] in {"VBD", "VBN"}


def _is_parted(tree: Tree, i: int) -> bool:
    """Say whether one comma stands between a verb and its subject: "the fee, levied in May, was" has a participle."""
    if tree.tags[i] != "VBD" or i == 0 or tree.words[i - 1] != ",":
        return False
    subject = tree.child(i, *SUBJECTS)
    return subject is not None and subject < i and tree.words[subject:i].count(",") == 1


def _is_no_verb(tree: Tree, i: int) -> bool:
    """Say whether a coordinated "verb" is a noun misread: in the present, after a past, with nothing of its own."""
    head = tree.heads[i]
    alone = tree.child(i, "nsubj", "nsubjpass", "aux", "auxpass", "expl") is None
    return alone and tree.tags[i] in {"VBP", "VB"} and tree.tags[head] in {"VBD", "VBZ"}


def _is_cleft(tree: Tree, root: int) -> bool:
    """Say whether the sentence singles out who or what it was: "It was X, not Y, who signed"."""
    subject, named = tree.child(root, *SUBJECTS), tree.child(root, "attr")
    if subject is None or named is None or tree.lowers[subject] != "it" or tree.lemmas[root] != "be":
        return False
    return any(tree.deps[i] == "relcl" for i in tree.subtree(named))
