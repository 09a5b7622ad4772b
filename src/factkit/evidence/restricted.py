"""Sources at risk: what leaves the desk without their words, their names and their addresses."""

from __future__ import annotations

from dataclasses import replace

from factkit.model import Annotation, CitedPassage, HeldSource, Match, Source, sha256

WITHHELD = "[withheld]"


def withhold_restricted(annotation: Annotation) -> Annotation:
    """Return `annotation` with nothing of its restricted sources but that they exist.

    Their text, name, title, addresses, publisher, dates and digest (which would prove a guess) go; so do the words
    of their passages wherever a match or a verdict quotes them, and what was compared in those words. Stances,
    scores and ids stay. A record that quotes one therefore no longer has the digest of its content: what is withheld
    is for reading, the log is not. A reviewer's rationale stays as written.
    """
    held = [each.source for each in annotation.sources if each.source.restricted]
    if not held:
        return annotation
    ids = {source.id for source in held}
    names = {source.name: source.id for source in held}
    passages = {passage.id for each in annotation.sources if each.source.id in ids for passage in each.passages}
    return replace(
        annotation,
        sources=tuple(_without_words(each) if each.source.id in ids else each for each in annotation.sources),
        records=tuple(
            replace(record, evidence=tuple(_cited(cited, ids, passages) for cited in record.evidence))
            for record in annotation.records
        ),
        matches=tuple(
            (claim, tuple(_match(match, names, passages) for match in matches)) for claim, matches in annotation.matches
        ),
    )


def _without_words(held: HeldSource) -> HeldSource:
    source = held.source
    bare = Source(
        id=source.id,
        name=source.id,
        text="",
        kind=source.kind,
        status=source.status,
        origin=source.origin,
        restricted=True,
        sha256=sha256(WITHHELD),
    )
    return HeldSource(bare, tuple(replace(passage, text=WITHHELD, locator=None) for passage in held.passages))


def _cited(cited: CitedPassage, ids: set[str], passages: set[str]) -> CitedPassage:
    if cited.source not in ids and cited.passage not in passages:
        return cited
    return replace(cited, quote=WITHHELD, url=None, locator=None)


def _match(match: Match, names: dict[str, str], passages: set[str]) -> Match:
    if match.source not in names and match.passage not in passages:
        return match
    return replace(
        match,
        source=names.get(match.source, match.source),
        text=WITHHELD,
        conflicts=None,
        agreements=None,
        folded=None,
    )
