import pytest

from factkit.config import Config, parse_config
from factkit.errors import InputError


def test_an_empty_file_gives_the_defaults() -> None:
    assert parse_config("") == Config()


def test_what_is_given_takes_the_place_of_the_default() -> None:
    config = parse_config('[review]\nreviewers = 2\nblind = true\n[matching]\nthreshold = 30\n[rules]\nFK011 = "off"\n')
    assert (config.review.reviewers, config.review.blind, config.matching.threshold) == (2, True, 30)
    assert config.rules == {"FK011": "off"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[review\nreviewers = 1", "^factkit.toml:1:8: not valid TOML"),
        ("x = " + "[" * 5000 + "]" * 5000, "nested too deep"),
        ("[desk]\nname = 1\nname = 2", "cannot overwrite a value"),
        ("[colour]", "unknown section"),
        ("[review]\nblinded = true", "unknown key blinded"),
        ("[review]\nreviewers = true", "must be a whole number"),
        ('[review]\nblind = "no"', "must be true or false"),
        ("[review]\nlease_minutes = 99999999999999999999", "from 1 to 10080"),
        ("[review]\nreviewers = 0", "at least 1"),
        ('[review]\nrequire = "x"', "must be one of"),
        ("[matching]\nthreshold = 101", "from 0 to 100"),
        ('[rules]\nFK011 = "loud"', "takes error, warning, off"),
        ("review = 1", "must be a section"),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        parse_config(text)
