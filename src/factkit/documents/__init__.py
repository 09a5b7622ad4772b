"""A file or a URL -> its text and what it says of itself: one small reader a format, for articles and evidence alike.

`read` gives one document, `read_many` everything in a file, folder, pattern or feed. Formats are found by content.
"""

from factkit.documents.document import Document, Found, LeftOut, Segment
from factkit.documents.reading import Limits, is_url, read, read_many

__all__ = ["Document", "Found", "LeftOut", "Limits", "Segment", "is_url", "read", "read_many"]
