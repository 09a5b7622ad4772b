"""Who holds which office, of what, and whether still: "Mali's foreign minister", "was mayor until 2016"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from factkit.language import vocabulary
from factkit.language.facets.arguments import Argument, Token, argument
from factkit.language.facets.denials import negations
from factkit.language.facets.reality import is_real
from factkit.language.facets.slots import subjects_of

_FORMER = frozenset({"former", "ex", "late", "then", "onetime", "outgoing", "past"})
_COMING = frozenset({"become", "appoint", "name", "elect", "send", "swear", "nominate", "take", "return", "succeed"})
"""How one comes into an office, which one may hold still."""
_DENIED = frozenset({"not", "n't", "never"})


@dataclass(frozen=True, slots=True)
class Post:
    """An office and who holds it.

    Attributes:
        start, end: of the office's name.
        person: the holder's name, folded.
        office: the first name of the office in the list.
        body: the words of what it is an office of, in base form.
        places: where, by their names in the gazetteer.
        when: "now", "past", or "title" before a name, which says no more than that it was so at some time.
        denied: it is said not to be so.
    """

    start: int
    end: int
    person: str
    office: str
    body: frozenset[str]
    places: tuple[str, ...]
    when: str
    denied: bool


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(vocabulary.offices(), key=len, reverse=True)
    any_of = "|".join(map(re.escape, names))
    return re.compile(rf"(?<![\w-])(?:{any_of}|(?:deputy|vice|assistant)[ -](?:{any_of}))(?![\w])", re.IGNORECASE)


def posts(doc: Any, text: str) -> list[Post]:
    """Return the offices in a text whose holders it names.

    Args:
        doc: the parse of `text`, from which spaCy would put the text together again at some cost.
    """
    found = [post for token in doc if (post := _held(token)) is not None]
    for match in _pattern().finditer(text):
        span = doc.char_span(*match.span(), alignment_mode="expand")
        holder = _holder(span) if span is not None else None
        if holder is not None:
            found.append(_post(span, match.group().lower(), holder))
    return found


def _held(verb: Token) -> Post | None:
    """Return the office that a verb gives: "chairs the committee", "commands the navy"."""
    office = _given(verb) if verb.pos_ == "VERB" else None
    who = next((t for t in subjects_of(verb) if t.pos_ == "PROPN"), None) if office else None
    if office is None or who is None or not is_real(verb):
        return None
    body = argument("of", next(c for c in verb.children if c.dep_ == "dobj"))
    return Post(
        start=verb.idx,
        end=verb.idx + len(verb.text),
        person=argument("agent", who).name,
        office=office,
        body=body.words,
        places=body.places,
        when="now" if verb.tag_ in ("VBZ", "VBP") else "past",
        denied=bool(negations(verb)),
    )


def _given(verb: Token) -> str | None:
    led = next((c for c in verb.children if c.dep_ == "dobj"), None)
    if led is None:
        return None
    of_what = " ".join(t.lower_ for t in (*(c for c in led.lefts if c.dep_ == "compound"), led))
    offices = vocabulary.offices_by_verb()
    return offices.get((verb.lemma_.lower(), "*")) or offices.get((verb.lemma_.lower(), of_what))


def _post(span: Any, name: str, holder: Argument) -> Post:
    root = span.root
    office = vocabulary.office_named(name).name
    inside = [argument("is", root), *(argument("of", thing) for thing in _of(root))]
    named = set(holder.name.split())
    body = {word for part in inside for word in part.words} - set(name.split()) - named
    verb = root.head if root.dep_ in ("attr", "pobj") else None
    return Post(
        start=span.start_char,
        end=span.end_char,
        person=holder.name,
        office=office,
        body=frozenset(body - {word for word in body if word in _FORMER}),
        places=tuple(dict.fromkeys(place for part in inside for place in part.places)),
        when=_when(root, verb),
        denied=verb is not None and any(c.dep_ == "neg" or c.lower_ in _DENIED for c in verb.children),
    )


def _when(root: Token, verb: Token | None) -> str:
    before = {token.lower_ for token in root.doc[max(root.left_edge.i, root.i - 5) : root.i]}
    if _FORMER & before or any(child.lower_ == "until" for child in root.children):
        return "past"
    if root.dep_ in ("compound", "nmod"):
        return "title"
    return "now" if verb is None else _when_said(verb)


def _when_said(verb: Token) -> str:
    coming = verb.head if verb.pos_ == "ADP" else verb
    if coming.lemma_ in _COMING and not any(child.lower_ == "until" for child in coming.children):
        return "title"
    if verb.pos_ == "ADP":
        return "past" if verb.head.tag_ in ("VBD", "VBN", "VBG") else "now"
    if any(child.tag_ in ("VBZ", "VBP") and child.lemma_ == "have" for child in verb.children):
        return "now"
    return "past" if verb.tag_ in ("VBD", "VBN") else "now"


def _of(root: Token) -> Iterator[Token]:
    for child in root.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "to", "for", "in", "at"):
            yield from (thing for thing in child.children if thing.dep_ == "pobj")


def _holder(span: Any) -> Argument | None:
    for token in _candidates(span):
        if token.pos_ == "PRON":
            token = _named_before(token)  # noqa: PLW2901
        if token is not None and token.pos_ == "PROPN" and token.i not in range(span.start, span.end):
            return argument("agent", token)
    return None


def _candidates(span: Any) -> Iterator[Token]:
    root = span.root
    if root.dep_ in ("attr", "oprd", "acomp"):
        yield from subjects_of(root.head)
    elif root.dep_ == "conj":
        yield from (t for t in subjects_of(root.head.head) if root.head.dep_ in ("attr", "oprd"))
    elif root.dep_ in ("compound", "appos", "nmod"):
        yield root.head
    yield from (child for child in root.children if child.dep_ == "appos")
    if root.dep_ == "pobj" and root.head.lower_ == "as":
        yield from subjects_of(root.head.head)
    doc = span.doc
    if span.end < len(doc) and doc[span.end].pos_ == "PROPN":
        name = doc[span.end]
        yield name.head if name.dep_ == "compound" and name.head.pos_ == "PROPN" else name


def _named_before(pronoun: Token) -> Token | None:
    """Return the last person that the text named before `pronoun`, where it named only one."""
    people = [e for e in pronoun.doc.ents if e.label_ == "PERSON" and e.end <= pronoun.i]
    surnames = {person[-1].lower_ for person in people}
    if len(surnames) == 1:
        return people[-1].root
    if people:
        return None
    first = pronoun.doc[0]
    named = next((t for t in first.sent if t.dep_ == "nsubj" and t.pos_ == "PROPN"), None)
    return named if named is not None and named.i < pronoun.i else None
