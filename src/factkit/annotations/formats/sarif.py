"""For code scanning: SARIF 2.1.0, with columns from 1 in Unicode code points."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from factkit._version import __version__
from factkit.annotations.rules import explanation, rules
from factkit.annotations.rules.rule import Rule
from factkit.annotations.validation import Validation
from factkit.model import Problem, sha256
from factkit.wire import dumps_pretty

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MAX_RESULTS = 25_000
"""GitHub takes no more in one run."""


def render(validation: Validation) -> str:
    """Return one run with every rule and the worst 25,000 problems."""
    codes = list(rules())
    driver = {
        "name": "factkit",
        "semanticVersion": __version__ if __version__.count(".") == 2 else "0.0.0",
        "version": __version__,
        "rules": [_rule(rule) for rule in rules().values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": validation.checked == len(validation.files), "exitCode": validation.exit_code}
        ],
        "results": [_result(problem, codes) for problem in validation.worst_first()[:MAX_RESULTS]],
    }
    return dumps_pretty({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(rule: Rule) -> dict[str, Any]:
    text = explanation(rule)
    return {
        "id": rule.code,
        "name": "".join(word.capitalize() for word in rule.name.split("-")),
        "shortDescription": {"text": text.split("\n\n")[0].replace("\n", " ")},
        "fullDescription": {"text": text},
        "help": {"text": rule.hint},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(problem: Problem, codes: list[str]) -> dict[str, Any]:
    uri = quote(problem.path.replace("\\", "/"), safe="/._-~")
    return {
        "ruleId": problem.code,
        "ruleIndex": codes.index(problem.code),
        "level": problem.severity.value,
        "message": {"text": f"{problem.message}. {problem.hint}"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": uri},
                    "region": {"startLine": problem.line, "startColumn": problem.column},
                },
                "logicalLocations": [{"fullyQualifiedName": problem.pointer or "/", "kind": "value"}],
            }
        ],
        "partialFingerprints": {
            "factkit/v1": sha256("\0".join([problem.path, problem.code, problem.pointer, problem.message]))
        },
    }
