"""What the reports say, and what hostile input does not do to them."""

from __future__ import annotations

import html
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lead_annotation import lead
from markdown_it import MarkdownIt

from factkit import reports
from factkit.config import Desk
from factkit.display import one_line, visible
from factkit.model import Annotation, Article, RecordKind, Scale
from factkit.reports.content import Report, Tone, report, tone_of
from factkit.reports.prose import escape
from factkit.verdicts.outcome import State
from factkit.verdicts.scales import packaged

TEXT_FORMS = [reports.html, reports.markdown, reports.json]


@pytest.fixture(scope="module")
def annotation() -> Annotation:
    return lead()


@pytest.fixture(scope="module")
def content(annotation: Annotation) -> Report:
    return report(annotation)


def of(content: Report, id: str):
    return next(claim for claim in content.claims if claim.claim.id == f"c-{id}")


def test_every_claim_is_in_one_state(content: Report):
    states = {claim.claim.id.removeprefix("c-"): claim.state for claim in content.claims}
    assert states == {
        "suspended": State.DECIDED,
        "announced": State.DECIDED,
        "arrested": State.ADJUDICATED,
        "ambassador": State.DISPUTED,
        "two": State.DECIDED,
        "five": State.UNCHECKED,
        "unfounded": State.UNCHECKED,
        "ties": State.DECIDED,
        "coups": State.WITHDRAWN,
        "rift": State.UNCHECKABLE,
    }
    n = content.numbers
    assert n.checked + n.disputed + n.unchecked + n.withdrawn + n.uncheckable == n.claims == 10


def test_dissent_stays_visible_after_adjudication(content: Report):
    arrested = of(content, "arrested")
    assert arrested.decision is not None
    assert arrested.decision.record.reviewer == "carla"
    assert [voice.record.reviewer for voice in arrested.dissent] == ["ben"]


def test_a_verdict_on_other_words_is_stale(content: Report):
    assert [claim.claim.id for claim in content.claims if claim.outcome.stale] == ["c-ties"]


def test_a_dispute_has_no_headline_rating(content: Report):
    assert (of(content, "ambassador").headline, of(content, "ambassador").tone) == (
        "Reviewers disagree",
        Tone.DISPUTED,
    )


def test_a_replaced_and_a_withdrawn_verdict_are_corrections(content: Report):
    kinds = [(number, voice.record.kind) for number, voice in content.corrections]
    assert kinds == [(2, RecordKind.VERDICT), (9, RecordKind.RETRACTION)]


def test_every_claim_without_a_verdict_says_why(content: Report):
    assert all(bool(claim.why_not) == (claim.decision is None) for claim in content.claims)


def test_the_segments_are_the_article(content: Report, annotation: Annotation):
    lines = ["".join(segment.text for segment in line) for line in content.paragraphs]
    assert "\n".join(lines) == annotation.article.text


def test_every_anchored_claim_ends_once_in_the_article(content: Report):
    ends = [number for line in content.paragraphs for segment in line for number in segment.ends]
    assert sorted(ends) == [claim.number for claim in content.claims if claim.claim.anchors]


def test_sources_are_numbered_as_the_reader_meets_them(content: Report):
    assert [each.number for each in content.sources] == list(range(1, len(content.sources) + 1))
    cited = [each.number for each in content.sources if each.cited]
    assert cited == list(range(1, len(cited) + 1))


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_the_same_input_gives_the_same_bytes(form, annotation: Annotation):
    assert form(annotation) == form(lead())


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_restricted_sources_are_withheld_unless_asked_for(form, annotation: Annotation):
    secret = "signed on the evening"
    assert secret not in form(annotation)
    assert "insider" not in form(annotation).replace("s-insider", "")
    assert secret in form(annotation, include_restricted=True)


@pytest.mark.parametrize("form", TEXT_FORMS)
def test_an_article_without_claims_is_reported(form):
    empty = Annotation(Article(id="empty", text=""), ())
    assert "empty" in form(empty)


def test_the_json_report_is_json(annotation: Annotation):
    data = json.loads(reports.json(annotation, desk=Desk(name="Desk")))
    assert data["numbers"]["claims"] == len(data["claims"]) == 10
    assert data["claims"][2]["verdict"]["rating"] == "refuted"
    assert [each["claim"] for each in data["not_checked"]] == [
        "c-ambassador",
        "c-five",
        "c-unfounded",
        "c-coups",
        "c-rift",
    ]


@pytest.mark.parametrize(
    ("scale", "rating", "tone"),
    [
        ("averitec", "conflicting-evidence", Tone.MIXED),
        ("politifact", "pants-on-fire", Tone.FALSE),
        ("pinocchios", "one-pinocchio", Tone.TRUE),
        ("snopes", "satire", Tone.UNKNOWN),
    ],
)
def test_a_rating_has_a_tone_on_any_scale(scale: str, rating: str, tone: Tone):
    assert tone_of(packaged()[scale], rating) is tone


def test_a_scale_without_mappings_takes_its_tone_from_its_order():
    known = packaged()["politifact"]
    bare: Scale = replace(known, id="own", mappings=())
    tones = [tone_of(bare, rating.id) for rating in bare.ratings]
    assert tones == [Tone.FALSE, Tone.FALSE, Tone.MIXED, Tone.MIXED, Tone.TRUE, Tone.TRUE]


HOSTILE = "<script>alert(1)</script>\x1b]52;c;x\x07 </style> {{ 7*7 }} ![x](http://evil.example/x) @all &lt; \u202e"


def hostile(annotation: Annotation) -> Annotation:
    claim = replace(annotation.claims[0], text=HOSTILE)
    source = annotation.sources[0]
    bad = replace(source, source=replace(source.source, title=HOSTILE, url="javascript:alert(1)"))
    article = replace(annotation.article, title=HOSTILE, url="javascript:alert(2)", language='en" onload="x')
    return replace(
        annotation, article=article, claims=(claim, *annotation.claims[1:]), sources=(bad, *annotation.sources[1:])
    )


def test_hostile_text_is_only_text_in_html(annotation: Annotation):
    page = reports.html(hostile(annotation))
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert 'lang="en" onload' not in page
    assert not {"\x1b", "\x07", "\u202e"} & set(page)
    assert page.count("</style>") == 1
    assert "49" not in page.split("<h1")[1].split("</h1>")[0]


def test_hostile_text_is_only_text_in_markdown(annotation: Annotation):
    text = reports.markdown(hostile(annotation))
    assert "<script" not in text
    assert "](http://evil" not in text
    assert "](<javascript" not in text
    assert "@all" not in text
    assert not {"\x1b", "\x07", "\u202e"} & set(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1. first", "&#49;. first"),
        ("- item", "\\- item"),
        ("a *b* _c_", "a \\*b\\* \\_c\\_"),
        ("see http://x.example", "see http&#58;//x.example"),
        ("", ""),
    ],
)
def test_markdown_is_escaped(text: str, shown: str):
    assert escape(text) == shown


@settings(deadline=None)
@given(st.text() | st.text("*_`[]()<>&#!|~$@:/.-+=1w \\\n\x1b"))
def test_any_text_shows_as_itself_in_markdown(text: str):
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    drawn = reader.render(f"- {escape('x')} {escape(text)}")
    inside = re.fullmatch(r"<ul>\n<li>(.*)</li>\n</ul>\n", drawn, re.DOTALL)
    assert inside
    assert html.unescape(inside[1]).split() == f"x {one_line(text)}".split()


@settings(deadline=None, max_examples=60)
@given(st.text() | st.text("<>&\"'{}%#=/ abc\x00\x1b\u202e\ufffe"))
def test_any_text_shows_as_itself_in_html(text: str):
    of = lead_without_records()
    claims = (replace(of.claims[0], text=f"x{text}"), *of.claims[1:])
    page = reports.html(replace(of, claims=claims))
    found = re.search(r'<h3 dir="auto" lang="en">(.*?)</h3>', page, re.DOTALL)
    assert found
    assert html.unescape(found[1]) == visible(f"x{text}", keep="\n\t\r")


def lead_without_records() -> Annotation:
    of = lead()
    return replace(of, records=(), matches=(), logs=())
