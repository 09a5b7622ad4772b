"""Decisions of people: scales, the chain of records, the desk's rules, the steps of a review, agreement."""
