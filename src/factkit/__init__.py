"""factkit: split articles into claims, match them against evidence, record people's verdicts."""

from factkit._version import __version__

__all__ = ["__version__"]
