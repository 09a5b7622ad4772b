"""The review screen, driven by its keys on a real workspace, in two sizes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from desks import make_desk
from textual.widgets import Static

from factkit.tui.keys import KEYS, METHODS, short_help
from factkit.tui.screen import Review
from factkit.workspace.opening import Workspace
from factkit.workspace.reviewing import Session, open_review

SIZES = [(80, 24), (120, 40)]
GOLDEN = Path(__file__).parents[2] / "fixtures" / "review"
PICTURES = {
    "start": (),
    "chosen": ("2",),
    "cited": ("a", "r"),
    "compared": ("tab", "d"),
    "keys": ("question_mark",),
    "copy": ("v",),
}
REFUTE = ("a", "r", "r", "T", "enter", "2")


@pytest.fixture
def desk(tmp_path: Path) -> Workspace:
    return make_desk(tmp_path / "desk")


@pytest.fixture
def session(desk: Workspace) -> Iterator[Session]:
    with open_review(desk, "harbour", reviewer="amina") as opened:
        for claim in opened.state.core.claims:
            opened.matches.look(claim, opened.store, compared=0)
        opened.matches.save()
        yield opened


def drive(session: Session, *keys: str, size: tuple[int, int] = (120, 40)) -> dict[str, str]:
    """Press keys and return what the parts of the screen show then, by their ids."""

    async def pressing() -> dict[str, str]:
        app = Review(session)
        async with app.run_test(size=size) as pilot:
            for key in keys:
                await pilot.press(key)
            await pilot.pause()
            return {part.id: str(part.render()) for part in app.screen_stack[0].query(Static) if part.id}

    return asyncio.run(pressing())


def test_the_claim_stands_in_its_article_beside_its_evidence(session):
    shown = drive(session)
    assert "claim 1 of 4" in shown["header"]
    assert "▐The harbour council closed the north pier on Friday.▌" in shown["claim-text"]
    assert "Evidence 1 of 3" in shown["evidence-text"]
    assert "Harbour Council · 2025-09-05" in shown["evidence-text"]
    assert "needs a rating" in shown["form"]


@pytest.mark.parametrize("size", SIZES)
def test_a_verdict_is_given_from_the_keyboard_alone(session, size):
    shown = drive(session, *REFUTE, size=size)
    assert "Refuted recorded" in shown["message"]
    assert "claim 2 of 4 · 1 decided" in shown["header"]
    [record] = session.store.records(article="harbour")
    assert (record.rating, record.rationale, record.evidence[0].stance) == ("refuted", "T", "refutes")


def test_a_rating_that_the_rules_do_not_allow_says_what_is_missing(session):
    shown = drive(session, "2")
    assert "needs a piece of evidence and a rationale" in shown["form"]
    assert session.store.records(article="harbour") == []


def test_undo_takes_the_verdict_back_and_redo_gives_it_again(session):
    assert "0 decided" in drive(session, *REFUTE, "u")["header"]
    assert "1 decided" in drive(session, "U")["header"]
    kinds = [record.kind.value for record in session.store.records(article="harbour")]
    assert kinds == ["verdict", "retraction", "verdict"]


def test_s_r_and_c_are_stances_only_after_a(session):
    shown = drive(session, "a", "c")
    assert "cited: context" in shown["evidence-text"]
    drive(session, "c", "h", "enter")
    assert list(session.state.core.comments.values()) == [("h",)]


def test_hostile_text_is_shown_and_obeyed_nowhere(session):
    shown = drive(session, "n", "n")
    assert "␛[31mneedless␛[0m and [red]rash[/nope]." in shown["claim-text"]
    assert "[/nope]" in shown["evidence-text"]


def test_words_are_ticked_one_by_one_and_all_at_once(session):
    assert "2 of 9 words" in drive(session, "t", "space", "space", "escape")["claim-text"]
    assert "9 of 9 words" in drive(session, "t", "T", "escape")["claim-text"]


def test_a_claim_is_edited_split_merged_added_and_dropped(session):
    drive(session, "e", "exclamation_mark", "enter")
    assert session.state.core.claims[0].text.endswith("Friday.!")
    drive(session, "S", "backspace", "enter", "2", "ctrl+s")
    assert len(session.state.core.claims) == 5
    drive(session, "M", "enter")
    assert len(session.state.core.claims) == 4
    drive(session, "A", *"Three", "enter", "3", "enter")
    assert "3" in [claim.text for claim in session.state.core.claims]
    drive(session, "D")
    assert len(session.state.core.claims) == 4
    assert len(session.store.claims("harbour")) == 4


def test_evidence_is_searched_for_and_brought(session):
    shown = drive(session, "n", "n", "slash", *"ferries", "enter", "enter")
    assert "Two ferries moved" in shown["evidence-text"]


def test_a_note_of_ones_own_becomes_evidence(session):
    shown = drive(session, "plus", *"Rain", "enter", *"http://a.b", "enter", "enter")
    assert "Rain" in shown["evidence-text"]
    assert "http://a.b" in shown["evidence-text"]


def test_a_note_without_words_says_so(session):
    assert "the note" in drive(session, "plus", "enter", "enter", "enter")["message"]


def test_the_other_panel_is_a_key_away_where_there_is_room_for_one(session):
    async def widths(*keys: str) -> tuple[int, int]:
        app = Review(session)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            return app.query_one("#claim").size.width, app.query_one("#evidence").size.width

    assert asyncio.run(widths()) == (78, 0)
    assert asyncio.run(widths("tab")) == (0, 78)


def test_the_queue_is_filtered_and_jumped_in(session):
    shown = drive(session, "f", "n", "F", "down", "down", "down", "down", "enter")
    assert "queue: flagged, 1" in shown["header"]
    assert "claim 1 of 4" in shown["header"]
    assert "claim 4 of 4" in drive(session, "F", "home", "enter", "g", "end", "enter")["header"]


def test_leaving_and_coming_back_lands_on_the_same_claim_with_the_same_form(desk, session):
    drive(session, "n", "a", "s", "r", "B", "enter", "j")
    with open_review(desk, "harbour", reviewer="amina") as again:
        shown = drive(again)
    assert "claim 2 of 4" in shown["header"]
    assert "rationale: B" in shown["form"]
    assert "1 supports" in shown["form"] or "✓ supports" in shown["form"]


def test_the_screen_turns_light_and_says_the_same(session):
    size = (120, 40)
    assert picture(session, "L", size=size) == picture(session, size=size)


def test_every_key_does_something_and_is_in_the_help():
    assert all(hasattr(Review, f"do_{name}") for name in set(METHODS.values()) - {"rate"})
    assert len(METHODS) == sum(len(key.names) for key in KEYS)
    assert short_help(80).endswith("? help · q quit")
    assert len(short_help(80)) <= 80


def picture(session: Session, *keys: str, size: tuple[int, int]) -> str:
    """Return what stands on the whole screen, line by line."""

    async def pressing() -> str:
        app = Review(session)
        async with app.run_test(size=size) as pilot:
            await pilot.press(*keys)
            await pilot.pause()
            strips = app.screen._compositor.render_strips()
            return "\n".join("".join(segment.text for segment in strip).rstrip() for strip in strips) + "\n"

    return asyncio.run(pressing())


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_screen_looks_as_it_did(session, size):
    """Golden pictures; set FACTKIT_UPDATE to draw them anew, and look at the difference."""
    for name, keys in PICTURES.items():
        golden = GOLDEN / f"{name}-{size[0]}x{size[1]}.txt"
        drawn = picture(session, *keys, size=size)
        if os.environ.get("FACTKIT_UPDATE"):
            golden.parent.mkdir(parents=True, exist_ok=True)
            golden.write_text(drawn, encoding="utf-8")
        assert drawn == golden.read_text(encoding="utf-8"), name
