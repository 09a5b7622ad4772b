from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from factkit.matching.chunks import ChunkNumbers

alphabet = st.sampled_from(["a", "b", "-", "é", "語", "\ud800", " ", "\t", "\x1c", "\x07", "\x85", "\xa0", "\u3000"])
texts = st.lists(st.text(alphabet, max_size=60), max_size=6)


def numbered(known: dict[str, int]) -> ChunkNumbers:
    """Return numbers that count the chunks in the order in which they are met."""

    def learn(chunks: Sequence[str]) -> list[int]:
        assert not known.keys() & set(chunks), "asked for again"
        return [known.setdefault(chunk, len(known)) for chunk in chunks]

    return ChunkNumbers(learn)


@settings(deadline=None)
@given(texts)
def test_chunks_are_those_of_split_each_with_one_number_learnt_once(some: list[str]) -> None:
    known: dict[str, int] = {}
    numbers = numbered(known)
    for text in [*some, *some]:
        found = numbers.of(text).tolist()
        assert found == [known[chunk] for chunk in text.split()]


def test_none_is_taken_for_another_however_many_and_however_long() -> None:
    known: dict[str, int] = {}
    numbers = numbered(known)
    chunks = [f"{'x' * (count % 20)}{count}" for count in range(5_000)]
    for text in (" ".join(chunks[:100]), " ".join(chunks), " ".join(reversed(chunks))):
        assert numbers.of(text).tolist() == [known[chunk] for chunk in text.split()]
    assert len(known) == len(chunks)
