"""What README shows is what the program prints."""

import re
from pathlib import Path

from tests.cli.conftest import Factkit

ROOT = Path(__file__).parents[2]


def test_the_demo_in_the_readme_is_what_make_demo_prints(factkit: Factkit, monkeypatch) -> None:
    monkeypatch.chdir(ROOT)
    command = re.search(r"^demo:.*\n\t\S*factkit (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert command
    printed = [line.rstrip() for line in factkit(*command[1].split()).out.splitlines()]
    block = re.search(r"<!-- demo -->\n(.*?)<!-- /demo -->", (ROOT / "README.md").read_text(), re.DOTALL)
    assert block
    shown = [line.removeprefix("    ").rstrip() for line in block[1].splitlines()]
    assert len(shown) > 20
    rest = iter(printed)
    for line in shown:
        if line not in ("", "…"):
            assert any(line == other for other in rest), f"not printed, or not in this order: {line}"


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
