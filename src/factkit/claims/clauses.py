"""Clauses to drafts: what can be taken out of a clause, and how it is said on its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from factkit.claims import (
    adjuncts,
    adverbials,
    changes,
    conjuncts,
    coordination,
    descriptions,
    nouns,
    relatives,
    reported,
    scope,
    soundness,
)
from factkit.claims.drafts import Draft, Frame, Piece, Pieces, tidy
from factkit.claims.inflection import past
from factkit.claims.relatives import Role
from factkit.language.tree import AUXILIARIES, SUBJECTS, Tree
from factkit.language.wordlists import words
from factkit.model import Stance

_CLAUSE_MARKS = frozenset({",", "–", "—", "-", "--", "("})
_SINGULAR = {"were": "was", "are": "is", "have": "has", "do": "does"}
_FIRST_PERSON = frozenset({"i", "we"})
_WOULD = frozenset({"would", "could", "might", "’d", "'d"})
_EACH = frozenset({"each", "both"})
_VERBS = frozenset({"VERB", "AUX"})
_PREPOSITIONAL = ("prepositional_participles.txt", "factkit.claims")
_BE = {(False, False): "was", (False, True): "were", (True, False): "is", (True, True): "are"}


@dataclass(frozen=True, slots=True)
class _Clause:
    """The clause being said, and the subject that it was given."""

    head: int
    subject: Pieces


class Walk:
    """Walks over the clauses of one sentence and collects drafts."""

    def __init__(self, tree: Tree, dropped: frozenset[int], source: reported.Source | None = None) -> None:
        self.tree = tree
        self.dropped = dropped | frozenset(source.tokens if source else ()) | conjuncts.connectives(tree)
        self.source = source
        self.drafts: list[Draft] = []
        self._told: set[int] = set()  # what was taken from a noun and said on its own

    def clause(self, head: int, frame: Frame, subject: Pieces = (), auxiliaries: Pieces = ()) -> None:
        """Collect the claims of the clause of `head`.

        Args:
            subject: said first where the clause has none of its own.
            auxiliaries: likewise, for a verb that shares those of an earlier one.
        """
        frame = self._framed(head, frame)
        report = None if frame.closed else reported.report_of(self.tree, head)
        if report is None:
            self._say(head, frame, subject, auxiliaries)
        elif report.direct and not self._is_retold(head, frame) and not self._lasts(head, report):
            self._reported(head, report, frame, subject)
        else:
            self._kept(head, report, frame, subject, auxiliaries)

    def _is_retold(self, head: int, frame: Frame) -> bool:
        """Say whether one speaker tells what another says: only the first of them is heard by the article."""
        own = self.tree.child(head, *SUBJECTS)
        return frame.speaker is not None and not (own is not None and self.tree.lowers[own] in _FIRST_PERSON)

    def _lasts(self, head: int, report: reported.Report) -> bool:
        """Say whether the parse ties to who speaks how long it lasts: "said he saw nothing, ..., until it was late"."""
        later = [i for i in self.tree.under(head, ("advcl",)) if i > report.content]
        return any(self.tree.lowers[mark] in {"until", "till"} for i in later for mark in self.tree.under(i, ("mark",)))

    def _kept(self, head: int, report: reported.Report, frame: Frame, subject: Pieces, auxiliaries: Pieces) -> None:
        """Collect a clause of speech that stays as it is, and what stands beside it."""
        beside = self._beside(head, frame, _Clause(head, subject))
        claims = report.stance is Stance.ASSERTS  # "claimed to have killed 100"
        own = report.own and frame.speaker is None
        alone = own and (claims or not reported.has_other_speaker(self.tree, head, beside))
        speaker = self._speaker(head, subject, frame) if alone else ()
        said = frame.said_by(speaker, report.stance) if speaker else frame
        before = len(self.drafts)
        self._say(head, said if claims and speaker else replace(said, closed=True), subject, auxiliaries)
        self.drafts[before:] = [
            replace(draft, pieces=tuple(piece for piece in draft.pieces if piece not in beside))
            for draft in self.drafts[before:]
            if draft.head not in beside
        ]

    def _beside(self, head: int, frame: Frame, clause: _Clause) -> set[int]:
        """Collect what is said by the way of who denies or doubts, and what else they did; return its tokens."""
        taken: set[int] = set(self.dropped)
        for i in self.tree.under(head, SUBJECTS):
            self._loosen(i, frame, taken)
        for i in self.tree.under(head, ("conj", "ccomp", "parataxis")):
            if self._take(i, head, frame, clause):
                taken.update((*self.tree.subtree(i), *self._ties(i, head)))
        return taken

    def _framed(self, head: int, frame: Frame) -> Frame:
        """Return the frame with what the clause itself says of its standing."""
        tree = self.tree
        opens = words("conditionals.txt")
        conditional = any(tree.lowers[i] in opens for i in tree.under(head, ("mark",)))
        for i in tree.under(head, ("advcl",)):
            later = any(tree.lowers[m] in opens for m in tree.under(i, ("mark",)))
            conditional = conditional or later or tree.lowers[tree.first[i]] in opens
        report = reported.report_of(tree, head)
        said = set(tree.subtree(report.content)) if report is not None and report.direct else set()
        conditional = conditional or any(scope.opens_condition(tree, i) for i in tree.subtree(head) if i not in said)
        if self._is_counterfactual(head, said):
            frame = replace(frame, closed=True)
        inverted = tree.lowers[tree.first[head]] in {"should", "were", "had"} and tree.child(head, "advcl") is not None
        return replace(frame, conditional=True, closed=True) if conditional or inverted else frame

    def _is_counterfactual(self, head: int, said: set[int]) -> bool:
        """Say whether a clause speaks of what would have been, itself and not what it reports."""
        tree = self.tree
        for i in (i for i in tree.subtree(head) if tree.tags[i] == "MD" and i not in said):
            if tree.lowers[i] not in _WOULD or "have" not in tree.lowers[i + 1 : i + 4]:
                continue
            verb = tree.heads[i]
            while verb != head and tree.deps[verb] not in {"relcl", "acl", "conj"}:
                verb = tree.heads[verb]
            if verb == head:
                return True
        return False

    def _reported(self, head: int, report: reported.Report, frame: Frame, subject: Pieces) -> None:
        tree = self.tree
        speaker = self._speaker(head, subject, frame)
        taken: set[int] = set(tree.subtree(report.content))
        for i in tree.children[head]:
            if i != report.content and tree.deps[i] in SUBJECTS | {"agent", "dobj", "dative", "prep"}:
                self._loosen(i, frame, taken)
        said = frame.said_by(speaker, report.stance, reported.hedge_of(tree, head)) if speaker else frame
        self.clause(report.content, said)
        for i in tree.under(head, ("ccomp", "parataxis")):
            if i != report.content and conjuncts.is_independent(tree, i, head):
                self.clause(i, frame)
        for i in tree.under(head, ("advcl",)):
            if conjuncts.has_subject(tree, i) and adverbials.contrasts(tree, i, tree.under(i, ("mark",))):
                self.clause(i, frame)
            more = reported.report_of(tree, i) if tree.tags[i] == "VBG" and speaker else None
            if more is not None and (
                more.direct or tree.is_finite(more.content)
            ):  # "..., adding that his men would go"
                self.clause(more.content, frame.said_by(speaker, more.stance, reported.hedge_of(tree, i)))
        for i in tree.under(head, ("conj",)):
            if conjuncts.splits(tree, i, head):
                own = conjuncts.has_subject(tree, i)
                goes_on = reported.is_quoted(tree, i) and bool(speaker)  # "...," she said, "and we lost."
                self.clause(
                    i,
                    said if goes_on else frame,
                    () if own else speaker,
                    () if own else conjuncts.shared_auxiliaries(tree, head, i),
                )

    def _speaker(self, head: int, subject: Pieces, frame: Frame) -> Pieces:
        """Return who speaks in a clause of speech; a pronoun in somebody's speech is that speaker."""
        tree = self.tree
        agent = tree.child(head, "agent")
        own = tree.child(head, *SUBJECTS) if agent is None else tree.child(agent, "pobj")
        if own is None:
            return subject
        if tree.pos[own] == "PRON" and frame.speaker is not None:
            return frame.speaker
        beside = [i for i in tree.under(own, ("appos",)) if tree.pos[i] == "PROPN"]
        if len(beside) == 1 and tree.tags[own] == "NN" and nouns.is_person(tree, own) and not tree.child(own, "conj"):
            return nouns.name_tokens(tree, beside[0])  # "its director, Karin Lund, said"
        return nouns.phrase(tree, own, self.dropped | frozenset(self._by_the_way(own)))

    def _by_the_way(self, name: int) -> list[int]:
        """Return what stands after a name between commas: ", of Otley,"."""
        tree = self.tree
        after = [c for c in tree.under(name, ("prep",)) if tree.pos[name] == "PROPN" and tree.words[c - 1] == ","]
        return [t for c in after for t in tree.subtree(c)]

    def _subject(self, head: int, inherited: Pieces) -> Pieces:
        """Return the subject of a clause: its own, in parts where the parse has several, else the one it was given."""
        own = self.tree.under(head, SUBJECTS)
        if len(own) > 1 and "," in self.tree.words[own[0] : own[-1]]:  # "The daughter of a miner, she was born"
            own = own[-1:]
        parts = (nouns.phrase(self.tree, i, self.dropped) for i in own)
        return tuple(piece for part in parts for piece in part if piece not in self._told) or inherited

    def _say(self, head: int, frame: Frame, subject: Pieces, auxiliaries: Pieces) -> None:
        """Collect the clause itself and, unless the frame is closed, what can be taken out of it."""
        tree = self.tree
        subject = () if conjuncts.has_subject(tree, head) else subject
        if conjuncts.is_tangled(tree, head):
            frame = replace(frame, closed=True)
        source = () if self.source is None else self.source.tokens
        taken: set[int] = set(source) if frame.closed else set(self.dropped)
        start = len(self.drafts)
        if not frame.closed:
            self._loosen(head, frame, taken, _Clause(head, subject))
        pieces: list[Piece] = [i for i in tree.subtree(head) if i not in taken and not self._opens(i, head)]
        if subject:
            pieces = [*subject, *auxiliaries, *pieces]
        said = [pieces] if frame.closed else self._versions(head, pieces)
        self.drafts[start:start] = [Draft(tuple(one), head, frame) for one in said]
        if not frame.closed:
            self.drafts.extend(changes.ends_of(tree, head, frame, self._subject(head, subject)))

    def _versions(self, head: int, pieces: list[Piece]) -> list[list[Piece]]:
        """Return the clause as one claim or several: one for each member of a list, one for each adjunct."""
        said = []
        if conjuncts.is_gapped(self.tree, head):
            return [pieces]
        for one in self._distributed(head, pieces):
            for member in self._sound(head, coordination.alternatives(self.tree, head, one), one):
                said.extend(self._sound(head, adjuncts.versions(self.tree, head, member), member))
        return said

    def _sound(self, head: int, parts: list[list[Piece]], whole: list[Piece]) -> list[list[Piece]]:
        """Return the parts of a claim; the claim itself where one of them hangs on what it left out."""
        if parts == [whole]:
            return parts
        hang = all(soundness.hangs_together(self.tree, head, tidy(self.tree, part)) for part in parts)
        return parts if hang else [whole]

    def _opens(self, i: int, head: int) -> bool:
        """Say whether a word only ties the clause to the one before: "and", "that", "because" at its start."""
        tree = self.tree
        if tree.heads[i] != head or i > head:
            return False
        if tree.deps[i] == "mark" and any(tree.deps[k] not in {"cc", "punct"} for k in range(tree.first[head], i)):
            return False
        if tree.lowers[i] == "but" and tree.lowers[i + 1] == "for":
            return False
        if tree.deps[i] == "cc" or (tree.lowers[i] == "when" and i == tree.first[head] and tree.heads[head] != head):
            return True
        return tree.deps[i] == "mark" and tree.lowers[i] not in words("conditionals.txt") and tree.heads[head] != head

    def _loosen(self, at: int, frame: Frame, taken: set[int], clause: _Clause | None = None) -> None:
        """Take out what can stand alone under `at` and collect its claims; add the tokens taken to `taken`.

        Args:
            clause: the clause being said, where `at` is in it; only its own verb is coordinated or modified.
        """
        for i in self.tree.children[at]:
            if i in taken:
                continue
            if self._take(i, at, frame, clause):
                taken.update(self.tree.subtree(i))
                taken.update(self._ties(i, at))
                if self.tree.deps[i] in {"relcl", "acl"}:
                    self._told.update(self.tree.subtree(i))
            else:
                self._loosen(i, frame, taken, clause)

    def _take(self, i: int, at: int, frame: Frame, clause: _Clause | None) -> bool:
        dep = self.tree.deps[i]
        after = self.tree.last[i] + 1
        if dep != "conj" and after < len(self.tree) and self.tree.pos[after] in {"NOUN", "PROPN"}:
            return False  # a noun right after it must have been part of it
        if dep in {"relcl", "acl", "appos"}:
            return self._take_from_noun(dep, i, at, frame, clause)
        if clause is None or not self._is_of(at, clause.head):
            return False
        takers = {"conj": self._take_conjunct, "advcl": self._take_adverbial, "prep": self._take_gerund}
        if dep in takers:
            return takers[dep](i, at, frame, clause)
        joined = dep in {"ccomp", "parataxis"} and conjuncts.is_independent(self.tree, i, at)
        if joined:
            self.clause(i, frame)
        return joined

    def _take_from_noun(self, dep: str, i: int, at: int, frame: Frame, clause: _Clause | None) -> bool:
        if dep == "relcl":
            return self._take_relative(i, at, frame, clause)
        if dep == "acl":
            return self._take_reduced_relative(i, at, frame, clause)
        return self._take_apposition(i, at, frame)

    def _is_of(self, at: int, head: int) -> bool:
        """Say whether a verb is that of the clause or coordinated with it."""
        tree = self.tree
        while at != head and (
            tree.deps[at] == "conj" or (tree.deps[at] == "xcomp" and tree.lemmas[tree.heads[at]] == "have")
        ):
            at = tree.heads[at]
        return at == head

    def _ties(self, i: int, at: int) -> list[int]:
        """Return the words that tied a conjunct, now taken out, to what stands before it."""
        tree = self.tree
        if tree.deps[i] != "conj":
            return []
        near = range(max(at + 1, tree.first[i] - 2), tree.first[i])
        return [c for c in near if tree.deps[c] in {"cc", "punct"}]

    # coordination

    def _take_conjunct(self, i: int, at: int, frame: Frame, clause: _Clause) -> bool:
        tree = self.tree
        if tree.pos[i] not in _VERBS or tree.pos[at] not in _VERBS or not conjuncts.splits(tree, i, at):
            return False
        if conjuncts.may_have_subject(tree, i) or not conjuncts.is_joined(tree, i):
            return False
        if conjuncts.has_subject(tree, i):
            between = self.source is not None and at < self.source.tokens[0] < i
            self.clause(i, replace(frame, speaker=None) if between else frame)
            return True
        shared = self._subject(at, ()) or self._subject(clause.head, clause.subject)
        if not shared or not self._agrees(shared, i):
            return False
        self.clause(i, frame, shared, conjuncts.shared_auxiliaries(tree, at, i))
        return True

    def _agrees(self, subject: Pieces, i: int) -> bool:
        """Say whether a verb can have this subject by its number: not "officials ... was identified"."""
        heads = [p for p in subject if isinstance(p, int) and self.tree.deps[p] in SUBJECTS]
        return len(heads) != 1 or nouns.agrees(self.tree, heads[0], i)

    def _distributed(self, head: int, pieces: list[Piece]) -> list[list[Piece]]:
        """Return the clause once for each of its subjects where it says that each did it, else once."""
        tree = self.tree
        subject = tree.child(head, *SUBJECTS)
        if subject is None:
            return [pieces]
        members = nouns.members(tree, subject)
        around = {tree.lowers[i] for i in (*tree.children[head], *tree.subtree(subject))}
        neither = {"neither", "nor"} <= around
        finite = next((i for i in tree.verb_group(head) if tree.tags[i] in {"VBD", "VBZ", "VBP", "MD"}), head)
        names = all(tree.entities[m] in {"ORG", "GPE"} for m in members)
        if any(tree.lowers[t] == "their" for t in tree.subtree(head)) and not names:
            return [pieces]
        if len(members) < 2 or not (neither or around & _EACH) or (neither and finite == head):
            return [pieces]
        under = set(tree.subtree(subject))
        rest = [p for p in pieces if isinstance(p, int) and p not in under and tree.lowers[p] not in _EACH]
        verb: list[Piece] = [_SINGULAR.get(tree.lowers[finite], finite), *(["not"] if neither else [])]
        said = []
        for member in members:
            name = nouns.name_of(tree, member) or nouns.phrase(tree, member, self.dropped, bare=True)
            tail = [verb if p == finite else ["its"] if tree.lowers[p] == "their" else [p] for p in rest]
            said.append([*name, *(piece for part in tail for piece in part)])
        return said

    # relative clauses and appositions

    def _take_relative(self, i: int, at: int, frame: Frame, clause: _Clause | None) -> bool:
        tree = self.tree
        relation = relatives.relation_of(tree, i)
        after_it = [c for c in tree.children[at] if c > tree.last[i] and tree.deps[c] not in {"punct", "cc", "conj"}]
        if relation is None or after_it or (conjuncts.is_gapped(tree, i) and tree.child(i, "attr", "acomp") is None):
            return False  # what follows may be of it
        set_off = tree.words[tree.first[i] - 1] in _CLAUSE_MARKS
        after = tree.last[i] + 1
        if set_off and after < len(tree) and tree.pos[after] != "PUNCT":
            return False  # its end is not sure
        stands_for, loose = (
            (self._antecedent(relation, at), True) if set_off else self._defining_antecedent(relation, at, clause)
        )
        if not stands_for:
            return False
        before = len(self.drafts)
        self.clause(i, frame)
        for n in range(before, len(self.drafts)):
            draft = self.drafts[n]
            frame = replace(draft.frame, speaker=_swapped(draft.frame.speaker, relation.pronoun, stands_for))
            pieces = relatives.placed(tree, relation, draft.pieces, stands_for)
            self.drafts[n] = replace(draft, pieces=pieces, frame=frame)
        return loose

    def _antecedent(self, relation: relatives.Relation, at: int) -> Pieces:
        """Return what the pronoun of a clause that is set off stands for; () where that is not sure."""
        tree = self.tree
        pronoun = relation.pronoun
        if pronoun is None:
            return ()
        word = tree.lowers[pronoun]
        whole = nouns.phrase(tree, at, self.dropped, bare=True)
        if relation.role in {Role.TIME, Role.PLACE}:
            fits = relatives.is_time(tree, at) if relation.role is Role.TIME else relatives.is_place(tree, at)
            fits = fits and tree.lowers[tree.heads[at]] not in {"by", "with"}  # "at a depot run by the firm, where"
            return nouns.defined(tree, whole) if fits else ()
        above = tree.heads[tree.heads[at]] if tree.deps[at] == "pobj" else at  # "Marsh, of Otley, who ran"
        at = above if tree.pos[above] == "PROPN" and tree.words[tree.heads[at] - 1] == "," else at
        near = all(tree.is_under(k, at) for k in range(at, pronoun))
        beside = tree.pos[at] == "PROPN" and near and tree.deps[at] in SUBJECTS
        if beside and (word in {"who", "whom", "whose"} or tree.first[relation.verb] == at + 2):
            return nouns.phrase(tree, at, self.dropped | frozenset(self._by_the_way(at)), bare=True)
        if word == "which" and tree.lemmas[relation.verb] in words("sentential_relatives.txt"):
            return ()
        word = tree.lowers[tree.last[pronoun]] if relation.role is Role.AFTER_PREPOSITION else word
        verb = relation.verb if relation.role is Role.SUBJECT else None
        antecedent = nouns.antecedent(tree, at, word, verb)
        if antecedent is None or (word in {"who", "whom"} and nouns.is_from(tree, antecedent)):
            return ()
        return nouns.defined(tree, self._up_to(tree.first[relation.verb], antecedent))

    def _up_to(self, end: int, noun: int) -> Pieces:
        """Return a noun phrase as far as a clause that tells of it: "analysts at the bank", who."""
        return tuple(
            piece
            for piece in nouns.phrase(self.tree, noun, self.dropped)
            if isinstance(piece, int) and (piece < end or piece == noun)
        )

    def _defining_antecedent(
        self, relation: relatives.Relation, at: int, clause: _Clause | None
    ) -> tuple[Pieces, bool]:
        """Return what a defining clause tells of, and whether the noun can do without it; (), False if not sure."""
        tree = self.tree
        i = relation.verb
        if tree.deps[at] == "appos" and nouns.determined(tree, at) == "new" and relation.role is Role.SUBJECT:
            described = tree.heads[at]
            if not descriptions.describes(tree, at, described):
                return (), False
            return nouns.name_of(tree, described) or nouns.phrase(tree, described, self.dropped, bare=True), True
        told = (
            relation.role in {Role.SUBJECT, Role.OBJECT}
            and adverbials.is_settled(tree, i)
            and tree.child(i, "neg") is None
        )
        if not told or clause is None or relatives.may_tell_of_another(tree, i, at, clause.head):
            return (), False
        is_past = any(tree.tags[g] in {"VBD", "VBN"} for g in tree.verb_group(i))
        return self._new_thing(at, clause, is_past=is_past, end=tree.first[i])

    def _new_thing(
        self, at: int, clause: _Clause | None, *, is_past: bool = True, end: int | None = None
    ) -> tuple[Pieces, bool]:
        """Return the noun phrase of a thing that exists where the clause holds, and whether it is new to the text.

        Args:
            end: where what is told of it begins; the words of the phrase before it stay.
        """
        tree = self.tree
        sort = nouns.determined(tree, at)
        if clause is None or not sort or not relatives.is_told_of(tree, at, sort, clause.head):
            return (), False
        verb = relatives.governor(tree, at)
        if tree.deps[at] == "attr" and tree.lemmas[verb] == "be":
            subject = self._subject(verb, clause.subject)
            generic = any(isinstance(p, int) and tree.lowers[p] in {"a", "an"} for p in subject[:1])
            return (subject, True) if sort == "new" and not generic else ((), False)
        happened = tree.tags[verb] in {"VBD", "VBN"} or any(tree.tags[g] == "VBD" for g in tree.verb_group(verb))
        if sort == "some" and not happened:
            return (), False  # "Bats raised in cities hunt by day" tells of any such bats
        if not is_past and (sort != "new" or not happened):
            return (), False
        said = nouns.phrase(tree, at, self.dropped, bare=True) if end is None else self._up_to(end, at)
        return said, sort in {"new", "counted"} and happened

    def _take_apposition(self, i: int, at: int, frame: Frame) -> bool:
        drafts = descriptions.apposition(self.tree, i, at, self.dropped)
        told: set[int] = set()
        if drafts:
            self._loosen(i, frame, told)
        for draft in drafts:
            pieces = tuple(piece for piece in draft.pieces if piece not in told)
            self.drafts.append(replace(draft, pieces=pieces, frame=replace(frame, closed=False)))
        return bool(drafts)

    def _take_reduced_relative(self, i: int, at: int, frame: Frame, clause: _Clause | None) -> bool:
        """Take out a participle after its noun: "the bill, passed in May," or "a bill passed in May"."""
        tree = self.tree
        first = tree.first[i]
        if first == i > 0 and tree.tags[i] == "VBG":
            return self._take_ongoing(i, at, frame, clause)
        if first != i or i == 0 or tree.tags[i] != "VBN" or tree.pos[at] not in {"NOUN", "PROPN"}:
            return False
        if relatives.may_be_main_verb(tree, i, at):
            return False
        subject: Pieces = ()
        loose = True
        if tree.words[i - 1] in _CLAUSE_MARKS:
            subject = nouns.phrase(tree, at, self.dropped, bare=True)
        elif len(tree.subtree(i)) > 1:
            subject, loose = self._new_thing(at, clause)
        if subject:
            stative = tree.lowers[i] in words("stative_participles.txt")
            self._say(i, frame, subject, (_BE[stative, tree.tags[at] in {"NNS", "NNPS"}],))
        return bool(subject) and loose

    def _take_ongoing(self, i: int, at: int, frame: Frame, clause: _Clause | None) -> bool:
        """Take out what something is or does beside: "the first part, consisting of notes,", "a sign urging people"."""
        tree = self.tree
        after = tree.last[i] + 1
        if clause is None or not adverbials.is_settled(tree, clause.head) or tree.lemmas[i] in words(*_PREPOSITIONAL):
            return False
        if adverbials.goes_on(tree, i):
            return False
        if tree.words[i - 1] == "," and after < len(tree) and tree.words[after] == ",":
            if tree.heads[at] != clause.head or tree.deps[at] not in SUBJECTS:
                return False
            self._as_finite(i, clause.head, frame, nouns.phrase(tree, at, self.dropped, bare=True))
            return True
        subject, loose = self._new_thing(at, clause)
        if i != at + 1 or not loose or tree.child(i, "dobj", "prep", "dative", "ccomp") is None:
            return False
        self._as_finite(i, clause.head, frame, subject)
        return True

    # adverbial clauses and participles

    def _take_adverbial(self, i: int, at: int, frame: Frame, clause: _Clause) -> bool:
        tree = self.tree
        marks = tree.under(i, ("mark",)) + [m for m in tree.under(i, ("advmod",)) if tree.lowers[m] == "when" and m < i]
        if conjuncts.has_subject(tree, i) and adverbials.contrasts(tree, i, marks):
            self.clause(i, frame)
            return True
        if not adverbials.is_settled(tree, at) or tree.child(at, "neg") is not None:
            is_past = any(tree.tags[g] == "VBD" for g in tree.verb_group(i))
            if is_past and conjuncts.has_subject(tree, i) and tree.child(at, "neg") is None:
                self._take_finite_adverbial(i, marks, frame)  # "will strike after talks failed": the talks failed
            return False
        if conjuncts.has_subject(tree, i):
            taken = self._take_finite_adverbial(i, marks, frame)
            return taken and not adverbials.says_little(tree, at, i) and not adverbials.is_followed(tree, i, at)
        shared = self._subject(at, ()) or self._subject(clause.head, clause.subject)
        return bool(shared) and not marks and self._take_participle(i, at, frame, shared)

    def _take_finite_adverbial(self, i: int, marks: list[int], frame: Frame) -> bool:
        tree = self.tree
        if len(marks) != 1 or tree.lowers[marks[0]] not in words("factive_marks.txt"):
            return False
        if not tree.is_finite(i) or not adverbials.is_settled(tree, i) or tree.first[i] != marks[0]:
            return False
        lacks = tree.child(i, "dobj", "attr", "acomp", "ccomp", "xcomp", "prep", "auxpass", "prt") is None
        if tree.lowers[marks[0]] == "as" and lacks and tree.lemmas[i] not in _complete():
            return False  # "as one senator had proposed"
        self.clause(i, frame)
        return tree.lowers[marks[0]] not in {"because", "since"}

    def _take_participle(self, i: int, at: int, frame: Frame, subject: Pieces) -> bool:
        tree = self.tree
        first = tree.first[i]
        set_off = first == 0 or tree.words[first - 1] in {",", "–", "—"}
        is_bare = not any(tree.deps[c] in AUXILIARIES or tree.deps[c] == "neg" for c in tree.children[i])
        is_bare = is_bare and not (tree.tags[i] == "VBG" and adverbials.goes_on(tree, i))
        if adverbials.tells_result(tree, i) or tree.lemmas[i] in words(*_PREPOSITIONAL):
            return False
        after = tree.last[i] + 1
        if after + 1 < len(tree) and tree.words[after] == "," and tree.pos[after + 1] == "ADP":
            return False  # what follows may belong to it
        if any(tree.deps[k] in SUBJECTS for k in range(at + 1, first)):
            return False  # "swept away when a river burst its banks, flooding": it may be said of the river
        if not set_off or not is_bare or first < tree.first[at] or tree.tags[i] not in {"VBG", "VBN"}:
            return False
        if tree.tags[i] == "VBN":
            stative = tree.lowers[i] in words("stative_participles.txt")
            self._say(i, frame, subject, (_BE[stative, adverbials.is_plural(tree, subject)],))
            return True
        self._as_finite(i, at, frame, subject)
        return True

    def _as_finite(self, i: int, at: int, frame: Frame, subject: Pieces) -> None:
        """Say a clause of a participle with its verb in the tense of the verb that it goes with."""
        before = len(self.drafts)
        self._say(i, frame, subject, ())
        for n in range(before, len(self.drafts)):
            draft = self.drafts[n]
            shares = draft.head == i or (self.tree.deps[draft.head] == "conj" and self.tree.tags[draft.head] == "VBG")
            head = draft.head if shares else i
            verb = adverbials.finite_form(self.tree, head, at, subject)
            self.drafts[n] = replace(draft, pieces=tuple(verb if piece == head else piece for piece in draft.pieces))

    def _take_gerund(self, i: int, at: int, frame: Frame, clause: _Clause) -> bool:
        """Take out what happened before: "after scoring twice", "despite losing"."""
        tree = self.tree
        gerund = tree.child(i, "pcomp")
        if gerund is None or tree.tags[gerund] != "VBG" or tree.lowers[i] not in {"after", "by", "despite", "since"}:
            return False
        if tree.lowers[i] == "by" and tree.child(at, "auxpass") is not None:  # what is done by others
            return False
        subject = self._subject(at, ()) or self._subject(clause.head, clause.subject)
        group = tree.verb_group(at)
        is_past = any(tree.tags[g] == "VBD" for g in group) or any(tree.lemmas[g] == "have" for g in group if g != at)
        if not subject or not adverbials.is_settled(tree, at) or tree.child(at, "neg") is not None:
            return False
        if not is_past:
            return self._take_way(i, at, frame, subject)
        plural = adverbials.is_plural(tree, subject)
        passive = tree.child(gerund, "auxpass", "aux")
        if passive is None:
            form, changed = past(tree.lemmas[gerund]), gerund
        else:
            form, changed = "was" if not plural and tree.lemmas[passive] == "be" else "were", passive
        if passive is not None and tree.lemmas[passive] != "be":
            return False
        before = len(self.drafts)
        self._say(gerund, frame, subject, ())
        for n in range(before, len(self.drafts)):
            draft = self.drafts[n]
            goes_on = draft.head != gerund and tree.deps[draft.head] == "conj" and tree.tags[draft.head] == "VBG"
            verb, said = (draft.head, past(tree.lemmas[draft.head])) if goes_on else (changed, form)
            self.drafts[n] = replace(draft, pieces=tuple(said if piece == verb else piece for piece in draft.pieces))
        return True

    def _take_way(self, i: int, at: int, frame: Frame, subject: Pieces) -> bool:
        """Say how something is being done, which stays in its clause: "are saving money by closing schools"."""
        tree = self.tree
        gerund, be = tree.child(i, "pcomp"), tree.child(at, "aux")
        ongoing = be is not None and tree.lemmas[be] == "be" and tree.tags[at] == "VBG" and tree.lowers[i] == "by"
        if ongoing and be is not None and gerund is not None and tree.child(gerund, "auxpass", "aux") is None:
            self._say(gerund, frame, subject, (be,))
        return False


@cache
def _complete() -> frozenset[str]:
    return words("intransitive_verbs.txt", "factkit.claims") | words("complete_verbs.txt", "factkit.claims")


def _swapped(pieces: Pieces | None, pronoun: int | None, subject: Pieces) -> Pieces | None:
    """Return the pieces with what a pronoun stands for in its place."""
    if pieces is None:
        return None
    parts = (subject if piece == pronoun else (piece,) for piece in pieces)
    return tuple(piece for part in parts for piece in part)
