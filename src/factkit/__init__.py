"""factkit: split articles into claims, match them against evidence, record people's verdicts.

The use cases are in `factkit.workspace`, one function each; the values in `factkit.model`.
"""

from factkit._version import __version__

__all__ = ["__version__"]
