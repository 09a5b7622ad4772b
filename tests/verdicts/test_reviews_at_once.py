"""Reviews under fire: many at once on one file, and processes that are killed."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from desks import make_desk

from factkit.verdicts.events import event_from_json
from factkit.verdicts.records import verify
from factkit.workspace.opening import Workspace, open_store
from factkit.workspace.reviewing import open_review

FREE = "[review]\nrequire = 'none'\n"
KILLS = 100


def review(desk: Workspace, reviewer: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "factkit", "review", "harbour", "--plain", "--reviewer", reviewer]
    return subprocess.Popen(
        [*command, "--workspace", str(desk.folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def without_matches(desk: Workspace) -> None:
    """Keep empty matches, so that no process has to look for any."""
    with open_review(desk, "harbour", reviewer="nobody") as session:
        for claim in session.state.core.claims:
            session.matches.put(claim.id, [])
        session.matches.save()


@pytest.mark.system
def test_eight_people_decide_four_hundred_claims_on_one_file_each_once(tmp_path):
    desk = make_desk(tmp_path / "desk", FREE, claims=400)
    without_matches(desk)
    people = [review(desk, f"person-{number}") for number in range(8)]
    said = [each.communicate("1\n" * 400, timeout=300) for each in people]
    assert all("locked" not in errors and "Traceback" not in errors for _, errors in said), said
    with open_store(desk) as store:
        records = store.records()
    decided = Counter(record.claim for record in records)
    assert (len(decided), set(decided.values())) == (400, {1})
    assert len({record.reviewer for record in records}) > 1
    assert verify(records) is None


@pytest.mark.system
def test_a_review_that_is_killed_at_any_moment_has_lost_nothing_that_it_acknowledged(tmp_path):
    """A child process reviews and acknowledges each step; it is killed in the middle, again and again."""
    desk = make_desk(tmp_path / "desk", FREE, claims=60)
    chance = random.Random(20250920)
    for _ in range(KILLS):
        acknowledged, place = killed(desk, chance)
        with open_store(desk) as store:
            kept = [event_from_json(event.body) for event in store.events("harbour", "amina")]
            assert verify(store.records()) is None
        assert len(kept) >= acknowledged
        with open_review(desk, "harbour", reviewer="amina") as session:
            assert session.state.claim == (kept[-1].at if kept else session.state.core.claims[0].id)
            assert place is None or place in [event.at for event in kept[-2:]]
            assert session.steps == len(kept)


def killed(desk: Workspace, chance: random.Random) -> tuple[int, str | None]:
    """Review in a child until it is killed; return how many steps it has ever acknowledged, and where it was."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(desk, writing, chance.random())
        finally:
            os._exit(0)
    os.close(writing)
    time.sleep(0.02 + chance.random() * 0.15)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    chance.random()
    with os.fdopen(reading) as acknowledgements:
        lines = [line.split() for line in acknowledgements if line.endswith("\n")]
    return (int(lines[-1][0]), lines[-1][1]) if lines else (0, None)


def work(desk: Workspace, writing: int, seed: float) -> None:
    """Do what people do, and acknowledge each step once it is kept."""
    from factkit.errors import FactkitError
    from factkit.verdicts.actions import Comment, Flag, Move, Rate, Redo, Skip, Tick, Undo

    chance = random.Random(seed)
    with open_review(desk, "harbour", reviewer="amina") as session:
        while True:
            start = chance.randrange(1000)
            does = [
                Rate(chance.choice(["supported", "refuted"])),
                Flag(),
                Skip(),
                Move(chance.choice([1, -1])),
                Comment("Hm."),
                Tick(start, start + 5),
                Undo(),
                Redo(),
            ]
            try:
                state = session.act(chance.choice(does))
            except FactkitError:
                continue
            os.write(writing, f"{session.steps} {state.claim}\n".encode())


def test_a_script_reviews_by_lines_and_says_what_it_could_not_do(tmp_path):
    desk = make_desk(tmp_path / "desk", FREE)
    without_matches(desk)
    done = review(desk, "amina").communicate("1\nnope\n2\nu\nlist\nq\n", timeout=60)
    assert "unknown command 'nope'" in done[1]
    assert "Supported recorded" in done[0]
    with open_store(desk) as store:
        assert [record.kind.value for record in store.records()] == ["verdict", "verdict", "retraction"]
