"""The keys of the review, in one table: what `?` shows is what the screen does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Key:
    """Keys that do one thing: their Textual names, how they are written, and what they do.

    `method` is the method of the screen; `short` stands in the line at the bottom, where there is room.
    """

    names: tuple[str, ...]
    shown: str
    method: str
    help: str
    short: str = ""


KEYS = (
    Key(tuple("123456789"), "1-9", "rate", "give that rating; it is recorded where the rules have what they need"),
    Key(("enter",), "Enter", "decide", "record the form as it stands"),
    Key(("a",), "a", "accept", "accept the evidence, then: s supports, r refutes, c context", "a accept"),
    Key(("x",), "x", "reject", "reject the evidence", "x reject"),
    Key(("r",), "r", "rationale", "write the rationale (Ctrl+E there: your own editor)", "r rationale"),
    Key(("space",), "space", "skip", "leave the claim for later", "space skip"),
    Key(("u", "backspace"), "u", "undo", "undo, without end, across restarts", "u undo"),
    Key(("U",), "U", "redo", "redo", "U redo"),
    Key(("n", "right"), "n →", "next_claim", "next claim of the queue", "n/p claim"),
    Key(("p", "left"), "p ←", "previous_claim", "previous claim of the queue"),
    Key(("j", "down"), "j ↓", "next_evidence", "next evidence", "j/k evidence"),
    Key(("k", "up"), "k ↑", "previous_evidence", "previous evidence"),
    Key(("tab",), "Tab", "turn", "turn between claim and evidence, where there is room for one"),
    Key(("t",), "t", "tick", "tick words: ← → move, space ticks, T all of them, Esc leaves", "t tick"),
    Key(("slash",), "/", "search", "search the store for evidence", "/ search"),
    Key(("plus",), "+", "note", "add a note of your own as evidence, with its URL", "+ note"),
    Key(("d",), "d", "differences", "show the words that differ between claim and evidence"),
    Key(("e",), "e", "edit", "edit the claim", "e edit"),
    Key(("S",), "S", "split", "split the claim, one claim a line"),
    Key(("M",), "M", "merge", "merge the claim with the next one"),
    Key(("A",), "A", "add", "add a claim on words of the article"),
    Key(("D",), "D", "drop", "drop the claim"),
    Key(("f",), "f", "flag", "flag the claim, or take the flag away"),
    Key(("c",), "c", "comment", "comment on the claim"),
    Key(("g",), "g", "jump", "go to a claim of the queue"),
    Key(("F",), "F", "filter", "choose which claims the queue holds"),
    Key(("R",), "R", "retract", "take your verdict back"),
    Key(("v",), "v", "copy", "the annotated copy of the article, line by line"),
    Key(("L",), "L", "light", "light or dark"),
    Key(("pagedown",), "PgDn", "scroll_down", "scroll down"),
    Key(("pageup",), "PgUp", "scroll_up", "scroll up"),
    Key(("question_mark",), "?", "help", "these keys", "? help"),
    Key(("q", "ctrl+q", "ctrl+c"), "q", "leave", "quit; everything is kept already", "q quit"),
)

METHODS = {name: key.method for key in KEYS for name in key.names}


def help_text() -> str:
    """Return the keys, a line each."""
    return "\n".join(f"{key.shown:>6}  {key.help}" for key in KEYS)


def short_help(width: int) -> str:
    """Return the line at the bottom: as many keys as fit, help and quit always among them."""
    shorts = [key.short for key in KEYS if key.short]
    kept, last = shorts[:-2], shorts[-2:]
    while kept and len(" · ".join([*kept, *last])) > width:
        kept.pop()
    return " · ".join([*kept, *last])
