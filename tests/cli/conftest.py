import io
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from factkit.cli.app import main
from factkit.strictjson import parse


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return parse(self.out)

    @property
    def lines(self) -> list[Any]:
        return [parse(line) for line in self.out.splitlines()]


Factkit = Callable[..., Done]


@pytest.fixture
def factkit(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Factkit:
    """Run the command line in this process, error boundary and all."""

    def run(*arguments: object, stdin: str | bytes = b"") -> Done:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "argv", ["factkit", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else 0
        captured = capsys.readouterr()
        return Done(code, captured.out, captured.err)

    return run
