"""Figures, each with a ratio against a named peer measured in the same run: `python -m benchmarks.NAME`."""
