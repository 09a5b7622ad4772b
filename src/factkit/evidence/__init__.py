"""A document to a source and its passages: cutting, origins, provenance."""
