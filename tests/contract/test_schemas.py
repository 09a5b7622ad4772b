"""The schemas are the contract: they are sound in themselves, agree with the values, and are checked in full."""

import copy
import dataclasses
import json
import socket
from collections.abc import Iterator
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from factkit import model, schema, wire
from factkit.annotations.document import annotation_from_json, annotation_to_json, dumps
from factkit.annotations.validate import validate_text
from factkit.schema import load, schema_problems

ROOT = Path(__file__).parents[2]
NAMES = ("annotation", "claims", "common", "evidence", "scale")
DOCUMENTS = ("annotation", "claims", "evidence", "scale")
PINNED = Path(__file__).parent / "schema-digests.json"

# Where a keyword holds schemas: as its value, in a list, or by name.
ONE = {"items", "unevaluatedProperties", "additionalProperties"}
LISTED = {"oneOf", "anyOf"}
NAMED = {"properties", "patternProperties", "$defs"}
PLAIN = {
    "$schema", "$ref", "title", "description", "type", "required", "enum", "const", "pattern", "format", "minimum",
    "maximum", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems", "examples",
}  # fmt: skip


def _subschemas(value: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    if not isinstance(value, dict):
        return
    yield path, value
    for key, child in value.items():
        children: list[tuple[str, Any]] = []
        if key in ONE:
            children = [(key, child)]
        elif key in LISTED:
            children = [(f"{key}/{place}", each) for place, each in enumerate(child)]
        elif key in NAMED:
            children = [(f"{key}/{name}", each) for name, each in child.items()]
        for name, each in children:
            yield from _subschemas(each, f"{path}/{name}")


def _every() -> Iterator[tuple[str, dict[str, Any]]]:
    for name in NAMES:
        for path, found in _subschemas(load(name)):  # type: ignore[arg-type]
            yield f"{name}{path}", found


def test_no_keyword_is_misspelt() -> None:
    for place, found in _every():
        assert found.keys() <= ONE | LISTED | NAMED | PLAIN, place


def test_every_schema_is_one_and_no_reference_leaves_the_folder() -> None:
    for name in NAMES:
        Draft202012Validator.check_schema(load(name))  # type: ignore[arg-type]
    for place, found in _every():
        file, _, fragment = found.get("$ref", "#").partition("#")
        assert file in ("", *(f"{name}.json" for name in NAMES)), place
        target: Any = load(file.removesuffix(".json") or place.split("/")[0])  # type: ignore[arg-type]
        for part in fragment.split("/")[1:]:
            target = target[part]


def test_every_property_is_described() -> None:
    for place, found in _every():
        for name, each in found.get("properties", {}).items():
            refers = "$ref" in each or "$ref" in each.get("items", {})
            assert each.get("description") or refers, f"{place}: {name}"
    for name, each in load("common")["$defs"].items():
        assert each.get("description"), name


def test_every_object_refuses_what_it_does_not_know_and_takes_extensions() -> None:
    for place, found in _every():
        if "properties" in found:
            assert found.get("unevaluatedProperties") is False, place
            assert found.get("patternProperties") == {"^x-": True}, place


def test_no_pattern_means_one_thing_here_and_another_elsewhere() -> None:
    for place, found in _every():
        pattern = found.get("pattern", "")
        assert "\\d" not in pattern, place
        assert "$" not in pattern, place


@pytest.mark.parametrize("name", DOCUMENTS)
def test_examples_are_there_and_valid(name: Any) -> None:
    examples = load(name)["examples"]
    assert examples
    for example in examples:
        assert schema_problems(example, name) == []


def test_the_example_of_an_annotation_file_breaks_no_rule() -> None:
    for example in load("annotation")["examples"]:
        assert validate_text(json.dumps(example), path="a") == []


def test_examples_of_shared_parts_are_valid() -> None:
    for name, part in load("common")["$defs"].items():
        for example in part.get("examples", ()):
            validator = Draft202012Validator(
                {"$ref": f"common.json#/$defs/{name}"},
                registry=schema._validator("annotation")._registry,
                format_checker=Draft202012Validator.FORMAT_CHECKER,
            )
            assert list(validator.iter_errors(example)) == [], name


def test_a_published_schema_does_not_change() -> None:
    now = {name: model.sha256((ROOT / f"schemas/v1/{name}.json").read_bytes()) for name in NAMES}
    assert now == json.loads(PINNED.read_text(encoding="utf-8")), (
        "after the first release a change needs a new version of the format; before it, write the new digests down"
    )


def _enum(name: str, *path: str) -> set[str]:
    found: Any = load(name)  # type: ignore[arg-type]
    for part in path:
        found = found[part]
    return set(found["enum"])


@pytest.mark.parametrize(
    ("values", "place"),
    [
        (model.ClaimKind, ("claims", "properties", "kind")),
        (model.Unresolved, ("claims", "properties", "unresolved", "items")),
        (model.SourceKind, ("evidence", "properties", "kind")),
        (model.SourceKind, ("annotation", "$defs", "source", "properties", "kind")),
        (model.SourceStatus, ("annotation", "$defs", "source", "properties", "status")),
        (model.ConflictKind, ("common", "$defs", "conflict", "properties", "kind")),
        (model.EvidenceStance, ("annotation", "$defs", "cited", "properties", "stance")),
        (model.RecordKind, ("annotation", "$defs", "record", "properties", "kind")),
    ],
)
def test_an_enumeration_is_the_same_in_both(values: type[StrEnum], place: tuple[str, ...]) -> None:
    assert {value.value for value in values} == _enum(*place)


def _text(size: int = 12) -> st.SearchStrategy[str]:
    characters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
    return st.text(characters, min_size=1, max_size=size).filter(str.strip)


IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,8}", fullmatch=True)
DIGESTS = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)
URLS = st.sampled_from(["https://example.org/a", "http://localhost:80/?q#f"])
TIMES = st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
DATES = st.dates(date(1000, 1, 1))
SCORES = st.floats(0, 100).map(lambda score: round(score, 2))
SPANS = st.none() | st.tuples(st.integers(0, 99), st.integers(0, 99))
BY_FIELD: dict[tuple[str, str] | str, st.SearchStrategy[Any]] = {
    "id": IDS, "article": IDS, "claim": IDS, "log": IDS, "source": IDS, "passage": IDS, "scale": IDS, "to": IDS,
    "superseded_by": st.none() | IDS, "supersedes": st.none() | IDS, "replaces": st.lists(IDS, max_size=2).map(tuple),
    "sha256": DIGESTS, "article_sha256": DIGESTS, "claim_sha256": DIGESTS, "digest": DIGESTS, "head": DIGESTS,
    "previous": st.none() | DIGESTS, "superseded_digest": st.none() | DIGESTS,
    "url": st.none() | URLS, "final_url": st.none() | URLS, "archive_url": st.none() | URLS,
    "language": st.none() | st.sampled_from(["en", "pt-BR"]), "check_worthiness": st.integers(0, 100),
    "score": SCORES, "strength": st.floats(0, 1).map(lambda number: round(number, 3)), "retrieved": st.none() | TIMES,
    "start": st.integers(0, 99), "end": st.integers(0, 99), "claim_span": SPANS, "passage_span": SPANS,
    "role": st.sampled_from(["reviewer", "adjudicator", "publisher"]), "rating": st.none() | IDS,
    "value": st.none() | st.integers(-9, 9).map(float), "color": st.none() | st.just("#00ff1a"),
    "seconds": st.none() | st.floats(0, 1e6), "count": st.integers(1, 9),
    "unresolved": st.sets(st.sampled_from(model.Unresolved)).map(lambda s: tuple(sorted(s))), "recorded": TIMES,
    ("DateMention", "start"): st.none() | DATES, ("DateMention", "end"): st.none() | DATES,
    ("Quantity", "value"): st.integers(-(10**6), 10**12).map(float), ("Source", "published"): st.none() | DATES | TIMES,
    ("Article", "published"): st.none() | DATES, ("Source", "rating"): st.none() | _text(),
    ("ScaleMapping", "pairs"): st.dictionaries(IDS, IDS, max_size=2).map(lambda pairs: tuple(pairs.items())),
}  # fmt: skip


def _built(kind: type[Any]) -> st.SearchStrategy[Any]:
    def of(field: Any) -> st.SearchStrategy[Any]:
        known = BY_FIELD.get((kind.__name__, field.name), BY_FIELD.get(field.name))
        return known if known is not None else _typed(str(field.type))

    return st.builds(kind, **{field.name: of(field) for field in dataclasses.fields(kind)})


def _typed(name: str) -> st.SearchStrategy[Any]:
    if name.endswith(" | None"):
        return st.none() | _typed(name.removesuffix(" | None"))
    if name.startswith("tuple["):
        return st.lists(_typed(name.removeprefix("tuple[").removesuffix(", ...]")), max_size=2).map(tuple)
    plain = {"str": _text(), "bool": st.booleans(), "int": st.integers(0, 9), "float": st.floats(0, 9)}
    if name in plain:
        return plain[name]
    found = getattr(model, name)
    return st.sampled_from(found) if issubclass(found, StrEnum) else _built(found)


ANNOTATIONS = st.builds(
    model.Annotation,
    article=_built(model.Article),
    claims=st.lists(_built(model.Claim), max_size=2).map(tuple),
    sources=st.lists(_built(model.Source), max_size=2, unique_by=lambda source: source.id).map(
        lambda found: tuple(model.HeldSource(each, ()) for each in sorted(found, key=lambda source: source.id))
    ),
    scales=st.lists(_built(model.Scale).filter(lambda scale: scale.ratings), max_size=1).map(tuple),
    records=st.lists(_built(model.Record), max_size=2).map(tuple),
    logs=st.lists(_built(model.Log), max_size=1).map(tuple),
    matches=st.lists(st.tuples(IDS, st.lists(_built(model.Match), max_size=1).map(tuple)), max_size=1).map(tuple),
)


def _without_source_texts(annotation: model.Annotation) -> model.Annotation:
    held = tuple(dataclasses.replace(h, source=dataclasses.replace(h.source, text="")) for h in annotation.sources)
    return dataclasses.replace(annotation, sources=held)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(ANNOTATIONS)
def test_whatever_the_values_their_json_is_valid_and_comes_back_equal(annotation: model.Annotation) -> None:
    document = json.loads(dumps(annotation))
    assert schema_problems(document, "annotation") == []
    assert annotation_from_json(document) == _without_source_texts(annotation)
    assert dumps(annotation_from_json(document)) == dumps(_without_source_texts(annotation))


def _keys(value: Any, place: str) -> Iterator[tuple[str, set[str]]]:
    """Yield the keys of every object in a document, by the place of its schema."""
    if isinstance(value, list):
        for each in value:
            yield from _keys(each, place)
    elif isinstance(value, dict):
        yield place, set(value)
        for key, child in value.items():
            yield from _keys(child, f"{place}/{key}")


def test_the_values_write_every_property_of_the_schema_in_its_order_and_no_other() -> None:
    order = {name: list(load(name)["properties"]) for name in ("claims", "scale")}  # type: ignore[arg-type]
    parts = load("annotation")["$defs"]
    order |= {name: list(parts[name]["properties"]) for name in ("article", "source", "passage", "record", "cited")}
    seen: dict[str, set[str]] = {name: set() for name in order}

    @settings(max_examples=150, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(ANNOTATIONS, st.builds(wire.source_to_json, _built(model.Source), with_text=st.booleans()))
    def look(annotation: model.Annotation, source: Any) -> None:
        document = annotation_to_json(annotation)
        objects = {
            "article": [document["article"]],
            "claims": document["claims"],
            "scale": document["scales"],
            "source": [*document["sources"], source],
            "record": document["records"],
            "cited": [cited for record in document["records"] for cited in record["evidence"]],
        }
        for name, found in objects.items():
            for each in found:
                seen[name] |= each.keys()
                assert list(each) == [key for key in order[name] if key in each], name

    look()
    seen["article"].add("path")
    seen["passage"] = {"id", "start", "end", "text", "locator"}
    assert {name: set(keys) for name, keys in order.items()} == seen


EXAMPLE = load("annotation")["examples"][0]
VALUES = st.sampled_from(
    [None, True, 0, -1, 1.5, 3.0, 10**12, "", "a b", "2025-02-30", "a\n", "http://x", [], [1], {}, {"x-a": 1}]
)


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in items:
        yield from _paths(child, (*path, key))


def _changed(path: tuple[Any, ...], value: Any, *, drop: bool = False) -> Any:
    document = copy.deepcopy(EXAMPLE)
    if not path:
        return value
    holder = document
    for part in path[:-1]:
        holder = holder[part]
    if drop:
        del holder[path[-1]]
    else:
        holder[path[-1]] = value
    return document


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(list(_paths(EXAMPLE))), VALUES, st.booleans())
def test_the_fast_and_the_standard_validator_give_the_same_answer(path: Any, value: Any, drop: bool) -> None:
    document = _changed(path, value, drop=drop)
    standard = schema._validator("annotation").is_valid(document)
    assert schema.is_valid(document, "annotation") == standard
    assert (schema_problems(document, "annotation") == []) == standard


HARD_TEXTS = [
    "2025-09-20T23:59:60Z", "0000-01-01", "2025-09-20t00:00:00z", "2025-09-20 00:00:00Z", "2025-09-20T14:05:00.5Z",
    "2025-13-01", "\u0662025-01-01", "https://a.b/\n", "https://a b", "http://", "http:///x", "https://\u00fc.de/",
    "HTTP://x/", "https://[::1]/", "https://x/%zz", "ftp://x/", "//x/y", "https://x/\\",
]  # fmt: skip


@pytest.mark.parametrize("text", HARD_TEXTS)
@pytest.mark.parametrize("path", [("article", "published"), ("article", "url"), ("records", 0, "recorded")])
def test_formats_are_checked_alike(path: Any, text: str) -> None:
    document = _changed(path, text)
    assert schema.is_valid(document, "annotation") == schema._validator("annotation").is_valid(document)


BREAKS: dict[str, tuple[Any, Any]] = {
    "type": (("claims", 0, "text"), 3),
    "enum": (("claims", 0, "kind"), "rumour"),
    "const": (("factkit",), "1.1"),
    "pattern": (("article", "sha256"), "ABC"),
    "format": (("article", "published"), "2025-02-30"),
    "minimum": (("claims", 0, "anchors", 0, "start"), -1),
    "maximum": (("claims", 0, "check_worthiness"), 101),
    "minLength": (("claims", 0, "text"), ""),
    "maxLength": (("claims", 0, "id"), "a" * 201),
    "minItems": (("scales", 0, "ratings"), []),
    "maxItems": (("matches", 0, "matches", 0, "conflicts", 0, "claim_span"), [0, 1, 2]),
    "uniqueItems": (("claims", 0, "unresolved"), ["who", "who"]),
    "required": (("article",), {"text": "a"}),
    "unevaluatedProperties": (("article", "colour"), "red"),
    "additionalProperties": (("scales", 0, "mappings"), [{"to": "b", "exact": True, "ratings": {"no": 1}}]),
    "oneOf": (("article", "path"), "both.txt"),
    "anyOf": (("sources", 0, "published"), "yesterday"),
}


@pytest.mark.parametrize("keyword", BREAKS)
def test_every_keyword_refuses_something_and_the_example_passes_it(keyword: str) -> None:
    assert schema_problems(EXAMPLE, "annotation") == []
    path, value = BREAKS[keyword]
    document = _changed(path, value)
    assert schema_problems(document, "annotation")
    assert not schema.is_valid(document, "annotation")


def test_every_keyword_in_use_has_a_case() -> None:
    used = {key for _, found in _every() for key in found}
    silent = {
        "$schema",
        "$ref",
        "$defs",
        "title",
        "description",
        "examples",
        "properties",
        "items",
        "patternProperties",
    }
    assert used - silent == set(BREAKS)


def test_no_reference_in_a_document_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    document = {**EXAMPLE, "$ref": "http://127.0.0.1:9/x", "$schema": "https://127.0.0.1:9/y"}
    document["x-also"] = {"$ref": "file:///etc/passwd"}
    assert {problem.path for problem in schema_problems(document, "annotation")} == {("$ref",), ("$schema",)}


def test_an_unknown_property_is_named_with_what_may_be_meant() -> None:
    found = schema_problems(_changed(("article", "titel"), "x"), "annotation")
    assert [(problem.path, problem.at_key) for problem in found] == [(("article", "titel"), True)]
    assert '"title" is meant?' in found[0].message


@pytest.mark.parametrize("name", ["averitec", "fever"])
def test_a_packaged_scale_is_valid(name: str) -> None:
    path = ROOT / f"src/factkit/verdicts/data/{name}.json"
    assert schema_problems(json.loads(path.read_text(encoding="utf-8")), "scale") == []


def test_every_missing_property_is_named_once() -> None:
    named = [problem.message for problem in schema_problems({}, "annotation")]
    assert sorted(named) == sorted(f'"{key}" is missing' for key in load("annotation")["required"])
