"""The rules that a schema cannot say: each finds places in an annotation document, a code and what to do.

A rule is one entry of `RULES`; its docstring says why it is there, with a good and a bad example.
"""

from __future__ import annotations

from factkit.annotations.rules.claims import CLAIM_RULES
from factkit.annotations.rules.quotes import QUOTE_RULES
from factkit.annotations.rules.rule import Finding, Rule
from factkit.annotations.rules.verdicts import VERDICT_RULES

RULES: dict[str, Rule] = {rule.code: rule for rule in (*QUOTE_RULES, *CLAIM_RULES, *VERDICT_RULES)}

__all__ = ["RULES", "Finding", "Rule"]
