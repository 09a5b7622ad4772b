"""Files of each format made by the usual programs, and broken and hostile ones."""

from __future__ import annotations

import contextlib
import io
import sys
import zipfile
import zlib
from datetime import date
from pathlib import Path

import docx
import pypdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject, StreamObject

from factkit.documents import Document, Found, Limits, read, read_many
from factkit.documents.feed import read_feed
from factkit.errors import InputError
from factkit.workspace.evidence import Adding, read_evidence

PAGE = """<!doctype html><html lang="en"><head><title>Harbour closed - Daily Post</title>
<meta property="og:site_name" content="Daily Post"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2024-05-03T10:00:00Z">
<link rel="canonical" href="https://example.org/harbour"><script>var secret = "words of a script";</script></head>
<body><nav><ul><li>Sport and weather pages</li></ul></nav><article><h1>Harbour closed</h1>
<p>The harbour of the old town was closed on Monday after a storm broke the northern mole, the port said.</p>
<p>France partners with Mali through:</p><ul><li>Intelligence sharing between the agencies</li>
<li>Joint military operations targeting extremist groups</li></ul>
<p style="display: none">Hidden words that nobody sees.</p><p hidden>More hidden words.</p>
<figure><figcaption>A ship waits outside. Photo: Bo Berg</figcaption></figure>
<p>It reopened on 3 May 2024, and 25 ships entered on the first day, according to the office – café.</p></article>
<footer><p>Subscribe to our newsletter.</p></footer></body></html>"""


def page(tmp_path: Path, text: str | bytes, name: str = "a.html") -> Path:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def pdf(pages: list[str], *, title: str = "Harbour report") -> bytes:
    writer = pypdf.PdfWriter()
    for words in pages:
        leaf = writer.add_blank_page(300, 300)
        lines = words.replace("(", r"\(").replace(")", r"\)").split("\n")
        shown = " ".join(f"({line}) Tj T*" for line in lines)
        content = StreamObject()
        content.set_data(f"BT /F1 12 Tf 14 TL 20 280 Td {shown} ET".encode())
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): font})
        leaf[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        leaf[NameObject("/Contents")] = writer._add_object(content)
    writer.add_metadata({"/Title": title, "/Author": "Ann Lee", "/CreationDate": "D:20240503100000Z"})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word_file() -> bytes:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Harbour closed", "Ann Lee"
    document.add_heading("Harbour closed", 1)
    document.add_paragraph("The harbour was closed on Monday.")
    document.add_paragraph("Intelligence sharing", style="List Bullet")
    document.add_paragraph("Joint operations", style="List Bullet")
    hidden = document.add_paragraph("Ships wait. ").add_run("Hidden words.")
    hidden.font.hidden = True
    document.add_table(1, 2).cell(0, 1).text = "In a table"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def test_a_page_gives_its_article_with_lists_and_what_was_left_out(tmp_path: Path) -> None:
    document = read(page(tmp_path, PAGE))
    assert "through:\n- Intelligence sharing between the agencies\n- Joint military operations" in document.text
    assert "café" in document.text
    assert not any(words in document.text for words in ("script", "Hidden", "hidden", "newsletter", "Sport", "Photo"))
    assert (document.title, document.publisher, document.byline) == ("Harbour closed", "Daily Post", "Ann Lee")
    assert (document.published, document.url) == (date(2024, 5, 3), "https://example.org/harbour")
    assert {part.reason for part in document.left_out} >= {"navigation", "caption", "footer"}


def test_a_page_is_known_by_its_content_whatever_its_name(tmp_path: Path) -> None:
    assert read(page(tmp_path, PAGE, "a.txt")).format == "html"


@pytest.mark.parametrize("encoding", ["cp1252", "iso-8859-15", "utf-16"])
def test_a_page_in_another_charset_is_read_as_it_says(tmp_path: Path, encoding: str) -> None:
    declared = PAGE.replace("<head>", f'<head><meta charset="{encoding}">').replace("–", "-")
    assert "café" in read(page(tmp_path, declared.encode(encoding))).text


def test_a_page_that_lies_about_its_charset_is_read_as_utf_8(tmp_path: Path) -> None:
    assert "café" in read(page(tmp_path, PAGE.replace("<head>", '<head><meta charset="iso-8859-1">'))).text


def test_a_page_without_an_article_has_no_text_and_is_no_evidence(tmp_path: Path) -> None:
    path = page(tmp_path, "<html><body><script>alert(1)</script><nav><a href='/'>Home</a></nav></body></html>")
    assert read(path).text == ""
    (error,) = read_evidence([str(path)], Adding())
    assert str(error) == f"{path}: no article text in it"


def test_a_page_over_two_megabytes_is_refused_unless_asked_for(tmp_path: Path) -> None:
    path = page(tmp_path, "<html><body>" + "<p>x</p>" * 300_000)
    with pytest.raises(InputError, match="--max-bytes"):
        read(path)


def test_deep_nesting_neither_crashes_nor_hangs(tmp_path: Path) -> None:
    path = page(tmp_path, "<html><body>" + "<div>" * 200_000 + "It was closed on Monday.")
    with contextlib.suppress(InputError):
        assert read(path, limits=Limits(seconds=10)).format == "html"
    assert read(page(tmp_path, PAGE)).text.startswith("Harbour closed")


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_read(tmp_path: Path) -> None:
    slow = page(tmp_path, "<html><body><article>" + "<p>It was closed <b>on</b> Monday.</p>" * 50_000, "slow.html")
    with pytest.raises(InputError, match=r"not read within 0.05 seconds"):
        read(slow, limits=Limits(seconds=0.05))
    assert read(page(tmp_path, PAGE)).format == "html"


def test_a_page_with_a_claim_review_is_a_fact_check(tmp_path: Path) -> None:
    review = (
        '<script type="application/ld+json">{"@graph": [{"@type": "ClaimReview", "claimReviewed": "The mole broke.",'
        ' "author": {"name": "Fact Desk"}, "reviewRating": {"alternateName": "True"}}]}</script>'
        '<script type="application/ld+json">{broken</script>'
    )
    document = read(page(tmp_path, PAGE.replace("</head>", review + "</head>")))
    assert document.text.startswith("The mole broke.\n\nHarbour closed")
    assert (document.kind, document.rating, document.publisher) == ("factcheck", "True", "Fact Desk")


def test_a_pdf_gives_its_pages_as_places(tmp_path: Path) -> None:
    leaves = ["Daily Post\nThe harbour was", "Daily Post\nclosed on Monday.", "Daily Post\nShips wait."]
    document = read(page(tmp_path, pdf(leaves), "a"))
    assert document.text == "The harbour was\nclosed on Monday.\n\nShips wait."
    assert [part.locator for part in document.segments] == ["p. 1", "p. 2", "p. 3"]
    assert document.locator((document.text.index("Ships"), len(document.text))) == "p. 3"
    assert (document.title, document.byline, document.published) == ("Harbour report", "Ann Lee", date(2024, 5, 3))
    assert [part.text for part in document.left_out] == ["Daily Post"]


def test_a_pdf_of_weasyprint_is_read(tmp_path: Path) -> None:
    weasyprint = pytest.importorskip("weasyprint")
    data = weasyprint.HTML(string="<p>The harbour was closed on Monday.</p>").write_pdf()
    assert "The harbour was closed on Monday." in read(page(tmp_path, data, "a.pdf")).text


def looping_pdf() -> bytes:
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF"
    )


def encrypted_pdf() -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(["Secret words."])))
    writer.encrypt("password", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def bomb_pdf() -> bytes:
    writer = pypdf.PdfWriter()
    leaf = writer.add_blank_page(300, 300)
    content = StreamObject()
    data = zlib.compress(b" " * 400_000_000, 9)
    content._data = zlib.compress(data, 9)
    content[NameObject("/Filter")] = ArrayObject([NameObject("/FlateDecode"), NameObject("/FlateDecode")])
    content[NameObject("/Length")] = NumberObject(len(content._data))
    leaf[NameObject("/Contents")] = writer._add_object(content)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: b"%PDF-1.7\ngarbage", "."),
        (lambda: pdf(["", ""]), "OCR"),
        (encrypted_pdf, "encrypted"),
        (looping_pdf, "."),
        (bomb_pdf, "."),
    ],
    ids=["garbage", "scanned", "encrypted", "looping", "bomb"],
)
def test_a_pdf_that_cannot_be_read_is_one_error(tmp_path: Path, make: object, message: str) -> None:
    path = page(tmp_path, make(), "a.pdf")  # type: ignore[operator]
    with pytest.raises(InputError, match=message) as caught:
        read(path, limits=Limits(seconds=20))
    assert "\n" not in str(caught.value)


def test_a_word_file_gives_paragraphs_lists_and_tables_without_hidden_words(tmp_path: Path) -> None:
    document = read(page(tmp_path, word_file(), "a.docx"))
    assert document.text == (
        "Harbour closed\n\nThe harbour was closed on Monday.\n- Intelligence sharing\n- Joint operations\n\nShips wait."
        "\n\nIn a table"
    )
    assert (document.title, document.byline) == ("Harbour closed", "Ann Lee")


def with_part(name: str, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(word_file())) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return zipped(parts | {name: data})


def with_second(name: str, data: bytes) -> bytes:
    held = io.BytesIO(word_file())
    with zipfile.ZipFile(held, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(name, data)
    return held.getvalue()


ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document xmlns:w='
    b'"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p>'
    b"</w:body></w:document>"
)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: zipped({"a.txt": b"x"}), "no Word file"),
        (lambda: zipped({"../../word/document.xml": b"x"}), "no Word file"),
        (lambda: b"PK\x03\x04garbage", "damaged"),
        (lambda: word_file()[:3000], "damaged"),
        (lambda: with_part("word/document.xml", b"<broken"), "damaged"),
        (lambda: with_part("word/document.xml", ENTITIES), "entities"),
        (lambda: with_part("word/media/a.bin", b"\0" * 60_000_000), "unpacks"),
        (lambda: with_second("word/document.xml", b"<other/>"), "two parts"),
    ],
    ids=["zip", "path", "garbage", "cut", "broken", "entities", "bomb", "twice"],
)
def test_a_word_file_that_cannot_be_read_is_one_error(tmp_path: Path, make: object, message: str) -> None:
    path = page(tmp_path, make(), "a.docx")  # type: ignore[operator]
    with pytest.raises(InputError, match=message):
        read(path)


FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Daily Post</title>
<item><title>Harbour opens</title><link>https://example.org/1</link><pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate>
<description>&lt;p&gt;The harbour opened.&lt;/p&gt;&lt;p&gt;Ships came.&lt;/p&gt;
&lt;script&gt;x()&lt;/script&gt;</description></item>
<item><title>Only a title</title><link>javascript:alert(1)</link></item></channel></rss>"""
ATOM = b"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Daily Post</title><entry>
<title>Harbour opens</title><link href="https://example.org/1"/><updated>2024-05-03T10:00:00Z</updated>
<content type="html">&lt;p&gt;The harbour opened.&lt;/p&gt;&lt;p&gt;Ships came.&lt;/p&gt;</content></entry></feed>"""
BOMB = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<rss version="2.0"><channel><title>&b;</title></channel></rss>"""


@pytest.mark.parametrize("data", [FEED, ATOM], ids=["rss", "atom"])
def test_a_feed_gives_its_entries(tmp_path: Path, data: bytes) -> None:
    documents = [one.item for one in read_many(page(tmp_path, data, "feed.xml"))]
    first = documents[0]
    assert isinstance(first, Document)
    assert first.text == "The harbour opened.\n\nShips came."
    assert (first.title, first.url, first.publisher) == ("Harbour opens", "https://example.org/1", "Daily Post")
    assert first.record()["published"] == "2024-05-03T10:00:00Z"
    assert all(isinstance(one, Document) and not (one.url or "").startswith("javascript") for one in documents)


def test_a_feed_with_entities_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="entities"):
        read(page(tmp_path, BOMB, "feed.xml"))


def test_a_missing_extra_is_one_line_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    with pytest.raises(InputError, match=r"pip install 'factkit\[feeds\]'"):
        read_feed(FEED, "feed.xml")


BEGINNINGS = st.sampled_from(
    [b"", b"<html><p>", b"%PDF-1.4\n", b"PK\x03\x04", b"<rss><channel>", b'{"text": ', b"a,text\n"]
)


@settings(max_examples=60, deadline=None)
@example(b"", b"\r\x00")
@example(b"", b"a," + b"b" * 200_000 + b"\nc,d\n")
@given(BEGINNINGS, st.binary(max_size=80) | st.text(max_size=60).map(str.encode))
def test_any_bytes_give_documents_or_one_line_of_error(
    tmp_path_factory: pytest.TempPathFactory, a: bytes, b: bytes
) -> None:
    path = tmp_path_factory.getbasetemp() / "any"
    path.write_bytes(a + b)
    try:
        found = list(read_many(path))
    except InputError as error:
        found = [Found(str(path), None, error)]
    assert all("\n" not in str(one.item) for one in found if isinstance(one.item, InputError))
