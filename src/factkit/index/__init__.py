"""The search index: a cache of the store's passages that proposes candidates."""
