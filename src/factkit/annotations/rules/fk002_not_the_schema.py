"""The document breaks the published schema, and the rules cannot be checked before it holds.

A property of your own is allowed if its name begins with x-.

Good: "kind": "event", "x-desk": "politics"
Bad:  "kind": "rumour", "desk": "politics"
"""

from __future__ import annotations

from factkit.annotations.rules.rule import Rule, unread

RULE = Rule(
    "FK002",
    "not-the-schema",
    "compare with schemas/v1/annotation.json, or export the file again",
    unread,
)
