"""Run every benchmark, one process each, and print their JSON: `make bench`."""

import subprocess
import sys
from pathlib import Path


def main() -> int:
    failed = 0
    for path in sorted(Path(__file__).parent.glob("[a-z]*.py")):
        if "__main__" not in path.read_text(encoding="utf-8"):
            continue
        print(f"== {path.stem}", file=sys.stderr)
        failed += subprocess.run([sys.executable, "-m", f"benchmarks.{path.stem}"], check=False).returncode != 0
    return 1 if failed else 0


sys.exit(main())
