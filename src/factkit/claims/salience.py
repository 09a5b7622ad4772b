"""Whom and what an article has spoken of, and how much each stands out when a word points back.

Each mention counts by its role, and half as much with every sentence that follows; an entity has the sum of its
mentions. So the subject of several sentences stands out from who is named once, as in Lappin & Leass 1994. A word that
points back gets an antecedent only where one that fits stands out from all others that fit by `MARGIN`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Set
from dataclasses import dataclass, field

from factkit.claims.mentions import Kind, Mention, is_firm, is_organisation
from factkit.language.wordlists import words

MARGIN = 2.5
"""How many times more the one that is meant must stand out than the next: a subject against a remark, not an object."""
_SURE = 2
"""Evidence of a kind that more than the model's guess speaks for."""
_ANY_COMPANY = frozenset({"business", "company", "firm", "group"})
_RECENT = 0.5
"""Of whom the sentence or the one before it speaks: nobody farther back is meant where one of them fits."""
_NEARER = 0.5
_FORGOTTEN = 0.1
_FADED = 0.9
"""What an object has after two more sentences; what stands out less than that is not pointed back to."""


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that the text has spoken of.

    Attributes:
        phrase, plain, new: as of a `Mention`, of the first.
        salience: the weights of its mentions, each halved with every sentence since.
        recency: 1 in the sentence of its last mention, halved with every one since.
        form: the pronoun that alone tells of it, of somebody unknown.
    """

    name: str = ""
    nouns: set[str] = field(default_factory=set)
    phrase: str = ""
    plain: str = ""
    evidence: dict[Kind, int] = field(default_factory=dict)
    genders: set[str] = field(default_factory=set)
    plural: bool = False
    new: bool = False
    salience: float = 0.0
    recency: float = 0.0
    form: str = ""

    @property
    def said(self) -> str:
        """How it is said where it stands for a pronoun: its name, else the words for it; "" without any."""
        return self.name or self.phrase or self.plain

    @property
    def is_public(self) -> bool:
        """Say whether it is a public body, a union or the like, and no firm."""
        return bool(self.nouns & words("body_nouns.txt", "factkit.claims"))

    @property
    def is_identified(self) -> bool:
        """Say whether what it is called tells a reader which one is meant."""
        return bool(self.name or self.phrase)

    @property
    def gender(self) -> str:
        """The pronoun that it must have; "" where nothing tells or what is told differs."""
        return next(iter(self.genders)) if len(self.genders) == 1 else ""

    def is_of(self, kinds: Set[Kind]) -> bool:
        """Say whether it is of one of these kinds and of no other."""
        own, other = self._weighed(kinds)
        return own > other

    def chance_of(self, kinds: Set[Kind]) -> float:
        """Return how far it may be of one of these kinds: 1 where it is, 0 where it is sure not to be."""
        own, other = self._weighed(kinds)
        if own > other:
            return 1.0 if own >= _SURE else 0.8
        return 0.6 if own == other else 0.3 if other < _SURE else 0.0

    def _weighed(self, kinds: Set[Kind]) -> tuple[int, int]:
        own = max((weight for kind, weight in self.evidence.items() if kind in kinds), default=0)
        return own, max((weight for kind, weight in self.evidence.items() if kind not in kinds), default=0)


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is meant.

    Attributes:
        sure: None where it is not sure.
        close: those that fit and stand out too much to be ruled out, the first first.
    """

    sure: Entity | None = None
    close: tuple[Entity, ...] = ()

    @property
    def best(self) -> Entity | None:
        """Who stands out most of those that fit."""
        return self.close[0] if self.close else None


class Entities:
    """All entities of an article so far."""

    def __init__(self) -> None:
        self._salient: list[Entity] = []
        self._by_word: dict[str, list[Entity]] = defaultdict(list)

    def fade(self) -> None:
        """Go on to the next sentence."""
        for entity in self._salient:
            entity.salience /= 2
            entity.recency /= 2
        self._salient = [entity for entity in self._salient if entity.salience >= _FORGOTTEN]

    def meet(self, mention: Mention) -> Entity:
        """Take a mention in and return the entity that it is of."""
        entity = self._known(mention) or Entity(plural=mention.plural, new=mention.new)
        if len(mention.name) > len(entity.name):
            entity.name = mention.name
        entity.nouns |= mention.nouns
        entity.phrase = entity.phrase or mention.phrase
        entity.plain = entity.plain or mention.plain
        for kind, weight in mention.evidence.items():
            entity.evidence[kind] = max(entity.evidence.get(kind, 0), weight)
        entity.genders |= {mention.gender} - {""}
        self.count(entity, mention.weight)
        for word in (*_name_words(mention.name), *mention.nouns):
            if entity not in self._by_word[word]:
                self._by_word[word].append(entity)
        return entity

    def count(self, entity: Entity, weight: float) -> None:
        """Count one more mention of an entity."""
        if entity not in self._salient:
            self._salient.append(entity)
        entity.salience += weight
        entity.recency = 1.0

    def meet_unknown(self, form: str, weight: float) -> None:
        """Take in somebody or something that only a pronoun tells of, and that may be anybody before."""
        same = next((one for one in self._salient if one.form == form and one.salience >= _FADED), None)
        if same is not None:
            self.count(same, weight)
            return
        kinds = {"he": [Kind.PERSON], "she": [Kind.PERSON], "it": [Kind.GROUP, Kind.THING]}.get(form, [])
        entity = Entity(
            evidence=dict.fromkeys(kinds, _SURE),
            genders={form} & {"he", "she"},
            plural=form == "they",
            form=form,
        )
        self.count(entity, weight)

    def near(self) -> list[Entity]:
        """Return those who still stand out a little."""
        return [entity for entity in self._salient if entity.salience >= _FADED]

    def choose(
        self,
        fits: Callable[[Entity], bool],
        stands_out: Callable[[Entity], float],
        *,
        is_sure: Callable[[Entity], bool],
    ) -> Choice:
        """Return who is meant of all that fit.

        Args:
            fits: whether it cannot be ruled out that an entity is meant.
            stands_out: how much it does, above nothing.
            is_sure: whether it is known to fit, so that it may be named.
        """
        ranked = sorted(
            ((stands_out(entity), -n, entity) for n, entity in enumerate(self._salient) if fits(entity)), reverse=True
        )
        close = tuple(one for weight, _, one in ranked if weight >= max(_FADED, ranked[0][0] / MARGIN))
        if close and close[0].recency < _RECENT:
            nearer = (one for weight, _, one in ranked if one.recency >= _RECENT and weight >= _NEARER)
            close = (*close, *(one for one in nearer if one not in close))
        return Choice(close[0] if len(close) == 1 and is_sure(close[0]) else None, close)

    def _known(self, mention: Mention) -> Entity | None:
        if mention.name:
            found = self._called(mention)
        elif mention.new or mention.plural:
            return None
        elif mention.nouns <= _ANY_COMPANY:
            return self._company(mention)
        else:
            found = [
                one
                for noun in mention.nouns
                for one in self._by_word[noun]
                if not one.plural and not (one.phrase and mention.phrase and one.phrase != mention.phrase)
            ]  # "the lorry driver" is not "the coach driver"
            if not found and all(map(is_firm, mention.nouns)):
                return self._company(mention)
        return found[0] if len(found) == 1 else None

    def _company(self, mention: Mention) -> Entity | None:
        """Return the firm or the like that "the company" stands for: not a ministry, and not one of two."""
        alike = words("company_nouns.txt", "factkit.claims") | mention.nouns

        def fits(entity: Entity) -> bool:
            told = entity.name or (entity.new and entity.nouns & alike)
            return bool(told) and not entity.plural and entity.chance_of({Kind.GROUP}) > 0 and not entity.is_public

        def is_sure(entity: Entity) -> bool:
            others = set(filter(is_organisation, entity.nouns))
            return (
                bool(entity.name)
                and entity.is_of({Kind.GROUP})
                and (not others or bool(others & mention.nouns) or any(map(is_firm, others)))
            )

        return self.choose(fits, lambda one: one.salience, is_sure=is_sure).sure

    def _called(self, mention: Mention) -> list[Entity]:
        """Return those who have a name that a mention gives, in full, in part, or with more words."""
        alike = dict.fromkeys(
            one
            for word in _name_words(mention.name)
            for one in self._by_word[word]
            if one.name and _agree(one, mention)
        )
        exact = [one for one in alike if one.name == mention.name]
        shorter = [one for one in alike if _is_part(mention.name, one.name)]
        return exact or shorter or [one for one in alike if _is_part(one.name, mention.name)]


def _agree(entity: Entity, mention: Mention) -> bool:
    """Say whether mentions with one name may be of the same: not Mr and Mrs Lee, not Ann Lee with Tom Reed."""
    return entity.plural == mention.plural and not (
        entity.gender and mention.gender and entity.gender != mention.gender
    )


def _is_part(short: str, long: str) -> bool:
    """Say whether a name is a shorter form of another: its last words, its first, or some of them in order."""
    one, other = _name_words(short), _name_words(long)
    if not one or len(one) >= len(other):
        return False
    return other[-len(one) :] == one or other[: len(one)] == one


def _name_words(name: str) -> list[str]:
    return [word for word in name.replace("’", "'").removesuffix("'s").split() if word.lower() != "the"]
