"""A parsed sentence as plain values: words, tags and a dependency tree, without spaCy.

Everything that reads a parse works on this: it is cheap to ask, and it can be written by hand in a test.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from factkit.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
AUXILIARIES = frozenset({"aux", "auxpass"})
FINITE_TAGS = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOMINAL_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence. Tokens are counted from 0; `heads[i]` is the token that `i` hangs on, itself for a root.

    Attributes:
        lowers: the words in lower case.
        starts, ends: where each token stands in the text of the sentence.
        entities: the type of the named entity that a token is part of, or "".
        first, last: the outermost tokens under a token.
    """

    words: tuple[str, ...]
    lowers: tuple[str, ...]
    lemmas: tuple[str, ...]
    tags: tuple[str, ...]
    pos: tuple[str, ...]
    deps: tuple[str, ...]
    heads: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    entities: tuple[str, ...]
    children: tuple[tuple[int, ...], ...] = field(repr=False)
    first: tuple[int, ...] = field(repr=False)
    last: tuple[int, ...] = field(repr=False)

    def __len__(self) -> int:
        return len(self.words)

    def child(self, head: int, *deps: str) -> int | None:
        """Return the first child of `head` with one of these relations, or None."""
        deps_of = self.deps
        return next((i for i in self.children[head] if deps_of[i] in deps), None)

    def under(self, head: int, deps: Iterable[str]) -> list[int]:
        """Return the children of `head` with one of these relations, in order."""
        return [i for i in self.children[head] if self.deps[i] in deps]

    def subtree(self, head: int) -> list[int]:
        """Return `head` and all that hangs on it, in order."""
        found = [head]
        for i in found:
            found.extend(self.children[i])
        return sorted(found)

    def is_under(self, token: int, head: int) -> bool:
        """Say whether `token` is `head` or hangs on it, however far down."""
        while token != head:
            above = self.heads[token]
            if above == token:
                return False
            token = above
        return True

    def descend(self, head: int) -> Iterator[int]:
        """Yield `head` and all that hangs on it, heads first."""
        yield head
        for child in self.children[head]:
            yield from self.descend(child)

    def span(self, tokens: list[int]) -> Span:
        """Return where the tokens stand in the sentence, from the first to the last."""
        return self.starts[tokens[0]], self.ends[tokens[-1]]

    def roots(self) -> list[int]:
        """Return the tokens that hang on nothing."""
        return [i for i, head in enumerate(self.heads) if head == i]

    def verb_group(self, head: int) -> list[int]:
        """Return the auxiliaries, negations and the verb itself."""
        group = [i for i in self.children[head] if self.deps[i] in AUXILIARIES or self.deps[i] == "neg"]
        return sorted([*group, head])

    def is_finite(self, head: int) -> bool:
        """Say whether the verb or one of its auxiliaries carries tense."""
        return any(self.tags[i] in FINITE_TAGS for i in self.verb_group(head) if self.deps[i] != "neg")


def tree_of(document: Doc) -> Tree:
    """Return the tree of a parsed document, which must be a single sentence."""
    tokens = list(document)
    heads = tuple(token.head.i for token in tokens)
    children: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    return Tree(
        words=tuple(token.text for token in tokens),
        lowers=tuple(token.lower_ for token in tokens),
        lemmas=tuple(token.lemma_.lower() for token in tokens),
        tags=tuple(token.tag_ for token in tokens),
        pos=tuple(token.pos_ for token in tokens),
        deps=tuple(token.dep_ for token in tokens),
        heads=heads,
        starts=tuple(token.idx for token in tokens),
        ends=tuple(token.idx + len(token.text) for token in tokens),
        entities=tuple(token.ent_type_ for token in tokens),
        children=tuple(tuple(under) for under in children),
        first=tuple(token.left_edge.i for token in tokens),
        last=tuple(token.right_edge.i for token in tokens),
    )
