"""What brackets after a name say of it: a life, "(1801 - 1866)", a birth, or the year of a work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from factkit.language.facets.arguments import Token, argument
from factkit.language.facets.clauses import Clause, meanings_of
from factkit.model import Span

_DAY = r"(?:(?:c\. ?)?[\w ]{0,14},?\s*\d{3,4})"
_LIFE = re.compile(rf"\([^()]{{0,120}}?(?P<from>{_DAY})\s*(?:–|—|--?|−)\s*(?P<to>{_DAY})\s*\)")
_SERVED = re.compile(r"\b(?:serv|reign|rul|play|act|work)(?:ed|ing|es?|s)?\b|\b(?:office|term|years|seasons|from)\b")
_BORN = re.compile(r"\((?:[^()]{0,90}?[;,]\s*)?\s*(?P<born>born\b[^()]{0,60}?)\)")
_YEAR = re.compile(r"\(\s*(?P<year>(?:1[5-9]|20)\d\d)\s*\)")


def lives(doc: Any, text: str) -> Iterator[tuple[Token, Clause]]:
    """Yield what brackets after a name say of it: "(born 3 May 1950)", "(1801 - 1866)", and of a work "(2008)"."""
    lived = [life for life in _LIFE.finditer(text) if not _SERVED.search(text, life.start(), life.start("from"))]
    for match in lived:
        yield from _in_brackets(doc, "bear", match.start(), match.span("from"))
        yield from _in_brackets(doc, "die", match.start(), match.span("to"))
    for match in _BORN.finditer(text):
        if all(match.start() != life.start() for life in lived):
            yield from _in_brackets(doc, "bear", match.start(), match.span("born"))
    for match in _YEAR.finditer(text):
        yield from _in_brackets(doc, "release", match.start(), match.span("year"))


def _in_brackets(doc: Any, lemma: str, bracket: int, inside: Span) -> Iterator[tuple[Token, Clause]]:
    before = doc.char_span(0, bracket, alignment_mode="contract")
    named = next((t for t in reversed(before) if not (t.is_space or t.is_punct)), None) if before else None
    if named is None or named.pos_ != "PROPN" or _is_abbreviation(named):
        return
    head = named.head if named.dep_ in ("compound", "flat") and named.head.pos_ == "PROPN" else named
    of = argument("patient", head)
    first = doc.char_span(*inside, alignment_mode="expand")[0]
    yield first, Clause(*inside, lemma, meanings_of(lemma), False, None, True, (of,), frozenset({lemma}))


def _is_abbreviation(name: Token) -> bool:
    """Return whether a name is that of a league or a firm, "NBL", which has no life; "Innocent III" has one."""
    return bool(name.is_upper and len(name) > 1 and not set(name.text) <= set("IVX"))
