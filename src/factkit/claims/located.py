"""Where things are and where events took place, as noun phrases say it: "a jetty at Portsmouth Naval Base"."""

from __future__ import annotations

from factkit.claims import adverbials, nouns, relatives, reported
from factkit.claims.drafts import Draft, Pieces
from factkit.language.tree import Tree
from factkit.language.wordlists import words
from factkit.model import ClaimKind, Unresolved

_WHERE = frozenset({"at", "in", "near", "off", "outside"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_NAMED = frozenset({"GPE", "LOC", "FAC", "ORG"})
_PLURALS = frozenset({"NNS", "NNPS"})
_UNDOING = (("called_off.txt", "factkit.claims"), ("intensional_verbs.txt",))
_NO_PLACE = frozenset({"as", "for", "like", "than", "without"})


def facts(tree: Tree, *, is_told: bool) -> list[Draft]:
    """Return where the things of a sentence are, in the order of its words.

    Args:
        is_told: whether the sentence tells what happened, so that its events took place.
    """
    drafts: list[Draft] = []
    for i in range(len(tree)):
        if tree.pos[i] not in {"NOUN", "PROPN"} or not (where := _where(tree, i)) or reported.is_content(tree, i):
            continue
        if _stays(tree, i):
            drafts.extend(_is_there(tree, i, where))
        elif is_told and tree.lemmas[i] in words("event_nouns.txt", "factkit.claims"):
            drafts.extend(_took_place(tree, i, where))
    return drafts


def _where(tree: Tree, noun: int) -> tuple[int, ...]:
    """Return the phrases right after a noun that name the place where it is: "on the M6 near Stoke"."""
    found: list[int] = []
    named = False
    after = noun + 1
    names_place = tree.pos[noun] == "PROPN" and after < len(tree) and tree.deps[after] == "prep"
    for i in [after] if names_place else tree.under(noun, ("prep",)):  # whatever the parser hangs it on
        place = tree.child(i, "pobj")
        if i != noun + 1 + len(found) or place is None or tree.child(place, "conj") is not None:
            break
        is_named = tree.lowers[i] in _WHERE and tree.entities[place] in _PLACES and tree.pos[place] == "PROPN"
        further = _where(tree, place)
        if not is_named and not (tree.lowers[i] in {*_WHERE, "on"} and _stays(tree, place)):
            break
        own = [i, *(t for t in nouns.phrase(tree, place, frozenset(), bare=True) if isinstance(t, int)), *further]
        if own != list(range(i, i + len(own))):
            break
        found.extend(own)
        named = named or is_named or bool(further)
    return tuple(found) if named else ()


def _stays(tree: Tree, noun: int) -> bool:
    """Say whether a noun is for something that stays where it is; a name is where its last word is such a noun."""
    stays = tree.lemmas[noun] in words("stationary_nouns.txt", "factkit.claims")
    return stays and (tree.pos[noun] == "NOUN" or tree.entities[noun] in _NAMED)


def _is_there(tree: Tree, noun: int, where: Pieces) -> list[Draft]:
    if tree.deps[noun] in {"appos", "conj"} or tree.child(noun, "conj") is not None:
        return []
    plural = tree.tags[noun] in _PLURALS
    root = tree.roots()[0]
    past = any(tree.tags[i] == "VBD" for i in tree.verb_group(root)) and tree.pos[noun] == "NOUN"
    verb = ("were" if plural else "was") if past else ("are" if plural else "is")
    return _said(tree, noun, (verb, *where))


def _took_place(tree: Tree, noun: int, where: Pieces) -> list[Draft]:
    return _said(tree, noun, ("took", "place", *where)) if _happened(tree, noun) else []


def _happened(tree: Tree, noun: int) -> bool:
    """Say whether a sentence that tells what happened takes an event for one that did."""
    verb = relatives.governor(tree, noun)
    if tree.child(verb, "expl") is not None:
        return False  # "there was a fire in Leeds" says it
    above = tree.heads[noun]
    if tree.pos[above] == "ADP" and tree.lowers[above] in _NO_PLACE:
        return False
    if tree.tags[verb] not in {"VBD", "VBN"} or not tree.is_finite(verb) or not adverbials.is_settled(tree, verb):
        return False
    undone = any(tree.lemmas[verb] in words(*name) for name in _UNDOING)
    before = {tree.lowers[c] for c in tree.children[noun]}
    return not undone and not before & words("non_happening.txt")


def _said(tree: Tree, noun: int, rest: Pieces) -> list[Draft]:
    """Return what is said of a thing, which is the one that was just spoken of: "the jetty"."""
    named = tree.pos[noun] == "PROPN"
    name = nouns.phrase(tree, noun, frozenset(), bare=True)
    determiners = {tree.lowers[d] for d in tree.under(noun, ("det", "predet"))}
    vague = determiners - {"a", "an", "the", "this", "that", "these", "those"}
    of = any(isinstance(p, int) and p > noun for p in name)
    roughly = any(tree.deps[p] in {"quantmod", "advmod"} for p in name if isinstance(p, int))  # "up to 120 schools"
    if vague or of or roughly or not name:
        return []
    new = not named and not (determiners & {"the"}) and tree.child(noun, "poss") is None
    plural = tree.tags[noun] in _PLURALS
    subject: Pieces = ("the", *name) if new and plural else nouns.defined(tree, name)
    unresolved = () if named else (Unresolved.WHAT,)
    return [Draft((*subject, *rest), noun, kind=ClaimKind.STATE, unresolved=unresolved)]
