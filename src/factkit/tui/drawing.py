"""What a review looks like, as pieces of text with styles: the same words for the screen and for line mode.

All text of articles and sources passes the sanitiser here; nothing is ever read as markup. Styles are Textual's, by
theme, so that light and dark both work; each thing that a style says is said by a word or a sign too.
"""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterable, Sequence

from factkit.display import one_line, visible
from factkit.model import Article, Claim, Conflict, Span
from factkit.verdicts.state import (
    Candidate,
    State,
    evidence,
    form,
    is_changed,
    is_decided,
    is_overruled,
    is_ticked,
    listed,
    looked_at,
    needs,
    opened,
    queue,
    seen_others,
    words,
)

Piece = tuple[str, str]
Pieces = list[Piece]

STRONG, QUIET, MARK, GOOD, BAD, WARN = "bold", "$text-muted", "reverse", "$text-success", "$text-error", "$text-warning"
TICKED, CURSOR = "underline", "bold reverse"
CONTEXT = 500
NO_BREAK = "\u00a0"
BAR = 12
SIGNS = {"supports": "✓", "refutes": "✗", "context": "≈"}


def plain(pieces: Iterable[Piece]) -> str:
    """Return the text of pieces without their styles."""
    return "".join(text for text, _ in pieces)


def header(state: State, article: Article) -> Pieces:
    """Return the line above all: the article, progress, the reviewer."""
    claims = state.core.claims
    places = {claim.id: place for place, claim in enumerate(claims, start=1)}
    place = places.get(state.claim or "", 0)
    decided = len(state.core.decisions.keys() & places.keys())
    parts = [
        one_line(article.title or article.id),
        f"claim {place} of {len(claims)}",
        f"{decided} decided",
        f"{len(state.core.skipped)} skipped" if state.core.skipped else "",
        f"queue: {state.filter}, {len(queue(state))}" if state.filter != "all" else "",
        f"{'adjudicator' if state.adjudicating else 'reviewer'}: {one_line(state.reviewer)}",
        "blind" if state.rules.blind else "",
    ]
    return [(" · ".join(part for part in parts if part), STRONG)]


def claim_panel(state: State, article: Article, *, cursor: Span | None = None) -> Pieces:
    """Return the open claim, where it stands in its article, and what was said about it."""
    claim = opened(state)
    if claim is None:
        return [("Nothing is left to do that nobody else is on. g goes to a claim all the same; A adds one.", QUIET)]
    pieces: Pieces = [*_claim_head(state, claim), (visible(claim.text), STRONG), ("\n", "")]
    pieces += [(line + "\n", QUIET) for line in _claim_notes(claim)]
    pieces += [("\n", ""), *_in_article(state, article, claim, cursor)]
    pieces += _ticked_bar(state, article, claim)
    for remark in state.core.comments.get(claim.id, ()):
        pieces.append((f"comment: {one_line(remark)}\n", ""))
    return pieces + _opinions(state, claim)


def evidence_panel(state: State, *, differences: bool = False, searching: str = "") -> Pieces:
    """Return the evidence that is open beside the claim, and how it compares.

    Args:
        differences: show the words that differ instead of the passage as it stands.
        searching: what is going on, where the matches of the claim are not known yet.
    """
    claim, candidate = opened(state), looked_at(state)
    if claim is None:
        return []
    if candidate is None:
        waiting = searching if claim.id not in state.candidates else ""
        return [(waiting or "Nothing in the store speaks to this. / searches it, + adds a note.", QUIET)]
    beside = evidence(state, claim.id)
    place = [each.passage for each in beside].index(candidate.passage) + 1
    pieces: Pieces = [(f"Evidence {place} of {len(beside)}", STRONG), (f"  ≈ {candidate.score:.0f}", "")]
    if candidate.below_threshold:
        pieces.append((" (far apart)", QUIET))
    pieces += [(f"  ✗ {kind}", BAD) for kind in _kinds(candidate.conflicts)]
    pieces += [(f"  ✓ {kind}", GOOD) for kind in _kinds(candidate.agreements)]
    pieces += [("\n", ""), *_cited(state, claim, candidate)]
    pieces += [(visible(candidate.title or candidate.source) + "\n", STRONG)]
    pieces += [(line + "\n", QUIET) for line in _provenance(candidate)]
    pieces.append(("\n", ""))
    pieces += _differences(claim.text, candidate.text) if differences else _passage(candidate)
    pieces.append(("\n", ""))
    pieces += [(_compared("✗", conflict) + "\n", BAD) for conflict in candidate.conflicts or ()]
    pieces += [(_compared("✓", agreement) + "\n", GOOD) for agreement in candidate.agreements or ()]
    if candidate.conflicts is None:
        pieces.append(("not compared with the claim\n", QUIET))
    return pieces


def form_panel(state: State) -> Pieces:
    """Return the verdict form: the ratings with their keys, the rationale, the evidence cited, what is missing."""
    claim = opened(state)
    if claim is None:
        return []
    filled = form(state, claim.id)
    pieces: Pieces = []
    for key, rating in enumerate(state.scale.ratings, start=1):
        chosen = rating.id == filled.rating
        shown = f"{key if key < 10 else '-'} {one_line(rating.label)}".replace(" ", NO_BREAK)
        pieces.append((f"[{shown}]" if chosen else f"{NO_BREAK}{shown}{NO_BREAK}", CURSOR if chosen else ""))
        pieces.append((" ", ""))
    pieces.append(("\n", ""))
    pieces += [("rationale: ", QUIET), (one_line(filled.rationale) or "…", ""), ("\n", "")]
    cited = ", ".join(f"{SIGNS[c.stance]} {c.stance} {one_line(c.quote)[:40]}" for c in filled.evidence)
    pieces += [("evidence: ", QUIET), (cited or "none cited", ""), ("\n", "")]
    pieces.append(_standing(state, claim.id))
    return pieces


def copy(state: State, article: Article) -> Pieces:
    """Return the annotated copy: each line of the article, numbered, its claims under it, the ticked words marked."""
    pieces: Pieces = []
    start = 0
    for number, line in enumerate(article.text.split("\n"), start=1):
        end = start + len(line)
        pieces += [(f"{number:4} ", QUIET), *_marked(state, article.text, (start, end), ()), ("\n", "")]
        for place, claim in enumerate(state.core.claims, start=1):
            if claim.anchors and start <= claim.anchors[0].start <= end:
                pieces.append((f"     └ {place} {_verdict(state, claim.id)} · {one_line(claim.text)}\n", WARN))
        start = end + 1
    return pieces


def overview(state: State) -> Pieces:
    """Return the listed claims, one a line: its signs, its number, what was decided."""
    pieces: Pieces = []
    numbers = {claim.id: place for place, claim in enumerate(state.core.claims, start=1)}
    for claim in listed(state):
        mark = "▶" if claim.id == state.claim else " "
        flag = "⚑" if claim.id in state.core.flags else " "
        line = f"{mark}{flag}{numbers[claim.id]:4} {_verdict(state, claim.id):<24} {one_line(claim.text)}\n"
        pieces.append((line, STRONG if claim.id == state.claim else ""))
    return pieces


def _claim_head(state: State, claim: Claim) -> Pieces:
    ids = [each.id for each in state.core.claims]
    marks = [
        f"Claim {ids.index(claim.id) + 1}",
        claim.kind.value,
        f"check-worthiness {claim.check_worthiness}",
        "" if claim.checkable else "not checkable",
        "⚑ flagged" if claim.id in state.core.flags else "",
        "skipped" if claim.id in state.core.skipped else "",
        "others are on it" if claim.id in state.taken else "",
    ]
    return [(" · ".join(mark for mark in marks if mark) + "\n", QUIET)]


def _claim_notes(claim: Claim) -> list[str]:
    said = claim.attribution
    dates = ", ".join(f"{one_line(d.text)} ({d.start or '…'} to {d.end or '…'})" for d in claim.dates)
    notes = [
        f"{one_line(said.speaker)} {said.stance} it" if said else "",
        f"dates: {dates}" if dates else "",
        f"unresolved: {', '.join(claim.unresolved)}" if claim.unresolved else "",
        f"words added: {one_line(', '.join(claim.added))}" if claim.added else "",
    ]
    return [note for note in notes if note]


def _in_article(state: State, article: Article, claim: Claim, cursor: Span | None) -> Pieces:
    if not claim.anchors:
        return [("(no place in the article)\n", QUIET)]
    text, first, last = article.text, claim.anchors[0].start, claim.anchors[-1].end
    start, end = text.rfind("\n", 0, first) + 1, text.find("\n", last)
    start, end = max(start, first - CONTEXT), min(end if end >= 0 else len(text), last + CONTEXT)
    marks = [(anchor.start, anchor.end) for anchor in claim.anchors]
    pieces = [("… ", QUIET)] if start > 0 else []
    return [
        *pieces,
        *_marked(state, text, (start, end), marks, cursor),
        (" …" if end < len(text) else "", QUIET),
        ("\n", ""),
    ]


def _marked(state: State, text: str, span: Span, marks: Sequence[Span], cursor: Span | None = None) -> Pieces:
    """Return a stretch of the article with anchors between ▐ and ▌ and ticked words underlined."""
    edges = {span[0], span[1]}
    for a, b in (*marks, *state.core.ticks, *([cursor] if cursor else [])):
        edges |= {place for place in (a, b) if span[0] < place < span[1]}
    pieces: Pieces = []
    ordered = sorted(edges)
    for a, b in itertools.pairwise(ordered):
        inside = any(start <= a and b <= end for start, end in marks)
        if any(start == a for start, _ in marks):
            pieces.append(("▐", STRONG))
        styles = [
            STRONG if inside else "",
            TICKED if is_ticked(state, (a, b)) else "",
            MARK if cursor == (a, b) else "",
        ]
        pieces.append((visible(text[a:b], keep="\n"), " ".join(style for style in styles if style)))
        if any(end == b for _, end in marks):
            pieces.append(("▌", STRONG))
    return pieces


def _ticked_bar(state: State, article: Article, claim: Claim) -> Pieces:
    found = [span for anchor in claim.anchors for span in words(article.text, (anchor.start, anchor.end))]
    if not found:
        return []
    done = sum(is_ticked(state, span) for span in found)
    full = BAR * done // len(found)
    return [(f"\nticked {'▓' * full}{'░' * (BAR - full)}  {done} of {len(found)} words\n", QUIET)]


def _opinions(state: State, claim: Claim) -> Pieces:
    pieces: Pieces = []
    for opinion in seen_others(state, claim.id):
        rating = state.scale.rating(opinion.record.rating or "")
        label = rating.label if rating else opinion.record.rating
        role = " (adjudicator)" if opinion.record.role == "adjudicator" else ""
        pieces.append((f"\n{one_line(opinion.who)}{role}: {label}", STRONG))
        pieces.append((f" — {one_line(opinion.record.rationale)}\n", ""))
        pieces += [
            (f"  {SIGNS[c.stance]} {c.stance} {one_line(c.quote)[:120]}\n", QUIET) for c in opinion.record.evidence
        ]
    if is_overruled(state, claim.id):
        pieces.append(("\nYou were overruled here.\n", WARN))
    return pieces


def _cited(state: State, claim: Claim, candidate: Candidate) -> Pieces:
    filled = form(state, claim.id)
    stance = next((cited.stance for cited in filled.evidence if cited.passage == candidate.passage), None)
    if stance:
        return [(f"{SIGNS[stance]} cited: {stance}\n", STRONG)]
    if any(each.passage == candidate.passage for each in filled.rejected):
        return [("rejected\n", STRONG)]
    return []


def _provenance(candidate: Candidate) -> list[str]:
    copies = f"{candidate.sources} sources, 1 origin" if candidate.sources > 1 else ""
    own = "the article's own publisher or page" if candidate.self_evidence else ""
    first = [candidate.publisher, candidate.published, copies, own]
    second = [candidate.locator or "", candidate.url or ""]
    third = f"archived: {candidate.archive_url}" if candidate.archive_url else ""
    lines = [" · ".join(one_line(part) for part in parts if part) for parts in (first, second, [third])]
    return [line for line in lines if line]


def _passage(candidate: Candidate) -> Pieces:
    """Return the passage with the words of conflicts between ⟦ and ⟧."""
    spans = sorted({c.passage_span for c in candidate.conflicts or () if c.passage_span})
    pieces: Pieces = []
    here = 0
    for a, b in spans:
        if a < here or b > len(candidate.text):
            continue
        pieces += [(visible(candidate.text[here:a], keep="\n"), ""), (f"⟦{visible(candidate.text[a:b])}⟧", STRONG)]
        here = b
    return [*pieces, (visible(candidate.text[here:], keep="\n"), ""), ("\n", "")]


def _differences(claim: str, passage: str) -> Pieces:
    """Return the words of both: common ones plain, the claim's alone in [- -], the passage's alone in {+ +}."""
    ours, theirs = claim.split(), passage.split()
    alike = difflib.SequenceMatcher(a=[w.casefold() for w in ours], b=[w.casefold() for w in theirs], autojunk=False)
    pieces: Pieces = []
    for kind, a, b, c, d in alike.get_opcodes():
        if kind == "equal":
            pieces.append((visible(" ".join(theirs[c:d])) + " ", STRONG))
            continue
        if a < b:
            pieces.append((f"[-{visible(' '.join(ours[a:b]))}-] ", BAD))
        if c < d:
            pieces.append((f"{{+{visible(' '.join(theirs[c:d]))}+}} ", QUIET))
    return [*pieces, ("\n", "")]


def _compared(sign: str, conflict: Conflict) -> str:
    ours, theirs = one_line(conflict.claim) or "–", one_line(conflict.passage) or "–"
    return f"{sign} {conflict.kind}: {ours} ↔ {theirs}"


def _kinds(conflicts: Sequence[Conflict] | None) -> list[str]:
    return list(dict.fromkeys(conflict.kind.value for conflict in conflicts or ()))


def _standing(state: State, claim: str) -> Piece:
    lacking = needs(state, claim)
    if is_changed(state, claim):
        wanting = f"needs {' and '.join(lacking)}" if lacking else "Enter records it again"
        return (f"changed since it was recorded; {wanting}", WARN)
    if is_decided(state, claim):
        return (f"✓ recorded: {_verdict(state, claim)}", GOOD)
    if lacking:
        return (f"needs {' and '.join(lacking)}", WARN)
    return ("complete: Enter records it", WARN)


def _verdict(state: State, claim: str) -> str:
    decided = state.core.decisions.get(claim)
    if decided is None:
        return "skipped" if claim in state.core.skipped else "–"
    rating = state.scale.rating(decided.rating or "")
    return f"● {rating.label if rating else decided.rating}" + (" (overruled)" if is_overruled(state, claim) else "")
