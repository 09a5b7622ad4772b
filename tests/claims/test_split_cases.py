"""Sentences in the style of news, with the claims that they make and claims that they do not.

A claim appears when the words of one of the claims found and its own overlap with an F1 of at least .8 and the other
fields that the case gives are equal. A claim is asserted when one found has its words in its order, articles and forms
of "be" and "have" aside, and is neither attributed, conditional, hedged nor a prediction.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factkit.claims import split
from factkit.language.parser import Parser
from factkit.model import Article, Claim, ClaimKind

CASES = [
    pytest.param(json.loads(line), id=f"{path.stem}-{number}")
    for path in sorted(Path(__file__).parent.joinpath("cases").glob("*.jsonl"))
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
]
APPEARS = 0.8
SMALL_WORDS = frozenset({"a", "an", "the", "has", "have", "had", "is", "are", "was", "were", "been"})


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"[^\W_]+(?:[.,'’][^\W_]+)*|[€$%]", text.lower()))


def overlap(one: str, other: str) -> float:
    first, second = words(one), words(other)
    return 2 * sum((first & second).values()) / (sum(first.values()) + sum(second.values()))


def found_fields(claim: Claim) -> dict[str, Any]:
    return {
        "speaker": claim.attribution.speaker if claim.attribution else None,
        "stance": claim.attribution.stance.value if claim.attribution else None,
        "negated": claim.negated,
        "conditional": claim.conditional,
        "kind": claim.kind.value,
        "hedges": list(claim.hedges),
        "unresolved": [part.value for part in claim.unresolved],
        "dates": [[str(found.start), str(found.end)] for found in claim.dates],
    }


def appears(wanted: dict[str, Any], claims: tuple[Claim, ...]) -> bool:
    given = {name: value for name, value in wanted.items() if name != "text"}
    return any(
        overlap(claim.text, wanted["text"]) >= APPEARS
        and all(found_fields(claim)[name] == value for name, value in given.items())
        for claim in claims
    )


def content(text: str) -> list[str]:
    return [word for word in re.findall(r"[^\W_]+|[€$%]", text.lower()) if word not in SMALL_WORDS]


def is_asserted(text: str, claim: Claim) -> bool:
    bare = not (claim.attribution or claim.conditional or claim.hedges or claim.kind is ClaimKind.PREDICTION)
    return bare and content(claim.text) == content(text)


@pytest.mark.parametrize("case", CASES)
def test_a_text_gives_its_claims_and_none_that_it_does_not_make(case: dict[str, Any], parser: Parser) -> None:
    published = date.fromisoformat(case.get("published", "2025-09-20"))
    claims = split(Article("case", case["text"], published=published), parser).claims
    said = [claim.text for claim in claims]
    assert [wanted for wanted in case["must"] if not appears(wanted, claims)] == [], said
    assert [text for text in case["must_not"] if any(is_asserted(text, claim) for claim in claims)] == [], said
