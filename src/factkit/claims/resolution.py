"""What pronouns, "the ambassador" and "this decision" stand for: said where one antecedent stands out, else marked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from factkit.claims import descriptions, nouns, references
from factkit.claims.drafts import Draft, Piece, Pieces, wording
from factkit.language.tree import SUBJECTS, Tree
from factkit.language.wordlists import words
from factkit.model import ClaimKind, Unresolved

_HE = frozenset({"he", "she", "him", "himself", "herself"})
_HIS = frozenset({"his", "her", "hers"})
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
_WE = frozenset({"i", "we", "us", "me", "my", "our", "ours", "mine", "you", "your", "yours", "myself", "ourselves"})
_OBJECT_FORMS = frozenset({"him", "her"})
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those", "such"})
_POSSESSIVES = frozenset({"his", "her", "its", "their"})
_SUBJECT_FORMS = frozenset({"he", "she", "it", "they"})
_FORMS = (("he", _HE | _HIS), ("it", _IT), ("they", _THEY))
_UNSURE = frozenset({"", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_WHO = frozenset({"PERSON", ""})
_PLACES = frozenset({"city", "country", "island", "nation", "province", "region", "state", "town", "village"})
_GROUPS = frozenset({"ORG", "GPE"})


@dataclass(frozen=True, slots=True)
class Standalone:
    """The pieces of a claim with what they stand for, and what remains unknown to a reader."""

    pieces: Pieces
    unresolved: tuple[Unresolved, ...]


@dataclass(frozen=True, slots=True)
class Mentions:
    """Who and what a sentence names: persons, groups and countries, its subject, and what it decided or announced.

    `nameless` tells whether it also speaks of somebody without a name, whom "he" may mean as well.
    """

    persons: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    subject: str = ""
    subject_kind: str = ""
    act: str = ""
    nameless: bool = False


class Discourse:
    """What the article has named so far, sentence by sentence."""

    def __init__(self) -> None:
        self._before = Mentions()
        self._holders: dict[str, set[str]] = {}
        self._things = references.Things()
        self._read: tuple[Tree, Mentions] | None = None
        self._somebody = self._somebody_before = (
            False  # a "he" in the sentence read, or before it, that is nobody known
        )

    def read(self, tree: Tree) -> None:
        """Take in a sentence after its claims were made standalone."""
        found = self._mentions(tree)
        pronoun = any(tree.lowers[i] in _SUBJECT_FORMS for i in range(len(tree)) if tree.deps[i] in SUBJECTS)
        if pronoun and not found.persons and not found.groups:
            found = Mentions(
                self._before.persons,
                self._before.groups,
                self._before.companies,
                self._before.subject,
                self._before.subject_kind,
                found.act,
                self._before.nameless or found.nameless,
            )
        if found.persons and any(tree.lowers[i] in _OBJECT_FORMS and tree.deps[i] != "poss" for i in range(len(tree))):
            found = replace(found, persons=())  # two people now, one of them without a name
        self._before = found
        self._somebody, self._somebody_before = False, self._somebody
        self._things.read(tree)
        for i in range(len(tree)):
            title = descriptions.title_of(tree, i)
            if title:
                name = _text(tree, nouns.name_tokens(tree, i))
                self._holders.setdefault(tree.lowers[title[-1]], set()).add(name)

    def standalone(self, tree: Tree, draft: Draft) -> Standalone:
        """Return the claim's words with what they stand for in the sentences before."""
        here = self._mentions(tree)
        pieces: list[Piece] = []
        unresolved: list[Unresolved] = list(draft.unresolved)
        skip: set[int] = set()
        for n, piece in enumerate(draft.pieces):
            if piece in skip:
                continue
            if (definite := self._definite(tree, draft, n)) is not None:
                said, missing, used = definite
                pieces.extend(said)
                skip.update(used)
                unresolved.extend([] if missing is None else [missing])
                continue
            if not isinstance(piece, int):
                pieces.append(piece)
                continue
            named, missing, length = self._named(tree, draft, n, piece, here)
            if named and named.removesuffix("'s") in wording(tree, pieces):
                pieces.append(piece)  # named already in this claim
            elif named:
                first, *rest = named.split()
                pieces.extend(["the" if first == "The" and pieces else first, *rest])
                skip.update(range(piece + 1, piece + length))
            else:
                pieces.append(piece)
            if missing is None:
                missing = references.marked(tree, draft.pieces, n)
            if missing is not None:
                unresolved.append(missing)
        if _is_unknown(tree, draft.frame.speaker or ()):
            unresolved.append(Unresolved.WHO)
        return Standalone(tuple(pieces), tuple(dict.fromkeys(unresolved)))

    def _mentions(self, tree: Tree) -> Mentions:
        """Return whom a sentence names, read once for all its claims."""
        if self._read is None or self._read[0] is not tree:
            self._read = tree, _mentions(tree)
        return self._read[1]

    def _named(self, tree: Tree, draft: Draft, n: int, i: int, here: Mentions) -> tuple[str, Unresolved | None, int]:
        """Return what token `i` stands for ("" to leave it), what stays unknown, and how many tokens are replaced."""
        word = tree.lowers[i]
        if tree.tags[i] in {"PRP", "PRP$"}:
            return (*self._pronoun(tree, draft, n, i, here), 1)
        if tree.deps[i] == "det" and tree.heads[i] > i:
            noun = tree.heads[i]
            if word in _DEMONSTRATIVES and not references.is_time(tree, noun):
                return self._demonstrative(tree, i, noun)
        if word in _DEMONSTRATIVES and tree.deps[i] in SUBJECTS and tree.tags[i] == "DT":
            return "", Unresolved.WHAT, 1
        return "", None, 1

    def _definite(self, tree: Tree, draft: Draft, n: int) -> tuple[Pieces, Unresolved | None, tuple[int, ...]] | None:
        """Return how "the" and its noun are said, what stays unknown, and the tokens used; None for other words."""
        the = draft.pieces[n]
        noun = _noun_after(tree, draft.pieces, n)
        if noun is None or not references.is_thing(tree, noun):
            return None
        before = draft.pieces[:n]
        if any(isinstance(k, int) and tree.lemmas[k] == tree.lemmas[noun] for k in before):
            return None
        placed = any(isinstance(k, int) and tree.entities[k] in {"GPE", "LOC"} for k in before)
        if placed and tree.lemmas[noun] in _PLACES:  # "staff in Paris to leave the country"
            return None
        if not references.is_bare(tree, noun, draft.pieces, draft.head):
            again = self._things.has(tree, noun) and references.only_described(tree, noun, draft.pieces, draft.head)
            return ((the,), references.missing(tree, noun), ()) if again else None
        named, missing = "", None
        if isinstance(the, int) and noun == the + 1:
            named, missing = self._company(tree, noun) if _is_company(tree, noun) else self._holder(tree, noun)
        if named or missing is not None:
            return (tuple(named.split()), None, (noun,)) if named else ((the,), missing, ())
        return self._told(tree, noun, the, before)

    def _told(
        self, tree: Tree, noun: int, the: Piece, before: Pieces
    ) -> tuple[Pieces, Unresolved | None, tuple[int, ...]]:
        """Return "the" and a bare noun with the words by which the one such thing was told of, else marked."""
        if isinstance(the, str):  # a thing that the sentence itself tells of: "the wildfire" of "a wildfire that"
            told = replace(references.introduction(tree, noun), before=())
        else:
            told = self._things.told_of(tree, noun, before) or references.Introduction()
        if not (told.before or told.after):
            return (the,), references.missing(tree, noun), ()
        return (the, *told.before, noun, *told.after), None, (noun,)

    def _pronoun(self, tree: Tree, draft: Draft, n: int, i: int, here: Mentions) -> tuple[str, Unresolved | None]:
        word = tree.lowers[i]
        if word in _WE or (word in _OBJECT_FORMS and tree.deps[i] != "poss" and not _has_antecedent(tree, draft, n, i)):
            return "", Unresolved.WHO  # "him" is not the one who does it, and too often another
        if word not in _HE | _HIS | _IT | _THEY or tree.deps[i] == "expl" or (word == "it" and _is_empty(tree, i)):
            return "", None
        if n > 0 and not _is_predicated(tree, draft, n, i) and _has_antecedent(tree, draft, n, i):
            return "", None
        if speaker := self._speaker_for(tree, draft, i):
            return speaker, None
        found = self._person(tree, i, here) if word in _HE | _HIS else self._group(tree, i)
        if word == "it" and draft.frame.speaker is not None:  # it may as well be theirs: "a spokesperson said it ..."
            found = ""
        if not found and word in _HE | _HIS:
            self._somebody = True
        if found and word in _HE | _HIS and _is_named(tree, draft.pieces[:n], found.split()[-1]):
            return "", None
        if found and found.split()[-1] in wording(tree, draft.pieces).split():  # "she won the part of Ann Moore"
            found = ""
        return _cased(found, word), None if found else (Unresolved.WHAT if word in _IT else Unresolved.WHO)

    def _person(self, tree: Tree, i: int, here: Mentions) -> str:
        """Return the one person named before a pronoun, in its sentence or else in the one before; "" if not sure."""
        before = _persons_before(tree, i)
        if _has_nameless(tree, i) or _may_be_another(tree, i):
            return ""
        if found := _only(here.persons[:before]):
            return found
        known = not here.persons or before == 0
        sure = known and not self._before.nameless and not self._somebody_before
        return _only(self._before.persons) if sure else ""

    def _group(self, tree: Tree, i: int) -> str:
        """Return the one organisation or country that the sentence before was about; "" if not sure."""
        about = self._before.subject.lower().split()
        person = any(word in words("person_nouns.txt", "factkit.claims") for word in about)
        sure = self._before.subject_kind in _GROUPS and len(set(self._before.groups)) == 1 and not person
        return self._before.subject if tree.lowers[i] in _IT and sure and not _groups_before(tree, i) else ""

    def _speaker_for(self, tree: Tree, draft: Draft, i: int) -> str:
        """Return the speaker whom a pronoun at the head of reported speech stands for; "" where others may be meant."""
        speaker = tuple(piece for piece in draft.frame.speaker or () if isinstance(piece, int))
        if not speaker or tree.lowers[i] not in _SUBJECT_FORMS or tree.deps[i] not in SUBJECTS or speaker[-1] > i:
            return ""
        heads = [p for p in speaker if tree.deps[p] in SUBJECTS]
        if len(heads) != 1 or not _agrees(tree, heads[0], tree.lowers[i]):
            return ""
        between = [k for k in range(speaker[-1] + 1, i) if tree.pos[k] in {"NOUN", "PROPN"}]
        named = _text(tree, speaker)
        if between or tree.heads[tree.heads[i]] != tree.heads[heads[0]] or self._others(tree, heads[0], named, i):
            return ""
        return named

    def _others(self, tree: Tree, speaker: int, named: str, i: int) -> bool:
        """Say whether somebody or something named before may be meant as well as the speaker."""
        if tree.lowers[i] == "it":
            is_group = tree.entities[speaker] in _GROUPS or _is_company(tree, speaker)
            return not is_group and bool(self._before.subject)
        if tree.lowers[i] == "they":
            return bool(self._before.subject or self._before.persons)
        return any(name.split()[-1] not in named for name in self._before.persons) or (
            bool(self._before.subject) and self._before.subject_kind != "PERSON"
        )

    def _demonstrative(self, tree: Tree, i: int, noun: int) -> tuple[str, Unresolved | None, int]:
        if self._before.act and tree.lemmas[noun] in words("acts.txt", "factkit.claims") and noun == i + 1:
            return self._before.act, None, 2
        return "", Unresolved.WHAT, 1

    def _company(self, tree: Tree, noun: int) -> tuple[str, Unresolved | None]:
        found = dict.fromkeys((*self._before.companies, *_companies(tree, noun)))
        own = tree.child(tree.heads[noun], *SUBJECTS) if tree.deps[noun] == "dobj" else None
        itself = (
            own is not None and _text(tree, nouns.name_tokens(tree, own)) in found
        )  # "Nadia Holt will lead the bank"
        return (next(iter(found)), None) if len(found) == 1 and not itself else ("", Unresolved.WHAT)

    def _holder(self, tree: Tree, noun: int) -> tuple[str, Unresolved | None]:
        if tree.lowers[noun] not in words("posts.txt"):
            return "", None
        names = self._holders.get(tree.lowers[noun], set())
        return (next(iter(names)), None) if len(names) == 1 else ("", Unresolved.WHO)


def _mentions(tree: Tree) -> Mentions:
    persons, groups = [], []
    for i in range(len(tree)):
        last = i + 1 == len(tree) or tree.entities[i + 1] != tree.entities[i]
        if tree.entities[i] == "PERSON" and last and tree.pos[i] == "PROPN":
            persons.append(_text(tree, nouns.name_tokens(tree, i)))
        elif tree.entities[i] in _GROUPS and last:
            groups.append(_text(tree, nouns.name_tokens(tree, i)))
    root = next(iter(tree.roots()), None)
    subject = None if root is None else next((i for i in tree.children[root] if tree.deps[i] in SUBJECTS), None)
    act = _act(tree, root) if root is not None else ""
    nameless = _has_nameless(tree, len(tree))
    if subject is None or tree.pos[subject] == "PRON":
        return Mentions(tuple(persons), tuple(groups), _companies(tree, len(tree)), act=act, nameless=nameless)
    named = _text(tree, nouns.phrase(tree, subject, frozenset(), bare=True))
    kind = tree.entities[subject]
    return Mentions(tuple(persons), tuple(groups), _companies(tree, len(tree)), named, kind, act, nameless)


def _noun_after(tree: Tree, pieces: Pieces, n: int) -> int | None:
    """Return the noun that the "the" at `n` goes with; None where that is another word or no noun follows."""
    the = pieces[n]
    if isinstance(the, int):
        return tree.heads[the] if tree.lowers[the] == "the" and tree.deps[the] == "det" else None
    following = next((piece for piece in pieces[n + 1 : n + 2] if isinstance(piece, int)), None)
    if the.lower() != "the" or following is None:
        return None
    return following if tree.deps[following] not in {"amod", "compound", "nmod", "nummod"} else tree.heads[following]


def _is_unknown(tree: Tree, speaker: Pieces) -> bool:
    """Say whether the speaker is somebody whom only the text around can tell: "she", "his lawyer", "the company"."""
    for n, piece in enumerate(speaker):
        if isinstance(piece, str):
            first, *rest = piece.lower().split() or [""]
            bare = first == "the" and len(rest) == 1 and rest[0] not in words("unique_nouns.txt", "factkit.claims")
            if bare or first in _POSSESSIVES | _SUBJECT_FORMS:
                return True
        elif tree.tags[piece] in {"PRP", "PRP$"}:
            return True
        else:
            noun = _noun_after(tree, speaker, n)
            if noun is not None and references.is_thing(tree, noun) and references.is_bare(tree, noun, speaker):
                return True
    return False


def _is_company(tree: Tree, noun: int) -> bool:
    return tree.lowers[noun] in words("company_nouns.txt", "factkit.claims")


def _companies(tree: Tree, until: int) -> tuple[str, ...]:
    """Return the names of organisations before a token."""
    ends = (
        i for i in range(until) if tree.entities[i] == "ORG" and (i + 1 >= len(tree) or tree.entities[i + 1] != "ORG")
    )
    return tuple(_text(tree, nouns.name_tokens(tree, i)) for i in ends if tree.pos[i] == "PROPN")


def _act(tree: Tree, root: int) -> str:
    """Return what the sentence announces or decides, as a noun phrase with its owner named; "" if nothing."""
    done = tree.child(root, "dobj")
    if done is None or tree.lemmas[root] not in words("announcing.txt", "factkit.claims"):
        return ""
    subject = next((i for i in tree.children[root] if tree.deps[i] in SUBJECTS), None)
    if subject is None or tree.pos[subject] == "PRON":
        return ""
    owner = _text(tree, nouns.phrase(tree, subject, frozenset(), bare=True))
    pieces: list[Piece] = []
    for i in tree.subtree(done):
        if i > done and any(tree.is_under(i, c) for c in tree.children[done] if c > done and tree.lowers[c] != "of"):
            continue
        pieces.append(f"{owner}'s" if tree.lowers[i] in {"its", "their"} else i)
    said = wording(tree, pieces).rstrip(".")
    return said[0].lower() + said[1:]


def _has_antecedent(tree: Tree, draft: Draft, n: int, pronoun: int) -> bool:
    """Say whether the claim itself names, before the pronoun, something that it can stand for."""
    form = next(form for form, words_of in _FORMS if tree.lowers[pronoun] in words_of)
    for piece in draft.pieces[:n]:
        if not isinstance(piece, int) or tree.pos[piece] not in {"NOUN", "PROPN"} or tree.deps[piece] == "compound":
            continue
        if tree.tags[pronoun] != "PRP$" and (tree.deps[piece] not in SUBJECTS or tree.heads[pronoun] == draft.head):
            continue
        if _agrees(tree, piece, form) and (tree.lowers[pronoun] != "them" or tree.entities[piece] not in _GROUPS):
            return True
    return False


def _agrees(tree: Tree, noun: int, pronoun: str) -> bool:
    is_group = tree.entities[noun] in _GROUPS
    plural = (tree.tags[noun] in {"NNS", "NNPS"} and not is_group) or tree.child(noun, "conj") is not None
    if tree.pos[noun] == "PRON":
        return False
    if pronoun == "they":
        return plural or is_group
    if pronoun == "it":
        is_thing = not nouns.is_person(tree, noun) if tree.pos[noun] == "NOUN" else tree.entities[noun] not in _WHO
        return not plural and is_thing
    is_person = nouns.is_person(tree, noun) if tree.pos[noun] == "NOUN" else tree.entities[noun] not in _GROUPS
    return not plural and is_person


def _is_empty(tree: Tree, i: int) -> bool:
    """Say whether "it" stands for nothing: "it is clear that", "it rained"."""
    verb = tree.heads[i]
    return tree.child(verb, "ccomp", "csubj") is not None or (
        tree.lemmas[verb] in {"be", "take", "seem", "appear"} and tree.child(verb, "xcomp", "advcl") is not None
    )


def _has_nameless(tree: Tree, until: int) -> bool:
    """Say whether a sentence speaks, before a token, of somebody without a name, or with a name that may be one."""
    for i in range(until):
        said_of = tree.deps[i] in {"compound", "appos", "attr", "oprd", "nmod"} or tree.lowers[tree.heads[i]] == "as"
        named = tree.child(i, "appos") is not None
        if tree.tags[i] == "NN" and nouns.is_person(tree, i) and not said_of and not named and not _is_title(tree, i):
            return True
        if tree.tags[i] == "NNP" and tree.entities[i] in _UNSURE and tree.words[i - 1] in words("honorifics.txt"):
            return True
    return False


def _is_title(tree: Tree, i: int) -> bool:
    return i + 1 < len(tree) and tree.pos[i + 1] == "PROPN" and tree.entities[i + 1] == "PERSON"


def _is_predicated(tree: Tree, draft: Draft, n: int, i: int) -> bool:
    """Say whether a possessive says what the one named before it is: "Ewa Mazur is his lawyer"."""
    copula = any(piece in {"is", "are", "was", "were"} for piece in draft.pieces[:n] if isinstance(piece, str))
    return copula and draft.kind is ClaimKind.ATTRIBUTE and tree.tags[i] == "PRP$"


def _is_named(tree: Tree, pieces: Pieces, name: str) -> bool:
    return any(isinstance(piece, int) and tree.words[piece] == name for piece in pieces)


def _may_be_another(tree: Tree, i: int) -> bool:
    """Say whether "he" may be somebody else than a person named before it in its sentence.

    A "her" before the first name is of somebody else ("Her father, Tom Reed, ..."), and a name that the parser does not
    know may be a person's.
    """
    persons = [k for k in range(i) if tree.entities[k] == "PERSON" and tree.pos[k] == "PROPN"]
    if not persons:
        return False
    earlier = any(tree.lowers[k] in _HE | _HIS for k in range(persons[0]))
    capital = [k for k in range(i) if tree.pos[k] == "PROPN" or (k > 0 and tree.words[k][0].isupper())]
    names = [k for k in capital if k not in persons and tree.heads[k] not in persons and tree.pos[k] != "PRON"]
    unknown = any(not tree.entities[k] and tree.deps[k] not in {"compound", "poss"} for k in names)
    subjects = [k for k in persons if tree.deps[k] in SUBJECTS]
    nearer = any(tree.deps[k] in SUBJECTS and k > max(subjects, default=-1) for k in names)
    return earlier or unknown or nearer


def _persons_before(tree: Tree, i: int) -> int:
    last = [
        k
        for k in range(i)
        if tree.entities[k] == "PERSON" and tree.pos[k] == "PROPN" and tree.entities[k + 1] != "PERSON"
    ]
    return len(last)


def _groups_before(tree: Tree, i: int) -> bool:
    return any(tree.entities[k] in _GROUPS for k in range(i))


def _only(names: tuple[str, ...]) -> str:
    """Return the one person that all the names are of: the longest where the others are its last word."""
    longest = max(names, key=len, default="")
    return longest if all(name == longest or longest.split()[-1] == name.split()[-1] for name in names) else ""


def _cased(name: str, pronoun: str) -> str:
    return f"{name}'s" if name and pronoun in _POSSESSIVES and not name.endswith("'s") else name


def _text(tree: Tree, pieces: Pieces) -> str:
    return wording(tree, pieces).rstrip(".")
