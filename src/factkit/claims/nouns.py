"""Noun phrases: their words, their names, and what a relative pronoun after them stands for."""

from __future__ import annotations

from factkit.claims.drafts import Pieces
from factkit.language.tree import Tree
from factkit.language.wordlists import words

_NOT_DESCRIBED = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
_AGENTS = ("man", "woman", "person", "boy", "girl", "mate", "er", "or", "ist", "ian", "ee", "ess", "crat", "ant")
_PEOPLE = frozenset("couple crew family group pair people police public team troop trio".split())  # noqa: SIM905
_BODIES = frozenset(
    {"army", "board", "cabinet", "commission", "committee", "council", "court", "government", "jury", "ministry"}
    | {"opposition", "panel", "parliament", "tribunal"}
)
_PARTICLES = frozenset("al ben bin da de del della den der di dos du el la le ten ter van von y".split())  # noqa: SIM905
_SET_OFF = frozenset({",", "–", "—", "--", "("})


def phrase(tree: Tree, head: int, dropped: frozenset[int], *, bare: bool = False) -> Pieces:
    """Return the words of a noun phrase without what is said of it by the way.

    Args:
        bare: leave out what stands after the noun, but for "of".
    """
    taken: set[int] = set(dropped)
    for i in tree.children[head]:
        coordinated = bare and tree.deps[i] in {"conj", "cc", "preconj"}
        after = bare and i > head and tree.deps[i] in {"prep", "acl", "relcl"} and tree.lowers[i] != "of"
        if coordinated or after:
            taken.update(tree.subtree(i))
    for i in tree.subtree(head):
        loose = tree.deps[i] in {"appos", "relcl"} or (tree.deps[i] == "acl" and tree.words[i - 1] == ",")
        if loose and i != head and is_set_off(tree, i):
            taken.update(tree.subtree(i))
    said = [i for i in tree.subtree(head) if i not in taken and tree.lowers[i] not in _SET_OFF]
    while said and tree.pos[said[0]] == "PUNCT" and tree.tags[said[0]] != "``":  # the end of a quotation before it
        said.pop(0)
    return tuple(said)


def defined(tree: Tree, pieces: Pieces) -> Pieces:
    """Return the phrase as one that was named before: "an agreement" becomes "the agreement"."""
    if pieces and isinstance(pieces[0], int) and tree.lowers[pieces[0]] in {"a", "an"}:
        return ("the", *pieces[1:])
    return pieces


def determined(tree: Tree, head: int) -> str:
    """Return how a noun picks out its thing: "new" ("a bridge"), "counted" ("two men"), "known" or "some"; else ""."""
    before = {tree.lowers[d] for d in tree.under(head, ("det", "predet", "poss", "nummod", "amod")) if d < head}
    if (
        before & {"all", "every", "each", "any", "no", "most", "few", "only", "first", "last", "other", "such"}
        or tree.child(head, "poss") is not None
    ):
        return ""
    if before & {"a", "an"}:
        return "new"
    if before & {"the"}:
        return "known"
    if before & {"this", "that", "these", "those", "which", "what"}:
        return ""
    plural = tree.tags[head] == "NNS"
    if tree.child(head, "nummod") is not None and plural:
        return "counted"
    return "some" if plural else ""


def members(tree: Tree, head: int) -> list[int]:
    """Return the heads that are coordinated with `head`, itself first."""
    found = [head]
    for i in tree.children[head]:
        if tree.deps[i] == "conj":
            found.extend(members(tree, i))
        elif tree.deps[i] == "appos":
            found.extend(m for m in members(tree, i) if m != i)
    return found


def name_of(tree: Tree, head: int) -> Pieces:
    """Return the name that a noun phrase has or is given by its apposition; () if none."""
    for i in (head, *tree.under(head, ("appos",))):
        if (tree.entities[i] in {"PERSON", "GPE", "ORG"} and tree.pos[i] == "PROPN" and tree.deps[i] != "conj") or (
            i == head and tree.entities[i] in {"PERSON", "GPE"}
        ):
            return name_tokens(tree, i)
    return ()


def name_tokens(tree: Tree, head: int) -> tuple[int, ...]:
    """Return the tokens of the name whose last word is `head`."""
    start = head
    while start > 0 and _is_name_word(tree, start - 1) and tree.heads[start - 1] in range(start, head + 1):
        start -= 1
    end = head + 1
    while (
        tree.entities[head] == "ORG"
        and end + 1 < len(tree)
        and tree.words[end] == "&"
        and tree.entities[end + 1] == "ORG"
    ):
        end += 2  # "Tasman Hull & Dock"
    return tuple(range(start, end))


def named(tree: Tree, head: int) -> tuple[int, ...]:
    """Return the tokens of the name whose last word is `head`, but for words before it that are no part of it."""
    return tuple(i for i in name_tokens(tree, head) if tree.entities[i] == tree.entities[head])


def _is_name_word(tree: Tree, i: int) -> bool:
    joins = tree.tags[i] == "HYPH" or tree.words[i] == "-" or tree.lowers[i] in _PARTICLES
    if tree.entities[i] == "PERSON" and joins:
        return True
    return tree.pos[i] == "PROPN" and tree.words[i][0].isupper() and tree.lowers[i] not in words("posts.txt")


def antecedent(tree: Tree, head: int, pronoun: str, verb: int | None) -> int | None:
    """Return the noun that the pronoun of a relative clause after `head` stands for; None where that is not sure.

    Args:
        verb: that the pronoun is the subject of, if it is a subject.
    """
    noun: int | None = head
    seen: set[int] = set()
    while noun is not None and noun not in seen and not (_fits(tree, noun, pronoun) and agrees(tree, noun, verb)):
        seen.add(noun)
        noun = noun_above(tree, noun)
    if noun is None or noun in seen or tree.child(noun, "conj") is not None:  # "users and boards, which"
        return None
    if has_rival(tree, noun, pronoun, verb):
        return None
    is_said_of = tree.deps[noun] == "appos" and pronoun == "who" and tree.entities[tree.heads[noun]] == "PERSON"
    return tree.heads[noun] if is_said_of else noun


def has_rival(tree: Tree, noun: int, pronoun: str, verb: int | None) -> bool:
    """Say whether another noun, tied to this one by a preposition, may be meant as well: "the brother of X, who"."""
    others = [
        below
        for tie in tree.under(noun, ("prep",))
        for below in tree.under(tie, ("pobj",))
        if verb is None or below < verb
    ]
    if tree.deps[noun] == "pobj":
        others.append(tree.heads[tree.heads[noun]])
    return any(_may_be(tree, other, pronoun, verb) and not _in_one_name(tree, noun, other) for other in others)


def _in_one_name(tree: Tree, one: int, other: int) -> bool:
    """Say whether two nouns are parts of a single name: "the University of Oslo"."""
    between = {tree.entities[i] for i in range(min(one, other), max(one, other) + 1)}
    return len(between) == 1 and between != {""}


def _may_be(tree: Tree, noun: int, pronoun: str, verb: int | None) -> bool:
    if tree.pos[noun] not in {"NOUN", "PROPN"} or not _fits(tree, noun, pronoun) or not agrees(tree, noun, verb):
        return False
    person = is_person(tree, noun) if tree.pos[noun] == "NOUN" else tree.entities[noun] == "PERSON"
    return pronoun == "that" or person == (pronoun == "who")


def is_from(tree: Tree, noun: int) -> bool:
    """Say whether a name is the place that somebody is of: "Tolthorpe, of Otley, who"."""
    above = tree.heads[noun]
    return tree.pos[above] == "ADP" and above > 0 and tree.words[above - 1] in _SET_OFF


def agrees(tree: Tree, noun: int, verb: int | None) -> bool:
    """Say whether a noun can be the subject of a verb as it is written: not "processing, which have"."""
    if verb is None:
        return True
    forms = {(tree.lowers[i], tree.tags[i]) for i in tree.verb_group(verb)}
    plural = any(word in {"are", "were", "have", "do"} for word, _ in forms) or (tree.lowers[verb], "VBP") in forms
    singular = any(word in {"is", "was", "has", "does"} for word, _ in forms) or (tree.lowers[verb], "VBZ") in forms
    if tree.tags[noun] in {"NNS", "NNPS"}:
        return not singular
    return not plural or (bool(tree.entities[noun]) and tree.entities[noun] != "PERSON") or tree.pos[noun] == "PRON"


def _fits(tree: Tree, noun: int, pronoun: str) -> bool:
    kind = tree.entities[noun]
    if tree.pos[noun] not in {"NOUN", "PROPN"} or kind in _NOT_DESCRIBED:
        return False
    if pronoun == "whose":
        return True
    if pronoun not in {"who", "whom"}:
        return kind != "PERSON"
    is_people = tree.pos[noun] == "PROPN" or is_person(tree, noun) or tree.lemmas[noun] in _PEOPLE
    return is_people and kind not in {"ORG", "GPE", "LOC", "FAC"}


def noun_above(tree: Tree, noun: int) -> int | None:
    """Return the noun that a noun or its clause hangs on; None if none is sure."""
    above = tree.heads[noun]
    if above == noun:
        return None
    if tree.deps[noun] == "appos":
        return above
    if tree.pos[above] == "ADP":
        above = tree.heads[above]
    if tree.pos[above] in {"NOUN", "PROPN"}:
        return above
    told = tree.child(above, "dobj", "nsubjpass") if tree.pos[above] in {"VERB", "AUX"} else None
    return told if told is not None and told < noun else None


def is_set_off(tree: Tree, i: int) -> bool:
    """Say whether a mark stands before what hangs on `i`: a comma, a dash, a bracket."""
    first = tree.first[i]
    return first > 0 and tree.words[first - 1] in _SET_OFF


def is_person(tree: Tree, i: int) -> bool:
    """Say whether a noun is one for people; a name may be one."""
    lemma = tree.lemmas[i]
    if tree.pos[i] != "NOUN" or lemma in words("posts.txt") or lemma in words("person_nouns.txt", "factkit.claims"):
        return True
    return lemma.endswith(_AGENTS) and lemma not in words("no_agents.txt", "factkit.claims")


def is_body(tree: Tree, i: int) -> bool:
    """Say whether a noun is one for people who act as one: a council, a party, a firm."""
    return tree.lemmas[i] in words("organisation_nouns.txt", "factkit.claims") | _BODIES | _PEOPLE
