"""The published worked examples, and what must hold of any ratings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factkit.model import Rating, Scale
from factkit.verdicts.agreement import NOTHING_SHARED, ONE_RATING, Bootstrap, agreement, boundaries

# Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C: four observers, missing data.
KRIPPENDORFF = {
    "a": "1 2 3 3 2 1 4 1 2 . . .",
    "b": "1 2 3 3 2 2 4 1 2 5 . 3",
    "c": ". 3 3 3 2 3 4 2 2 5 1 .",
    "d": "1 2 3 3 2 4 4 1 2 5 1 .",
}
# Krippendorff 2011, section A: two observers, binary data.
BINARY = {"meg": "0 1 0 0 0 0 0 0 1 0", "owen": "1 1 1 0 0 1 0 0 0 0"}
# Altman 1991, two radiologists on 85 xeromammograms, in four ordered steps from normal to cancer.
ALTMAN = [[21, 12, 0, 0], [4, 17, 1, 0], [3, 9, 15, 2], [0, 0, 0, 1]]


def scale(ratings, *, ordered):
    return Scale("s", "S", ordered, tuple(Rating(rating, rating) for rating in ratings))


def table(rows):
    """Return claim -> reviewer -> rating from one line of ratings a reviewer; a dot is a missing one."""
    columns = {name: line.split() for name, line in rows.items()}
    length = len(next(iter(columns.values())))
    return {f"c-{i}": {name: column[i] for name, column in columns.items() if column[i] != "."} for i in range(length)}


def confusion(counts):
    pairs = [(i, j) for i, row in enumerate(counts) for j, count in enumerate(row) for _ in range(count)]
    return {f"c-{n}": {"a": str(i), "b": str(j)} for n, (i, j) in enumerate(pairs)}


def test_alpha_is_the_published_one_with_missing_values():
    found = agreement(scale(["1", "2", "3", "4", "5"], ordered=True), table(KRIPPENDORFF))
    assert found.nominal.value == pytest.approx(0.743, abs=5e-4)
    assert found.ordinal.value == pytest.approx(0.815, abs=5e-4)
    assert found.claims == 11


def test_alpha_of_binary_data_is_the_published_one():
    assert agreement(scale(["0", "1"], ordered=False), table(BINARY)).nominal.value == pytest.approx(0.095, abs=5e-4)


def test_kappa_is_the_published_one_plain_and_weighted():
    [pair] = agreement(scale(["0", "1", "2", "3"], ordered=True), confusion(ALTMAN)).pairs
    assert pair.n == 85
    assert pair.percent == pytest.approx(63.53, abs=5e-3)
    assert pair.kappa.value == pytest.approx(0.4728, abs=5e-5)
    assert pair.weighted.value == pytest.approx(0.5684, abs=5e-5)


def test_kappa_of_a_two_by_two_table_is_what_the_textbook_has():
    [pair] = agreement(scale(["0", "1"], ordered=False), confusion([[20, 5], [10, 15]])).pairs
    assert pair.kappa.value == pytest.approx(0.4)
    assert pair.weighted is None


def test_two_who_only_ever_gave_one_rating_have_no_figure():
    found = agreement(scale(["0", "1"], ordered=True), confusion([[9, 0], [0, 0]]))
    assert (found.pairs[0].kappa.value, found.pairs[0].kappa.why) == (None, ONE_RATING)
    assert (found.pairs[0].weighted.value, found.nominal.value, found.ordinal.value) == (None, None, None)
    assert found.pairs[0].percent == 100


def test_two_who_share_no_claim_have_no_figure():
    found = agreement(scale(["0", "1"], ordered=False), {"c-1": {"a": "0"}, "c-2": {"b": "1"}})
    assert (found.pairs[0].kappa.why, found.pairs[0].percent, found.nominal.why) == (
        NOTHING_SHARED,
        None,
        NOTHING_SHARED,
    )


def test_one_reviewer_makes_no_pair():
    assert agreement(scale(["0", "1"], ordered=False), {"c-1": {"a": "0"}}).pairs == ()


@given(
    st.lists(st.dictionaries(st.sampled_from("abc"), st.sampled_from("123"), min_size=2), min_size=1, max_size=12),
    st.booleans(),
)
def test_figures_lie_where_they_must_and_do_not_depend_on_order(rows, ordered):
    ratings = {f"c-{number}": row for number, row in enumerate(rows)}
    found = agreement(scale(["1", "2", "3"], ordered=ordered), ratings, bootstrap=Bootstrap(rounds=20))
    backwards = agreement(
        scale(["1", "2", "3"], ordered=ordered), dict(reversed(ratings.items())), bootstrap=Bootstrap(rounds=20)
    )
    for figure, again in [(found.nominal, backwards.nominal), (found.ordinal, backwards.ordinal)]:
        if figure is None or figure.value is None:
            assert figure is None or figure.why
            continue
        assert -1 <= figure.value <= 1 + 1e-9
        assert figure.low <= figure.high
        assert again.value == pytest.approx(figure.value)


def test_the_interval_is_the_same_each_time_and_holds_the_value():
    first, second = (agreement(scale(list("12345"), ordered=True), table(KRIPPENDORFF)) for _ in range(2))
    assert first == second
    assert first.ordinal.low < first.ordinal.value < first.ordinal.high


def test_disagreements_are_listed():
    ratings = {"c-1": {"a": "1", "b": "1"}, "c-2": {"a": "1", "b": "2"}, "c-3": {"a": "2"}}
    assert agreement(scale(["1", "2"], ordered=False), ratings).disagreements == ("c-2",)


def test_boundaries_are_compared_apart_from_ratings():
    first = frozenset({((0, 10),), ((20, 30),), ((40, 50),)})
    second = frozenset({((0, 10),), ((25, 35),)})
    found = boundaries(first, second)
    assert (found.exact, found.overlapping, found.f1) == (1, 1, pytest.approx(0.4))
    assert boundaries(frozenset(), frozenset()).f1 is None
