"""An article's text to atomic, standalone, faithful claims."""
