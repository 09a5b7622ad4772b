"""What a claim is, beside its words: its kind, its standing, its dates and quantities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from factkit.claims.checkworthiness import check_worthiness
from factkit.claims.drafts import Draft, Piece, is_name, spans, wording
from factkit.language.dates import FoundDate, find_dates
from factkit.language.quantities import find_quantities
from factkit.language.quantityvalues import FoundQuantity
from factkit.language.tree import Tree
from factkit.language.wordlists import words
from factkit.model import Attribution, ClaimKind, Span

_COMMON_TAGS = frozenset({"NN", "NNS", "JJ", "PRP", "PRP$", "CD"})
_FUTURE = frozenset({"will", "shall", "could", "may", "might", "would", "’ll", "'ll", "wo", "’d", "'d"})
_COMING = re.compile(
    r"\b(?:is|are|was|were|be) (?:(?:\w+ly|also|now) )?(?:expected|set|due|likely|going|scheduled|bound|poised) to\b"
)
_MUST = frozenset({"should", "must", "ought"})
_PASSIVE_HEDGES = frozenset(
    {"said", "believed", "thought", "understood", "expected", "reported", "estimated", "considered"}
)
_REFUSING = frozenset({"would", "could"})
_PAST_REFUSALS = frozenset({"say", "comment", "confirm", "disclose", "reach", "contact", "reveal", "identify"})
_NOT_CHECKABLE = frozenset({ClaimKind.PREDICTION, ClaimKind.OPINION})


@dataclass(frozen=True, slots=True)
class Values:
    """The dates and quantities of a sentence and where they stand in it."""

    dates: tuple[FoundDate, ...]
    quantities: tuple[FoundQuantity, ...]

    @classmethod
    def of(cls, sentence: str, published: date | None) -> Values:
        """Read the values of a sentence."""
        return cls(tuple(find_dates(sentence, published)), tuple(find_quantities(sentence)))

    def inside(self, covered: list[Span]) -> Values:
        """Return the values that stand in the stretches that a claim has of the sentence."""
        return Values(
            tuple(found for found in self.dates if _is_in(found.span, covered)),
            tuple(found for found in self.quantities if _is_in(found.span, covered)),
        )


def describe(tree: Tree, draft: Draft, sentence: str, text: str, values: Values) -> dict[str, Any]:
    """Return the fields of a claim that follow from the parse and the values of its sentence."""
    tokens = draft.tokens
    own = values.inside(spans(tree, tokens, sentence))
    frame = draft.frame
    kind = draft.kind or _kind(tree, draft, set(tokens), text)
    worth = check_worthiness(text, kind=kind, quantities=own.quantities, dates=[found.span for found in own.dates])
    speaker = "" if frame.speaker is None else speaker_of(tree, frame.speaker)
    thought = (frame.hedge,) if speaker and frame.hedge else ()
    return {
        "kind": kind,
        "attribution": Attribution(speaker, frame.stance) if speaker else None,
        "negated": any(_denies(tree, i, draft.head) for i in tokens) or "not" in draft.pieces,
        "hedges": tuple(dict.fromkeys((*thought, *(tree.lowers[i] for i in tokens if _is_hedge(tree, i))))),
        "conditional": frame.conditional or any(_is_condition(tree, i) for i in tokens),
        "dates": tuple(found.mention for found in own.dates),
        "quantities": tuple(found.quantity for found in own.quantities),
        "checkable": kind not in _NOT_CHECKABLE,
        "check_worthiness": worth.score,
        "reasons": worth.reasons,
    }


def _denies(tree: Tree, i: int, head: int) -> bool:
    """Say whether a word denies the claim itself, not only something within it."""
    if tree.lowers[i] not in words("negations.txt"):
        return False
    while i != head and tree.heads[i] != i:
        i = tree.heads[i]
        if i != head and tree.pos[i] in {"VERB", "AUX"} and tree.deps[i] not in {"aux", "auxpass"}:
            return False
    return i == head


def _is_condition(tree: Tree, i: int) -> bool:
    return tree.lowers[i] in {"if", "unless", "provided"} and tree.deps[i] == "mark"


def _is_hedge(tree: Tree, i: int) -> bool:
    if tree.pos[i] == "PROPN":
        return False
    if tree.lowers[i] in _PASSIVE_HEDGES:
        return tree.child(i, "auxpass") is not None
    return tree.lowers[i] in words("hedges.txt")


def speaker_of(tree: Tree, pieces: tuple[Piece, ...]) -> str:
    """Return who speaks as it stands inside a sentence: "officials", "the bank", but "Dr Nansubuga", "Treasury"."""
    said = wording(tree, pieces).rstrip(".")
    first = pieces[0]
    if isinstance(first, str):
        return first[0] + said[1:]
    as_written = tree.words[first][0] + said[1:]
    opens = all(tree.pos[i] == "PUNCT" for i in range(first))
    common = opens and tree.tags[first] in _COMMON_TAGS and not is_name(tree, first)
    return said[:1].lower() + said[1:] if common or tree.tags[first] == "DT" else as_written


def _is_in(span: Span, covered: list[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in covered)


def _kind(tree: Tree, draft: Draft, tokens: set[int], text: str) -> ClaimKind:
    head = draft.head
    group = {tree.lowers[i] for i in tree.verb_group(head)} & {tree.lowers[i] for i in tokens}
    refused = (
        bool(group & _REFUSING)
        and draft.frame.speaker is None
        and tree.lemmas[head] in _PAST_REFUSALS
        and _is_denied(draft, group)
    )
    if draft.frame.conditional or (group & _FUTURE and not refused) or _COMING.search(text.lower()):
        return ClaimKind.PREDICTION
    if group & _MUST or _judges(tree, head, tokens):
        return ClaimKind.OPINION
    if (
        draft.frame.speaker is not None
        and any(tree.words[i] in {'"', "“"} for i in range(len(tree)))
        and _is_quoted(tree, draft)
    ):
        return ClaimKind.QUOTE
    return _plain_kind(tree, head, tokens)


def _is_denied(draft: Draft, group: set[str]) -> bool:
    return bool(group & words("negations.txt")) or "not" in draft.pieces


def _plain_kind(tree: Tree, head: int, tokens: set[int]) -> ClaimKind:
    has_number = any(tree.pos[i] == "NUM" and tree.entities[i] not in {"DATE", "TIME", "ORDINAL"} for i in tokens)
    lemma = tree.lemmas[head]
    if has_number and (lemma == "be" or lemma in words("measuring_verbs.txt", "factkit.claims")):
        return ClaimKind.QUANTITY
    if lemma == "be" and tree.child(head, "attr") is not None:
        return ClaimKind.ATTRIBUTE
    if lemma in words("stative_verbs.txt", "factkit.claims") or tree.pos[head] not in {"VERB", "AUX"}:
        return ClaimKind.STATE
    return ClaimKind.STATE if tree.tags[head] in {"VBZ", "VBP"} else ClaimKind.EVENT


def _judges(tree: Tree, head: int, tokens: set[int]) -> bool:
    """Say whether the predicate itself is a judgement: "is unjustified", "marks a significant escalation"."""
    judging = words("evaluative.txt", "factkit.claims")
    if tree.lemmas[head] in judging:
        return True
    for child in tree.under(head, ("acomp", "attr", "dobj", "oprd")):
        own = [child, *tree.under(child, ("amod", "conj"))]
        if any(i in tokens and tree.lowers[i] in judging for i in own):
            return tree.deps[child] != "dobj" or tree.tags[head] in {"VBZ", "VBP"}
    return False


def _is_quoted(tree: Tree, draft: Draft) -> bool:
    first = draft.tokens[0]
    return any(tree.words[i] in {'"', "“"} for i in range(max(0, first - 1), first + 1))
