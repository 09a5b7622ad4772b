"""What the store has on the claims of a review, kept beside the index so that a review opens without searching.

A cache: it can be deleted at any time, says which state of the store it was taken from, and is taken anew, in another
process, when the store has changed since.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factkit._version import __version__
from factkit.errors import InputError
from factkit.files import read_text, write_text
from factkit.model import Article, Claim, Match, Passage, Source, sha256
from factkit.verdicts.events import candidate_from_json, candidate_to_json
from factkit.verdicts.state import Candidate
from factkit.wire import Json, dumps, match_from_json
from factkit.workspace.opening import Workspace, open_index

if TYPE_CHECKING:
    from factkit.store import Store

FOLDER = "matches"
TOP = 20
COMPARED = 10


@dataclass
class KeptMatches:
    """The evidence offered on the claims of one article.

    Attributes:
        stamp: what it was taken from: the version of factkit, the article's text, the last change of the store.
        lines: claim -> its candidates as a line of JSON, read when they are asked for.
    """

    workspace: Workspace
    article: Article
    stamp: Json
    lines: dict[str, str] = field(default_factory=dict)
    fresh: bool = False

    def of(self, claim: str) -> tuple[Candidate, ...] | None:
        """Return what is known of a claim, best first; None where nothing is known yet."""
        line = self.lines.get(claim)
        return None if line is None else tuple(candidate_from_json(each) for each in json.loads(line)["candidates"])

    def wanted(self, claims: Iterable[Claim]) -> bool:
        """Return whether evidence has still to be looked for."""
        return not self.fresh or any(claim.id not in self.lines for claim in claims)

    def command(self) -> list[str]:
        """Return the command that looks for evidence on all claims and writes JSON lines for `take`."""
        place = ["--workspace", str(self.workspace.folder)]
        options = ["--top", str(TOP), "--conflicts", str(COMPARED), "--format", "jsonl"]
        return [sys.executable, "-m", "factkit", "match", self.article.id, *options, *place]

    def take(self, line: str, store: Store) -> tuple[str, tuple[Candidate, ...]]:
        """Take in one line of that command; return the claim and its candidates."""
        row = json.loads(line)
        candidates = tuple(candidates_of([match_from_json(each) for each in row["matches"]], store))
        self.put(row["id"], candidates)
        return row["id"], candidates

    def look(self, claim: Claim, store: Store, *, compared: int = COMPARED) -> None:
        """Look for evidence on one claim here and now, and compare the best of it with the claim."""
        from factkit.workspace.matching import Matching, match_claims
        from factkit.workspace.searching import StoredEvidence

        index = open_index(self.workspace, store)
        found = StoredEvidence(store, index, self.workspace.config.language.model)
        [matched] = match_claims([claim], found, Matching(top=TOP, conflicts=compared), self.article)
        self.put(claim.id, tuple(candidates_of(matched.matches, store)))

    def put(self, claim: str, candidates: Sequence[Candidate]) -> None:
        """Keep what was found on a claim, until `save` in memory only."""
        self.lines[claim] = dumps({"claim": claim, "candidates": [candidate_to_json(each) for each in candidates]})

    def save(self) -> None:
        """Write it beside the index, in one piece."""
        path = _path(self.workspace, self.article)
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text(path, "\n".join([dumps(self.stamp), *self.lines.values(), ""]))
        self.fresh = True


def kept_matches(workspace: Workspace, article: Article, change: int) -> KeptMatches:
    """Return what is kept of an article's matches; nothing where the cache is missing or cannot be read.

    Args:
        change: the last one of the store; matches from before it are shown, and looked for anew.
    """
    stamp = {"factkit": __version__, "article_sha256": article.sha256, "change": change}
    kept = KeptMatches(workspace, article, stamp)
    try:
        header, *lines = read_text(_path(workspace, article)).splitlines()
        kept.fresh = json.loads(header) == stamp
        kept.lines = {line[len('{"claim": "') :].split('"', 1)[0]: line for line in lines if line}
    except (InputError, ValueError):
        kept.lines, kept.fresh = {}, False
    return kept


def candidates_of(matches: Sequence[Match], store: Store) -> Iterable[Candidate]:
    """Return matches with what a reader needs to know of their sources; copies of one origin stand as one."""
    held = {p.id: (h.source, p) for h in store.held([match.passage for match in matches]) for p in h.passages}
    origins: dict[str, list[Match]] = {}
    for match in matches:
        origins.setdefault(match.origin or match.source, []).append(match)
    for copies in origins.values():
        best = copies[0]
        if best.passage in held:
            source, passage = held[best.passage]
            yield candidate(source, passage, best.score, best, sources=len({match.source for match in copies}))


def candidate(
    source: Source, passage: Passage, score: float, match: Match | None = None, *, sources: int = 1
) -> Candidate:
    """Return a passage as evidence beside a claim."""
    published: Any = source.published
    return Candidate(
        passage=passage.id,
        source=source.id,
        text=passage.text,
        score=score,
        title=source.title or source.name,
        publisher=source.publisher or "",
        published=published.isoformat()[:10] if published else "",
        url=source.url,
        archive_url=source.archive_url,
        locator=passage.locator,
        conflicts=match.conflicts if match else None,
        agreements=match.agreements if match else None,
        sources=sources,
        self_evidence=match.self_evidence if match else False,
        below_threshold=match.below_threshold if match else False,
    )


def _path(workspace: Workspace, article: Article) -> Path:
    return workspace.index_folder.parent / FOLDER / f"{sha256(article.id)[:16]}.jsonl"
