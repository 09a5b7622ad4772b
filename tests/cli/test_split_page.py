from pathlib import Path

import pytest

from tests.cli.conftest import Factkit

PAGE = """<!doctype html><html lang="en"><head><title>Bridge opened</title></head>
<body><nav><ul><li>Sport and weather pages</li></ul></nav><article><h1>Bridge opened</h1>
<p>The bridge over the river was opened on Monday after four years of work, the council said.</p>
<figure><figcaption>The mayor cuts a ribbon. Photo: Bo Berg</figcaption></figure>
<p>It cost 25 million euros, and 3,000 people crossed it on the first day, according to the council.</p>
<p>The old bridge was closed in 2019 after a flood broke two of its piers, and ferries ran in its place.</p></article>
</body></html>"""


@pytest.fixture
def page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "bridge.html"
    path.write_text(PAGE)
    return path


@pytest.mark.parametrize("kept", [False, True])
def test_what_a_page_has_besides_its_article_is_listed_with_its_reason(
    factkit: Factkit, page: Path, kept: bool
) -> None:
    if kept:
        factkit("init")
    said = factkit("split", page, "--show-skipped").err.splitlines()
    assert "bridge: left out (navigation): Sport and weather pages" in said
    assert "bridge: left out (caption): The mayor cuts a ribbon. Photo: Bo Berg" in said
    assert "left out" not in factkit("split", page).err


def test_a_page_over_two_megabytes_is_split_only_where_the_limit_is_raised(factkit: Factkit, page: Path) -> None:
    page.write_text(PAGE.replace("</body>", f"<!-- {'x' * 2_000_000} --></body>"))
    refused = factkit("split", page)
    assert refused.code == 2
    assert "--max-bytes" in refused.err
    assert factkit("split", page, "--max-bytes", "10000000", "-f", "jsonl").code == 0


def test_the_limit_holds_for_a_line_of_evidence_too(factkit: Factkit, page: Path) -> None:
    lines = page.with_name("evidence.jsonl")
    lines.write_text('{"id": "a", "text": "The bridge cost 25 million euros."}\n')
    factkit("init")
    assert factkit("evidence", "add", lines, "--max-bytes", "20").code != 0
    assert factkit("evidence", "add", lines).code == 0
