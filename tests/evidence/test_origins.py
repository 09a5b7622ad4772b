from hypothesis import given
from hypothesis import strategies as st

from factkit.evidence.origins import is_copy, sketches

WIRE = (
    "The harbour office reopened on Monday after a fire that closed it for three weeks, the port authority said."
    " Ships that had waited in the bay were let in at night, and the first of them carried grain from the south."
    " Two cranes are still out of order, and engineers expect them back in service before the end of the month."
    " The cause of the fire is not known, and an inquiry by the police goes on, its leader told reporters."
)
OTHER = (
    "After three weeks the port works again: its office, damaged by a fire, opened its doors at the start of the week."
    " Nobody has found out yet how the fire began. Freighters with grain were the first to enter after dark."
    " Of the cranes, two wait for repair, which should be done this month according to those who see to them."
)


def test_a_story_under_another_headline_and_cut_is_a_copy() -> None:
    copy = "Port back in business\n\n" + WIRE[: WIRE.index(" Two cranes")] + " Read more in our paper tomorrow."
    assert is_copy(WIRE, copy)
    assert set(sketches([WIRE])[0]) & set(sketches([copy])[0])


def test_another_report_of_the_same_event_is_no_copy() -> None:
    assert not is_copy(WIRE, OTHER)


def test_short_notes_that_differ_in_their_numbers_are_no_copies() -> None:
    note = "In {} the district counted {} registered ferries, which is more than in any year before, its yearbook says."
    assert not is_copy(note.format(2019, 41), note.format(2023, 57))


@given(st.lists(st.text(max_size=200), max_size=6))
def test_a_sketch_depends_on_its_own_text_alone(texts: list[str]) -> None:
    assert sketches([*texts, WIRE])[-1] == sketches([WIRE])[0]
    assert sketches(texts) == [sketches([text])[0] for text in texts]
    assert all(0 <= hash < 2**63 for sketch in sketches([*texts, WIRE]) for hash in sketch)
