""" "The" with a noun: said by the name or the words of the one that is meant, left where it needs none, else marked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from factkit.claims import references
from factkit.claims.drafts import Piece, Pieces
from factkit.claims.mentions import is_firm
from factkit.claims.pronouns import Reading
from factkit.claims.references import Introduction, Things
from factkit.language.tree import Tree
from factkit.model import Unresolved

_PLACES = frozenset({"city", "country", "island", "nation", "province", "region", "state", "town", "village"})
_PART_OF_A_NOUN = frozenset({"amod", "compound", "nmod", "nummod"})


@dataclass(frozen=True, slots=True)
class Said:
    """How "the" and its noun are said, what a reader still does not know, and the tokens that this uses up."""

    pieces: Pieces
    missing: Unresolved | None = None
    used: tuple[int, ...] = ()


def said(reading: Reading, things: Things, pieces: Pieces, n: int, head: int) -> Said | None:
    """Return how a claim says the "the" at `n` and its noun; None where it is another word or says enough.

    Args:
        pieces: of the claim, as drafted.
        head: what the claim is about, which does not count as a description.
    """
    tree, the = reading.tree, pieces[n]
    noun = noun_after(tree, pieces, n)
    if noun is None or not references.is_thing(tree, noun) or _is_told_in(tree, noun, pieces[:n]):
        return None
    if not references.is_bare(tree, noun, pieces, head):
        if (found := _described(reading, pieces, n, noun)) is not None:
            return found
        known = not (reading.after_others or things.has(tree, noun)) or references.is_unique(tree, noun)
        if known or not references.only_described(tree, noun, pieces, head):
            return None
        return Said((the,), references.missing(tree, noun))
    found = _named(reading, things, pieces, n, noun)
    return None if found.missing is not None and references.is_unique(tree, noun) else found


def _described(reading: Reading, pieces: Pieces, n: int, noun: int) -> Said | None:
    """Return "the battery maker" as the name of the firm that is meant, else marked; None where more is said of it."""
    tree, meant = reading.tree, reading.named.get(noun)
    own = [k for k in tree.subtree(noun) if k != noun and k in pieces]
    plain = all(k < noun and tree.tags[k] in {"DT", "NN", "HYPH"} and not tree.entities[k] for k in own)
    if not isinstance(pieces[n], int) or not plain or not is_firm(tree.lowers[noun]) or tree.tags[noun] != "NN":
        return None
    if any(tree.lowers[k] in {"same", "other", "only", "first", "last", "new", "national"} for k in own):
        return None
    if meant is None or not meant.name:
        return Said((pieces[n],), Unresolved.WHAT) if reading.after_others else None
    return Said(tuple(meant.name.split()), used=(*own, noun))


def _named(reading: Reading, things: Things, pieces: Pieces, n: int, noun: int) -> Said:
    """Return "the" and a bare noun as the name of the one that is meant, else as it was told of."""
    tree, the = reading.tree, pieces[n]
    meant = reading.named.get(noun)
    beside = any(k != noun and reading.named.get(k) is meant for k in pieces if isinstance(k, int))
    if isinstance(the, int) and noun == the + 1 and meant is not None and meant.name and not beside:
        return Said(tuple(meant.name.split()), used=(noun,))
    return _told(tree, things, noun, the, pieces[:n])


def noun_after(tree: Tree, pieces: Pieces, n: int) -> int | None:
    """Return the noun that the "the" at `n` goes with; None where that is another word or no noun follows."""
    the = pieces[n]
    if isinstance(the, int):
        return tree.heads[the] if tree.lowers[the] == "the" and tree.deps[the] == "det" else None
    following = next((piece for piece in pieces[n + 1 : n + 2] if isinstance(piece, int)), None)
    if the.lower() != "the" or following is None:
        return None
    return tree.heads[following] if tree.deps[following] in _PART_OF_A_NOUN else following


def _is_told_in(tree: Tree, noun: int, before: Pieces) -> bool:
    """Say whether a claim has told before which one is meant: "staff in Paris to leave the country"."""
    own = [k for k in before if isinstance(k, int)]
    if any(tree.lemmas[k] == tree.lemmas[noun] for k in own):
        return True
    return tree.lemmas[noun] in _PLACES and any(tree.entities[k] in {"GPE", "LOC"} for k in own)


def _told(tree: Tree, things: Things, noun: int, the: Piece, before: Pieces) -> Said:
    """Return "the" and a bare noun with the words by which the one such thing was told of, else marked."""
    if isinstance(the, str):  # a thing that the sentence itself tells of: "the wildfire" of "a wildfire that"
        told = replace(references.introduction(tree, noun), before=())
    else:
        told = things.told_of(tree, noun, before) or Introduction()
    if not (told.before or told.after):
        return Said((the,), references.missing(tree, noun))
    article = () if told.before and told.before[0].endswith(("'s", "’s")) else (the,)
    return Said((*article, *told.before, noun, *told.after), used=(noun,))
