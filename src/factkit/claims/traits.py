"""What words beside a noun say of somebody without a name: "a 34-year-old Leeds man", "a diabetic woman from Lyon"."""

from __future__ import annotations

from collections.abc import Iterator

from factkit.claims import adverbials, nouns, relatives, reported
from factkit.claims.drafts import Draft, Pieces
from factkit.language.places import place_named
from factkit.language.tree import Tree
from factkit.language.wordlists import words
from factkit.model import ClaimKind, Unresolved

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "dative"})
_KNOWN = frozenset({"a", "an", "the"})
_TOLD_AFTER = frozenset({"after", "against", "between", "by", "from", "of", "on", "to", "with"})
_PLACES = frozenset({"GPE", "LOC"})


def facts(tree: Tree, noun: int) -> list[Draft]:
    """Return age, origin and condition of a person without a name whom the sentence tells of; mostly nothing."""
    verb = _told_by(tree, noun)
    if verb is None:
        return []
    form = "was" if any(tree.tags[g] == "VBD" for g in tree.verb_group(verb)) else "is"
    return [
        Draft(("the", noun, *pieces), head, kind=ClaimKind.ATTRIBUTE, unresolved=(Unresolved.WHO,))
        for pieces, head in _said(tree, noun, form)
    ]


def seat(tree: Tree, i: int) -> list[Draft]:
    """Return where somebody or something is based or was born: "the Paris-based firm", "London-born Tom Reed"."""
    noun = tree.heads[i]
    if tree.deps[noun] == "compound" and tree.pos[tree.heads[noun]] == "PROPN":  # "the London-born actor Tom Reed"
        noun = tree.heads[noun]
    form = {"based": "is", "born": "was"}.get(tree.lowers[i])
    if form is None or tree.words[i - 1] != "-" or not i < noun or tree.deps[i] not in {"amod", "compound", "nmod"}:
        return []
    place = nouns.name_tokens(tree, i - 2)
    named = tree.pos[noun] == "PROPN"
    thing = nouns.name_tokens(tree, noun) if named else ("the", noun)
    known = named or any(tree.lowers[d] in _KNOWN for d in tree.under(noun, ("det",)))
    if not _is_place(tree, i - 2) or not known or tree.tags[noun] not in {"NN", "NNP"} or i in thing:
        return []
    if reported.is_content(tree, i):
        return []
    who = Unresolved.WHO if nouns.is_person(tree, noun) else Unresolved.WHAT
    kind = ClaimKind.ATTRIBUTE
    return [Draft((*thing, form, i, "in", *place), i - 2, kind=kind, unresolved=() if named else (who,))]


def age_of(tree: Tree, head: int) -> tuple[int, ...]:
    """Return the tokens of "54-year-old" before a noun."""
    for i in tree.under(head, ("amod",)):
        tokens = tree.subtree(i)
        if tree.lowers[i] == "old" and tree.pos[tokens[0]] == "NUM" and "year" in tree.lemmas[tokens[0] : i]:
            return tuple(tokens)
    return ()


def _told_by(tree: Tree, noun: int) -> int | None:
    """Return the verb of the clause that tells of one person who exists; None where that is not sure."""
    if tree.tags[noun] != "NN" or not nouns.is_person(tree, noun) or tree.child(noun, "conj", "poss") is not None:
        return None
    if tree.deps[noun] not in _ARGUMENTS or any(tree.lowers[d] not in _KNOWN for d in tree.under(noun, ("det",))):
        return None
    above = tree.heads[noun]
    if tree.deps[noun] == "pobj" and tree.lowers[above] not in _TOLD_AFTER:
        return None
    verb = relatives.governor(tree, noun)
    if tree.pos[verb] not in {"VERB", "AUX"} or not tree.is_finite(verb) or not _holds(tree, verb):
        return None
    return verb


def _holds(tree: Tree, verb: int) -> bool:
    """Say whether the clause of a verb, and all that it is part of, is the article's own and tells what is so."""
    while True:
        intensional = tree.lemmas[verb] in words("intensional_verbs.txt")
        if intensional or not adverbials.is_settled(tree, verb) or tree.child(verb, "neg") is not None:
            return False
        if tree.heads[verb] == verb:
            return not words("conditionals.txt") & set(tree.lowers)
        if tree.deps[verb] not in {"relcl", "conj"}:
            return False
        verb = relatives.governor(tree, tree.heads[verb])


def _said(tree: Tree, noun: int, form: str) -> Iterator[tuple[Pieces, int]]:
    if age := age_of(tree, noun):
        yield ("is", age[0], "years", age[-1]), age[0]
    for i in tree.under(noun, ("amod", "compound")):
        from_there = tree.entities[i] == "NORP" and tree.deps[i] == "amod"
        plain = from_there or tree.lowers[i] in words("plain_adjectives.txt", "factkit.claims")
        if plain and tree.first[i] == tree.last[i]:
            yield (form, i), i
    yield from _origin(tree, noun, form)


def _origin(tree: Tree, noun: int, form: str) -> Iterator[tuple[Pieces, int]]:
    """Yield where somebody is from: "a woman from Lyon", "an Orlando mother"."""
    before = noun - 1
    if before >= 0 and tree.lemmas[noun] in words("people_from.txt", "factkit.claims"):
        place = nouns.name_tokens(tree, before)
        if _is_place(tree, before) and tree.heads[before] == noun and tree.deps[before] in {"compound", "nmod"}:
            yield (form, "from", *place), before
    after = tree.under(noun, ("prep",))
    home = tree.child(after[0], "pobj") if after and after[0] == noun + 1 and tree.lowers[after[0]] == "from" else None
    if home is not None and _is_place(tree, home) and not tree.under(home, ("conj", "cc")):
        yield (form, after[0], *nouns.phrase(tree, home, frozenset(), bare=True)), home


def _is_place(tree: Tree, i: int) -> bool:
    known = place_named(tree.words[i])
    return tree.pos[i] == "PROPN" and (tree.entities[i] in _PLACES or known is not None)
