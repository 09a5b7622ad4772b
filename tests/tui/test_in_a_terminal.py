"""The real screen in a real terminal (tmux): a whole review by keys, and one that is killed again and again."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import article, claims_of, make_desk

from factkit.tui.drawing import header, plain
from factkit.verdicts.events import event_from_json
from factkit.verdicts.records import verify
from factkit.verdicts.review import begin, replay
from factkit.verdicts.scales import packaged
from factkit.workspace import verdicts as recording
from factkit.workspace.opening import Workspace, open_store
from factkit.workspace.reviewing import open_review

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(shutil.which("tmux") is None, reason="needs tmux: apt-get install tmux"),
]
KILLS = int(os.environ.get("FACTKIT_KILLS", "10"))
PATIENCE_SECONDS = 30


class Terminal:
    """A terminal with the review in it."""

    def __init__(self, folder: Path) -> None:
        self.socket = str(folder / "tmux")

    def tmux(self, *arguments: str) -> str:
        done = subprocess.run(["tmux", "-S", self.socket, *arguments], capture_output=True, text=True, check=True)
        return done.stdout

    def open(self, desk: Workspace, size: tuple[int, int] = (80, 24)) -> None:
        command = f"exec {sys.executable} -m factkit review harbour --reviewer amina --workspace {desk.folder}"
        width, height = map(str, size)
        self.tmux("new-session", "-d", "-s", "review", "-x", width, "-y", height, command)
        self.wait_for("q quit")

    def press(self, *keys: str) -> None:
        self.tmux("send-keys", "-t", "review", *keys)

    def screen(self) -> str:
        return self.tmux("capture-pane", "-p", "-t", "review")

    def wait_for(self, words: str) -> str:
        end = time.monotonic() + PATIENCE_SECONDS
        while words not in (shown := self.screen()):
            assert time.monotonic() < end, f"no {words!r} on the screen:\n{shown}"
            time.sleep(0.05)
        return shown

    def kill(self) -> None:
        """Kill the program in the terminal with SIGKILL, and wait until it is gone."""
        process = int(self.tmux("display-message", "-p", "-t", "review", "#{pane_pid}"))
        os.kill(process, signal.SIGKILL)
        while (
            subprocess.run(["tmux", "-S", self.socket, "has-session"], capture_output=True, check=False).returncode == 0
        ):
            time.sleep(0.02)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    opened = Terminal(tmp_path)
    yield opened
    subprocess.run(["tmux", "-S", opened.socket, "kill-server"], capture_output=True, check=False)


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    made = make_desk(tmp_path / "desk")
    with open_review(made, "harbour", reviewer="nobody") as session:
        for claim in session.state.core.claims:
            session.matches.look(claim, session.store, compared=0)
        session.matches.save()
    return made


def test_a_review_from_start_to_published_verdicts(desk, terminal):
    terminal.open(desk)
    for number in range(1, 5):
        terminal.wait_for(f"claim {number} of 4")
        terminal.press("a", "s")
        terminal.wait_for("needs a rating")
        terminal.press("r")
        terminal.wait_for("Why?")
        terminal.press("-l", f"Reason {number}")
        terminal.press("Enter")
        terminal.wait_for(f"rationale: Reason {number}")
        terminal.press("2")
        terminal.wait_for(f"{number} decided")
    terminal.press("q")
    with open_store(desk) as store:
        claims = store.claims("harbour")
    for claim in claims:
        recording.publish(desk, claim.id, url="https://example.org/checks", reviewer="eve")
    with open_store(desk) as store:
        records = store.records()
    assert [record.kind.value for record in records] == ["verdict"] * 4 + ["publication"] * 4
    assert verify(records) is None


def test_a_screen_that_is_killed_has_lost_nothing_that_it_showed(desk, terminal):
    chance = random.Random(20250920)
    for _ in range(KILLS):
        terminal.open(desk)
        for _ in range(chance.randrange(3, 15)):
            terminal.press(chance.choice(["1", "2", "f", "n", "p", "Space", "u", "U", "j", "k", "x"]))
            time.sleep(chance.random() * 0.05)
        shown = terminal.screen().splitlines()[0].strip()
        terminal.kill()
        with open_store(desk) as store:
            events = [event_from_json(event.body) for event in store.events("harbour", "amina")]
            assert verify(store.records()) is None
        assert shown in headers(desk, events), f"shown but not kept: {shown}"
        with open_review(desk, "harbour", reviewer="amina", at_once=False) as session:
            assert session.state.claim == (events[-1].at if events else claims_of(article())[0].id)


def headers(desk: Workspace, events: list) -> list[str]:
    """Return the first line of the screen after each step that is kept."""
    start = begin(claims_of(article()), reviewer="amina", scale=packaged()["averitec"], rules=desk.config.review)
    return [plain(header(replay(start, events[:n]), article())).strip()[:78].strip() for n in range(len(events) + 1)]
