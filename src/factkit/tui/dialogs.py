"""What the review asks for in a window of its own: a text, some fields, one of a list; and what it shows there."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static, TextArea
from textual.widgets.option_list import Option

from factkit.display import visible


class _Text(TextArea):
    """A text area that gives its keys to the window around it first."""

    def __init__(self, text: str, does: dict[str, Callable[[], object]]) -> None:
        super().__init__(text, classes="text")
        self._does = does

    async def _on_key(self, event: Key) -> None:
        if event.key in self._does:
            event.stop()
            event.prevent_default()
            self._does[event.key]()


class AskText(ModalScreen[str | None]):
    """Ask for a text; None where the person leaves without one."""

    def __init__(self, title: str, text: str = "", *, lines: bool = False) -> None:
        """`lines`: Enter begins a new line, and Ctrl+S keeps the text; else Enter keeps it."""
        super().__init__()
        self._title, self._lines = title, lines
        does: dict[str, Callable[[], object]] = {
            "escape": lambda: self.dismiss(None),
            "ctrl+s": self._keep,
            "ctrl+e": self._edit_elsewhere,
            "ctrl+j": lambda: self._area.insert("\n"),
        }
        self._area = _Text(text, does if lines else does | {"enter": self._keep})

    def compose(self) -> ComposeResult:
        """Draw the text with its title and keys."""
        keeps = "Ctrl+S keeps it" if self._lines else "Enter keeps it · Ctrl+J new line"
        with Vertical(classes="window"):
            yield Static(self._title, markup=False, classes="title")
            yield self._area
            yield Static(f"{keeps} · Ctrl+E your editor · Esc leaves", markup=False, classes="hint")

    def on_mount(self) -> None:
        """Put the cursor at the end of the text."""
        self._area.focus()
        self._area.move_cursor(self._area.document.end)

    def _keep(self) -> None:
        self.dismiss(self._area.text)

    def _edit_elsewhere(self) -> None:
        with self.app.suspend():
            self._area.text = edited_elsewhere(self._area.text)
        self._area.move_cursor(self._area.document.end)


class AskFields(ModalScreen[list[str] | None]):
    """Ask for several lines, one field each; None where the person leaves."""

    def __init__(self, title: str, fields: Sequence[tuple[str, str]]) -> None:
        """`fields`: label and text of each."""
        super().__init__()
        self._title, self._fields = title, fields

    def compose(self) -> ComposeResult:
        """Draw the fields under one another."""
        with Vertical(classes="window"):
            yield Static(self._title, markup=False, classes="title")
            for label, text in self._fields:
                yield Static(label, markup=False, classes="label")
                yield Input(text, classes="field")
            yield Static("Enter goes on, and keeps it from the last one · Esc leaves", markup=False, classes="hint")

    def on_mount(self) -> None:
        """Begin with the first field."""
        self.query(Input).first().focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next field, or keep what was given."""
        fields = list(self.query(Input))
        place = fields.index(event.input)
        if place + 1 < len(fields):
            fields[place + 1].focus()
        else:
            self.dismiss([field.value for field in fields])

    def on_key(self, event: Key) -> None:
        """Leave without an answer."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)


class Choose(ModalScreen[int | None]):
    """Ask for one of a list; the place of the one chosen, or None."""

    def __init__(self, title: str, choices: Sequence[str], *, at: int = 0) -> None:
        super().__init__()
        self._title, self._choices, self._at = title, choices, at

    def compose(self) -> ComposeResult:
        """Draw the list."""
        with Vertical(classes="window tall"):
            yield Static(self._title, markup=False, classes="title")
            yield OptionList(*(Option(Content(visible(choice))) for choice in self._choices), classes="list")
            yield Static("↑ ↓ move · Enter chooses · Esc leaves", markup=False, classes="hint")

    def on_mount(self) -> None:
        """Begin at the place given."""
        choices = self.query_one(OptionList)
        choices.highlighted = self._at
        choices.focus()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return what was chosen."""
        self.dismiss(event.option_index)

    def on_key(self, event: Key) -> None:
        """Leave without an answer."""
        if event.key in ("escape", "q"):
            event.stop()
            self.dismiss(None)


class Search(ModalScreen[int | None]):
    """Ask for words, list what they find, and return the place of the one chosen in the last answer."""

    def __init__(self, title: str, find: Callable[[str], Sequence[str]], words: str = "") -> None:
        """`find`: words to lines to choose from."""
        super().__init__()
        self._title, self._find, self._words = title, find, words

    def compose(self) -> ComposeResult:
        """Draw the field and the answers."""
        with Vertical(classes="window tall"):
            yield Static(self._title, markup=False, classes="title")
            yield Input(self._words, placeholder="words", classes="field")
            yield OptionList(classes="list")
            yield Static("Enter searches, then ↑ ↓ and Enter choose · Esc leaves", markup=False, classes="hint")

    def on_mount(self) -> None:
        """Begin with the words."""
        self.query_one(Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Search."""
        answers = self._find(event.value)
        found = self.query_one(OptionList)
        found.clear_options()
        found.add_options([Option(Content(visible(answer))) for answer in answers])
        if answers:
            found.highlighted = 0
            found.focus()
        else:
            found.add_option(Option("(nothing found)", disabled=True))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return what was chosen."""
        self.dismiss(event.option_index)

    def on_key(self, event: Key) -> None:
        """Leave without an answer."""
        if event.key == "escape":
            event.stop()
            self.dismiss(None)


class Page(ModalScreen[None]):
    """Show a text that may be long."""

    def __init__(self, title: str, content: Content) -> None:
        super().__init__()
        self._title, self._content = title, content

    def compose(self) -> ComposeResult:
        """Draw the text."""
        with Vertical(classes="window tall"):
            yield Static(self._title, markup=False, classes="title")
            with VerticalScroll(classes="list"):
                yield Static(self._content)
            yield Static("↑ ↓ PgUp PgDn scroll · Esc leaves", markup=False, classes="hint")

    def on_mount(self) -> None:
        """Let the keys scroll."""
        self.query_one(VerticalScroll).focus()

    def on_key(self, event: Key) -> None:
        """Leave without an answer."""
        if event.key in ("escape", "q", "question_mark", "v"):
            event.stop()
            self.dismiss(None)


def edited_elsewhere(text: str) -> str:
    """Return `text` as the person's own editor leaves it: VISUAL, else EDITOR, else vi."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    with tempfile.TemporaryDirectory(prefix="factkit-") as folder:
        path = Path(folder) / "rationale.txt"
        path.write_text(text, encoding="utf-8")
        try:
            subprocess.run([*shlex.split(editor), str(path)], check=False)
        except OSError:
            return text
        return path.read_text(encoding="utf-8", errors="replace").rstrip("\n")
