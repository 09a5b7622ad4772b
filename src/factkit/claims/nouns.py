"""Noun phrases: how they are named, and what titles, appositions and nouns of events say by the way."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from factkit.claims.drafts import PLAIN, Draft, Frame, Piece, Pieces
from factkit.language.tree import Tree
from factkit.language.wordlists import rows, words
from factkit.model import ClaimKind

_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_NOT_DESCRIBED = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})
_LOOSE = frozenset({"appos", "relcl", "acl", "conj", "cc", "punct", "preconj"})
_TITLE_DEPS = frozenset({"compound", "amod", "nmod", "poss", "case"})
_AGENTS = ("man", "woman", "person", "er", "or", "ist", "ian", "ee", "ess", "crat", "ant")
_TITLED = frozenset({"PERSON", "ORG"})
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
        if loose and i != head and _set_off(tree, i):
            taken.update(tree.subtree(i))
    return tuple(i for i in tree.subtree(head) if i not in taken and tree.lowers[i] not in _SET_OFF)


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
    return tuple(range(start, head + 1))


def _is_name_word(tree: Tree, i: int) -> bool:
    if tree.entities[i] == "PERSON" and (tree.tags[i] == "HYPH" or tree.words[i] == "-"):
        return True
    return tree.pos[i] == "PROPN" and tree.words[i][0].isupper() and tree.lowers[i] not in words("posts.txt")


def antecedent(tree: Tree, head: int, pronoun: str, verb: int) -> int | None:
    """Return the noun that the pronoun of a relative clause after `head` stands for; None where that is not sure."""
    noun: int | None = head
    seen: set[int] = set()
    while noun is not None and noun not in seen and not (_fits(tree, noun, pronoun) and _agrees(tree, noun, verb)):
        seen.add(noun)
        noun = _noun_above(tree, noun)
    if noun is None or noun in seen:
        return None
    is_said_of = tree.deps[noun] == "appos" and pronoun == "who" and tree.entities[tree.heads[noun]] == "PERSON"
    return tree.heads[noun] if is_said_of else noun


def _agrees(tree: Tree, noun: int, verb: int) -> bool:
    """Say whether a noun can be the subject of a verb as it is written: not "processing, which have"."""
    forms = {(tree.lowers[i], tree.tags[i]) for i in tree.verb_group(verb)}
    plural = any(word in {"are", "were", "have", "do"} for word, _ in forms) or (tree.lowers[verb], "VBP") in forms
    singular = any(word in {"is", "was", "has", "does"} for word, _ in forms) or (tree.lowers[verb], "VBZ") in forms
    if tree.tags[noun] in {"NNS", "NNPS"} or tree.child(noun, "conj") is not None:
        return not singular
    return not plural or bool(tree.entities[noun])


def _fits(tree: Tree, noun: int, pronoun: str) -> bool:
    kind = tree.entities[noun]
    if tree.pos[noun] not in {"NOUN", "PROPN"} or kind in _NOT_DESCRIBED:
        return False
    return kind not in {"ORG", "GPE", "LOC", "FAC"} if pronoun == "who" else kind != "PERSON"


def _noun_above(tree: Tree, noun: int) -> int | None:
    above = tree.heads[noun]
    if above == noun:
        return None
    if tree.deps[noun] == "appos":
        return above
    if tree.pos[above] == "ADP":
        above = tree.heads[above]
    if tree.pos[above] in {"NOUN", "PROPN"}:
        return above
    return tree.child(above, "dobj", "nsubjpass") if tree.pos[above] in {"VERB", "AUX"} else None


def _set_off(tree: Tree, i: int) -> bool:
    first = tree.first[i]
    return first > 0 and tree.words[first - 1] in _SET_OFF


def facts(tree: Tree, frame: Frame = PLAIN) -> list[Draft]:
    """Return what nouns say by the way: titles before names, and events that are taken to have happened.

    Args:
        frame: whose speech the sentence is; what its own words tell of new people is as sure as the sentence.
    """
    open_to_new = not frame.closed and _tells_what_is(tree)
    drafts: list[Draft] = []
    for i in range(len(tree)):
        if title := title_of(tree, i):
            drafts.append(_described(tree, name_tokens(tree, i), title))
        if tree.pos[i] == "NOUN":
            drafts.extend(_named_place(tree, i))
            if open_to_new:
                drafts.extend(replace(draft, frame=frame) for draft in _traits(tree, i))
        drafts.extend(_happened(tree, i))
        drafts.extend(_whole_of(tree, i))
    return drafts


def title_of(tree: Tree, head: int) -> tuple[int, ...]:
    """Return the words before a person's name that say what they are: "Malian ambassador"; () if none."""
    if tree.entities[head] not in _TITLED or tree.pos[head] != "PROPN" or tree.deps[head] in {"compound", "poss"}:
        return ()
    name = name_tokens(tree, head)
    title: list[int] = []
    for i in range(name[0] - 1, tree.first[head] - 1, -1):
        in_title = (tree.deps[i] in _TITLE_DEPS and tree.pos[i] in {"NOUN", "PROPN", "ADJ", "PART"}) or tree.tags[
            i
        ] == "HYPH"
        if not in_title:
            break
        title.insert(0, i)
    while title and title[0] > 0 and "-" in (tree.words[title[0]], tree.words[title[0] - 1]):
        title.insert(0, title[0] - 1)
    if not title or tree.words[title[-1]] in words("honorifics.txt"):
        return ()
    if tree.entities[head] != "PERSON":
        is_thing = tree.tags[title[-1]] == "NN" and tree.words[title[-1]].islower() and not tree.entities[title[-1]]
        return tuple(title) if is_thing and not _is_person(tree, title[-1]) else ()
    is_common = tree.tags[title[-1]] == "NN" or tree.lowers[title[-1]] in words("posts.txt")
    return tuple(title) if is_common and tree.tags[title[-1]] != "NNS" else ()


def _tells_what_is(tree: Tree) -> bool:
    """Say whether a sentence tells what happened or is so: no modal, no denial, no condition anywhere."""
    doubtful = words("conditionals.txt") | words("negations.txt")
    return not any(tree.tags[i] == "MD" or tree.lowers[i] in doubtful for i in range(len(tree)))


def _named_place(tree: Tree, i: int) -> list[Draft]:
    """Return what a noun says of the name that follows it: "the Kenyan capital Nairobi"."""
    if tree.tags[i] != "NN" or not any(tree.lowers[d] == "the" for d in tree.under(i, ("det",))):
        return []
    after = i + 1
    if (
        after < len(tree)
        and tree.lowers[after] == "of"
        and tree.lowers[i] in words("place_nouns.txt", "factkit.claims")
    ):
        named = tree.child(after, "pobj") if tree.heads[after] == i else None
    else:
        named = next((c for c in tree.under(i, ("appos",)) if tree.first[c] == after), None)
    if named is None or tree.entities[named] not in {"GPE", "LOC"} or tree.child(named, "conj", "cc") is not None:
        return []
    before = [t for t in range(tree.first[i], i) if tree.deps[t] != "det"]
    if not before or tree.pos[named] != "PROPN" or any(tree.deps[t] not in _TITLE_DEPS for t in before):
        return []
    one = "the" if tree.lemmas[i] == "capital" else _article(tree.lowers[before[0]])
    return [Draft((*name_tokens(tree, named), "is", one, *before, i), i, kind=ClaimKind.ATTRIBUTE)]


def _traits(tree: Tree, i: int) -> list[Draft]:
    """Return the age and the nationality of people without a name: "a 34-year-old man", "British soldiers"."""
    if tree.deps[i] not in {"nsubj", "nsubjpass", "dobj"} or not _is_person(tree, i) or tree.child(i, "conj", "poss"):
        return []
    verb = tree.heads[i]
    known = {"a", "an", "the"}
    if tree.heads[verb] != verb or any(tree.lowers[d] not in known for d in tree.under(i, ("det",))):
        return []
    plural = tree.tags[i] == "NNS"
    if tree.lemmas[verb] in words("intensional_verbs.txt") or (
        plural and tree.deps[i] == "nsubj" and tree.tags[verb] != "VBD"
    ):
        return []
    said: list[Draft] = []
    age = () if plural else _age(tree, i)
    if age:
        said.append(Draft(("the", i, "is", age[0], "years", age[-1]), age[0], kind=ClaimKind.ATTRIBUTE))
    for origin in tree.under(i, ("amod",)):
        if tree.entities[origin] == "NORP" and tree.first[origin] == tree.last[origin]:
            verb_form = ("were" if plural else "was") if tree.tags[verb] == "VBD" else ("are" if plural else "is")
            said.append(Draft(("the", i, verb_form, origin), origin, kind=ClaimKind.ATTRIBUTE))
    return said


def loose_titles(tree: Tree) -> frozenset[int]:
    """Return the titles that only describe: a claim of their own says it, and the name needs them no more."""
    loose: set[int] = set()
    for i in range(len(tree)):
        title = title_of(tree, i)
        if title and tree.lowers[title[-1]] not in words("posts.txt"):
            loose.update(title)
            loose.update(d for d in tree.under(i, ("det",)) if d < title[0])
    return frozenset(loose)


def _described(tree: Tree, name: tuple[int, ...], title: tuple[int, ...]) -> Draft:
    verb: tuple[Piece, ...] = (
        ("is",)
        if tree.lowers[title[-1]] in words("posts.txt") or tree.deps[title[0]] == "poss"
        else ("is", _article(tree.lowers[title[0]]))
    )
    return Draft((*name, *verb, *title), title[-1], kind=ClaimKind.ATTRIBUTE)


def _article(word: str) -> str:
    return "an" if word[0] in "aeiou" else "a"


def apposition(tree: Tree, i: int, head: int, dropped: frozenset[int]) -> list[Draft]:
    """Return what an apposition says of the noun that it stands after; nothing where it is not sure to be one."""
    if tree.entities[i] == "PERSON" and tree.entities[head] in {"GPE", "LOC", "FAC"}:  # "the governor of Lagos, X,"
        above = _noun_above(tree, head)
        if above is None or tree.lowers[tree.heads[head]] != "of" or above > i:
            return []
        head = above
    chained = tree.child(i, "appos") is not None or tree.pos[tree.first[i]] == "ADP"
    if chained or not _is_apposition(tree, i, head) or not _same_sort(tree, i, head):
        return []
    named, said = (i, head) if tree.entities[i] == "PERSON" and tree.entities[head] != "PERSON" else (head, i)
    name = name_tokens(tree, named) if tree.entities[named] in _NAMES else phrase(tree, named, dropped, bare=True)
    if tree.pos[said] == "NUM":
        return [Draft((*name, "is", said), said, kind=ClaimKind.ATTRIBUTE)] if tree.entities[named] == "PERSON" else []
    age = _age(tree, said)
    description = tuple(p for p in phrase(tree, said, dropped) if p not in age)
    if named == i:
        description = tuple(p for p in phrase(tree, said, dropped, bare=True) if p not in age)
    plural = tree.tags[named] in {"NNS", "NNPS"}
    drafts = [Draft((*name, "are" if plural else "is", *description), said, kind=ClaimKind.ATTRIBUTE)]
    if age:
        drafts.append(Draft((*name, "is", age[0]), age[0], kind=ClaimKind.ATTRIBUTE))
    return drafts


def _is_apposition(tree: Tree, i: int, head: int) -> bool:
    if not _set_off(tree, i) or tree.pos[head] not in {"NOUN", "PROPN"} or tree.pos[i] not in {"NOUN", "PROPN", "NUM"}:
        return False
    if {tree.entities[i], tree.entities[head]} & _NOT_DESCRIBED and tree.pos[i] != "NUM":
        return False
    if tree.entities[i] in _NAMES and (
        tree.entities[i] == tree.entities[head] or tree.entities[head] in {"GPE", "PERSON"}
    ):
        return False
    if tree.entities[i] == "GPE" or (tree.entities[head] == "GPE" and tree.pos[i] != "NOUN"):
        return False
    if (tree.tags[i] == "NNS") != (tree.tags[head] in {"NNS", "NNPS"}) and tree.pos[i] != "NUM":
        return False
    member = tree.child(i, "conj")
    after = (tree.last[i] if member is None else i) + 1
    closed = after >= len(tree) or tree.words[after] in {",", ".", ")", "–", "—", "--", ";", ":"}
    return closed and (member is None or _names_holder(tree, i, head))


def _same_sort(tree: Tree, i: int, head: int) -> bool:
    """Say whether both halves are people or neither is; two common nouns only where they open the sentence.

    What stands after a later noun may as well be said of the whole clause: "assaulting an officer, a charge ...".
    """
    for one, other in ((i, head), (head, i)):
        if tree.entities[one] == "PERSON" and tree.pos[other] == "NOUN":
            return _is_person(tree, other)
    named = tree.entities[i] in _NAMES or tree.entities[head] in _NAMES or "PROPN" in (tree.pos[i], tree.pos[head])
    return named or tree.deps[head] in {"nsubj", "nsubjpass"} or (_is_person(tree, i) and _is_person(tree, head))


def _is_person(tree: Tree, i: int) -> bool:
    lemma = tree.lemmas[i]
    if tree.pos[i] != "NOUN" or lemma in words("posts.txt") or lemma in words("person_nouns.txt", "factkit.claims"):
        return True
    return lemma.endswith(_AGENTS) and lemma not in words("no_agents.txt", "factkit.claims")


def _names_holder(tree: Tree, i: int, head: int) -> bool:
    """Say whether one of the two is a person's name and the other a post: no list has that."""
    persons = [tree.entities[i] == "PERSON", tree.entities[head] == "PERSON"]
    post = head if persons[0] else i
    return (
        persons[0] != persons[1]
        and tree.lowers[post] in words("posts.txt")
        and tree.child(post, "det", "poss") is not None
    )


def _age(tree: Tree, head: int) -> tuple[int, ...]:
    """Return the tokens of "54-year-old" before a noun."""
    for i in tree.under(head, ("amod",)):
        tokens = tree.subtree(i)
        if tree.lowers[i] == "old" and tree.pos[tokens[0]] == "NUM" and "year" in tree.lemmas[tokens[0] : i]:
            return tuple(tokens)
    return ()


def _happened(tree: Tree, i: int) -> list[Draft]:
    """Return that an event happened which the sentence takes for granted: "after the arrest of X by Y in Z"."""
    known = _events().get(tree.lemmas[i]) if tree.pos[i] == "NOUN" else None
    if known is None or not _is_presupposed(tree, i):
        return []
    participle, transitive = known
    of = next((c for c in tree.under(i, ("prep",)) if tree.lowers[c] == "of"), None)
    by = next((c for c in tree.under(i, ("prep",)) if tree.lowers[c] == "by"), None)
    owner = tree.child(i, "poss")
    done_to = tree.child(of, "pobj") if of is not None else owner
    if done_to is None or tree.pos[done_to] == "PRON":
        return []
    patient = tuple(p for p in tree.subtree(done_to) if tree.deps[p] != "case" or tree.heads[p] != done_to)
    plural = tree.tags[done_to] in {"NNS", "NNPS"} or tree.child(done_to, "conj") is not None
    rest = [
        p
        for c in tree.children[i]
        if c > i and c != of and tree.deps[c] in {"prep", "advmod", "npadvmod"}
        for p in tree.subtree(c)
    ]
    if by is not None and not transitive:
        return []
    auxiliary: Pieces = ("were" if plural else "was",) if transitive else ()
    return [Draft((*patient, *auxiliary, participle, *rest), i, kind=ClaimKind.EVENT)]


def _is_presupposed(tree: Tree, i: int) -> bool:
    definite = (
        any(tree.lowers[c] in {"the", "this", "that"} for c in tree.under(i, ("det",)))
        or tree.child(i, "poss") is not None
    )
    doubtful = words("non_happening.txt")
    if not definite or any(tree.lowers[c] in doubtful for c in tree.children[i]):
        return False
    if tree.tags[i] == "NNS":
        return False
    above = tree.heads[i]
    return above != i and (
        tree.lemmas[above] in words("factive_frames.txt")
        or (tree.pos[above] == "ADP" and tree.lemmas[tree.heads[above]] in words("factive_frames.txt"))
    )


def _whole_of(tree: Tree, i: int) -> list[Draft]:
    """Return how many there are where some are counted out of them: "three of the 27 states"."""
    count, of = tree.child(i, "nummod"), tree.heads[i]
    if count is None or tree.deps[i] != "pobj" or tree.lowers[of] != "of" or tree.tags[i] != "NNS":
        return []
    is_known = any(tree.lowers[d] == "the" for d in tree.under(i, ("det",)))
    if not is_known or tree.pos[tree.heads[of]] != "NUM":
        return []
    tokens = tuple(t for t in tree.subtree(i) if tree.deps[t] != "det" and t <= i)
    return [Draft(("there", "are", *tokens), i, kind=ClaimKind.QUANTITY)]


@cache
def _events() -> dict[str, tuple[str, bool]]:
    return {noun: (participle, kind == "t") for noun, participle, kind in rows("nominalisations.tsv")}
