"""Drafts of claims: the words of a sentence that a claim is made of, in order, and the few that were added.

A piece is the number of a token of the sentence, or a word that the claim needs and the sentence does not have there.
Anchors and the list of added words follow from the pieces, so they cannot disagree with the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from factkit.language.tree import SUBJECTS, Tree
from factkit.language.wordlists import words
from factkit.model import ClaimKind, Span, Stance, Unresolved

Piece = int | str
Pieces = tuple[Piece, ...]

_LOOSE_MARKS = frozenset({",", ";", ":", "-", "--", "–", "—", "(", ")", "[", "]"})
_NO_SPACE_BEFORE = frozenset({",", ".", ";", ":", "!", "?", ")", "]", "%", "'s", "’s", "'", "’", "n't", "n’t"})
_NO_SPACE_AFTER = frozenset({"(", "[", "$", "€", "£", "“", "#"})
_DOUBLE_QUOTES = frozenset({'"', "“", "”", "``", "''", "«", "»"})
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_ENDINGS = " \t\n\r,;:–—-.…"


@dataclass(frozen=True, slots=True)
class Frame:
    """In what sort of talk a clause stands.

    Attributes:
        speaker: the pieces of who says it; None for the article itself.
        conditional: it holds only under a condition.
        closed: nothing in it may be taken out and asserted on its own.
        hedge: the verb as it stands where the speaker only thinks or foresees it: "estimates"; "" for other speech.
    """

    speaker: Pieces | None = None
    stance: Stance = Stance.ASSERTS
    conditional: bool = False
    closed: bool = False
    hedge: str = ""

    def said_by(self, speaker: Pieces, stance: Stance, hedge: str = "") -> Frame:
        """Return the frame of what `speaker` says in this one."""
        return replace(self, speaker=speaker, stance=stance, hedge=hedge)


PLAIN = Frame()
"""The article's own talk."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making.

    Attributes:
        head: the token that it is about: a verb, or the noun that it describes.
        unresolved: what its reader cannot know, whatever the sentences before say.
    """

    pieces: Pieces
    head: int
    frame: Frame = PLAIN
    kind: ClaimKind | None = None
    unresolved: tuple[Unresolved, ...] = ()

    @property
    def tokens(self) -> list[int]:
        """The tokens of the sentence that it uses, in the order of the sentence."""
        return sorted({piece for piece in self.pieces if isinstance(piece, int)})


def tidy(tree: Tree, pieces: Iterable[Piece]) -> Pieces:
    """Return the pieces without marks that belonged to what was left out: commas at a gap, lone quotes, outer marks."""
    kept = list(pieces)
    kept = [piece for i, piece in enumerate(kept) if not _dangles(tree, kept, i)]
    kept = _without_empty(tree, kept)
    for left, right in (("(", ")"), ("[", "]")):
        marks = [tree.words[piece] for piece in kept if isinstance(piece, int)]
        if marks.count(left) != marks.count(right):
            kept = [piece for piece in kept if not (isinstance(piece, int) and tree.words[piece] in (left, right))]
    quotes = [piece for piece in kept if isinstance(piece, int) and tree.words[piece] in _DOUBLE_QUOTES]
    if len(quotes) % 2:
        kept = [piece for piece in kept if piece not in quotes]
    while kept and isinstance(kept[0], int) and _is_loose_start(tree, kept[0]) and kept[0] not in quotes[:1]:
        kept.pop(0)
    while kept and isinstance(kept[-1], int) and _is_loose_end(tree, kept[-1]):
        kept.pop()
    return tuple(_without_half_pair(tree, kept))


def _without_half_pair(tree: Tree, kept: list[Piece]) -> list[Piece]:
    """Return the pieces without a comma before their last phrase whose partner is gone: ", over the Aire,"."""
    words_of = [piece for piece in kept if isinstance(piece, str) or tree.pos[piece] != "PUNCT"]
    last = words_of[-1] if words_of else None
    if not isinstance(last, int) or last + 1 >= len(tree) or tree.words[last + 1] != ",":
        return kept
    for n, piece in enumerate(kept[:-1]):
        after = kept[n + 1]
        if (
            _is_comma(tree, piece)
            and isinstance(after, int)
            and tree.deps[after] == "prep"
            and tree.last[after] == last
        ):
            return [*kept[:n], *kept[n + 1 :]]
    return kept


def _is_loose_start(tree: Tree, i: int) -> bool:
    return tree.pos[i] == "PUNCT" or (i > 0 and tree.lowers[i] == "that" and tree.tags[i] in {"IN", "WDT"})


def _is_loose_end(tree: Tree, i: int) -> bool:
    return tree.words[i] in _LOOSE_MARKS - {")", "]"} or tree.deps[i] == "cc" or tree.tags[i] == "CC"


def _without_empty(tree: Tree, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without brackets that hold nothing any more."""
    marks = [tree.words[piece] if isinstance(piece, int) else "" for piece in pieces]
    empty = {n for n in range(len(marks) - 1) if (marks[n], marks[n + 1]) in {("(", ")"), ("[", "]")}}
    return [piece for n, piece in enumerate(pieces) if n not in empty and n - 1 not in empty]


def wording(tree: Tree, pieces: Sequence[Piece]) -> str:
    """Return the pieces as a sentence: white space as in the article, a capital first and a full stop last."""
    parts: list[str] = []
    for i, piece in enumerate(pieces):
        word = _word(tree, pieces, i)
        if parts and _spaced(tree, pieces[i - 1], piece, parts[-1], word):
            parts.append(" ")
        parts.append(word)
    text = " ".join("".join(parts).split())
    if text.count('"') == 1:  # the other is in another sentence
        text = text.replace('"', "").strip()
    while text and text[-1] in _ENDINGS and not text.endswith("..."):
        text = text[:-1]
    if text[:1] in {'"', "“"} and text[1:2] == " ":
        text = text[0] + text[2:]
    if not text:
        return ""
    first = 1 if text[0] in '"“' and len(text) > 1 else 0
    text = text[:first] + text[first].upper() + text[first + 1 :]
    return text if text[-1] in "!?" or text.endswith((".”", '."', "...", "!”", "?”")) else text + "."


def spans(tree: Tree, tokens: Sequence[int], text: str) -> list[Span]:
    """Return where the tokens stand in the sentence, as few stretches as there are gaps of more than white space."""
    found: list[Span] = []
    for token in tokens:
        start, end = tree.starts[token], tree.ends[token]
        if start == end or not text[start:end].strip():
            continue
        if found and not text[found[-1][1] : start].strip():
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _word(tree: Tree, pieces: Sequence[Piece], i: int) -> str:
    piece = pieces[i]
    if isinstance(piece, str):
        return piece
    word = tree.words[piece]
    moved = i > 0 and piece == 0
    if i > 0 and pieces[i - 1] in {"a", "an"} and word[1:].islower() and tree.lowers[piece] in words("posts.txt"):
        return tree.lowers[piece]  # "Senator Ada Roe": "is a senator"
    return word[0].lower() + word[1:] if moved and not is_name(tree, piece) and word != "I" else word


def is_name(tree: Tree, i: int) -> bool:
    """Say whether a word has its capital as a name, or part of one: "Liberal Democrat", "NATO"."""
    head = tree.heads[i]
    if i == 0 and tree.deps[i] == "compound" and tree.pos[head] == "NOUN" and not tree.entities[i]:
        return False  # "Lorry drivers": a capital for the sentence
    before_name = tree.deps[i] in {"amod", "compound"} and head == i + 1 and tree.words[head][0].isupper()
    named = tree.entities[i] in _NAMES and tree.tags[i] not in {"DT", "PRP$"}
    return (
        tree.pos[i] == "PROPN"
        or named
        or not tree.words[i][1:].islower()
        or (before_name and tree.entities[head] != "PERSON")
    )


def _spaced(tree: Tree, before: Piece, piece: Piece, left: str, right: str) -> bool:
    if isinstance(before, int) and isinstance(piece, int) and piece == before + 1:
        return tree.starts[piece] > tree.ends[before]
    return not (right in _NO_SPACE_BEFORE or left in _NO_SPACE_AFTER)


def _dangles(tree: Tree, pieces: Sequence[Piece], i: int) -> bool:
    """Say whether a comma or dash has lost what stood before or after it."""
    piece = pieces[i]
    if not isinstance(piece, int) or tree.words[piece] not in _LOOSE_MARKS:
        return False
    if tree.words[piece] in "()[]" or (tree.words[piece] == "-" and tree.tags[piece] == "HYPH"):
        return False
    before = pieces[i - 1] if i else None
    after = pieces[i + 1] if i + 1 < len(pieces) else None
    if before is not None and after == piece + 1 and _opens_participle(tree, after):
        return False  # "struck a truck, killing three people"
    aside = [k for k in pieces[:i] if isinstance(k, int) and tree.words[k] != ","]
    if aside and after == piece + 1 and _ends_aside(tree, aside[-1], pieces[:i]):
        return False  # "Ada Roe, a nurse, was", without what was told of her after it
    return before != piece - 1 or after != piece + 1


def _ends_aside(tree: Tree, i: int, before: Sequence[Piece]) -> bool:
    """Say whether a description that a comma opened ends at a token."""
    while tree.deps[i] not in {"appos", "ROOT"} and tree.last[tree.heads[i]] == tree.last[i]:
        i = tree.heads[i]
    opened = tree.deps[i] == "appos" and tree.first[i] > 0 and tree.words[tree.first[i] - 1] == ","
    return opened and tree.first[i] - 1 in before


def _opens_participle(tree: Tree, i: int) -> bool:
    return tree.deps[i] == "advcl" and tree.tags[i] in {"VBG", "VBN"} and tree.first[i] == i


def without_lone_comma(tree: Tree, head: int, pieces: Pieces) -> Pieces:
    """Return the pieces without a comma between a subject and its verb whose partner was left out.

    "Ada Roe, 52, of Otley, was" comes to "Ada Roe of Otley was", "his wife, Ann, a painter," to "his wife Ann".
    """
    verb = min((n for n, piece in enumerate(pieces) if piece in tree.verb_group(head)), default=0)
    subject = next((n for n in range(verb) if _is_subject_of(tree, pieces[n], head)), verb)
    while verb > subject and _is(tree, pieces[verb - 1], "advmod"):
        verb -= 1
    commas = [n for n in range(subject, verb) if _is_comma(tree, pieces[n])]
    if len(commas) != 1:
        return pieces
    after = pieces[commas[0] + 1]
    listed = any(_is(tree, piece, "conj") for piece in pieces[subject:verb])
    beside = [i for i in pieces[commas[0] + 1 : verb] if isinstance(i, int) and tree.deps[i] in {"appos", "prep"}]
    told = not listed and any(tree.first[i] == after for i in beside)
    lone = commas[0] == verb - 1 or told
    return (*pieces[: commas[0]], *pieces[commas[0] + 1 :]) if lone else pieces


def _is_subject_of(tree: Tree, piece: Piece, head: int) -> bool:
    return isinstance(piece, int) and tree.deps[piece] in SUBJECTS and tree.heads[piece] == head


def _is_comma(tree: Tree, piece: Piece) -> bool:
    return isinstance(piece, int) and tree.words[piece] == ","


def _is(tree: Tree, piece: Piece, dep: str) -> bool:
    return isinstance(piece, int) and tree.deps[piece] == dep
