"""Reported speech: who says it, how they stand to it, and what is said."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache

from factkit.claims.drafts import Pieces
from factkit.claims.inflection import past, present
from factkit.language.tree import SUBJECTS, Tree
from factkit.language.wordlists import rows, words
from factkit.model import Stance

_QUESTION_WORDS = frozenset({"whether", "if", "what", "how", "who", "why", "when", "where", "which"})
_SUBORDINATE = frozenset(
    "if unless although though while when after before as because since once whereas in on at".split()  # noqa: SIM905
)
_TAIL = re.compile(
    r"(?P<content>[^;]+), (?P<speaker>(?:[^\s,;:\"“”]+ ){1,9}?)(?:(?:has|have|had|also|later|earlier|\w+ly) )*"
    r"(?P<verb>[a-z]+)"
    r"(?: (?:on|in|at|late|early|last|this) (?:\w+ )?\w+(?: (?:morning|afternoon|evening|night))?| yesterday| today)?\."
)
_INSERTION = re.compile(
    r"(?P<content>[^,;:]+), (?P<speaker>(?:[^\s,;:\"“”]+ ){1,7}?)(?P<verb>said|says|added|reported|announced)"
    r"(?: (?:on|in|at|late|early|last) \w+| yesterday| today)?"
    r",(?P<rest> (?:after|before|when|while|as|because|following|in|on|at|with|for|despite|until|to) [^;:]+)"
)
_SPOKEN = re.compile(
    r"\b(?:and|but|or|nor|that|which|who|whom|whose|where|when|he|she|it|they|we|i|to|is|are|was|were|has|have|had|been|not|if|what|than)\b",
    re.IGNORECASE,
)
_OWN_CLAIMS = frozenset({"claim", "admit", "confess", "profess"})
_TRANSPARENT_AUX = frozenset({"have", "be", "do"})


@dataclass(frozen=True, slots=True)
class Source:
    """Who a whole sentence is said by: "according to the office". `tokens` are the words that say so."""

    speaker: Pieces
    stance: Stance
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tail:
    """The part of a sentence that only says who says it: ", police said on Friday." `start` is its comma."""

    start: int
    speaker: str
    stance: Stance
    end: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """A clause of speech: the head of what is said, and how the speaker stands to it.

    `direct` tells whether what is said can be taken out and attributed; else the clause stays whole.
    """

    content: int
    stance: Stance
    direct: bool


def stance_of(lemma: str) -> Stance | None:
    """Return how the subject of a verb of speech stands to what it reports; None for other verbs."""
    return _verbs().get(lemma)


def source_of(tree: Tree) -> Source | None:
    """Return the source that the sentence names for all it says: "according to X"."""
    for i, word in enumerate(tree.lowers):
        if word != "according" or i + 1 >= len(tree) or tree.lowers[i + 1] != "to":
            continue
        named = tree.child(i + 1, "pobj") if tree.heads[i + 1] == i else tree.child(i, "pobj")
        if named is None:
            return None
        end = tree.last[named] + 1
        tokens = tuple(range(i, end))
        return Source(tuple(range(tree.first[named], end)), Stance.ASSERTS, tokens)
    return None


def insertion_of(text: str) -> Tail | None:
    """Return who says a sentence where commas set it off in the middle: "..., the union said, after ..."."""
    found = _INSERTION.fullmatch(text)
    if found is None or '"' in text or "“" in text or _stance_of_form(found["verb"]) is not Stance.ASSERTS:
        return None
    speaker = found["speaker"].strip()
    if _SPOKEN.search(speaker) or speaker.split()[0].lower() in _SUBORDINATE or len(found["content"].split()) < 4:
        return None
    return Tail(len(found["content"]), speaker, Stance.ASSERTS, found.start("rest"))


def tail_of(text: str) -> Tail | None:
    """Return who says all of a sentence before its last comma; None where the end says more than that.

    Read from the words, since the parser often hangs such an end on the last noun before it.
    """
    found = _TAIL.fullmatch(text)
    if found is None or _stance_of_form(found["verb"]) is not Stance.ASSERTS:
        return None
    content, speaker = found["content"], found["speaker"].strip()
    dependent = content.split(None, 1)[0].lower() in _SUBORDINATE and ", " not in content
    if dependent or len(content.split()) < 4 or _SPOKEN.search(speaker) or content.count("“") != content.count("”"):
        return None
    return Tail(len(content), speaker, Stance.ASSERTS) if content.count('"') % 2 == 0 else None


def _stance_of_form(verb: str) -> Stance | None:
    """Return the stance of a verb as it is written: said, says, warned."""
    return next((stance for lemma, stance in _verbs().items() if verb in _forms(lemma)), None)


@cache
def _forms(lemma: str) -> frozenset[str]:
    return frozenset({lemma, past(lemma), present(lemma)})


def report_of(tree: Tree, head: int) -> Report | None:
    """Return what is reported in the clause of `head`; None where it reports nothing."""
    stance = stance_of(tree.lemmas[head])
    content = _content(tree, head, stance)
    if stance is None or content is None or "but" in tree.lowers[max(0, head - 1) : head]:  # "all but admitted"
        return None
    if tree.child(head, "auxpass") is not None and tree.child(head, "agent") is None:
        return None
    bent = tree.verb_group(head) + tree.under(head, ("advmod",))
    plain = all(i == head or tree.lemmas[i] in _TRANSPARENT_AUX or _is_harmless(tree, i) for i in bent)
    if not plain and stance is Stance.ASSERTS:
        return None
    asked = tree.lowers[tree.first[content]] in _QUESTION_WORDS
    is_clause = tree.deps[content] in {"ccomp", "parataxis"} and tree.child(content, *SUBJECTS, "expl") is not None
    direct = plain and is_clause and not asked and stance is Stance.ASSERTS and tree.is_finite(content)
    return Report(content, stance, direct)


def goes_on(trees: list[Tree]) -> bool:
    """Say whether what a statement reports may go on in the one after its semicolon: "She said A; B."."""
    speaks = [any(report_of(tree, i) is not None for i in tree.roots()) for tree in trees]
    return any(one and not other for one, other in itertools.pairwise(speaks))


def _is_harmless(tree: Tree, i: int) -> bool:
    """Say whether an adverb leaves what is said as it is: not "falsely", "never", "not"."""
    return tree.deps[i] == "advmod" and tree.lowers[i] not in words("false_speech.txt")


def _content(tree: Tree, head: int, stance: Stance | None) -> int | None:
    """Return the head of what is said: a clause or, of what is denied or doubted, also a noun."""
    clause = tree.child(head, "ccomp", "parataxis")
    if clause is not None:
        return clause
    if stance is not Stance.ASSERTS:
        said = tree.child(head, "xcomp", "dobj")
        is_claim = said is None or tree.lemmas[head] == "deny" or tree.lemmas[said] in words("claim_nouns.txt")
        return said if is_claim else None
    return tree.child(head, "xcomp") if tree.lemmas[head] in _OWN_CLAIMS else None


@cache
def _verbs() -> dict[str, Stance]:
    return {lemma: Stance(stance) for lemma, stance in rows("reporting.tsv")}
