"""Clauses with several adjuncts, said once with each: "won in Paris for the third time" is two things to check."""

from __future__ import annotations

from factkit.claims import scope
from factkit.claims.drafts import Piece
from factkit.language.tree import Tree
from factkit.language.wordlists import words

_COMPLEMENTS = frozenset({"dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "agent", "dative"})
_LONG = 4
"""A single adjunct shorter than this (in words) stays: without it the claim is hardly another thing to check."""
_BARE_NOUN = 2
"""Words of a remark of which only the noun is left: ", a move"."""
_WITH_TWO_OBJECTS = frozenset("award bring cost deny earn give grant hand lend offer pay send show win".split())  # noqa: SIM905
_LEADING = frozenset({("ahead", "of"), ("along", "with"), ("apart", "from"), ("aside", "from"), ("together", "with")})
"""Adverbs that belong to the preposition after them: "aside from the cost"."""
_FEWEST_OF_CONTENT = 3
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})
_FEWEST = 5
"""Words without which a clause says too little by itself: "The workers were addressed"."""
_CONDITIONS = frozenset({"basis", "case", "condition", "event"})
"""Nouns that a preposition makes a condition: "in case the power fails"."""
_COMMAS = frozenset({",", "–", "—"})
_WHEN = frozenset({"before", "until", "till"})
_TIMES = frozenset({"DATE", "TIME"})
_ADJUNCTS = frozenset({"prep", "npadvmod"})


def versions(tree: Tree, head: int, pieces: list[Piece]) -> list[list[Piece]]:
    """Return the clause as it stands, or without its adjuncts and with each of them alone.

    What is set off by commas may always be left out. For the rest a clause is left whole where an adjunct bears on
    what is said: after a negation, "only", a superlative.
    """
    asides = _asides(tree, head, [piece for piece in pieces if isinstance(piece, int)])
    core = _shed(tree, head, _without(pieces, asides))
    telling = [part for part in asides if _words(tree, part) > _BARE_NOUN]
    return [*core, *(_without(pieces, [part for part in asides if part is not one]) for one in telling)]


def _asides(tree: Tree, head: int, tokens: list[int]) -> list[set[int]]:
    """Return what commas set off: "..., which X", "..., hundreds of whom X", "..., the third this year"."""
    kept = set(tokens)
    found: list[set[int]] = []
    for i in tokens:
        first, last = tree.first[i], tree.last[i]
        if i == head or first not in kept or first == 0 or tree.words[first - 1] not in _COMMAS:
            continue
        if any(i in part for part in found) or tree.pos[first - 2] == "NUM":  # ", 61, who left in 2021,"
            continue
        ends = last + 1 >= len(tree) or tree.words[last + 1] in {".", ";"} or last == tokens[-1]
        relative = tree.deps[i] == "relcl" and (ends or tree.words[last + 1] in _COMMAS) and tree.is_finite(i)
        if relative or (ends and i > head and _is_remark(tree, i, head)):
            found.append({first - 1, *range(first, last + 1)} & kept)
    return found


def _is_remark(tree: Tree, i: int, head: int) -> bool:
    """Say whether a phrase after the last comma is a remark on the clause or its last noun, no member of a list."""
    first = tree.first[i]
    if tree.lowers[first] in {"among", "including"}:
        return tree.deps[i] in {"prep", "appos"}
    if tree.pos[i] not in {"NOUN", "ADJ"} or tree.child(i, "cc", "conj") is not None or tree.entities[i] in _TIMES:
        return False
    second = tree.deps[i] == "dobj" and tree.child(head, "dobj") not in {None, i}
    new = tree.lowers[first] in {"a", "an"} and tree.deps[i] == "appos" and tree.lemmas[head] not in _WITH_TWO_OBJECTS
    known = tree.lowers[first] in {"the", "its", "his", "her", "their"}
    return (known or new) and (second or tree.deps[i] in {"appos", "npadvmod"}) and tree.tags[first] != "NNP"


def _shed(tree: Tree, head: int, pieces: list[Piece]) -> list[list[Piece]]:
    tokens = [piece for piece in pieces if isinstance(piece, int)]
    if scope.goes_on(tree, head, tokens):
        return [pieces]
    deepest = scope.deepest_verb(tree, head)
    adjuncts = [*_free(tree, head, set(tokens)), *(_free(tree, deepest, set(tokens)) if deepest != head else ())]
    clauses = _clauses(tree, {head, deepest}, set(tokens))
    parts = [_with_tail(tree, head, i, adjuncts) & set(tokens) for i in sorted(adjuncts + clauses)]
    parts = [part for part in _joined(tree, parts) if not scope.binds(tree, part)]
    core = set(tokens).difference(*parts)
    if scope.binds(tree, core) or scope.compares(tree, core) or _looks_back(tree, head, tokens, parts):
        return [pieces]
    if not parts or (len(parts) == 1 and not clauses and _words(tree, parts[0]) < _LONG):
        return [pieces]
    rest = _without(pieces, parts)
    after = [p for p in rest if isinstance(p, int) and p > head and tree.pos[p] != "PUNCT"]
    says_little = not after and tree.lemmas[head] in words("timing_verbs.txt", "factkit.claims")
    says_little = says_little or _words(tree, core) < _FEWEST
    bare = [rest] if len(parts) == 1 and not says_little else []
    said = [*bare, *(_without(pieces, [part for part in parts if part is not one]) for one in parts)]
    return said if all(_says_enough(tree, one) for one in said) else [pieces]


def _says_enough(tree: Tree, pieces: list[Piece]) -> bool:
    """Say whether a claim without some of its adjuncts has enough content: not "cracks were found last month"."""
    content = [i for i in pieces if isinstance(i, int) and tree.pos[i] in _CONTENT and tree.entities[i] not in _TIMES]
    return len(content) >= _FEWEST_OF_CONTENT


def _joined(tree: Tree, parts: list[set[int]]) -> list[set[int]]:
    """Return the adjuncts, as one where the second may be of the first: "over overruns | on an earlier programme"."""
    found: list[set[int]] = []
    for part in sorted(parts, key=min):
        if found and _may_be_of(tree, part, found[-1]):
            found[-1] = found[-1] | part
        else:
            found.append(part)
    return found


def _may_be_of(tree: Tree, part: set[int], before: set[int]) -> bool:
    first, last = min(part), max(before)
    beside = first == last + 1 and tree.deps[first] == "prep" and tree.deps[min(before)] == "prep"
    times = any(tree.entities[i] in _TIMES for i in (first + 1, last, max(part)))
    return beside and tree.pos[last] == "NOUN" and not times


def _with_tail(tree: Tree, head: int, i: int, free: list[int]) -> set[int]:
    """Return the tokens of an adjunct and of a phrase right after it that is not free and so may belong to it."""
    part = set(tree.subtree(i))
    first = tree.first[i]
    if tree.lowers[first - 1 : first + 1] in _LEADING:
        part.add(first - 1)
    after = tree.last[i] + 1
    if tree.deps[i] == "npadvmod" and tree.entities[i] in _TIMES:
        return part
    beside = tree.under(tree.heads[i], ("prep",))
    tail = next((c for c in beside if tree.first[c] == after and c not in free), None)
    return part | _with_tail(tree, head, tail, free) if tail is not None and i > head else part


def _words(tree: Tree, part: set[int]) -> int:
    return sum(tree.pos[i] != "PUNCT" for i in part)


def _clauses(tree: Tree, heads: set[int], kept: set[int]) -> list[int]:
    """Return the clauses that tell of the same event by the way, and what hangs on a comma: "..., leading to X"."""
    found = []
    for i in (c for head in heads for c in tree.under(head, ("advcl",))):
        if i not in kept or i < max(heads):
            continue
        set_off = tree.words[tree.first[i] - 1] in {",", "–", "—"}
        marks = [tree.lowers[m] for m in tree.under(i, ("mark",))]
        participle = tree.tags[i] in {"VBG", "VBN"} and tree.first[i] == i and not marks
        participle = participle and (tree.tags[i] == "VBG" or "," not in tree.words[i : tree.last[i]])
        if (participle and set_off) or (marks and marks[0] in _WHEN | words("factive_marks.txt")):
            found.append(i)
    return found


def _free(tree: Tree, head: int, kept: set[int]) -> list[int]:
    """Return the adjuncts that a clause can do without: places, manners, purposes and, of past events, times."""
    if tree.lemmas[head] in words("measuring_verbs.txt", "factkit.claims"):
        return []
    adjuncts = [
        i for i in tree.children[head] if i in kept and tree.deps[i] in _ADJUNCTS and not _leads_on(tree, i, kept)
    ]
    if tree.lemmas[head] in words("verbs_with_prepositions.txt", "factkit.claims"):
        after = [i for i in adjuncts if i > head]
        adjuncts = [i for i in adjuncts if i not in after[:1]]
    if tree.lemmas[head] in words("with_objects.txt", "factkit.claims"):
        adjuncts = [i for i in adjuncts if tree.lowers[i] != "with"]
    adjuncts = [i for i in adjuncts if tree.lemmas[tree.child(i, "pobj") or i] not in _CONDITIONS]
    complete = tree.child(head, *_COMPLEMENTS) is not None or tree.child(head, "auxpass") is not None
    complete = complete or tree.lemmas[head] in words("complete_verbs.txt", "factkit.claims")
    if not complete:
        after = [i for i in adjuncts if i > head]
        adjuncts = [i for i in adjuncts if i not in after[:1]]
    now = any(tree.tags[g] in {"VBZ", "VBP"} and tree.lemmas[g] != "have" for g in tree.verb_group(head))
    is_event = complete and not now and tree.tags[head] in {"VBD", "VBN"} and not tree.under(head, ("attr", "acomp"))
    prepositions = words("free_prepositions.txt", "factkit.claims")
    free = []
    for i in adjuncts:
        if any(tree.entities[t] in _TIMES for t in tree.subtree(i)):
            if is_event and (tree.deps[i] == "npadvmod" or tree.lowers[i] in prepositions):
                free.append(i)
        elif tree.lowers[i] in prepositions:
            free.append(i)
    return free + _purposes(tree, head, kept)


def _looks_back(tree: Tree, head: int, tokens: list[int], parts: list[set[int]]) -> bool:
    """Say whether a pronoun in what stays may stand for something in what may be left out."""
    pronouns = [i for i in tokens if i > head and tree.tags[i] in {"PRP", "PRP$"}]
    return any(
        any(i not in part and any(k < i and tree.pos[k] in {"NOUN", "PROPN"} for k in part) for part in parts)
        for i in pronouns
    )


def _leads_on(tree: Tree, i: int, kept: set[int]) -> bool:
    """Say whether what follows needs it: the rest after its comma, or "to" after "from"."""
    after = tree.last[i] + 1
    if after < len(tree) and tree.tags[after] == "TO" and tree.deps[i] == "prep":
        return True  # "for $620m to feed millions"
    if tree.lowers[i] == "from" and after < len(tree) and tree.lowers[after] == "to":
        return True
    goes_on = after + 1 < len(tree) and after + 1 in kept and tree.deps[after + 1] != "cc"
    return i > tree.heads[i] and goes_on and tree.words[after] in {",", "–", "—"}


def _purposes(tree: Tree, head: int, kept: set[int]) -> list[int]:
    """Return the clauses that say what for, after a verb that has its object and needs no more."""
    needs_more = any(tree.lemmas[head] in words(name) for name in ("intensional_verbs.txt", "implicatives.txt"))
    if needs_more or tree.child(head, "dobj") is None or tree.tags[head] not in {"VBD", "VBN"}:
        return []
    if tree.child(head, "auxpass") is not None or tree.lemmas[head] in words("infinitive_verbs.txt", "factkit.claims"):
        return []
    found = [i for i in tree.under(head, ("advcl",)) if i in kept and i > head and tree.tags[i] == "VB"]
    return [i for i in found if tree.lowers[tree.first[i]] == "to" and tree.child(i, "nsubj") is None]


def _without(pieces: list[Piece], parts: list[set[int]]) -> list[Piece]:
    left_out = set().union(*parts)
    return [piece for piece in pieces if piece not in left_out]
