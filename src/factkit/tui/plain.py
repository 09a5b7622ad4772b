"""The review as lines: a command in, words out. For screen readers, simple terminals and scripts.

A command is a word or the key of the screen, and what follows it: "rate refuted", "2", "a supports", "r Because ...".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from factkit.display import one_line
from factkit.errors import FactkitError, ReviewError
from factkit.model import Claim, EvidenceStance
from factkit.tui import drawing
from factkit.verdicts.actions import (
    Action,
    Bring,
    Comment,
    Decide,
    Flag,
    Go,
    Look,
    Move,
    Rate,
    Redo,
    Retract,
    Show,
    Skip,
    Tick,
    Undo,
    Write,
)
from factkit.verdicts.state import Candidate, Filter, looked_at, opened
from factkit.workspace import recutting
from factkit.workspace.reviewing import Session, accept, reject

PROMPT = "> "
_SIGNS = str.maketrans({"▐": "[", "▌": "]", "▓": "", "░": "", "⟦": "[", "⟧": "]", drawing.NO_BREAK: " "})


class _Leave(Exception):  # noqa: N818 - no error: the person has asked for it
    """The person leaves."""


@dataclass
class Lines:
    """A review by lines.

    Attributes:
        show: prints a text; what it printed is kept already.
        found: what the last search found, for `bring`.
    """

    session: Session
    show: Callable[[str], None]
    found: list[Candidate] = field(default_factory=list)

    def run(self, lines: Iterable[str], complain: Callable[[str], None]) -> int:
        """Do each line; return how many could not be done, each told to `complain`."""
        failed = 0
        self._show_all()
        for number, line in enumerate(lines, start=1):
            try:
                self.do(line)
            except _Leave:
                break
            except FactkitError as error:
                failed += 1
                complain(f"line {number}: {error}")
        return failed

    def do(self, line: str) -> None:
        """Do one line.

        Raises:
            ReviewError: there is no such command, or it is not allowed.
        """
        word, _, rest = line.strip().partition(" ")
        if word.isdigit():
            word, rest = "rate", word
        command = _COMMANDS.get(word) or _COMMANDS.get(word.lower())
        if command is None:
            raise ReviewError(f"unknown command {word!r}; help lists them")
        command(self, rest.strip())

    def act(self, action: Action) -> None:
        """Send an action, and show what it changed."""
        before = (self.session.state.claim, looked_at(self.session.state))
        state = self.session.act(action)
        self.session.match_open_claim()
        if state.message:
            self.show(state.message)
        if state.claim != before[0]:
            self._show_all()
        elif looked_at(self.session.state) != before[1]:
            self._show(drawing.evidence_panel(self.session.state))

    def claim(self) -> Claim:
        """Return the claim that is open."""
        claim = opened(self.session.state)
        if claim is None:
            raise ReviewError("no claim is open")
        return claim

    def rate(self, rest: str) -> None:
        """Rate by number or id."""
        ratings = self.session.state.scale.ratings
        if rest.isdigit() and 1 <= int(rest) <= len(ratings):
            rest = ratings[int(rest) - 1].id
        self.act(Rate(rest))

    def accept(self, rest: str) -> None:
        """Cite the evidence that is open, or a passage by id: "supports", "p-1 refutes"."""
        passage, _, stance = rest.rpartition(" ")
        known = {"s": EvidenceStance.SUPPORTS, "r": EvidenceStance.REFUTES, "c": EvidenceStance.CONTEXT}
        given = known.get(stance) or next((each for each in EvidenceStance if each == stance), None)
        if given is None:
            raise ReviewError("accept needs a stance: supports, refutes or context")
        if passage:
            self.act(Bring(self.session.passage(passage)))
        self.act(accept(self._evidence(), given))

    def reject(self, _: str) -> None:
        """Reject the evidence that is open."""
        self.act(reject(self._evidence()))

    def search(self, rest: str) -> None:
        """Search the store."""
        self.found = list(self.session.search(rest))
        for number, each in enumerate(self.found, start=1):
            self.show(f"{number}. {each.score:.0f} {one_line(each.title)}: {one_line(each.text)}")
        self.show("bring N puts one beside the claim" if self.found else "nothing found")

    def bring(self, rest: str) -> None:
        """Put what was found beside the claim."""
        if not rest.isdigit() or not 1 <= int(rest) <= len(self.found):
            raise ReviewError("bring needs the number of something that search found")
        self.act(Bring(self.found[int(rest) - 1]))

    def note(self, rest: str) -> None:
        """Add a note: TEXT | URL | TITLE."""
        text, url, title = ([part.strip() for part in rest.split("|")] + ["", ""])[:3]
        self.act(Bring(self.session.note(text, url, title)))

    def tick(self, rest: str, *, on: bool = True) -> None:
        """Tick words of the claim's place in the article; without words, all of them."""
        for anchor in self.claim().anchors:
            place = anchor.exact.find(rest)
            if place >= 0:
                start = anchor.start + place
                self.act(Tick(start, start + len(rest) if rest else anchor.end, on=on))
                return
        raise ReviewError(f"the words {rest!r} are not where the claim stands")

    def go(self, rest: str) -> None:
        """Go to a claim by number or id."""
        claims = self.session.state.core.claims
        if rest.isdigit() and 1 <= int(rest) <= len(claims):
            rest = claims[int(rest) - 1].id
        self.act(Go(rest))

    def filter(self, rest: str) -> None:
        """Choose which claims the queue holds."""
        chosen = next((each for each in Filter if each == rest), None)
        if chosen is None:
            raise ReviewError(f"filter needs one of: {', '.join(Filter)}")
        self.act(Show(chosen))

    def split(self, rest: str) -> None:
        """Split the claim: A | B."""
        self.act(recutting.split(self.session.article, self.claim(), rest.split("|")))

    def merge(self, rest: str) -> None:
        """Merge with the next claim: the words of both, or the two texts one after the other."""
        claims = self.session.state.core.claims
        place = claims.index(self.claim())
        both = claims[place : place + 2]
        if len(both) < 2:
            raise ReviewError("there is no claim after this one to merge it with")
        self.act(recutting.merge(self.session.article, both, rest or " ".join(claim.text for claim in both)))

    def add(self, rest: str) -> None:
        """Add a claim: QUOTE | TEXT."""
        quote, _, text = (part.strip() for part in rest.partition("|"))
        self.act(recutting.add(self.session.article, text or quote, quote))

    def list(self, _: str) -> None:
        """Show the queue."""
        self._show(drawing.overview(self.session.state))

    def copy(self, _: str) -> None:
        """Show the annotated copy."""
        self._show(drawing.copy(self.session.state, self.session.article))

    def show_all(self, _: str) -> None:
        """Show the claim again."""
        self._show_all()

    def differences(self, _: str) -> None:
        """Show the words that differ."""
        self._show(drawing.evidence_panel(self.session.state, differences=True))

    def help(self, _: str) -> None:
        """Show the commands."""
        self.show(HELP)

    def leave(self, _: str) -> None:
        """Leave."""
        raise _Leave

    def _evidence(self) -> Candidate:
        candidate = looked_at(self.session.state)
        if candidate is None:
            raise ReviewError("no evidence is open; search the store, or add a note")
        return candidate

    def _show_all(self) -> None:
        state = self.session.match_open_claim()
        self._show(drawing.header(state, self.session.article))
        self._show(drawing.claim_panel(state, self.session.article))
        self._show(drawing.evidence_panel(state))
        self._show(drawing.form_panel(state))

    def _show(self, pieces: drawing.Pieces) -> None:
        lines = drawing.plain(pieces).translate(_SIGNS).splitlines()
        self.show("\n".join(line.rstrip() for line in lines if line.strip()))


HELP = """\
rate N or RATING (or N alone)     give that rating; it is recorded where the rules have what they need
enter                             record the form as it stands
accept [PASSAGE] STANCE (a)       cite the evidence: supports, refutes or context
reject (x)                        reject the evidence
rationale TEXT (r)                write the rationale
skip, undo (u), redo (U)          leave for later; undo without end
next (n), previous (p), go N (g)  move between claims
j, k                              next and previous evidence
search WORDS (/), bring N         search the store, and put what was found beside the claim
note TEXT | URL | TITLE (+)       add a note of your own as evidence
tick [WORDS] (t), untick [WORDS]  tick words as checked
edit TEXT (e), split A | B (S)    change the claim
merge [TEXT] (M), add QUOTE | TEXT (A), drop (D)
flag (f), comment TEXT (c), retract (R)
filter NAME (F), list (l), copy (v), differences (d), show
help (?), quit (q)"""

Command = Callable[[Lines, str], None]


def _acts(make: Callable[[], Action]) -> Command:
    return lambda lines, _: lines.act(make())


_NAMED: tuple[tuple[tuple[str, ...], Command], ...] = (
    (("rate",), Lines.rate),
    (("enter", "decide"), _acts(Decide)),
    (("a", "accept"), Lines.accept),
    (("x", "reject"), Lines.reject),
    (("r", "rationale"), lambda lines, rest: lines.act(Write(rest))),
    (("skip",), _acts(Skip)),
    (("u", "undo"), _acts(Undo)),
    (("U", "redo"), _acts(Redo)),
    (("n", "next"), lambda lines, _: lines.act(Move(1))),
    (("p", "previous"), lambda lines, _: lines.act(Move(-1))),
    (("j",), lambda lines, _: lines.act(Look(1))),
    (("k",), lambda lines, _: lines.act(Look(-1))),
    (("g", "go"), Lines.go),
    (("/", "search"), Lines.search),
    (("bring",), Lines.bring),
    (("+", "note"), Lines.note),
    (("t", "tick"), Lines.tick),
    (("untick",), lambda lines, rest: lines.tick(rest, on=False)),
    (("e", "edit"), lambda lines, rest: lines.act(recutting.edit(lines.session.article, lines.claim(), rest))),
    (
        ("S", "split"),
        lambda lines, rest: lines.act(recutting.split(lines.session.article, lines.claim(), rest.split("|"))),
    ),
    (("M", "merge"), Lines.merge),
    (("A", "add"), Lines.add),
    (("D", "drop"), lambda lines, _: lines.act(recutting.drop(lines.claim()))),
    (("f", "flag"), _acts(Flag)),
    (("c", "comment"), lambda lines, rest: lines.act(Comment(rest))),
    (("R", "retract"), _acts(Retract)),
    (("F", "filter"), Lines.filter),
    (("l", "list"), Lines.list),
    (("v", "copy"), Lines.copy),
    (("d", "differences"), Lines.differences),
    (("", "show"), Lines.show_all),
    (("?", "help"), Lines.help),
    (("q", "quit"), Lines.leave),
)
_COMMANDS = {name: command for names, command in _NAMED for name in names}
