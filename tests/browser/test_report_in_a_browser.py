"""The report where it is read: in Chromium, with and without a script, on paper, and with hostile claims."""

from __future__ import annotations

import io
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from lead_annotation import lead

from factkit import reports
from factkit.config import Desk
from factkit.model import Annotation

pytestmark = pytest.mark.system

NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM = next((found for name in NAMES if (found := shutil.which(name))), "")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 400, "height": 800}
DESK = Desk(name="The Example Desk", url="https://desk.example/")
HOSTILE = (
    "</script></style><script>fetch('http://evil.example/1')</script><img src=http://evil.example/2 onerror=alert(1)>"
    "<link rel=stylesheet href=http://evil.example/3> javascript:alert(1) \u202e{{ 7*7 }}"
)


@pytest.fixture(scope="module")
def browser() -> Iterator:
    if not CHROMIUM:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(reports.html(lead(), desk=DESK), encoding="utf-8")
    return path


@pytest.fixture
def visit(browser) -> Iterator:
    contexts = []

    def open_page(path: Path, **options):
        context = browser.new_context(**({"viewport": WIDE} | options))
        contexts.append(context)
        page = context.new_page()
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.on("console", lambda message: page.problems.append(message.text) if message.type == "error" else None)
        page.goto(path.as_uri())
        return page

    yield open_page
    for context in contexts:
        context.close()


def shown(page) -> list[int]:
    return page.evaluate("[...document.querySelectorAll('.card')].filter(c => !c.hidden).map(c => +c.id.slice(6))")


def opened(page) -> list[int]:
    return page.evaluate("[...document.querySelectorAll('.card')].filter(c => c.open).map(c => +c.id.slice(6))")


def test_nothing_goes_wrong_when_it_opens(visit, report: Path):
    page = visit(report)
    assert page.problems == []
    assert opened(page) == [1]


@pytest.mark.parametrize(
    ("field", "value", "numbers"),
    [
        ("#by-rating", "averitec.refuted", [2, 3]),
        ("#by-state", "disputed", [4]),
        ("#by-state", "stale", [8]),
        ("#by-state", "with conflicts", [2, 3, 4]),
        ("#by-reviewer", "carla", [3]),
    ],
)
def test_a_filter_shows_its_claims_alone(visit, report: Path, field: str, value: str, numbers: list[int]):
    page = visit(report)
    page.select_option(field, value)
    assert shown(page) == numbers
    assert page.inner_text("#shown") == f"{len(numbers)} of 10 claims"
    lit = page.evaluate(
        "[...document.querySelectorAll('a.ref:not(.dim)')].map(a => +a.id.slice(3)).sort((a, b) => a - b)"
    )
    assert lit == numbers
    page.click("#reset")
    assert len(shown(page)) == 10


def test_filters_work_together_and_say_when_nothing_is_left(visit, report: Path):
    page = visit(report)
    page.select_option("#by-rating", "averitec.refuted")
    page.fill("#by-words", "vezilier")
    assert shown(page) == [3]
    page.fill("#by-words", "no such words")
    assert shown(page) == []
    assert page.is_visible("#nothing")


def test_keys_move_between_claims_and_open_them(visit, report: Path):
    page = visit(report)
    for key in ("j", "n", "j", "k"):
        page.keyboard.press(key)
    assert opened(page) == [3]
    assert page.evaluate("document.activeElement.closest('.card').id") == "claim-3"
    page.keyboard.press("o")
    assert opened(page) == []
    page.keyboard.press("a")
    assert opened(page) == list(range(1, 11))
    page.keyboard.press("t")
    assert page.evaluate("document.activeElement.id") == "at-3"
    page.keyboard.press("/")
    page.keyboard.type("jot")
    assert page.input_value("#by-words") == "jot"
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    assert page.input_value("#by-words") == ""


def test_keys_pass_over_claims_that_are_filtered_away(visit, report: Path):
    page = visit(report)
    page.select_option("#by-rating", "averitec.refuted")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert opened(page)[-1] == 3


def test_keys_can_be_turned_off(visit, report: Path):
    page = visit(report)
    page.keyboard.press("?")
    assert page.is_visible("#keys")
    page.uncheck("#keys-on")
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert opened(page) == [1]


def test_a_number_in_the_article_opens_its_claim(visit, report: Path):
    page = visit(report)
    page.click("#at-5")
    assert opened(page) == [5]
    page.click("mark[data-claims='8']")
    assert opened(page) == [8]


def test_a_link_to_a_claim_opens_it(visit, report: Path):
    page = visit(report)
    page.goto(report.as_uri() + "#claim-9")
    page.wait_for_function("document.getElementById('claim-9').open")


def test_it_reads_as_a_document_without_a_script(visit, report: Path):
    page = visit(report, java_script_enabled=False)
    assert page.is_hidden("#filters")
    assert page.locator(".card .rationale").all_inner_texts() != []
    for rationale in page.locator(".card .rationale").all():
        assert rationale.is_visible()
    page.click("#at-4")
    assert page.url.endswith("#claim-4")


def test_no_width_scrolls_sideways(visit, report: Path):
    for width in (320, 400, 768, 1280, 1920):
        page = visit(report, viewport={"width": width, "height": 800})
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{wide} px at {width}"


def test_it_prints_every_claim_open_and_unfiltered(visit, report: Path):
    from pypdf import PdfReader

    page = visit(report)
    page.select_option("#by-rating", "averitec.supported")
    text = " ".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(format="A4"))).pages)
    words = "".join(unicodedata.normalize("NFKC", text).split())
    for claim in lead().claims:
        assert claim.text.replace(" ", "")[:60] in words
    assert "Person,placeandpoliceareallwrong" in words
    assert "Conflictingevidence/Cherrypicking" in words
    assert "of10claims" not in words


def hostile() -> Annotation:
    """Return the lead article's annotation with every text that an outsider can choose turned against the reader."""
    of = lead()
    bad = "javascript:alert(document.domain)"
    claims = tuple(replace(claim, text=HOSTILE + claim.id) for claim in of.claims)
    sources = tuple(
        replace(held, source=replace(held.source, title=HOSTILE, publisher=HOSTILE, url=bad, archive_url=bad))
        for held in of.sources
    )
    records = tuple(
        replace(
            record,
            rationale=record.rationale and HOSTILE,
            reviewer=HOSTILE + record.reviewer,
            url=record.url and bad,
            evidence=tuple(replace(cited, quote=HOSTILE, url=bad) for cited in record.evidence),
        )
        for record in of.records
    )
    bad_color = "url(//evil.example)"
    scales = tuple(
        replace(scale, name=HOSTILE, ratings=tuple(replace(r, label=HOSTILE, color=bad_color) for r in scale.ratings))
        for scale in of.scales
    )
    article = replace(of.article, title=HOSTILE, publisher=HOSTILE, byline=HOSTILE, url=bad, language='en"><script>')
    matches = tuple((claim, tuple(replace(m, text=HOSTILE) for m in found)) for claim, found in of.matches)
    return replace(of, article=article, claims=claims, sources=sources, records=records, scales=scales, matches=matches)


@pytest.mark.parametrize("form", ["report", "overview"])
def test_hostile_claims_leave_no_request_and_run_nothing(browser, tmp_path: Path, form: str):
    path = tmp_path / "hostile.html"
    desk = Desk(name=HOSTILE, url="javascript:alert(1)")
    page_text = (
        reports.html(hostile(), desk=desk)
        if form == "report"
        else str(reports.overview([hostile()], reports.Form.HTML, desk=desk))
    )
    path.write_text(page_text, encoding="utf-8")
    context = browser.new_context(viewport=WIDE)
    page = context.new_page()
    asked: list[str] = []
    alarms: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: alarms.append(str(error)))
    page.goto(path.as_uri())
    page.wait_for_timeout(300)
    assert asked == [path.as_uri()]
    assert alarms == []
    assert page.evaluate("document.scripts.length") == (2 if form == "report" else 0)
    assert (
        page.evaluate("document.images.length + document.querySelectorAll('link, iframe, object, embed').length") == 0
    )
    targets = page.evaluate("[...document.links].map(a => a.getAttribute('href')).filter(h => !h.startsWith('#'))")
    assert targets == []
    assert page.evaluate(
        "[...document.querySelectorAll('script[type=\"application/ld+json\"]')].every(s => JSON.parse(s.text)['@type'])"
    )
    context.close()


def test_the_policy_stops_what_is_put_into_the_page_later(visit, report: Path):
    page = visit(report)
    page.evaluate("const s = document.createElement('script'); s.text = 'window.ran = 1'; document.body.append(s)")
    page.evaluate("const i = new Image(); i.src = 'http://evil.example/x.png'; document.body.append(i)")
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in problem for problem in page.problems)


@pytest.mark.parametrize("form", ["report", "overview"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "400px"])
@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_axe_finds_no_violation(browser, report: Path, tmp_path: Path, form, scheme, viewport, script):
    """WCAG 2.2 A and AA, and axe's best practices; axe itself runs outside the page's policy."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    path = report
    if form == "overview":
        path = tmp_path / "overview.html"
        path.write_text(str(reports.overview([lead()], reports.Form.HTML, desk=DESK)), encoding="utf-8")
    if not script:
        text = path.read_text(encoding="utf-8")
        path = tmp_path / "without.html"
        start = text.rfind("<script>")
        path.write_text(text[:start] + "</body></html>" if start >= 0 else text, encoding="utf-8")
    context = browser.new_context(viewport=viewport, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(path.as_uri())
    if script and form == "report":
        page.keyboard.press("a")
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    results = axe.Axe().run(page)
    found = [
        f"{each['id']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]}"
        for each in results.response["violations"]
        for node in each["nodes"]
    ]
    context.close()
    assert found == []
