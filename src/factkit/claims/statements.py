"""What a sentence states and in what manner: its tenses, persons and comparisons, and the clauses that hold a fact.

All by the classes and the order of words. A feature says how often something stands in the sentence, up to three times.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from factkit.claims.wording import Word, clauses
from factkit.language.places import place_named, place_of

MOST = 3.0
COMMON_SHARE = 0.4
"""How much of a common sentence are words of content; what has more says more."""

FEW = 6
"""So few words tell little, and their share of content less."""

_TOPICS = frozenset(("body", "law", "money", "work", "health", "justice", "school", "energy", "border", "needy", "war"))
_NOTHING = Word("", "", frozenset())
_BEGIN_AN_ACT = frozenset(("own voice", "they", "body", "be", "holder", "let"))
_ARTICLES = frozenset(("a", "an", "the"))
_BEGIN_A_DEGREE = ("est", "most", "least", "than", "as")
_DOERS = {"i": "own acts", "we": "our acts", "you": "your acts"}
_ACTS = (
    "who somebody is",
    "own plans",
    "own acts",
    "our acts",
    "your acts",
    "others' acts",
    "under way",
    "passive",
    "somebody's plan",
)
_FACTS = (
    "facts",
    "facts on a topic",
    "facts with a figure",
    "facts with a name",
    "topics now",
    "figures now",
    "figures ahead",
    "plans",
    "minds",
)


def grammar(words: Sequence[Word]) -> dict[str, float]:
    """Return the features of a sentence as a whole: who acts, what is compared, how much of it are words of content."""
    found: list[str] = []
    for at, word in enumerate(words):
        if not word.classes.isdisjoint(_BEGIN_AN_ACT) or _is_name(word):
            found.extend(_acts(words, at, word))
        if word.lower.endswith(_BEGIN_A_DEGREE):
            found.extend(_degrees(words, at, word))
    own = [word for word in words if word.lower[0].isalpha()]
    content = sum("function" not in word.classes for word in own)
    return {
        **_counted(found, (*_ACTS, "superlatives", "comparatives")),
        "places": min(MOST, float(sum(_is_name(word) and _is_foreign(word) for word in words))),
        "speaker": _persons(words, "speaker"),
        "others": _persons(words, "they"),
        "details": min(5.0, float(sum("preposition" in word.classes for word in words))),
        "density": (content - COMMON_SHARE * len(own)) / (len(own) + FEW),
    }


def facts(words: Sequence[Word]) -> dict[str, float]:
    """Return the features of the clauses of a sentence: which state what is or was, and which what is planned or felt.

    A clause is a fact where it is in the past or says what somebody has, without "will", "must" or "I think".
    """
    return _counted((name for joint, clause in clauses(words) for name in _of_clause(joint, clause)), _FACTS)


def _counted(found: Iterable[str], names: Sequence[str]) -> dict[str, float]:
    counts = dict.fromkeys(names, 0.0)
    for name in found:
        counts[name] = min(MOST, counts[name] + 1)
    return counts


def _persons(words: Sequence[Word], name: str) -> float:
    return min(2.0, float(sum(name in word.classes for word in words)))


def _next(words: Sequence[Word], at: int) -> int:
    """Return the place of the next word that is no adverb."""
    at += 1
    while at < len(words) and ("adverb" in words[at].classes or words[at].lower.endswith("ly")):
        at += 1
    return at


def _word(words: Sequence[Word], at: int) -> Word:
    return words[at] if at < len(words) else _NOTHING


def _acts(words: Sequence[Word], at: int, word: Word) -> Iterator[str]:
    place = _next(words, at)
    following = _word(words, place)
    if "own voice" in word.classes:
        yield from _own(words, word, place, following)
    elif "past" in following.classes and ("they" in word.classes or "body" in word.classes or _is_name(word)):
        yield "others' acts"
    if "let" in word.classes and following.lower in ("'s", "us", "me"):
        yield "own plans"
    if "be" in word.classes:
        yield from _states(following)
        if at and _is_told(words, at - 1) and (following.lower in _ARTICLES or _is_name(following)):
            yield "who somebody is"
    if "holder" in word.classes and "holding" in following.classes:
        yield "somebody's plan"


def _is_told(words: Sequence[Word], at: int) -> bool:
    """Say whether a word is a name: with a capital that is not only that of the beginning."""
    return _is_name(words[at]) and (at > 0 or _is_name(_word(words, 1)) or _is_place(words[at].written))


def _own(words: Sequence[Word], word: Word, place: int, following: Word) -> Iterator[str]:
    """Read what "I", "we" or "you" will do or have done."""
    classes = following.classes
    going = "be" in classes and _word(words, _next(words, place)).lower in ("going", "gonna")
    if "modal" in classes or "intent" in classes or going:
        yield "own plans"
        return
    if "have" in classes:
        classes = _word(words, _next(words, place)).classes & {"participle", "telling"}
    done = ("past" in classes or "participle" in classes) and not classes & {"mind", "telling", "be"}
    if done and word.lower in _DOERS:
        yield _DOERS[word.lower]


def _states(following: Word) -> Iterator[str]:
    if following.lower.endswith("ing") and len(following.lower) > 5 and "talk verbs" not in following.classes:
        yield "under way"
    elif "participle" in following.classes and "participle adjectives" not in following.classes:
        yield "passive"


def _is_name(word: Word) -> bool:
    return word.written[:1].isupper() and len(word.lower) > 2 and "function" not in word.classes


def _degrees(words: Sequence[Word], at: int, word: Word) -> Iterator[str]:
    if _is_superlative(word, _word(words, at + 1)):
        yield "superlatives"
    if _is_comparison(words, at, word):
        yield "comparatives"


def _is_superlative(word: Word, following: Word) -> bool:
    if word.lower in ("most", "least"):
        return len(following.lower) > 3
    return word.lower.endswith("est") and len(word.lower) > 5 and "not superlative" not in word.classes


def _is_comparison(words: Sequence[Word], at: int, word: Word) -> bool:
    if word.lower == "as":
        return "degree" in _word(words, at + 1).classes and _word(words, at + 2).lower == "as"
    return word.lower == "than" and any(_compares(other) for other in words[max(0, at - 6) : at])


def _compares(word: Word) -> bool:
    er = word.lower.endswith("er") and "not comparative" not in word.classes
    return er or "more or less" in word.classes


def _is_foreign(word: Word) -> bool:
    return "own land" not in word.classes and _is_place(word.written)


@lru_cache(maxsize=10_000)
def _is_place(written: str) -> bool:
    return place_named(written) is not None or place_of(written) is not None


def _of_clause(joint: str, clause: Sequence[Word]) -> Iterator[str]:
    classes = frozenset().union(*(word.classes for word in clause))
    planned = joint in ("if", "unless") or bool(classes & {"modal", "intent"})
    felt = "own voice" in classes and any(_feels(clause, at, word) for at, word in enumerate(clause))
    if planned:
        yield "plans"
        if _has_figure(clause, classes):
            yield "figures ahead"
    if felt:
        yield "minds"
    if planned or felt:
        return
    yield from _stated(clause, classes)


def _feels(clause: Sequence[Word], at: int, word: Word) -> bool:
    if "own voice" not in word.classes:
        return False
    following = _word(clause, _next(clause, at))
    return "mind" in following.classes or (word.lower == "i" and "be" in following.classes)


def _has_figure(clause: Sequence[Word], classes: frozenset[str]) -> bool:
    return "number" in classes or any(word.lower[0].isdigit() for word in clause)


def _stated(clause: Sequence[Word], classes: frozenset[str]) -> Iterator[str]:
    happened, now = bool(classes & {"past", "have"}), "present" in classes
    figure, topic = _has_figure(clause, classes), bool(classes & _TOPICS)
    if happened and "speaker" not in classes:
        yield "facts"
        if any(_is_told(clause, at) for at in range(len(clause))):
            yield "facts with a name"
    if happened and topic:
        yield "facts on a topic"
    elif now and topic:
        yield "topics now"
    if happened and figure:
        yield "facts with a figure"
    elif now and figure:
        yield "figures now"
