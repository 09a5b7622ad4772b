"""A path that is missing, empty, no UTF-8 text, a device, or a link out of the repository was not checked.

What was not checked is never a pass: the exit code is 2 whatever else was found.

Good: factkit validate annotations/
Bad:  factkit validate anotations/
"""

from __future__ import annotations

from factkit.annotations.rules.rule import Rule, unread

RULE = Rule(
    "FK000",
    "unreadable",
    "name a file of UTF-8 text that is there and can be read; a pattern must match one",
    unread,
)
