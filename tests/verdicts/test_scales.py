from __future__ import annotations

import json
from importlib.resources import files

import pytest

from factkit.errors import InputError
from factkit.schema import schema_problems
from factkit.verdicts.scales import DEFAULT, Mapped, convert, find_rating, is_mapped, packaged, parse_scale
from factkit.wire import scale_to_json

DATA = {entry.name: entry.read_text("utf-8") for entry in (files("factkit.verdicts") / "data").iterdir()}


@pytest.mark.parametrize("name", sorted(DATA))
def test_a_packaged_scale_is_a_valid_document_and_comes_back_as_it_is(name):
    scale = parse_scale(DATA[name], path=name)
    assert schema_problems(scale_to_json(scale), "scale") == []
    assert scale_to_json(scale) == json.loads(DATA[name])
    assert scale.id == name.removesuffix(".json")


def test_the_default_scale_is_averitec_with_its_four_ratings():
    scale = packaged()[DEFAULT]
    assert [rating.id for rating in scale.ratings] == [
        "supported",
        "refuted",
        "not-enough-evidence",
        "conflicting-evidence",
    ]
    assert not scale.ordered
    assert next(iter(packaged())) == DEFAULT


def test_packaged_mappings_name_ratings_that_exist():
    for scale in packaged().values():
        for mapping in scale.mappings:
            target = packaged()[mapping.to]
            assert all(scale.rating(own) and target.rating(other) for own, other in mapping.pairs)


def test_an_exact_mapping_comes_back_where_the_other_scale_maps_exactly():
    for scale in packaged().values():
        for rating in scale.ratings:
            for to in packaged():
                there = convert(scale, rating.id, to)
                back = there and there.exact and convert(packaged()[to], there.rating, scale.id)
                assert not back or not back.exact or back.rating == rating.id


def test_a_rating_without_a_counterpart_is_refused():
    averitec = packaged()["averitec"]
    assert convert(averitec, "supported", "fever") == Mapped("fever", "supports", exact=True)
    assert convert(averitec, "conflicting-evidence", "politifact") == Mapped("politifact", "half-true", exact=False)
    assert convert(averitec, "conflicting-evidence", "fever") is None
    assert not is_mapped(packaged()["text-only"], "averitec")


def test_an_unknown_rating_names_those_there_are():
    with pytest.raises(InputError, match=r"unknown rating 'True'.*supported, refuted"):
        find_rating(packaged()["averitec"], "True")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"ratings": []}, "ratings"),
        ({"ratings": [{"id": "a", "label": "A"}, {"id": "a", "label": "B"}]}, "twice"),
        ({"ratings": [{"id": "a", "label": "A", "value": 2}, {"id": "b", "label": "B", "value": 1}]}, "must rise"),
        ({"ratings": [{"id": "a", "label": "A", "pattern": "^(a+)+$"}]}, "pattern"),
        ({"mappings": [{"to": "fever", "exact": True, "ratings": {"z": "supports"}}]}, "maps the rating z"),
        ({"factkit": "2.0"}, "factkit"),
    ],
)
def test_a_scale_that_contradicts_itself_is_refused(change, message):
    document = {"factkit": "1.0", "id": "own", "name": "Own", "ordered": True, "ratings": [{"id": "a", "label": "A"}]}
    with pytest.raises(InputError, match=message):
        parse_scale(json.dumps(document | change), path="own.json")
