"""An article's text to atomic, standalone, faithful claims."""

from factkit.claims.splitting import Skipped, Split, split

__all__ = ["Skipped", "Split", "split"]
