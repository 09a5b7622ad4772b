"""Label Studio: a task for each article, an annotation for each reviewer, a labelled region for each claim.

Its labelling interface, for a project that reads and writes these tasks, is in docs/exchange.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from factkit.config import Desk
from factkit.errors import InputError
from factkit.exchange.incoming import (
    Cited,
    Decided,
    Found,
    Unsaid,
    as_id,
    assemble,
    need,
    rating_in,
    scale_of,
    unsaid_in,
)
from factkit.exchange.outgoing import View
from factkit.exchange.utf16 import Utf16
from factkit.model import (
    Annotation,
    Article,
    CitedPassage,
    Claim,
    ClaimKind,
    EvidenceStance,
    Record,
    RecordKind,
    Scale,
    Source,
    Span,
)
from factkit.strictjson import parse
from factkit.wire import dumps_pretty, time_from_json, time_to_json

CLAIM = "Claim"
_TEXT_KEYS = ("text", "article", "content", "document")
_EVIDENCE = re.compile(r"(?P<stance>supports|refutes|context): “(?P<quote>.*)”(?: \| (?P<credit>.*))?")
_NOT_TEXT = ("rectanglelabels", "polygonlabels", "keypointlabels", "ellipselabels", "brushlabels", "videorectangle")
_ARTICLE_KEYS = ("title", "url", "publisher", "byline", "language")

Json = dict[str, Any]


def dumps(annotations: Sequence[Annotation], *, desk: Desk, include_restricted: bool = False) -> str:  # noqa: ARG001 - one signature for every format
    """Return the tasks: all claims as a prediction, each reviewer's verdicts as an annotation.

    An adjudication is an annotation that Label Studio calls ground truth.
    """
    return dumps_pretty([_task(View(each, include_restricted=include_restricted)) for each in annotations])


def _task(view: View) -> Json:
    article = view.annotation.article
    counting = Utf16(article.text)
    known = {key: getattr(article, key) for key in _ARTICLE_KEYS if getattr(article, key)}
    if article.published:
        known["published"] = article.published.isoformat()
    said: dict[tuple[str, bool], list[tuple[Claim, Record]]] = {}
    for claim in view.annotation.claims:
        outcome = view.outcome(claim)
        adjudication = (
            outcome.decision if outcome.decision and outcome.decision.kind is RecordKind.ADJUDICATION else None
        )
        for record in (*outcome.verdicts, *([adjudication] if adjudication else [])):
            said.setdefault((record.reviewer, record is adjudication), []).append((claim, record))
    regions = [part for claim in view.annotation.claims for part in _regions(claim, counting)]
    return {
        "data": {"text": article.text, "article": article.id} | known,
        "annotations": [
            {
                "completed_by": {"email": reviewer},
                "created_at": time_to_json(max(record.recorded for _, record in decided)),
                "ground_truth": adjudicates,
                "result": [part for claim, record in decided for part in _result(view, claim, record, counting)],
            }
            for (reviewer, adjudicates), decided in sorted(said.items())
        ],
        "predictions": [{"model_version": "factkit", "result": regions}],
    }


def _regions(claim: Claim, counting: Utf16) -> list[Json]:
    """Return a region for each anchor, tied to the first, and the claim's own words."""
    parts: list[Json] = []
    for number, anchored in enumerate(claim.anchors):
        value = {
            "start": counting.units(anchored.start),
            "end": counting.units(anchored.end),
            "text": anchored.exact,
        }
        own = claim.id if number == 0 else f"{claim.id}.{number + 1}"
        parts.append(
            {"id": own, "from_name": "label", "to_name": "text", "type": "labels", "value": value | {"labels": [CLAIM]}}
        )
        if number:
            parts.append({"type": "relation", "from_id": claim.id, "to_id": own, "direction": "right", "labels": []})
    if parts:
        words = parts[0]["value"] | {"text": [claim.text]}
        words.pop("labels")
        parts.append({"id": claim.id, "from_name": "claim", "to_name": "text", "type": "textarea", "value": words})
    return parts


def _result(view: View, claim: Claim, record: Record, counting: Utf16) -> list[Json]:
    parts = _regions(claim, counting)
    if not parts:
        return []
    place = {key: parts[0]["value"][key] for key in ("start", "end", "text")}
    own = {"id": claim.id, "to_name": "text"}
    rated = place | {"choices": [view.rating(record).label]}
    parts.append(own | {"from_name": "rating", "type": "choices", "value": rated})
    if record.rationale:
        parts.append(
            own | {"from_name": "rationale", "type": "textarea", "value": place | {"text": [record.rationale]}}
        )
    evidence = [_evidence_line(cited, source) for cited, source in view.cited(record)]
    if evidence:
        parts.append(own | {"from_name": "evidence", "type": "textarea", "value": place | {"text": evidence}})
    return parts


def _evidence_line(cited: CitedPassage, source: Source | None) -> str:
    """Return a piece of evidence as a line that people read in Label Studio and that `_cited` reads back."""
    parts = [source.title if source else None, cited.url]
    credit = " | ".join(part for part in parts if part)
    return f"{cited.stance}: “{' '.join(cited.quote.split())}”{f' | {credit}' if credit else ''}"


def _cited(line: str) -> Cited | None:
    found = _EVIDENCE.fullmatch(line.strip())
    if not found:
        return None
    *titles, last = (found["credit"] or "").split(" | ")
    url = last if last.startswith(("http://", "https://")) else None
    title = " | ".join(titles if url else [*titles, last]) or None
    return Cited(EvidenceStance(found["stance"]), quote=found["quote"], title=title, url=url)


def loads(text: str, *, path: str = "", recorded: datetime, reviewer: str) -> list[Annotation]:
    """Return an annotation for each task of an export, JSON or JSON-MIN, or of a list of tasks to import.

    A region is a claim, whatever its label; a label that is neither "Claim" nor a kind of claim, and a choice made
    for the region, is its rating. Offsets count UTF-16 units; where those do not give the region's own words,
    as in files that other programs made, the words are taken where they stand nearest.
    """
    unsaid = unsaid_in(text, recorded, reviewer)
    data = parse(text, path=path or None)
    tasks = data if isinstance(data, list) else [data]
    read = [_Task(task, number) for number, task in enumerate(tasks, start=1)]
    scale = scale_of(
        [label for task in read for label in task.labels()], id="label-studio", name="Labels of the project"
    )
    return [task.annotation(scale, unsaid) for task in read]


class _Region:
    """What one annotator says about one stretch of text."""

    def __init__(self, id: str, spans: list[Span]):
        self.id, self.spans = id, spans
        self.labels: list[str] = []
        self.words = self.rationale = ""
        self.evidence: list[Cited] = []

    def rating_labels(self) -> list[str]:
        kinds = {kind.value for kind in ClaimKind}
        return [label for label in self.labels if label.casefold() not in {CLAIM.casefold(), *kinds}]


@dataclass(frozen=True, slots=True)
class _Said:
    """What one annotator, or with None a model, says about a task."""

    who: str | None
    when: datetime | None
    adjudicates: bool
    regions: list[_Region]

    def decisions(self, region: _Region, scale: Scale) -> list[Decided]:
        if self.who is None:
            return []
        ratings = [rating_in(scale, label) for label in region.rating_labels()]
        return [
            Decided(
                scale,
                rating,
                region.rationale,
                evidence=tuple(region.evidence),
                reviewer=self.who,
                recorded=self.when,
                adjudicates=self.adjudicates,
            )
            for rating in ratings
            if rating
        ]


class _Task:
    """A task, and who said what in it."""

    def __init__(self, task: Any, number: int):
        need(task, dict, f"task {number}")
        self.task, self.number = task, number
        data = task.get("data")
        self.data: Json = data if isinstance(data, dict) else task
        self.text = self._text()
        self.counting = Utf16(self.text)
        given = [*self._all("predictions"), *self._all("annotations"), *self._all("completions"), *self._minimal()]
        self.said = [
            _Said(
                self._who(each), self._when(each), bool(each.get("ground_truth")), self._regions(self._result_of(each))
            )
            for each in given
            if not each.get("was_cancelled")
        ]

    def labels(self) -> list[str]:
        return [label for said in self.said for region in said.regions for label in region.rating_labels()]

    def annotation(self, scale: Scale, unsaid: Unsaid) -> Annotation:
        found: dict[tuple[tuple[Span, ...], str], Found] = {}
        decided: dict[tuple[tuple[Span, ...], str], list[Decided]] = {}
        ids: set[str] = set()
        for said in self.said:
            for region in said.regions:
                words = region.words or " … ".join(self.text[start:end] for start, end in region.spans)
                key = (tuple(region.spans), words)
                if key not in found:
                    own = region.id if region.id.startswith("c-") and region.id not in ids else ""
                    ids.add(own)
                    found[key] = Found(words, key[0], id=own, changes=self._kind(region))
                decided.setdefault(key, []).extend(said.decisions(region, scale))
        claims = [
            Found(each.text, each.spans, each.id, tuple(decided[key]), each.changes) for key, each in found.items()
        ]
        return assemble(self._article(), claims, origin="label-studio", unsaid=unsaid)

    def _article(self) -> Article:
        from factkit.wire import article_from_json

        named = self.data.get("article")
        own = (
            named
            if isinstance(named, str) and named == as_id(named)
            else as_id(f"task-{self.task.get('id', self.number)}")
        )
        fields = {key: self.data[key] for key in _ARTICLE_KEYS if isinstance(self.data.get(key), str)}
        if isinstance(self.data.get("published"), str):
            fields["published"] = self.data["published"]
        return article_from_json({"id": own, "text": self.text} | fields)

    def _text(self) -> str:
        texts = {key: value for key, value in self.data.items() if isinstance(value, str)}
        named = next((texts[key] for key in _TEXT_KEYS if key in texts), None)
        text = named if named is not None else max(texts.values(), key=len, default=None)
        if text is None:
            raise InputError(f"task {self.number} has no text")
        return text

    def _all(self, key: str) -> list[Json]:
        return [each for each in self.task.get(key) or () if isinstance(each, dict)]

    def _minimal(self) -> list[Json]:
        """Return the task as an annotation where it is in JSON-MIN, which has labels beside the text."""
        if "data" in self.task:
            return []
        result = [
            {"id": f"{key}-{at}", "type": "labels", "value": value}
            for key, values in self.task.items()
            if isinstance(values, list)
            for at, value in enumerate(values)
            if isinstance(value, dict) and "start" in value
        ]
        return [
            {"result": result, "completed_by": self.task.get("annotator"), "created_at": self.task.get("created_at")}
        ]

    @staticmethod
    def _result_of(annotation: Json) -> list[Json]:
        return [part for part in annotation.get("result") or () if isinstance(part, dict)]

    @staticmethod
    def _who(annotation: Json) -> str | None:
        """Return the annotator; None for a prediction, which is nobody's decision."""
        if "model_version" in annotation or "score" in annotation:
            return None
        by = annotation.get("completed_by", "")
        if isinstance(by, dict):
            by = by.get("email") or by.get("username") or by.get("id") or ""
        return f"annotator {by}" if isinstance(by, int) else str(by or "")

    @staticmethod
    def _when(annotation: Json) -> datetime | None:
        created = annotation.get("created_at")
        return time_from_json(created) if isinstance(created, str) else None

    @staticmethod
    def _kind(region: _Region) -> dict[str, object]:
        kinds = [label.casefold() for label in region.labels if label.casefold() in set(ClaimKind)]
        return {"kind": ClaimKind(kinds[0])} if kinds else {}

    def _regions(self, result: list[Json]) -> list[_Region]:
        regions: dict[str, _Region] = {}
        for at, part in enumerate(result):
            value = part.get("value")
            if isinstance(value, dict):
                self._take(part, value, str(part.get("id") or f"r{at}"), regions)
        for part in result:
            if part.get("type") == "relation" and str(part.get("to_id", "")).startswith(f"{part.get('from_id')}."):
                whole, piece = regions.get(str(part["from_id"])), regions.pop(str(part["to_id"]), None)
                if whole and piece:
                    whole.spans += piece.spans
        return list(regions.values())

    def _take(self, part: Json, value: Json, id: str, regions: dict[str, _Region]) -> None:
        kind = part.get("type")
        if kind in _NOT_TEXT:
            raise InputError(f"task {self.number} has {kind}; only labels on text are read")
        if id not in regions:
            span = self._span(value, part)
            if span is None:
                return
            regions[id] = _Region(id, [span])
        region = regions[id]
        if kind == "textarea":
            written = value.get("text")
            words = "\n".join(written) if isinstance(written, list) else str(written or "")
            if part.get("from_name") == "claim":
                region.words = words
            elif part.get("from_name") == "evidence":
                region.evidence += [cited for line in words.splitlines() if (cited := _cited(line))]
            else:
                region.rationale = words
            return
        for key in ("labels", "hypertextlabels", "choices"):
            region.labels += [str(label) for label in value.get(key) or ()]

    def _span(self, value: Json, part: Json) -> Span | None:
        """Return where a region is, in code points; the whole text for a choice about all of it."""
        place = value.get("globalOffsets") or value
        start, end = place.get("start"), place.get("end")
        if not isinstance(start, int) or not isinstance(end, int):
            return (0, len(self.text)) if part.get("type") == "choices" and self.text else None
        quoted = value.get("text")
        span = (self.counting.points(start), self.counting.points(end))
        if isinstance(quoted, str) and quoted and self.text[span[0] : span[1]] != quoted:
            span = self._nearest(quoted, start) or span
        return span if span[0] < span[1] else None

    def _nearest(self, quoted: str, start: int) -> Span | None:
        """Return where the region's own words stand, nearest to `start`; None where they are not in the text."""
        places = [found.start() for found in re.finditer(re.escape(quoted), self.text)]
        place = min(places, key=lambda at: abs(at - start), default=None)
        return None if place is None else (place, place + len(quoted))


def interface(ratings: Iterable[str]) -> str:
    """Return the labelling interface of a project for these tasks."""
    choices = "".join(f'\n    <Choice value="{rating}"/>' for rating in ratings)
    return f"""<View>
  <Labels name="label" toName="text"><Label value="{CLAIM}"/></Labels>
  <Text name="text" value="$text"/>
  <TextArea name="claim" toName="text" perRegion="true"/>
  <Choices name="rating" toName="text" perRegion="true" choice="single-radio">{choices}
  </Choices>
  <TextArea name="rationale" toName="text" perRegion="true"/>
  <TextArea name="evidence" toName="text" perRegion="true"/>
</View>
"""
