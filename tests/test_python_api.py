"""What `import factkit` promises: its names, where they come from, and the example that shows them."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

import factkit

PAGE = (Path(__file__).parents[1] / "docs" / "python.md").read_text(encoding="utf-8")

NAMES = [
    "Adding",
    "Anchor",
    "Annotation",
    "Article",
    "Choices",
    "Claim",
    "Conflict",
    "Decision",
    "EvidenceAt",
    "EvidenceStance",
    "FactkitError",
    "Form",
    "InputError",
    "Match",
    "Matching",
    "Passage",
    "Problem",
    "Rating",
    "Reading",
    "Record",
    "ReviewError",
    "Scale",
    "Source",
    "StoreError",
    "Workspace",
    "__version__",
    "add_evidence",
    "check",
    "compare_pairs",
    "export_annotation",
    "find_workspace",
    "import_annotation",
    "init",
    "list_verdicts",
    "match",
    "read_annotation",
    "read_articles",
    "record_verdict",
    "report",
    "split",
    "split_and_keep",
    "validate",
]


def test_the_public_names_are_these() -> None:
    assert sorted(factkit.__all__) == sorted(NAMES)
    assert set(NAMES) <= set(dir(factkit))


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"__version__"}))
def test_a_public_name_is_there_explained_and_in_the_documentation(name: str) -> None:
    assert getattr(factkit, name).__doc__
    assert re.search(rf"\b{name}\b", PAGE)


def test_an_unknown_name_is_no_attribute() -> None:
    with pytest.raises(AttributeError, match="manager"):
        factkit.manager  # noqa: B018 - the access is the test


def test_importing_factkit_and_its_values_loads_nothing_heavy() -> None:
    heavy = ("spacy", "tantivy", "sqlmodel", "textual", "typer", "jsonschema", "trafilatura", "numpy")
    script = f"import sys, factkit; factkit.Claim; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


def test_the_example_prints_what_the_page_says(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    example, printed = (re.search(rf"```{kind}\n(.*?)```", PAGE, re.DOTALL) for kind in ("python", "text"))
    assert example
    assert printed
    exec(compile(example[1], "docs/python.md", "exec"), {})
    assert capsys.readouterr().out == printed[1]
    assert Path("report.html").stat().st_size > 0
