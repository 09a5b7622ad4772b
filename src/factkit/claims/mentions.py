"""Who and what a sentence speaks of: its noun phrases as mentions, with what tells their kind, gender and number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cache

from factkit.claims import descriptions, nouns
from factkit.claims.drafts import wording
from factkit.claims.references import introduction, is_thing
from factkit.language.places import place_named
from factkit.language.tree import SUBJECTS, Tree
from factkit.language.wordlists import rows, words

_PACKAGE = "factkit.claims"
_NOT_THINGS = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY", "NORP", "LANGUAGE"})
_WITHIN_A_NAME = frozenset({"compound", "nmod", "amod", "npadvmod", "nummod", "advmod", "det", "intj"})
_ACADEMIC = frozenset({"Prof", "Prof.", "Professor"})
_NAMED_PERSON = 4.0
"""What a person who is named has at least, who may be the next "he" wherever the name stands."""
_SUFFIXES = frozenset("ag asa bv corp corp. gmbh inc inc. kk llc llp ltd ltd. nv oyj plc sa spa".split())  # noqa: SIM905
_ENTITY_KINDS = {"PERSON": "person", "ORG": "group", "GPE": "place", "LOC": "place", "FAC": "thing"}


class Kind(StrEnum):
    """What a mention may be of."""

    PERSON = "person"
    GROUP = "group"
    PLACE = "place"
    THING = "thing"


_RELATIVES = (("who", Kind.PERSON, 1), ("which", Kind.GROUP, 2))


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase, with the name that its apposition gives.

    Attributes:
        head: the token that the sentence hangs it on.
        tokens: what stands for it in a claim: one of them there means that the claim names it.
        name: how it is called; "" where it has no name.
        nouns: common nouns that say what it is, in lower case: "minister", "union".
        phrase: how it is said again where it has no name: "the truck driver"; "" where that would not tell which one.
        plain: its noun with "the".
        evidence: weights for each kind that it may be of.
        gender: the pronoun that it must have, "he" or "she"; "" where nothing tells.
        new: it is told of for the first time: "a driver".
        weight: how much it stands out where it stands.
    """

    head: int
    tokens: tuple[int, ...]
    name: str = ""
    nouns: frozenset[str] = frozenset()
    phrase: str = ""
    plain: str = ""
    evidence: dict[Kind, int] = field(default_factory=dict)
    gender: str = ""
    plural: bool = False
    new: bool = False
    weight: float = 0.0


def mentions(tree: Tree) -> list[Mention]:
    """Return the mentions of a sentence in the order of their heads; pronouns are none."""
    found = []
    for i in range(len(tree)):
        if tree.deps[i] in _WITHIN_A_NAME or _belongs_to_another(tree, i):
            continue
        if tree.pos[i] == "PROPN" and tree.entities[i] not in _NOT_THINGS:
            found.append(_named(tree, i, i))
        elif is_thing(tree, i):
            name = _name_beside(tree, i)
            found.append(_nameless(tree, i) if name is None else _named(tree, i, name))
    return [*found, *_together(tree, found)]


def _together(tree: Tree, found: list[Mention]) -> Iterator[Mention]:
    """Yield the people whom "and" joins as one mention: "Ann Lee and Tom Reed"."""
    by_head = {mention.head: mention for mention in found if mention.name}
    for i, first in by_head.items():
        joined = [c for c in tree.under(i, ("conj",)) if c in by_head]
        if len(joined) != 1 or "and" not in tree.lowers[i : joined[0]] or tree.child(joined[0], "conj") is not None:
            continue
        other = by_head[joined[0]]
        if all(one.evidence.get(Kind.PERSON, 0) > 1 for one in (first, other)):
            said = f"{first.name} and {other.name}"
            yield replace(
                first,
                tokens=(*first.tokens, *other.tokens),
                name=said,
                nouns=frozenset(),
                gender="",
                plural=True,
                weight=2 * other.weight,
            )


def weight_of(tree: Tree, i: int) -> float:
    """Return how much what a token stands for stands out: a subject more than an object, a main clause more."""
    dep, above = tree.deps[i], tree.heads[i]
    if dep in {"conj", "appos"} and above != i:
        return weight_of(tree, above) * (1 if dep == "appos" else 0.5)
    if dep in SUBJECTS:
        return 8 if _is_main(tree, above) else 4 if tree.deps[above] != "relcl" else 3
    if dep in {"dobj", "dative"}:
        return 4
    if dep == "poss":
        return 4 if tree.deps[above] in SUBJECTS else 2
    if dep == "pobj" and tree.deps[above] == "agent":
        return 4
    return 2


def gender_of(words_before: Iterable[str], name: str) -> str:
    """Return the pronoun that an address, a noun or a given name asks for; "" where they tell nothing or differ."""
    given = _genders("given_names.tsv").get(name.split(maxsplit=1)[0], "") if " " in name else ""
    found = {given, *(_genders("gendered_nouns.tsv").get(word.lower(), "") for word in words_before)} - {""}
    return found.pop() if len(found) == 1 else ""


def is_given_name(word: str) -> bool:
    """Say whether a word is a common given name."""
    return word in _genders("given_names.tsv")


def kind_of_noun(lemma: str, *, person: bool) -> Kind:
    """Return what a common noun is for."""
    if is_organisation(lemma) or lemma in words("body_nouns.txt", _PACKAGE):
        return Kind.GROUP
    return Kind.PERSON if person else Kind.THING


def is_firm(noun: str) -> bool:
    """Say whether a noun is one for firms and the like, "the battery maker" among them."""
    return noun in words("firm_nouns.txt", _PACKAGE) or noun.endswith("maker")


def is_organisation(noun: str) -> bool:
    """Say whether a noun is one for firms, clubs, parties and whatever else people found."""
    listed = noun in words("company_nouns.txt", _PACKAGE) or noun in words("organisation_nouns.txt", _PACKAGE)
    return listed or is_firm(noun)


def _is_main(tree: Tree, verb: int) -> bool:
    while tree.deps[verb] == "conj":
        verb = tree.heads[verb]
    return tree.heads[verb] == verb


def _belongs_to_another(tree: Tree, i: int) -> bool:
    """Say whether a noun phrase only says what another is or is called: an apposition, "X is a lawyer"."""
    above = tree.heads[i]
    if tree.deps[i] == "appos":
        described = tree.tags[i] == "NN" and tree.pos[above] == "NOUN" and _name_beside(tree, i) is not None
        return described or _is_name_of(tree, i, above) or _describes(tree, i, above)
    return tree.deps[i] in {"attr", "oprd"} and tree.child(above, *SUBJECTS) is not None


def _name_beside(tree: Tree, i: int) -> int | None:
    """Return the name that an apposition gives a noun: "her husband, the architect Paul Thorne"."""
    for c in tree.under(i, ("appos",)):
        if _is_name_of(tree, c, i):
            return c
        if tree.tags[c] == "NN" and (name := _name_beside(tree, c)) is not None:
            return name
    place = _place_of(tree, i)
    beside = [] if place is None or tree.child(place, "cc") is not None else tree.under(place, ("appos", "conj"))
    found = [c for c in beside if tree.entities[c] == "PERSON"]
    return found[0] if found and nouns.is_person(tree, i) else None


def _place_of(tree: Tree, i: int) -> int | None:
    """Return the place that somebody is of: "the mayor of Porto, Ana Reis"."""
    tie = tree.child(i, "prep")
    place = None if tie is None or tree.lowers[tie] != "of" else tree.child(tie, "pobj")
    return place if place is not None and tree.pos[place] == "PROPN" else None


def _is_name_of(tree: Tree, i: int, above: int) -> bool:
    return tree.pos[i] == "PROPN" and tree.pos[above] == "NOUN" and tree.entities[i] not in _NOT_THINGS


def _describes(tree: Tree, i: int, above: int) -> bool:
    return tree.pos[i] in {"NOUN", "NUM"} and tree.pos[above] == "PROPN"


def _named(tree: Tree, head: int, name: int) -> Mention:
    tokens = _without_titles(tree, _whole_name(tree, name))
    said = _said(tree, tokens)
    before = [tree.words[i] for i in range(max(tree.first[name], tokens[0] - 4), tokens[0] + 1)]
    nouns_of = _nouns_of(tree, head, name, said)
    evidence = _evidence(tree, head, name, tokens, nouns_of)
    person = evidence.get(Kind.PERSON, 0) > 0
    return Mention(
        head,
        (*tokens, head),
        said,
        nouns_of,
        evidence=evidence,
        gender=gender_of([*before, *nouns_of], " ".join(tree.words[i] for i in tokens)) if person else "",
        weight=max(weight_of(tree, head), _NAMED_PERSON * (evidence.get(Kind.PERSON, 0) > 1)),
    )


def _said(tree: Tree, tokens: tuple[int, ...]) -> str:
    said = wording(tree, tokens)
    said = said if tree.words[tokens[-1]].endswith(".") else said.removesuffix(".")
    before = tokens[0] - 1
    return f"the {said}" if before >= 0 and tree.lowers[before] == "the" and tree.heads[before] in tokens else said


def _nameless(tree: Tree, i: int) -> Mention:
    lemma = tree.lemmas[i]
    determiners = {tree.lowers[d] for d in tree.under(i, ("det",))}
    plural = tree.tags[i] == "NNS"
    listed = lemma in words("person_nouns.txt", _PACKAGE) or lemma in words("posts.txt") or lemma == "people"
    kind = kind_of_noun(lemma, person=listed)
    joined = plural and (tree.deps[i] == "conj" or tree.child(i, "conj") is not None)  # "a wife and two sons"
    counted = plural and tree.child(i, "nummod") is not None
    owns = kind is Kind.THING and tree.deps[i] == "poss"
    unsure = kind is Kind.THING and nouns.is_person(tree, i)  # by its ending alone: "flicker"
    return Mention(
        i,
        (i,),
        nouns=frozenset({tree.lowers[i]}),
        phrase="" if joined else _phrase(tree, i),
        plain="" if joined or counted else f"the {tree.lowers[i]}",
        evidence={Kind.PERSON: 1, Kind.THING: 1} if unsure else {kind: 2},
        gender=_genders("gendered_nouns.tsv").get(lemma, "") if kind is Kind.PERSON else "",
        plural=plural,
        new=bool(determiners & {"a", "an", "another", "some"}) or (plural and not determiners),
        weight=1.0 if owns else weight_of(tree, i),
    )


def _phrase(tree: Tree, i: int) -> str:
    """Return how a thing without a name is said again; "" where nothing tells which one it is."""
    told = introduction(tree, i)
    determiners = {tree.lowers[d] for d in tree.under(i, ("det", "predet"))}
    owner = tree.child(i, "poss")
    said = " ".join((*told.before, tree.lowers[i], *told.after))
    if determiners - {"a", "an", "the"} or (tree.tags[i] == "NNS" and tree.child(i, "nummod") is not None):
        return ""  # "at least 31 people": not all of whom there are
    if owner is not None and tree.pos[owner] == "NOUN" and tree.lowers[tree.first[i]] == "the" and told.before:
        return f"the {said}"  # "the main teachers' union"
    if owner is not None:
        return said if told.before and tree.pos[owner] == "PROPN" and tree.first[owner] == tree.first[i] else ""
    if tree.tags[i] == "NNS" and not determiners and (told.before or told.after or tree.subtree(i) == [i]):
        return said
    return f"the {said}" if told.before or told.after else ""


def _whole_name(tree: Tree, i: int) -> tuple[int, ...]:
    """Return the tokens of a name with what "of" ties to it: "the Department of Health"."""
    tokens = nouns.name_tokens(tree, i)
    owner = tree.child(i, "poss")
    if owner is not None and tree.pos[owner] == "PROPN" and (tree.entities[i] == "ORG" or _is_body(tree.words[i])):
        tokens = (*[k for k in range(tree.first[owner], tokens[0]) if tree.tags[k] != "DT"], *tokens)
    after = next((c for c in tree.under(i, ("prep",)) if c == i + 1 and tree.lowers[c] in {"of", "for"}), None)
    inside = [] if after is None else tree.subtree(after)
    if len(inside) > 1 and len(inside) <= 5 and tree.words[inside[-1]][0].isupper() and tree.entities[i] == "ORG":
        tokens = (*tokens, *inside)
    return tokens


def _without_titles(tree: Tree, tokens: tuple[int, ...]) -> tuple[int, ...]:
    kept = list(tokens)
    while len(kept) > 1 and tree.pos[kept[1]] == "PROPN" and _is_left_out(tree, kept):
        kept.pop(0)
    return tuple(kept)


def _is_left_out(tree: Tree, tokens: list[int]) -> bool:
    """Say whether a name can do without its first word: "Coach", but "Mr" only before more than one other."""
    first = tokens[0]
    return _is_title(tree.lowers[first]) or (len(tokens) > 2 and _is_address(tree.words[first]))


def _is_address(word: str) -> bool:
    return word in words("honorifics.txt") or word in _ACADEMIC


def _is_title(word: str) -> bool:
    return word in _titles() or word.endswith("maker")


@cache
def _titles() -> frozenset[str]:
    lists = words("person_nouns.txt", _PACKAGE) | words("posts.txt") | words("organisation_nouns.txt", _PACKAGE)
    return lists - words("body_nouns.txt", _PACKAGE)


def _nouns_of(tree: Tree, head: int, name: int, said: str) -> frozenset[str]:
    """Return the common nouns by which the sentence says what a named one is, and those that its name holds."""
    title = descriptions.title_of(tree, name)
    found = {tree.lowers[title[-1]]} if title else set()
    whole = nouns.name_tokens(tree, name)
    found.update(tree.lowers[i] for i in whole[:-1] if _is_title(tree.lowers[i]))
    if head != name:
        found.add(tree.lowers[head])
    for i in (head, name):
        found.update(tree.lowers[c] for c in tree.under(i, ("appos",)) if tree.pos[c] == "NOUN")
    if tree.deps[head] in SUBJECTS and tree.lemmas[tree.heads[head]] == "be":
        found.update(tree.lowers[c] for c in tree.under(tree.heads[head], ("attr",)) if tree.tags[c] == "NN")
    found.update(word.lower().removesuffix("'s") for word in said.split() if word[0].isupper() and _is_body(word))
    return frozenset(found)


def _is_body(word: str) -> bool:
    lower = word.lower()
    return lower in words("body_nouns.txt", _PACKAGE) or lower in words("company_nouns.txt", _PACKAGE)


def _evidence(tree: Tree, head: int, name: int, tokens: tuple[int, ...], nouns_of: frozenset[str]) -> dict[Kind, int]:
    found: dict[Kind, int] = {}
    for kind, weight in _signs(tree, head, name, tokens, nouns_of):
        found[kind] = max(found.get(kind, 0), weight)
    return found


def _signs(
    tree: Tree, head: int, name: int, tokens: tuple[int, ...], nouns_of: frozenset[str]
) -> Iterator[tuple[Kind, int]]:
    """Yield what each sign says that a name is of, and how much it says: 1 for a guess."""
    said = [tree.words[i] for i in tokens]
    is_body = any(map(_is_body, said))
    known = place_named(" ".join(said))
    addressed = any(_is_address(tree.words[i]) for i in (max(tokens[0] - 1, 0), tokens[0]))
    signs = (
        (Kind.PERSON, 3 * addressed),
        (Kind.PERSON, 2 * (len(said) > 1 and is_given_name(said[0]) and not is_body)),
        (Kind.GROUP, 3 * (is_body or said[-1].lower() in _SUFFIXES)),
        (Kind.GROUP, _weight_of_officers(tree, head)),
        (Kind.PLACE, 2 * (known is not None and known.kind == "country")),
    )
    yield from ((kind, weight) for kind, weight in signs if weight)
    if kind := _ENTITY_KINDS.get(tree.entities[name]):
        yield Kind(kind), 1
    yield from (found for noun in nouns_of - words("roles_of_any.txt", _PACKAGE) for found in _sign_of_noun(noun))
    relative = {tree.lowers[tree.first[c]] for i in (head, name) for c in tree.under(i, ("relcl",))}
    yield from ((kind, weight) for word, kind, weight in _RELATIVES if word in relative)


def _sign_of_noun(noun: str) -> Iterator[tuple[Kind, int]]:
    person = noun in words("person_nouns.txt", _PACKAGE) or noun in words("posts.txt")
    if noun.endswith("maker") or kind_of_noun(noun, person=person) is Kind.GROUP:
        yield Kind.GROUP, 2
    elif person:
        yield Kind.PERSON, 2


def _weight_of_officers(tree: Tree, i: int) -> int:
    """Return how much an officer says that a name is of a body: "the chief executive of Acme", "Acme's coach"."""
    above = tree.heads[i]
    if tree.entities[i] in {"GPE", "LOC"}:
        return 0
    if tree.deps[i] == "poss":
        return int(tree.lemmas[above] in words("held_by_groups.txt", _PACKAGE))
    officer = tree.deps[i] == "pobj" and tree.lemmas[tree.heads[above]] in words("posts.txt")
    return 2 * (officer and tree.lowers[above] in {"of", "for", "at"})


@cache
def _genders(name: str) -> dict[str, str]:
    return {row[0]: row[1] for row in rows(name, _PACKAGE)}
