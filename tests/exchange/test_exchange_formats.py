"""Other tools' formats: what they must be, and what comes back."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lead_annotation import lead

from factkit.anchoring import anchor, stands
from factkit.annotations.document import annotation_to_json
from factkit.config import Desk
from factkit.errors import InputError
from factkit.exchange import FORMATS
from factkit.exchange.claimreview import reviews, short_claim
from factkit.exchange.utf16 import Utf16
from factkit.model import Annotation, Article, Claim, RecordKind
from factkit.schema import is_valid
from factkit.verdicts.outcome import outcomes
from factkit.verdicts.records import logs_of, seal, verify
from factkit.verdicts.scales import packaged

DESK = Desk(name="The Example Desk", url="https://desk.example/", logo="https://desk.example/logo.png")
WHEN = datetime(2025, 9, 22, tzinfo=UTC)
READABLE = [name for name, each in FORMATS.items() if each.reads]


@pytest.fixture(scope="module")
def annotation() -> Annotation:
    return lead()


def out(name: str, *annotations: Annotation, **options) -> str:
    return FORMATS[name].dumps(annotations, desk=DESK, **options)


def back(name: str, text: str) -> list[Annotation]:
    return FORMATS[name].loads(text, path=f"file{FORMATS[name].suffix}", recorded=WHEN, reviewer="importer")


def decided(annotation: Annotation) -> dict[str, tuple[str, str | None]]:
    """Return the rating of each claim, by the claim's text."""
    found = {}
    for own, outcome in outcomes(annotation).items():
        text = next(claim.text for claim in annotation.claims if claim.id == own)
        if outcome.decision:
            found[text] = (outcome.decision.scale, outcome.decision.rating)
    return found


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_input_gives_the_same_file(name: str, annotation: Annotation):
    assert out(name, annotation) == out(name, lead())


@pytest.mark.parametrize("name", FORMATS)
def test_exports_withhold_restricted_sources(name: str, annotation: Annotation):
    text = out(name, annotation)
    assert "signed on the evening" not in text
    assert "insider-interview" not in text


@pytest.mark.parametrize("name", FORMATS)
def test_several_articles_go_into_one_file(name: str, annotation: Annotation):
    other = replace(annotation.article, id="other", url="https://news.example/other")
    second = replace(annotation, article=other, claims=tuple(replace(c, article="other") for c in annotation.claims))
    assert len(out(name, annotation, second)) > len(out(name, annotation))


@pytest.mark.parametrize("name", READABLE)
def test_reading_twice_gives_the_same_annotations(name: str, annotation: Annotation):
    text = out(name, annotation)
    assert back(name, text) == back(name, text)


@pytest.mark.parametrize("name", READABLE)
def test_what_is_read_is_sound(name: str, annotation: Annotation):
    for read in back(name, out(name, annotation)):
        assert verify(read.records, read.logs) is None
        assert all(stands(read.article.text, each) for claim in read.claims for each in claim.anchors)
        assert all(claim.anchors for claim in read.claims)
        assert not any(outcome.stale for outcome in outcomes(read).values())


@pytest.mark.parametrize("name", ["claimreview", "averitec"])
def test_decisions_come_back_by_the_claims_words(name: str, annotation: Annotation):
    (read,) = back(name, out(name, annotation))
    assert decided(read) == decided(annotation)


def test_fever_keeps_what_its_labels_can_say(annotation: Annotation):
    (read,) = back("fever", out("fever", annotation))
    names = {"supported": "supports", "refuted": "refutes"}
    assert decided(read) == {text: ("fever", names[str(rating)]) for text, (_, rating) in decided(annotation).items()}


@pytest.mark.parametrize("name", ["label-studio", "webannotation"])
def test_every_reviewers_verdict_comes_back_with_its_place(name: str, annotation: Annotation):
    (read,) = back(name, out(name, annotation))
    assert read.article == annotation.article

    def said(of: Annotation):
        return {
            (claim, record.kind, record.reviewer, record.rating, record.rationale)
            for claim, outcome in outcomes(of).items()
            for record in (*outcome.verdicts, *([outcome.decision] if outcome.decision else []))
        }

    assert said(read) == said(annotation)
    assert cited(read) == {each for each in cited(annotation) if "A person in the ministry" not in each[2]}
    assert {c.id: (c.text, c.anchors) for c in read.claims} == {c.id: (c.text, c.anchors) for c in annotation.claims}


def cited(annotation: Annotation) -> set[tuple[str, str, str]]:
    """Return what verdicts in force quote as what, by claim."""
    return {
        (claim, each.stance, each.quote)
        for claim, outcome in outcomes(annotation).items()
        for record in outcome.verdicts
        for each in record.evidence
    }


def test_doccano_tells_claims_in_one_place_apart(annotation: Annotation):
    first, second = annotation.claims[:2]
    second = replace(second, anchors=first.anchors)
    changed = tuple(replace(r, claim_sha256=second.sha256) if r.claim == second.id else r for r in annotation.records)
    crowded = replace(annotation, claims=(first, second), records=changed)
    (read,) = back("doccano", out("doccano", crowded))
    assert decided(read) == decided(crowded)


def test_doccano_keeps_claims_places_and_decisions(annotation: Annotation):
    (read,) = back("doccano", out("doccano", annotation))
    assert read.article == annotation.article
    assert {c.id: (c.text, c.anchors) for c in read.claims} == {c.id: (c.text, c.anchors) for c in annotation.claims}
    assert decided(read) == decided(annotation)


@pytest.mark.parametrize("name", ["averitec", "fever", "doccano", "label-studio", "claimreview"])
def test_a_second_round_trip_changes_nothing(name: str, annotation: Annotation):
    once = out(name, *back(name, out(name, annotation)))
    again = out(name, *back(name, once))
    assert re.sub("urn:uuid:[-0-9a-f]+", "", again) == re.sub("urn:uuid:[-0-9a-f]+", "", once)


# UTF-16


@given(st.text())
def test_utf16_offsets_count_what_the_encoding_has(text: str):
    counting = Utf16(text)
    for point in range(len(text) + 1):
        units = counting.units(point)
        assert units == len(text[:point].encode("utf-16-le", "surrogatepass")) // 2
        assert counting.points(units) == point


@pytest.mark.parametrize("name", ["label-studio", "doccano"])
@given(before=st.text("a😀é👩‍🚀", max_size=8), words=st.text("b😀 ", min_size=1, max_size=8))
def test_offsets_stand_after_characters_outside_the_basic_plane(name: str, before: str, words: str):
    article = Article(id="emoji", text=f"{before}[{words}] end")
    start = len(before) + 1
    claim = Claim("emoji", "c-1", "A claim.", anchors=(anchor(article.text, start, start + len(words)),))
    (read,) = back(name, out(name, Annotation(article, (claim,))))
    assert [each.anchors[0].exact for each in read.claims] == [words]
    assert read.article.text == article.text


def test_label_studio_offsets_are_utf16(annotation: Annotation):
    article = Article(id="e", text="😀 It rains.")
    claim = Claim("e", "c-1", "It rains.", anchors=(anchor(article.text, 2, 11),))
    task = json.loads(out("label-studio", Annotation(article, (claim,))))[0]
    value = task["predictions"][0]["result"][0]["value"]
    assert (value["start"], value["end"], value["text"]) == (3, 12, "It rains.")


def test_a_claim_in_two_places_comes_back_in_two_places():
    article = Article(id="two", text="He said it. And again, later.")
    anchors = (anchor(article.text, 0, 10), anchor(article.text, 12, 21))
    original = Annotation(article, (Claim("two", "c-1", "He said it again.", anchors=anchors),))
    for name in ("label-studio", "doccano", "webannotation"):
        (read,) = back(name, out(name, original))
        assert [claim.anchors for claim in read.claims] == [anchors], name


# ClaimReview


def test_claimreview_keeps_schema_orgs_rules(annotation: Annotation):
    found = json.loads(out("claimreview", annotation))
    assert len(found) == 5
    for review in found:
        assert review["@context"] == "https://schema.org"
        assert review["@type"] == "ClaimReview"
        assert len(review["claimReviewed"]) < 75
        assert review["url"]
        assert datetime.fromisoformat(review["datePublished"])
        assert review["author"] == {"@type": "Organization", "name": DESK.name, "url": DESK.url, "logo": DESK.logo}
        assert review["reviewRating"]["alternateName"]
        assert review["itemReviewed"]["@type"] == "Claim"
        assert review["itemReviewed"]["author"]["name"]
        assert date.fromisoformat(review["itemReviewed"]["datePublished"])
        assert review["itemReviewed"]["appearance"]["url"] == annotation.article.url
        for rating in packaged()["averitec"].ratings:
            assert rating.label.lower() not in review["claimReviewed"].lower()


def rated(annotation: Annotation, scale: str, rating: str) -> Annotation:
    first = annotation.claims[0]
    base = next(record for record in annotation.records if record.claim == first.id)
    record = seal(replace(base, scale=scale, rating=rating, previous=None))
    return replace(
        annotation, claims=(first,), records=(record,), logs=logs_of([record]), scales=(packaged()[scale],), matches=()
    )


@pytest.mark.parametrize(
    ("scale", "rating", "numbers"),
    [
        ("politifact", "half-true", {"ratingValue": 4, "bestRating": 6, "worstRating": 1}),
        ("pinocchios", "four-pinocchios", {"ratingValue": 1, "bestRating": 4, "worstRating": 1}),
        ("averitec", "refuted", {}),
        ("text-only", "see-rationale", {}),
    ],
)
def test_rating_value_best_and_worst_stand_together_or_not_at_all(annotation, scale, rating, numbers):
    (review,) = reviews(rated(annotation, scale, rating), desk=DESK)
    given_numbers = {k: v for k, v in review["reviewRating"].items() if k not in ("@type", "alternateName")}
    assert given_numbers == numbers
    if numbers:
        assert numbers["worstRating"] <= numbers["ratingValue"] <= numbers["bestRating"]


def test_a_dispute_and_a_withdrawn_verdict_are_no_claimreview(annotation: Annotation):
    texts = {review["itemReviewed"]["text"] for review in json.loads(out("claimreview", annotation))}
    states = {claim.text: outcomes(annotation)[claim.id].decision for claim in annotation.claims}
    assert texts == {text for text, decision in states.items() if decision}


def test_the_feed_holds_the_same_reviews(annotation: Annotation):
    feed = json.loads(out("claimreview-feed", annotation))
    items = [review for item in feed["dataFeedElement"] for review in item["item"]]
    alone = json.loads(out("claimreview", annotation))
    assert feed["@type"] == "DataFeed"
    assert [{"@context": "https://schema.org"} | each for each in items] == alone
    assert feed["dateModified"] == max(each["datePublished"] for each in items)


def test_a_published_verdict_has_its_page_for_url(annotation: Annotation):
    urls = [review["url"] for review in json.loads(out("claimreview", annotation))]
    assert "https://desk.example/checks/paris-bamako#claim-3" in urls
    assert all(url.startswith("urn:uuid:") for url in urls if "desk.example" not in url)


@given(st.text(min_size=1, max_size=200))
def test_a_short_claim_is_short(text: str):
    assert len(short_claim(Claim("a", "c-1", text))) < 75


# Atom


def test_the_atom_feed_has_published_verdicts_alone(annotation: Annotation):
    feed = ET.fromstring(out("atom", annotation))
    ns = {"a": "http://www.w3.org/2005/Atom"}
    entries = feed.findall("a:entry", ns)
    assert [entry.find("a:category", ns).get("term") for entry in entries] == ["refuted"]
    for element in (feed, *entries):
        for needed in ("id", "title", "updated"):
            assert element.find(f"a:{needed}", ns).text


def test_an_unpublished_verdict_leaves_the_feed(annotation: Annotation):
    public = next(record for record in annotation.records if record.kind is RecordKind.PUBLICATION)
    taken_back = seal(
        replace(
            public,
            id="0199ffff-0000-7000-8000-000000000000",
            kind=RecordKind.UNPUBLICATION,
            rating=None,
            previous=annotation.records[-1].digest,
            supersedes=public.id,
            superseded_digest=public.digest,
        )
    )
    assert "<entry>" not in out("atom", replace(annotation, records=(*annotation.records, taken_back)))


def test_hostile_text_is_only_text_in_the_feed(annotation: Annotation):
    bad = "]]></title><script>x</script>\x1b&\ufffe"
    claims = tuple(replace(claim, text=bad) for claim in annotation.claims)
    records = tuple(replace(record, claim_sha256=claims[0].sha256) for record in annotation.records)
    feed = out("atom", replace(annotation, claims=claims, records=records))
    assert "<script>" not in feed
    ET.fromstring(feed)


# Web Annotation


def test_web_annotations_have_both_selectors_in_code_points(annotation: Annotation):
    page = json.loads(out("webannotation", annotation))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert page["type"] == "AnnotationPage"
    for item in page["items"]:
        for target in item["target"]:
            quote, position = target["selector"]
            assert quote["type"] == "TextQuoteSelector"
            assert position["type"] == "TextPositionSelector"
            assert annotation.article.text[position["start"] : position["end"]] == quote["exact"]


def test_a_web_annotation_of_another_program_is_read():
    data = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "type": "Annotation",
        "id": "http://example.org/anno1",
        "body": {"type": "TextualBody", "value": "Really?", "purpose": "commenting"},
        "target": {
            "source": "http://example.org/page",
            "selector": {"type": "TextQuoteSelector", "exact": "it rains", "prefix": "that "},
        },
    }
    (read,) = back("webannotation", json.dumps(data))
    assert [claim.text for claim in read.claims] == ["it rains"]
    assert read.article.url == "http://example.org/page"


# Datasets of others


def test_averitec_as_published_is_read():
    data = [
        {
            "claim": "It rained in May.",
            "required_reannotation": False,
            "label": "Conflicting Evidence/Cherrypicking",
            "justification": "Sources differ.",
            "claim_date": "25-8-2020",
            "speaker": "A Speaker",
            "original_claim_url": None,
            "fact_checking_article": "https://check.example/1",
            "reporting_source": "A Paper",
            "location_ISO_code": "US",
            "claim_types": ["Numerical Claim"],
            "fact_checking_strategies": ["Written Evidence"],
            "questions": [
                {
                    "question": "Did it rain?",
                    "answers": [
                        {
                            "answer": "It did.",
                            "answer_type": "Extractive",
                            "source_url": "https://weather.example/may",
                            "source_medium": "Web text",
                            "cached_source_url": "https://archive.example/may",
                        },
                        {"answer": "No answer could be found.", "answer_type": "Unanswerable"},
                    ],
                }
            ],
        }
    ]
    (read,) = back("averitec", json.dumps(data))
    (claim,) = read.claims
    assert (claim.kind, claim.attribution.speaker) == ("quantity", "A Speaker")
    assert read.article.published == date(2020, 8, 25)
    verdict = read.records[0]
    assert (verdict.rating, verdict.rationale) == ("conflicting-evidence", "Sources differ.")
    assert [(each.quote, each.stance) for each in verdict.evidence] == [("It did.", "context")]
    assert read.sources[0].source.archive_url == "https://archive.example/may"


def test_fever_as_published_is_read():
    lines = [
        {
            "id": 75397,
            "verifiable": "VERIFIABLE",
            "label": "SUPPORTS",
            "claim": "A claim about a page.",
            "evidence": [[[92206, 104971, "A_Page", 7]], [[92206, 104972, "Another_Page", 0]]],
        },
        {
            "id": 2,
            "verifiable": "NOT VERIFIABLE",
            "label": "NOT ENOUGH INFO",
            "claim": "Another claim.",
            "evidence": [[[1, None, None, None]]],
        },
        {"id": 3, "claim": "One of a test set."},
    ]
    (read,) = back("fever", "".join(json.dumps(line) + "\n" for line in lines))
    assert [claim.id for claim in read.claims] == ["fever-75397", "fever-2", "fever-3"]
    assert [record.rating for record in read.records] == ["supports", "not-enough-info"]
    assert [each.locator for each in read.records[0].evidence] == ["sentence 7", "sentence 0"]


def test_label_studio_exports_of_a_span_project_are_read():
    task = {
        "id": 12,
        "data": {"note": "short", "body": "Ann met Bob in Paris."},
        "annotations": [
            {
                "id": 3,
                "completed_by": {"id": 1, "email": "a@example.org"},
                "created_at": "2024-01-02T03:04:05.123456Z",
                "result": [
                    {
                        "id": "x1",
                        "from_name": "label",
                        "to_name": "text",
                        "type": "labels",
                        "value": {"start": 0, "end": 3, "text": "Ann", "labels": ["PER"]},
                    },
                    {
                        "id": "x2",
                        "from_name": "label",
                        "to_name": "text",
                        "type": "labels",
                        "value": {"start": 15, "end": 20, "text": "Paris", "labels": ["LOC"]},
                    },
                ],
            }
        ],
    }
    (read,) = back("label-studio", json.dumps([task]))
    assert [claim.anchors[0].exact for claim in read.claims] == ["Ann", "Paris"]
    assert [(r.reviewer, r.rating) for r in read.records] == [("a@example.org", "PER"), ("a@example.org", "LOC")]
    assert [rating.label for rating in read.scales[0].ratings] == ["PER", "LOC"]


def test_label_studio_keeps_spans_that_share_an_id_and_leaves_out_cancelled_work():
    def said(end: int, **more):
        value = {"start": 0, "end": end, "text": "Ann met Bob."[:end], "labels": ["PER"]}
        result = [{"id": "x1", "from_name": "label", "to_name": "text", "type": "labels", "value": value}]
        return {"completed_by": end, "result": result} | more

    task = {"id": 1, "data": {"text": "Ann met Bob."}, "annotations": [said(3), said(7), said(12, was_cancelled=True)]}
    (read,) = back("label-studio", json.dumps([task]))
    assert [claim.anchors[0].exact for claim in read.claims] == ["Ann", "Ann met"]


def test_label_studio_json_min_is_read():
    task = {"id": 1, "text": "Ann met Bob.", "label": [{"start": 8, "end": 11, "text": "Bob", "labels": ["PER"]}]}
    (read,) = back("label-studio", json.dumps([task | {"annotator": 4}]))
    assert [claim.anchors[0].exact for claim in read.claims] == ["Bob"]
    assert read.records[0].reviewer == "annotator 4"


@pytest.mark.parametrize(
    "line",
    [
        {"id": 1, "text": "Ann met Bob.", "label": [[0, 3, "PER"], [8, 11, "PER"]]},
        {"id": 1, "text": "Ann met Bob.", "labels": [[0, 3, "PER"], [8, 11, "PER"]]},
        {
            "id": 1,
            "text": "Ann met Bob.",
            "entities": [
                {"id": 7, "label": "PER", "start_offset": 0, "end_offset": 3},
                {"id": 9, "label": "PER", "start_offset": 8, "end_offset": 11},
            ],
            "relations": [{"id": 1, "from_id": 7, "to_id": 9, "type": "met"}],
            "Comments": [],
        },
    ],
)
def test_doccano_exports_of_a_span_project_are_read(line):
    (read,) = back("doccano", json.dumps(line) + "\n")
    assert [claim.anchors[0].exact for claim in read.claims] == ["Ann", "Bob"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("averitec", "{}", "must be a list"),
        ("averitec", '[{"claim": "x", "label": "Perhaps"}]', "unknown label"),
        ("fever", '{"claim": 3}\n', "must be a text"),
        ("fever", "\n", "no claim in this file"),
        ("doccano", '{"text": "x"}\n{"id": 1}\n', "file.jsonl:2"),
        ("label-studio", '[{"data": {"n": 1}}]', "has no text"),
        ("label-studio", "[3]", "must be an object"),
        ("webannotation", "3", "must be an object"),
    ],
)
def test_what_is_not_of_the_format_is_refused(name: str, text: str, message: str):
    with pytest.raises(InputError, match=message):
        back(name, text)


def test_the_documented_labelling_interface_is_the_one_for_these_tasks():
    from pathlib import Path

    from factkit.exchange.labelstudio import interface

    documented = (Path(__file__).parents[2] / "docs/exchange.md").read_text(encoding="utf-8")
    assert interface(rating.label for rating in packaged()["averitec"].ratings) in documented


def test_the_documented_table_names_every_format():
    from pathlib import Path

    documented = (Path(__file__).parents[2] / "docs/exchange.md").read_text(encoding="utf-8")
    assert all(f"`{name}`" in documented for name in FORMATS)


ANY_JSON = st.none() | st.booleans() | st.integers(-5, 5) | st.text(max_size=3) | st.just([]) | st.just({})


def places_in(value, path=()):
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        yield from places_in(inner, (*path, key))


@pytest.mark.parametrize("name", READABLE)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_misshapen_file_is_an_error_and_never_a_bug(name: str, data: st.DataObject):
    text = out(name, lead())
    lines = [json.loads(line) for line in text.splitlines()] if FORMATS[name].suffix == ".jsonl" else None
    value = lines if lines is not None else json.loads(text)
    path = data.draw(st.sampled_from([path for path in places_in(value) if path]))
    inner = value
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = data.draw(ANY_JSON)
    changed = "".join(json.dumps(line) + "\n" for line in value) if lines is not None else json.dumps(value)
    with suppress(InputError):
        for read in back(name, changed):
            assert is_valid(annotation_to_json(read), "annotation")
