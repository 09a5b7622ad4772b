"""Actor: who did it to whom. The two changed places, or the one who acts is of another country."""

from __future__ import annotations

from collections.abc import Iterator

from factkit.language.facets.arguments import Argument
from factkit.language.facets.clauses import Clause
from factkit.language.wordlists import words
from factkit.matching.pairing import Aligned, Found, Pair, Sameness, places_apart, same, span
from factkit.model import ConflictKind

_UNDERGO = ("patient", "to", "against", "at")


def find(pair: Pair) -> Iterator[Found]:
    """Yield clauses with agent and patient swapped, or with agents of different countries."""
    for aligned in pair.aligned:
        if not aligned.is_real or "be" in aligned.claim.meanings or _is_symmetric(aligned.claim):
            continue
        agent, theirs = _acting(aligned)
        if agent is None or theirs is None:
            continue
        if _is_swapped(aligned, agent, theirs):
            yield pair.found(ConflictKind.ACTOR, span(agent), span(theirs), 0.7, "agent-and-patient-swapped")
        elif _is_turned(aligned, agent, theirs):
            yield pair.found(ConflictKind.ACTOR, span(agent), span(theirs), 0.6, "receiver-acts")
        elif same(agent, theirs) is Sameness.SAME and not places_apart(agent, theirs):
            yield pair.found(ConflictKind.ACTOR, span(agent), span(theirs), 0.8, "same-agent", agrees=True)
        elif (
            places_apart(agent, theirs)
            and _acts_for_country(agent)
            and _acts_for_country(theirs)
            and not any(one.slot == other.slot == "from" for one, other in aligned.other)
            and (aligned.shares(*_UNDERGO) or aligned.is_bilateral or aligned.is_of_topic)
        ):
            yield pair.found(ConflictKind.ACTOR, span(agent), span(theirs), 0.65, "agents-of-different-countries")


def _is_symmetric(clause: Clause) -> bool:
    return clause.lemma in words("symmetric.txt", "factkit.matching")


def _acts_for_country(agent: Argument) -> bool:
    """Return whether an agent is a country, its capital, or of it: "Mali", "French police"; no named person or firm."""
    return agent.kind == "place" or not agent.name or agent.kind == "group"


def _acting(aligned: Aligned) -> tuple[Argument | None, Argument | None]:
    """Return who acts on either side: of several the ones who are the same, "A and B" beside "B and A"."""
    both = next((pair for pair in aligned.same if {a.slot for a in pair} == {"agent"}), None)
    return both or (_in(aligned.claim, "agent"), _in(aligned.passage, "agent"))


def _in(clause: Clause, slot: str) -> Argument | None:
    return next((argument for argument in clause.arguments if argument.slot == slot), None)


def _is_swapped(aligned: Aligned, agent: Argument, theirs: Argument) -> bool:
    if same(agent, theirs) is Sameness.SAME:
        return False
    ours = [a for a in aligned.claim.arguments if a.slot in (*_UNDERGO, "of")]
    others = [a for a in aligned.passage.arguments if a.slot in (*_UNDERGO, "of")]
    return any(_is_one(agent, a) or _is_whose(agent, a) for a in others) and any(
        _is_one(theirs, a) or _is_whose(theirs, a) for a in ours
    )


def _is_whose(one: Argument, other: Argument) -> bool:
    """Return whether what is undergone is somebody's own: "the army's positions"."""
    return one.head in other.of


def _is_turned(aligned: Aligned, agent: Argument, theirs: Argument) -> bool:
    """Return whether the same is done by whom it is done to on the other side: "to the army", "the army ... from"."""
    if same(agent, theirs) is not Sameness.OTHER or not aligned.shares("patient"):
        return False
    if any(one.slot == other.slot and one.slot in ("to", "from", "for") for one, other in aligned.other):
        return _is_turned_both_ways(aligned, agent, theirs)
    ours = [a for a in aligned.claim.arguments if a.slot in ("to", "from", "for")]
    others = [a for a in aligned.passage.arguments if a.slot in ("to", "from", "for")]
    return any(_is_one(theirs, a) for a in ours) or any(_is_one(agent, a) for a in others)


def _is_turned_both_ways(aligned: Aligned, agent: Argument, theirs: Argument) -> bool:
    """Return whether each side has the other's agent in that place: if only one has, it is another act."""
    return any(
        one.slot == other.slot and _is_one(theirs, one) and _is_one(agent, other) for one, other in aligned.other
    )


def _is_one(one: Argument, other: Argument) -> bool:
    """Return whether two arguments are the same thing by their main words: "France" is not "French diplomats"."""
    if one.name and other.name:
        return same(one, other) is Sameness.SAME
    return one.head == other.head and same(one, other) is Sameness.SAME
