"""What a text tells as having happened before the rest, or once more: "had fallen", "the year before", "again"."""

from __future__ import annotations

from factkit.language.facets.arguments import SUBJECTS, Token

_LOOKING_BACK = frozenset({"earlier", "before", "previously", "ago"})
_ONCE_MORE = frozenset({"again", "formerly", "originally", "initially"})


def is_earlier(verb: Token) -> bool:
    """Return whether what a verb says is set apart in time from what the text is about."""
    return _is_past_of_past(verb) or any(_sets_apart(token) for token in _adverbs(verb))


def _is_past_of_past(verb: Token) -> bool:
    """Return whether a verb is in the past perfect, but not because a report puts it there: "said it had killed"."""
    has_had = any(c.dep_ == "aux" and c.lemma_ == "have" and c.tag_ == "VBD" for c in verb.children)
    return has_had and verb.tag_ != "VBG" and not _is_in_report(verb)


def _is_in_report(verb: Token) -> bool:
    """Return whether a report frames what a verb says, or what it is joined to."""
    return verb.dep_ == "ccomp" or (verb.dep_ == "conj" and verb.head is not verb and _is_in_report(verb.head))


def _adverbs(verb: Token) -> list[Token]:
    near = [c for c in verb.children if c.dep_ not in SUBJECTS and c.pos_ in ("ADV", "NOUN", "ADP", "SCONJ", "ADJ")]
    return [*near, *(c for child in near if child.dep_ == "npadvmod" for c in child.children)]


def _sets_apart(token: Token) -> bool:
    if token.lower_ in _ONCE_MORE:
        return True
    following = token.nbor().lower_ if token.i + 1 < len(token.doc) else ""
    return token.lower_ in _LOOKING_BACK and token.dep_ == "advmod" and following not in ("in", "this", "on")
