"""Clauses of time, contrast or cause beside a clause, and participles: how they stand to it, and in which tense."""

from __future__ import annotations

from factkit.claims.drafts import Pieces
from factkit.claims.inflection import past, present
from factkit.language.tree import SUBJECTS, Tree
from factkit.language.wordlists import rows, words

_PLURAL_PRONOUNS = frozenset({"they", "we", "you", "these", "those"})


def contrasts(tree: Tree, i: int, marks: list[int]) -> bool:
    """Say whether a clause with a subject of its own only stands against another: "..., while imports fell"."""
    first = tree.first[i]
    set_off = first > 0 and tree.words[first - 1] == ","
    return set_off and [tree.lowers[m] for m in marks] in (["while"], ["whereas"]) and tree.is_finite(i)


def is_followed(tree: Tree, i: int, at: int) -> bool:
    """Say whether a participle comes right after a clause: it may be of that, so they stay together."""
    after = tree.last[i] + 1
    return any(tree.tags[c] == "VBG" and tree.first[c] in {after, after + 1} for c in tree.under(at, ("advcl",)))


def goes_on(tree: Tree, i: int) -> bool:
    """Say whether another form follows a participle: "starring X and directed by Y" has no one tense."""
    return any(tree.pos[c] in {"VERB", "AUX"} and tree.tags[c] != tree.tags[i] for c in tree.under(i, ("conj",)))


def tells_result(tree: Tree, i: int) -> bool:
    """Say whether a participle at the end tells what the whole clause led to: "..., setting the stage for talks"."""
    made = tree.child(i, "dobj")
    phrase = made is not None and any(row == [tree.lemmas[i], tree.lemmas[made]] for row in rows("result_phrases.tsv"))
    return phrase or tree.lemmas[i] in words("result_participles.txt")


def says_little(tree: Tree, head: int, without: int) -> bool:
    """Say whether a clause needs what is said of its time: "began after the talks ended"."""
    rest = [c for c in tree.children[head] if c != without and c > head and tree.deps[c] != "punct"]
    subject = tree.child(head, *SUBJECTS)
    pointing = subject is not None and tree.tags[subject] == "PRP"  # "they were punished when ..."
    pointing = pointing or tree.deps[head] == "acl"  # "an inquiry, opened after ..."
    return not rest and (pointing or tree.lemmas[head] in words("timing_verbs.txt", "factkit.claims"))


def finite_form(tree: Tree, i: int, at: int, subject: Pieces) -> str:
    """Return a participle in the tense of the verb that it goes with."""
    group = tree.verb_group(at)
    if any(tree.tags[g] == "VBD" for g in group) or any(tree.lemmas[g] == "have" for g in group if g != at):
        return past(tree.lemmas[i])
    return tree.lemmas[i] if is_plural(tree, subject) else present(tree.lemmas[i])


def is_plural(tree: Tree, subject: Pieces) -> bool:
    """Say whether a subject takes its verb in the plural."""
    heads = [p for p in subject if isinstance(p, int) and tree.deps[p] in SUBJECTS | {"conj"}]
    return len(heads) > 1 or any(tree.tags[p] in {"NNS", "NNPS"} or tree.lowers[p] in _PLURAL_PRONOUNS for p in heads)


def is_settled(tree: Tree, head: int) -> bool:
    """Say whether a clause tells what happened or is so, not what may or will be."""
    return all(tree.tags[g] != "MD" for g in tree.verb_group(head))
