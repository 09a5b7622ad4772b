"""What pronouns, "the ambassador" and "this decision" stand for: said where one antecedent stands out, else marked."""

from __future__ import annotations

from dataclasses import dataclass, replace

from factkit.claims import descriptions, nouns
from factkit.claims.drafts import Draft, Piece, Pieces, wording
from factkit.language.tree import SUBJECTS, Tree
from factkit.language.wordlists import words
from factkit.model import Unresolved

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
_GROUPS = frozenset({"ORG", "GPE"})


@dataclass(frozen=True, slots=True)
class Standalone:
    """The pieces of a claim with what they stand for, and what remains unknown to a reader."""

    pieces: Pieces
    unresolved: tuple[Unresolved, ...]


@dataclass(frozen=True, slots=True)
class Mentions:
    """Who and what a sentence names: persons, groups and countries, its subject, and what it decided or announced."""

    persons: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    subject: str = ""
    subject_kind: str = ""
    act: str = ""


class Discourse:
    """What the article has named so far, sentence by sentence."""

    def __init__(self) -> None:
        self._before = Mentions()
        self._holders: dict[str, set[str]] = {}

    def read(self, tree: Tree) -> None:
        """Take in a sentence after its claims were made standalone."""
        found = _mentions(tree)
        pronoun = any(tree.lowers[i] in _SUBJECT_FORMS for i in range(len(tree)) if tree.deps[i] in SUBJECTS)
        if pronoun and not found.persons and not found.groups:
            found = Mentions(
                self._before.persons,
                self._before.groups,
                self._before.companies,
                self._before.subject,
                self._before.subject_kind,
                found.act,
            )
        if found.persons and any(tree.lowers[i] in _OBJECT_FORMS and tree.deps[i] != "poss" for i in range(len(tree))):
            found = replace(found, persons=())  # two people now, one of them without a name
        self._before = found
        for i in range(len(tree)):
            title = descriptions.title_of(tree, i)
            if title:
                name = _text(tree, nouns.name_tokens(tree, i))
                self._holders.setdefault(tree.lowers[title[-1]], set()).add(name)

    def standalone(self, tree: Tree, draft: Draft) -> Standalone:
        """Return the claim's words with what they stand for in the sentences before."""
        here = _mentions(tree)
        pieces: list[Piece] = []
        unresolved: list[Unresolved] = list(draft.unresolved)
        skip: set[int] = set()
        for n, piece in enumerate(draft.pieces):
            if not isinstance(piece, int) or piece in skip:
                if not isinstance(piece, int):
                    pieces.append(piece)
                continue
            named, missing, length = self._named(tree, draft, n, piece, here)
            if named and tree.deps[piece] == "poss" and named.removesuffix("'s") in wording(tree, pieces):
                pieces.append(piece)  # named already in this claim
            elif named:
                pieces.extend(named.split())
                skip.update(range(piece + 1, piece + length))
            else:
                pieces.append(piece)
            if missing is not None:
                unresolved.append(missing)
        speaker = draft.frame.speaker or ()
        if len(speaker) == 1 and isinstance(speaker[0], int) and tree.tags[speaker[0]] == "PRP":
            unresolved.append(Unresolved.WHO)
        return Standalone(tuple(pieces), tuple(dict.fromkeys(unresolved)))

    def _named(self, tree: Tree, draft: Draft, n: int, i: int, here: Mentions) -> tuple[str, Unresolved | None, int]:
        """Return what token `i` stands for ("" to leave it), what stays unknown, and how many tokens are replaced."""
        word = tree.lowers[i]
        if tree.tags[i] in {"PRP", "PRP$"}:
            return (*self._pronoun(tree, draft, n, i, here), 1)
        if tree.deps[i] == "det" and tree.heads[i] > i:
            noun = tree.heads[i]
            if word in _DEMONSTRATIVES and tree.entities[noun] not in {"DATE", "TIME"}:
                return self._demonstrative(tree, i, noun)
            if word == "the" and noun == i + 1 and not tree.under(noun, ("prep", "relcl", "acl", "appos", "compound")):
                return self._company(tree, noun) if _is_company(tree, noun) else self._holder(tree, noun)
        if word in _DEMONSTRATIVES and tree.deps[i] in SUBJECTS and tree.pos[i] == "PRON":
            return "", Unresolved.WHAT, 1
        return "", None, 1

    def _pronoun(self, tree: Tree, draft: Draft, n: int, i: int, here: Mentions) -> tuple[str, Unresolved | None]:
        word = tree.lowers[i]
        if word in _WE or (word in _OBJECT_FORMS and tree.deps[i] != "poss" and not _has_antecedent(tree, draft, n, i)):
            return "", Unresolved.WHO  # "him" is not the one who does it, and too often another
        if word not in _HE | _HIS | _IT | _THEY or tree.deps[i] == "expl" or (word == "it" and _is_empty(tree, i)):
            return "", None
        if n > 0 and _has_antecedent(tree, draft, n, i):
            return "", None
        if speaker := self._speaker_for(tree, draft, i):
            return speaker, None
        if word in _HE | _HIS:
            found = _only(here.persons[: _persons_before(tree, i)]) or (
                _only(self._before.persons) if not here.persons or _persons_before(tree, i) == 0 else ""
            )
            return _cased(found, word), None if found else Unresolved.WHO
        found = ""
        if (
            word in _IT
            and self._before.subject_kind in _GROUPS
            and len(set(self._before.groups)) == 1
            and not _groups_before(tree, i)
        ):
            found = self._before.subject
        return _cased(found, word), None if found else (Unresolved.WHAT if word in _IT else Unresolved.WHO)

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

    def _company(self, tree: Tree, noun: int) -> tuple[str, Unresolved | None, int]:
        if any(tree.lowers[k] == tree.lowers[noun] for k in range(noun - 1)):
            return "", None, 1
        found = dict.fromkeys((*self._before.companies, *_companies(tree, noun)))
        return (next(iter(found)), None, 2) if len(found) == 1 else ("", Unresolved.WHAT, 1)

    def _holder(self, tree: Tree, noun: int) -> tuple[str, Unresolved | None, int]:
        if tree.lowers[noun] not in words("posts.txt") or tree.child(noun, "poss") is not None:
            return "", None, 1
        names = self._holders.get(tree.lowers[noun], set())
        if len(names) != 1:
            return "", Unresolved.WHO, 1
        return next(iter(names)), None, 2


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
    if subject is None or tree.pos[subject] == "PRON":
        return Mentions(tuple(persons), tuple(groups), _companies(tree, len(tree)), act=act)
    named = _text(tree, nouns.phrase(tree, subject, frozenset(), bare=True))
    return Mentions(tuple(persons), tuple(groups), _companies(tree, len(tree)), named, tree.entities[subject], act)


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
        if _agrees(tree, piece, form):
            return True
    return False


def _agrees(tree: Tree, noun: int, pronoun: str) -> bool:
    plural = tree.tags[noun] in {"NNS", "NNPS"} or tree.child(noun, "conj") is not None
    if tree.pos[noun] == "PRON":
        return False
    if pronoun == "they":
        return plural or tree.entities[noun] in _GROUPS
    if pronoun == "it":
        return not plural and tree.entities[noun] != "PERSON"
    is_person = nouns.is_person(tree, noun) if tree.pos[noun] == "NOUN" else tree.entities[noun] not in _GROUPS
    return not plural and is_person


def _is_empty(tree: Tree, i: int) -> bool:
    """Say whether "it" stands for nothing: "it is clear that", "it rained"."""
    verb = tree.heads[i]
    return tree.child(verb, "ccomp", "csubj") is not None or (
        tree.lemmas[verb] in {"be", "take", "seem", "appear"} and tree.child(verb, "xcomp", "advcl") is not None
    )


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
    return f"{name}'s" if name and pronoun in _POSSESSIVES else name


def _text(tree: Tree, pieces: Pieces) -> str:
    return wording(tree, pieces).rstrip(".")
