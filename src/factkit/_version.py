"""The version of factkit, read by the build and by records."""

__version__ = "0.1.0.dev0"
