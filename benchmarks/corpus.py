"""A corpus that anyone can make again: passages of invented words whose frequencies fall as Zipf's law says."""

from __future__ import annotations

import functools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, product

ONSETS = (
    "b",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "g",
    "gr",
    "h",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "r",
    "s",
    "st",
    "t",
    "v",
    "w",
)
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea", "ou")
ENDINGS = ("", "n", "r", "s", "l", "m", "t", "nd", "ck", "rt")
COMMON = ["the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "was", "on", "are", "as", "with", "by", "he"]
COMMON += ["be", "at", "his", "they", "from", "this", "have", "not", "but", "had", "which", "were"]
WORDS = 200_000
EXPONENT = 1.07
PASSAGE_WORDS = (18, 36)


@dataclass(frozen=True, slots=True)
class PlantedClaim:
    """A claim made from a passage, and the number of that passage."""

    text: str
    passage: int


@functools.cache
def words(count: int = WORDS, seed: int = 7) -> tuple[str, ...]:
    """Return different words, the most frequent first."""
    rng = random.Random(seed)
    syllables = ["".join(parts) for parts in product(ONSETS, VOWELS, ENDINGS)]
    made = dict.fromkeys(COMMON)
    while len(made) < count:
        made["".join(rng.choice(syllables) for _ in range(rng.choice((1, 2, 2, 3))))] = None
    return tuple(made)[:count]


def passages(count: int, seed: int = 11) -> Iterator[str]:
    """Yield passages of 18 to 36 words, with names, years and amounts among them."""
    rng = random.Random(seed)
    vocabulary = words()
    weights = list(accumulate(1 / (rank + 2.7) ** EXPONENT for rank in range(len(vocabulary))))
    for _ in range(count):
        chosen = rng.choices(vocabulary, cum_weights=weights, k=rng.randint(*PASSAGE_WORDS))
        for place in range(2, len(chosen), 9):
            chosen[place] = rng.choice(
                (chosen[place].capitalize(), str(rng.randint(1950, 2025)), f"{rng.randint(2, 999)}")
            )
        yield " ".join(chosen).capitalize() + "."


def claims(texts: list[str], count: int, seed: int = 13, *, misspelt: bool = False) -> Iterator[PlantedClaim]:
    """Yield claims of 8 to 25 words made from passages: words left out, two exchanged, two added.

    Args:
        misspelt: change a letter of one of the two rarest words that a claim keeps.
    """
    rng = random.Random(seed)
    rank = {word: place for place, word in enumerate(words())}
    for _ in range(count):
        number = rng.randrange(len(texts))
        kept = [word for word in texts[number].rstrip(".").split() if rng.random() < 0.75][: rng.randint(8, 22)]
        if len(kept) > 3:
            at = rng.randrange(len(kept) - 1)
            kept[at], kept[at + 1] = kept[at + 1], kept[at]
        if misspelt:
            long = [place for place, word in enumerate(kept) if len(word) >= 5 and word.isalpha()]
            if long:
                rare = sorted(long, key=lambda place: -rank.get(kept[place].lower(), 0))[:2]
                place = rng.choice(rare)
                kept[place] = slip(kept[place], rng)
        for _ in range(2):
            kept.insert(rng.randrange(len(kept) + 1), rng.choice(COMMON))
        yield PlantedClaim(" ".join(kept), number)


def slip(word: str, rng: random.Random) -> str:
    """Return a word with one letter dropped, doubled, changed or exchanged with the next, not the first one."""
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + rng.choice("aeioutnrsl") + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        )
    )
