"""Where the last words of a sentence hang: what the parser ties to the nearest verb or noun though it is of another.

Each rule returns the token that another one belongs to, or None where the parse may stand.
"""

from __future__ import annotations

from factkit.claims import nouns, scope
from factkit.claims.inflection import is_plainly_past
from factkit.claims.reported import stance_of
from factkit.language.tree import AUXILIARIES, SUBJECTS, Tree
from factkit.language.wordlists import words

_SUBORDINATE = frozenset({"relcl", "acl", "advcl", "pcomp"})
_OF_THE_WHOLE = frozenset({"after", "ahead", "amid", "because", "despite", "following", "pending"})
_CONTRASTS = frozenset({"although", "though", "whereas", "while"})
_SOME = frozenset(
    {"all", "both", "dozens", "few", "half", "hundreds", "many", "most", "none", "one", "some", "thousands"}
)
_OWN_RESULTS = frozenset({"when", "where", "who", "which", "that"})
"""Words that open a clause whose own result a participle at its end tells: "when the hillside gave way, burying"."""
_WHEN_SAID = frozenset({"at", "in", "on"})
_ACTS = frozenset({"accuse", "blame", "cite", "demand", "recommend", "threaten", "urge"})
_VERBS = frozenset({"VERB", "AUX"})
_COUNTED = frozenset({"DATE", "TIME", "MONEY", "QUANTITY", "PERCENT", "CARDINAL"})


def place_of(tree: Tree, i: int) -> int | None:
    """Return the token that `i` belongs to where the parser hung it elsewhere; None where it may stay."""
    rules = {
        "prep": (_of_saying, _of_what_is_said, _of_main_clause),
        "npadvmod": (_of_saying,),
        "advcl": (_of_what_is_said, _of_main_clause, _of_clause_before, _of_speaker),
        "relcl": (_of_nearest,),
        "conj": (_of_gerund, _of_amount, _of_finite, _of_who_said),
    }
    found = (rule(tree, i) for rule in rules.get(tree.deps[i], ()))
    return next((above for above in found if above is not None), None)


def _comma_before(tree: Tree, i: int) -> bool:
    return tree.first[i] > 0 and tree.words[tree.first[i] - 1] == ","


def _ends_sentence(tree: Tree, i: int) -> bool:
    return all(tree.pos[k] == "PUNCT" for k in range(tree.last[i] + 1, len(tree)))


def _of_main_clause(tree: Tree, i: int) -> int | None:
    """Return the main verb for what a comma sets off at the end: "a law that raises the age, despite protests"."""
    loose = tree.lowers[tree.first[i]] in _OF_THE_WHOLE | _CONTRASTS or (tree.tags[i] == "VBG" and tree.first[i] == i)
    if not loose or not _comma_before(tree, i) or not _ends_sentence(tree, i):
        return None
    top = tree.heads[i]
    while tree.deps[top] == "conj":
        top = tree.heads[top]
    if tree.tags[i] == "VBG" and (_tells(tree, i) or tree.lowers[tree.first[top]] in _OWN_RESULTS):
        return None
    bound = tree.deps[top] in _SUBORDINATE and tree.first[top] > tree.heads[top] and not _comma_before(tree, top)
    if not bound or tree.pos[tree.heads[i]] not in _VERBS or tree.heads[i] > i:
        return None
    above = tree.heads[top]
    while tree.pos[above] not in _VERBS or tree.deps[above] in _SUBORDINATE:
        if tree.heads[above] == above:
            return None
        above = tree.heads[above]
    return above


def _of_clause_before(tree: Tree, i: int) -> int | None:
    """Return the clause right before a participle that is its own: "fell after it cut its forecast, blaming rivals"."""
    head, end = tree.heads[i], tree.first[i] - 2
    if tree.tags[i] != "VBG" or tree.first[i] != i or not _comma_before(tree, i):
        return None
    clause = next((k for k in tree.under(head, ("advcl",)) if head < k < i and tree.last[k] == end), None)
    if clause is None or tree.child(clause, *SUBJECTS) is None or not tree.is_finite(clause):
        return None
    subject = tree.child(head, *SUBJECTS)
    cannot_tell = subject is not None and tree.tags[subject] in {"NN", "NNS"} and not nouns.is_person(tree, subject)
    return clause if (_tells(tree, i) and cannot_tell) or tree.lowers[tree.first[clause]] in _OWN_RESULTS else None


def _tells(tree: Tree, i: int) -> bool:
    """Say whether only somebody can do it, so that it is of the nearest clause: "after it cut its outlook, blaming"."""
    return stance_of(tree.lemmas[i]) is not None or tree.lemmas[i] in _ACTS


def _of_saying(tree: Tree, i: int) -> int | None:
    """Return the verb of speech for when or where it was said: "said on Monday it would close", "said last week it"."""
    said = tree.heads[i]
    speech = tree.heads[said]
    subject = tree.child(said, *SUBJECTS)
    if tree.deps[said] != "ccomp" or stance_of(tree.lemmas[speech]) is None or subject is None:
        return None
    between = range(speech + 1, tree.first[subject])
    is_first = tree.first[i] in between and not any(tree.words[k] == "," or tree.deps[k] == "mark" for k in between)
    when = any(tree.entities[k] in {"DATE", "TIME", "GPE"} for k in tree.subtree(i))
    return speech if is_first and when and (tree.deps[i] == "npadvmod" or tree.lowers[i] in _WHEN_SAID) else None


def _of_what_is_said(tree: Tree, i: int) -> int | None:
    """Return what is said, for a condition hung on who says it: "diplomats say talks could resume, provided that"."""
    said = tree.child(tree.heads[i], "ccomp")
    opens = tree.lowers[tree.first[i]] in words("conditionals.txt") or scope.opens_condition(tree, tree.first[i])
    spoken = said is not None and stance_of(tree.lemmas[tree.heads[i]]) is not None
    return said if spoken and opens and said is not None and tree.heads[i] < said < i else None


def _of_speaker(tree: Tree, i: int) -> int | None:
    """Return the verb of speech that another speaker is set against: "the army says A, while villagers insist B"."""
    said = tree.heads[i]
    speech = tree.heads[said]
    marked = any(tree.lowers[m] in _CONTRASTS for m in tree.under(i, ("mark",)))
    if not marked or not _comma_before(tree, i) or tree.deps[said] != "ccomp" or not speech < said < i:
        return None
    own = tree.child(i, *SUBJECTS) is not None and tree.child(i, "ccomp") is not None
    speak = stance_of(tree.lemmas[i]) is not None and stance_of(tree.lemmas[speech]) is not None
    return speech if own and speak else None


def _of_nearest(tree: Tree, i: int) -> int | None:
    """Return the noun right before a clause that tells of it: "Roe of the union, which", ", some of whom"."""
    noun = tree.first[i] - 2
    below = _comma_before(tree, i) and noun != tree.heads[i] and tree.is_under(noun, tree.heads[i])
    person = tree.entities[tree.heads[i]] == "PERSON"
    if below and person and tree.lowers[tree.first[i]] == "which" and tree.pos[noun] in {"NOUN", "PROPN"}:
        return noun
    if not _comma_before(tree, i) or tree.lowers[tree.first[i]] not in _SOME or tree.pos[noun] != "NOUN":
        return None
    return noun if any(tree.is_under(noun, k) for k in tree.under(tree.heads[i], ("relcl", "acl")) if k < i) else None


def _of_gerund(tree: Tree, i: int) -> int | None:
    """Return the participle that another goes on from: "banned after testing positive and then tampering"."""
    head = tree.heads[i]
    if tree.tags[i] != "VBG" or tree.tags[head] == "VBG" or tree.child(i, *AUXILIARIES, *SUBJECTS) is not None:
        return None
    before = [k for k in range(head + 1, i) if tree.tags[k] == "VBG" and tree.deps[k] in {"pcomp", "advcl", "acl"}]
    return before[0] if len(before) == 1 else None


def _of_finite(tree: Tree, i: int) -> int | None:
    """Return the verb with a tense that another goes on from: "had asked them to move it but had heard nothing"."""
    above = tree.heads[i]
    to = any(tree.lowers[c] == "to" for c in tree.under(above, ("aux",)))
    if not to or tree.tags[above] != "VB" or not tree.is_finite(i) or tree.child(i, *SUBJECTS, "mark") is not None:
        return None
    while tree.heads[above] != above and not tree.is_finite(above):
        above = tree.heads[above]
    return above if tree.pos[above] in _VERBS and tree.is_finite(above) and above < i else None


def _of_who_said(tree: Tree, i: int) -> int | None:
    """Return the verb of speech that a second verb goes on from: "found that she had lied, and fined her"."""
    said = tree.heads[i]
    speech = tree.heads[said]
    reported = tree.deps[said] == "ccomp" and speech < said and stance_of(tree.lemmas[speech]) is not None
    bare = tree.child(i, *SUBJECTS, *AUXILIARIES, "mark") is None and tree.tags[i] in {"VBD", "VBZ"}
    clear = tree.tags[i] == "VBZ" or is_plainly_past(tree.lowers[i], tree.lemmas[i])
    other = clear and tree.child(said, *AUXILIARIES) is not None and tree.tags[said] != tree.tags[i]
    other = other or _is_no_act_of(tree, i, said)
    return speech if reported and bare and other and tree.tags[i] == tree.tags[speech] else None


def _is_no_act_of(tree: Tree, i: int, said: int) -> bool:
    """Say whether a verb after a comma is for people, and what is said is of a thing: "fines were low, and urged"."""
    thing = tree.child(said, *SUBJECTS)
    if thing is None or tree.pos[thing] != "NOUN" or nouns.is_person(tree, thing) or nouns.is_body(tree, thing):
        return False
    called_for = tree.lemmas[i] == "call" and tree.lowers[i + 1 : i + 2] == ("for",)
    of_people = words("agent_verbs.txt", "factkit.claims") | words("speech_of_actors.txt", "factkit.claims")
    acts = called_for or _tells(tree, i) or tree.lemmas[i] in of_people
    return acts and tree.words[tree.first[i] - 2] == "," and tree.tags[thing] in {"NN", "NNS"}


def _of_amount(tree: Tree, i: int) -> int | None:
    """Return the amount that another is added to: "sentenced to 18 months in prison and three years of probation"."""
    head = tree.heads[i]
    if tree.pos[head] not in _VERBS or tree.entities[i] not in _COUNTED or tree.pos[i] in _VERBS:
        return None
    before = [
        k
        for k in range(head + 1, i)
        if tree.entities[k] == tree.entities[i] and tree.tags[k] == tree.tags[i] and tree.deps[k] in {"pobj", "dobj"}
    ]
    return before[-1] if before else None
