"""What pronouns, "the ambassador" and "this decision" stand for: said where one antecedent stands out, else marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from factkit.claims import acts, definites, nouns, pronouns, references, speakers
from factkit.claims.drafts import Draft, Piece, Pieces
from factkit.claims.mentions import Kind
from factkit.claims.pronouns import Reading, form_of
from factkit.claims.salience import Choice, Entities, Entity
from factkit.language.tree import SUBJECTS, Tree
from factkit.model import ClaimKind, Unresolved

_I = frozenset({"i", "me", "my", "mine", "myself"})
_WE = frozenset({"we", "us", "our", "ours", "you", "your", "yours", "ourselves"})
_DEMONSTRATIVES = frozenset({"this", "that", "these", "those", "such"})
_WHO = frozenset({"PERSON", ""})
_GROUPS = frozenset({"ORG", "GPE"})


@dataclass(frozen=True, slots=True)
class Standalone:
    """The pieces of a claim and its speaker with what they stand for, and what remains unknown to a reader."""

    pieces: Pieces
    unresolved: tuple[Unresolved, ...]
    speaker: Pieces | None = None


class Discourse:
    """What the article has named so far, sentence by sentence."""

    def __init__(self) -> None:
        self._entities = Entities()
        self._things = references.Things()
        self._last: Tree | None = None
        self._heard: Entity | None = None

    def read(self, tree: Tree, *, speaker: str = "", quoted: bool = False) -> Sentence:
        """Read the next sentence. What it returns holds until the one after it is read.

        Args:
            speaker: who says all of it, where words that are not in the tree tell.
            quoted: all of it stands between quotation marks.
        """
        if self._last is not None:
            self._things.read(self._last)
        self._entities.fade()
        heard = speakers.heard(speaker, self._entities, self._heard) if speaker else None
        reading = pronouns.read(tree, self._entities, speaker=heard, heard_before=self._heard, quoted=quoted)
        act = acts.act_of(self._last) if self._last is not None else ""
        self._heard, self._last = reading.speaker, tree
        said_by = speakers.said(speaker, heard, self._entities) if speaker else ""
        return Sentence(reading, said_by, self._things, act)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that was read, of which claims can be made standalone.

    Attributes:
        said_by: how the speaker is said whom words outside of the tree tell; "" where they say it best.
        act: what the sentence before it announced.
    """

    reading: Reading
    said_by: str
    things: references.Things
    act: str

    def standalone(self, draft: Draft) -> Standalone:
        """Return the claim's words and its speaker with what they stand for in the sentences before."""
        speaker = draft.frame.speaker
        unresolved: list[Unresolved] = list(draft.unresolved)
        if speaker is not None:
            speaker, unknown = self._speaker(speaker, draft)
            unresolved.extend([Unresolved.WHO] if unknown else [])
        known = speaker is not None and Unresolved.WHO not in unresolved
        pieces, missing = self._said(draft, known=known)
        return Standalone(pieces, tuple(dict.fromkeys((*missing, *unresolved))), speaker)

    def _speaker(self, speaker: Pieces, draft: Draft) -> tuple[Pieces, bool]:
        """Return who speaks, named where one stands out, and whether only the text around can tell who it is."""
        if all(isinstance(piece, str) for piece in speaker):
            unknown = speakers.is_unknown(" ".join(map(str, speaker)))
            return ((self.said_by,), False) if self.said_by else (speaker, unknown)
        said, missing = self._said(replace(draft, pieces=speaker, head=-1), known=True)
        who = any(isinstance(piece, int) and self.reading.tree.tags[piece] in {"PRP", "PRP$"} for piece in said)
        return said, who or bool(missing)

    def _said(self, draft: Draft, *, known: bool) -> tuple[Pieces, list[Unresolved]]:
        pieces: list[Piece] = []
        unresolved: list[Unresolved] = []
        skip: set[int] = set()
        for n, piece in enumerate(draft.pieces):
            if piece in skip:
                continue
            definite = definites.said(self.reading, self.things, draft.pieces, n, draft.head)
            if definite is None and isinstance(piece, int):
                definite = self._word(draft, n, piece, known=known)
            if definite is None:
                pieces.append(piece)
                continue
            pieces.extend(_inside(definite.pieces))
            skip.update(definite.used)
            unresolved.extend([] if definite.missing is None else [definite.missing])
        return tuple(pieces), unresolved

    def _word(self, draft: Draft, n: int, i: int, *, known: bool) -> definites.Said:
        """Return how one word of the sentence is said in a claim."""
        tree = self.reading.tree
        if tree.tags[i] in {"PRP", "PRP$"}:
            named, missing = self._pronoun(draft, n, i, known=known)
            return definites.Said(tuple(named.split()) if named else (i,), missing)
        if (found := self._demonstrative(i)) is not None:
            return found
        return definites.Said((i,), references.marked(tree, draft.pieces, n))

    def _demonstrative(self, i: int) -> definites.Said | None:
        tree = self.reading.tree
        if tree.lowers[i] not in _DEMONSTRATIVES:
            return None
        if tree.deps[i] in SUBJECTS and tree.tags[i] == "DT":
            return definites.Said((i,), Unresolved.WHAT)
        noun = tree.heads[i]
        if tree.deps[i] != "det" or noun < i or references.is_time(tree, noun):
            return None
        if self.act and acts.is_act(tree.lemmas[noun]) and noun == i + 1:
            return definites.Said(tuple(self.act.split()), used=(noun,))
        return definites.Said((i,), Unresolved.WHAT)

    def _pronoun(self, draft: Draft, n: int, i: int, *, known: bool) -> tuple[str, Unresolved | None]:
        """Return whom a pronoun of a claim names ("" to leave it), and what stays unknown."""
        tree = self.reading.tree
        word, form = tree.lowers[i], form_of(tree.lowers[i])
        if word in _WE or word in _I:
            return "", None if known and word in _I else Unresolved.WHO
        choice = self.reading.meant.get(i)
        if not form or choice is None or word.endswith(("self", "selves")):
            return "", None
        if choice.sure is not None:
            return self._named(draft, n, i, choice.sure)
        if not _is_predicated(tree, draft, n, i) and self._is_read_within(draft, n, i, choice):
            return "", None
        return "", Unresolved.WHAT if form == "it" else Unresolved.WHO

    def _is_read_within(self, draft: Draft, n: int, i: int, choice: Choice) -> bool:
        """Say whether a reader of the claim takes a pronoun for something named in it, as a reader of the text does."""
        if choice.best is None:
            return _has_antecedent(self.reading.tree, draft, n, i)
        own = self.reading.tree.tags[i] == "PRP$"
        return any(_has(self.reading, draft.pieces[:n], one) for one in (choice.close if own else (choice.best,)))

    def _named(self, draft: Draft, n: int, i: int, entity: Entity) -> tuple[str, Unresolved | None]:
        tree = self.reading.tree
        before, after = draft.pieces[:n], draft.pieces[n + 1 :]
        if _has(self.reading, before, entity) and not _is_predicated(tree, draft, n, i):
            return "", None
        names = (piece for piece in after if isinstance(piece, int) and tree.pos[piece] == "PROPN")
        if _has(self.reading, names, entity):
            return "", _unknown(entity)  # "Ann Lee won the part of Ann Lee"
        missing = None if entity.is_identified else _unknown(entity)
        return speakers.owned(entity) if tree.tags[i] == "PRP$" else entity.said, missing


def _has(reading: Reading, pieces: Iterable[Piece], entity: Entity) -> bool:
    """Say whether words of a claim name somebody."""
    return any(isinstance(piece, int) and reading.entity_of(piece) is entity for piece in pieces)


def _unknown(entity: Entity) -> Unresolved:
    return Unresolved.WHAT if entity.is_of(frozenset(Kind) - {Kind.PERSON}) else Unresolved.WHO


def _inside(pieces: Pieces) -> Pieces:
    """Return words for what is meant as they stand inside a claim: with a small "the"."""
    first, *rest = pieces
    return ("the" if first == "The" else first, *rest)


def _is_predicated(tree: Tree, draft: Draft, n: int, i: int) -> bool:
    """Say whether a possessive says what the one named before it is: "Ewa Mazur is his lawyer"."""
    copula = any(piece in {"is", "are", "was", "were"} for piece in draft.pieces[:n] if isinstance(piece, str))
    return copula and draft.kind is ClaimKind.ATTRIBUTE and tree.tags[i] == "PRP$"


def _has_antecedent(tree: Tree, draft: Draft, n: int, pronoun: int) -> bool:
    """Say whether the claim itself names, before the pronoun, something that it can stand for."""
    form = form_of(tree.lowers[pronoun])
    for piece in draft.pieces[:n]:
        if not isinstance(piece, int) or tree.pos[piece] not in {"NOUN", "PROPN"} or tree.deps[piece] == "compound":
            continue
        if tree.tags[pronoun] != "PRP$" and (tree.deps[piece] not in SUBJECTS or tree.heads[pronoun] == draft.head):
            continue
        if _agrees(tree, piece, form) and (tree.lowers[pronoun] != "them" or tree.entities[piece] not in _GROUPS):
            return True
    return False


def _agrees(tree: Tree, noun: int, form: str) -> bool:
    is_group = tree.entities[noun] in _GROUPS
    plural = (tree.tags[noun] in {"NNS", "NNPS"} and not is_group) or tree.child(noun, "conj") is not None
    if form == "they":
        return plural or is_group
    if form == "it":
        is_thing = not nouns.is_person(tree, noun) if tree.pos[noun] == "NOUN" else tree.entities[noun] not in _WHO
        return not plural and is_thing
    is_person = nouns.is_person(tree, noun) if tree.pos[noun] == "NOUN" else tree.entities[noun] not in _GROUPS
    return not plural and is_person
