"""Near copies: a passage with the claim's very words but for one name, where a thing has one: "went to X", "near X"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from factkit.language.facets.clauses import Clause
from factkit.language.places import apart, fold, place_named, place_of
from factkit.language.wordlists import words
from factkit.matching.pairing import WHERE, Found, Pair
from factkit.matching.rules.names import OPEN
from factkit.model import ConflictKind, Span

_TOKEN = re.compile(r"\w+(?:[.,'’&-]\w+)*|[^\w\s]")
_LONGER = 1.5
_FEWEST = 6
_LONGEST_NAME = 4
_HOLDERS = frozenset({"by", "to", "from"})
_PARTICLES = frozenset({"al", "bin", "da", "de", "del", "der", "di", "du", "el", "la", "le", "van", "von"})
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"  # noqa: SIM905
    " september october november december".split()
)
_AFTER_A_NAME = frozenset({"after", "and", "as", "at", "before", "during", "for", "in", "last", "on", "over", "when"})


def find(pair: Pair) -> Iterator[Found]:
    """Yield the one name in which the passage differs from the claim."""
    if len(pair.passage.text) > _LONGER * len(pair.claim.text):
        return
    ours, theirs = list(_TOKEN.finditer(pair.claim.text)), list(_TOKEN.finditer(pair.passage.text))
    start, end = _shared(ours, theirs)
    one, other = ours[start : len(ours) - end], theirs[start : len(theirs) - end]
    if start + end < _FEWEST or start < 2 or not (_is_name(one) and _is_name(other)) or _may_be_one(one, other):
        return
    if not (_has_one(pair.claim.clauses, one) and _has_one(pair.passage.clauses, other)):
        return
    after = ours[len(ours) - end].group().lower() if end else "."
    before = ours[start - 1].group().lower()
    kind = ConflictKind.PLACE if before in WHERE else ConflictKind.NAME if before in _HOLDERS else None
    if kind is not None and (after in _AFTER_A_NAME or not after[0].isalnum()):
        yield pair.found(kind, _span(one), _span(other), 0.6, "only-the-name-differs")


def _has_one(clauses: Sequence[Clause], name: list[re.Match[str]]) -> bool:
    """Say whether what is told before a name happened, and has one who is named there."""
    if any(clause.negated for clause in clauses):
        return False
    told = [clause for clause in clauses if clause.start < name[0].start() and clause.lemma != "be"]
    last = max(told, key=lambda clause: clause.start, default=None)
    main = min(told, key=lambda clause: clause.start, default=None)
    return last is not None and main is not None and any(c.real and not c.meanings & OPEN for c in (last, main))


def _shared(ours: list[re.Match[str]], theirs: list[re.Match[str]]) -> tuple[int, int]:
    """Return how many words both begin with, and how many of the rest both end with."""

    def same(pair: tuple[re.Match[str], re.Match[str]]) -> bool:
        return pair[0].group() == pair[1].group()

    start = sum(1 for _ in takewhile(same, zip(ours, theirs, strict=False)))
    ends = zip(reversed(ours[start:]), reversed(theirs[start:]), strict=False)
    return start, sum(1 for _ in takewhile(same, ends))


def _is_name(tokens: list[re.Match[str]]) -> bool:
    """Say whether words are a name, and no day, office or people."""
    found = [token.group() for token in tokens]
    if not 0 < len(found) <= _LONGEST_NAME or not found[0][0].isupper() or not found[-1][0].isupper():
        return False
    if not all(word[0].isupper() or word in _PARTICLES for word in found):
        return False
    lower = {word.lower() for word in found}
    return not lower & words("posts.txt") and not lower & _CALENDAR and place_of(found[-1]) is None


def _may_be_one(one: list[re.Match[str]], other: list[re.Match[str]]) -> bool:
    """Say whether two names may be of one bearer: a word in common, initials, or one place within the other."""
    ours, theirs = [[fold(token.group()) for token in tokens] for tokens in (one, other)]
    if set(ours) & set(theirs) or "".join(w[0] for w in ours) in theirs or "".join(w[0] for w in theirs) in ours:
        return True
    here, there = place_named(" ".join(ours)), place_named(" ".join(theirs))
    return here is not None and there is not None and not apart(here, there)


def _span(tokens: list[re.Match[str]]) -> Span:
    return tokens[0].start(), tokens[-1].end()
