"""Place: the same happened somewhere else, or the same is from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from factkit.language import vocabulary
from factkit.language.facets import Facets
from factkit.language.facets.arguments import Argument
from factkit.language.facets.clauses import Clause
from factkit.language.places import apart, place
from factkit.language.wordlists import words
from factkit.matching.pairing import WHERE, Aligned, Found, Pair, Sameness, places_apart, same, span
from factkit.model import ConflictKind


def find(pair: Pair) -> Iterator[Found]:
    """Yield places of the same event, and origins of the same thing, that agree or exclude one another."""
    for aligned in pair.aligned:
        if not aligned.is_real or aligned.claim.negated or aligned.passage.negated:
            continue
        for one in aligned.claim.arguments:
            if one.places and _is_where(one, one.slot):
                yield from _events(pair, aligned, one)
        yield from _origins(pair, aligned)
        yield from _authorities(pair, aligned)
    yield from _nationalities(pair)
    yield from _situated(pair)
    yield from _copied(pair)


def _origins(pair: Pair, aligned: Aligned) -> Iterator[Found]:
    """Yield who undergoes the same, or does the same to the same, but is from elsewhere."""
    for one, other in (*aligned.other, *aligned.open):
        if one.slot != other.slot or not places_apart(one, other):
            continue
        if one.slot == "patient" and one.head == other.head and aligned.same:
            yield pair.found(ConflictKind.PLACE, span(one), span(other), 0.6, "from-elsewhere")
        elif one.slot == "agent" and "person" in (one.kind, other.kind) and aligned.shares("patient"):
            yield pair.found(ConflictKind.PLACE, span(one), span(other), 0.55, "from-elsewhere")


def _events(pair: Pair, aligned: Aligned, one: Argument) -> Iterator[Found]:
    theirs = [other for other in aligned.passage.arguments if other.places and _is_where(other, one.slot)]
    if one.slot == "outside" or any(other.slot == "outside" for other in theirs):
        yield from _outside(pair, aligned, one, theirs)
        return
    agreeing = [other for other in theirs if not places_apart(one, other)]
    if agreeing:
        yield pair.found(ConflictKind.PLACE, span(one), span(agreeing[0]), 0.8, "same-place", agrees=True)
        return
    if any(a is not one and a.slot in ("agent", "patient") for a, _ in aligned.other) and not aligned.is_bilateral:
        return
    for other in theirs:
        if "thing" in (one.kind, other.kind):
            continue
        if other.slot == "near" or set(other.places) & pair.claim.places or _happens_there(one, pair):
            continue
        strength = (
            0.7
            if aligned.same
            else 0.55
            if aligned.is_bilateral or aligned.is_of_topic or pair.coverage > 0.6
            else 0.45
        )
        yield pair.found(ConflictKind.PLACE, span(one), span(other), strength, "event-elsewhere")


def _authorities(pair: Pair, aligned: Aligned) -> Iterator[Found]:
    """Yield what the police or a court of a country did, which act at home, and the passage has in another country."""
    acting = next((a for a in aligned.claim.arguments if _is_authority(a)), None)
    if acting is None or not (aligned.is_bilateral or (aligned.shares("patient") and not aligned.is_of_others)):
        return
    if any(a.places and _is_where(a, a.slot) for a in aligned.claim.arguments if a.slot != "patient"):
        return
    if (pair.claim.words | pair.passage.words) & words("abroad.txt", "factkit.matching"):
        return
    home = place(acting.places[0]).country
    theirs = [a for a in aligned.passage.arguments if _is_scene(a)]
    if home is None or not theirs or _has_them_act(aligned, acting):
        return
    scenes = (a for clause in pair.passage.clauses for a in clause.arguments if _is_scene(a))
    if any(place(name).country == home for scene in scenes for name in scene.places):
        return
    if all(_is_in_another_country(name, home) for other in theirs for name in other.places):
        yield pair.found(ConflictKind.PLACE, span(acting), span(theirs[0]), 0.55, "authorities-act-at-home")


def _is_authority(argument: Argument) -> bool:
    """Return whether an argument is one country's police or court, acting: "French police", "a judge in Mali"."""
    if argument.slot != "agent" or len(argument.places) != 1:
        return False
    return argument.head in words("authorities.txt", "factkit.matching")


def _is_scene(argument: Argument) -> bool:
    """Return whether an argument is a place where something happens: "in Bamako", not "at the French embassy"."""
    return bool(argument.places) and argument.slot in WHERE and argument.kind != "thing"


def _has_them_act(aligned: Aligned, acting: Argument) -> bool:
    return any(a.slot == "agent" and set(a.places) & set(acting.places) for a in aligned.passage.arguments)


def _is_in_another_country(name: str, home: str) -> bool:
    country = place(name).country
    return country is not None and country != home


def _outside(pair: Pair, aligned: Aligned, one: Argument, theirs: list[Argument]) -> Iterator[Found]:
    """Yield the same in a place on one side and outside of it on the other: "born outside of Trieste"."""
    for other in theirs:
        if {one.slot, other.slot} == {"in", "outside"} and aligned.same and other.places[0] == one.places[0]:
            yield pair.found(ConflictKind.PLACE, span(one), span(other), 0.6, "outside-of-it")


def _is_where(argument: Argument, slot: str) -> bool:
    """Return whether an argument says where; "of" does only before a place itself, and so does what is struck."""
    if argument.slot in ("of", "patient"):
        return argument.kind == "place" and (argument.slot == "of" or slot == "patient")
    return argument.slot in WHERE


def _happens_there(one: Argument, pair: Pair) -> bool:
    """Return whether anything in the passage happens where the claim says; "Paris said" does not happen in Paris."""
    return any(
        set(one.places) & set(argument.places) and argument.slot in WHERE
        for clause in pair.passage.clauses
        for argument in clause.arguments
    )


def _nationalities(pair: Pair) -> Iterator[Found]:
    ours: dict[int, Argument] = {}
    theirs: dict[int, list[Argument]] = {}
    for aligned in pair.aligned:
        if (
            "be" not in aligned.claim.meanings
            or not aligned.is_real
            or not (aligned.shares("agent") or aligned.is_of_topic)
        ):
            continue
        if aligned.claim.negated or aligned.passage.negated:
            continue
        others = [a for a in aligned.passage.arguments if a.slot == "is" and a.places]
        for one in aligned.claim.arguments:
            if one.slot == "is" and one.places:
                ours[one.start] = one
                theirs.setdefault(one.start, []).extend(others)
    for start, one in ours.items():
        if theirs[start]:
            other = next((o for o in theirs[start] if not places_apart(one, o)), None)
            if other is not None:
                yield pair.found(ConflictKind.PLACE, span(one), span(other), 0.8, "same-origin", agrees=True)
            elif not set(one.places) & pair.passage.places:
                yield pair.found(ConflictKind.PLACE, span(one), span(theirs[start][0]), 0.7, "from-elsewhere")


def _situated(pair: Pair) -> Iterator[Found]:
    """Yield what is, lies or is a place somewhere, and on the other side somewhere else."""
    ours = [found for clause in pair.claim.clauses if (found := _seat(clause)) is not None]
    theirs = [found for clause in pair.passage.clauses if ours and (found := _seat(clause)) is not None]
    for subject, seats in ours:
        others = [(same(subject, it), other) for it, listed in theirs for other in listed]
        beside = [other for sameness, other in others if sameness is Sameness.SAME]
        if not beside or any(_happens_there(seat, pair) for seat in seats):
            continue
        if all(places_apart(seat, other) for seat in seats for other in beside):
            yield pair.found(ConflictKind.PLACE, span(seats[0]), span(beside[0]), 0.65, "lies-elsewhere")


def _copied(pair: Pair) -> Iterator[Found]:
    """Yield the one place of a claim of which the passage says every other word, of other places alone."""
    clauses = (clause for side in (pair.claim, pair.passage) for clause in side.clauses)
    if len(pair.claim.places) != 1 or any(clause.negated or not clause.real for clause in clauses):
        return
    ours, theirs = _scenes(pair.claim), _scenes(pair.passage)
    if len(ours) != 1 or not theirs:
        return
    rest = pair.claim.words - ours[0].words
    if len(rest) < _FEWEST or pair.coverage_without(ours[0]) < 1:
        return
    if all(apart(place(here), place(there)) for here in pair.claim.places for there in pair.passage.places):
        yield pair.found(ConflictKind.PLACE, span(ours[0]), span(theirs[0]), 0.55, "only-the-place-differs")


def _scenes(facets: Facets) -> list[Argument]:
    return [a for clause in facets.clauses for a in clause.arguments if _is_scene(a) and a.slot not in _LOOSE]


def _seat(clause: Clause) -> tuple[Argument, list[Argument]] | None:
    """Return what a clause says lies somewhere, and where; None if it says no such thing, or of a person."""
    if not clause.real or clause.negated or not clause.meanings & _LYING:
        return None
    subject = next((a for a in clause.arguments if a.slot in ("agent", "patient")), None)
    if subject is None or (subject.kind == "person" and not subject.places):
        return None
    if any(a.slot == "is" and not _is_place(a) for a in clause.arguments):
        return None
    where = [a for a in clause.arguments if a.slot in ("in", "on", "of")]
    if not where or any(a.kind != "place" and a.slot != "of" for a in where):
        return None
    seats = [a for a in where if a.kind == "place" and a.places]
    return (subject, seats) if seats else None


def _is_place(said: Argument) -> bool:
    kind = vocabulary.kinds().get(said.head)
    return kind is not None and kind.category == "place"


_LOOSE = frozenset({"of", "through", "outside", "near", "off"})
_FEWEST = 2
_LYING = frozenset({"be", "locate"})
