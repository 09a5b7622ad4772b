"""What can go wrong, apart from bugs.

    FactkitError         caught once, at the command boundary: one line on stderr, exit 2
    |-- InputError       an article or file that cannot be read, bad JSON
    |-- StoreError       no workspace, a newer, foreign or damaged store, an unknown id
    +-- ReviewError      an action that this state does not allow

Problems in annotation files are values (`factkit.model.Problem`), never exceptions.
"""

from __future__ import annotations


class FactkitError(Exception):
    """Something that the user can mend; the message says what, where and what to do, in one line."""


class InputError(FactkitError):
    """Input that cannot be read or used.

    Args:
        message: what is wrong and what to do.
        path: the file, or "<stdin>".
        line, column: from 1, where known.
    """

    def __init__(self, message: str, *, path: str | None = None, line: int | None = None, column: int | None = None):
        self.message, self.path, self.line, self.column = message, path, line, column
        super().__init__(message)

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return f"{place}: {self.message}" if place else self.message

    def at(self, path: str, first_line: int = 1) -> InputError:
        """Return the same error placed in `path`, its lines counted on from `first_line`."""
        line = None if self.line is None else self.line + first_line - 1
        return InputError(self.message, path=path, line=line, column=self.column)


class StoreError(FactkitError):
    """A workspace or store that is missing, of another version or damaged, or an id that it does not hold."""


class ReviewError(FactkitError):
    """A review action that the state or the desk's rules do not allow."""
