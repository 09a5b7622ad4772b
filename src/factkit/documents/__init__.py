"""A file or a URL to its text and what it says of itself: one small reader a format."""
