import copy
from typing import Any

import example_files
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factkit.annotations.alignment import Alignment, State, word_changes
from factkit.annotations.refreshing import refresh
from factkit.annotations.validate import validate_text
from factkit.model import sha256
from factkit.wire import dumps_pretty

OLD = example_files.TEXT


def _states(new: str, document: Any = None) -> dict[str, str]:
    _, said = refresh(document or example_files.document(), OLD, new)
    return {each.claim.removeprefix("c-"): each.state.value for each in said}


def test_the_same_text_leaves_every_claim_unchanged_and_the_file_as_it_was() -> None:
    document = example_files.document()
    refreshed, said = refresh(document, OLD, OLD)
    assert {each.state for each in said} == {State.UNCHANGED}
    assert dumps_pretty(refreshed) == dumps_pretty(document)


def test_an_insertion_moves_what_comes_after_it() -> None:
    assert _states(OLD.replace("Mayor", "Nobody was hurt. Mayor")) == {
        "reopened": "unchanged",
        "cost": "moved",
        "staff": "moved",
    }


def test_an_edited_number_is_shown_and_makes_the_verdict_stale() -> None:
    new = OLD.replace("2.4 million", "2.6 million")
    refreshed, said = refresh(example_files.document(), OLD, new)
    edited = said[1]
    assert (edited.state, edited.changes, len(edited.stale)) == (State.EDITED, (("2.4", "2.6"),), 1)
    assert edited.after == "the repairs had cost 2.6 million euros"
    assert {problem.code for problem in validate_text(dumps_pretty(refreshed), path="a")} == {"FK025"}


def test_an_edit_around_the_words_of_a_claim_makes_its_verdict_stale_too() -> None:
    document = example_files.document()
    for claim in document["claims"]:
        if claim["id"] == "c-cost":
            claim["sentence"] = "Mayor Ana Ruiz said that the repairs had cost 2.4 million euros."
    document = example_files.resealed(document)
    _, said = refresh(document, OLD, OLD.replace("Ruiz said that", "Ruiz denied that"))
    assert said[1].state is State.EDITED
    assert said[1].stale
    assert "sentence around" in said[1].notes[0]


def test_a_look_alike_elsewhere_is_never_taken() -> None:
    old = "It rained.\nTeam Alpha won the cup in 2019.\nThe crowd sang.\n"
    new = "It rained.\nThe crowd sang.\nLater on:\nTeam Beta won the cup in 2019.\n"
    fate = Alignment(old, new).fate(old.index("Team"), old.index("Team") + 31)
    assert (fate.state, fate.place) == (State.GONE, None)
    assert new[slice(*fate.candidates[0])] == "Team Beta won the cup in 2019."


def test_a_look_alike_in_the_same_place_is_named_and_not_taken() -> None:
    old = "It rained.\nTeam Alpha won the cup in 2019.\nThe crowd sang.\n"
    fate = Alignment(old, old.replace("Alpha", "Beta")).fate(old.index("Team"), old.index("Team") + 31)
    assert (fate.state, fate.place) == (State.GONE, None)
    assert fate.candidates


def test_a_misspelt_name_that_was_put_right_is_an_edit() -> None:
    old = "It rained.\nTeam Alhpa won the cup in 2019.\nThe crowd sang.\n"
    fate = Alignment(old, old.replace("Alhpa", "Alpha")).fate(old.index("Team"), old.index("Team") + 31)
    assert fate.state is State.EDITED


def test_of_two_similar_sentences_in_the_place_of_one_none_is_chosen() -> None:
    old = "It rained. The mayor paid 200 euros for it. They sang."
    new = "It rained. The mayor paid 300 euros for it. The mayor paid 400 euros for it. They sang."
    fate = Alignment(old, new).fate(11, 42)
    assert (fate.state, fate.place, len(fate.candidates)) == (State.AMBIGUOUS, None, 2)


def test_a_copy_of_a_sentence_does_not_attract_the_claim() -> None:
    old = "A dog barked. The ferry runs. A cat slept. Rain fell."
    new = "The ferry runs. A dog barked. The ferry runs. A cat slept. Rain fell."
    fate = Alignment(old, new).fate(14, 29)
    assert (fate.state, fate.place) == (State.MOVED, (30, 45))


def test_a_deleted_copy_is_not_replaced_by_the_other() -> None:
    old = "A dog barked. The ferry runs. A cat slept. The ferry runs. Rain fell."
    new = "A dog barked. A cat slept. The ferry runs. Rain fell."
    assert Alignment(old, new).fate(14, 29).state is State.AMBIGUOUS


def test_a_claim_that_is_gone_keeps_its_anchors_and_fails_validation() -> None:
    new = OLD.replace("The office employs 40 people. ", "")
    refreshed, said = refresh(example_files.document(), OLD, new)
    assert {each.claim: each.state.value for each in said}["c-staff"] == "gone"
    assert {problem.code for problem in validate_text(dumps_pretty(refreshed), path="a")} == {"FK011"}


@pytest.mark.parametrize(("name", "unit"), [("fk014-utf-16", "UTF-16"), ("fk014-bytes", "bytes")])
def test_offsets_of_another_unit_are_named_and_mended(name: str, unit: str) -> None:
    document = example_files.json.loads(example_files.broken(name))
    text = document["article"]["text"]
    refreshed, said = refresh(document, text, text)
    assert unit in said[1].notes[0]
    assert validate_text(dumps_pretty(refreshed), path="a") == []


def test_without_the_older_text_a_unique_quote_is_found_and_an_edited_one_is_gone() -> None:
    new = "News. " + OLD.replace("40 people", "41 people")
    _, said = refresh(example_files.document(), None, new)
    assert [each.state.value for each in said] == ["moved", "moved", "gone"]


def test_the_document_that_was_given_stays_as_it_was() -> None:
    document = example_files.document()
    before = copy.deepcopy(document)
    refresh(document, OLD, "Something else.")
    assert document == before


@given(st.lists(st.integers(0, 7), max_size=8), st.data())
def test_whatever_the_edit_a_claim_that_is_not_edited_keeps_its_words(order: list[int], data: Any) -> None:
    sentences = [f"Town {n} paid {n}00 euros to somebody." for n in range(6)] + ["The ferry runs.", "It rained."]
    old = " ".join(sentences)
    new = " ".join(sentences[place] for place in order)
    chosen = data.draw(st.sampled_from(sentences))
    start = old.index(chosen)
    fate = Alignment(old, new).fate(start, start + len(chosen))
    if fate.place is not None and fate.state is not State.EDITED:
        assert new[slice(*fate.place)] == chosen
    if fate.state is State.UNCHANGED:
        assert fate.place == (start, start + len(chosen))


@given(st.text("ab .", max_size=20), st.text("ab .", max_size=20))
def test_word_changes_are_empty_only_for_the_same_words(old: str, new: str) -> None:
    same = "".join(old.split()) == "".join(new.split())
    if not word_changes(old, new):
        assert same


def test_the_digest_of_the_file_follows_the_text() -> None:
    refreshed, _ = refresh(example_files.document(), OLD, OLD + "More.\n")
    assert refreshed["article"]["sha256"] == sha256(OLD + "More.\n")
