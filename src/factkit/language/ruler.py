"""What a model's attribute ruler gives a word, remembered: trying all its patterns on each is a tenth of a parse.

Its patterns ask for a tag or a relation, and a few for a word as well. So two tokens of one tag and one relation get
the same where no pattern speaks of their words. Where a pattern over several words holds, or there is white space, the
ruler itself is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_RULER = "attribute_ruler"
_IGNORED = frozenset({"TAG", "DEP", "IS_SPACE"})


def remember(language: Language) -> None:
    """Put a ruler with a memory in the place of that of a model, if it has one."""
    from spacy.language import Language

    if language.has_pipe(_RULER):
        Language.factory("factkit_ruler", func=_remembering)
        language.add_pipe("factkit_ruler", before=_RULER)
        language.disable_pipe(_RULER)


def _remembering(nlp: Language, name: str) -> Remembering:  # noqa: ARG001 - what spaCy calls a factory with
    return Remembering(nlp, nlp.get_pipe(_RULER))


class Remembering:
    """An attribute ruler with a memory; it gives a document what the ruler gives it."""

    def __init__(self, language: Language, ruler: Any) -> None:
        from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
        from spacy.matcher import Matcher

        self._ruler = ruler
        self._asked, self._given = (ORTH, TAG, DEP), [POS, MORPH, LEMMA]
        self._spoken_of: dict[int, int] = {}  # a word that patterns ask for as itself, others as 0
        self._remembered: dict[tuple[int, int, int], list[int]] = {}
        self._several, self._words = Matcher(language.vocab), Matcher(language.vocab)
        for pattern in (pattern for entry in ruler.patterns for pattern in entry["patterns"]):
            if len(pattern) > 1:
                self._several.add("several", [pattern])
            elif asked := {key: value for key, value in pattern[0].items() if key not in _IGNORED}:
                self._words.add("word", [[asked]])

    def __call__(self, document: Doc) -> Doc:
        """Set the parts of speech, the morphology and some lemmas of a tagged and parsed document."""
        import numpy as np

        if any(token.is_space for token in document) or self._several(document, allow_missing=True):
            return self._ask(document)
        self._meet(document)
        rows = document.to_array(list(self._asked)).tolist()
        keys = [(self._spoken_of[word], tag, relation) for word, tag, relation in rows]
        for token, key in zip(document, keys, strict=True):
            if key not in self._remembered:
                self._remembered[key] = self._of(token)
        found: Any = np.array([self._remembered[key] for key in keys], dtype="uint64")
        return document.from_array(self._given, found)

    def _meet(self, document: Doc) -> None:
        """Take in new words: which of them patterns ask for."""
        from spacy.tokens import Doc

        new = {token.orth: token.text for token in document if token.orth not in self._spoken_of}
        if new:
            asked_for = {start for _, start, _ in self._words(Doc(document.vocab, list(new.values())))}
            self._spoken_of.update({word: word if n in asked_for else 0 for n, word in enumerate(new)})

    def _of(self, token: Any) -> list[int]:
        from spacy.tokens import Doc

        alone = Doc(token.vocab, [token.text], tags=[token.tag_], deps=[token.dep_], heads=[0])
        row: list[int] = self._ask(alone).to_array(self._given)[0].tolist()
        return row

    def _ask(self, document: Doc) -> Doc:
        asked: Doc = self._ruler(document)
        return asked
