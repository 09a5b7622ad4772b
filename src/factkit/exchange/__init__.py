"""Other tools' formats, one module each, both directions where the format allows."""
