"""What denies a verb: "not", "no seats", "failed to", "too ill to", "no evidence that"."""

from __future__ import annotations

from collections.abc import Mapping

from factkit.language import vocabulary
from factkit.language.facets.arguments import SUBJECTS, Token
from factkit.model import Span


def negations(verb: Token) -> list[Span]:
    """Return the words that deny what a verb says; two of them deny one another."""
    cues = [child for child in verb.children if _denies(child)]
    cues += [c for child in verb.children if child.dep_ in ("dobj", "attr", *SUBJECTS) for c in _denied(child)]
    above = verb.head
    if verb.dep_ in ("xcomp", "pcomp", "ccomp") and _negator_above(verb) is not None:
        cues.append(_negator_above(verb))
    elif verb.dep_ == "conj" and above.pos_ in ("VERB", "AUX") and not any(c.dep_ in SUBJECTS for c in verb.children):
        cues += [c for child in above.children if child.dep_ in SUBJECTS for c in _denied(child)]
    cues += [cue for cue in (yet_to(verb), _too_much(verb)) if cue is not None]
    if (refuting := refuted_by(verb)) is not None:
        cues.append(refuting)
    return [(cue.idx, cue.idx + len(cue.text)) for cue in {cue.i: cue for cue in cues}.values()]


def _denies(child: Token) -> bool:
    if child.dep_ == "neg":
        following = child.nbor().lower_ if child.i + 1 < len(child.doc) else ""
        return following not in ("only", "just", "merely", "necessarily", "all", "every", "until", "least")
    if child.dep_ == "advmod":
        return vocabulary.negators().get(child.lower_) == "self" or (
            child.lower_ == "longer" and any(c.lower_ == "no" for c in child.children)
        )
    return bool(child.dep_ == "preconj" and child.lower_ == "neither")


def _denied(noun: Token) -> list[Token]:
    """Return the word that makes nothing of a noun: "no seats", "nobody", "none of the soldiers"."""
    if noun.lower_ in ("nobody", "none", "nothing", "neither", "zero"):
        return [noun]
    if noun.lower_ == "one" and noun.i and noun.nbor(-1).lower_ == "no":
        return [noun.nbor(-1)]
    return [
        child
        for child in noun.children
        if child.lower_ in ("no", "neither", "zero") and child.dep_ in ("det", "preconj", "nummod", "cc")
    ][:1]


def _negator_above(verb: Token) -> Token | None:
    above = verb.head
    if above.dep_ == "prep":
        above = above.head
    if vocabulary.negators().get(above.lemma_.lower()) == "verb":
        return above
    return None


def refuted_by(verb: Token) -> Token | None:
    """Return the word by which a text holds false what a that-clause says: "no evidence that", "the myth that"."""
    above = verb.head
    if not any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children):
        return None
    refuting = vocabulary.refuting()
    if verb.dep_ in ("acl", "ccomp", "relcl") and above.pos_ == "NOUN":
        use = refuting.get(above.lemma_.lower())
        return lacking(above) if use == "grounds" else above if use == "myth" else _called_false(above, refuting)
    if verb.dep_ in ("ccomp", "csubj", "advcl") and above.lemma_ == "be":
        return next((c for c in above.children if c.dep_ == "acomp" and refuting.get(c.lower_) == "false"), None)
    return None


def lacking(grounds: Token) -> Token | None:
    """Return the word by which there are no such grounds: "no evidence", "there isn't any proof"; None if none."""
    own = next((c for c in grounds.children if c.lower_ in ("no", "zero", "little") and c.dep_ == "det"), None)
    if own is not None or grounds.dep_ not in ("attr", "dobj", "nsubj", "nsubjpass"):
        return own
    return next((c for c in grounds.head.children if c.dep_ == "neg" or c.lower_ == "never"), None)


def _called_false(said: Token, refuting: Mapping[str, str]) -> Token | None:
    """Return the word by which what is said is called false: "the claim that ... is false", "debunked the claim"."""
    if refuting.get(said.lemma_.lower()) != "said":
        return None
    governing = said.head
    if any(c.dep_ == "neg" for c in governing.children):
        return None
    if governing.lemma_ == "be" and said.dep_ == "nsubj":
        called = (c for c in governing.children if c.dep_ in ("acomp", "attr"))
        return next((c for c in called if refuting.get(c.lemma_.lower()) in ("false", "myth")), None)
    undone = said.dep_ in ("dobj", "nsubjpass") and refuting.get(governing.lemma_.lower()) == "disprove"
    return governing if undone else next((c for c in said.children if refuting.get(c.lower_) == "false"), None)


def _too_much(verb: Token) -> Token | None:
    """Return the word that rules a verb out in "too ill to testify"; None in "not too old to run"."""
    quality = verb.head
    if (
        verb.dep_ != "xcomp"
        or quality.pos_ not in ("ADJ", "ADV")
        or any(c.dep_ == "neg" for c in quality.head.children)
    ):
        return None
    return next((c for c in quality.lefts if c.lower_ == "too"), None)


def yet_to(verb: Token) -> Token | None:
    """Return the word by which what a verb says is still to come: "has yet to sign"."""
    if not any(child.lower_ == "to" for child in verb.children):
        return None
    for token in reversed(list(verb.doc[max(verb.i - 4, 0) : verb.i])):
        if token.lower_ == "yet" and token.nbor().lower_ == "to":
            return token
    return None
