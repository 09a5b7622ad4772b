"""Workspaces for tests of verdicts and reviews: real ones, with claims and evidence made by hand."""

from __future__ import annotations

import itertools
from pathlib import Path

from factkit.anchoring import anchor
from factkit.claims.editing import claim_by_hand
from factkit.evidence.records import source_from_record
from factkit.files import write_text
from factkit.model import Article, Claim
from factkit.workspace.opening import Workspace, find_workspace, init, open_store

SENTENCES = (
    "The harbour council closed the north pier on Friday.",
    "Three ferries were moved to the old dock.",
    "Mayor Ilse Brandt called the closure \x1b[31mneedless\x1b[0m and [red]rash[/nope].",
    "Repairs will cost 2.4 million euros.",
)
NOTES = (
    ("note-pier", "The council closed the north pier on Thursday, 4 September 2025, after a crack was found.", "a"),
    ("note-ferries", "Two ferries moved to the old dock; a third one stayed at the north pier.", "b"),
    ("note-cost", "The repairs are put at 2.4 million euros in the council's own minutes. [/nope]", "c"),
)


def make_desk(folder: Path, config: str = "", claims: int = len(SENTENCES)) -> Workspace:
    """Return a workspace with an article "harbour", `claims` claims on it and some evidence."""
    init(folder)
    write_text(folder / "factkit.toml", config or "[desk]\nname = 'Harbour Desk'\n")
    workspace = find_workspace(folder)
    found = article(claims)
    with open_store(workspace) as store:
        store.keep_article(found)
        store.keep_claims(found.id, claims_of(found))
        store.add_sources(
            source_from_record(
                {
                    "id": name,
                    "text": text,
                    "title": f"Minutes {letter}",
                    "url": f"https://example.org/{letter}",
                    "publisher": "Harbour Council",
                    "published": "2025-09-05",
                    "kind": "note",
                }
            )
            for name, text, letter in NOTES
        )
    return workspace


def article(claims: int = len(SENTENCES)) -> Article:
    """Return the article: sentences that are told apart by a number where there are many."""
    chosen = list(itertools.islice(itertools.cycle(SENTENCES), claims))
    several = claims > len(SENTENCES)
    lines = [f"{number}. {sentence}" if several else sentence for number, sentence in enumerate(chosen, start=1)]
    return Article("harbour", "\n\n".join(lines) + "\n", title="The north pier")


def claims_of(found: Article) -> list[Claim]:
    """Return one claim for each line of the article."""
    claims, start = [], 0
    for line in found.text.split("\n"):
        if line:
            claims.append(claim_by_hand(found, line, [anchor(found.text, start, start + len(line))]))
        start += len(line) + 1
    return claims


def passage_ids(workspace: Workspace) -> list[str]:
    """Return the ids of the first passage of each note, in the order of NOTES."""
    with open_store(workspace) as store:
        return [store.passages_of(store.source(name).id)[0].id for name, _, _ in NOTES]
