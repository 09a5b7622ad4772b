"""How "she", "its" or "the company" come out in claims: named rightly, named wrongly, marked, or left without a word.

`python -m benchmarks.pointing [SET] [--show]` splits the texts of `pointing/SET.txt`, in which each phrase that points
back is written `[she=Ann Lee]`: several right names have slashes between, `?` is right where it should be marked. Each
claim that has the phrase, or has it for its speaker, counts once.
"""

import json
import re
import sys
from collections import Counter
from pathlib import Path

from factkit.claims import split
from factkit.language.parser import load_parser
from factkit.model import Article, Claim

FOLDER = Path(__file__).parent / "pointing"
_MARK = re.compile(r"\[([^=\]]+)=([^\]]*)\]")


def read(marked: str) -> tuple[str, list[tuple[int, int, str, list[str]]]]:
    """Return a text without its marks, and (start, end, phrase, names) of each."""
    text, phrases, at = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        phrases.append((len(text), len(text) + len(mark[1]), mark[1], mark[2].split("/")))
        text += mark[1]
        at = mark.end()
    return text + marked[at:], phrases


def said(text: str, word: str) -> int:
    return len(re.findall(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text.lower()))


def outcome(claim: Claim, source: str, said_text: str, phrase: str, names: list[str]) -> str:
    kept = said(said_text, phrase) >= (1 if names == ["?"] else said(source, phrase))
    if kept:
        if any(name != "?" and said(said_text, name) for name in names):
            return "right"
        return "marked" if claim.unresolved else "unmarked"
    return "right" if any(name != "?" and said(said_text, name) for name in names) else "wrong"


def outcomes(claim: Claim, phrases: list[tuple[int, int, str, list[str]]]) -> list[tuple[str, str]]:
    found = []
    source = " ".join(anchor.exact for anchor in claim.anchors)
    begin = min(anchor.start for anchor in claim.anchors)
    for start, end, phrase, names in phrases:
        if names == [""]:
            continue
        if any(anchor.start <= start and end <= anchor.end for anchor in claim.anchors):
            found.append((phrase, outcome(claim, source, claim.text, phrase, names)))
        elif claim.attribution and 0 <= start - begin + len(claim.sentence) <= 2 * len(claim.sentence):
            at = claim.sentence.find(phrase)
            speaker = claim.attribution.speaker
            near = at >= 0 and abs(start - begin) <= len(claim.sentence)
            if near and (speaker.lower() == phrase.lower() or said(speaker, names[0])):
                found.append((phrase, outcome(claim, phrase, speaker, phrase, names)))
    return found


def main() -> None:
    given = [word for word in sys.argv[1:] if not word.startswith("--")]
    parser = load_parser()
    for name in given or ["seen", "unseen", "later", "last"]:
        counts: Counter[str] = Counter()
        for number, marked in enumerate((FOLDER / f"{name}.txt").read_text(encoding="utf-8").split("\n\n")):
            text, phrases = read(" ".join(marked.split()))
            for claim in split(Article(f"{name}{number}", text), parser).claims:
                found = outcomes(claim, phrases)
                counts.update(result for _, result in found)
                if "--show" in sys.argv:
                    speaker = f" [{claim.attribution.speaker}]" if claim.attribution else ""
                    print(f"{claim.text}{speaker} {list(map(str, claim.unresolved))} {found}")
        total = sum(counts.values())
        print(
            json.dumps({"set": name, "phrases": total, **{k: round(v / total, 3) for k, v in sorted(counts.items())}})
        )


if __name__ == "__main__":
    main()
