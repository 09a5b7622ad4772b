"""Offsets that count UTF-16 units, as JavaScript does, against ours, which count code points."""

from __future__ import annotations

from itertools import accumulate


class Utf16:
    """A text and both ways of counting in it."""

    def __init__(self, text: str):
        self.text = text
        self._plain = text.isascii() or all(char < "\U00010000" for char in text)
        self._units = [] if self._plain else [0, *accumulate(2 if char >= "\U00010000" else 1 for char in text)]
        self._points = {unit: point for point, unit in enumerate(self._units)}

    def units(self, point: int) -> int:
        """Return how many UTF-16 units stand before a code point."""
        return point if self._plain else self._units[point]

    def points(self, unit: int) -> int:
        """Return how many code points stand before a UTF-16 unit; within a pair, those before the pair.

        Offsets outside the text are those of its ends.
        """
        if self._plain:
            return min(max(unit, 0), len(self.text))
        unit = min(max(unit, 0), self._units[-1])
        return self._points[unit] if unit in self._points else self._points[unit - 1]
