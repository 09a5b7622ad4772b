"""What a text says, in a form that is small to keep and quick to compare: its facets.

Facets hold everything that comparing needs, so a text is parsed once. They are plain values with offsets into the text
as stored; `VERSION` changes when the same text could give others.
"""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Any

from factkit.language import vocabulary
from factkit.language.amounts import ordinal_values
from factkit.language.clauses import Argument, Clause, Token, argument, base, clauses, meanings_of
from factkit.language.dates import find_dates
from factkit.language.grounds import Grounds, grounds
from factkit.language.movers import Mover, movers
from factkit.language.places import fold, place_named, place_of
from factkit.language.posts import Post, posts
from factkit.language.quantities import find_ordinals, find_quantities
from factkit.language.wordlists import digest
from factkit.model import DateMention, Span

if TYPE_CHECKING:
    from factkit.language.parser import Parser

Json = dict[str, Any]
VERSION = "4-" + digest()
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "ADV"})
_MONTHS = [name.lower() for name in calendar.month_name[1:]]
_MONTH = re.compile(
    rf"(?:\b(?P<before>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?)?\b(?P<month>{'|'.join(m.title() for m in _MONTHS)})\b"
    r"(?: (?P<after>\d{1,2})(?:st|nd|rd|th)?\b)?"
)
_BRACKET_WORDS = re.compile(r"-(?:L[RSC]B|R[RSC]B)-")
_BRACKETS = {"LR": "(", "RR": ")", "LS": "[", "RS": "]", "LC": "{", "RC": "}"}
_NOTE = re.compile(r"\[\d{1,3}\]|\[(?:citation|clarification) needed\]")
_IPA = "\u0250-\u02af\u02c8\u02cc\u02d0\u0259"
_SPELLING = re.compile(
    rf"\[[^\[\]]*[{_IPA}][^\[\]]*\]|/[^/()]{{0,60}}[{_IPA}][^/()]{{0,60}}/|(?<=[(;,]) *[A-Z-]*-[ǝəA-Z-]+[-ə] *;"
)
_ASIDE = re.compile(r"(?<=[\w\"'])\s*\(\s*(?:born\b|[^()]*?(?:\d{3,4}|[^\x00-\u024f–—−-]))[^()]{0,200}\)")
_AGE = re.compile(
    r"\b(?:age|aged|age of) (?P<years>\d{1,3})(?![\d-]| (?:to|and|or)\b)"
    r"|\b(?:was|is) (?:only |just )?(?P<then>\d{1,3}) (?=when (?:he|she|they)\b)"
)
_YEAR_SECONDS = 31556952.0
_TERM = re.compile(r"\b\d{4}\b.*\b\d{2,4}\b")
_FARTHEST = 4
_SPACED = re.compile(r" ([,.;:%])(?= )")


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity, what it counts and the clauses that it may be of.

    Attributes:
        value: as written; `low` and `high` are what the text leaves possible ("more than 300"), and may be infinite.
        unit: as in `model.Quantity`; "" for a bare number.
        noun: what is counted, in base form; "" if unknown.
        counted: the words of its phrase: "two consular staff members" counts staff too.
        kind: as of `quantities.QuantityKind`, or "sole" for "the only".
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


@dataclass(frozen=True, slots=True)
class Day:
    """A date and the clauses that it may date, the nearest first.

    Attributes:
        first, last: the days that it covers, as proleptic ordinals; None for an open end.
        month, day: of a date without a year, 0 where it has none; then `first` and `last` are None.
        term: both its ends are given: "from 1820 to 1830".
    """

    start: int
    end: int
    first: int | None
    last: int | None
    clauses: tuple[int, ...]
    month: int = 0
    day: int = 0
    term: bool = False


@dataclass(frozen=True, slots=True)
class Rank:
    """An ordinal and what it ranks: "her second album", "the third largest city".

    Attributes:
        value: 1 for the first.
        noun: what is ranked, in base form.
        words: the other words of the phrase.
        clause: the place of the clause that it is in, or -1.
        places: among what it ranks: "in Spain", "Spain's".
    """

    start: int
    end: int
    value: int
    noun: str
    words: frozenset[str]
    clause: int
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facets:
    """What a text says.

    Attributes:
        title: of the document that the text is from; "" if it has none. It tells what the text is about.
        names: the proper names in the text, folded, each with its span.
        words: its words of content, in base form, those of amounts and dates left out.
        places: the places that it names or calls people after, by their names in the gazetteer.
    """

    text: str
    title: str
    clauses: tuple[Clause, ...]
    amounts: tuple[Amount, ...]
    days: tuple[Day, ...]
    ranks: tuple[Rank, ...]
    posts: tuple[Post, ...]
    movers: tuple[Mover, ...]
    grounds: tuple[Grounds, ...]
    names: tuple[tuple[str, int, int], ...]
    words: frozenset[str]
    places: frozenset[str]

    @cached_property
    def by_meaning(self) -> Mapping[str, tuple[Clause, ...]]:
        """The clauses under each of their meanings."""
        found: dict[str, list[Clause]] = {}
        for clause in self.clauses:
            for meaning in clause.meanings:
                found.setdefault(meaning, []).append(clause)
        return {meaning: tuple(listed) for meaning, listed in found.items()}

    @cached_property
    def name_words(self) -> frozenset[str]:
        """The words of all proper names in the text and its title, folded."""
        inside = {word for name, _, _ in self.names for word in name.split()}
        return frozenset(inside | set(fold(self.title).split()))

    @cached_property
    def meanings(self) -> frozenset[str]:
        """The classes of words that any of the words stands in, and the words."""
        return self.words.union(*(meanings_of(word) for word in self.words))

    def to_json(self) -> Json:
        """Return the facets as JSON, small: a list for each of them, in the order of its fields."""
        return {
            "version": VERSION,
            "text": self.text,
            "title": self.title,
            **{name: [_packed(item) for item in getattr(self, name)] for name in _KINDS},
            "names": [list(name) for name in self.names],
            "words": " ".join(sorted(self.words)),
            "places": sorted(self.places),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Facets:
        """Return the facets again; KeyError if `data` is of another version."""
        if data["version"] != VERSION:
            raise KeyError(data["version"])
        return cls(
            text=data["text"],
            title=data["title"],
            clauses=tuple(_unpacked(Clause, item) for item in data["clauses"]),
            amounts=tuple(_unpacked(Amount, item) for item in data["amounts"]),
            days=tuple(_unpacked(Day, item) for item in data["days"]),
            ranks=tuple(_unpacked(Rank, item) for item in data["ranks"]),
            posts=tuple(_unpacked(Post, item) for item in data["posts"]),
            movers=tuple(_unpacked(Mover, item) for item in data["movers"]),
            grounds=tuple(_unpacked(Grounds, item) for item in data["grounds"]),
            names=tuple((name, start, end) for name, start, end in data["names"]),
            words=frozenset(data["words"].split()),
            places=frozenset(data["places"]),
        )


_KINDS = ("clauses", "amounts", "days", "ranks", "posts", "movers", "grounds")


def facets(
    text: str,
    parser: Parser,
    *,
    title: str | None = None,
    published: date | None = None,
    days: Sequence[DateMention] = (),
) -> Facets:
    """Return what `text` says.

    Args:
        title: of the document that it is from; tells what "it" is.
        published: the day from which "on Tuesday" and "last month" count.
        days: date expressions in `text` of which the days are known, as a claim has them.
    """
    return next(facets_many([text], parser, titles=[title], published=[published], days=[days]))


def facets_many(
    texts: Iterable[str],
    parser: Parser,
    *,
    titles: Iterable[str | None] | None = None,
    published: Iterable[date | None] | None = None,
    days: Iterable[Sequence[DateMention]] | None = None,
) -> Iterator[Facets]:
    """Yield what each of the texts says, in their order; parsed together, which is faster than one by one."""
    known = list(texts)
    about = list(titles) if titles is not None else [None] * len(known)
    dates = list(published) if published is not None else [None] * len(known)
    mentions = list(days) if days is not None else [()] * len(known)
    docs = parser.parse(map(readable, known))
    for doc, text, title, day, resolved in zip(docs, known, about, dates, mentions, strict=True):
        yield facets_of(doc, text, title=title, published=day, days=resolved)


def readable(text: str) -> str:
    """Return `text`, of the same length, as a parser reads it best: without what stands in brackets after a name.

    "Tim Roth (born 14 May 1961) is an actor" would otherwise be read as something about May.
    """
    return _ASIDE.sub(lambda found: " " * len(found.group()), plain(text))


def plain(text: str) -> str:
    """Return `text`, of the same length, in common characters: no treebank brackets, note marks or spellings in IPA."""
    text = _BRACKET_WORDS.sub(lambda found: f"  {_BRACKETS[found.group()[1:3]]}  ", text)
    for junk in (_NOTE, _SPELLING):
        text = junk.sub(lambda found: " " * len(found.group()), text)
    return text.replace("``", '" ').replace("''", '" ').replace("’", "'")


def facets_of(
    doc: Any,
    text: str,
    *,
    title: str | None = None,
    published: date | None = None,
    days: Sequence[DateMention] = (),
) -> Facets:
    """Return what a text says that was parsed already; `doc` is the parse of `readable(text)`."""
    spelt = _SPACED.sub(r"\1 ", plain(text))
    found = clauses(doc, spelt)
    owners = {token.i: number for number, (token, _) in enumerate(found)}
    made = tuple(clause for _, clause in found)
    ages = tuple(_ages(doc, spelt, made, owners))
    others = (a for a in _amounts(doc, spelt, made, owners) if all(a.start != age.start for age in ages))
    amounts = (*others, *ages, *_soles(doc, made, owners))
    dated = tuple(_days(doc, spelt, _dates(spelt, published, days), made, owners))
    values = [(amount.start, amount.end) for amount in amounts] + [(day.start, day.end) for day in dated]
    return Facets(
        text=text,
        title=title or "",
        clauses=made,
        amounts=amounts,
        days=dated,
        ranks=(*_ranks(doc, spelt, owners), *_superlatives(doc, owners), *_debuts(doc, owners)),
        posts=tuple(posts(doc, readable(text))),
        movers=tuple(movers(doc)),
        grounds=tuple(grounds(doc)),
        names=tuple(_names(doc)),
        words=frozenset(base(t) for t in doc if t.pos_ in _CONTENT and not _is_within(t, values)),
        places=frozenset(place for clause in made for argument in clause.arguments for place in argument.places)
        | frozenset(_places_named(doc)),
    )


def _is_within(token: Token, spans: Sequence[Span]) -> bool:
    return any(start <= token.idx < end for start, end in spans)


def _places_named(doc: Any) -> Iterator[str]:
    """Yield the places that a text names, or calls people after: up to three words from each capital letter on."""
    spoken = [token.text for token in doc]
    for start, first in enumerate(spoken):
        if not first[:1].isupper():
            continue
        for length in (1, 2, 3):
            name = " ".join(spoken[start : start + length])
            place = place_named(name) or (place_of(name) if length < 3 else None)
            if place is not None:
                yield place.name


def _names(doc: Any) -> Iterator[tuple[str, int, int]]:
    run: list[Token] = []
    for token in [*doc, None]:
        if token is not None and token.pos_ == "PROPN":
            run.append(token)
        elif run:
            start, end = run[0].idx, run[-1].idx + len(run[-1].text)
            yield fold(doc[run[0].i : run[-1].i + 1].text), start, end
            run = []


def _ranks(doc: Any, text: str, owners: Mapping[int, int]) -> Iterator[Rank]:
    for found in find_ordinals(text):
        span = doc.char_span(*found.span, alignment_mode="expand")
        head = _ranked(span[0]) if span is not None else None
        if head is None:
            continue
        phrase = argument("is", head)
        yield Rank(
            start=found.span[0],
            end=found.span[1],
            value=int(found.quantity.value),
            noun=phrase.head,
            words=phrase.words - {phrase.head, base(span[0])},
            clause=next(iter(_owners(span[0], owners)), -1),
            places=_ranked_among(head),
        )


def _superlatives(doc: Any, owners: Mapping[int, int]) -> Iterator[Rank]:
    """Yield "the largest city", which is the first of its size, and "the third-largest city"."""
    for token in doc:
        if not _is_superlative(token):
            continue
        before = doc[max(token.i - _FARTHEST, token.left_edge.i) : token.i]
        ordinal = next((t for t in before if t.lower_ in ordinal_values()), None)
        if ordinal is not None and ordinal.nbor().text != "-":
            continue
        first, value = (token, 1) if ordinal is None else (ordinal, int(ordinal_values()[ordinal.lower_]))
        words = argument("is", token.head).words - {base(token.head), first.lower_}
        owner = next(iter(_owners(token, owners)), -1)
        end = token.idx + len(token.text)
        yield Rank(first.idx, end, value, base(token.head), words, owner, _ranked_among(token.head))


def _is_superlative(token: Token) -> bool:
    """Return whether a word picks one of its kind by the most or the least of it: "largest", "most populous"."""
    if token.dep_ != "amod" or token.head.tag_ != "NN" or token.lower_ in ("most", "least"):
        return False
    return token.tag_ == "JJS" or any(c.tag_ == "RBS" for c in token.lefts)


def _ranked_among(noun: Token) -> tuple[str, ...]:
    """Return the places that a rank holds in: "the second city of Spain"."""
    around = [argument("is", noun)]
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in ("in", "of"):
            around += [argument("in", thing) for thing in child.children if thing.dep_ == "pobj"]
    return tuple(dict.fromkeys(place for found in around for place in found.places))


def _debuts(doc: Any, owners: Mapping[int, int]) -> Iterator[Rank]:
    """Yield "her debut album", which is her first."""
    for token in doc:
        if token.lower_ == "debut" and token.dep_ in ("amod", "compound") and token.head.pos_ == "NOUN":
            words = argument("is", token.head).words - {base(token.head), "debut"}
            owner = next(iter(_owners(token, owners)), -1)
            yield Rank(token.idx, token.idx + len(token.text), 1, base(token.head), words, owner)


def _ranked(token: Token) -> Token | None:
    """Return the noun that an ordinal ranks; None for an adverb ("first, ..."), "first-degree" and "Second Bank"."""
    head = _listed(token) or token.head
    while head.pos_ not in ("NOUN", "PROPN") and head.dep_ in ("amod", "advmod", "npadvmod", "compound", "nummod"):
        head = head.head
    common = head.pos_ == "NOUN" or (head.pos_ == "PROPN" and token.is_lower)
    return head if common and head.i > token.i else None


def _listed(token: Token) -> Token | None:
    """Return what "the third of five sons" is one of; None if a word stands for no one of several."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((t for t in child.children if t.dep_ == "pobj" and t.tag_ == "NNS" and _number(t)), None)
    return None


def _is_rank(value: float, span: Any) -> bool:
    """Return whether what looks like a fraction is an ordinal: "the third of five sons"."""
    return value < 1 and any(_listed(token) is not None for token in span)


def _number(noun: Token) -> Token | None:
    return next((child for child in noun.children if child.dep_ == "nummod"), None)


def _owners(token: Token, owners: Mapping[int, int]) -> tuple[int, ...]:
    """Return the clause that a word is of, and the one around it if that is of a noun: "announced the cut in May"."""
    found: list[int] = []
    while not token.is_space:
        if token.i in owners:
            found.append(owners[token.i])
            if token.pos_ in ("VERB", "AUX"):
                break
        if token.dep_ == "ROOT":
            break
        token = token.head
    return tuple(found)


def _amounts(doc: Any, text: str, made: tuple[Clause, ...], owners: Mapping[int, int]) -> Iterator[Amount]:
    for found in find_quantities(text):
        span = doc.char_span(*found.span, alignment_mode="expand")
        if span is None or _is_score_or_name(span) or _is_rank(found.low, span):
            continue
        within = _owners(span.root, owners)
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
            years, within = float(span.text), _owners(span.root if match["years"] else _then(span.root), owners)
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
            within = _owners(token, owners)
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


def _dates(text: str, published: date | None, resolved: Sequence[DateMention]) -> list[tuple[Span, Day]]:
    """Return the dates of a text, those that somebody resolved before as resolved, then those without a year."""
    found: list[tuple[Span, Day]] = []
    for mention in resolved:
        start = text.find(mention.text)
        if start >= 0:
            found.append(((start, start + len(mention.text)), _day(mention)))
    for date_ in find_dates(text, published):
        if not _meets(date_.span, found) and (date_.mention.start or date_.mention.end):
            found.append((date_.span, _day(date_.mention)))
    for match in _MONTH.finditer(text):
        if not _meets(match.span(), found):
            month = _MONTHS.index(match["month"].lower()) + 1
            day = int(match["before"] or match["after"] or 0)
            found.append((match.span(), Day(0, 0, None, None, (), month, day)))
    return sorted(found, key=lambda pair: pair[0])


def _day(mention: DateMention) -> Day:
    first = mention.start.toordinal() if mention.start else None
    term = bool(_TERM.search(mention.text))
    return Day(0, 0, first, mention.end.toordinal() if mention.end else None, (), term=term)


def _meets(span: Span, found: list[tuple[Span, Day]]) -> bool:
    return any(start < span[1] and span[0] < end for (start, end), _ in found)


def _days(
    doc: Any, text: str, found: list[tuple[Span, Day]], made: tuple[Clause, ...], owners: Mapping[int, int]
) -> Iterator[Day]:
    for span, day in found:
        lived = [(number, c) for number, c in enumerate(made) if _is_end_of_life(c, span)]
        for number, clause in lived:
            yield from _end_of_life(text, number, clause)
        if not lived:
            yield replace(day, start=span[0], end=span[1], clauses=_dated(doc, span, made, owners))


def _is_end_of_life(clause: Clause, span: Span) -> bool:
    """Return whether a clause is the birth or the death in the brackets of a life, which a date spans whole."""
    return clause.lemma in ("bear", "die") and span[0] <= clause.start and clause.end <= span[1]


def _end_of_life(text: str, number: int, clause: Clause) -> Iterator[Day]:
    told = "in " + text[clause.start : clause.end]
    for found in find_dates(told, None)[:1]:
        start, end = (place - 3 + clause.start for place in found.span)
        yield replace(_day(found.mention), start=start, end=end, clauses=(number,))


def _dated(doc: Any, span: Span, made: tuple[Clause, ...], owners: Mapping[int, int]) -> tuple[int, ...]:
    """Return the clauses that a date is of: the one whose brackets hold it, else those above it."""
    for number, clause in enumerate(made):
        if clause.start <= span[0] and span[1] <= clause.end:
            return (number,)
    tokens = doc.char_span(*span, alignment_mode="expand")
    return _owners(tokens.root, owners) if tokens is not None else ()


def _packed(item: Any) -> list[Any]:
    """Return the values of a facet in the order of its fields: sets of words as one string, infinity as None."""
    return [_packed_value(getattr(item, field.name)) for field in fields(item)]


def _packed_value(value: Any) -> Any:
    if isinstance(value, frozenset):
        return " ".join(sorted(value))
    if isinstance(value, tuple):
        return [_packed(item) if isinstance(item, Argument) else item for item in value]
    return None if isinstance(value, float) and math.isinf(value) else value


def _unpacked(kind: Any, item: list[Any]) -> Any:
    values = [tuple(value) if type(value) is list else value for value in item]
    for place, reader in _readers(kind):
        values[place] = reader(values[place])
    return kind(*values)


@cache
def _readers(kind: Any) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """Return the places of fields that are packed in a way of their own, each with what reads it."""
    named = {place: field.name for place, field in enumerate(fields(kind))}
    words = [(place, _words) for place, name in named.items() if name in _WORD_SETS]
    bounds = [(place, partial(_bound, _BOUNDS[name])) for place, name in named.items() if name in _BOUNDS]
    return (*words, *bounds, *((place, _arguments) for place, name in named.items() if name == "arguments"))


def _words(value: str) -> frozenset[str]:
    return frozenset(value.split())


def _bound(infinite: float, value: float | None) -> float:
    return infinite if value is None else value


def _arguments(value: Sequence[list[Any]]) -> tuple[Argument, ...]:
    return tuple(_unpacked(Argument, argument) for argument in value)


_WORD_SETS = frozenset({"words", "names", "meanings", "near", "body", "counted"})
_BOUNDS = {"low": -math.inf, "high": math.inf}
