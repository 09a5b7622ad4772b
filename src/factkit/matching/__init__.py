"""Claims and candidate passages to matches: score, conflicts, explanation."""
