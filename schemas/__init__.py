"""The published JSON Schemas of factkit, one folder a version; data only."""
