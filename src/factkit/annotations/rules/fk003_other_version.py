"""The file follows another version of the format than this factkit reads.

Good: "factkit": "1.0"
Bad:  "factkit": "9.0"
"""

from __future__ import annotations

from factkit.annotations.rules.rule import Rule, unread

RULE = Rule(
    "FK003",
    "other-version",
    "for an older file run: factkit annotations upgrade; for a newer one install a newer factkit",
    unread,
)
