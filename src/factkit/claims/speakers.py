"""Who speaks where only words cut from the sentence say so: ", she said", ", the company said"."""

from __future__ import annotations

from collections.abc import Set

from factkit.claims.mentions import Kind, Mention, gender_of, is_given_name, kind_of_noun
from factkit.claims.pronouns import form_of
from factkit.claims.salience import Entities, Entity
from factkit.language.wordlists import words

_WEIGHT = 8.0
_SPOKE_BEFORE = 4.0
_OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they"}
_PERSONS = frozenset({Kind.PERSON})
_ACTORS = frozenset({Kind.GROUP, Kind.PLACE})


def heard(speaker: str, entities: Entities, heard_before: Entity | None) -> Entity | None:
    """Return who is heard in a sentence, and take it into `entities`; None where it is not known.

    Args:
        heard_before: who spoke in the sentence before.
    """
    found = _meant(speaker.split(","))
    if form := form_of(speaker.lower()):
        entity = _pronoun(form, entities, heard_before, _PERSONS if form in {"he", "she"} else _ACTORS)
        if entity is None:
            entities.meet_unknown(form, _WEIGHT)
        else:
            entities.count(entity, _WEIGHT)
        return entity
    return None if found is None else entities.meet(found)


def said(speaker: str, heard_as: Entity | None, entities: Entities) -> str:
    """Return how a speaker is said for a reader of a claim alone; "" where nothing better is known than the words.

    Args:
        heard_as: what `heard` returned for the speaker.
        entities: after the sentence was read.
    """
    if not is_unknown(speaker):
        return ""
    first, *rest = speaker.split()
    if first.lower() in _OWNERS and (heard_as is None or not heard_as.name):
        form = _OWNERS[first.lower()]
        owner = _pronoun(form, entities, None, _kinds_of_owner(form, rest[-1])) if rest else None
        return "" if owner is None else " ".join((owned(owner), *rest))
    return heard_as.said if heard_as is not None and heard_as.is_identified else ""


def owned(entity: Entity) -> str:
    """Return the name as that of an owner."""
    if entity.said.endswith("'s"):
        return entity.said
    return f"{entity.said}'" if entity.plural and entity.said.endswith("s") else f"{entity.said}'s"


def is_unknown(speaker: str) -> bool:
    """Say whether a speaker is somebody whom only the text around can tell: "she", "his lawyer", "the company"."""
    first, *rest = speaker.lower().split() or [""]
    bare = first == "the" and len(rest) == 1 and rest[0] not in words("unique_nouns.txt", "factkit.claims")
    return bare or first in _OWNERS or bool(form_of(first))


def _kinds_of_owner(form: str, owned_noun: str) -> Set[Kind]:
    if form in {"he", "she"}:
        return _PERSONS
    return _ACTORS if owned_noun in words("held_by_groups.txt", "factkit.claims") else frozenset(Kind) - _PERSONS


def _pronoun(form: str, entities: Entities, heard_before: Entity | None, kinds: Set[Kind]) -> Entity | None:
    def fits(entity: Entity) -> bool:
        if form == "they":
            return entity.plural
        return not entity.plural and entity.chance_of(kinds) > 0 and (form == "it" or entity.gender in {"", form})

    def stands_out(entity: Entity) -> float:
        return entity.salience * entity.chance_of(kinds) + (_SPOKE_BEFORE if entity is heard_before else 0.0)

    def is_sure(entity: Entity) -> bool:
        return entity.is_identified and (entity.is_of(kinds) or form == "they")

    return entities.choose(fits, stands_out, is_sure=is_sure).sure


def _meant(parts: list[str]) -> Mention | None:
    """Return the mention that the words for a speaker make, the last name or noun of what stands before a comma."""
    said = parts[0].split()
    name: list[str] = []
    for word in reversed(said):
        if not word[0].isupper() or (name and word.lower() in words("posts.txt")) or word in words("honorifics.txt"):
            break
        name.insert(0, word)
    before = said[: len(said) - len(name)]
    if name:
        person = (len(name) > 1 and is_given_name(name[0])) or any(word in words("honorifics.txt") for word in before)
        titles = [word.lower() for word in before if word.lower() in words("posts.txt")]
        return Mention(
            -1,
            (),
            " ".join(name),
            nouns=frozenset(titles),
            evidence={Kind.PERSON: 2} if person or titles else {},
            gender=gender_of(before, " ".join(name)),
            weight=_WEIGHT,
        )
    if len(said) < 2 or said[0] != "the":
        return None
    noun = said[-1]
    plural = noun.endswith("s") and not noun.endswith("ss")
    one = noun.removesuffix("s") if plural else noun
    person = one in words("posts.txt") or one in words("person_nouns.txt", "factkit.claims")
    return Mention(
        -1,
        (),
        nouns=frozenset({noun}),
        plain=f"the {noun}",
        evidence={kind_of_noun(one, person=person): 2},
        plural=plural,
        weight=_WEIGHT,
    )
