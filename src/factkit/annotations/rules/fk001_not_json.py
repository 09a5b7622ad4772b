"""The file is not JSON as factkit reads it, and nothing else in it can be checked.

Refused besides broken syntax: the same key twice in one object (readers differ in which one they keep), NaN and
Infinity, numbers that no program keeps, lone surrogates, NUL, and nesting deeper than 200 levels.

Good: {"factkit": "1.0", "article": {}}
Bad:  {"factkit": "1.0", "factkit": "1.1",}
"""

from __future__ import annotations

from factkit.annotations.rules.rule import Rule, unread

RULE = Rule(
    "FK001",
    "not-json",
    "mend the JSON at that place",
    unread,
)
