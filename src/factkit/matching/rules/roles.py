"""Role: the same person in another office, and the same thing said to be another kind of thing."""

from __future__ import annotations

from collections.abc import Iterator

from factkit.language import vocabulary
from factkit.language.facets.arguments import Argument
from factkit.language.facets.posts import Post
from factkit.language.wordlists import words
from factkit.matching.pairing import Aligned, Found, Pair, same_name, span
from factkit.model import ConflictKind


def find(pair: Pair) -> Iterator[Found]:
    """Yield offices of the same person, and kinds of the same thing, that agree or exclude one another."""
    for post in pair.claim.posts:
        yield from _offices(pair, post)
    yield from _kinds(pair)


def _offices(pair: Pair, post: Post) -> Iterator[Found]:
    theirs = [other for other in pair.passage.posts if same_name(post.person, other.person)]
    current = {other.office for other in theirs if other.when == "now"}
    agreeing = [o for o in theirs if _agree(post, o) and not (o.when == "past" and current - {post.office})]
    if agreeing:
        yield pair.found(ConflictKind.ROLE, _span(post), _span(agreeing[0]), 0.8, "same-office", agrees=True)
        return
    for other in theirs:
        strength = _excluded(post, other)
        if strength:
            yield pair.found(ConflictKind.ROLE, _span(post), _span(other), strength, "offices-exclude")


def _span(post: Post) -> tuple[int, int]:
    return post.start, post.end


def _agree(post: Post, other: Post) -> bool:
    """Return whether both give the same office; "is mayor" and "was mayor until 2016" do not agree."""
    return post.office == other.office and not (post.when == "now" and other.when == "past")


def _excluded(post: Post, other: Post) -> float:
    if post.denied or other.denied or post.when == "past":
        return 0.0
    if post.office == other.office:
        return 0.6 if post.when == "now" and other.when == "past" else 0.0
    ours, theirs = vocabulary.office_named(post.office), vocabulary.office_named(other.office)
    if other.when == "past" or not ours.excludes(theirs):
        return 0.0
    if ours.group != "public" and post.body and other.body and not post.body & other.body:
        return 0.0
    return 0.7


def _kinds(pair: Pair) -> Iterator[Found]:
    said = [(a, one, other) for a in pair.aligned for one, other in _said(a)]
    agreed = {one.start for _, one, other in said if _same_kind(one, other)}
    for aligned, one, other in said:
        strength = 0.65 if aligned.shares("agent") else 0.5 if aligned.is_of_topic else 0.0
        if strength and one.start not in agreed and _exclude(one, other):
            yield pair.found(ConflictKind.ROLE, span(one), span(other), strength, "kinds-exclude")
        elif aligned.shares("agent") and _are_of_other_genres(one, other):
            yield pair.found(ConflictKind.ROLE, span(one), span(other), 0.55, "genres-differ")


def _are_of_other_genres(one: Argument, other: Argument) -> bool:
    genres = words("genres.txt", "factkit.matching")
    ours, theirs = one.words & genres, other.words & genres
    return bool(ours and theirs) and not ours & theirs


def _said(aligned: Aligned) -> Iterator[tuple[Argument, Argument]]:
    """Yield what one and the same is said to be on both sides."""
    if "be" not in aligned.claim.meanings or not aligned.is_real:
        return
    if aligned.claim.negated or aligned.passage.negated:
        return
    for one in aligned.claim.arguments:
        for other in aligned.passage.arguments:
            if one.slot == other.slot == "is":
                yield one, other


def _same_kind(one: Argument, other: Argument) -> bool:
    kinds = vocabulary.kinds()
    ours, theirs = kinds.get(one.head), kinds.get(other.head)
    if ours is None or theirs is None:
        return False
    return ours.name == theirs.name or one.head in other.words or other.head in one.words


def _exclude(one: Argument, other: Argument) -> bool:
    kinds = vocabulary.kinds()
    ours, theirs = kinds.get(one.head), kinds.get(other.head)
    if ours is None or theirs is None or _same_kind(one, other):
        return False
    return ours.category != theirs.category or ours.exclusive
