"""What changed between two annotation files, in words that an editor reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from factkit.annotations.alignment import word_changes

Json = Mapping[str, Any]
_SAID = {
    "verdict": "rated it",
    "retraction": "took a verdict back",
    "adjudication": "adjudicated it as",
    "publication": "published it as",
    "unpublication": "took it down",
}
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: `kind` is what it concerns (article, claim, verdict, source, scale, waiver), `id` which one."""

    kind: str
    id: str
    message: str


def differences(before: Json, after: Json) -> list[Difference]:
    """Return what changed, part by part; empty if the two say the same, whatever their layout."""
    return [
        *_article(before["article"], after["article"]),
        *_claims(before, after),
        *_records(before, after),
        *_listed("source", before["sources"], after["sources"], lambda source: source.get("title") or source["name"]),
        *_listed("scale", before["scales"], after["scales"], lambda scale: scale["name"]),
        *_waivers(before, after),
    ]


def _article(before: Json, after: Json) -> Iterator[Difference]:
    id = after["id"]
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if key == "text" and isinstance(old, str) and isinstance(new, str) and old != new:
            yield Difference("article", id, f"the text was edited: {_words(old, new)}")
        elif key not in ("text", "sha256") and old != new:
            yield Difference("article", id, f"{key}: {_value(old)} → {_value(new)}")
    edited = before["sha256"] != after["sha256"]
    if edited and not (isinstance(before.get("text"), str) and isinstance(after.get("text"), str)):
        yield Difference("article", id, "it is another version of the text")


def _claims(before: Json, after: Json) -> Iterator[Difference]:
    old, new = ({claim["id"]: claim for claim in document["claims"]} for document in (before, after))
    moved = 0
    for id, claim in new.items():
        if id not in old:
            replaced = claim.get("replaces", ())
            how = f"in the place of {', '.join(replaced)}" if replaced else "added"
            yield Difference("claim", id, f"{how}: {_quoted(claim['text'])}")
        else:
            yield from _claim(id, old[id], claim)
            moved += _offsets(old[id]) != _offsets(claim) and _quotes(old[id]) == _quotes(claim)
    for id in sorted(old.keys() - new.keys()):
        yield Difference("claim", id, f"removed: {_quoted(old[id]['text'])}")
    if moved:
        yield Difference("claim", "", f"{moved} moved with the text, {'their' if moved > 1 else 'its'} words unchanged")


def _claim(id: str, before: Json, after: Json) -> Iterator[Difference]:
    if before["text"] != after["text"]:
        yield Difference("claim", id, f"reworded: {_quoted(before['text'])} → {_quoted(after['text'])}")
    old, new = _quotes(before), _quotes(after)
    if old != new:
        yield Difference("claim", id, f"stands on other words: {_words(old, new)}")
    for key in sorted((before.keys() | after.keys()) - {"text", "anchors", "id", "sentence"}):
        if before.get(key) != after.get(key):
            yield Difference("claim", id, f"{key}: {_value(before.get(key))} → {_value(after.get(key))}")


def _records(before: Json, after: Json) -> Iterator[Difference]:
    labels = {
        (scale["id"], rating["id"]): rating["label"]
        for document in (before, after)
        for scale in document["scales"]
        for rating in scale["ratings"]
    }
    claims = {claim["id"]: claim["text"] for document in (before, after) for claim in document["claims"]}
    old = {record["id"]: record for record in before["records"]}
    every = old | {record["id"]: record for record in after["records"]}

    def said(record: Json) -> str:
        rating = labels.get((record["scale"], record["rating"]), record["rating"])
        return " ".join([_SAID[record["kind"]], *([str(rating)] if rating else [])])

    for record in after["records"]:
        if record["id"] in old:
            if record != old[record["id"]]:
                yield Difference("verdict", record["claim"], f"record {record['id']} was altered")
            continue
        earlier = every.get(record["supersedes"])
        instead = f", before: {said(earlier)} ({earlier['reviewer']})" if earlier else ""
        why = f": {_quoted(record['rationale'])}" if record["rationale"].strip() else ""
        about = _quoted(claims.get(record["claim"], record["claim"]))
        yield Difference("verdict", record["claim"], f"{record['reviewer']} {said(record)}{instead}{why} — {about}")
    kept = {record["id"] for record in after["records"]}
    for id, record in old.items():
        if id not in kept:
            yield Difference("verdict", record["claim"], f"a record of {record['reviewer']} is no longer there: {id}")


def _listed(kind: str, before: list[Json], after: list[Json], name: Any) -> Iterator[Difference]:
    old, new = ({item["id"]: item for item in items} for items in (before, after))
    for id, item in new.items():
        if id not in old:
            yield Difference(kind, id, f"added: {name(item)}")
        elif item != old[id]:
            keys = sorted(key for key in item.keys() | old[id].keys() if item.get(key) != old[id].get(key))
            yield Difference(kind, id, f"changed in {', '.join(keys)}: {name(item)}")
    for id in sorted(old.keys() - new.keys()):
        yield Difference(kind, id, f"removed: {name(old[id])}")


def _waivers(before: Json, after: Json) -> Iterator[Difference]:
    old, new = list(before.get("waivers", ())), list(after.get("waivers", ()))
    for said, waivers, others in (("added", new, old), ("removed", old, new)):
        for waiver in waivers:
            if waiver not in others:
                message = f"{said}: {waiver['rule']} until {waiver['until']}, {_quoted(waiver['reason'])}"
                yield Difference("waiver", waiver["rule"], message)


def _quotes(claim: Json) -> str:
    return " … ".join(anchor["exact"] for anchor in claim.get("anchors", ()))


def _offsets(claim: Json) -> list[tuple[int, int]]:
    return [(anchor["start"], anchor["end"]) for anchor in claim.get("anchors", ())]


def _words(old: str, new: str) -> str:
    changes = word_changes(old, new)
    if not changes:
        return "white space only"
    shown = [f"{_quoted(a) if a else 'nothing'} → {_quoted(b) if b else 'nothing'}" for a, b in changes[:SHOWN]]
    more = len(changes) - SHOWN
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _quoted(text: str) -> str:
    line = " ".join(text.split())
    return f'"{line if len(line) <= 100 else line[:99] + "…"}"'


def _value(value: Any) -> str:
    return "nothing" if value is None else _quoted(value) if isinstance(value, str) else _quoted(str(value))
