import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factkit.display import PLAIN, one_line, visible


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b[31mred", "␛[31mred"),
        ("\x1b]52;c;aGk=\x07", "␛]52;c;aGk=␇"),
        ("a\x9b31m", "a<U+009B>31m"),
        ("x\u202etxt", "x<U+202E>txt"),
        ("zero\u200bwidth", "zero<U+200B>width"),
        ("\ud800", "<U+D800>"),
        ("[/nope] [red]", "[/nope] [red]"),
        ("👩‍💻 é 日本", "👩‍💻 é 日本"),
        ("", ""),
    ],
)
def test_what_a_terminal_would_obey_or_hide_is_shown(raw: str, shown: str) -> None:
    assert visible(raw) == shown


def test_line_ends_are_kept_only_on_request() -> None:
    assert visible("a\nb") == "a␊b"
    assert visible("a\nb", keep="\n") == "a\nb"
    assert one_line("a\n  b\tc") == "a b c"


def test_a_password_in_a_url_is_not_shown() -> None:
    assert one_line("no https://amina:s3cret@example.org/a") == "no https://amina:***@example.org/a"
    assert one_line("postgresql://desk:p:w@host/db") == "postgresql://desk:***@host/db"
    assert one_line("at 10:30 mail a@b.org, see https://example.org:80/@x") == (
        "at 10:30 mail a@b.org, see https://example.org:80/@x"
    )


@given(st.text())
def test_nothing_shown_has_a_control_character(text: str) -> None:
    assert all(unicodedata.category(char) not in {"Cc", "Cs", "Zl", "Zp"} for char in visible(text))


def test_marks_that_an_encoding_lacks_are_still_told_apart() -> None:
    assert "✓ ✗ ≈ “a” · é".encode("ascii", PLAIN) == b'+ x ~ "a" - ?'
