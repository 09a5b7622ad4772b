"""A text as a parser reads it best, of the same length, so that offsets hold."""

from __future__ import annotations

import re

_BRACKET_WORDS = re.compile(r"-(?:L[RSC]B|R[RSC]B)-")
_BRACKETS = {"LR": "(", "RR": ")", "LS": "[", "RS": "]", "LC": "{", "RC": "}"}
_NOTE = re.compile(r"\[\d{1,3}\]|\[(?:citation|clarification) needed\]")
_IPA = "\u0250-\u02af\u02c8\u02cc\u02d0\u0259"
_SPELLING = re.compile(
    rf"\[[^\[\]]*[{_IPA}][^\[\]]*\]|/[^/()]{{0,60}}[{_IPA}][^/()]{{0,60}}/|(?<=[(;,]) *[A-Z-]*-[ǝəA-Z-]+[-ə] *;"
)
_UNDER = re.compile(r"\b([Vv]ice|[Dd]eputy)-(?=[a-z])")
_ASIDE = re.compile(r"(?<=[\w\"'])\s*\(\s*(?:born\b|[^()]*?(?:\d{3,4}|[^\x00-\u024f–—−-]))[^()]{0,200}\)")


def readable(text: str) -> str:
    """Return `text`, of the same length, as a parser reads it best: "vice president", and no brackets after a name.

    "Tim Roth (born 14 May 1961) is an actor" would otherwise be read as something about May.
    """
    return _UNDER.sub(r"\1 ", _ASIDE.sub(lambda found: " " * len(found.group()), plain(text)))


def plain(text: str) -> str:
    """Return `text`, of the same length, in common characters: no treebank brackets, note marks or spellings in IPA."""
    text = _BRACKET_WORDS.sub(lambda found: f"  {_BRACKETS[found.group()[1:3]]}  ", text)
    for junk in (_NOTE, _SPELLING):
        text = junk.sub(lambda found: " " * len(found.group()), text)
    return text.replace("``", '" ').replace("''", '" ').replace("’", "'")
