"""Clauses to drafts: what can be taken out of a clause, and how it is said on its own."""

from __future__ import annotations

from dataclasses import replace

from factkit.claims import nouns, reported
from factkit.claims.drafts import Draft, Frame, Piece, Pieces
from factkit.claims.inflection import past, present
from factkit.language.tree import AUXILIARIES, SUBJECTS, Tree
from factkit.language.wordlists import words
from factkit.model import Stance

_PLAIN_CONJUNCTIONS = frozenset({"and", "but", ",", ";", "then", "&"})
_RELATIVES = frozenset({"who", "which", "that"})
_CLAUSE_MARKS = frozenset({",", "–", "—", "-", "--", "("})
_SINGULAR = {"were": "was", "are": "is", "have": "has", "do": "does"}
_EACH = frozenset({"each", "both"})
_PAST_PREPOSITIONS = frozenset({"after", "since", "despite", "following"})


class Walk:
    """Walks over the clauses of one sentence and collects drafts."""

    def __init__(self, tree: Tree, dropped: frozenset[int]) -> None:
        self.tree = tree
        self.dropped = dropped
        self.drafts: list[Draft] = []

    def clause(self, head: int, frame: Frame, subject: Pieces = (), auxiliaries: Pieces = ()) -> None:
        """Collect the claims of the clause of `head`.

        Args:
            subject: said first where the clause has none of its own.
            auxiliaries: likewise, for a verb that shares those of an earlier one.
        """
        frame = self._framed(head, frame)
        report = None if frame.closed else reported.report_of(self.tree, head)
        if report is not None and report.direct:
            self._reported(head, report, frame, subject)
            return
        if report is not None and (speaker := self._speaker(head, subject)):
            frame = frame.said_by(speaker, report.stance)
            frame = replace(frame, closed=frame.closed or report.stance is not Stance.ASSERTS)
        self._say(head, frame, subject, auxiliaries)

    def _framed(self, head: int, frame: Frame) -> Frame:
        """Return the frame with what the clause itself says of its standing."""
        opens = words("conditionals.txt")
        marks = [i for i in self.tree.children[head] if self.tree.deps[i] in {"mark", "advmod"}]
        conditional = any(self.tree.lowers[i] in opens for i in marks)
        for i in self.tree.under(head, ("advcl", "prep")):
            first = self.tree.lowers[self.tree.first[i]]
            later = any(self.tree.lowers[m] in opens for m in self.tree.under(i, ("mark", "advmod")))
            conditional = conditional or first in opens or later
        inverted = self.tree.lowers[self.tree.first[head]] in {"should", "were", "had"} and self.tree.child(head, "advcl") is not None
        if conditional or inverted:
            return replace(frame, conditional=True, closed=True)
        return frame

    def _reported(self, head: int, report: reported.Report, frame: Frame, subject: Pieces) -> None:
        speaker = self._speaker(head, subject)
        inner = frame.said_by(speaker, report.stance) if speaker else frame
        own = [i for i in self.tree.children[head] if i != report.content]
        taken: set[int] = set(self.tree.subtree(report.content))
        for i in own:
            if self.tree.deps[i] in SUBJECTS or self.tree.deps[i] in {"agent", "dobj", "dative", "prep"}:
                self._loosen(i, frame, taken)
        self.clause(report.content, inner)
        for i in self.tree.under(head, ("conj",)):
            if self._splits(i, head):
                self.clause(i, frame, () if self._has_subject(i) else speaker, self._shared_auxiliaries(head, i))

    def _speaker(self, head: int, subject: Pieces) -> Pieces:
        tree = self.tree
        own = next((i for i in tree.children[head] if tree.deps[i] in SUBJECTS), None)
        agent = tree.child(head, "agent")
        if agent is not None:
            own = tree.child(agent, "pobj")
        if own is None:
            return subject
        return nouns.phrase(tree, own, self.dropped)

    def _has_subject(self, head: int) -> bool:
        return any(self.tree.deps[i] in SUBJECTS or self.tree.deps[i] in {"expl", "csubj"} for i in self.tree.children[head])

    def _say(self, head: int, frame: Frame, subject: Pieces, auxiliaries: Pieces) -> None:
        tree = self.tree
        subject = () if self._has_subject(head) else subject
        taken: set[int] = set(self.dropped) if not frame.closed else set()
        start = len(self.drafts)
        if not frame.closed:
            self._loosen(head, frame, taken, subject)
        pieces: list[Piece] = [i for i in tree.subtree(head) if i not in taken and not self._opens(i, head)]
        if subject:
            pieces = self._with_subject(head, pieces, subject, auxiliaries)
        for said in self._distributed(head, pieces) if not frame.closed else [pieces]:
            self.drafts.insert(start, Draft(tuple(said), head, frame))
            start += 1

    def _with_subject(self, head: int, pieces: list[Piece], subject: Pieces, auxiliaries: Pieces) -> list[Piece]:
        return [*subject, *auxiliaries, *pieces]

    def _opens(self, i: int, head: int) -> bool:
        """Say whether a word only ties the clause to the one before: "and", "that", "because" at its start."""
        tree = self.tree
        if tree.heads[i] != head or i > head:
            return False
        is_tie = tree.deps[i] == "cc" or (tree.deps[i] == "mark" and tree.lowers[i] not in words("conditionals.txt"))
        return is_tie and tree.heads[head] != head or (is_tie and i == tree.first[head] and tree.deps[i] == "cc")

    def _loosen(self, head: int, frame: Frame, taken: set[int], subject: Pieces = ()) -> None:
        """Take out what can stand alone under `head` and collect its claims; add the tokens taken to `taken`."""
        for i in self.tree.children[head]:
            if i in taken:
                continue
            if self._take(i, head, frame, taken, subject):
                taken.update(self.tree.subtree(i))
            else:
                self._loosen(i, frame, taken, subject)

    def _take(self, i: int, head: int, frame: Frame, taken: set[int], subject: Pieces) -> bool:
        dep = self.tree.deps[i]
        if dep == "conj":
            return self._take_conjunct(i, head, frame, subject)
        if dep == "relcl":
            return self._take_relative(i, head, frame)
        if dep == "appos":
            return self._take_apposition(i, head, frame)
        if dep in {"advcl", "acl"}:
            return self._take_adverbial(i, head, frame, subject)
        if dep in {"ccomp", "parataxis"} and self._is_independent(i, head):
            self.clause(i, frame)
            return True
        return False

    # coordination

    def _take_conjunct(self, i: int, head: int, frame: Frame, subject: Pieces) -> bool:
        tree = self.tree
        if tree.pos[i] not in {"VERB", "AUX"} or tree.pos[head] not in {"VERB", "AUX"} or not self._splits(i, head):
            return False
        if not self._asserted(head):
            return False
        own = self._has_subject(i)
        first = head
        while tree.deps[first] == "conj" and not self._has_subject(first):
            first = tree.heads[first]
        shared = () if own else self._subject(first, subject)
        if not own and not shared:
            return False
        self.clause(i, frame, shared, () if own else self._shared_auxiliaries(head, i))
        return True

    def _asserted(self, head: int) -> bool:
        """Say whether a verb is one of the clause that is being said, not of a complement, a purpose or a noun."""
        while self.tree.deps[head] == "conj":
            head = self.tree.heads[head]
        return self.tree.deps[head] in {"ROOT", "relcl", "ccomp", "advcl", "parataxis"} and self.tree.is_finite(head)

    def _splits(self, i: int, head: int) -> bool:
        """Say whether a coordinated clause can be asserted apart from the one before."""
        tree = self.tree
        if any(tree.lowers[c] not in _PLAIN_CONJUNCTIONS for c in tree.under(head, ("cc",)) if c < i):
            return False
        if any(tree.lowers[c] == "rather" for c in range(head, i)):
            return False
        own_group = [g for g in tree.verb_group(i) if tree.deps[g] in AUXILIARIES]
        if self._has_subject(i):
            return tree.is_finite(i)
        if tree.child(head, "neg") is not None:
            return bool(own_group) and tree.is_finite(i)
        if own_group:
            return tree.is_finite(i)
        if tree.tags[i] == "VBD" and tree.child(head, "auxpass") is not None and tree.child(i, "dobj") is None:
            return False
        return tree.tags[i] == tree.tags[head] or {tree.tags[i], tree.tags[head]} <= {"VBZ", "VBP", "VBD"} or (
            tree.tags[i] in {"VBD", "VBZ"} and tree.is_finite(head) and tree.child(i, "dobj") is not None
        )

    def _shared_auxiliaries(self, head: int, i: int) -> Pieces:
        tree = self.tree
        if tree.is_finite(i):
            return ()
        return tuple(g for g in tree.verb_group(head) if tree.deps[g] in AUXILIARIES)

    def _subject(self, head: int, inherited: Pieces) -> Pieces:
        own = next((i for i in self.tree.children[head] if self.tree.deps[i] in SUBJECTS), None)
        return inherited if own is None else nouns.phrase(self.tree, own, self.dropped)

    def _is_independent(self, i: int, head: int) -> bool:
        """Say whether a clause hangs on the next one only because a semicolon or a comma joined them."""
        tree = self.tree
        if reported.stance_of(tree.lemmas[head]) is not None or tree.child(i, "mark") is not None:
            return False
        between = range(tree.last[i] + 1, head) if i < head else range(head, tree.first[i])
        return self._has_subject(i) and tree.is_finite(i) and any(tree.words[b] == ";" for b in between)

    def _distributed(self, head: int, pieces: list[Piece]) -> list[list[Piece]]:
        """Return the clause once for each of its subjects where it says that each did it, else once."""
        tree = self.tree
        subject = next((i for i in tree.children[head] if tree.deps[i] in SUBJECTS), None)
        if subject is None:
            return [pieces]
        members = nouns.members(tree, subject)
        tree_words = {tree.lowers[i] for i in tree.children[head]} | {tree.lowers[i] for i in tree.subtree(subject)}
        neither = "neither" in tree_words and "nor" in tree_words
        if len(members) < 2 or not (neither or tree_words & _EACH):
            return [pieces]
        under = set(tree.subtree(subject))
        rest = [p for p in pieces if p not in under and not (isinstance(p, int) and tree.lowers[p] in _EACH)]
        verbs = tree.verb_group(head)
        finite = next((i for i in verbs if tree.tags[i] in {"VBD", "VBZ", "VBP", "MD"}), head)
        said = []
        for member in members:
            name = nouns.name_of(tree, member) or nouns.phrase(tree, member, self.dropped)
            clause: list[Piece] = [*name]
            for piece in rest:
                clause.append(_SINGULAR.get(tree.lowers[piece], piece) if piece == finite and isinstance(piece, int) else piece)
                if neither and piece == finite and finite != head:
                    clause.append("not")
            said.append(clause)
        return said if not neither or finite != head else [pieces]

    # relative clauses

    def _take_relative(self, i: int, head: int, frame: Frame) -> bool:
        tree = self.tree
        pronoun = tree.first[i]
        if tree.lowers[pronoun] not in _RELATIVES or tree.heads[pronoun] != i or tree.deps[pronoun] not in SUBJECTS:
            return False
        if pronoun == 0 or tree.words[pronoun - 1] not in _CLAUSE_MARKS or not tree.is_finite(i):
            return False
        if tree.lowers[pronoun] == "which" and tree.lemmas[i] in words("sentential_relatives.txt"):
            return False
        antecedent = nouns.antecedent(tree, head, tree.lowers[pronoun])
        if antecedent is None:
            return False
        subject = nouns.defined(tree, nouns.phrase(tree, antecedent, self.dropped, bare=True))
        before = len(self.drafts)
        self.clause(i, frame, subject)
        for n in range(before, len(self.drafts)):
            draft = self.drafts[n]
            if pronoun in draft.pieces:
                at = draft.pieces.index(pronoun)
                self.drafts[n] = replace(draft, pieces=(*draft.pieces[:at], *subject, *draft.pieces[at + 1 :]))
        return True

    # appositions

    def _take_apposition(self, i: int, head: int, frame: Frame) -> bool:
        drafts = nouns.apposition(self.tree, i, head, self.dropped)
        self.drafts.extend(replace(draft, frame=replace(frame, closed=False)) for draft in drafts)
        if drafts:
            self._loosen(i, frame, set())
        return bool(drafts)

    # adverbial clauses and participles

    def _take_adverbial(self, i: int, head: int, frame: Frame, subject: Pieces) -> bool:
        tree = self.tree
        if not self._asserted(head) or not self._is_settled(head):
            return False
        marks = tree.under(i, ("mark",)) or [m for m in tree.under(i, ("advmod",)) if tree.lowers[m] == "when" and m < i]
        if self._has_subject(i):
            return self._take_finite_adverbial(i, marks, frame)
        shared = self._subject(head, subject)
        if not shared or marks or tree.deps[i] == "acl":
            return False
        return self._take_participle(i, head, frame, shared)

    def _take_finite_adverbial(self, i: int, marks: list[int], frame: Frame) -> bool:
        tree = self.tree
        known = [m for m in marks if tree.lowers[m] in words("factive_marks.txt")]
        if len(known) != 1 or len(marks) != 1 or not tree.is_finite(i) or not self._is_settled(i, negated=True):
            return False
        if tree.lowers[known[0]] in {"because", "since"}:
            self.clause(i, frame)
            return False
        self.clause(i, frame)
        return True

    def _take_participle(self, i: int, head: int, frame: Frame, subject: Pieces) -> bool:
        tree = self.tree
        set_off = tree.first[i] == 0 or tree.words[tree.first[i] - 1] in {",", "–", "—"}
        if not set_off or tree.tags[i] not in {"VBG", "VBN"} or tree.first[i] < tree.first[head]:
            return False
        stative = tree.lowers[i] in words("stative_participles.txt")
        is_past = any(tree.tags[g] == "VBD" for g in tree.verb_group(head)) or "have" in {tree.lemmas[g] for g in tree.verb_group(head)}
        if tree.tags[i] == "VBN":
            if any(tree.deps[c] in AUXILIARIES for c in tree.children[i]):
                return False
            form: Pieces = ("is" if stative else "was",)
            before = len(self.drafts)
            self._say(i, frame, subject, form)
            return len(self.drafts) > before
        if any(tree.deps[c] in AUXILIARIES or tree.deps[c] == "neg" for c in tree.children[i]):
            return False
        before = len(self.drafts)
        self._say(i, frame, subject, ())
        verb = past(tree.lemmas[i]) if is_past else present(tree.lemmas[i])
        for n in range(before, len(self.drafts)):
            draft = self.drafts[n]
            self.drafts[n] = replace(draft, pieces=tuple(verb if piece == i else piece for piece in draft.pieces))
        return True

    def _is_settled(self, head: int, *, negated: bool = False) -> bool:
        """Say whether a clause tells what happened or is so, not what may, will or did not."""
        group = self.tree.verb_group(head)
        if any(self.tree.tags[g] == "MD" for g in group):
            return False
        return negated or all(self.tree.deps[g] != "neg" for g in group)
