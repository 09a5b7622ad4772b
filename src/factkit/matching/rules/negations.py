"""Negation: one side says that it is so, the other that it is not, by "not" or by a word's opposite."""

from __future__ import annotations

from collections.abc import Iterator

from factkit.language import vocabulary
from factkit.language.facets import Facets
from factkit.language.facets.arguments import Argument
from factkit.language.facets.clauses import Clause
from factkit.language.facets.grounds import Grounds
from factkit.language.wordlists import words
from factkit.matching.pairing import Aligned, Found, Pair, meanings, same_name, span
from factkit.matching.times import times_part
from factkit.model import ConflictKind

_ENOUGH = 0.6
_ONE_MATTER = 40
_FEWEST = 3
_DENIALS = frozenset({"denied", "denies", "deny", "denying", "disputed", "disputes", "rejected", "rejects"})


def find(pair: Pair) -> Iterator[Found]:
    """Yield what one side denies and the other says of the same."""
    yield from _negated(pair)
    yield from _denied_whole(pair)
    yield from _grounds(pair)
    yield from _opposite_acts(pair)
    yield from _opposite_qualities(pair)
    yield from _said_opposite(pair)


def _negated(pair: Pair) -> Iterator[Found]:
    beside = (*pair.aligned, *_becoming(pair))
    apart = [a for a in beside if a.is_real and a.claim.negated != a.passage.negated]
    if not apart:
        return
    alike = {a.claim.start for a in beside if a.claim.negated == a.passage.negated and _covered(pair, a)}
    for aligned in apart:
        if aligned.claim.start in alike:
            continue
        strength = _covered(pair, aligned)
        if strength and not _is_over(aligned) and not _is_only_told(pair, aligned.claim):
            claim_cue = aligned.claim.cue or span(aligned.claim)
            passage_cue = aligned.passage.cue or span(aligned.passage)
            yield pair.found(ConflictKind.NEGATION, claim_cue, passage_cue, strength, "negated-on-one-side")


def _is_only_told(pair: Pair, clause: Clause) -> bool:
    """Return whether the claim is that somebody denies it, which stands whatever others say."""
    return clause.cue is not None and pair.claim.text[slice(*clause.cue)].lower() in _DENIALS


def _is_over(aligned: Aligned) -> bool:
    """Return whether what is denied is said to have been so until some time: "no longer has", "had until 1966"."""
    return _was_until(aligned.passage if aligned.claim.negated else aligned.claim)


def _was_until(clause: Clause) -> bool:
    return any(argument.slot == "until" for argument in clause.arguments)


def _becoming(pair: Pair) -> Iterator[Aligned]:
    """Yield what one side says something is beside what the other says that it became, which comes to the same."""
    for ours, theirs in (("be", "become"), ("become", "be")):
        for clause in pair.claim.by_meaning.get(ours, ()):
            for other in pair.passage.by_meaning.get(theirs, ()):
                if clause.negated != other.negated:
                    yield pair.beside(clause, other)


def _covered(pair: Pair, aligned: Aligned) -> float:
    """Return how sure it is that what is denied on one side is said on the other, its whole scope included."""
    if aligned.is_of_others:
        return 0.0
    denied, said = (aligned.claim, pair.passage) if aligned.claim.negated else (aligned.passage, pair.claim)
    words = denied.words - {"become"}
    missing = {word for word in words if word not in said.meanings and not meanings(word) & said.meanings}
    if not denied.words or (missing and not _is_but_a_shade(missing, denied, aligned)):
        return 0.0
    is_told = denied.lemma not in ("say", "state", "add") and aligned.shares("patient")
    if ("say" in denied.meanings and not is_told) or _both_weigh_grounds(pair, denied):
        return 0.0
    if aligned.shares("agent", "patient", "owner"):
        return 0.8
    return 0.6 if aligned.is_of_topic or "be" not in denied.meanings else 0.45


def _both_weigh_grounds(pair: Pair, denied: Clause) -> bool:
    """Return whether both texts speak of evidence, and what is denied is not the evidence but what it would show."""
    grounds = {word for word in pair.shared if vocabulary.refuting().get(word) == "grounds"}
    return bool(grounds) and not grounds & denied.words


def _is_but_a_shade(missing: set[str], denied: Clause, aligned: Aligned) -> bool:
    """Return whether only one attribute is missing of an act whose agent, patient and more are the same."""
    heads = {argument.head for argument in denied.arguments}
    return len(missing) == 1 and not missing & heads and denied.lemma not in missing | {"be"} and len(aligned.same) > 2


def _denied_whole(pair: Pair) -> Iterator[Found]:
    """Yield a denial of the claim's of which the passage says every word, denying nothing: "isn't rising", "rising"."""
    denials = [clause for clause in pair.claim.clauses if clause.negated and clause.real]
    if not denials or len(pair.passage.words) > _ONE_MATTER or any(c.negated for c in pair.passage.clauses):
        return
    if times_part(pair.claim.days, pair.passage.days) or any(_was_until(clause) for clause in pair.passage.clauses):
        return
    known = pair.passage.meanings | pair.passage.name_words
    for clause in denials:
        denied = clause.words.union(*(a.words for a in clause.arguments if a.slot in ("agent", "patient")))
        denied -= _of_names(clause, pair)
        if len(denied) < _FEWEST:
            continue
        if all(word in known or meanings(word) & known for word in denied) and not _also_denied(pair):
            yield pair.found(ConflictKind.NEGATION, clause.cue, None, 0.55, "denied-whole")


def _grounds(pair: Pair) -> Iterator[Found]:
    """Yield evidence that one side says there is, and the other that there is none, for much the same."""
    for one in pair.claim.grounds:
        for other in pair.passage.grounds:
            denied, given = (other, one) if one.given else (one, other)
            if one.given != other.given and _are_for_same(denied, given):
                ours, theirs = (one.start, one.end), (other.start, other.end)
                yield pair.found(ConflictKind.NEGATION, ours, theirs, 0.55, "grounds-denied")
                return


def _are_for_same(denied: Grounds, given: Grounds) -> bool:
    """Return whether denied evidence would be for much of what the given is for, and for nothing opposite."""
    known = frozenset().union(*map(meanings, given.words))
    shared = {word for word in denied.words if word in given.words or meanings(word) & known}
    if len(shared) < _FEWEST - 1 or len(shared) < len(denied.words) / 2 or not denied.names <= shared:
        return False
    return not any(_ways_part(word, given.words) for word in denied.words)


def _ways_part(word: str, others: frozenset[str]) -> bool:
    """Return whether one of the others is opposite to a word, or moves the other way."""
    ways = vocabulary.ways()
    if vocabulary.opposites().get(word, frozenset()) & others:
        return True
    return word in ways and any(ways.get(other, ways[word]) != ways[word] for other in others)


def _of_names(clause: Clause, pair: Pair) -> frozenset[str]:
    """Return the words of names that the passage has in another form: "Margaret Thatcher" where it says "Thatcher"."""
    known = [
        argument.words
        for argument in clause.arguments
        if argument.name and any(same_name(argument.name, name) for name, _, _ in pair.passage.names)
    ]
    return frozenset().union(*known)


def _also_denied(pair: Pair) -> bool:
    """Return whether the passage denies by a word of its own: "rejected allegations that"."""
    undoing = words("undoing.txt")
    return bool(pair.passage.words & undoing) or any(c.lemma in vocabulary.negators() for c in pair.passage.clauses)


def _opposite_acts(pair: Pair) -> Iterator[Found]:
    for clause in pair.claim.clauses:
        for word in vocabulary.opposites().get(clause.lemma, ()) if clause.lemma not in vocabulary.ways() else ():
            for other in pair.passage.clauses:
                if other.lemma != word or clause.negated or other.negated or not (clause.real and other.real):
                    continue
                aligned = pair.beside(clause, other)
                if not aligned.is_real or not _is_done_to_same(aligned) or _says_as_much(pair, clause):
                    continue
                if len(aligned.same) > 1 or pair.coverage > 0.6:
                    yield pair.found(ConflictKind.NEGATION, span(clause), span(other), 0.6, "opposite-act")


def _is_done_to_same(aligned: Aligned) -> bool:
    """Return whether both acts are done to the same, or by the same where nothing undergoes them."""
    if aligned.is_of_others or any(one.kind not in ("time", "number") for one, _ in aligned.other):
        return False
    both_undergo = all(any(a.slot == "patient" for a in c.arguments) for c in (aligned.claim, aligned.passage))
    return aligned.shares("patient") or (not both_undergo and aligned.shares("agent"))


def _says_as_much(pair: Pair, clause: Clause) -> bool:
    """Return whether the passage says of the same what a clause of the claim says too, beside the opposite."""
    return any(
        a.claim is clause and a.same and a.claim.negated == a.passage.negated and not a.is_of_others
        for a in pair.aligned
    )


def _opposite_qualities(pair: Pair) -> Iterator[Found]:
    """Yield the same thing with qualities that deny one another: "the worst album", "its best album"."""
    for one in _asserted(pair.claim):
        for other in _asserted(pair.passage):
            word = _opposite(one, other)
            if word is None or (not (one.words & other.words - {word}) and one.head != other.head):
                continue
            shared = one.words & other.words - {one.head}
            if (shared or pair.coverage_without_words(frozenset({word})) >= _ENOUGH) and not _also_says(pair, word):
                yield pair.found(ConflictKind.NEGATION, span(one), span(other), 0.6, "opposite-quality")
                break


def _said_opposite(pair: Pair) -> Iterator[Found]:
    """Yield what one and the same is said to be, and on the other side the opposite: "is fictional", "is factual"."""
    for aligned in pair.aligned:
        if "be" not in aligned.claim.meanings or not aligned.is_real or not aligned.shares("agent"):
            continue
        if aligned.claim.negated or aligned.passage.negated or aligned.is_of_others:
            continue
        for one, other in (*aligned.same, *aligned.other, *aligned.open):
            if one.slot == other.slot == "is" and (word := _denied_by(one, other)) and not _also_says(pair, word):
                yield pair.found(ConflictKind.NEGATION, span(one), span(other), 0.6, "opposite-said")


def _denied_by(one: Argument, other: Argument) -> str | None:
    """Return the word of `one` that what `other` says denies: of the same, or whatever the thing is said to be."""
    for word in one.words & _QUALITIES - other.words:
        against = vocabulary.opposites()[word] & other.words - one.words
        alike = one.head == word or other.head in against or one.words & other.words
        if against and (alike or word in words("absolute.txt", "factkit.matching")):
            return word
    return None


def _asserted(facets: Facets) -> Iterator[Argument]:
    for clause in facets.clauses:
        if clause.real and not clause.negated:
            yield from (argument for argument in clause.arguments if argument.words & _QUALITIES)


def _opposite(one: Argument, other: Argument) -> str | None:
    """Return the word of `one` whose opposite the other has, of the same thing; None if there is none."""
    for word in one.words & _QUALITIES - other.words:
        against = vocabulary.opposites()[word] & other.words - one.words
        if against and (one.head == other.head or (one.head == word and other.head in against)):
            return word
    return None


def _also_says(pair: Pair, word: str) -> bool:
    return word in pair.passage.words or bool(vocabulary.opposites()[word] & pair.claim.words)


_QUALITIES = frozenset(vocabulary.opposites())
