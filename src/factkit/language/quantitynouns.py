"""What a number counts or a share is of, found in the words behind it without a parser."""

from __future__ import annotations

from factkit.language.amounts import ACRONYMS, ADJECTIVE_ENDS, JOINED, PARTLY, SHARED, WORD, irregular
from factkit.language.wordlists import words


def singular(noun: str) -> str:
    """Return the singular of an English plural; a word that is none comes back as it is."""
    lower = noun.lower()
    if lower in irregular():
        return irregular()[lower]
    if ACRONYMS.fullmatch(noun):
        return noun[:-1]
    if len(noun) < 4 or lower.endswith(("ss", "us", "is")) or not lower.endswith("s"):
        return noun
    if lower.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    return noun[:-2] if lower.endswith(("ches", "shes", "xes", "sses", "zzes")) else noun[:-1]


def noun_at(text: str, at: int, *, many: bool) -> str | None:
    """Return the counted noun behind a number, in the singular: the first plural, within the noun phrase."""
    if joined := JOINED.match(text, at):
        return None if joined.group(1) in words("not-nouns.txt") else singular(joined.group(1))
    if many and (partly := PARTLY.match(text, at)):
        at = partly.end() - 1
    phrase = _phrase(text, at)
    if not many:
        return phrase[0] if phrase and phrase[0][0].islower() and not phrase[0].endswith(ADJECTIVE_ENDS) else None
    for place, name in enumerate(phrase):
        if not _is_plural(name.lower()) and not ACRONYMS.fullmatch(name):
            continue
        # "staff members", "police officers": what has no plural of its own stands before what is counted
        following = phrase[place + 1] if place + 1 < len(phrase) and singular(name) == name else ""
        return singular(following if _is_plural(following.lower()) else name)
    return None


def _phrase(text: str, at: int) -> list[str]:
    """Return up to five words from `at` on, before one that cannot stand in front of a counted noun."""
    found: list[str] = []
    while len(found) < 5 and (word := WORD.match(text, at)):
        if word.group(1).lower() in words("not-nouns.txt"):
            break
        found.append(word.group(1).removesuffix("'s").removesuffix("\u2019s"))
        at = word.end()
    return found


def _is_plural(word: str) -> bool:
    if word in irregular():
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "ous", "us", "is", "ics", "'s"))


def shared(text: str, at: int) -> str | None:
    """Return what a share is of: "half of voters", "20 percent of the seats"."""
    opening = SHARED.match(text, at)
    return noun_at(text, opening.end() - 1, many=True) if opening and opening.group().strip() else None
