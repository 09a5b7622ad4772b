import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from factkit.errors import InputError
from factkit.files import read_text, write_text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"ok\nbad \xff here", ":2: not UTF-8: byte 7 is 0xff"),
        (b"\xff\xfea\x00", "UTF-16"),
        (b"a\x00b", "NUL"),
    ],
)
def test_what_is_no_text_is_refused_with_its_place(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(InputError, match=words):
        read_text(tmp_path / "a.txt")


def test_a_byte_order_mark_is_dropped_and_line_ends_stay(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree")
    assert read_text(tmp_path / "a.txt") == "one\r\ntwo\rthree"


def test_a_missing_file_a_folder_and_a_pipe_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, words in [("missing", "no such file"), (".", "folder"), ("pipe", "not a regular file")]:
        with pytest.raises(InputError, match=words):
            read_text(tmp_path / name)


def test_a_file_over_the_limit_is_refused_with_the_option_to_raise_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x" * 11)
    with pytest.raises(InputError, match="--max-bytes"):
        read_text(tmp_path / "a.txt", max_bytes=10)


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    with pytest.raises(InputError, match="cannot be written"):
        write_text(tmp_path / "missing" / "a.txt", "new")
    with pytest.raises(UnicodeEncodeError):
        write_text(target, "\ud800")
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_written_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_text("old")
    write_text(target, "neu\n")
    assert target.read_text() == "neu\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(pipe.read_bytes)
        write_text(pipe, "whole")
        assert read.result() == b"whole"
    assert pipe.is_fifo()
