from hypothesis import given
from hypothesis import strategies as st

from factkit.evidence.records import record_from_source, source_from_record
from factkit.schema import schema_problems

words = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1).filter(str.strip)
known = st.fixed_dictionaries(
    {},
    optional={
        "id": words.map(lambda text: text[:200]),
        "title": words,
        "url": st.just("https://example.org/a"),
        "archive_url": st.just("https://web.archive.org/web/2025/https://example.org/a"),
        "publisher": words,
        "published": st.sampled_from(["2025-09-20", "2025-09-20T14:05:00Z"]),
        "retrieved": st.sampled_from(["2025-09-21T10:00:00Z"]),
        "kind": st.sampled_from(["text", "note", "factcheck"]),
        "language": st.just("en"),
        "license": words,
        "reliability": words,
        "restricted": st.just(True),
        "rating": words,
        "rating_scale": words,
    },
)
records = st.one_of(
    st.builds(lambda a, b: a | {"text": b}, known, words),
    st.builds(lambda a, b: a | {"passages": b}, known, st.lists(words, min_size=1, max_size=4)),
)


@given(records)
def test_a_source_written_and_read_again_is_the_same_source(record: dict[str, object]) -> None:
    assert schema_problems(record, "evidence") == []
    source, passages = source_from_record(record)
    written = record_from_source(source, passages)
    assert schema_problems(written, "evidence") == []
    again, again_passages = source_from_record(written)
    assert again == source
    assert [passage.text for passage in again_passages] == [passage.text for passage in passages]


@given(records)
def test_passages_stand_where_they_say(record: dict[str, object]) -> None:
    source, passages = source_from_record(record)
    assert all(source.text[passage.start : passage.end] == passage.text for passage in passages)
    assert len({passage.id for passage in passages}) == len(passages)


def test_a_passage_has_the_locator_of_the_page_it_begins_on() -> None:
    text = "One.\n\nTwo."
    _, passages = source_from_record({"text": text}, locators=[((0, 6), "p. 1"), ((6, 10), "p. 2")])
    assert [passage.locator for passage in passages] == ["p. 1", "p. 2"]


def test_a_record_carries_locators_and_the_digest_of_the_original() -> None:
    text = "One.\n\nTwo.\n\nThree."
    places = [((0, 6), "p. 1"), ((6, 12), "p. 2"), ((12, 18), "p. 2")]
    source, passages = source_from_record({"text": text}, digest="f" * 64, locators=places)
    written = record_from_source(source, passages)
    assert schema_problems(written, "evidence") == []
    assert [row["locator"] for row in written["locators"]] == ["p. 1", "p. 2"]
    assert source_from_record(written) == (source, passages)
