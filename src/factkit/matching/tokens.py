"""Words of a text as terms: folded, stemmed, numbers and months by value; the same for claims, passages and the index.

"€15bn"  "15 billion"  "15,000,000,000"   ->  #15 billion
"2025-09-19"  "19 Sept. 2025"             ->  #19 septemb #2025
"Côte d'Ivoire's"                         ->  cote ivoir
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from Stemmer import Stemmer

from factkit.model import Span

SEPARATOR = "\x00"

_URL = r"https?://\S+|www\.\S+|pic\.twitter\.com/\S+"
_NUMBER = r"\d{4}-\d\d-\d\d(?!\d)|\d+(?:[.,]\d+)*[^\W\d_]*"
_INITIALS = r"(?:[^\W\d_]\.){2,}"
_PREFIXED = r"(?:[Aa]nti|[Cc]ounter|[Nn]on|[Pp]ost|[Pp]re|[Cc]o|[Mm]ulti|[Ss]ub|[Ii]nter)-[^\W\d_]{3,}"
_WORD = r"[^\W_]+(?:['’][^\W_]+)*"
_TOKEN = re.compile(f"{_URL}|{_NUMBER}|{_INITIALS}|{_PREFIXED}|{_WORD}")
_HUMP = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_]+")

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "’": "'", "-": ""}
)
_DIGITS = re.compile(r"(\d+(?:[.,]\d+)*)([^\W\d_]*)")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_FACTORS = {"bn": 1e9, "b": 1e9, "m": 1e6, "mn": 1e6, "mln": 1e6, "k": 1e3, "tn": 1e12}
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_ORDINALS = frozenset({"st", "nd", "rd", "th"})
_SMALL = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"]
_SMALL += ["fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"]
_MONTHS = ["january", "february", "march", "april", "may", "june", "july", "august"]
_MONTHS += ["september", "october", "november", "december"]
_SAME = {"u.s": "usa", "u.s.a": "usa", "u.k": "uk", "u.n": "un", "e.u": "eu"}
_AROUND = ".,;:!?()'\""
_MAX_LETTERS = 40
_MAX_CHUNKS = 2_000_000

_stemmer = Stemmer("english", 0)
_stem = _stemmer.stemWord
_KNOWN = {word: f"#{value}" for value, word in enumerate(_SMALL, start=2)}
_KNOWN |= {month[:3]: _stem(month) for month in _MONTHS} | {"sept": _stem("september")}


def tokens(text: str) -> Iterator[tuple[Span, str]]:
    """Yield the span of each word of `text` with its term, or its terms with spaces between; URLs are no words."""
    for word in _TOKEN.finditer(text):
        start = word.start()
        if start and text[start - 1] == "#":
            for hump in _HUMP.finditer(word.group()):
                yield (start + hump.start(), start + hump.end()), _term(hump.group())
        elif found := _term(word.group()):
            yield word.span(), found


def terms(text: str) -> list[str]:
    """Return the terms of `text` in its order."""
    return " ".join(_known(text.replace(SEPARATOR, " ").split())).split()


def joined_terms(texts: Iterable[str]) -> list[str]:
    """Return the terms of each text with spaces between; faster than one text at a time."""
    return [" ".join(text.split()) for text in " ".join(_known(joined(texts).split())).split(SEPARATOR)]


def joined(texts: Iterable[str]) -> str:
    """Return the texts as one, with separators between that stand apart as words do."""
    return f" {SEPARATOR} ".join([text.replace(SEPARATOR, " ") if SEPARATOR in text else text for text in texts])


def fold(word: str) -> str:
    """Return a word in lower case, without diacritics and hyphens, letters outside ASCII spelt out where usual."""
    word = word.lower()
    if not word.isascii():
        word = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
    return word.translate(_LETTERS)


def _term(word: str) -> str:
    """Return the term of one word, or the terms of a number or date with spaces between; "" for a URL."""
    if word[0].isdecimal():
        return _number_terms(word)
    if "/" in word:
        return ""
    if word == "US":
        return "usa"
    folded = fold(word).strip("'.")
    if not folded.isalpha():
        if "." in folded:
            return _SAME.get(folded, folded.replace(".", ""))
        folded = folded.removesuffix("'s").removeprefix("d'").removeprefix("l'").replace("n't", " not")
    if known := _KNOWN.get(folded):
        return known
    return " ".join([_stem(part) for part in folded[:_MAX_LETTERS].split()])


def _number_terms(word: str) -> str:
    if len(word) == 10 and word[4] == word[7] == "-":
        return _date_terms(word)
    digits, suffix = _DIGITS.fullmatch(word).groups()  # type: ignore[union-attr]
    suffix = fold(suffix)
    if len(digits) > _MAX_LETTERS:
        return digits[:_MAX_LETTERS]
    if suffix in _ORDINALS:
        suffix = ""
    if (value := _value(digits)) is None:
        return digits + suffix
    if suffix and suffix not in _FACTORS:
        return f"#{value:.12g} {_stem(suffix)}"
    value *= _FACTORS.get(suffix, 1)
    for size, name in _SCALES:
        if value >= size:
            return f"#{value / size:.12g} {name}"
    return f"#{value:.12g}"


def _value(digits: str) -> float | None:
    if _GROUPED.fullmatch(digits):
        digits = digits.replace(",", "")
    elif digits.count(",") == 1 and "." not in digits:
        digits = digits.replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None


def _date_terms(word: str) -> str:
    year, month, day = (int(part) for part in word.split("-"))
    name = _stem(_MONTHS[month - 1]) if 1 <= month <= 12 else f"#{month}"
    return f"#{day} {name} #{year}"


def terms_of(chunks: Sequence[str]) -> list[str]:
    """Return the terms of each chunk with spaces between; words of ASCII letters alone need no more than a stem."""
    words = [chunk.strip(_AROUND) for chunk in chunks]
    plain = [
        word[:_MAX_LETTERS].lower() if word.isalpha() and word.isascii() and word != "US" else "" for word in words
    ]
    stems = map(_KNOWN.get, plain, _stemmer.stemWords(plain))
    return [stem or _terms_of_odd(chunk) for chunk, stem in zip(chunks, stems, strict=True)]


def _terms_of_odd(chunk: str) -> str:
    return SEPARATOR if chunk == SEPARATOR else " ".join([term for _, term in tokens(chunk)])


def _known(chunks: Sequence[str]) -> Iterator[str]:
    """Return the terms of each chunk as `terms_of` does, remembered from one call to the next."""
    if len(_met) > _MAX_CHUNKS:
        _met.clear()
    new = list(set(chunks).difference(_met))
    _met.update(zip(new, terms_of(new), strict=True))
    return map(_met.__getitem__, chunks)


_met: dict[str, str] = {}
