"""What a thing is said to be, or who made it, without a verb: "General X", "X, the navy chief,", "a novel by X"."""

from __future__ import annotations

from collections.abc import Iterator

from factkit.language import vocabulary
from factkit.language.facets.arguments import Argument, Token, argument, base, object_of
from factkit.language.facets.clauses import Clause, meanings_of
from factkit.language.facets.slots import CALLING, prepositions, referent


def descriptions(token: Token) -> Iterator[tuple[Token, Clause]]:
    """Yield what a name is said to be without a verb: "X, the navy chief,", "General X", "a firm called X"."""
    if token.pos_ != "PROPN":
        return
    for child in token.children:
        if (child.dep_ == "appos" and child.pos_ == "NOUN") or (
            child.dep_ == "compound" and child.pos_ == "NOUN" and child.i < token.i
        ):
            yield from _described(token, child)
    if token.dep_ == "appos" and token.head.pos_ == "NOUN":
        yield from _described(token, token.head)
    if token.dep_ == "oprd" and token.head.dep_ == "acl" and token.head.lemma_ in CALLING:
        yield from _described(token, token.head.head)


def _described(name: Token, noun: Token) -> Iterator[tuple[Token, Clause]]:
    subject = argument("agent", name)
    for head in [noun, *(c for c in noun.conjuncts if c.i > noun.i)]:
        said = argument("is", head)
        if said.start < subject.end <= said.end or subject.start <= said.start < subject.end:
            subject_words = frozenset({base(name)})
            subject = Argument(
                "agent",
                name.idx,
                name.idx + len(name.text),
                base(name),
                subject_words,
                subject.kind,
                subject.name,
                (),
                True,
            )
        more = tuple(prepositions(head))
        scope = said.words | frozenset(w for a in more for w in a.words)
        end = head.idx + len(head.text)
        yield (
            head,
            Clause(head.idx, end, "be", frozenset({"be"}), False, None, True, (subject, said, *more), scope),
        )


def makers(noun: Token) -> Iterator[tuple[Token, Clause]]:
    """Yield who made what is "a novel by X": wrote it, where a novel is written."""
    act = vocabulary.makers().get(base(noun)) if noun.dep_ in ("attr", "appos") else None
    if act is None:
        return
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "by" and (maker := object_of(child)) is not None:
            of = argument("patient", referent(noun))
            by = argument("agent", maker)
            span = (child.idx, child.idx + len(child.text))
            yield child, Clause(*span, act, meanings_of(act), False, None, True, (of, by), by.words | {act})
