"""Phrases that point back: "the deal", "the two", "there", "that year". Said in full where one thing fits, else marked.

A wrong name is worse than a mark, so "the deal" is only given the words of the one deal that the text told of before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from factkit.claims import nouns
from factkit.claims.drafts import Piece, Pieces, wording
from factkit.language.tree import SUBJECTS, Tree
from factkit.language.wordlists import rows, words
from factkit.model import Unresolved

_BEFORE = frozenset({"amod", "compound", "nmod", "poss", "nummod", "quantmod", "npadvmod"})
_AFTER = frozenset({"prep", "relcl", "acl", "appos"})
_OWN = frozenset({"of", "with", "between", "on", "against"})
"""Prepositions that seldom belong to the verb where they stand after a noun."""
_DESCRIBING = frozenset({"amod", "compound", "nmod", "nummod"})
_PLAIN_TAGS = frozenset({"JJ", "JJR", "VBN", "VBG", "NN", "NNS", "CD"})
_MEASURES = frozenset({"", "CARDINAL", "QUANTITY"})
_PREDICATES = frozenset({"attr", "appos", "oprd"})
_NOT_THINGS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_HOLDERS = _PLACES | {"ORG", "PERSON", "NORP", "EVENT", "PRODUCT"}
_LIKENING = frozenset({"same", "similar", "such", "other", "another"})
_VAGUE = frozenset({"enough", "few", "fewer", "less", "many", "more", "most", "much", "several"})
_LONE = frozenset({"one", "another", "others", "both", "each", "neither", "either", "former", "latter", "other"})
_AFTERWARDS = frozenset({"later", "earlier", "afterwards", "afterward", "before", "beforehand"})
_THEN = frozenset({"that", "those", "same", "following", "previous", "preceding", "next"})
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class Introduction:
    """How a thing was first spoken of: what stood before and after its noun; nothing where that tells no more."""

    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    plural: bool = False


class Things:
    """What the text has told of so far, by noun."""

    def __init__(self) -> None:
        self._told: dict[str, list[Introduction]] = defaultdict(list)

    def read(self, tree: Tree) -> None:
        """Take in a sentence."""
        for i in range(len(tree)):
            if is_thing(tree, i) and not _points_back(tree, i):
                self._told[tree.lemmas[i]].append(introduction(tree, i))

    def has(self, tree: Tree, noun: int) -> bool:
        """Say whether the text has told of such a thing before."""
        return tree.lemmas[noun] in self._told

    def told_of(self, tree: Tree, noun: int, said: Iterable[Piece]) -> Introduction | None:
        """Return how the one thing was told of that "the" and a bare noun point back to; None where it is not sure.

        Args:
            said: the pieces of the claim before the noun; what it names itself needs no more.
        """
        own = set(said)
        here = [i for i in range(noun) if i not in own and _is_told(tree, i, noun)]
        found = [*self._told[tree.lemmas[noun]], *(introduction(tree, i) for i in here)]
        plural = tree.tags[noun] == "NNS"
        if len(found) != 1 or found[0].plural != plural or not (found[0].before or found[0].after):
            return None
        return found[0] if tree.child(noun, "case") is None or not found[0].after else None


def is_thing(tree: Tree, i: int) -> bool:
    """Say whether a token is a common noun for a thing, person or place."""
    return tree.tags[i] in {"NN", "NNS"} and tree.entities[i] not in _NOT_THINGS and tree.deps[i] != "compound"


def is_time(tree: Tree, i: int) -> bool:
    """Say whether a noun is one for a stretch of time."""
    return tree.entities[i] in {"DATE", "TIME"} or tree.lemmas[i] in words("time_nouns.txt", "factkit.claims")


def is_bare(tree: Tree, noun: int, pieces: Pieces, head: int = -1) -> bool:
    """Say whether a claim has a noun that needs a word to tell which one is meant, without any such word."""
    return all(_only_counts(tree, i) for i in _beside(tree, noun, pieces, head))


def is_unique(tree: Tree, noun: int) -> bool:
    """Say whether "the" and a noun need no more words, unless the text has told of one: "the sun", "the army"."""
    return tree.lowers[noun] in words("unique_nouns.txt", "factkit.claims")


def _beside(tree: Tree, noun: int, pieces: Pieces, head: int) -> list[int]:
    """Return what a claim about `head` has before or after a noun to say which one is meant."""
    at = pieces.index(noun) if noun in pieces else -1
    before, after = pieces[: max(at, 0)], pieces[at + 1 :]
    return [
        i
        for i in tree.children[noun]
        if i != head and ((tree.deps[i] in _BEFORE and i in before) or (i in after and _identifies(tree, i)))
    ]


def _identifies(tree: Tree, i: int) -> bool:
    """Say whether what stands after a noun tells which one it is: a name, or what no comma sets off."""
    return tree.deps[i] in _AFTER and (tree.pos[i] == "PROPN" or not nouns.is_set_off(tree, i))


def only_described(tree: Tree, noun: int, pieces: Pieces, head: int) -> bool:
    """Say whether what a claim has with a noun makes it no one's: "the 19kg container", not "the largest lake"."""
    if tree.deps[noun] in _PREDICATES:
        return False
    own = _beside(tree, noun, pieces, head)
    return all(
        tree.deps[i] in _DESCRIBING and tree.tags[i] in _PLAIN_TAGS and tree.entities[i] in _MEASURES for i in own
    )


def missing(tree: Tree, noun: int) -> Unresolved:
    """Return what a reader does not know who does not know which one is meant."""
    if tree.lemmas[noun] in words("time_nouns.txt", "factkit.claims"):
        return Unresolved.WHEN
    if tree.lemmas[noun] in words("site_nouns.txt", "factkit.claims"):
        return Unresolved.WHERE
    return Unresolved.WHO if nouns.is_person(tree, noun) else Unresolved.WHAT


def marked(tree: Tree, pieces: Pieces, n: int) -> Unresolved | None:
    """Return what the word at `n` of a claim leaves open because it points back; None for other words.

    Pronouns, demonstratives and "the" before a noun are not looked at here.
    """
    i = pieces[n]
    if not isinstance(i, int):
        return None
    word = tree.lowers[i]
    if word in {"there", "here"} and tree.deps[i] in {"advmod", "pobj", "pcomp"}:
        return None if any(tree.entities[k] in _PLACES for k in _tokens(pieces[:n])) else Unresolved.WHERE
    if _is_then(tree, i):
        before = _tokens(pieces[:n])
        return None if any(tree.entities[k] == "DATE" for k in before[: -_length(tree, i, before)]) else Unresolved.WHEN
    if (word in _LONE and _stands_alone(tree, i, pieces)) or _is_unowned(tree, i, pieces):
        return Unresolved.WHAT
    likened = word in _LIKENING and tree.deps[i] in {"amod", "det"} and tree.tags[tree.heads[i]] in {"NN", "NNS"}
    if likened and _is_set_beside(tree, i) and not _names_like(tree, tree.heads[i], _tokens(pieces[:n])):
        return missing(tree, tree.heads[i])
    return None


def _is_unowned(tree: Tree, i: int, pieces: Pieces) -> bool:
    """Say whether a figure's noun has nothing to say whose it is, or where: "Net profit was", "Turnout was"."""
    sort = _owned().get(tree.lemmas[i])
    if sort is None or tree.deps[i] not in SUBJECTS or tree.child(i, "det", "poss") is not None:
        return False
    own = [k for k in tree.subtree(i) if k != i and k in pieces]
    if any(tree.pos[k] == "PROPN" or tree.entities[k] in _HOLDERS or tree.lowers[k] == "of" for k in own):
        return False
    return sort == "owner" or not any(tree.entities[k] in _HOLDERS for k in _tokens(pieces) if k != i)


@cache
def _owned() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("owned_nouns.tsv", "factkit.claims")}


def _tokens(pieces: Pieces) -> list[int]:
    return [piece for piece in pieces if isinstance(piece, int)]


def introduction(tree: Tree, i: int) -> Introduction:
    """Return how a noun phrase tells of a thing: nothing where it says no more than its noun."""
    before = [k for k in tree.subtree(i) if k < i and tree.deps[k] != "det" and tree.words[k][0].isalnum()]
    plain = all(tree.deps[k] in _BEFORE | {"case", "punct", "advmod"} for k in before)
    start, end = (before[0] if before else i), i
    if not plain or any(k != i and k not in tree.subtree(i) for k in range(start, end)):
        start = i
    after = next((c for c in tree.children[i] if c == i + 1 and _is_own(tree, i, c)), None)
    stop = i + 1 if after is None else tree.last[after] + 1
    told = [*range(start, i), *range(i + 1, stop)]
    vague = any(
        tree.pos[k] == "PRON" or tree.lowers[k] in _LIKENING | _VAGUE or tree.tags[k] in {"WRB", "WDT", "WP"}
        for k in told
    )
    if vague or len(told) + 2 > _LONGEST or all(_only_counts(tree, k) for k in told):
        return Introduction(plural=tree.tags[i] == "NNS")
    return Introduction(_texts(tree, range(start, i)), _texts(tree, range(i + 1, stop)), tree.tags[i] == "NNS")


def _texts(tree: Tree, tokens: range) -> tuple[str, ...]:
    """Return the words of a stretch, those without white space between as one."""
    if not tokens:
        return ()
    text = wording(tree, tuple(tokens)).rstrip(".")
    start = tokens[0]
    first = tree.words[start]
    opens = start == 0 and tree.pos[start] != "PROPN" and not tree.entities[start]  # small again inside a claim
    return tuple(((first[0].lower() if opens else first[0]) + text[1:]).split())


def _is_own(tree: Tree, noun: int, prep: int) -> bool:
    """Say whether a phrase after a noun says which one it is, and is sure to belong to it."""
    inside = [k for k in tree.subtree(prep) if k != prep]
    if (
        tree.deps[prep] != "prep"
        or not inside
        or "," in tree.words[prep : tree.last[prep]]
        or tree.last[prep] - prep + 1 != len(inside) + 1
    ):
        return False
    if any(tree.entities[k] in {"DATE", "TIME"} or tree.deps[k] in {"relcl", "acl", "pcomp"} for k in inside):
        return False
    if any(tree.lowers[k] == "the" and is_bare(tree, tree.heads[k], tuple(inside)) for k in inside):
        return False
    return tree.lowers[prep] in _OWN or tree.deps[noun] in SUBJECTS


def _points_back(tree: Tree, i: int) -> bool:
    """Say whether a noun phrase tells of nothing new: "the deal", "this deal", "its deal", "no deal"."""
    determiners = {tree.lowers[d] for d in tree.under(i, ("det",))}
    if determiners & {"this", "that", "these", "those", "such", "no", "any", "every"}:
        return True
    if any(tree.tags[d] == "PRP$" for d in tree.under(i, ("poss",))):
        return True
    return "the" in determiners and is_bare(tree, i, tuple(tree.subtree(i)))


def _is_told(tree: Tree, i: int, noun: int) -> bool:
    return is_thing(tree, i) and tree.lemmas[i] == tree.lemmas[noun] and not _points_back(tree, i)


def _only_counts(tree: Tree, i: int) -> bool:
    return tree.deps[i] in {"nummod", "quantmod"} or tree.pos[i] == "NUM"


def _is_then(tree: Tree, i: int) -> bool:
    """Say whether a word dates by a day that was named before: "two years later", "that year", "the following day"."""
    word, head = tree.lowers[i], tree.heads[i]
    if word in _AFTERWARDS:
        return tree.deps[i] in {"advmod", "pcomp", "prep"} and tree.child(i, "npadvmod") is not None and _ends(tree, i)
    if word in _THEN and tree.deps[i] in {"det", "amod"} and i < head:
        return tree.lemmas[head] in words("time_nouns.txt", "factkit.claims") and word != "next"
    return word == "time" and tree.lowers[max(0, i - 2) : i] == ("at", "the") and _ends(tree, i)


def _ends(tree: Tree, i: int) -> bool:
    """Say whether nothing after a word says what it is counted from: not "two years before the war"."""
    return all(c < i or tree.pos[c] == "PUNCT" for c in tree.children[i])


def _length(tree: Tree, i: int, before: list[int]) -> int:
    """Return how many of the tokens before belong to the same expression of time, plus one."""
    top = tree.heads[i] if tree.deps[i] in {"det", "amod"} else i
    return sum(tree.first[top] <= k for k in before) + 1


def _stands_alone(tree: Tree, i: int, pieces: Pieces) -> bool:
    """Say whether "one", "both", "the latter" stands for a noun that is not there."""
    if tree.deps[i] not in SUBJECTS | {"dobj", "pobj", "conj", "appos", "attr"} or tree.pos[i] == "PROPN":
        return False
    if tree.lowers[i] == "one" and tree.deps[i] not in SUBJECTS:
        return False
    counted = any(tree.lowers[c] in {"of", "in"} for c in tree.under(i, ("prep",)) if c in pieces)
    return not counted and tree.child(i, "relcl") is None


def _is_set_beside(tree: Tree, i: int) -> bool:
    """Say whether "other", "same" or "another" compares with what was named before, and not with what follows."""
    noun = tree.heads[i]
    if tree.lowers[i] == "other":
        return any(tree.lowers[d] == "the" for d in tree.under(noun, ("det",)))
    if any(tree.lowers[c] in {"as", "to"} for c in (*tree.children[noun], *tree.children[i])):
        return False
    return tree.lemmas[noun] not in words("time_nouns.txt", "factkit.claims")


def _names_like(tree: Tree, noun: int, before: list[int]) -> bool:
    return any(k != noun and tree.lemmas[k] == tree.lemmas[noun] for k in before)
