"""Whether a text holds what it says to be so, or leaves it open: conditions, plans, wishes, doubted speech."""

from __future__ import annotations

from collections.abc import Callable

from factkit.language import vocabulary
from factkit.language.facets.arguments import Token
from factkit.language.facets.denials import refuted_by, yet_to
from factkit.language.facets.slots import verb_above
from factkit.language.wordlists import words


def is_real(verb: Token) -> bool:
    """Return whether the text holds what a verb says to be so, or not to be so."""
    return _holds(verb, _leaves_open, _doubts)


def mood(verb: Token) -> str:
    """Return "plan" for what will be so or is meant to be: "plans to"; "can" for what is able to be; else ""."""
    if _is_to_come(verb):
        return "plan" if _holds(verb, _leaves_open_even_planned, _doubts_even_planned) else ""
    able = any(c.dep_ == "aux" and c.lower_ == "can" for c in verb.children)
    return "can" if able and _holds(verb, _leaves_open, _doubts_even_able) else ""


def _holds(verb: Token, leaves_open: Callable[[Token, Token], bool], doubts: Callable[[Token], bool]) -> bool:
    if verb.doc[verb.sent.end - 1].text == "?":
        return False
    for _ in range(6):
        if any(doubts(child) for child in verb.children) or _has_condition(verb):
            return False
        above = verb_above(verb.head) if verb.dep_ != "ROOT" else verb
        if verb.dep_ in ("ccomp", "xcomp", "pcomp", "acl") and leaves_open(verb, above):
            return False
        if above is verb or verb.dep_ not in ("ccomp", "xcomp", "conj", "advcl"):
            return True
        verb = above
    return True


def _is_to_come(verb: Token) -> bool:
    if any(c.dep_ == "aux" and c.lower_ in ("will", "would", "'ll", "wo", "shall") for c in verb.children):
        return True
    if not any(c.lower_ == "to" and c.dep_ == "aux" for c in verb.children):
        return False
    above = verb.head
    return above.lemma_ in words("intentions.txt") or (above.lemma_ == "be" and verb.dep_ == "xcomp")


def _doubts_even_planned(child: Token) -> bool:
    """Return whether a word leaves a plan open; "would" does not where a report in the past puts it for "will"."""
    would = child.lower_ == "would" and child.dep_ == "aux"
    return not (would and child.head.dep_ == "ccomp" and child.head.head.tag_ in ("VBD", "VBN")) and _doubts(child)


def _doubts_even_able(child: Token) -> bool:
    return not (child.lower_ == "can" and child.dep_ == "aux") and _doubts(child)


def _leaves_open_even_planned(verb: Token, above: Token) -> bool:
    return verb.head.lemma_ not in words("intentions.txt") and _leaves_open(verb, above)


def is_real_noun(noun: Token) -> bool:
    """Return whether the text holds that what a noun names happened: not "no", "alleged", nor after "called for"."""
    if any(child.lower_ in ("no", "alleged", "possible", "planned", "attempted") for child in noun.children):
        return False
    above = noun.head
    while above.dep_ in ("prep", "pobj", "dobj", "compound", "conj", "ROOT") and above.pos_ != "VERB":
        if above.lemma_.lower() in words("undoing.txt") or above.dep_ == "ROOT":
            break
        above = above.head
    if above.lemma_.lower() in words("undoing.txt") and above is not noun:
        return False
    return is_real(verb_above(noun))


def _has_condition(verb: Token) -> bool:
    return any(
        child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in child.children)
        for child in verb.children
    )


def _doubts(child: Token) -> bool:
    if child.lemma_.lower() in ("can", "could") and any(c.dep_ == "neg" for c in child.head.children):
        return False
    if child.dep_ in ("aux", "mark", "advmod"):
        return child.lemma_.lower() in vocabulary.doubters() or child.lower_ in vocabulary.doubters()
    return False


def _leaves_open(verb: Token, above: Token) -> bool:
    """Return whether what governs `verb` leaves open whether it is so: "wants to", "believes that", "able to"."""
    if vocabulary.negators().get(above.lemma_.lower()) == "verb" or verb.dep_ == "pcomp":
        return False
    if yet_to(verb) is not None or refuted_by(verb) is not None:
        return False
    if above.lemma_.lower() in words("attitudes.txt") or verb.head.lemma_.lower() in words("undoing.txt"):
        return True
    infinitive = any(child.lower_ == "to" and child.dep_ == "aux" for child in verb.children)
    if verb.dep_ == "acl":
        return infinitive
    perfect = any(child.lemma_ == "have" for child in verb.children)
    known = above.lemma_.lower() in words("implicatives.txt")
    return infinitive and verb.dep_ == "xcomp" and not (known or perfect or above.lemma_ == "be")
