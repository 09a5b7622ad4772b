"""What of a claim and what of a passage speak of the same: clauses side by side, their arguments slot by slot.

Rules compare only what is paired here. Where it is unclear whether two things are the same, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property, lru_cache

from factkit.language import vocabulary
from factkit.language.facets import Facets
from factkit.language.facets.arguments import Argument
from factkit.language.facets.clauses import Clause
from factkit.language.facets.days import Day
from factkit.language.places import apart, place
from factkit.language.wordlists import words
from factkit.matching.times import times_part
from factkit.model import Conflict, ConflictKind, Span

CORE = ("agent", "patient", "to", "owner")
WHERE = frozenset({"in", "at", "from", "to", "near", "off", "into", "outside", "on", "through", "of"})
_TIMES = ("time", "number")


class Sameness(IntEnum):
    """Whether two arguments are the same thing."""

    OTHER = -1
    UNKNOWN = 0
    SAME = 1


@dataclass(frozen=True)
class Aligned:
    """A clause of the claim and one of the passage that say the same of something.

    Attributes:
        same: arguments of either that are the same thing, in slots that correspond.
        other: arguments in slots that correspond that are not the same thing.
        open: arguments in slots that correspond of which it is not known.
        claim_days, passage_days: when, as each text has it.
    """

    claim: Clause
    passage: Clause
    same: tuple[tuple[Argument, Argument], ...]
    other: tuple[tuple[Argument, Argument], ...]
    open: tuple[tuple[Argument, Argument], ...]
    claim_days: tuple[Day, ...] = ()
    passage_days: tuple[Day, ...] = ()

    @cached_property
    def is_of_others(self) -> bool:
        """The two do not have the same agent or patient: what they say may both be so."""
        known = {id(one) for one, _ in self.same} | {id(other) for _, other in self.same}
        return any(
            one.slot in ("agent", "patient") and id(one) not in known and id(other) not in known
            for one, other in self.other
        )

    @property
    def holds_in_both(self) -> bool:
        """Both texts hold it to be so, or not to be so; or both plan it, or can do it."""
        return (self.claim.real and self.passage.real) or bool(self.claim.mood and self.claim.mood == self.passage.mood)

    @cached_property
    def is_real(self) -> bool:
        """Both texts hold it to be so, or not to be so, and of what may be one time, or is taken for one thing."""
        if not self.holds_in_both or self.is_bilateral:
            return self.holds_in_both
        return self.claim.earlier == self.passage.earlier and not times_part(self.claim_days, self.passage_days)

    @property
    def is_of_topic(self) -> bool:
        """The passage's agent or patient is a word for what it is about, and the claim's may be that."""
        return any(
            one.slot in ("agent", "patient")
            and (other.kind == "pronoun" or (other.head in words("topics.txt", "factkit.matching") and _is_told(one)))
            for one, other in self.open
        )

    @cached_property
    def is_bilateral(self) -> bool:
        """Both tell of one thing between the same two countries: an arrest of one person, but no answer in kind."""
        if self.claim.lemma in words("answered.txt", "factkit.matching"):
            return False
        ours, theirs = _countries(self.claim), _countries(self.passage)
        return len(ours) == 2 and ours == theirs and _is_of_one(self.claim) and _is_of_one(self.passage)

    @property
    def anchors(self) -> float:
        """How many arguments are the same thing on both sides; what may be the topic counts for half of one."""
        return len(self.same) + (0.5 if self.is_of_topic else 0)

    def shares(self, *slots: str) -> bool:
        """Return whether an argument in one of the slots is the same thing on both sides."""
        return any(one.slot in slots or two.slot in slots for one, two in self.same)


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule found: a conflict, or, with the same fields, an agreement."""

    conflict: Conflict
    agrees: bool


@dataclass(frozen=True)
class Pair:
    """A claim's facets beside a passage's."""

    claim: Facets
    passage: Facets
    aligned: tuple[Aligned, ...] = field(default=())

    @cached_property
    def shared(self) -> frozenset[str]:
        """The words of content that stand on both sides."""
        return self.claim.words & self.passage.words

    @cached_property
    def coverage(self) -> float:
        """The share of the claim's words of content that the passage has too, or words that say the same."""
        return self._covered(self.claim.words)

    def coverage_without(self, part: Argument) -> float:
        """The same, of the claim without the words of one argument."""
        return self._covered(self.claim.words - part.words)

    def coverage_without_words(self, words: frozenset[str]) -> float:
        """The same, of the claim without some words."""
        return self._covered(self.claim.words - words)

    def _covered(self, ours: frozenset[str]) -> float:
        words = [word for word in ours if not word.replace(",", "").replace(".", "").isdigit()]
        theirs, called = self.passage.meanings, self.passage.name_words
        covered = sum(1 for w in words if w in theirs or w in called or meanings(w) & theirs)
        return covered / len(words) if words else 0.0

    @cached_property
    def clause_pairs(self) -> dict[tuple[int, int], Aligned]:
        """The aligned clauses, by where their words start."""
        return {(a.claim.start, a.passage.start): a for a in self.aligned}

    def between(self, ours: tuple[int, ...], theirs: tuple[int, ...]) -> Aligned | None:
        """Return how clauses, by their places among their text's, are aligned; None if none of them are."""
        for one in ours:
            for other in theirs:
                key = (self.claim.clauses[one].start, self.passage.clauses[other].start)
                if key in self.clause_pairs:
                    return self.clause_pairs[key]
        return None

    def beside(self, ours: Clause, theirs: Clause) -> Aligned:
        """Return a clause of the claim and one of the passage side by side."""
        return compared(
            ours,
            theirs,
            self.claim.days_by_clause.get(ours.start, ()),
            self.passage.days_by_clause.get(theirs.start, ()),
        )

    def of_other_times(self, ours: tuple[int, ...], theirs: tuple[int, ...]) -> bool:
        """Return whether clauses, by their places among their text's, are told of different times."""
        one, other = ([side.clauses[n] for n in at] for side, at in ((self.claim, ours), (self.passage, theirs)))
        if any(clause.earlier for clause in one[:1]) != any(clause.earlier for clause in other[:1]):
            return True
        days, their_days = (
            [day for clause in clauses for day in side.days_by_clause.get(clause.start, ())]
            for side, clauses in ((self.claim, one), (self.passage, other))
        )
        return times_part(days, their_days)

    def found(
        self,
        kind: ConflictKind,
        claim: Span | None,
        passage: Span | None,
        strength: float,
        rule: str,
        agrees: bool = False,
    ) -> Found:
        """Return a conflict, or an agreement, with the words under the spans."""
        return Found(
            Conflict(
                kind=kind,
                claim=self.claim.text[slice(*claim)] if claim else "",
                passage=self.passage.text[slice(*passage)] if passage else "",
                claim_span=claim,
                passage_span=passage,
                strength=strength,
                rule=rule,
            ),
            agrees,
        )


def pair(claim: Facets, passage: Facets) -> Pair:
    """Return the claim beside the passage, what they both speak of aligned."""
    return Pair(claim, passage, tuple(_aligned(claim, passage)))


def span(thing: Argument | Clause) -> Span:
    """Return where the words of an argument or a clause stand."""
    return thing.start, thing.end


def same(one: Argument, other: Argument) -> Sameness:
    """Return whether two arguments are the same thing, as far as their words tell."""
    if _points_back(one) or _points_back(other):
        if one.head == other.head and one.kind != "pronoun":
            return Sameness.SAME
        return Sameness.OTHER if _is_but_of_it(one, other) else Sameness.UNKNOWN
    if one.kind in _TIMES or other.kind in _TIMES:
        return Sameness.UNKNOWN
    if (one.of ^ other.of) & words("another.txt"):
        return Sameness.OTHER
    return _same_names(one, other) if one.name and other.name else _same_things(one, other)


def _same_things(one: Argument, other: Argument) -> Sameness:
    if one.head == other.head or one.head in other.words - other.of or other.head in one.words - one.of:
        return Sameness.OTHER if one.head == other.head and places_apart(one, other) else Sameness.SAME
    if one.name or other.name:
        return Sameness.SAME if one.words & other.words else Sameness.UNKNOWN
    if meanings(one.head) & meanings(other.head) or len(one.words & other.words) > 1:
        return Sameness.SAME
    broad = words("broad.txt", "factkit.matching")
    return Sameness.UNKNOWN if one.head in broad and other.head in broad else Sameness.OTHER


def _points_back(argument: Argument) -> bool:
    """Return whether an argument is a word for what the text told before: "it", "this decision"."""
    if argument.kind == "pronoun" or argument.head in words("anaphors.txt", "factkit.matching"):
        return True
    return len(argument.words) == 1 and not argument.name and argument.head in words("topics.txt", "factkit.matching")


def _is_but_of_it(one: Argument, other: Argument) -> bool:
    """Return whether one side has the bare word for a thing, and the other a stage of such: "the bridge", "work"."""
    stages = words("stages.txt", "factkit.matching")
    return one.kind == other.kind == "thing" and bool({one.head, other.head} & stages)


def _is_told(one: Argument) -> bool:
    """Return whether an argument may be called by another noun: what is named or described, but no bare "the dam"."""
    return bool(one.name) or len(one.words) > 1 or one.head not in words("topics.txt", "factkit.matching")


def _same_names(one: Argument, other: Argument) -> Sameness:
    if one.places and other.places and "place" in (one.kind, other.kind):
        if one.places[0] == other.places[0]:
            return Sameness.SAME
        return Sameness.OTHER if places_apart(one, other) else Sameness.UNKNOWN
    return Sameness.SAME if same_name(one.name, other.name) else Sameness.OTHER


@lru_cache(4096)
def same_name(one: str, other: str) -> bool:
    """Return whether two names may be of one: a surname alone, a middle name more, initials, an abbreviation."""
    if one == other:
        return True
    words, others = one.replace(".", "").split(), other.replace(".", "").split()
    if not words or not others:
        return False
    if words[-1] == others[-1] and (len(words) == 1 or len(others) == 1 or words[0][0] == others[0][0]):
        return True
    if set(words) <= set(others) or set(others) <= set(words):
        return True
    return _stands_for("".join(words), others) or _stands_for("".join(others), words)


def _stands_for(short: str, words: list[str]) -> bool:
    return len(short) > 1 and len(words) > 1 and short == "".join(word[0] for word in words)


@lru_cache(4096)
def meanings(word: str) -> frozenset[str]:
    """Return the classes of words that say the same as `word`."""
    return vocabulary.classes().get(word, frozenset((word,)))


def places_apart(one: Argument, other: Argument) -> bool:
    """Return whether no place of one argument can hold or lie in a place of the other."""
    return bool(one.places and other.places) and all(
        _apart(here, there) for here in one.places for there in other.places
    )


@lru_cache(4096)
def _apart(one: str, other: str) -> bool:
    return apart(place(one), place(other))


def slots_correspond(one: Argument, other: Argument, claim: Clause, passage: Clause) -> bool:
    """Return whether two arguments stand in the same slot, allowing for what a language lets vary."""
    if one.slot == other.slot:
        return True
    slots = {one.slot, other.slot}
    if slots <= WHERE and one.places and other.places:
        return True
    if slots == {"agent", "patient"}:
        return _is_alone(claim) != _is_alone(passage)
    return "owner" in slots and bool(slots & {"agent", "patient"})


@lru_cache(1024)
def _countries(clause: Clause) -> frozenset[str]:
    """Return the countries of everything that takes part in a clause."""
    places = (place(name).country for argument in clause.arguments for name in argument.places)
    return frozenset(country for country in places if country)


def _is_of_one(clause: Clause) -> bool:
    return any(argument.slot == "patient" and argument.single for argument in clause.arguments)


def _is_alone(clause: Clause) -> bool:
    """Return whether a clause has an agent alone, which may be what undergoes: "the factory closed"."""
    slots = [argument.slot for argument in clause.arguments]
    return "agent" in slots and "patient" not in slots and "is" not in slots


def _aligned(claim: Facets, passage: Facets) -> Iterator[Aligned]:
    for clause in claim.clauses:
        met = {other.start: other for other in passage.clauses if not clause.meanings.isdisjoint(other.meanings)}
        for other in met.values():
            yield compared(
                clause, other, claim.days_by_clause.get(clause.start, ()), passage.days_by_clause.get(other.start, ())
            )


def compared(
    claim: Clause, passage: Clause, claim_days: tuple[Day, ...] = (), passage_days: tuple[Day, ...] = ()
) -> Aligned:
    """Return two clauses side by side, their arguments told apart by whether they are the same."""
    buckets: dict[Sameness, list[tuple[Argument, Argument]]] = {
        Sameness.SAME: [],
        Sameness.OTHER: [],
        Sameness.UNKNOWN: [],
    }
    for one in claim.arguments:
        for other in passage.arguments:
            if slots_correspond(one, other, claim, passage):
                buckets[same(one, other)].append((one, other))
    return Aligned(
        claim,
        passage,
        tuple(buckets[Sameness.SAME]),
        tuple(buckets[Sameness.OTHER]),
        tuple(buckets[Sameness.UNKNOWN]),
        claim_days,
        passage_days,
    )
