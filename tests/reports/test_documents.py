"""DOCX, PDF and CSV: what is in them, and what a reader of each makes of it."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import unicodedata
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lead_annotation import lead

from factkit import reports
from factkit.config import Desk
from factkit.errors import InputError
from factkit.model import Annotation
from factkit.reports.content import report
from factkit.reports.table import safe_cell

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
DESK = Desk(name="The Example Desk", url="https://desk.example/")


@pytest.fixture(scope="module")
def annotation() -> Annotation:
    return lead()


def member(data: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ET.fromstring(archive.read(name))


def commented_words(document: ET.Element) -> dict[str, str]:
    """Return the words between the start and the end of each comment's range."""
    open_now: dict[str, list[str]] = {}
    done: dict[str, str] = {}
    for element in document.iter():
        if element.tag == f"{W}commentRangeStart":
            open_now[element.get(f"{W}id")] = []
        elif element.tag == f"{W}commentRangeEnd":
            done[element.get(f"{W}id")] = "".join(open_now.pop(element.get(f"{W}id")))
        elif element.tag == f"{W}t":
            for words in open_now.values():
                words.append(element.text or "")
    return done


def test_each_claim_is_a_comment_on_its_words(annotation: Annotation):
    data = reports.docx(annotation)
    words = commented_words(member(data, "word/document.xml"))
    comments = member(data, "word/comments.xml")
    said = {c.get(f"{W}id"): "".join(t.text or "" for t in c.iter(f"{W}t")) for c in comments}
    assert len(said) == len(annotation.claims)
    for claim in report(annotation).claims:
        (id,) = [id for id, text in said.items() if text.startswith(f"Claim {claim.number}: ")]
        assert words[id] == claim.read[0]
        assert claim.headline in said[id]


def test_comments_have_the_author_and_time_of_the_verdict(annotation: Annotation):
    comments = member(reports.docx(annotation), "word/comments.xml")
    found = {(c.get(f"{W}author"), c.get(f"{W}date")) for c in comments}
    assert ("carla", "2025-09-21T09:25:00Z") in found
    assert {author for author, _ in found} == {"amina", "ben", "carla", "factkit"}


def test_a_document_repeats_byte_for_byte(annotation: Annotation, monkeypatch: pytest.MonkeyPatch):
    first = reports.docx(annotation)
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    assert reports.docx(lead()) == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {each.date_time for each in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@settings(max_examples=8, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_text_makes_a_document_that_opens(text: str):
    from docx import Document

    of = lead()
    claims = (replace(of.claims[0], text=text), *of.claims[1:])
    article = replace(of.article, title=text, byline=text)
    data = reports.docx(replace(of, article=article, claims=claims, records=(), matches=()))
    Document(io.BytesIO(data))


def test_addresses_that_are_not_of_the_web_are_no_links(annotation: Annotation):
    bad = tuple(replace(h, source=replace(h.source, url="file:///etc/passwd")) for h in annotation.sources)
    data = reports.docx(replace(annotation, sources=bad))
    links = [each.get("Target") for each in member(data, "word/_rels/document.xml.rels")]
    assert not [link for link in links if "passwd" in str(link)]


def annotated_words(document: ET.Element) -> list[tuple[str, str]]:
    """Return the text of each annotation of an OpenDocument text, and the words between its two ends."""
    comments: dict[str, str] = {}
    words: dict[str, list[str]] = {}
    open_now: set[str] = set()

    def hear(text: str | None) -> None:
        for name in open_now:
            words[name].append(text or "")

    def walk(element: ET.Element) -> None:
        name = element.get(f"{OFFICE}name", "")
        if element.tag == f"{OFFICE}annotation":
            comments[name], words[name] = "".join(element.itertext()), []
            open_now.add(name)
        else:
            open_now.difference_update({name} if element.tag == f"{OFFICE}annotation-end" else ())
            hear(element.text)
            for child in element:
                walk(child)
                hear(child.tail)

    walk(document)
    return [(text, "".join(words[name])) for name, text in comments.items()]


@pytest.mark.system
def test_libreoffice_keeps_each_comment_at_its_words(annotation: Annotation, tmp_path: Path):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        pytest.skip("LibreOffice is not installed: apt-get install libreoffice-writer-nogui")
    (tmp_path / "report.docx").write_bytes(reports.docx(annotation, desk=DESK))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", "fodt", "--outdir", str(tmp_path), "report.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    done = annotated_words(ET.parse(tmp_path / "report.fodt").getroot())
    for claim in report(annotation).claims:
        (words,) = [words for text, words in done if f"Claim {claim.number}: " in text]
        assert words == claim.read[0]


# PDF


def pdf_text(data: bytes) -> str:
    from pypdf import PdfReader

    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return "".join(unicodedata.normalize("NFKC", text).split())


@pytest.mark.system
def test_the_pdf_says_what_the_page_says(annotation: Annotation):
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed")
    text = pdf_text(reports.pdf(annotation, desk=DESK))
    for claim in report(annotation).claims:
        for words in (claim.claim.text, claim.headline, claim.why_not):
            assert "".join(unicodedata.normalize("NFKC", words).split()) in text
        for item in claim.cited:
            assert "".join(item.quote.split()) in text
    for section in ("Sources", "Method", "Whatwasnotchecked,andwhy", "Corrections", "Therecord"):
        assert section in text
    assert "signedontheevening" not in text


@pytest.mark.system
def test_the_pdf_repeats_byte_for_byte(annotation: Annotation):
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed")
    assert reports.pdf(annotation, desk=DESK) == reports.pdf(lead(), desk=DESK)


@pytest.mark.system
def test_the_pdf_fetches_nothing(tmp_path: Path):
    pytest.importorskip("weasyprint", reason="the extra pdf is not installed")
    from factkit.reports.paper import render

    secret = tmp_path / "secret.txt"
    secret.write_text("a secret of this machine", encoding="utf-8")
    data = render(
        f"<p>Words.</p><img src='{secret.as_uri()}'><link rel=attachment href='{secret.as_uri()}'>"
        f"<link rel=stylesheet href='{secret.as_uri()}'><object data='http://127.0.0.1:9/x'></object>"
        f"<style>@import '{secret.as_uri()}'; p {{ background: url({secret.as_uri()}) }}</style>"
    )
    assert pdf_text(data) == "Words."
    assert b"secret" not in data
    assert b"EmbeddedFile" not in data


def test_a_missing_extra_is_one_line_with_the_command(annotation: Annotation, monkeypatch: pytest.MonkeyPatch):
    import builtins

    real = builtins.__import__

    def without(name: str, *rest, **more):
        if name.startswith("weasyprint"):
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(InputError, match=r"pip install 'factkit\[pdf\]'"):
        reports.pdf(annotation)


# CSV


@given(st.text())
def test_no_cell_begins_a_formula(text: str):
    assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", safe_cell(text))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_gets_a_leading_apostrophe(annotation: Annotation, start: str):
    bad = f'{start}HYPERLINK("http://evil.example","x")'
    claims = (replace(annotation.claims[0], text=bad), *annotation.claims[1:])
    row = next(csv.DictReader(io.StringIO(reports.csv(replace(annotation, claims=claims)), newline="")))
    assert row["claim"] == f"'{bad}"


def test_the_table_has_a_row_a_claim_and_reads_back(annotation: Annotation):
    rows = list(csv.DictReader(io.StringIO(reports.csv(annotation), newline="")))
    assert [row["id"] for row in rows] == [claim.id for claim in annotation.claims]
    assert rows[2]["label"] == "Refuted"
    assert rows[2]["dissent"] == "ben: Conflicting evidence/Cherrypicking"
    assert annotation.article.text[int(rows[2]["start"]) : int(rows[2]["end"])] == rows[2]["words"]


@pytest.mark.system
def test_libreoffice_reads_no_formula_in_the_table(annotation: Annotation, tmp_path: Path):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    has_calc = office and any(Path(os.path.realpath(office)).parent.glob("libscfilt*"))
    if not has_calc:
        pytest.skip("LibreOffice Calc is not installed: apt-get install libreoffice-calc-nogui")
    claims = (replace(annotation.claims[0], text="=1+1"), *annotation.claims[1:])
    (tmp_path / "report.csv").write_text(reports.csv(replace(annotation, claims=claims)), encoding="utf-8")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, "--headless", profile, "--convert-to", "fods", "--outdir", str(tmp_path), "report.csv"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    assert ":formula=" not in (tmp_path / "report.fods").read_text(encoding="utf-8")
