"""Whom the pronouns of a sentence stand for: each is read once, against all that was named before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from factkit.claims import reported
from factkit.claims.mentions import Kind, Mention, mentions, weight_of
from factkit.claims.salience import Choice, Entities, Entity
from factkit.language.tree import SUBJECTS, Tree
from factkit.language.wordlists import words

_FORMS = {
    "he": frozenset({"he", "him", "his", "himself"}),
    "she": frozenset({"she", "her", "hers", "herself"}),
    "it": frozenset({"it", "its", "itself"}),
    "they": frozenset({"they", "them", "their", "theirs", "themselves"}),
}
_PERSONS = frozenset({Kind.PERSON})
_ACTORS = frozenset({Kind.GROUP, Kind.PLACE})
_ANY_BUT_PERSONS = _ACTORS | {Kind.THING}
_CLAUSES = frozenset({"ROOT", "ccomp", "advcl", "relcl", "conj", "acl", "xcomp", "pcomp", "parataxis", "csubj"})
_BESIDE_ONESELF = frozenset("about around behind beside near on over under with".split())  # noqa: SIM905
_SHOWING = frozenset({"confirm", "indicate", "mention", "reveal", "show", "suggest"})
_DONE_TO_PEOPLE = frozenset({"ask", "consult", "inform", "invite", "notify", "tell", "warn"})
_PERCEIVING = frozenset({"feel", "hear", "help", "let", "make", "notice", "see", "watch"})
_OBJECTS = frozenset({"dobj", "dative", "pobj"})
_OBJECT = 8.0
"""What an object counts for that was named in the same sentence: subjects no more than others, for no verb tells."""
_UNKNOWN_GENDER = 0.6
_NO_SIGN = 0.3
_AS_ONE = 0.5
"""What an organisation counts for when "they" may be its people."""
_SUBJECT, _SECOND = 8.0, 2.0
_PROMINENT = 4.0
"""What a thing has at least that "it" may name: the subject of the last sentence, or an object of this one."""
_SAME_SPEAKER, _SAME_SUBJECT, _OWNER = 4.0, 4.0, 2.0


def form_of(word: str) -> str:
    """Return which pronoun a word in lower case is a form of: "he", "she", "it" or "they"; "" for other words."""
    return next((form for form, forms in _FORMS.items() if word in forms), "")


def is_empty(tree: Tree, i: int) -> bool:
    """Say whether "it" stands for nothing: "it is clear that", "it rained"."""
    verb = tree.heads[i]
    return tree.deps[i] == "expl" or (
        tree.lowers[i] == "it"
        and (
            (
                tree.child(verb, "ccomp", "csubj") is not None
                and tree.lemmas[verb] in {"be", "seem", "appear", "emerge", "happen", "become"}
            )
            or (
                tree.lemmas[verb] in {"be", "take", "seem", "appear"} and tree.child(verb, "xcomp", "advcl") is not None
            )
        )
    )


@dataclass(slots=True)
class Reading:
    """A sentence with what its words stand for.

    Attributes:
        named: the entity of each token of a mention.
        meant: of each pronoun, by its token, whom it stands for.
        speaker: who is heard in it.
        after_others: something was named in a sentence before it.
    """

    tree: Tree
    named: dict[int, Entity] = field(default_factory=dict)
    meant: dict[int, Choice] = field(default_factory=dict)
    speaker: Entity | None = None
    after_others: bool = False

    def entity_of(self, i: int | None) -> Entity | None:
        """Return what a token is known to stand for."""
        if i is None:
            return None
        return self.named.get(i) or (self.meant[i].sure if i in self.meant else None)


def read(
    tree: Tree, entities: Entities, *, speaker: Entity | None, heard_before: Entity | None, quoted: bool
) -> Reading:
    """Read a sentence and take what it speaks of into `entities`.

    Args:
        speaker: who says all of it, where words that are not in the tree tell.
        heard_before: who spoke in the sentence before.
        quoted: all of it stands between quotation marks.
    """
    reading = Reading(tree, speaker=speaker, after_others=bool(entities.near()))
    found: dict[int, list[Mention]] = {}
    for mention in mentions(tree):
        found.setdefault(mention.head, []).append(mention)
    ahead = _subject_ahead(tree)
    for i in range(len(tree)):
        if form_of(tree.lowers[i]) and tree.pos[i] == "PRON" and not is_empty(tree, i):
            said_in_quotes = quoted or reported.is_quoted(tree, i)
            choice = _Pronoun(reading, entities, i, said_in_quotes, heard_before).choice()
            if _may_look_ahead(tree, i, ahead, found, choice):
                choice = Choice(None, choice.close)
            reading.meant[i] = choice
            _remember(tree, i, entities, choice)
        for mention in found.get(i, ()):
            entity = entities.meet(mention)
            for token in mention.tokens:
                reading.named.setdefault(token, entity)
    if speaker is None:
        reading.speaker = reading.entity_of(_speaking(tree))
    return reading


def _remember(tree: Tree, i: int, entities: Entities, choice: Choice) -> None:
    form, weight = form_of(tree.lowers[i]), weight_of(tree, i)
    if choice.sure is not None:
        entities.count(choice.sure, weight)
        if form in {"he", "she"}:
            choice.sure.genders.add(form)
        elif form == "it" and choice.sure.is_of({Kind.GROUP}):
            choice.sure.evidence[Kind.GROUP] = 2
    elif weight >= 3:
        entities.meet_unknown(form, weight)


def _subject_ahead(tree: Tree) -> int | None:
    return next((s for root in tree.roots() for s in tree.under(root, SUBJECTS)), None)


def _may_look_ahead(tree: Tree, i: int, ahead: int | None, found: dict[int, list[Mention]], choice: Choice) -> bool:
    """Say whether a pronoun before the subject may stand for it: "In her speech, Ann Lee said"."""
    if ahead is None or i >= tree.first[ahead] or choice.sure is None:
        return False
    form = form_of(tree.lowers[i])
    for mention in found.get(ahead, ()):
        person = mention.evidence.get(Kind.PERSON, 0) > 0
        same = bool(mention.name) and (mention.name in choice.sure.name or choice.sure.name in mention.name)
        fits = person and mention.gender in {"", form} if form in {"he", "she"} else not person
        if fits and not same and not mention.plural:
            return True
    return False


def _speaking(tree: Tree) -> int | None:
    """Return who speaks in the main clause of a sentence."""
    for root in tree.roots():
        if reported.stance_of(tree.lemmas[root]) is not None:
            return tree.child(root, *SUBJECTS)
    return None


class _Pronoun:
    """One pronoun, and what its place in the sentence says of whom it may stand for."""

    def __init__(self, reading: Reading, entities: Entities, i: int, quoted: bool, heard_before: Entity | None) -> None:
        self.reading, self.entities, self.i, self.heard_before = reading, entities, i, heard_before
        self.tree = reading.tree
        self.form = form_of(self.tree.lowers[i])
        self.verb = self._clause(i)
        self.excluded = [entity for entity in self._others(quoted) if entity is not None]
        self.kinds = self._kinds()
        self.speaking = self._speaking()
        self.raised = dict(self._raised())

    def choice(self) -> Choice:
        """Return whom it stands for."""
        if self._may_be_reflexive() or self._may_be_what_was_said() or self._may_be_no_owner():
            return Choice()
        choice = self.entities.choose(self._fits, self._stands_out, is_sure=self._is_sure)
        if self.form == "they" and choice.sure is not None and self._may_be_two(choice.sure):
            return Choice(None, choice.close)
        if self.form in {"he", "she"} and choice.sure is not None and not choice.sure.gender:
            return Choice(None, choice.close) if self._known_otherwise() else choice
        return choice

    def _may_be_two(self, entity: Entity) -> bool:
        """Say whether two people named one by one may be "they" as well as the ones who stand out."""
        ones = [one for one in self.entities.near() if one.is_of(_PERSONS) and not one.plural and one.name]
        return " and " not in entity.said and sum(one.salience >= _SECOND for one in ones) > 1

    def _known_otherwise(self) -> bool:
        """Say whether somebody who is known to be a "she" may be meant as well as somebody who may be one."""
        return any(one.gender == self.form and self._fits(one) for one in self.entities.near())

    def _kinds(self) -> frozenset[Kind]:
        if self.form in {"he", "she"}:
            return _PERSONS
        if self.form == "they":
            return _PERSONS | _ACTORS if self._acts() else frozenset(Kind)
        return _ACTORS if self._acts() else _ANY_BUT_PERSONS

    def _acts(self) -> bool:
        """Say whether only somebody who can act is meant: "it said", "its director"."""
        tree, i = self.tree, self.i
        if tree.deps[i] == "poss":
            return tree.lemmas[tree.heads[i]] in words("held_by_groups.txt", "factkit.claims")
        verb = tree.lemmas[tree.heads[i]]
        acting = words("agent_verbs.txt", "factkit.claims") | words("speech_of_actors.txt", "factkit.claims")
        speaks = self.form == "they" and reported.stance_of(verb) is not None and verb not in _SHOWING
        asked = tree.deps[i] == "nsubjpass" and verb in _DONE_TO_PEOPLE
        return asked or (tree.deps[i] == "nsubj" and (verb in acting or speaks))

    def _fits(self, entity: Entity) -> bool:
        if entity in self.excluded or not self._chance_of(entity):
            return False
        if self.form == "they":
            return entity.plural or (entity.chance_of({Kind.GROUP}) > 0 and not entity.is_of(_PERSONS))
        return not entity.plural and (self.form == "it" or entity.gender in {"", self.form})

    def _is_sure(self, entity: Entity) -> bool:
        if not entity.said or (self.form == "they" and not entity.plural):
            return False
        if entity.is_of({Kind.THING}) and self._raised_salience(entity) < _PROMINENT:
            return False
        nothing_else = self.form == "it" and not entity.evidence and id(entity) in self.speaking
        return entity.is_of(self.kinds) or nothing_else

    def _stands_out(self, entity: Entity) -> float:
        raised = self._raised_salience(entity)
        found = _OBJECT * entity.recency if self.tree.deps[self.i] in _OBJECTS else raised
        if id(entity) not in self.speaking:
            found *= self._chance_of(entity)
        if self.form in {"he", "she"} and not entity.gender:
            return found * _UNKNOWN_GENDER
        return found * _AS_ONE if self.form == "they" and not entity.plural else found

    def _raised_salience(self, entity: Entity) -> float:
        """Return its salience with what its place adds; who acted before need not be what something is done to."""
        any_thing = self.form in {"it", "they"} and Kind.THING in self.kinds
        found = min(entity.salience, _SUBJECT) if any_thing else entity.salience
        return found + self.raised.get(id(entity), 0.0)

    def _chance_of(self, entity: Entity) -> float:
        """Return how far an entity may be meant by its kind; a report may be said to say or to want something."""
        tells = self.form == "it" and bool(entity.nouns & words("documents.txt", "factkit.claims"))
        if entity.form == self.form:
            return 1.0
        if self.kinds == _PERSONS and not entity.evidence:
            return _NO_SIGN
        return max(entity.chance_of(self.kinds), 0.8 * tells)

    def _clause(self, i: int) -> int:
        """Return the verb of the clause that a token stands in."""
        while self.tree.heads[i] != i and not (self.tree.pos[i] in {"VERB", "AUX"} and self.tree.deps[i] in _CLAUSES):
            i = self.tree.heads[i]
        return i

    def _subject_of(self, verb: int) -> int | None:
        """Return the subject of a verb, that of the clause above where it has none of its own."""
        while True:
            subject = self.tree.child(verb, *SUBJECTS)
            if subject is not None and self.tree.tags[subject] in {"WP", "WDT"}:
                return self.tree.heads[verb]
            if subject is not None or self.tree.heads[verb] == verb:
                return subject
            if self.tree.deps[verb] not in {"xcomp", "advcl", "conj", "pcomp"}:
                return None
            verb = self._clause(self.tree.heads[verb])

    def _others(self, quoted: bool) -> Iterator[Entity | None]:
        """Yield who cannot be meant: who does it to him, whose noun it is part of, who is heard saying "he"."""
        tree, i = self.tree, self.i
        if tree.deps[i] in _OBJECTS:
            yield self.reading.entity_of(self._subject_of(self.verb))
        if tree.deps[i] == "poss":
            noun = tree.heads[i]
            if tree.deps[noun] == "appos":
                yield self.reading.entity_of(tree.heads[noun])
            if tree.deps[noun] in {"attr", "oprd"}:
                yield self.reading.entity_of(tree.child(tree.heads[noun], *SUBJECTS))
        if self.form == "it" and self.tree.deps[self.verb] == "ccomp":  # not Mali in "Mali's army said it"
            speaker = self._subject_of(tree.heads[self.verb])
            yield self.reading.entity_of(None if speaker is None else tree.child(speaker, "poss"))
        if quoted and self.form in {"he", "she"}:
            yield self.reading.speaker or self.reading.entity_of(_speaking(tree))

    def _raised(self) -> Iterator[tuple[int, float]]:
        """Yield who stands out by the place of the pronoun, and by how much."""
        tree, i = self.tree, self.i
        subject = self._subject_of(self.verb)
        if tree.deps[i] == "poss" and subject is not None and not tree.is_under(i, subject):
            yield from self._more(subject, _OWNER)
        if self.verb != i and tree.deps[self.verb] == "conj" and tree.deps[i] in SUBJECTS:
            yield from self._more(tree.child(tree.heads[self.verb], *SUBJECTS), _SAME_SUBJECT)
        if self.form != "it" or Kind.THING not in self.kinds:
            yield from ((known, _SAME_SPEAKER) for known in self.speaking)
        speaks = reported.stance_of(tree.lemmas[tree.heads[i]]) is not None
        if tree.deps[i] in SUBJECTS and speaks and self.heard_before is not None:
            yield id(self.heard_before), _SAME_SPEAKER

    def _speaking(self) -> list[int]:
        """Return who says the clause, by identity."""
        above = self.tree.heads[self.verb]
        if self.tree.deps[self.verb] != "ccomp" or reported.stance_of(self.tree.lemmas[above]) is None:
            return []
        told = self.reading.entity_of(self.tree.child(above, "dobj", "dative"))
        if told is not None and self._fits(told):  # "told Brian Lee that he was late"
            return []
        return [known for known, _ in self._more(self._subject_of(above), _SAME_SPEAKER)]

    def _may_be_what_was_said(self) -> bool:
        """Say whether "it" is what somebody said or did, and no thing: "denied it"."""
        tree, i = self.tree, self.i
        verb = tree.lemmas[tree.heads[i]]
        return self.form == "it" and tree.deps[i] == "dobj" and (verb == "do" or reported.stance_of(verb) is not None)

    def _may_be_no_owner(self) -> bool:
        """Say whether "her" may be who does what follows: "heard her sing" is read as her song."""
        tree, i = self.tree, self.i
        noun = tree.heads[i]
        verbs = words("complete_verbs.txt", "factkit.claims") | words("intransitive_verbs.txt", "factkit.claims")
        return tree.deps[i] == "poss" and tree.lowers[noun] in verbs and tree.lemmas[tree.heads[noun]] in _PERCEIVING

    def _more(self, i: int | None, weight: float) -> Iterator[tuple[int, float]]:
        entity = self.reading.entity_of(i)
        if entity is not None:
            yield id(entity), weight

    def _may_be_reflexive(self) -> bool:
        """Say whether it may stand for its own subject or for another: "he had it with him", "he told him"."""
        tree, i = self.tree, self.i
        subject = self._subject_of(self.verb)
        if subject is None or tree.deps[i] not in _OBJECTS:
            return False
        same_form = form_of(tree.lowers[subject]) == self.form and self.reading.entity_of(subject) is None
        near = tree.deps[i] == "pobj" and tree.lowers[tree.heads[i]] in _BESIDE_ONESELF
        own = self.reading.entity_of(subject)
        return same_form or (near and own is not None and not own.plural and own.chance_of(self.kinds) > 0)
