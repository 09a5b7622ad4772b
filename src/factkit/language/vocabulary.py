"""Which words say the same and which deny one another: the word lists, ready to be looked up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from factkit.language.wordlists import rows, words


@cache
def classes() -> Mapping[str, frozenset[str]]:
    """Return, for the base form of a word for an event, the classes of words that say the same."""
    found: dict[str, set[str]] = defaultdict(set)
    for name, listed in rows("same_meaning.tsv"):
        for word in listed.split():
            found[word].add(name)
    return {word: frozenset(names) for word, names in found.items()}


@cache
def things() -> Mapping[str, str]:
    """Return, for a word for a thing, the word that stands for all that mean it."""
    return {word: first for first, listed in rows("same_things.tsv") for word in listed.split()}


@cache
def ways() -> Mapping[str, int]:
    """Return, for a word of rising or falling, 1 or -1."""
    return {word: 1 if way == "up" else -1 for way, listed in rows("directions.tsv") for word in listed.split()}


@cache
def opposites() -> Mapping[str, frozenset[str]]:
    """Return, for a word, the words that deny it."""
    found: dict[str, set[str]] = defaultdict(set)
    for word, listed in rows("opposites.tsv"):
        for other in listed.split():
            found[word].add(other)
            found[other].add(word)
    return {word: frozenset(others) for word, others in found.items()}


@cache
def negators() -> Mapping[str, str]:
    """Return, for a word that denies, what it denies: "verb", "noun" or "self"."""
    return dict(rows("negators.tsv"))


@cache
def lacks() -> Mapping[str, str]:
    """Return, for an adjective, what who is so has none of: "childless", a child."""
    return dict(rows("lacking.tsv"))


@cache
def refuting() -> Mapping[str, str]:
    """Return, for a word by which a that-clause is held false, how: "grounds", "myth", "said", "false", "disprove"."""
    return dict(rows("refuting.tsv"))


@cache
def doubters() -> frozenset[str]:
    """Return the words after which what is said is not held to be so."""
    return words("scope_breakers.txt")


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a person holds.

    Attributes:
        group: a person holds one office of a group at a time.
        with_: offices that it may go with all the same, or is a wider word for; "*" for all.
    """

    name: str
    group: str
    with_: frozenset[str]

    def excludes(self, other: Office) -> bool:
        """Return whether who holds this office cannot hold the other."""
        if self.name == other.name or self.group != other.group or "*" in self.with_ | other.with_:
            return False
        return self.name not in other.with_ and other.name not in self.with_


@cache
def offices() -> Mapping[str, Office]:
    """Return, for each name of an office, the office."""
    found: dict[str, Office] = {}
    for name, group, *more in rows("posts.tsv"):
        listed = [cell.split(",") if cell else [] for cell in (*more, "", "")[:2]]
        office = Office(name, group, frozenset(listed[1]))
        found |= dict.fromkeys([name, *listed[0]], office)
    return found


@cache
def offices_by_verb() -> Mapping[tuple[str, str], str]:
    """Return, for a verb and what it is done to ("*" for anything), the office of who does it: "commands the navy"."""
    return {(verb, body): office for office, verbs, body in rows("holding.tsv") for verb in verbs.split()}


_UNDER = ("deputy ", "vice ", "assistant ", "deputy-", "vice-")


@cache
def office_named(name: str) -> Office:
    """Return the office of that name; "deputy" before one makes it another of its group. KeyError if there is none."""
    known = offices()
    if name in known:
        return known[name]
    above = known[next(name.removeprefix(under) for under in _UNDER if name.startswith(under))]
    return Office(f"deputy {above.name}", above.group, frozenset())


@dataclass(frozen=True, slots=True)
class Kind:
    """What a thing is said to be.

    Attributes:
        category: "person", "work", "place"; things of two categories are never one.
        name: what stands for all kinds that may be said of one thing ("film" for "movie").
        exclusive: two kinds of the category are never one; a singer may be an actor, a river is no city.
    """

    category: str
    name: str
    exclusive: bool


@cache
def kinds() -> Mapping[str, Kind]:
    """Return, for a word that says what a thing is, its kind."""
    found = {}
    for category, exclusive, listed in rows("kinds.tsv"):
        for alternatives in listed.split():
            names = alternatives.split("/")
            for word in names:
                found[things().get(word, word)] = Kind(
                    category, things().get(names[0], names[0]), exclusive == "exclusive"
                )
    return found


@cache
def makers() -> Mapping[str, str]:
    """Return, for a thing that is "by" somebody, the verb for what they did."""
    return {things().get(word, word): act for act, listed in rows("makers.tsv") for word in listed.split()}
