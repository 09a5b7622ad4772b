"""Annotation files: reading, writing, the rules that they must follow, refreshing, merging and comparing."""
