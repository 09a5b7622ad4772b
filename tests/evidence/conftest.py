from cli.conftest import factkit  # noqa: F401 - the command line, as in tests/cli
