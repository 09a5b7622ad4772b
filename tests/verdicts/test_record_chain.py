from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making_records import LOG, START, chain, record

from factkit.model import Log, RecordKind
from factkit.verdicts.records import BadRecord, current, in_force, logs_of, publication, seal, uuid7, verify


def test_a_uuid7_is_one_by_the_standard_and_sorts_by_time():
    first, second = uuid7(START, bytes(10)), uuid7(START + timedelta(milliseconds=1), bytes(10))
    assert (uuid.UUID(first).version, uuid.UUID(first).variant) == (7, uuid.RFC_4122)
    assert first < second
    assert int(uuid.UUID(first)) >> 80 == int(START.timestamp() * 1000)


def test_a_uuid7_needs_ten_bytes_of_randomness():
    with pytest.raises(ValueError, match="10 bytes"):
        uuid7(START, b"short")


def test_an_untouched_history_stands():
    records = chain(4)
    assert verify(records, logs_of(records)) is None


@given(st.integers(0, 4), st.sampled_from(["rationale", "reviewer", "rating", "claim", "scale", "claim_sha256"]))
def test_a_changed_record_is_named(place, field):
    records = chain(5)
    tampered = [*records[:place], replace(records[place], **{field: "another"}), *records[place + 1 :]]
    found = verify(tampered, logs_of(records))
    assert found is not None
    assert found.record == records[place].id
    assert "changed" in found.reason


def test_a_record_that_was_changed_and_sealed_again_breaks_the_next_one():
    records = chain(3)
    records[0] = seal(replace(records[0], rationale="another"))
    assert verify(records) == BadRecord(LOG, records[1].id, verify(records).reason)


@given(st.permutations(range(4)))
def test_a_reordered_history_is_found(order):
    records = chain(4)
    assert (verify([records[i] for i in order]) is None) == (list(order) == [0, 1, 2, 3])


@given(st.integers(0, 3))
def test_a_record_left_out_is_found(place):
    records = chain(4)
    assert verify(records[:place] + records[place + 1 :], logs_of(records)) is not None


def test_a_tail_that_was_cut_off_is_found_by_the_log_alone():
    records = chain(4)
    assert verify(records[:3]) is None
    assert verify(records[:3], logs_of(records)) == BadRecord(LOG, None, verify(records[:3], logs_of(records)).reason)


def test_a_log_that_is_missing_whole_is_found():
    assert verify([], [Log("log-b", 1, "0" * 64)]) is not None


def test_a_superseded_record_that_is_another_one_is_found():
    first = record(0)
    second = record(1, previous=first, supersedes=first, superseded_digest="0" * 64)
    assert verify([first, second]).record == second.id


def test_interleaved_logs_stand():
    ours, theirs = record(0), record(1, log="log-b", reviewer="ben")
    both = [ours, theirs, record(2, previous=ours), record(3, previous=theirs, log="log-b", reviewer="ben")]
    assert verify(both, logs_of(both)) is None


def test_the_record_in_force_is_the_last_one_that_nothing_supersedes():
    first = record(0)
    second = record(1, previous=first, supersedes=first, rating="refuted")
    other = record(2, previous=second, reviewer="ben")
    assert current([first, second, other]) == [second, other]


def test_a_retraction_leaves_nothing_in_force():
    first = record(0)
    retraction = record(1, previous=first, supersedes=first, kind=RecordKind.RETRACTION, rating=None)
    assert current([first, retraction]) == []
    assert in_force([first, retraction]) == [retraction]


def test_of_two_logs_the_later_verdict_of_one_reviewer_stands():
    here, there = record(0), record(1, log="log-b", rating="refuted")
    assert current([there, here]) == [there]


def test_a_publication_is_in_force_until_it_is_taken_back():
    verdict = record(0)
    published = record(1, previous=verdict, kind=RecordKind.PUBLICATION, role="publisher", reviewer="eve")
    taken_back = record(
        2, previous=published, supersedes=published, kind=RecordKind.UNPUBLICATION, role="publisher", rating=None
    )
    assert publication([verdict, published], "c-1") == published
    assert publication([verdict, published, taken_back], "c-1") is None
    assert current([verdict, published, taken_back]) == [verdict]
