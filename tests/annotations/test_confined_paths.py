"""An annotation file names its article by path: one that leads elsewhere is not followed by any command."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from lead_annotation import lead

from factkit.annotations.document import dumps
from factkit.errors import InputError
from factkit.workspace.annotations import read_annotation


def _file(folder: Path, article_path: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / "a.factcheck.json"
    path.write_text(dumps(replace(lead(), article_path=article_path)), encoding="utf-8")
    return path


def test_an_article_beside_the_file_is_read(tmp_path: Path) -> None:
    path = _file(tmp_path / "repository", "article.txt")
    (path.parent / "article.txt").write_text(lead().article.text, encoding="utf-8")
    assert read_annotation(path).article.text == lead().article.text


@pytest.mark.parametrize("named", ["../secret.txt", "/etc/hostname", "inner/../../secret.txt", "link.txt"])
def test_a_path_or_link_out_of_the_repository_is_not_followed(tmp_path: Path, named: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    path = _file(tmp_path / "repository", named)
    (path.parent / "link.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(InputError, match="article's path") as caught:
        read_annotation(path)
    assert "secret\n" not in str(caught.value)


def test_an_article_that_has_changed_is_not_taken_for_the_one_that_was_read(tmp_path: Path) -> None:
    path = _file(tmp_path / "repository", "article.txt")
    (path.parent / "article.txt").write_text("Another text.")
    with pytest.raises(InputError, match="has changed"):
        read_annotation(path)
    assert json.loads(path.read_text())["article"]["path"] == "article.txt"
