from __future__ import annotations

from collections.abc import Callable

import pytest

from factkit.documents import Limits, read, read_many
from factkit.errors import InputError

Answer = tuple[int, dict[str, str], bytes]
Web = Callable[[dict[str, Answer]], str]
HERE = Limits(allow_private=True, seconds=10)
PAGE = (
    b"<html><body><article><p>"
    + b"The harbour was closed on Monday after a storm broke the mole. " * 5
    + b"</p></article>"
)
HTML = {"Content-Type": "text/html; charset=utf-8"}


def test_a_url_is_not_fetched_unasked() -> None:
    with pytest.raises(InputError, match="--fetch"):
        read("https://example.org/")


def test_a_page_is_fetched_with_its_final_url_and_time(web: Web) -> None:
    site = web({"/a": (302, {"Location": "/b"}, b""), "/b": (200, HTML, PAGE)})
    document = read(f"{site}/a", fetch=True, limits=HERE)
    assert document.text.startswith("The harbour was closed")
    assert document.final_url == f"{site}/b"
    assert document.retrieved is not None
    assert document.raw == PAGE


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/",
        "http://localhost:1/",
        "http://[::1]:1/",
        "http://10.0.0.1/",
        "http://169.254.169.254/meta",
        "http://[::ffff:127.0.0.1]:1/",
        "http://0.0.0.0:1/",
    ],
)
def test_private_addresses_are_refused(url: str) -> None:
    with pytest.raises(InputError, match="not public"):
        read(url, fetch=True)


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/a", "gopher://example.org/"])
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(InputError, match="only http and https"):
        read(url, fetch=True)


def test_a_redirect_to_a_file_is_refused(web: Web) -> None:
    site = web({"/a": (302, {"Location": "file:///etc/passwd"}, b"")})
    with pytest.raises(InputError, match="only http and https"):
        read(f"{site}/a", fetch=True, limits=HERE)


def test_redirects_end(web: Web) -> None:
    site = web({"/a": (302, {"Location": "/a"}, b"")})
    with pytest.raises(InputError, match="redirects"):
        read(f"{site}/a", fetch=True, limits=HERE)


def test_a_large_answer_is_refused(web: Web) -> None:
    site = web({"/a": (200, HTML, PAGE * 100)})
    with pytest.raises(InputError, match="larger than 1000 bytes"):
        read(f"{site}/a", fetch=True, limits=Limits(max_bytes=1000, allow_private=True))


def test_an_error_of_the_server_is_named(web: Web) -> None:
    site = web({"/a": (404, {}, b"")})
    with pytest.raises(InputError, match="404"):
        read(f"{site}/a", fetch=True, limits=HERE)


def test_a_password_in_a_url_is_refused_and_not_printed() -> None:
    with pytest.raises(InputError) as caught:
        read("http://me:secret@example.org/", fetch=True)
    assert "secret" not in str(caught.value)


def test_json_lines_are_read_from_a_url_too(web: Web) -> None:
    site = web({"/a.jsonl": (200, {"Content-Type": "application/jsonl"}, b'{"text": "one"}\n{"text": "two"}\n')})
    found = list(read_many(f"{site}/a.jsonl", fetch=True, limits=HERE))
    assert [one.item for one in found] == [{"text": "one"}, {"text": "two"}]
