"""Edits of articles with what must become of a claim on them, made by a seeded generator for `benchmarks.validate`."""

from __future__ import annotations

import random
from dataclasses import dataclass

SUBJECTS = ("The council", "Mayor {name}", "The ministry in {town}", "A court in {town}", "The firm {name}", "{name}")
VERBS = ("paid", "promised", "lost", "raised", "returned", "spent", "borrowed", "saved")
OBJECTS = (
    "for the new bridge",
    "after the flood",
    "on buses",
    "to 40 schools",
    "for repairs in {town}",
    "within a year",
)
TOWNS = ("Brest", "Lyon", "Ghent", "Porto", "Turin", "Cork", "Graz", "Split", "Bergen", "Vigo")
NAMES = ("Ana Ruiz", "Team Alpha", "Jon Berg", "Li Wei", "Marta Novak", "Omar Diallo", "Ines Costa", "Pavel Kral")


@dataclass(frozen=True, slots=True)
class Edit:
    """An article before and after, the span of a claim in it, and what must come of it.

    `place` is where the claim must be afterwards; None where it must not be moved.
    """

    sort: str
    old: str
    new: str
    span: tuple[int, int]
    states: frozenset[str]
    place: tuple[int, int] | None


def sentence(rng: random.Random) -> str:
    words = f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.randint(2, 980)} million euros {rng.choice(OBJECTS)}"
    named = words.replace("{name}", rng.choice(NAMES)).replace("{town}", rng.choice(TOWNS))
    return (
        f"{named} in {rng.randint(1990, 2025)}{rng.choice(['', f', {rng.choice(NAMES)} said', ' despite protests'])}."
    )


def article(rng: random.Random, sentences: int) -> list[str]:
    seen: dict[str, None] = {}
    while len(seen) < sentences:
        seen.setdefault(sentence(rng))
    return list(seen)


def joined(sentences: list[str]) -> str:
    return "".join(text + ("\n\n" if place % 5 == 4 else " ") for place, text in enumerate(sentences)).rstrip()


def edits(count: int, seed: int = 7, length: int = 40) -> list[Edit]:
    rng = random.Random(seed)
    makers = (
        _typo,
        _number,
        _moved,
        _inserted,
        _deleted,
        _planted_elsewhere,
        _look_alike_in_place,
        _copied,
        _split_in_two,
    )
    return [makers[number % len(makers)](rng, article(rng, length)) for number in range(count)]


def _edit(sort: str, old: list[str], new: list[str], at: int, states: set[str], now: str | None) -> Edit:
    before, after = joined(old), joined(new)
    start = before.index(old[at])
    place = None
    if now is not None:
        place = (after.index(now), after.index(now) + len(now))
    if states == {"same"}:
        states = {"unchanged" if place == (start, start + len(old[at])) else "moved"}
    return Edit(sort, before, after, (start, start + len(old[at])), frozenset(states), place)


def _with(sentences: list[str], at: int, *items: str) -> list[str]:
    return [*sentences[:at], *items, *sentences[at + 1 :]]


def _typo(rng: random.Random, old: list[str]) -> Edit:
    at, letter = rng.randrange(len(old)), rng.randrange(5, 20)
    text = old[at]
    fixed = text[:letter] + text[letter + 1] + text[letter] + text[letter + 2 :]
    if fixed == text:
        fixed = text.replace("million", "milion")
    return _edit("typo", old, _with(old, at, fixed), at, {"edited"}, fixed)


def _number(rng: random.Random, old: list[str]) -> Edit:
    at = rng.randrange(len(old))
    words = old[at].split(" ")
    place = words.index("million") - 1
    words[place] = str(int(words[place]) + rng.randint(1, 90))
    return _edit("number", old, _with(old, at, " ".join(words)), at, {"edited"}, " ".join(words))


def _moved(rng: random.Random, old: list[str]) -> Edit:
    at = rng.randrange(len(old))
    rest = old[:at] + old[at + 1 :]
    rest.insert(rng.randrange(len(old)), old[at])
    return _edit("moved", old, rest, at, {"same"}, old[at])


def _inserted(rng: random.Random, old: list[str]) -> Edit:
    at, there = rng.randrange(len(old)), rng.randrange(len(old))
    new = [*old[:there], "The weather was calm on all of these days.", *old[there:]]
    return _edit("inserted", old, new, at, {"same"}, old[at])


def _deleted(rng: random.Random, old: list[str]) -> Edit:
    at = rng.randrange(len(old))
    return _edit("deleted", old, _with(old, at), at, {"gone"}, None)


def _other_name(rng: random.Random, text: str) -> str:
    for name in NAMES:
        text = text.replace(name, "\0")
    other = rng.choice(("Team Beta", "Kim Larsen", "Rosa Vidal"))
    changed = text.replace("\0", other)
    return changed if "\0" in text else f"{other} said: {changed}"


def _planted_elsewhere(rng: random.Random, old: list[str]) -> Edit:
    at = rng.randrange(5, len(old) - 5)
    rest = _with(old, at)
    there = (at + len(old) // 2) % len(rest)
    new = [*rest[:there], _other_name(rng, old[at]), *rest[there:]]
    return _edit("look-alike elsewhere", old, new, at, {"gone", "ambiguous"}, None)


def _look_alike_in_place(rng: random.Random, old: list[str]) -> Edit:
    at = rng.randrange(len(old))
    own = f"Team Alpha won {rng.randint(2, 90)} medals in {rng.choice(('spring', 'autumn'))}."
    other = own.replace("Alpha", "Beta")
    return _edit("look-alike in place", _with(old, at, own), _with(old, at, other), at, {"gone", "ambiguous"}, None)


def _copied(rng: random.Random, old: list[str]) -> Edit:
    at = rng.randrange(3, len(old) - 3)
    new = [*old[: at - 2], old[at], *old[at - 2 :]]
    after = joined(new)
    first = after.index(old[at])
    second = after.index(old[at], first + 1)
    edit = _edit("copied", old, new, at, {"moved", "ambiguous"}, old[at])
    return Edit(edit.sort, edit.old, edit.new, edit.span, edit.states, (second, second + len(old[at])))


def _split_in_two(rng: random.Random, old: list[str]) -> Edit:
    at = rng.randrange(len(old))
    own = f"{sentence(rng).rstrip('.')}, and the money came from {rng.choice(TOWNS)}."
    halves = own.replace(", and the money", ". The money")
    return _edit("split in two", _with(old, at, own), _with(old, at, halves), at, {"edited"}, halves)
