"""What a text says, in a form that is small to keep and quick to compare: its facets, a module each.

Facets hold everything that comparing needs, so a text is parsed once. They are plain values with offsets into the text
as stored; `VERSION` changes when the same text could give others.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from factkit.language.facets.amounts import Amount, amounts
from factkit.language.facets.arguments import Token, base
from factkit.language.facets.clauses import Clause, meanings_of, stated
from factkit.language.facets.days import Day
from factkit.language.facets.days import days as dates
from factkit.language.facets.descriptions import descriptions, makers
from factkit.language.facets.grounds import Grounds, grounds
from factkit.language.facets.lives import lives
from factkit.language.facets.movers import Mover, movers
from factkit.language.facets.packing import packed, unpacked
from factkit.language.facets.posts import Post, posts
from factkit.language.facets.ranks import Rank, ranks
from factkit.language.facets.readable import plain, readable
from factkit.language.places import fold, place_named, place_of
from factkit.language.wordlists import digest
from factkit.model import DateMention, Span

if TYPE_CHECKING:
    from factkit.language.parser import Parser


Json = dict[str, Any]
VERSION = "6-" + digest()
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "ADV"})
_SPACED = re.compile(r" ([,.;:%])(?= )")


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
    def days_by_clause(self) -> Mapping[int, tuple[Day, ...]]:
        """The dates of clauses, by where the clause's main word starts."""
        found: dict[int, list[Day]] = {}
        for day in self.days:
            for number in day.clauses:
                found.setdefault(self.clauses[number].start, []).append(day)
        return {start: tuple(listed) for start, listed in found.items()}

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
            **{name: [packed(item) for item in getattr(self, name)] for name in _KINDS},
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
            clauses=tuple(unpacked(Clause, item) for item in data["clauses"]),
            amounts=tuple(unpacked(Amount, item) for item in data["amounts"]),
            days=tuple(unpacked(Day, item) for item in data["days"]),
            ranks=tuple(unpacked(Rank, item) for item in data["ranks"]),
            posts=tuple(unpacked(Post, item) for item in data["posts"]),
            movers=tuple(unpacked(Mover, item) for item in data["movers"]),
            grounds=tuple(unpacked(Grounds, item) for item in data["grounds"]),
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
    found = _clauses(doc, spelt)
    owners = {token.i: number for number, (token, _) in enumerate(found)}
    made = tuple(clause for _, clause in found)
    counted = amounts(doc, spelt, made, owners)
    dated = tuple(dates(doc, spelt, made, owners, published=published, resolved=days))
    values = [(amount.start, amount.end) for amount in counted] + [
        (day.start, day.end) for day in dated if not day.period
    ]
    return Facets(
        text=text,
        title=title or "",
        clauses=made,
        amounts=counted,
        days=dated,
        ranks=ranks(doc, spelt, owners),
        posts=tuple(posts(doc, readable(text))),
        movers=tuple(movers(doc, owners)),
        grounds=tuple(grounds(doc)),
        names=tuple(_names(doc)),
        words=frozenset(base(t) for t in doc if t.pos_ in _CONTENT and not _is_within(t, values)),
        places=frozenset(place for clause in made for argument in clause.arguments for place in argument.places)
        | frozenset(_places_named(doc)),
    )


def _clauses(doc: Any, text: str) -> list[tuple[Token, Clause]]:
    """Return the clauses of a parsed text with their main words, in the order of those."""
    tokens = list(doc)
    found = list(stated(doc))
    found += [pair for token in tokens for pair in descriptions(token)]
    found += lives(doc, text)
    found += [pair for token in tokens for pair in makers(token)]
    return sorted(found, key=lambda pair: (pair[1].start, pair[1].end))


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
