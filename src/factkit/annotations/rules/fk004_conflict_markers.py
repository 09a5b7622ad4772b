"""A merge left its conflict markers in the file, so that it is two files in one and no JSON.

Good: "rating": "supported"
Bad:  <<<<<<< HEAD
"""

from __future__ import annotations

from factkit.annotations.rules.rule import Rule, unread

RULE = Rule(
    "FK004",
    "conflict-markers",
    "settle the merge; to merge such files without conflicts: factkit annotations merge A B",
    unread,
)
