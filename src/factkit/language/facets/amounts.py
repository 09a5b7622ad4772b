"""How many or how much of what: amounts, ages, "the only" one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from factkit.language import vocabulary
from factkit.language.facets.arguments import Token, argument, base
from factkit.language.facets.clauses import Clause, owners_of
from factkit.language.facets.ranks import is_rank
from factkit.language.places import fold
from factkit.language.quantities import find_quantities

_AGE = re.compile(
    r"\b(?:age|aged|age of) (?P<years>\d{1,3})(?![\d-]| (?:to|and|or)\b)"
    r"|\b(?:was|is) (?:only |just )?(?P<then>\d{1,3}) (?=when (?:he|she|they)\b)"
)
_YEAR_SECONDS = 31556952.0


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity, what it counts and the clauses that it may be of.

    Attributes:
        value: as written; `low` and `high` are what the text leaves possible ("more than 300"), and may be infinite.
        unit: as in `model.Quantity`; "" for a bare number.
        noun: what is counted, in base form; "" if unknown.
        counted: the words of its phrase: "two consular staff members" counts staff too.
        kind: as of `quantityvalues.QuantityKind`, or "sole" for "the only".
        dimension: of a measure, "" of all else; `factor` makes the value one in the dimension's own unit.
        near: the words of the nearest clause and of who takes part in it.
        clauses: the places of the clauses that it is in among the text's, the nearest first.
    """

    start: int
    end: int
    value: float
    low: float
    high: float
    unit: str
    noun: str
    counted: frozenset[str]
    kind: str
    dimension: str
    factor: float
    near: frozenset[str]
    clauses: tuple[int, ...]


def amounts(doc: Any, text: str, made: tuple[Clause, ...], owners: Mapping[int, int]) -> tuple[Amount, ...]:
    """Return the amounts of a parsed text, then the ages, then what is the only one.

    Args:
        made: the clauses of the text.
        owners: the place of each clause among them, by that of its main word.
    """
    ages = tuple(_ages(doc, text, made, owners))
    others = (a for a in _quantities(doc, text, made, owners) if all(a.start != age.start for age in ages))
    return (*others, *ages, *_soles(doc, made, owners))


def _quantities(doc: Any, text: str, made: tuple[Clause, ...], owners: Mapping[int, int]) -> Iterator[Amount]:
    for found in find_quantities(text):
        span = doc.char_span(*found.span, alignment_mode="expand")
        if span is None or _is_score_or_name(span) or is_rank(found.low, span):
            continue
        within = owners_of(span.root, owners)
        yield Amount(
            start=found.span[0],
            end=found.span[1],
            value=found.quantity.value,
            low=found.low,
            high=found.high,
            unit=found.quantity.unit or "",
            noun=_noun_counted(span, found.noun),
            counted=_phrase_counted(span),
            kind=found.kind.value,
            dimension=found.dimension or "",
            factor=found.factor,
            near=frozenset().union(*(_around(made[number]) for number in within)),
            clauses=within,
        )


def _ages(doc: Any, text: str, made: tuple[Clause, ...], owners: Mapping[int, int]) -> Iterator[Amount]:
    """Yield ages given by a bare number: "at age 14", "at the age of 82", "was 65 when he died"."""
    for match in _AGE.finditer(text):
        place = match.span("years" if match["years"] else "then")
        span = doc.char_span(*place)
        if span is not None:
            years, within = float(span.text), owners_of(span.root if match["years"] else _then(span.root), owners)
            near = frozenset().union(*(_around(made[number]) for number in within))
            yield Amount(
                *place,
                years,
                years,
                years,
                "year",
                "age",
                frozenset(),
                "measure",
                "time",
                _YEAR_SECONDS,
                near,
                within,
            )


def _soles(doc: Any, made: tuple[Clause, ...], owners: Mapping[int, int]) -> Iterator[Amount]:
    """Yield "the only son", which is one of one."""
    for token in doc:
        if token.lower_ == "only" and token.dep_ == "amod" and token.head.tag_ == "NN":
            within = owners_of(token, owners)
            near = frozenset().union(*(_around(made[number]) for number in within))
            span = (token.idx, token.idx + len(token.text))
            counted = argument("is", token.head).words
            yield Amount(*span, 1.0, 1.0, 1.0, "", base(token.head), counted, "sole", "", 1.0, near, within)


def _then(age: Token) -> Token:
    """Return the verb of "was 65 when he died", to which the age belongs."""
    return next((c for c in (*age.head.children, *age.children) if c.dep_ == "advcl" and c.i > age.i), age)


def _is_score_or_name(span: Any) -> bool:
    """Return whether a number is of a result ("a 0-0 draw") or of a name ("League Two")."""
    around = span.doc[max(span.start - 2, 0) : span.end + 2].text
    if re.search(r"\d[-–]\d", around) and len(span.text) <= 2:
        return True
    before = span.doc[span.start - 1] if span.start else None
    return len(span) == 1 and span[0].is_title and before is not None and before.pos_ == "PROPN" and span[0].is_alpha


def _around(clause: Clause) -> frozenset[str]:
    return clause.words.union(*(argument.words for argument in clause.arguments))


def _noun_counted(span: Any, noun: str | None) -> str:
    root = span.root
    if root.dep_ in ("nummod", "quantmod") and root.head.pos_ in ("NOUN", "PROPN") and noun:
        return base(root.head)
    lowered = fold(noun or "")
    return vocabulary.things().get(lowered, lowered)


def _phrase_counted(span: Any) -> frozenset[str]:
    root = span.root
    if root.dep_ in ("nummod", "quantmod") and root.head.pos_ in ("NOUN", "PROPN"):
        return argument("is", root.head).words
    return frozenset()
