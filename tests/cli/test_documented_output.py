"""What README shows is what the program prints."""

import re
from pathlib import Path

import readme_demo

from tests.cli.conftest import Factkit

ROOT = Path(__file__).parents[2]


def test_the_demo_in_the_readme_is_what_make_demo_prints(factkit: Factkit, monkeypatch) -> None:
    monkeypatch.chdir(ROOT)
    block = readme_demo.BLOCK.search(readme_demo.README.read_text(encoding="utf-8"))
    assert block
    assert block[2] == readme_demo.extract(factkit(*readme_demo.command()).out)
    assert all(words in block[2] for words in readme_demo.SHOWN)


def test_every_page_that_the_documentation_links_to_is_there() -> None:
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")]
    missing = [
        f"{page.name}: {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert missing == []


def test_the_readme_links_to_every_page_of_the_documentation() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert [page.name for page in (ROOT / "docs").glob("*.md") if f"(docs/{page.name})" not in readme] == []
