import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.checkworthiness import average_precision
from factkit.claims.checkworthiness import check_worthiness, features, probability
from factkit.language.wordlists import text_of
from factkit.model import ClaimKind


@pytest.mark.parametrize(
    "text",
    [
        "Unemployment fell from 7.4% in March to 6.9% in June.",
        "Acme lost €15bn in 2011.",
        "The senator voted against the tax bill in 2019.",
        "Crime has doubled since the law was passed.",
        "He voted to cut taxes for the wealthiest two percent.",
        "I signed the treaty in Moscow.",
        "We have lost 40 soldiers in Mali since May.",
    ],
)
def test_what_can_be_looked_up_scores_high(text: str) -> None:
    assert check_worthiness(text).score >= 70


@pytest.mark.parametrize(
    "text",
    [
        "Good evening and welcome to the debate.",
        "Who will win the election?",
        "I think we should be proud of our country.",
        "France will restore the cooperation.",
        "Terrorist groups might exploit the breakdown.",
        "Thank you very much.",
        "You and I know what our children need.",
        "I hope that we will cut taxes.",
        "If you cut taxes, everybody wins.",
        "Everybody loves a good story.",
    ],
)
def test_greetings_questions_opinions_and_forecasts_score_low(text: str) -> None:
    assert check_worthiness(text).score <= 20


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("She cut taxes.", "She would cut taxes."),
        ("I voted for the bill.", "I think about the bill."),
        ("Taxes are higher than in Spain.", "Taxes are high."),
        ("The court rejected the appeal.", "The court may reject the appeal."),
        ("The factory was closed because of the embargo.", "The factory was nice."),
        ("We hired 100,000 new teachers.", "We need 100,000 new teachers."),
        ("I think that we lost two million jobs.", "I think that we can win more jobs."),
        ("They are stealing patents.", "They want patents."),
        ("A train struck a truck on Friday.", "A train struck a truck."),
        ("The minister met Ana Ruiz.", "The minister met students."),
        ("Ana Ruiz is the Spanish consul.", "That is the way."),
        ("Nine miners drowned.", "Nine miners waited."),
        ("Output doubled.", "Output varied."),
    ],
)
def test_what_was_done_or_compared_is_worth_more_than_what_is_felt_or_planned(more: str, less: str) -> None:
    assert probability(more) > probability(less)


@given(st.text(max_size=80))
def test_any_text_has_a_score(text: str) -> None:
    assert 0 <= check_worthiness(text).score <= 100


def test_every_feature_has_a_weight_and_a_reason() -> None:
    model = json.loads(text_of("checkworthiness.json", "factkit.claims"))["features"]
    assert set(model) == set(features(""))
    assert all(given["weight"] and given["reason"] for given in model.values())


def test_a_prediction_with_figures_stays_low_and_says_why() -> None:
    text = "Unemployment fell from 7.4% in March to 6.9% in June."
    capped = check_worthiness(text, kind=ClaimKind.PREDICTION)
    assert capped.score == 20
    assert capped.reasons[0].startswith("prediction -")


def test_reasons_stand_strongest_first_and_none_is_empty() -> None:
    reasons = check_worthiness("Crime rose by 5 percent in 2019.").reasons
    points = [abs(int(reason.rsplit(" ", 1)[1])) for reason in reasons]
    assert points == sorted(points, reverse=True)
    assert all(points)
    assert any(reason.startswith("a percentage") for reason in reasons)


def test_every_text_has_the_same_features_in_the_same_order() -> None:
    assert list(features("")) == list(features("Crime rose by 5 percent in 2019."))


def test_the_average_precision_on_claimbuster_does_not_fall() -> None:
    if "FACTKIT_BENCH" not in os.environ:
        pytest.skip("FACTKIT_BENCH is not set; it names the folder of the benchmark data")
    folder = Path(os.environ["FACTKIT_BENCH"])
    gold = folder / "checkworthiness" / "claimbuster.train.jsonl"
    texts = [json.loads(line)["text"] for line in gold.read_text(encoding="utf-8").splitlines()]
    assert average_precision(folder, gold, [probability(text) for text in texts]) >= 0.87
