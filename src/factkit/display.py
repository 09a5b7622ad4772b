"""Text from articles and sources, made safe to show in a terminal."""

from __future__ import annotations

import codecs
import re
import unicodedata

_PASSWORD = re.compile(r"(\w://[^/\s:@]*:)[^/\s@]+@")
_BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_INVISIBLE = "\u00ad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\ufeff"

_PLAINER = str.maketrans("✓✗≈·–—…“”„‘’↔→⚠", '+x~---."""\'\'=>!')

PLAIN = "factkit.plain"
"""How an output whose encoding lacks a character is written: as a like one in ASCII, else as "?"."""


def _plainer(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end].translate(_PLAINER)
    return "".join(char if char.isascii() else "?" for char in lacking), error.end


codecs.register_error(PLAIN, _plainer)


def _symbol(char: str) -> str:
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "\u2421"
    return f"<U+{code:04X}>"


def _hidden(char: str) -> bool:
    return unicodedata.category(char) in {"Cc", "Cs", "Zl", "Zp"} or char in _BIDI or char in _INVISIBLE


def visible(text: str, *, keep: str = "") -> str:
    """Return `text` with what a terminal would obey or hide turned into symbols: ESC becomes "␛".

    Control characters, C1 included, bidirectional controls, zero-width characters, lone surrogates and line
    separators are replaced; joiners inside emoji and scripts (U+200C, U+200D) and variation selectors stay.

    Args:
        keep: characters to leave as they are, such as a newline.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_symbol(char) if _hidden(char) and char not in keep else char for char in text)


def one_line(text: str) -> str:
    """Return `text` on one line, white space folded, safe to show; passwords in URLs are replaced by ***."""
    return visible(_PASSWORD.sub(r"\1***@", " ".join(text.split())))


def for_xml(text: str) -> str:
    """Return `text` as `visible` does, its lines kept, with nothing in it that XML 1.0 does not allow."""
    return visible(text, keep="\n\t").replace("\ufffe", "<U+FFFE>").replace("\uffff", "<U+FFFF>")
