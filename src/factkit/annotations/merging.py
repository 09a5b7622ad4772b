"""Annotation files of one article put together: nothing is lost, and the order of the files does not matter.

Claims, sources, scales and records are joined by their ids. Records are joined log by log: of two copies of a log one
must begin with the other. Where two files say different things of the same, that is a conflict, unless a common
ancestor shows that only one of them changed it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from factkit.evidence.restricted import WITHHELD
from factkit.schema import load

Json = dict[str, Any]
_MISSING = object()
_STATUSES = ("active", "superseded", "withdrawn", "purged")


@dataclass(frozen=True, slots=True)
class MergeConflict:
    """One thing of which the files say different things: which, and what each says, sorted."""

    what: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Merged:
    """The joined document, and what could not be joined; with conflicts it must not be used."""

    document: Json
    conflicts: tuple[MergeConflict, ...]


def merge(documents: Sequence[Mapping[str, Any]], base: Mapping[str, Any] | None = None) -> Merged:
    """Return the documents joined into one.

    Args:
        documents: that the schema accepts; at least one, of one article.
        base: a common ancestor; what it has and one of the documents changed or removed is changed or removed.
    """
    return _Merge(documents, base).merged()


class _Merge:
    def __init__(self, documents: Sequence[Mapping[str, Any]], base: Mapping[str, Any] | None) -> None:
        self.documents = sorted(documents, key=_canonical)
        self.base = base
        self.conflicts: list[MergeConflict] = []

    def merged(self) -> Merged:
        records, logs = self._records()
        self.decided = {record["claim"] for record in records}
        claims = self._listed("claims", "id", removable=lambda claim: claim["id"] not in self.decided)
        matches = self._matches({claim["id"] for claim in claims})
        waivers = self._waivers()
        document = {
            "factkit": self.documents[0]["factkit"],
            "article": self._fields("article", [doc["article"] for doc in self.documents], _get(self.base, "article")),
            "claims": sorted(claims, key=_place),
            **({"matches": matches} if matches else {}),
            "sources": self._sources(),
            "scales": self._listed("scales", "id"),
            "records": records,
            "logs": logs,
            **({"waivers": waivers} if waivers else {}),
            **self._extensions(),
        }
        order = {what: place for place, what in enumerate(_in_order(self.conflicts))}
        unique = sorted({conflict.what: conflict for conflict in self.conflicts}.values(), key=lambda c: order[c.what])
        return Merged(document, tuple(unique))

    def _choose(self, what: str, values: Sequence[Any], base: Any) -> Any:
        """Return the one value, or the one that differs from the ancestor's; else note a conflict."""
        distinct = {_canonical(value): value for value in values}
        if len(distinct) > 1 and base is not _MISSING:
            distinct.pop(_canonical(base), None)
        if len(distinct) > 1:
            self.conflicts.append(MergeConflict(what, tuple(sorted(map(_brief, distinct.values())))))
        return distinct[min(distinct)]

    def _fields(self, what: str, items: Sequence[Mapping[str, Any]], base: Any) -> Json:
        """Join objects property by property; one that only some have is kept."""
        joined: Json = {}
        names = _schema_order(what.split(maxsplit=1)[0], [name for item in items for name in item])
        for name in names:
            present = [item[name] for item in items if name in item]
            before = base.get(name, _MISSING) if isinstance(base, Mapping) else _MISSING
            gone = before is not _MISSING and len(present) < len(items)
            if gone and all(_canonical(value) == _canonical(before) for value in present):
                continue
            joined[name] = self._choose(f"{what}: {name}", present, before)
        return joined

    def _listed(self, key: str, id: str, removable: Callable[[Json], bool] | None = None) -> list[Json]:
        """Join lists of objects that have ids; one that a document removed since the ancestor goes if it may."""
        before = {item[id]: item for item in self.base[key]} if self.base else {}
        by_id = [{item[id]: item for item in document[key]} for document in self.documents]
        kept = []
        for name in sorted({name for items in by_id for name in items}):
            present = [items[name] for items in by_id if name in items]
            untouched = name in before and all(_canonical(item) == _canonical(before[name]) for item in present)
            if removable and untouched and len(present) < len(by_id) and removable(present[0]):
                continue
            what = f"{key.removesuffix('s')} {name}"
            kept.append(self._fields(what, present, before.get(name)))
        return kept

    def _sources(self) -> list[Json]:
        before = {source["id"]: source for source in self.base["sources"]} if self.base else {}
        found: dict[str, list[Json]] = {}
        for document in self.documents:
            for source in document["sources"]:
                found.setdefault(source["id"], []).append(source)
        return [self._source(id, found[id], before.get(id)) for id in sorted(found)]

    def _source(self, id: str, items: Sequence[Json], base: Json | None) -> Json:
        """Join copies of a source: the passages of both, the later status, and at risk if one says so."""
        passages = {
            passage["id"]: self._choose(
                f"passage {passage['id']}",
                [other for each in items for other in each["passages"] if other["id"] == passage["id"]],
                _MISSING,
            )
            for item in items
            for passage in item["passages"]
        }
        settled: Json = {"passages": sorted(passages.values(), key=lambda passage: (passage["start"], passage["id"]))}
        if any("status" in item for item in items):
            settled["status"] = max((item.get("status", "active") for item in items), key=_STATUSES.index)
        if any("restricted" in item for item in items):
            settled["restricted"] = any(item.get("restricted") for item in items)
        rest = [{key: value for key, value in item.items() if key not in settled} for item in items]
        joined = self._fields(f"source {id}", rest, base) | settled
        return {key: joined[key] for key in _schema_order("source", joined)}

    def _records(self) -> tuple[list[Json], list[Json]]:
        by_log: dict[str, list[list[Json]]] = {}
        for document in self.documents:
            mine: dict[str, list[Json]] = {}
            for record in document["records"]:
                mine.setdefault(record["log"], []).append(record)
            for log, records in mine.items():
                by_log.setdefault(log, []).append(records)
        records, logs = [], []
        for log in sorted(by_log):
            longest = max(by_log[log], key=lambda each: (len(each), _canonical(each)))
            copies = by_log[log]
            for other in copies:
                self._same_log(log, longest, other)
            records += [_whole([copy[at] for copy in copies if at < len(copy)], own) for at, own in enumerate(longest)]
            logs.append({"id": log, "count": len(longest), "head": longest[-1]["digest"]})
        return records, logs

    def _same_log(self, log: str, longest: Sequence[Json], other: Sequence[Json]) -> None:
        for place, (one, two) in enumerate(zip(longest, other, strict=False)):
            altered = _canonical(one) != _canonical(two) and not (_is_withheld(one) or _is_withheld(two))
            if one["digest"] != two["digest"] or altered:
                values = tuple(sorted((_brief(one["id"]), _brief(two["id"]))))
                self.conflicts.append(MergeConflict(f"log {log}: record {place + 1} is another one", values))
                return

    def _matches(self, claims: set[str]) -> list[Json]:
        """Join matches by claim and passage; of two scores of one passage the higher stands."""
        found: dict[str, dict[str, Json]] = {}
        for document in self.documents:
            for each in document.get("matches", ()):
                passages = found.setdefault(each["claim"], {})
                for match in each["matches"]:
                    known = passages.get(match["passage"])
                    if known is None or (match["score"], _canonical(match)) > (known["score"], _canonical(known)):
                        passages[match["passage"]] = match
        return [
            {"claim": claim, "matches": sorted(found[claim].values(), key=lambda m: (-m["score"], m["passage"]))}
            for claim in sorted(found)
            if claim in claims
        ]

    def _waivers(self) -> list[Json]:
        before = {_canonical(waiver) for waiver in (self.base or {}).get("waivers", ())}
        sides = [{_canonical(waiver): waiver for waiver in document.get("waivers", ())} for document in self.documents]
        everywhere = [key for side in sides for key in side]
        kept = {key for key in everywhere if key not in before or all(key in side for side in sides)}
        waivers = [json.loads(key) for key in sorted(kept)]
        waivers.sort(key=lambda waiver: (waiver["rule"], waiver.get("at", ""), waiver["until"]))
        return [{name: waiver[name] for name in _schema_order("waiver", waiver)} for waiver in waivers]

    def _extensions(self) -> Json:
        own = [{key: value for key, value in doc.items() if key.startswith("x-")} for doc in self.documents]
        before = {key: value for key, value in (self.base or {}).items() if key.startswith("x-")}
        return self._fields("document", own, before if self.base else None)


def _is_withheld(record: Json) -> bool:
    return any(cited["quote"] == WITHHELD for cited in record["evidence"])


def _whole(copies: Sequence[Json], own: Json) -> Json:
    """Return the copy of a record that has all its words, where one was exported without some."""
    same = [copy for copy in copies if copy["digest"] == own["digest"] and not _is_withheld(copy)]
    return same[0] if same and _is_withheld(own) else own


def _get(document: Mapping[str, Any] | None, key: str) -> Any:
    return document[key] if document else None


def _canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def _brief(value: Any) -> str:
    text = value if isinstance(value, str) else _canonical(value)
    return text if len(text) <= 120 else text[:119] + "…"


def _in_order(conflicts: Iterable[MergeConflict]) -> Iterator[str]:
    return iter(sorted({conflict.what for conflict in conflicts}))


def _place(claim: Json) -> tuple[list[tuple[int, int]], str]:
    return [(anchor["start"], anchor["end"]) for anchor in claim.get("anchors", ())], claim["id"]


def _schema_order(kind: str, names: Iterable[str]) -> list[str]:
    """Return each name once, as the schema of that kind of object orders them; a desk's own ones last."""
    known = {name: place for place, name in enumerate(_properties(kind))}
    return sorted(set(names), key=lambda name: (known.get(name, len(known)), name))


def _properties(kind: str) -> Iterable[str]:
    if kind in ("claim", "scale"):
        return cast("Json", load("claims" if kind == "claim" else "scale")["properties"])
    annotation = load("annotation")
    schema = annotation["$defs"].get(kind, annotation)
    return cast("Json", schema["properties"])
