"""Reported speech: who says it, how they stand to it, and what is said."""

from __future__ import annotations

import itertools
import re
from collections.abc import Set
from dataclasses import dataclass
from functools import cache

from factkit.claims import nouns
from factkit.claims.drafts import Pieces
from factkit.claims.inflection import past, present
from factkit.language.tree import SUBJECTS, Tree
from factkit.language.wordlists import rows, words
from factkit.model import Stance

_QUESTION_WORDS = frozenset({"whether", "if", "what", "how", "who", "why", "when", "where", "which"})
_SUBORDINATE = frozenset(
    "if unless although though while when after before as because since once whereas in on at".split()  # noqa: SIM905
)
_WORD = r"[^\s,;:\"“”]+"
_NAME = rf"(?:[A-Z]{_WORD} ){{0,3}}[A-Z]{_WORD}"
_WHEN_SAID = (
    r"(?: (?:on|late|early|last|this) (?:\w+ )?\w+(?: (?:morning|afternoon|evening|night))?"
    r"| (?:in|at) (?:an? )?(?:\w+ )?\w+| yesterday| today)?"
)
_SAYING = r"(?P<verb>said|says|added|adds|reported|announced|noted|conceded|explained|argued|stressed|acknowledged)"
_INSERTION = re.compile(
    rf"(?P<content>[^;:]+), (?P<speaker>(?:{_WORD} ){{1,7}}?){_SAYING}{_WHEN_SAID},(?P<rest> [^;:]+)"
)
_INVERTED_INSERTION = re.compile(
    rf"(?P<content>[^,;:]+), {_SAYING} (?P<speaker>[^;:\"“”]+?),(?P<rest> (?:is|are|was|were|has|have|had|will|would"
    r"|can|could|may|might|must|does|do|did)\b[^;:]+)"
)
_RESUMED = re.compile(
    rf"[\"“](?P<content>[^\"“”;]+,)[\"”] (?P<speaker>(?:{_WORD} ){{0,7}}?){_SAYING}(?P<after>(?: {_WORD}){{0,7}}?)"
    rf"{_WHEN_SAID}, [\"“](?P<rest>[^\"“”;]+)[\"”]\.?"
)
_SPOKEN = re.compile(
    r"\b(?:and|but|or|nor|that|which|who|whom|whose|where|when|he|she|it|they|we|i|to|is|are|was|were|has|have|had|been|not|if|what|than)\b",
    re.IGNORECASE,
)
_QUOTES = frozenset({'"', "“", "”", "«", "»"})
_CONTRASTS = frozenset({"although", "though", "whereas", "while"})
_TIES = frozenset({"that", "and", "but", "``"})
_THINKING = frozenset("believe consider expect feel hope imagine know suspect think understand".split())  # noqa: SIM905
_PRONOUNS = frozenset({"he", "she", "it", "they"})
_DETERMINERS = frozenset("a all an another both each her his its my no one our some the their these this those".split())  # noqa: SIM905
_NO_SPEAKERS = frozenset("almost even just less more not only still".split())  # noqa: SIM905
_COMPARED = frozenset(
    "about above ahead against around behind below beyond compared down from near over than under up versus".split()  # noqa: SIM905
)
"""Words that set a figure against another: "..., ahead of the $2bn analysts had forecast" names nobody who speaks."""
_GOING_ON = frozenset(
    "adding arguing citing claiming explaining insisting noting predicting saying stressing warning".split()  # noqa: SIM905
)
"""How speech goes on after who speaks: "..., the mayor said, adding that"."""
_FEWEST = 2
"""Words that stand at least before an inserted "she said"."""
_THOUGHT = ("thinking_verbs.txt", "factkit.claims")
_OWN_CLAIMS = frozenset({"claim", "admit", "confess", "profess"})
_TRANSPARENT_AUX = frozenset({"have", "be", "do"})


@dataclass(frozen=True, slots=True)
class Source:
    """Who a whole sentence is said by: "according to the office". `tokens` are the words that say so."""

    speaker: Pieces
    stance: Stance
    tokens: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tail:
    """The part of a sentence that only says who says it: ", police said on Friday." `start` is its comma.

    `doubtful` tells whether it may as well be the end of the sentence: ", holds a coin found in May." `hedge` is the
    verb where it is one of thinking.
    """

    start: int
    speaker: str
    stance: Stance
    end: int = 0
    quoted: bool = False
    doubtful: bool = False
    hedge: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A clause of speech: the head of what is said, and how the speaker stands to it.

    `direct` tells whether what is said can be taken out and attributed; else the clause stays whole. `own` tells
    whether the whole clause is still what its speaker holds or denies, and no more than that.
    """

    content: int
    stance: Stance
    direct: bool
    own: bool


def stance_of(lemma: str) -> Stance | None:
    """Return how the subject of a verb of speech stands to what it reports; None for other verbs."""
    return _verbs().get(lemma)


def source_of(tree: Tree) -> Source | None:
    """Return the source that the sentence names for all it says: "according to X"."""
    for i, word in enumerate(tree.lowers):
        if word != "according" or i + 1 >= len(tree) or tree.lowers[i + 1] != "to":
            continue
        named = tree.child(i + 1, "pobj") if tree.heads[i + 1] == i else tree.child(i, "pobj")
        if named is None or not _is_of_all(tree, i):
            return None
        tokens = tuple(range(i, tree.last[named] + 1))
        return Source(nouns.phrase(tree, named, frozenset()), Stance.ASSERTS, tokens)
    return None


def _is_of_all(tree: Tree, i: int) -> bool:
    """Say whether a token is of the main clause, not of one within it: "a site where, according to X, few come"."""
    while tree.heads[i] != i:
        if tree.deps[i] in {"relcl", "acl", "advcl", "ccomp"} and tree.first[i] < i and tree.deps[i] != "ccomp":
            return False
        i = tree.heads[i]
    return True


def insertion_of(text: str) -> Tail | None:
    """Return who says a sentence where commas set it off in the middle: "..., the union said, after ..."."""
    found = _INSERTION.fullmatch(text) or _INVERTED_INSERTION.fullmatch(text)
    if found is None or _is_open(found["content"]) or _stance_of_form(found["verb"]) is not Stance.ASSERTS:
        return None
    speaker = found["speaker"].strip()
    few = len(found["content"].split()) < _FEWEST
    if (
        (_SPOKEN.search(speaker) and speaker.lower() not in _PRONOUNS)
        or not _begins_as_noun(speaker)
        or speaker.split()[0].lower() in _SUBORDINATE
        or few
        or found["rest"].split()[0] in _GOING_ON
    ):
        return None
    return Tail(len(found["content"]), speaker, Stance.ASSERTS, found.start("rest"))


def _begins_as_noun(speaker: str) -> bool:
    """Say whether words begin as those for a speaker do: "a study", "Ann Lee", "two experts", not "blamed a leak"."""
    first = speaker.split(maxsplit=1)[0]
    lower = first.lower()
    if first[0].isupper() or lower in _DETERMINERS | _PRONOUNS | words("posts.txt"):
        return True
    is_verb = lower in _verb_forms() or lower.endswith(("ing", "ed"))
    return not is_verb and not lower.endswith("ly") and lower not in _NO_SPEAKERS | _COMPARED


@cache
def _verb_forms() -> frozenset[str]:
    irregular = {form for row in rows("irregular_verbs.tsv", "factkit.claims") for form in row[1:]}
    return frozenset(irregular - _DETERMINERS)


def resumed_of(text: str) -> tuple[Tail, int] | None:
    """Return who says a quotation that goes on after it, and where: '"A," she said, "and B."'; None for other texts."""
    found = _RESUMED.fullmatch(text)
    if found is None or _stance_of_form(found["verb"]) is not Stance.ASSERTS:
        return None
    speaker = found["speaker"].strip() or found["after"].strip()
    if not speaker or (_SPOKEN.search(speaker) and speaker.lower() not in _PRONOUNS):
        return None
    return Tail(found.end("content"), speaker, Stance.ASSERTS, found.start("rest")), found.end("rest")


def _is_open(text: str) -> bool:
    """Say whether a quotation begins in a text and does not end in it."""
    return text.count('"') % 2 == 1 or text.count("“") != text.count("”")


def tail_of(text: str) -> Tail | None:
    """Return who says all of a sentence before its last comma; None where the end says more than that.

    Read from the words, since the parser often hangs such an end on the last noun before it.
    """
    found = _tail().fullmatch(text)
    if found is None:
        return None
    content, speaker = found["content"], found["speaker"].strip(" ,")
    dependent = content.split(None, 1)[0].lower() in _SUBORDINATE and ", " not in content
    is_speaker = not _SPOKEN.search(speaker) and _begins_as_noun(speaker)
    if dependent or len(content.split()) < 4 or not is_speaker or _is_open(content + found["closing"]):
        return None
    quoted = bool(found["closing"])
    is_name = speaker[0].isupper() or speaker.split()[0].lower() in _DETERMINERS | _PRONOUNS
    hedge = found["verb"] if any(found["verb"] in _forms(lemma) for lemma in words(*_THOUGHT)) else ""
    return Tail(len(content), speaker, Stance.ASSERTS, quoted=quoted, doubtful=not (quoted or is_name), hedge=hedge)


@cache
def _tail() -> re.Pattern[str]:
    forms = sorted({form for lemma in _verbs() if is_asserted_by(lemma) for form in _forms(lemma)})
    speaker = rf"(?:{_WORD} ){{1,9}}?|(?:{_WORD} ){{1,9}}{_WORD}, {_NAME}, "
    adverbs = r"(?:(?:has|have|had|also|later|earlier|(?!family|assembly|ally|monopoly)[a-z]+ly) )*"
    return re.compile(
        rf"(?P<content>[^;]+),(?P<closing>[\"”]?) (?P<speaker>{speaker}){adverbs}"
        rf"(?P<verb>{'|'.join(forms)}){_WHEN_SAID}\."
    )


def _stance_of_form(verb: str) -> Stance | None:
    """Return the stance of a verb as it is written: said, says, warned."""
    return next((stance_of(lemma) for lemma in _verbs() if verb in _forms(lemma) and is_asserted_by(lemma)), None)


def hedge_of(tree: Tree, head: int) -> str:
    """Return a verb, as it stands, that weakens what hangs on it: "estimates"; "" for one that does not."""
    return tree.lowers[head] if tree.lemmas[head] in words(*_THOUGHT) else ""


@cache
def _forms(lemma: str) -> frozenset[str]:
    return frozenset({lemma, past(lemma), present(lemma)})


def report_of(tree: Tree, head: int) -> Report | None:
    """Return what is reported in the clause of `head`; None where it reports nothing."""
    stance = stance_of(tree.lemmas[head])
    content = _content(tree, head, stance)
    if stance is None or content is None or "but" in tree.lowers[max(0, head - 1) : head]:  # "all but admitted"
        return None
    if tree.child(head, "auxpass") is not None and tree.child(head, "agent") is None:
        return None
    is_clause = tree.deps[content] in {"ccomp", "parataxis"} and tree.child(content, *SUBJECTS, "expl") is not None
    if stance is not Stance.ASSERTS:
        return Report(content, stance, direct=False, own=_is_plain(tree, head))
    if not _is_plain(tree, head) or not _can_speak(tree, head):
        return None
    said = is_asserted_by(tree.lemmas[head]) and not _is_bent(tree, head, content)
    direct = said and is_clause and tree.is_finite(content)
    return Report(content, stance, direct, own=said and tree.lemmas[head] in _OWN_CLAIMS)


def _can_speak(tree: Tree, head: int) -> bool:
    """Say whether the subject of a verb may say or think what follows: not "only 6 percent", "a body thought to be"."""
    subject = tree.child(head, *SUBJECTS)
    if subject is None:
        return True
    counted = tree.entities[subject] in {"PERCENT", "CARDINAL"} or any(
        tree.lowers[i] in {"percent", "%", "only"} for i in tree.subtree(subject)
    )
    thing = tree.tags[subject] == "NN" and not nouns.is_body(tree, subject) and not nouns.is_person(tree, subject)
    return not counted and not (thing and tree.tags[head] == "VBD" and tree.lemmas[head] in _THINKING)


def is_asserted_by(lemma: str) -> bool:
    """Say whether the subject of a verb of speech or thought holds what it reports: says, not fears or hears."""
    return stance_of(lemma) is Stance.ASSERTS and lemma not in words("tentative_speech.txt", "factkit.claims")


def _is_plain(tree: Tree, head: int) -> bool:
    """Say whether somebody does what a verb of speech says: no "not", "may" or "nobody" beside it."""
    bent = tree.verb_group(head) + tree.under(head, ("advmod",))
    plain = all(i == head or tree.lemmas[i] in _TRANSPARENT_AUX or _is_harmless(tree, i) for i in bent)
    speakers = [i for c in tree.under(head, (*SUBJECTS, "agent")) for i in _without_clauses(tree, c)]
    return plain and not any(tree.lowers[i] in words("negations.txt") for i in speakers)


def _without_clauses(tree: Tree, noun: int) -> set[int]:
    """Return the tokens of a noun phrase but for the clauses that tell of it: "the union, which has not struck"."""
    phrase = tree.subtree(noun)
    told = {t for i in phrase if tree.deps[i] in {"relcl", "acl", "appos"} and i != noun for t in tree.subtree(i)}
    return set(phrase) - told


def _is_bent(tree: Tree, head: int, content: int) -> bool:
    """Say whether what is said cannot be said alone: a question, "only that", "..., which he denies"."""
    first = tree.first[content]
    mark = tree.child(content, "mark")
    before = [i for i in range(first, mark or first) if tree.pos[i] != "PUNCT" and tree.lowers[i] not in _TIES]
    answered = any(
        tree.lowers[i] == "which" and i > head and stance_of(tree.lemmas[tree.heads[i]]) is not None
        for i in tree.subtree(content)
        if tree.deps[i] == "dobj"
    )
    set_against = any(
        tree.lowers[m] in _CONTRASTS and tree.words[m - 1] == "," and m > content
        for i in tree.under(content, ("advcl",))
        for m in tree.under(i, ("mark",))
    )  # "said all were safe, although one died": perhaps the article's own words
    return tree.lowers[first] in _QUESTION_WORDS or bool(before) or answered or set_against


def has_other_speaker(tree: Tree, head: int, beside: Set[int]) -> bool:
    """Say whether the clause of a denial or doubt also tells what somebody else says: "claims by the airline".

    Args:
        beside: the tokens of the clause that are said apart from it.
    """
    for i in sorted({*tree.subtree(head)} - beside):
        if i != head and tree.pos[i] == "VERB" and stance_of(tree.lemmas[i]) is not None and tree.is_finite(i):
            return True
        if tree.lemmas[i] in words("claim_nouns.txt") and tree.pos[i] == "NOUN":
            by = any(tree.lowers[c] in {"by", "from"} for c in tree.under(i, ("prep",)))
            owner = tree.child(i, "poss")
            if by or (owner is not None and tree.pos[owner] != "PRON"):
                return True
    return False


def is_apart(tree: Tree, i: int, head: int) -> bool:
    """Say whether a clause only stands beside that of `head`, with a semicolon between."""
    between = tree.words[tree.last[i] + 1 : head] if i < head else tree.words[head : tree.first[i]]
    return ";" in between


def is_beside(tree: Tree, i: int, head: int) -> bool:
    """Say whether "and" ties a clause to the next though the parse hangs it on that: "he won and, later, X did"."""
    ties = [c for c in tree.under(i, ("cc",)) if i < c < head and tree.lowers[c] in {"and", "but"}]
    return any(all(k < c for k in tree.under(i, ("conj",))) for c in ties)


def is_quoted(tree: Tree, i: int) -> bool:
    """Say whether a token stands between an opening quotation mark and its end."""
    marks = [tree.words[k] for k in range(i) if tree.words[k] in _QUOTES]
    return bool(marks) and (marks[-1] in {"“", "«"} or (marks[-1] == '"' and marks.count('"') % 2 == 1))


def is_content(tree: Tree, i: int) -> bool:
    """Say whether a token is in what somebody says or thinks within the sentence."""
    while tree.heads[i] != i:
        if tree.deps[i] in {"ccomp", "parataxis"}:
            return True
        i = tree.heads[i]
    return False


def goes_on(trees: list[Tree]) -> bool:
    """Say whether what a statement reports may go on in the one after its semicolon: "She said A; B."."""
    speaks = [any(report_of(tree, i) is not None for i in tree.roots()) for tree in trees]
    return any(one and not other for one, other in itertools.pairwise(speaks))


def _is_harmless(tree: Tree, i: int) -> bool:
    """Say whether an adverb leaves what is said as it is: not "falsely", "never", "not"."""
    return tree.deps[i] == "advmod" and tree.lowers[i] not in words("false_speech.txt")


def _content(tree: Tree, head: int, stance: Stance | None) -> int | None:
    """Return the head of what is said: a clause or, of what is denied or doubted, also a noun."""
    clauses = [
        i
        for i in tree.under(head, ("ccomp", "parataxis"))
        if not is_apart(tree, i, head) and not is_beside(tree, i, head)
    ]
    if clauses:
        return clauses[0]
    if stance is not Stance.ASSERTS:
        said = tree.child(head, "xcomp", "dobj")
        is_claim = said is None or tree.lemmas[head] == "deny" or tree.lemmas[said] in words("claim_nouns.txt")
        return said if is_claim else None
    return tree.child(head, "xcomp") if tree.lemmas[head] in _OWN_CLAIMS else None


@cache
def _verbs() -> dict[str, Stance]:
    return {lemma: Stance(stance) for lemma, stance in rows("reporting.tsv")}
