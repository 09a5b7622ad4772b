"""The search index: a cache of the store's passages that proposes candidates."""

from factkit.index.cache import Index
from factkit.index.rows import Rows

__all__ = ["Index", "Rows"]
