"""The demo as README shows it: `cd tests && python -m readme_demo` writes it anew after the output has changed.

README shows the first line and the claims that hold one of `SHOWN`, in the order of the list that is printed.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
BLOCK = re.compile(r"(<!-- demo -->\n)(.*?)(<!-- /demo -->)", re.DOTALL)
SHOWN = ("two employees", "arrested Malian ambassador", "The suspension was announced on")
GAP = "    …"


def command() -> list[str]:
    """Return what `make demo` gives to factkit."""
    found = re.search(r"^demo:.*\n\t\S*factkit (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert found, "Makefile has no demo"
    return found[1].split()


def extract(printed: str) -> str:
    """Return the part of the output that README shows, indented as code."""
    lines = [line.rstrip() for line in printed.splitlines()]
    first, *rest = "\n".join(lines).split("\n\n")
    chosen = [block for block in rest if any(words in block.splitlines()[0] for words in SHOWN)]
    parts = ["\n".join(f"    {line}" for line in block.splitlines()) for block in (first, *chosen)]
    return f"\n\n{GAP}\n\n".join(parts) + "\n"


def main() -> None:
    """Write README with the demo as it is printed now."""
    run = subprocess.run(
        [sys.executable, "-m", "factkit", *command()], cwd=ROOT, capture_output=True, text=True, check=True
    )
    text = README.read_text(encoding="utf-8")
    README.write_text(BLOCK.sub(lambda block: block[1] + extract(run.stdout) + block[3], text), encoding="utf-8")


if __name__ == "__main__":
    main()
