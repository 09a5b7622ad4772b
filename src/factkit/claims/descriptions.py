"""What noun phrases say of people and things by the way: titles before names, appositions, ages, origins."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from factkit.claims import nouns, traits
from factkit.claims.drafts import PLAIN, Draft, Frame, Piece
from factkit.language.places import place_named
from factkit.language.tree import Tree
from factkit.language.wordlists import words
from factkit.model import ClaimKind

_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_NOT_DESCRIBED = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
_TITLE_DEPS = frozenset({"compound", "amod", "nmod", "poss", "case"})
_SPELT_WITH_AN = frozenset({"mp", "mep", "msp", "fbi", "mba"})
_SAID_WITH_Y = re.compile(r"eu|u(?:[bgrt][aiu]|k|ni(?![dmn])|s(?:$|[aeu])|n$)|one(?:$|-)")
_PARTIES = frozenset({"D", "R", "I"})
_PLACES = frozenset({"GPE", "LOC"})
_NO_DESCRIPTION = frozenset(
    {"own", "same", "other", "only", "such", "very", "certain", "née", "nee", "né", "late", "so-called", "alleged"}
)
_NO_LONGER = frozenset({"former", "ex", "onetime", "one-time", "erstwhile", "retired"})
_OF_MANY = ("posts_of_many.txt", "factkit.claims")
_IN_THE_PAST = frozenset({"then", "once", "formerly", "previously"})


def facts(tree: Tree, frame: Frame = PLAIN) -> list[Draft]:
    """Return what noun phrases say of people, places and firms: "Malian ambassador X", "the capital Bamako".

    Args:
        frame: whose speech the sentence is; what its own words tell of new people is as sure as the sentence.
    """
    drafts: list[Draft] = []
    for i in range(len(tree)):
        if title := title_of(tree, i):
            drafts.append(_described(tree, nouns.name_tokens(tree, i), title))
        elif (origin := _origin_of(tree, i)) is not None:
            drafts.append(Draft((*nouns.named(tree, i), "is", origin), origin, kind=ClaimKind.ATTRIBUTE))
        drafts.extend(traits.seat(tree, i))
        if tree.pos[i] == "NOUN":
            drafts.extend(_named_place(tree, i))
            drafts.extend(_named_beside(tree, i))
            if not frame.closed:
                drafts.extend(replace(draft, frame=frame) for draft in traits.facts(tree, i))
    return drafts


def title_of(tree: Tree, head: int) -> tuple[int, ...]:
    """Return the words before a name that say what it is: "Malian ambassador", "supermarket chain"; () if none."""
    if tree.pos[head] != "PROPN" or tree.deps[head] == "compound":
        return ()
    title = _before(tree, head, nouns.name_tokens(tree, head)[0])
    if not title or _is_qualified(tree, head, title[0]) or _is_no_description(tree, title):
        return ()
    last = title[-1]
    if tree.tags[last] == "NN" and tree.lemmas[last] in words("organisation_nouns.txt", "factkit.claims"):
        return title if not tree.entities[last] or tree.words[last].islower() else ()
    if tree.entities[head] == "ORG":
        is_thing = tree.tags[last] == "NN" and tree.words[last].islower() and not tree.entities[last]
        return title if is_thing and not nouns.is_person(tree, last) else ()
    is_common = (tree.tags[last] == "NN" and nouns.is_person(tree, last)) or tree.lowers[last] in words("posts.txt")
    return title if tree.entities[head] == "PERSON" and is_common and tree.tags[last] != "NNS" else ()


def _is_no_description(tree: Tree, title: tuple[int, ...]) -> bool:
    """Say whether words before a name do not say what it is: "Dr", "own", "biggest", "promotion-chasing"."""
    last = title[-1]
    if tree.lemmas[last] in _describes_nothing():
        return True
    cut_short = tree.lowers[last].endswith("ing") and "-" in tree.words[last - 1 : last]
    if cut_short or any(tree.words[i] in words("honorifics.txt") for i in (title[0], last)):
        return True
    return any(tree.lowers[i] in _NO_DESCRIPTION or tree.tags[i] in {"JJS", "RBS"} for i in title)


def _before(tree: Tree, head: int, start: int) -> tuple[int, ...]:
    """Return the words of the noun phrase of `head` right before its name, which starts at `start`."""
    title: list[int] = []
    for i in range(start - 1, tree.first[head] - 1, -1):
        describes = tree.deps[i] in _TITLE_DEPS and tree.pos[i] in {"NOUN", "PROPN", "ADJ", "PART"}
        numbered = tree.pos[i] == "NUM" and bool(title) and tree.pos[i - 1] == "PROPN"  # "Ligue 1 side"
        if not describes and not numbered and tree.tags[i] != "HYPH":
            break
        title.insert(0, i)
    while title and title[0] > 0 and "-" in (tree.words[title[0]], tree.words[title[0] - 1]):
        title.insert(0, title[0] - 1)
    return tuple(title)


def _is_qualified(tree: Tree, head: int, start: int) -> bool:
    """Say whether a word before a title, left out of it, may change what it says: "ousted leader", "self-styled"."""
    before = start - 1
    of_it = before == 0 or (before > 0 and tree.is_under(before, head))
    participle = of_it and tree.tags[before] in {"VBG", "VBN"}  # "losing bidder X"
    return participle or any(tree.pos[i] in {"VERB", "ADV"} for i in range(tree.first[head], start))


def tells_what_is(tree: Tree) -> bool:
    """Say whether a sentence tells what happened or is so: no modal, no denial, no condition anywhere."""
    doubtful = words("conditionals.txt") | words("negations.txt")
    return not any(tree.tags[i] == "MD" or tree.lowers[i] in doubtful for i in range(len(tree)))


def _origin_of(tree: Tree, head: int) -> int | None:
    """Return the nationality right before a person's full name: "American Jason Dufner"; None if there is none."""
    if (
        tree.entities[head] != "PERSON"
        or tree.deps[head] in {"compound", "conj"}
        or tree.child(head, "conj") is not None
    ):
        return None
    start = nouns.named(tree, head)[0]
    before = start - 1
    alone = before >= 0 and tree.first[head] == before and tree.entities[before] == "NORP" and start < head
    return before if alone and start <= tree.heads[before] <= head else None


def _named_place(tree: Tree, i: int) -> list[Draft]:
    """Return what a noun before "of" says of the place that it names: "the port city of Vesna"."""
    of = i + 1
    if tree.tags[i] != "NN" or not _is_the(tree, i) or of >= len(tree) or tree.lowers[of] != "of":
        return []
    named = tree.child(of, "pobj") if tree.heads[of] == i else None
    if named is None or tree.lowers[i] not in words("place_nouns.txt", "factkit.claims"):
        return []
    ranked = any(tree.tags[t] in {"JJS", "RBS"} or tree.entities[t] == "ORDINAL" for t in range(tree.first[i], i))
    known = place_named(tree.words[named])
    if ranked or (known is not None and known.kind == "country"):  # "the largest city of Iran" is not Iran
        return []
    return _is_called(tree, i, named) if tree.entities[named] in _PLACES else []


def _named_beside(tree: Tree, i: int) -> list[Draft]:
    """Return what a noun says of the name right after it: "the Kenyan capital Nairobi", "the playwright Ada Roe"."""
    named = next((c for c in tree.under(i, ("appos",)) if tree.first[c] == i + 1), None)
    if tree.tags[i] != "NN" or named is None or tree.child(i, "conj") is not None:
        return []
    kind = tree.entities[named]
    owned = tree.child(i, "poss") is not None
    fits = (
        kind in _PLACES
        or (kind == "PERSON" and nouns.is_person(tree, i))
        or (kind == "ORG" and not nouns.is_person(tree, i))
    )
    if not fits or not (owned or _is_the(tree, i)) or tree.lemmas[i] in _describes_nothing():
        return []
    return _is_called(tree, i, named)


def _is_called(tree: Tree, i: int, named: int) -> list[Draft]:
    """Return that the thing named is what the noun before it says; nothing where more than a description is there."""
    before = [t for t in range(tree.first[i], i) if tree.deps[t] != "det" or tree.heads[t] != i]
    if (
        (not before and tree.entities[named] in _PLACES)
        or tree.pos[named] != "PROPN"
        or tree.child(named, "conj", "cc")
    ):
        return []
    own = {*_TITLE_DEPS, "nummod", "advmod", "punct", "npadvmod", "det"}
    if any(tree.deps[t] not in own for t in before) or any(tree.tags[t] == "PRP$" for t in before):
        return []
    is_most = tree.lemmas[i] == "capital" or any(tree.tags[t] in {"JJS", "RBS"} for t in before)
    owner = tree.child(i, "poss")
    owned = owner is not None and (not _is_kind(tree, owner) or tree.child(owner, "det") is not None)
    one = () if owned else ("the",) if is_most else (_article(tree.lowers[(before or [i])[0]]),)
    return [Draft((*nouns.name_tokens(tree, named), "is", *one, *before, i), i, kind=ClaimKind.ATTRIBUTE)]


@cache
def _describes_nothing() -> frozenset[str]:
    return words("naming_nouns.txt", "factkit.claims") | words("leanings.txt", "factkit.claims")


def _is_the(tree: Tree, i: int) -> bool:
    return any(tree.lowers[d] == "the" for d in tree.under(i, ("det",)))


def loose_titles(tree: Tree) -> frozenset[int]:
    """Return the titles that only describe: a claim of their own says it, and the name needs them no more."""
    loose: set[int] = set()
    for i in range(len(tree)):
        title = title_of(tree, i)
        if title and tree.lowers[title[-1]] not in words("posts.txt"):
            loose.update(title)
            if title[0] > 0 and tree.deps[title[0] - 1] == "det":
                loose.add(title[0] - 1)
    return frozenset(loose)


def _described(tree: Tree, name: tuple[int, ...], title: tuple[int, ...]) -> Draft:
    post = tree.lowers[title[-1]]
    one_of_many = len(title) == 1 or tree.lowers[title[0]] in _NO_LONGER or post in words(*_OF_MANY)
    unique = post in words("posts.txt") and not one_of_many
    owner = next((i for i in title if tree.deps[i] == "poss"), None)
    bare = unique if owner is None else not _is_kind(tree, owner)
    verb: tuple[Piece, ...] = ("is",) if bare else ("is", _article(tree.lowers[title[0]]))
    return Draft((*name, *verb, *title), title[-1], kind=ClaimKind.ATTRIBUTE)


def _is_kind(tree: Tree, owner: int) -> bool:
    """Say whether an owner only tells what kind of thing it is: "farmers' party", not "the firm's director"."""
    name = tree.lowers[owner].endswith("s") and tree.lowers[owner + 1] in {"'s", "’s"}  # "Childers's biographer"
    return tree.tags[owner] == "NNS" and not name and tree.child(owner, "poss", "nummod", "amod") is None


def _article(word: str) -> str:
    vowel = word[0] in "aeiou" and not _SAID_WITH_Y.match(word)
    return "an" if vowel or word in _SPELT_WITH_AN else "a"


_SEATS = frozenset({"birthplace", "capital", "hometown", "stronghold"})


def apposition(tree: Tree, i: int, head: int, dropped: frozenset[int]) -> list[Draft]:
    """Return what an apposition says of the noun that it stands after; nothing where it is not sure to be one."""
    if tree.entities[i] == "PERSON" and tree.entities[head] in {"GPE", "LOC", "FAC"}:  # "the governor of Lagos, X,"
        above = nouns.noun_above(tree, head)
        if above is None or tree.lowers[tree.heads[head]] != "of" or above > i:
            return []
        head = above
    chained = tree.child(i, "appos") is not None or tree.pos[tree.first[i]] == "ADP"
    relative = any(tree.tags[t] in {"WP", "WP$", "WDT"} for t in (*tree.children[i], *tree.children[head]))
    within = head > 0 and tree.deps[head - 1] == "prep" and tree.entities[head - 1] == tree.entities[head] != ""
    chained = chained or within or relative or tree.lemmas[head] in words("naming_nouns.txt", "factkit.claims")
    if chained or not describes(tree, i, head):
        return []
    named, said = (i, head) if tree.entities[i] == "PERSON" and tree.entities[head] != "PERSON" else (head, i)
    if named == i and any(tree.tags[k] == "NN" and nouns.is_person(tree, k) for k in range(head + 1, tree.first[i])):
        return []  # "the mother of the victim, Ann Lee": either
    name = (
        nouns.name_tokens(tree, named)
        if tree.entities[named] in _NAMES
        else nouns.phrase(tree, named, dropped, bare=True)
    )
    if tree.pos[said] == "NUM" and (tree.words[said].isdigit() or tree.child(said, "prep") is None):
        verb = "was then" if any(tree.lowers[k] == "then" for k in tree.children[said]) else "is"
        aged = tree.entities[named] == "PERSON" or (verb == "was then" and tree.pos[named] == "PROPN")
        return [Draft((*name, verb, said), said, kind=ClaimKind.ATTRIBUTE)] if aged else []
    age = traits.age_of(tree, said)
    description = tuple(p for p in nouns.phrase(tree, said, dropped) if p not in age)
    if named == i:
        description = tuple(p for p in nouns.phrase(tree, said, dropped, bare=True) if p not in age)
    if not description:
        return []
    plural = tree.tags[named] in {"NNS", "NNPS"}
    is_past = any(isinstance(p, int) and tree.lowers[p] in _IN_THE_PAST for p in description)
    verb = ("were" if plural else "was") if is_past else ("are" if plural else "is")
    drafts = [Draft((*name, verb, *description), said, kind=ClaimKind.ATTRIBUTE)]
    if age:
        drafts.append(Draft((*name, "is", age[0]), age[0], kind=ClaimKind.ATTRIBUTE))
    return drafts


def describes(tree: Tree, i: int, head: int) -> bool:
    """Say whether a noun set off after another surely says what that is, and does not sum up what came before."""
    return _is_apposition(tree, i, head) and _same_sort(tree, i, head)


def _is_apposition(tree: Tree, i: int, head: int) -> bool:
    set_off = nouns.is_set_off(tree, i) and tree.pos[head] in {"NOUN", "PROPN"}
    if not set_off or tree.pos[i] not in {"NOUN", "PROPN", "NUM"} or _is_label(tree, i, head):
        return False
    if (tree.tags[i] == "NNS") != (tree.tags[head] in {"NNS", "NNPS"}) and tree.pos[i] != "NUM":
        return False
    member = tree.child(i, "conj")
    after = (tree.last[i] if member is None else i) + 1
    closed = after >= len(tree) or tree.words[after] in {",", ".", ")", "–", "—", "--", ";", ":"}
    return closed and (member is None or _names_holder(tree, i, head))


def _is_label(tree: Tree, i: int, head: int) -> bool:
    """Say whether what stands beside a noun is its date, its place, its initials or another name, no description."""
    kinds = (tree.entities[i], tree.entities[head])
    if set(kinds) & _NOT_DESCRIBED and tree.pos[i] != "NUM":
        return True
    if kinds[0] in _NAMES and (kinds[0] == kinds[1] or kinds[1] in {"GPE", "PERSON"}):
        return True
    if kinds[0] == "GPE" or (kinds[1] == "GPE" and tree.pos[i] != "NOUN"):
        return True
    if tree.words[tree.first[i]] in _PARTIES and tree.words[tree.first[i] + 1] == "-":  # "D-Ore."
        return True
    if tree.words[tree.first[i] - 1] == "(" and tree.first[i] == tree.last[i]:
        return True
    names = tree.pos[i] == tree.pos[head] == "PROPN" and "PERSON" not in kinds
    return names and kinds[1] in {"ORG", "FAC"}


def _same_sort(tree: Tree, i: int, head: int) -> bool:
    """Say whether both halves are people or neither is; two common nouns only where they open the sentence.

    What stands after a later noun may as well be said of the whole clause: "assaulting an officer, a charge ...".
    """
    if tree.lowers[tree.heads[head]] in {"at", "in", "near"} and tree.pos[head] == "PROPN":
        if nouns.is_person(tree, i):
            return False  # "born in Hull, the daughter of a baker,"
        if tree.entities[head] in _PLACES and tree.lemmas[i] not in words("place_nouns.txt", "factkit.claims") | _SEATS:
            return False  # "the church in Ludlow, a building listed in 1954,"
    for one, other in ((i, head), (head, i)):
        if tree.entities[one] == "PERSON" and tree.pos[other] == "NOUN":
            return nouns.is_person(tree, other)
    for one, other in ((i, head), (head, i)):
        if tree.entities[one] in {*_PLACES, "FAC", "ORG"} and tree.lemmas[other] in words(
            "kin_nouns.txt", "factkit.claims"
        ):
            return False
    named = tree.entities[i] in _NAMES or tree.entities[head] in _NAMES or "PROPN" in (tree.pos[i], tree.pos[head])
    people = [nouns.is_person(tree, i), nouns.is_person(tree, head)]
    return named or all(people) or (tree.deps[head] in {"nsubj", "nsubjpass"} and not any(people))


def _names_holder(tree: Tree, i: int, head: int) -> bool:
    """Say whether one of the two is a person's name and the other a post: no list has that."""
    persons = [tree.entities[i] == "PERSON", tree.entities[head] == "PERSON"]
    post = head if persons[0] else i
    return (
        persons[0] != persons[1]
        and tree.lowers[post] in words("posts.txt")
        and tree.child(post, "det", "poss") is not None
    )
