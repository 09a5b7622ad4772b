"""An article to its claims: sentences found and sifted, parsed at once, taken apart, made standalone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from factkit.anchoring import anchor
from factkit.claims import boilerplate, quotations, reported
from factkit.claims.deceased import Deceased
from factkit.claims.decomposition import decompose, is_sure, whole
from factkit.claims.drafts import PLAIN, Draft, Frame, spans, wording
from factkit.claims.editing import claim_id
from factkit.claims.features import Values, describe, speaker_of
from factkit.claims.quotations import Quoted
from factkit.claims.resolution import Discourse, Standalone
from factkit.language.parser import Parser
from factkit.language.sentences import Unit, UnitKind, sentences_of, units
from factkit.language.tree import Tree, tree_of
from factkit.model import Article, Claim, ClaimKind, Span, Stance, Unresolved

_NOT_A_STATEMENT = "not a statement"
_QUESTION = "question"
_SHORTEST = 3
"""Words that a statement between semicolons has at least; a list has fewer."""
_ASKED = re.compile(r"\? [\"”] (?:\S+ ){1,6}(?:asked|asks|wondered)\b|\? [\"”] (?:asked|asks|wondered) ")
"""The end of a sentence that is somebody's question and no more, its tokens parted by spaces."""
_FRONTING = frozenset("although after as because before but if once since though unless until when while".split())  # noqa: SIM905
_ARTICLES = frozenset({"a", "an", "the"})
_CLOSING = frozenset({'"', "'", "”", "’", ")"})


@dataclass(frozen=True, slots=True)
class Skipped:
    """A stretch of the article that no claim was drawn from, and why."""

    span: Span
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Split:
    """The claims of an article in its order, what was left out, and what a reader should know of the result."""

    claims: tuple[Claim, ...]
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as it is parsed: words of the article, one stretch of it or, for a list item, two.

    Attributes:
        text: as parsed; a line break is a space.
        parts: (start in `text`, start in the article, length) of each stretch.
        frame: whose speech it is, where the end of the sentence, left out of `text`, says so.
        end: of the sentence in the article.
        uncut: the sentence with the end that tells its speaker, where that end may be none.
        quoted: whether all its words stand in a quotation, so that it does not say whose it is.
    """

    text: str
    parts: tuple[tuple[int, int, int], ...]
    frame: Frame = PLAIN
    end: int = 0
    quoted: Quoted = Quoted.NO
    uncut: Sentence | None = None

    @property
    def span(self) -> Span:
        """From the first to the last word in the article."""
        return self.parts[0][1], max(self.end, self.parts[-1][1] + self.parts[-1][2])

    def in_article(self, span: Span) -> Iterator[Span]:
        """Yield where a span of `text` stands in the article, in as many pieces as it has."""
        for start, there, length in self.parts:
            first, last = max(span[0], start), min(span[1], start + length)
            if first < last:
                yield first - start + there, last - start + there


def split(article: Article, parser: Parser) -> Split:
    """Return the claims of an article.

    The same article gives the same claims and ids, whatever else is split before or beside it. A text that is not in
    English gives its sentences as they stand, with a note.
    """
    english = (article.language or "en").lower().startswith("en")
    sentences, skipped = _sentences(article.text, english=english)
    discourse, deceased = Discourse(), Deceased()
    claims: dict[tuple[str, int], Claim] = {}
    for sentence, tree, drafts in _taken_apart(_parsed(sentences, parser, english=english), english=english):
        if reason := _no_statement(tree, english, quoted=sentence.quoted is not Quoted.NO):
            skipped.append(_skip(article.text, sentence.span, reason))
            continue
        values = Values.of(sentence.text, article.published)
        heard = discourse.read(tree, speaker=_told_beside(drafts), quoted=sentence.quoted is not Quoted.NO)
        deceased.read(tree)
        for each in drafts:
            draft = deceased.tensed(tree, each)
            standalone = heard.standalone(draft) if english else Standalone(draft.pieces, ())
            own = replace(draft, frame=replace(draft.frame, speaker=standalone.speaker))
            claim = _claim(article, sentence, tree, own, standalone, values)
            if claim is not None:  # the lead of a list is read again with each item
                claims.setdefault((claim.text, claim.anchors[0].start), claim)
    notes = (
        () if english else (f"language {article.language}: only sentences, no clauses; claims are taken as they stand",)
    )
    return Split(tuple(claims.values()), tuple(sorted(skipped, key=lambda item: item.span)), notes)


def _parsed(sentences: list[Sentence], parser: Parser, *, english: bool) -> Iterator[tuple[Sentence, Tree]]:
    """Yield the sentences with their parses; one of several statements with semicolons between, as several."""
    readings = [(sentence, _other_reading(sentence) if english else []) for sentence in sentences]
    texts = [one.text for sentence, parts in readings for one in (sentence, *parts)]
    trees = map(tree_of, parser.parse(texts, one_sentence=True))
    for sentence, parts in readings:
        tree = next(trees)
        apart = [next(trees) for _ in parts]
        if sentence.uncut is not None and not is_sure(tree):
            yield sentence.uncut, apart[0]
        elif sentence.uncut is None and apart and all(map(is_sure, apart)) and not reported.goes_on(apart):
            yield from zip(parts, apart, strict=True)
        else:
            yield sentence, tree


def _taken_apart(
    parsed: Iterable[tuple[Sentence, Tree]], *, english: bool
) -> Iterator[tuple[Sentence, Tree, list[Draft]]]:
    """Yield the sentences with their drafts; what is only quoted goes to who was heard in the sentence beside it."""
    waiting: list[tuple[Sentence, Tree]] = []
    heard = ""
    for sentence, tree in parsed:
        if english and sentence.quoted is not Quoted.NO:
            waiting.append((sentence, tree))
            if sentence.quoted is Quoted.GOES_ON:
                continue
        else:
            drafts = decompose(tree, sentence.frame) if english else [whole(tree)]
            heard = _heard(tree, drafts)
        yield from ((one, own, _said_by(own, heard)) for one, own in waiting)
        if sentence.quoted is Quoted.NO or not english:
            yield sentence, tree, drafts
        waiting = []


def _told_beside(drafts: list[Draft]) -> str:
    """Return the speaker whom words outside of the sentence as parsed tell; "" if none."""
    told = (draft.frame.speaker for draft in drafts if draft.frame.speaker is not None)
    return next((" ".join(map(str, pieces)) for pieces in told if all(isinstance(p, str) for p in pieces)), "")


def _heard(tree: Tree, drafts: list[Draft]) -> str:
    """Return the one speaker that the claims of a sentence have; "" if none or several."""
    speakers = {speaker_of(tree, draft.frame.speaker) for draft in drafts if draft.frame.speaker is not None}
    return speakers.pop() if len(speakers) == 1 else ""


def _said_by(tree: Tree, speaker: str) -> list[Draft]:
    """Return the claims of a sentence of quoted words; whole, and marked, where it is not known who says it."""
    if speaker:
        return decompose(tree, Frame().said_by((speaker,), Stance.ASSERTS))
    return [replace(whole(tree), kind=ClaimKind.QUOTE, unresolved=(Unresolved.WHO,))]


def _other_reading(sentence: Sentence) -> list[Sentence]:
    """Return how a sentence may be read as well: with the end that may tell its speaker, or as several."""
    return [sentence.uncut] if sentence.uncut is not None else _between_semicolons(sentence)


def _between_semicolons(sentence: Sentence) -> list[Sentence]:
    """Return what semicolons part, each as a sentence; [] where there are none, or where a quotation has them."""
    if ";" not in sentence.text or any(mark in sentence.text for mark in '"“”'):
        return []
    if any(piece.count("(") != piece.count(")") for piece in sentence.text.split(";")):
        return []
    parts = []
    start = 0
    for piece in sentence.text.split(";"):
        words = piece.strip()
        first = start + len(piece) - len(piece.lstrip())
        start += len(piece) + 1
        if len(words.split()) < _SHORTEST:
            return []
        places = tuple(
            (max(at, first) - first, max(at, first) - at + there, min(at + length, first + len(words)) - max(at, first))
            for at, there, length in sentence.parts
            if max(at, first) < min(at + length, first + len(words))
        )
        parts.append(replace(sentence, text=words if words.endswith(".") else f"{words}.", parts=places, end=0))
    return parts


def _sentences(text: str, *, english: bool) -> tuple[list[Sentence], list[Skipped]]:
    blocks = units(text)
    kept: list[Unit] = []
    skipped = []
    for unit, reason in zip(blocks, boilerplate.reasons(text, blocks), strict=True):
        if reason is None:
            kept.append(unit)
        else:
            skipped.append(_skip(text, (unit.start, unit.end), reason))
    sentences: list[Sentence] = []
    lead: Sentence | None = None
    for i, unit in enumerate(kept):
        if dateline := boilerplate.dateline_of(text[unit.start : unit.end], first=i == 0):
            skipped.append(_skip(text, (unit.start, unit.start + dateline), "dateline"))
            unit = replace(unit, start=unit.start + dateline)  # noqa: PLW2901 - the paragraph without it
        if unit.kind is UnitKind.ITEM and lead is not None and not _is_sentence(text, unit):
            sentences.append(_joined(text, lead, unit))
            continue
        spans_of = list(sentences_of(text, unit))
        inside = quotations.quoted([text[start:end] for start, end in spans_of])
        found = [
            replace(_plain(text, span, english=english), quoted=quoted)
            for span, quoted in zip(spans_of, inside, strict=True)
        ]
        lead = None
        follows = kept[i + 1].kind if i + 1 < len(kept) else None
        if found and found[-1].text.endswith(":") and follows is UnitKind.ITEM:
            lead = found[-1]
            if not _is_sentence(text, kept[i + 1]):
                found.pop()
        sentences.extend(found)
    return sentences, skipped


def _is_sentence(text: str, unit: Unit) -> bool:
    """Say whether a list item is a sentence of its own: long, with a full stop."""
    words = text[unit.start : unit.end].split()
    return len(words) > 6 and words[-1][-1] in ".!?"


def _plain(text: str, span: Span, *, english: bool = True) -> Sentence:
    start, end = span
    words = "".join(" " if c.isspace() else c for c in text[start:end])
    if english and (tail := reported.tail_of(words)):
        frame = Frame().said_by((tail.speaker,), tail.stance, tail.hedge)
        closing = words[tail.start + 1] if tail.quoted else ""
        uncut = Sentence(words, ((0, start, end - start),)) if tail.doubtful else None
        return Sentence(f"{words[: tail.start]}.{closing}", ((0, start, tail.start),), frame, end, uncut=uncut)
    if english and (resumed := reported.resumed_of(words)):
        tail, stop = resumed
        kept = f"{words[1 : tail.start]} {words[tail.end : stop]}"
        parts = ((0, start + 1, tail.start - 1), (tail.start, start + tail.end, stop - tail.end))
        return Sentence(kept, parts, Frame().said_by((tail.speaker,), tail.stance), end)
    if english and (middle := reported.insertion_of(words)):
        goes_on = words[middle.end :].split()[0]
        fronted = words[: middle.start].split(None, 1)[0].lower() in _FRONTING
        comma = fronted or goes_on in _FRONTING | _ARTICLES or goes_on.endswith("ing")
        before = middle.start + comma
        kept = f"{words[:before]}{words[middle.end :]}"
        rest = len(words) - middle.end
        parts = ((0, start, before), (before, start + middle.end, rest))
        return Sentence(kept, parts, Frame().said_by((middle.speaker,), middle.stance), end)
    return Sentence(words, ((0, start, end - start),))


def _joined(text: str, lead: Sentence, unit: Unit) -> Sentence:
    """Return a list item as the end of the sentence that leads to it."""
    opening = lead.text.rstrip(": ")
    item = _plain(text, (unit.start, unit.end)).text
    first = item.split(None, 1)[0]
    if first[1:].islower() and first[0].isupper():
        item = item[0].lower() + item[1:]
    at = len(opening) + 1
    parts = ((0, lead.parts[0][1], len(opening)), (at, unit.start, len(item)))
    return Sentence(f"{opening} {item}", parts)


def _skip(text: str, span: Span, reason: str) -> Skipped:
    return Skipped(span, text[span[0] : span[1]], reason)


def _no_statement(tree: Tree, english: bool, *, quoted: bool) -> str | None:
    """Return why a sentence states nothing that could be checked; None where it may."""
    words = [i for i in range(len(tree)) if any(c.isalnum() for c in tree.words[i])]
    if not words:
        return "no words"
    if not quoted and _ASKED.search(" ".join(tree.words)):
        return _QUESTION
    last = tree.words[-2] if tree.words[-1] in _CLOSING and len(tree) > 1 else tree.words[-1]
    if last.endswith("?") and (quoted or not {'"', "“"} & set(tree.words[:-2])):
        return _QUESTION
    if english and len(words) < 3 and not any(tree.pos[i] in {"VERB", "AUX"} for i in words):
        return _NOT_A_STATEMENT
    return None


def _claim(
    article: Article, sentence: Sentence, tree: Tree, draft: Draft, standalone: Standalone, values: Values
) -> Claim | None:
    text = wording(tree, standalone.pieces)
    places = [place for span in spans(tree, draft.tokens, sentence.text) for place in sentence.in_article(span)]
    if not text or not places:
        return None
    anchors = tuple(anchor(article.text, start, end) for start, end in places)
    added = tuple(word for piece in standalone.pieces if isinstance(piece, str) for word in piece.split())
    start, end = sentence.span
    return Claim(
        article=article.id,
        id=claim_id(article, anchors, text),
        text=text,
        sentence=article.text[start:end],
        anchors=anchors,
        unresolved=standalone.unresolved,
        added=added,
        **describe(tree, draft, sentence.text, text, values),
    )
