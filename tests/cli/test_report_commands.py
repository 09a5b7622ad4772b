"""Reports and exchange from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lead_annotation import lead

from factkit.annotations.document import dumps
from tests.cli.conftest import Factkit

SECRET = "signed on the evening"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lead.factcheck.json"
    path.write_text(dumps(lead()), encoding="utf-8")
    return path


@pytest.fixture
def desk(tmp_path: Path, file: Path, factkit: Factkit, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "desk"
    assert factkit("init", folder).code == 0
    monkeypatch.setenv("FACTKIT_WORKSPACE", str(folder))
    assert factkit("annotations", "import", file).code == 0
    return folder


@pytest.mark.parametrize("form", ["html", "markdown", "docx", "csv", "json"])
def test_a_file_and_the_store_give_a_report_in_every_form(form: str, factkit: Factkit, desk, file, tmp_path: Path):
    for name, place in (("file", file), ("store", "paris-bamako")):
        assert factkit("report", place, "-f", form, "-o", tmp_path / f"{name}.{form}").code == 0
        assert (tmp_path / f"{name}.{form}").stat().st_size > 1000


def test_a_file_needs_no_workspace(factkit: Factkit, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    done = factkit("report", file, "-f", "json")
    assert (done.code, done.json["numbers"]["claims"]) == (0, 10)


def test_a_folder_gives_the_overview_and_names_what_it_cannot_read(factkit: Factkit, file: Path, tmp_path: Path):
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    (tmp_path / "package.json").write_text('{"name": "x"}', encoding="utf-8")
    assert factkit("report", file, "-f", "json", "-o", tmp_path / "report.json").code == 0
    done = factkit("report", tmp_path, "-f", "json")
    assert (done.code, done.json["total"]["articles"]) == (1, 1)
    assert "broken.json:1" in done.err
    assert "package.json" not in done.err


def test_a_workspace_without_a_name_gives_its_overview(factkit: Factkit, desk: Path):
    assert factkit("report", "-f", "json").json["total"]["claims"] == 10


def test_an_overview_as_docx_is_refused(factkit: Factkit, desk: Path):
    done = factkit("report", "-f", "docx")
    assert done.code == 2
    assert "choose one of html" in done.err


def test_nothing_to_report_on_is_an_error(factkit: Factkit, tmp_path: Path):
    assert factkit("report", tmp_path).code == 2
    assert factkit("report", tmp_path / "missing.json").code == 2


@pytest.mark.parametrize("to", ["claimreview", "webannotation", "label-studio"])
def test_exports_withhold_restricted_sources_unless_asked_for(to: str, factkit: Factkit, desk: Path):
    assert SECRET not in factkit("annotations", "export", "paris-bamako", "--to", to).out


def test_an_annotation_file_withholds_restricted_sources_and_is_still_valid(factkit: Factkit, desk, tmp_path: Path):
    path = tmp_path / "out.json"
    assert factkit("annotations", "export", "paris-bamako", "-o", path).code == 0
    assert SECRET not in path.read_text(encoding="utf-8")
    assert factkit("validate", path).code == 0
    assert factkit("annotations", "export", "paris-bamako", "--include-restricted", "-o", path).code == 0
    assert SECRET in path.read_text(encoding="utf-8")
    assert factkit("validate", path).code == 0


@pytest.mark.parametrize("name", ["claimreview", "webannotation", "averitec", "fever", "label-studio", "doccano"])
def test_what_is_exported_is_imported_into_another_workspace_once(name: str, factkit: Factkit, desk, tmp_path: Path):
    path, other = tmp_path / "out", tmp_path / "other"
    assert factkit("annotations", "export", "paris-bamako", "--to", name, "-o", path).code == 0
    factkit("init", other)
    first = factkit("annotations", "import", path, "--from", name, "--workspace", other)
    again = factkit("annotations", "import", path, "--from", name, "--workspace", other)
    assert (first.code, again.code) == (0, 0)
    assert "0 records were not here yet" in again.err
    listed = factkit("report", "--workspace", other, "-f", "json").json
    assert listed["total"]["checked"] == 5
    article = factkit("article", "list", "-f", "jsonl", "--workspace", other).lines[0]["id"]
    factkit("annotations", "export", article, "--workspace", other, "-o", tmp_path / "native.json")
    found = factkit("validate", tmp_path / "native.json", "-f", "json").json["problems"]
    assert {problem["code"] for problem in found} <= ({"FK022"} if name == "doccano" else set())


def test_labels_that_no_scale_has_become_a_scale_of_the_workspace(factkit: Factkit, desk: Path, tmp_path: Path):
    path = tmp_path / "spans.jsonl"
    path.write_text(json.dumps({"id": 1, "text": "Ann met Bob.", "label": [[0, 3, "PER"]]}) + "\n", encoding="utf-8")
    assert factkit("annotations", "import", path, "--from", "doccano", "--reviewer", "ben").code == 0
    data = factkit("report", "doccano-1", "-f", "json").json
    assert data["claims"][0]["headline"] == "PER"
    assert data["claims"][0]["verdict"]["reviewer"] == "ben"


def test_an_unknown_format_is_named_with_those_there_are(factkit: Factkit, desk: Path):
    done = factkit("annotations", "export", "paris-bamako", "--to", "yaml")
    assert done.code == 2
    assert "label-studio" in done.err
    assert factkit("annotations", "import", "x", "--from", "atom").code == 2


def test_a_report_from_the_store_shows_what_its_evidence_says(factkit: Factkit, tmp_path: Path, monkeypatch):
    folder = tmp_path / "desk"
    factkit("init", folder)
    monkeypatch.setenv("FACTKIT_WORKSPACE", str(folder))
    note = {"id": "n1", "text": "The council approved the bridge on 4 March 2025.", "title": "Bridge", "kind": "note"}
    secret = {"id": "n2", "text": "An insider says that the council approved the bridge on 5 March 2025."}
    lines = f"{json.dumps(note)}\n{json.dumps(secret)}\n"
    assert factkit("evidence", "add", "-", stdin=lines).code == 0
    (tmp_path / "bridge.txt").write_text("The council approved the bridge on 7 March 2025.\n", encoding="utf-8")
    assert factkit("split", tmp_path / "bridge.txt").code == 0
    shown = factkit("report", "bridge", "-f", "json").json
    found = next(claim["found"] for claim in shown["claims"] if "7 March" in claim["claim"]["text"])
    assert "n1" in [each["source"] for each in found]
    assert "date" in [conflict["kind"] for each in found for conflict in each["conflicts"] or ()]


def test_a_file_with_withheld_records_is_not_taken_into_a_store(factkit: Factkit, desk: Path, tmp_path: Path):
    factkit("annotations", "export", "paris-bamako", "-o", tmp_path / "withheld.json")
    factkit("init", tmp_path / "other")
    done = factkit("annotations", "import", tmp_path / "withheld.json", "--workspace", tmp_path / "other")
    assert done.code == 2
    assert "changed" in done.err
