import copy
import itertools
import json
from typing import Any

import example_files
import pytest

from factkit.annotations.differing import differences
from factkit.annotations.merging import merge
from factkit.annotations.upgrading import upgrade
from factkit.annotations.validate import validate_text
from factkit.errors import InputError
from factkit.schema import schema_problems
from factkit.wire import dumps_pretty, record_from_json, record_to_json


def _base() -> Any:
    return example_files.document()


def _by(reviewer: str, log: str, rating: str = "refuted") -> Any:
    """Return the file of somebody who decided on the third claim, in a log of their own."""
    data = _base()
    record = dict(data["records"][-1], reviewer=reviewer, log=log, id=f"r-{log}", rating=rating, claim="c-staff")
    record["claim_sha256"] = example_files.small().claims[2].sha256
    sealed = example_files.chained([record_from_json(record)])
    data["records"] += [record_to_json(each) for each in sealed]
    data["logs"].append({"id": log, "count": 1, "head": sealed[0].digest})
    return data


def test_files_of_three_people_join_to_the_same_in_any_order_and_lose_nothing() -> None:
    files = [_by("chris", "log-c"), _by("dora", "log-d", "supported"), _base()]
    merged = [dumps_pretty(merge(order).document) for order in itertools.permutations(files)]
    assert len(set(merged)) == 1
    joined = json.loads(merged[0])
    assert [record["reviewer"] for record in joined["records"]] == ["amina", "amina", "ben", "chris", "dora"]
    assert validate_text(merged[0], path="a") == []


def test_a_file_merged_with_itself_is_itself() -> None:
    assert dumps_pretty(merge([_base(), _base()]).document) == dumps_pretty(_base())


def test_a_longer_copy_of_a_log_takes_the_shorter_one_in() -> None:
    short = _base()
    last = short["records"].pop()
    short["logs"][0] |= {"count": 2, "head": short["records"][-1]["digest"]}
    joined = merge([short, _base()])
    assert joined.conflicts == ()
    assert joined.document["records"][-1] == last
    assert joined.document["logs"] == _base()["logs"]


def test_a_log_that_went_two_ways_is_a_conflict() -> None:
    other = _base()
    other["records"][-1]["rationale"] = "Somebody else's."
    joined = merge([_base(), example_files.resealed(other)])
    assert [conflict.what for conflict in joined.conflicts] == ["log log-a: record 3 is another one"]


def test_claims_that_differ_are_a_conflict_unless_the_ancestor_settles_it() -> None:
    mine, theirs = _base(), _base()
    mine["claims"][2]["text"] = "The office has 40 staff."
    assert [c.what for c in merge([mine, theirs]).conflicts] == ["claim c-staff: text"]
    settled = merge([mine, theirs], _base())
    assert settled.conflicts == ()
    assert settled.document["claims"][2]["text"] == "The office has 40 staff."
    theirs["claims"][2]["text"] = "It employs 40."
    assert len(merge([mine, theirs], _base()).conflicts) == 1


def test_a_claim_that_one_side_removed_goes_only_if_nobody_decided_on_it() -> None:
    mine = _base()
    mine["claims"] = []
    kept = merge([mine, _base()], _base()).document["claims"]
    assert [claim["id"] for claim in kept] == ["c-reopened", "c-cost"]


def test_a_source_keeps_every_passage_the_later_status_and_what_only_one_file_says() -> None:
    mine, theirs = _base(), _base()
    source = mine["sources"][0]
    source["passages"] = [dict(source["passages"][0], id="s-budget-1", start=4, text=source["text"][4:])]
    source |= {"status": "withdrawn", "reason": "a forgery"}
    theirs["sources"][0] |= {"restricted": True, "x-note": "call back"}
    joined = merge([mine, theirs])
    assert joined.conflicts == ()
    found = joined.document["sources"][0]
    assert [passage["id"] for passage in found["passages"]] == ["s-budget-0", "s-budget-1"]
    assert (found["status"], found["restricted"], found["x-note"]) == ("withdrawn", True, "call back")
    assert not schema_problems(joined.document, "annotation")


def test_properties_of_a_desk_and_waivers_of_both_are_kept() -> None:
    mine, theirs = _base() | {"x-desk": 1}, _base()
    mine["waivers"] = [{"rule": "FK030", "reason": "paper", "until": "2999-01-01"}]
    theirs["waivers"] = [{"rule": "FK031", "reason": "agreed", "until": "2999-01-01"}]
    joined = merge([mine, theirs]).document
    assert joined["x-desk"] == 1
    assert [waiver["rule"] for waiver in joined["waivers"]] == ["FK030", "FK031"]


def test_another_text_of_the_article_is_a_conflict() -> None:
    other = _base()
    other["article"]["text"] += "More.\n"
    assert "article: text" in [conflict.what for conflict in merge([other, _base()]).conflicts]


def test_a_difference_is_said_in_words() -> None:
    after = _by("chris", "log-c")
    after["claims"][1]["text"] = "The repairs cost 2.4 million."
    after["article"]["title"] = "Harbour office reopens"
    del after["claims"][2]
    said = [f"{each.kind}: {each.message}" for each in differences(_base(), after)]
    assert 'article: title: "Office reopens" → "Harbour office reopens"' in said
    assert (
        'claim: reworded: "The repairs of the office cost 2.4 million euros." → "The repairs cost 2.4 million."' in said
    )
    assert 'claim: removed: "The harbour office employs 40 people."' in said
    assert any(line.startswith('verdict: chris rated it Refuted: "The office') for line in said)


def test_the_same_in_another_layout_is_no_difference() -> None:
    assert differences(_base(), json.loads(json.dumps(_base(), sort_keys=True))) == []


def test_an_older_version_is_upgraded_and_then_valid() -> None:
    older = _base()
    older["factkit"] = "0.9"
    del older["logs"], older["scales"], older["article"]["sha256"]
    before = copy.deepcopy(older)
    upgraded, steps = upgrade(older)
    assert steps == ("1.0",)
    assert older == before
    assert validate_text(dumps_pretty(upgraded), path="a") == []
    assert upgrade(upgraded) == (upgraded, ())


@pytest.mark.parametrize(
    ("version", "said"), [("9.0", "upgrade factkit"), ("0.1", "never published"), (None, "no annotation")]
)
def test_a_version_that_cannot_be_upgraded_is_refused_with_the_reason(version: object, said: str) -> None:
    with pytest.raises(InputError, match=said):
        upgrade(_base() | {"factkit": version})
