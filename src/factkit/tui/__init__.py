"""The review screens: draw a review step, send actions."""
