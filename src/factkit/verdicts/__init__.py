"""Scales, records and their chain, the review steps, agreement and adjudication."""
