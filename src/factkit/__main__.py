"""`python -m factkit`."""

from factkit.cli.app import main

main()
