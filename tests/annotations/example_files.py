"""Annotation files for tests: a small one that is clean, and for each rule ones that break it and nothing else.

`python tests/annotations/example_files.py` writes `fixtures/annotations/` anew; look at the difference before
committing it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from factkit.anchoring import anchor
from factkit.annotations.document import annotation_to_json
from factkit.model import (
    Annotation,
    Article,
    CitedPassage,
    Claim,
    ClaimKind,
    EvidenceStance,
    HeldSource,
    Passage,
    Record,
    RecordKind,
    Source,
    Versions,
    sha256,
)
from factkit.verdicts.records import logs_of, seal, uuid7
from factkit.verdicts.scales import packaged
from factkit.wire import dumps_pretty, record_from_json, record_to_json

FOLDER = Path(__file__).parents[2] / "fixtures" / "annotations"
START = datetime(2025, 5, 4, 9, 30, tzinfo=UTC)
TEXT = (
    "The harbour office in Brest reopened on 3 May 2025 after a flood ⚓.\n\n"
    "Mayor Ana Ruiz said that the repairs had cost 2.4 million euros. The office employs 40 people. "
    "The market hall stays closed. The ferry runs again. The ferry runs again.\n"
)
NOTICE = "The harbour office reopened on 4 May 2025. It had been closed for seven weeks."
BUDGET = "The council paid 2.4 million euros for the repairs."
Json = dict[str, Any]


def _claim(id: str, quote: str, text: str, **more: Any) -> Claim:
    start = TEXT.index(quote)
    placed = anchor(TEXT, start, start + len(quote))
    return Claim("harbour", f"c-{id}", text, sentence=quote, anchors=(placed,), **more)


def _source(id: str, text: str, publisher: str) -> HeldSource:
    source = Source(
        id=f"s-{id}",
        name=id,
        text=text,
        url=f"https://{id}.example/page",
        publisher=publisher,
        published=date(2025, 5, 4),
        sha256=sha256(text),
        origin=f"s-{id}",
    )
    return HeldSource(source, (Passage(f"s-{id}-0", f"s-{id}", 0, len(text), text),))


def _record(claim: Claim, number: int, rating: str, evidence: tuple[CitedPassage, ...], **more: Any) -> Record:
    recorded = START + timedelta(minutes=number)
    fields: Json = {
        "id": uuid7(recorded, number.to_bytes(10, "big")),
        "kind": RecordKind.VERDICT,
        "log": "log-a",
        "previous": None,
        "article": "harbour",
        "claim": claim.id,
        "article_sha256": sha256(TEXT),
        "claim_sha256": claim.sha256,
        "reviewer": "amina",
        "role": "reviewer",
        "recorded": recorded,
        "scale": "averitec",
        "scale_version": "1",
        "rating": rating,
        "rationale": "The office's own notice says so.",
        "evidence": evidence,
        "versions": Versions("1.0.0", "en_core_web_sm 3.8.0", "1.0"),
    }
    return Record(**{**fields, **more})


def small() -> Annotation:
    """Return an article with three claims, two sources and three records."""
    reopened = _claim(
        "reopened",
        "The harbour office in Brest reopened on 3 May 2025",
        "The harbour office in Brest reopened on 3 May 2025.",
        kind=ClaimKind.EVENT,
    )
    cost = _claim("cost", "the repairs had cost 2.4 million euros", "The repairs of the office cost 2.4 million euros.")
    staff = _claim("staff", "The office employs 40 people", "The harbour office employs 40 people.")
    notice = CitedPassage("s-notice-0", EvidenceStance.REFUTES, "s-notice", "reopened on 4 May 2025")
    budget = CitedPassage("s-budget-0", EvidenceStance.SUPPORTS, "s-budget", BUDGET)
    records = [
        _record(reopened, 0, "supported", (notice,), rationale="It did reopen."),
        _record(reopened, 1, "refuted", (notice,)),
        _record(cost, 2, "supported", (budget,), reviewer="ben"),
    ]
    sealed = chained(records, supersedes={1: 0})
    return Annotation(
        article=Article(
            "harbour",
            TEXT,
            "Office reopens",
            "https://courier.example/harbour",
            "Example Courier",
            published=date(2025, 5, 3),
        ),
        claims=(reopened, cost, staff),
        sources=(_source("budget", BUDGET, "City of Brest"), _source("notice", NOTICE, "Port Authority")),
        scales=(packaged()["averitec"],),
        records=tuple(sealed),
        logs=logs_of(sealed),
    )


def chained(records: list[Record], supersedes: dict[int, int] | None = None) -> list[Record]:
    """Return the records sealed and chained, each log's in its order; `supersedes` by place."""
    done: list[Record] = []
    heads: dict[str, str] = {}
    for place, record in enumerate(records):
        id = done[supersedes[place]].id if supersedes and place in supersedes else record.supersedes
        digest = {older.id: older.digest for older in done}.get(id, record.superseded_digest)
        done.append(seal(replace(record, supersedes=id, superseded_digest=digest, previous=heads.get(record.log))))
        heads[record.log] = done[-1].digest
    return done


def document() -> Json:
    """Return the JSON of `small`, sources with their texts."""
    data = annotation_to_json(small())
    for source, held in zip(data["sources"], sorted(small().sources, key=lambda h: h.source.id), strict=True):
        passages = source.pop("passages")
        source["text"] = held.source.text
        source["passages"] = passages
    return data


def resealed(data: Json) -> Json:
    """Chain the records of a document anew, as a desk's own tool would have written them."""
    records = chained([record_from_json(record) for record in data["records"]])
    data["records"] = [record_to_json(record) for record in records]
    data["logs"] = [{"id": log.id, "count": log.count, "head": log.head} for log in logs_of(records)]
    return data


Change = Callable[[Json], object]


def _anchor(data: Json) -> Json:
    return data["claims"][0]["anchors"][0]


def _last(data: Json, key: str, value: Any) -> None:
    data["records"][-1][key] = value


def _adjudicate(data: Json) -> None:
    record = dict(data["records"][1])
    record |= {"id": "r-adj", "kind": "adjudication", "role": "adjudicator", "recorded": "2025-05-05T00:00:00Z"}
    record |= {"supersedes": None, "superseded_digest": None}
    data["records"].append(record)


def _withhold(data: Json) -> None:
    data["sources"][0] |= {"restricted": True}
    del data["sources"][0]["text"]
    data["records"][-1]["evidence"][0]["quote"] = "[withheld]"


def _waive(until: str, rule: str = "FK030") -> Change:
    return lambda data: data.update(waivers=[{"rule": rule, "reason": "an interview", "until": until}])


def _ambiguous(data: Json) -> None:
    place = anchor(TEXT, TEXT.index("The ferry runs again"), TEXT.index("The ferry runs again") + 20)
    claim = dict(data["claims"][2], id="c-ferry", text="The ferry runs again.", sentence=place.exact)
    claim["anchors"] = [{"start": 0, "end": 20, "exact": place.exact}]
    data["claims"].append(claim)


def _around_another(data: Json) -> None:
    first = TEXT.index("The ferry runs again")
    _ambiguous(data)
    second = TEXT.index("The ferry runs again", first + 1)
    data["claims"][-1]["anchors"][0] = {
        "start": first,
        "end": first + 20,
        "exact": "The ferry runs again",
        "prefix": TEXT[second - 12 : second],
    }


def _in_unit(codec: str, width: int) -> Change:
    def change(data: Json) -> None:
        for claim in data["claims"][1:2]:
            place = claim["anchors"][0]
            before = TEXT[: place["start"]].replace("⚓", "🚢")
            length = place["end"] - place["start"]
            place["start"] = len(before.encode(codec)) // width
            place["end"] = place["start"] + length

        data["article"]["text"] = TEXT.replace("⚓", "🚢")
        data["article"]["sha256"] = sha256(data["article"]["text"])
        for claim in data["claims"]:
            for place in claim["anchors"]:
                for side in ("prefix", "suffix"):
                    if side in place:
                        place[side] = place[side].replace("⚓", "🚢")

    return change


# The name says the code of the rule that must be found, and no other one is. Records are chained anew after the
# change, but for those of `AS_THEY_ARE`.
BROKEN: dict[str, Change] = {
    "fk002-unknown-kind": lambda d: d["claims"][0].update(kind="rumour"),
    "fk002-unknown-property": lambda d: d["claims"][0].update(colour="red"),
    "fk002-offset-below-zero": lambda d: _anchor(d).update(start=-1),
    "fk002-no-logs": lambda d: d.pop("logs"),
    "fk003-newer": lambda d: d.update(factkit="9.0"),
    "fk003-older": lambda d: d.update(factkit="0.9"),
    "fk005-waiver-over": _waive("2025-06-01"),
    "fk005-waives-nothing": _waive("2999-12-31"),
    "fk010-no-anchor": lambda d: d["claims"][2].update(anchors=[]),
    "fk010-anchors-left-out": lambda d: d["claims"][2].pop("anchors"),
    "fk011-quote-edited": lambda d: d["claims"][2]["anchors"][0].update(exact="The office employs 41 people"),
    "fk011-past-the-end": lambda d: d["claims"][2]["anchors"][0].update(exact="The pier is new", start=9000, end=9015),
    "fk012-shifted": lambda d: _anchor(d).update(start=5, end=55),
    "fk013-two-places": _ambiguous,
    "fk013-words-around-another": _around_another,
    "fk014-utf-16": _in_unit("utf-16-le", 2),
    "fk014-bytes": _in_unit("utf-8", 1),
    "fk015-article-corrected": lambda d: d["article"].update(text=TEXT.replace("stays closed", "is open again")),
    "fk016-copied": lambda d: d["claims"].append(dict(d["claims"][2])),
    "fk016-same-words-other-id": lambda d: d["claims"].append(dict(d["claims"][2], id="c-again")),
    "fk017-outside": lambda d: (d["article"].pop("text"), d["article"].update(path="../../../../etc/hosts")),
    "fk017-missing": lambda d: (d["article"].pop("text"), d["article"].update(path="nowhere.txt")),
    "fk020-claim-gone": lambda d: d["claims"].pop(1),
    "fk021-unknown-rating": lambda d: _last(d, "rating", "mostly-ish"),
    "fk021-unknown-scale": lambda d: _last(d, "scale", "nowhere"),
    "fk021-no-rating": lambda d: _last(d, "rating", None),
    "fk022-no-evidence": lambda d: _last(d, "evidence", []),
    "fk023-no-rationale": lambda d: _last(d, "rationale", " "),
    "fk024-own-dispute": _adjudicate,
    "fk025-reworded": lambda d: d["claims"][1].update(text="The repairs cost 2.5 million euros."),
    "fk030-nowhere": lambda d: d["sources"][0].pop("url"),
    "fk031-own-publisher": lambda d: d["sources"][0].update(publisher="example  COURIER"),
    "fk031-own-page": lambda d: d["sources"][0].update(url="http://www.courier.example/harbour/"),
    "fk032-invented": lambda d: d["records"][-1]["evidence"][0].update(quote="The repairs cost 3 million."),
    "fk032-misattributed": lambda d: d["records"][-1]["evidence"][0].update(quote="closed for seven weeks"),
    "fk033-passage-gone": lambda d: d["sources"][0].update(passages=[]),
    "fk033-source-gone": lambda d: d["sources"].pop(0),
    "fk034-text-edited": lambda d: d["sources"][1].update(text=NOTICE + " Or eight."),
    "fk034-passage-edited": lambda d: d["sources"][0]["passages"][0].update(text="The council paid."),
    "fk040-rationale-edited": lambda d: _last(d, "rationale", "Because."),
    "fk040-tail-cut-off": lambda d: d["records"].pop(),
    "fk040-left-out": lambda d: d["records"].pop(1),
    "fk040-log-not-named": lambda d: d["logs"].clear(),
    "fk041-predecessor-gone": lambda d: d["records"].pop(0),
    "fk042-recorded-tomorrow": lambda d: _last(d, "recorded", "2999-01-01T00:00:00Z"),
    "fk042-read-tomorrow": lambda d: d["sources"][0].update(retrieved="2999-01-01"),
    "fk043-clock-back": lambda d: _last(d, "recorded", "2025-05-03T00:00:00Z"),
    "fk044-withheld": _withhold,
}
AS_THEY_ARE = {"fk002", "fk003", "fk040", "fk044"}
TEXTS = {
    "fk000-empty": "",
    "fk000-blank": " \n",
    "fk001-brace-lost": '{"factkit": "1.0",\n "article": {"id": "a"\n',
    "fk001-key-twice": '{"factkit": "1.0",\n "factkit": "1.0"}\n',
    "fk001-not-finite": '{"factkit": "1.0",\n "x-score": NaN}\n',
    "fk001-lone-surrogate": '{"factkit": "1.0",\n "x-text": "\\ud800"}\n',
    "fk001-two-documents": "{}\n{}\n",
    "fk001-deep": "[" * 100_000 + "\n",
    "fk004-merge-left-open": '{\n<<<<<<< ours\n"factkit": "1.0"\n=======\n"factkit": "1.1"\n>>>>>>> theirs\n}\n',
}


def broken(name: str) -> str:
    """Return the text of the invalid example with that name."""
    if name in TEXTS:
        return TEXTS[name]
    data = json.loads(json.dumps(document()))
    BROKEN[name](data)
    if name[:5] not in AS_THEY_ARE and name != "fk041-predecessor-gone":
        data = resealed(data)
    elif name == "fk041-predecessor-gone":
        data["records"][0]["previous"] = None
        missing = data["records"][0]["supersedes"]
        data = resealed(data)
        assert data["records"][0]["supersedes"] == missing
    return dumps_pretty(data)


def examples() -> dict[Path, str]:
    """Return every file under `fixtures/annotations` that is made here."""
    files = {FOLDER / "invalid" / f"{name}.json": broken(name) for name in (*TEXTS, *BROKEN)}
    waived = document()
    del waived["sources"][0]["url"]
    waived["waivers"] = [
        {
            "rule": "FK030",
            "reason": "a paper copy in the archive of the desk",
            "until": "2999-12-31",
            "at": "/records/2",
        }
    ]
    by_path = document()
    del by_path["article"]["text"]
    by_path["article"]["path"] = "harbour.txt"
    extended = document()
    extended |= {"x-desk": {"topic": ["harbours"]}}
    nothing = document() | {"claims": [], "sources": [], "scales": [], "records": [], "logs": []}
    valid = {"small": document(), "waived": waived, "by-path": by_path, "extended": extended, "no-claim": nothing}
    files |= {FOLDER / "valid" / f"{name}.factcheck.json": dumps_pretty(data) for name, data in valid.items()}
    return files | {FOLDER / "valid" / "harbour.txt": TEXT}


if __name__ == "__main__":
    for path, text in examples().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
