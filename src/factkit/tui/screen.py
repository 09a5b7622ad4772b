"""The review on the screen: draws the state of a session, and sends it actions. It decides nothing."""

from __future__ import annotations

import asyncio
import importlib
import signal
import subprocess
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from factkit.display import one_line
from factkit.errors import FactkitError
from factkit.model import Claim, EvidenceStance, Span
from factkit.tui import drawing
from factkit.tui.drawing import Pieces
from factkit.tui.keys import METHODS, help_text, short_help
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
from factkit.verdicts.state import Filter, form, is_ticked, listed, looked_at, opened, words
from factkit.workspace import recutting
from factkit.workspace.reviewing import Session, accept, reject

if TYPE_CHECKING:
    from textual.screen import ModalScreen

WIDE = 100
DARK, LIGHT = "textual-dark", "textual-light"
STANCES = {"s": EvidenceStance.SUPPORTS, "r": EvidenceStance.REFUTES, "c": EvidenceStance.CONTEXT}
ACCEPTING = "accept: s supports · r refutes · c context · Esc leaves"
TICKING = "tick: ← → move · space ticks · T all of them · Esc leaves"
SEARCHING = "looking for evidence…"


class Review(App[None]):
    """The review of one article by one person."""

    TITLE = "factkit review"
    ENABLE_COMMAND_PALETTE = False
    CSS_PATH: ClassVar[str] = "screen.tcss"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.failure: FactkitError | None = None
        self._panel = "claim"
        self._mode = ""
        self._word = 0
        self._diff = False
        self._searching = ""
        self._process: subprocess.Popen[str] | None = None
        self._drawn: dict[str, Pieces] = {}

    def compose(self) -> ComposeResult:
        """Draw the parts of the screen, once."""
        yield Static(id="header", markup=False)
        with Horizontal(id="body"):
            with VerticalScroll(id="claim", can_focus=False):
                yield Static(id="claim-text")
            with VerticalScroll(id="evidence", can_focus=False):
                yield Static(id="evidence-text")
        yield Static(id="form")
        yield Static(id="message", markup=False)
        yield Static(id="keys", markup=False)

    def on_mount(self) -> None:
        """Show the state, and look for evidence where it is not known."""
        for each in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(each, self.exit)
        self._draw()
        if self.session.is_awake:
            self._look_for_evidence()
        else:
            self.run_worker(self._wake, thread=True)

    def _wake(self) -> None:
        """Load what the store needs beside the screen, so that the first frame does not wait for it."""
        for needed in ("factkit.store.store", "rfc8785", "importlib.metadata"):
            importlib.import_module(needed)
        importlib.import_module("factkit.schema").is_valid({}, "annotation")
        self.call_from_thread(self._woken)

    def _woken(self) -> None:
        try:
            self.session.wake()
        except FactkitError as error:
            self.failure = error
            self.exit()
            return
        self._look_for_evidence()
        self._draw()

    def _look_for_evidence(self) -> None:
        if self.session.matches.wanted(self.session.state.core.claims):
            self._searching = SEARCHING
            self.run_worker(self._match, thread=True)
            self._draw()

    def on_unmount(self) -> None:
        """Let the other process go."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait()

    def on_resize(self, event: events.Resize) -> None:
        """Show two panels where there is room for both."""
        self.set_class(event.size.width < WIDE, "narrow")
        self._draw()

    async def on_key(self, event: events.Key) -> None:
        """Do what the key says."""
        if len(self.screen_stack) > 1:
            return
        if self._mode:
            self._in_mode(event)
            return
        name = METHODS.get(event.character or "") or METHODS.get(event.key)
        if name is None:
            return
        event.stop()
        event.prevent_default()
        if name == "rate":
            self._rate(int(event.key))
        else:
            getattr(self, f"do_{name}")()

    def act(self, action: Action) -> bool:
        """Send an action; return whether it was allowed. What it says, or why not, stands above the keys."""
        try:
            self.session.act(action)
        except FactkitError as error:
            self._say(str(error))
            return False
        self._draw()
        self._say(self.session.state.message)
        return True

    def do_decide(self) -> None:
        """Record the form."""
        self.act(Decide())

    def do_accept(self) -> None:
        """Ask for the stance of the evidence."""
        if looked_at(self.session.state) is None:
            self._say("no evidence is open; / searches the store, + adds a note")
            return
        self._mode = "accept"
        self._say(ACCEPTING)

    def do_reject(self) -> None:
        """Reject the evidence."""
        if candidate := looked_at(self.session.state):
            self.act(reject(candidate))

    def do_rationale(self) -> None:
        """Ask for the rationale."""
        from factkit.tui.dialogs import AskText

        if claim := self._claim():
            written = form(self.session.state, claim.id).rationale
            self._ask(AskText(f"Why? {one_line(claim.text)}", written), lambda text: self.act(Write(text.strip())))

    def do_skip(self) -> None:
        """Skip the claim."""
        self.act(Skip())

    def do_undo(self) -> None:
        """Undo."""
        self.act(Undo())

    def do_redo(self) -> None:
        """Redo."""
        self.act(Redo())

    def do_next_claim(self) -> None:
        """Open the next claim."""
        self.act(Move(1))

    def do_previous_claim(self) -> None:
        """Open the previous claim."""
        self.act(Move(-1))

    def do_next_evidence(self) -> None:
        """Open the next evidence."""
        self.act(Look(1))

    def do_previous_evidence(self) -> None:
        """Open the previous evidence."""
        self.act(Look(-1))

    def do_turn(self) -> None:
        """Show the other panel, where there is room for one."""
        self._panel = "evidence" if self._panel == "claim" else "claim"
        self._draw()

    def do_tick(self) -> None:
        """Begin to tick words."""
        found = self._words()
        if not found:
            self._say("this claim stands on no words of the article")
            return
        open_ones = [place for place, span in enumerate(found) if not is_ticked(self.session.state, span)]
        self._mode, self._word, self._panel = "tick", open_ones[0] if open_ones else 0, "claim"
        self._draw()
        self._say(TICKING)

    def do_search(self) -> None:
        """Search the store and bring what is chosen."""
        from factkit.tui.dialogs import Search

        found: list[Bring] = []

        def find(asked: str) -> list[str]:
            try:
                found[:] = [Bring(candidate) for candidate in self.session.search(asked)]
            except FactkitError as error:
                return [f"({error})"]
            return [f"≈ {b.candidate.score:.0f}  {b.candidate.title} — {one_line(b.candidate.text)}" for b in found]

        self._ask(Search("Search the store", find), lambda place: place < len(found) and self.act(found[place]))

    def do_note(self) -> None:
        """Ask for a note and bring it."""
        from factkit.tui.dialogs import AskFields

        def add(given: list[str]) -> None:
            try:
                candidate = self.session.note(*given)
            except FactkitError as error:
                self._say(str(error))
                return
            self.act(Bring(candidate))

        fields = [("What it says, in your own words", ""), ("URL", ""), ("Title", "")]
        self._ask(AskFields("A note of your own, as evidence", fields), add)

    def do_differences(self) -> None:
        """Show the words that differ, or the passage as it stands."""
        self._diff = not self._diff
        self._draw()

    def do_edit(self) -> None:
        """Ask for the claim's words."""
        from factkit.tui.dialogs import AskText

        if claim := self._claim():
            self._ask(
                AskText("Edit the claim; a verdict on it does not carry over", claim.text),
                lambda text: self._recut(lambda: recutting.edit(self.session.article, claim, text)),
            )

    def do_split(self) -> None:
        """Ask for the claims that one falls into."""
        from factkit.tui.dialogs import AskText

        if claim := self._claim():
            self._ask(
                AskText("Split the claim: one claim a line", claim.text, lines=True),
                lambda text: self._recut(lambda: recutting.split(self.session.article, claim, text.split("\n"))),
            )

    def do_merge(self) -> None:
        """Ask for the words of this claim and the next one together."""
        from factkit.tui.dialogs import AskText

        claims = self.session.state.core.claims
        place = next((i for i, claim in enumerate(claims) if claim.id == self.session.state.claim), len(claims))
        both = claims[place : place + 2]
        if len(both) < 2:
            self._say("there is no claim after this one to merge it with")
            return
        self._ask(
            AskText("Merge with the next claim: the words of both", " ".join(claim.text for claim in both)),
            lambda text: self._recut(lambda: recutting.merge(self.session.article, both, text)),
        )

    def do_add(self) -> None:
        """Ask for a claim that was not found."""
        from factkit.tui.dialogs import AskFields

        fields = [("The words of the article that it stands on, exactly", ""), ("The claim, readable on its own", "")]
        self._ask(
            AskFields("Add a claim", fields),
            lambda given: self._recut(
                lambda: recutting.add(self.session.article, given[1] or given[0], given[0]),
            ),
        )

    def do_drop(self) -> None:
        """Drop the claim."""
        if claim := self._claim():
            self.act(recutting.drop(claim))

    def do_flag(self) -> None:
        """Flag the claim."""
        self.act(Flag())

    def do_comment(self) -> None:
        """Ask for a comment."""
        from factkit.tui.dialogs import AskText

        self._ask(AskText("Comment on the claim"), lambda text: self.act(Comment(text.strip())))

    def do_jump(self) -> None:
        """Ask where to go."""
        from factkit.tui.dialogs import Choose

        held = listed(self.session.state)
        lines = drawing.plain(drawing.overview(self.session.state)).splitlines()
        at = next((i for i, claim in enumerate(held) if claim.id == self.session.state.claim), 0)
        self._ask(Choose("Go to a claim", lines, at=at), lambda place: self.act(Go(held[place].id)))

    def do_filter(self) -> None:
        """Ask which claims the queue holds."""
        from factkit.tui.dialogs import Choose

        filters = list(Filter)
        at = filters.index(self.session.state.filter)
        self._ask(Choose("Which claims?", filters, at=at), lambda place: self.act(Show(filters[place])))

    def do_retract(self) -> None:
        """Take the verdict back."""
        self.act(Retract())

    def do_copy(self) -> None:
        """Show the annotated copy."""
        from factkit.tui.dialogs import Page

        self.push_screen(Page("Annotated copy", content(drawing.copy(self.session.state, self.session.article))))

    def do_light(self) -> None:
        """Turn from dark to light, and back."""
        self.theme = DARK if self.theme == LIGHT else LIGHT

    def do_scroll_down(self) -> None:
        """Scroll the panels down."""
        for panel in self.query(VerticalScroll):
            panel.scroll_page_down(animate=False)

    def do_scroll_up(self) -> None:
        """Scroll the panels up."""
        for panel in self.query(VerticalScroll):
            panel.scroll_page_up(animate=False)

    def do_help(self) -> None:
        """Show the keys."""
        from factkit.tui.dialogs import Page

        self.push_screen(Page("Keys", Content(help_text())))

    def do_leave(self) -> None:
        """Leave; everything is kept already."""
        self.exit()

    def _rate(self, key: int) -> None:
        ratings = self.session.state.scale.ratings
        if key > len(ratings):
            self._say(f"the scale {self.session.state.scale.id} has {len(ratings)} ratings")
            return
        self.act(Rate(ratings[key - 1].id))

    def _in_mode(self, event: events.Key) -> None:
        event.stop()
        event.prevent_default()
        if self._mode == "accept":
            self._mode = ""
            candidate = looked_at(self.session.state)
            if event.key in STANCES and candidate:
                self.act(accept(candidate, STANCES[event.key]))
            else:
                self._say("")
        else:
            self._in_ticking(event)

    def _in_ticking(self, event: events.Key) -> None:
        found = self._words()
        key = event.character if event.character == "T" else event.key
        if key in ("escape", "t", "enter", "q"):
            self._mode = ""
            self._draw()
            self._say("")
            return
        if key in ("right", "l", "left", "h"):
            step = 1 if key in ("right", "l") else -1
            self._word = min(max(self._word + step, 0), len(found) - 1)
        elif key == "space":
            span = found[self._word]
            self.act(Tick(*span, on=not is_ticked(self.session.state, span)))
            self._word = min(self._word + 1, len(found) - 1)
        elif key == "T":
            for span in ((found[0][0], found[-1][1]),):
                self.act(Tick(*span))
        self._draw()
        self._say(TICKING)

    def _words(self) -> list[Span]:
        claim = opened(self.session.state)
        text = self.session.article.text
        return [span for a in claim.anchors for span in words(text, (a.start, a.end))] if claim else []

    def _claim(self) -> Claim | None:
        claim = opened(self.session.state)
        if claim is None:
            self._say("no claim is open")
        return claim

    def _recut(self, make: Callable[[], Action]) -> None:
        try:
            action = make()
        except FactkitError as error:
            self._say(str(error))
            return
        self.act(action)

    def _ask(self, window: ModalScreen[Any], then: Callable[[Any], object]) -> None:
        def given(answer: Any) -> None:
            if answer is not None:
                then(answer)

        self.push_screen(window, given)

    def _say(self, text: str) -> None:
        self.query_one("#message", Static).update(one_line(text))

    def _draw(self) -> None:
        state = self.session.show_matches()
        article = self.session.article
        cursor = self._words()[self._word] if self._mode == "tick" else None
        drawn = {
            "#header": drawing.header(state, article),
            "#claim-text": drawing.claim_panel(state, article, cursor=cursor),
            "#evidence-text": drawing.evidence_panel(state, differences=self._diff, searching=self._searching),
            "#form": drawing.form_panel(state),
        }
        for name, pieces in drawn.items():
            if self._drawn.get(name) != pieces:
                self.query_one(name, Static).update(content(pieces))
        self._drawn = drawn
        self.query_one("#keys", Static).update(short_help(self.size.width - 2))
        self.set_class(self._panel == "evidence", "turned")

    def _match(self) -> None:
        """Let another process look for evidence, so that no key waits, and show what comes, claim by claim."""
        self._process = subprocess.Popen(
            self.session.matches.command(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
        )
        with self._process as process:
            assert process.stdout is not None
            for line in process.stdout:
                self.call_from_thread(self._take, line)
        if self.is_running:
            self.call_from_thread(self._matched, process.returncode)

    def _take(self, line: str) -> None:
        self.session.take_match(line)
        self._draw()

    def _matched(self, code: int) -> None:
        self._searching = ""
        if code == 0:
            self.session.matches.save()
        else:
            self.session.match_open_claim(compared=False)
            self._say("evidence could not be compared with the claims; it is listed by its wording alone")
        self._draw()


def content(pieces: Pieces) -> Content:
    """Return pieces as Textual draws them; nothing is read as markup."""
    return Content.assemble(*pieces)


def run(session: Session) -> None:
    """Run the review on the terminal until the person leaves.

    Raises:
        FactkitError: the store behind it cannot be used.
    """
    app = Review(session)
    app.run()
    if app.failure is not None:
        raise app.failure
