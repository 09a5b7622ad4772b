"""What a review costs: opening it, and answering a key, in a workspace with 1,000 claims and 100,000 passages.

`python -m benchmarks.review` prints a JSON object. Opening is measured from the start of the process until the
article's words are on the terminal, and compared with a Textual program that shows the same text and does nothing
else. A key is measured from the key to the drawn screen, in the same process.
"""

from __future__ import annotations

import asyncio
import json
import os
import pty
import select
import statistics
import sys
import tempfile
import time
from pathlib import Path

from factkit.anchoring import anchor
from factkit.claims.editing import claim_by_hand
from factkit.evidence.records import source_from_record
from factkit.model import Article
from factkit.workspace.opening import Workspace, find_workspace, init, open_store
from factkit.workspace.reviewing import open_review

CLAIMS, PASSAGES, OPENINGS = 1_000, 100_000, 7
LEAD = Path(__file__).parents[1] / "fixtures" / "articles" / "paris-bamako.txt"
EMPTY = """
import sys
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static(open(sys.argv[1], encoding="utf-8").read(), markup=False)
Empty().run()
"""


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        lead = workspace(Path(folder) / "lead", LEAD.read_text(encoding="utf-8"), 12, 200)
        words = LEAD.read_text(encoding="utf-8").split()[-3].encode()
        first = LEAD.read_text(encoding="utf-8").split()[1].encode()
        review = [sys.executable, "-m", "factkit", "review", "a", "--reviewer", "amina"]
        empty = [sys.executable, "-c", EMPTY, str(LEAD)]
        where = {"FACTKIT_WORKSPACE": str(lead.folder)}
        shown(review, where, b"ticked")
        times = [(shown(review, where, b"ticked"), shown(empty, {}, first)) for _ in range(OPENINGS)]
        opening, peer = (statistics.median(column) for column in zip(*times, strict=True))
        text = "\n\n".join(f"{n}. The council of town {n % 97} closed pier {n} on Friday." for n in range(CLAIMS))
        large = workspace(Path(folder) / "large", text, CLAIMS, PASSAGES)
        keys = asyncio.run(answers(large))
        del words
    figures = {
        "opening_seconds": round(opening, 3),
        "empty_screen_seconds": round(peer, 3),
        "opening_ratio": round(opening / peer, 2),
        "claims": CLAIMS,
        "passages": PASSAGES,
        "key_median_ms": {key: round(statistics.median(each), 1) for key, each in keys.items()},
        "key_max_ms": round(max(max(each) for each in keys.values()), 1),
    }
    print(json.dumps(figures, indent=2))


def workspace(folder: Path, text: str, claims: int, passages: int) -> Workspace:
    """Return a workspace with an article "a", `claims` claims on it and `passages` passages; matches are kept."""
    init(folder)
    (folder / "factkit.toml").write_text("[review]\nrequire = 'none'\n")
    found = find_workspace(folder)
    article = Article("a", text, title="An article")
    with open_store(found) as store:
        store.keep_article(article)
        lines = [line for line in text.split("\n") if line.strip()]
        places = [(text.index(line), len(line)) for line in lines][:claims]
        store.keep_claims("a", [claim_by_hand(article, text[s : s + n], [anchor(text, s, s + n)]) for s, n in places])
        for start in range(0, passages, 20_000):
            numbers = range(start, min(start + 20_000, passages))
            store.add_sources(
                [
                    source_from_record({"id": f"n{n}", "text": f"Minutes {n}: pier {n % 1009} was closed on a Friday."})
                    for n in numbers
                ]
            )
    with open_review(found, "a", reviewer="nobody") as session:
        session.matches.look(session.state.core.claims[0], session.store, compared=0)
        some = session.matches.of(session.state.core.claims[0].id) or ()
        for claim in session.state.core.claims:
            session.matches.put(claim.id, some)
        session.matches.save()
    return found


def shown(command: list[str], environment: dict[str, str], words: bytes) -> float:
    """Return the seconds from the start of a command on a terminal until `words` stand there; then it is ended."""
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update({"TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40", **environment})
        os.execvp(command[0], command)
    seen = b""
    while words not in seen:
        if not select.select([terminal], [], [], 30)[0]:
            raise SystemExit(f"{command}: nothing shown; {seen[-500:]!r}")
        seen += os.read(terminal, 65536)
    taken = time.perf_counter() - start
    os.kill(child, 9)
    os.waitpid(child, 0)
    os.close(terminal)
    return taken


async def answers(found: Workspace) -> dict[str, list[float]]:
    """Return for each key the milliseconds from the key to the drawn screen, many times over."""
    from factkit.tui.screen import Review

    taken: dict[str, list[float]] = {}
    with open_review(found, "a", reviewer="amina") as session:
        app = Review(session)
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
            for _ in range(15):
                for key in ("1", "n", "p", "f", "u", "U", "space", "j", "x", "u"):
                    start = time.perf_counter()
                    app.post_message(_key(key))
                    await pilot._wait_for_screen()
                    app.screen._compositor.render_strips()
                    taken.setdefault(key, []).append((time.perf_counter() - start) * 1000)
    return taken


def _key(key: str):
    from textual import events

    return events.Key("space" if key == "space" else key, " " if key == "space" else key)


if __name__ == "__main__":
    main()
