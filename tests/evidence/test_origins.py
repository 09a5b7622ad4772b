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


def test_reports_made_to_a_pattern_are_no_copies() -> None:
    pattern = (
        "{} beat {} on Saturday and moved up in the table. The visitors had more of the ball after the break and"
        " created few clear chances. The referee showed four yellow cards, two of them after the final whistle."
        " The coach of {} praised his players, who had kept calm and taken their chances when they came."
    )
    assert not is_copy(pattern.format("Ashford", "Langley", "Ashford"), pattern.format("Marwick", "Norham", "Marwick"))


def test_pages_that_share_mostly_a_legal_notice_are_no_copies() -> None:
    notice = (
        " This page is provided for general information only and is no legal advice of any kind. We use cookies to"
        " count visits, and consent can be withdrawn at any time. All rights are reserved, and no part may be copied"
        " in any form without the prior written consent of the publisher. Complaints are answered within two weeks."
    )
    one, other = "The mayor of Ashford met Clare Holley.", "Police in Norham look for a driver called Luis Osley."
    assert not is_copy(one + notice, other + notice)


def test_a_round_up_is_no_copy_of_each_of_its_stories() -> None:
    assert not is_copy(WIRE, "\n\n".join([WIRE, *(f"{OTHER} That was day {number}." for number in range(7))]))


def test_another_spelling_and_a_quote_of_the_paper_s_own_leave_a_copy_a_copy() -> None:
    copy = WIRE.replace("harbour", "harbor").replace(" Two", ' "It was about time," said a captain named Osley. Two')
    assert is_copy(WIRE, copy)
