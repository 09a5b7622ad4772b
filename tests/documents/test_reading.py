from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from factkit.documents import Document, Found, Limits, read, read_many
from factkit.errors import InputError


def test_plain_text_is_kept_as_it_stands_and_its_first_line_alone_is_the_title(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("\ufeffHarbour closed\r\n\r\nIt was closed on Monday.\r\n".encode())
    document = read(path)
    assert document.text == "Harbour closed\r\n\r\nIt was closed on Monday.\r\n"
    assert (document.title, document.language, document.format) == ("Harbour closed", "en", "text")


def test_a_byline_and_a_day_at_the_beginning_of_a_text_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Harbour closed\n\nBy Ann Lee\nPublished: 3 May 2024, 10:00\n\nIt was closed in March 2023.\n")
    document = read(path)
    assert (document.byline, document.published) == ("Ann Lee", date(2024, 5, 3))
    path.write_text("It was closed.\n\nPublished in May 2024\nBy the harbour\n")
    assert (read(path).byline, read(path).published) == (None, None)


def test_a_first_line_that_is_a_sentence_is_no_title(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The harbour was closed.\n\nNobody said why.\n")
    assert read(path).title is None


def test_markdown_loses_its_inline_marks_and_keeps_headings_and_lists(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "---\ntitle: 'Harbour closed'\nauthor: Ann Lee\ndate: 2024-05-03\n---\n# Harbour\n\n"
        "It was **closed** on [Monday](https://example.org/a_(b)). ![ship](x.png) See `mole`.\n\n"
        "- one *item*\n- two_words_here and 2 * 3 * 4\n\n```\ncode\n```\n<!-- note -->\n"
    )
    document = read(path)
    assert document.text.startswith(
        "# Harbour\n\nIt was closed on Monday.  See mole.\n\n- one item\n- two_words_here and 2 *"
    )
    assert "code" not in document.text
    assert "note" not in document.text
    assert (document.title, document.byline, document.published) == ("Harbour closed", "Ann Lee", date(2024, 5, 3))


def test_markdown_of_headings_lists_and_paragraphs_is_kept_to_the_letter(tmp_path: Path) -> None:
    text = "# Harbour\n\nIt was closed.\n\n- one\n- two\n"
    (tmp_path / "a.md").write_text(text)
    assert read(tmp_path / "a.md").text == text


def test_a_bad_line_of_json_is_reported_in_its_place_and_the_rest_comes(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(
        b'{"text": "one"}\n{"text": \n\n{"text": "\xff"}\n["no"]\n{"text": "two", "text": "three"}\n{"text": "last"}'
    )
    found = list(read_many(path))
    assert [one.line for one in found] == [1, 2, 4, 5, 6, 7]
    assert found[0].item == {"text": "one"}
    assert found[-1].item == {"text": "last"}
    errors = [str(one.item) for one in found[1:-1]]
    assert all(f":{line}" in error for line, error in zip((2, 4, 5, 6), errors, strict=True))


def test_a_line_over_the_limit_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "a"}\n{"text": "' + "x" * 200_000 + '"}\n{"text": "b"}\n')
    found = list(read_many(path, limits=Limits(max_line_bytes=1000)))
    assert [isinstance(one.item, InputError) for one in found] == [False, True, False]


def test_standard_input_is_read_by_content(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"text": "one"}\n{"text": "two"}\n')))
    assert [one.item for one in read_many("-")] == [{"text": "one"}, {"text": "two"}]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"It was closed on Monday.")))
    assert read("-").place == "<stdin>"


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"caf\xe9 closed", "byte 3"),
        ("a.txt", "text".encode("utf-16"), "UTF-16"),
        ("a.txt", b"a\x00b", "NUL"),
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n", "no text"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "save it as .docx"),
        ("a.gz", b"\x1f\x8b\x08", "gzip"),
        ("a.tar", b"a.txt" + b"\0" * 252 + b"ustar\x0000", "tar"),
        ("a.warc", b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", "WARC"),
        ("a.xml", b"<?xml version='1.0'?><note/>", "neither"),
        ("a.json", b"null", "JSON object"),
        ("a.json", b"[]", "JSON object"),
        ("a.csv", b"name,colour\nx,red\n", "--column text=NAME"),
    ],
)
def test_what_cannot_be_read_says_why_and_where(tmp_path: Path, name: str, data: bytes, message: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError, match=message) as caught:
        read(path)
    assert str(caught.value).startswith(str(path))


def test_a_folder_gives_all_its_files_and_one_that_is_broken_hides_none(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "a.txt").write_text("It was closed on Monday.")
    (tmp_path / "b.txt").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "sub" / "c.jsonl").write_text('{"text": "one"}\n')
    (tmp_path / ".hidden.txt").write_text("not this")
    (tmp_path / "out.txt").symlink_to("/etc/hosts")
    found = list(read_many(tmp_path))
    assert [Path(one.place).name for one in found] == ["a.txt", "b.txt", "c.jsonl"]
    assert isinstance(found[1].item, InputError)


def test_a_pattern_gives_the_files_it_matches_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md"):
        (tmp_path / name).write_text("It was closed on Monday.")
    assert [Path(one.place).name for one in read_many(str(tmp_path / "*.txt"))] == ["a.txt", "b.txt"]
    with pytest.raises(InputError, match="no file matches"):
        list(read_many(str(tmp_path / "*.pdf")))


@pytest.mark.parametrize("place", ["/dev/zero", "/nowhere/at/all.txt", "bad\x00name"])
def test_no_regular_file_is_refused(place: str) -> None:
    with pytest.raises(InputError):
        read(place)


def test_several_records_are_not_one_document(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "one"}\n{"text": "two"}\n')
    with pytest.raises(InputError, match="several"):
        read(path)


def test_an_article_record_is_read_with_its_metadata(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(
        '{"id": "x", "text": "It was closed.", "title": "T", "published": "2024-05-03", "url": "https://e.org/"}'
    )
    document = read(path)
    assert (document.id, document.title, document.published) == ("x", "T", date(2024, 5, 3))
    assert document.article("x").published == date(2024, 5, 3)


def test_a_table_is_read_by_its_header_and_bad_rows_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(
        'id,Claim,Date,Verdict\n1,"Rain fell,\nit said",2024-01-01,True\n2,,2024-01-02,False\n3,a,b,c,d\n'
        "4,Hail fell,,\n"
    )
    found = list(read_many(path))
    assert found[0] == Found(
        str(path),
        2,
        {"text": "Rain fell,\nit said", "id": "1", "published": "2024-01-01", "rating": "True", "kind": "factcheck"},
    )
    assert [(one.line, isinstance(one.item, InputError)) for one in found] == [
        (2, False),
        (4, True),
        (5, True),
        (6, False),
    ]


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("what\twho\nRain fell\tPost\n")
    found = list(read_many(path, columns={"text": "what", "publisher": "who"}))
    assert found[0].item == {"text": "Rain fell", "publisher": "Post"}
    with pytest.raises(InputError, match="no column 'when'"):
        list(read_many(path, columns={"text": "when"}))


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "ClaimReview", "claimReviewed": "Cats bark.", "url": "https://f.org/1", "author": {"name": "Desk"},'
        ' "datePublished": "2023-05-05", "reviewRating": {"ratingValue": 1, "worstRating": 1, "bestRating": 5,'
        ' "alternateName": "False"}}',
        '{"@type": "DataFeed", "dataFeedElement": [{"item": [{"@type": ["ClaimReview"], "claimReviewed": "Cats bark.",'
        ' "url": "https://f.org/1", "author": [{"name": "Desk"}], "datePublished": "2023-05-05T10:00:00Z",'
        ' "reviewRating": {"alternateName": "False"}}]}]}',
        '{"claims": [{"text": "Cats bark.", "claimReview": [{"publisher": {"name": "Desk"}, "url": "https://f.org/1",'
        ' "reviewDate": "2023-05-05T00:00:00Z", "textualRating": "False"}]}]}',
    ],
)
def test_a_claim_review_is_a_fact_check_with_its_rating(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(text)
    (found,) = read_many(path)
    assert isinstance(found.item, Document)
    record = found.item.record()
    wanted = {
        "text": "Cats bark.",
        "kind": "factcheck",
        "rating": "False",
        "publisher": "Desk",
        "url": "https://f.org/1",
    }
    assert wanted.items() <= record.items()
    assert record["published"] == "2023-05-05"


def test_records_have_the_keys_of_the_evidence_schema_and_no_others(tmp_path: Path) -> None:
    from factkit.schema import load

    path = tmp_path / "a.md"
    path.write_text("---\ntitle: T\nauthor: A\ndate: 2024-05-03\nurl: https://e.org/\n---\nIt was closed.\n")
    document = read(path)
    assert isinstance(document, Document)
    assert document.record().keys() <= load("evidence")["properties"].keys()


def test_a_long_text_in_another_language_says_which(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "La France a annoncé la suspension de sa coopération avec le Mali après un incident diplomatique. " * 4
    )
    assert read(path).language == "fr"


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("In August 2025 the harbour office arrested a captain at the north pier.", None),
        ("Published on 20 August 2025", date(2025, 8, 20)),
        ("<time datetime='2025-08-20'>20 August</time>", date(2025, 8, 20)),
    ],
)
def test_a_page_is_given_no_day_of_publication_that_it_does_not_state(tmp_path: Path, words: str, day: date | None):
    path = tmp_path / "a.html"
    body = "<p>The office denied in a statement that anyone had been held, and said that the pier stayed open.</p>"
    path.write_text(f"<html><body><article><h1>Arrest</h1><p>{words}</p>{body}</article></body></html>")
    assert read(path).published == day
