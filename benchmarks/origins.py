# ruff: noqa: E501 - a sentence stays on its line
"""How well near copies are told from other reports of the same event: precision and recall of origins.

The set is made here, seeded: for each event a wire story; copies of it under other headlines, cut by up to two
thirds, with words exchanged, an agency's line and a paragraph of the paper's own; and reports of the same event by
others, who tell the same facts in sentences of their own but quote the same two statements word for word. Thresholds
were chosen on it; `held_out` is of other kinds (benchmarks/stories.py).
"""

from __future__ import annotations

import itertools
import json
import random
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.stories import Story, stories
from factkit.evidence.records import source_from_record
from factkit.store import Store
from factkit.workspace.origins import trace

EVENTS = 150
COPIES, OTHERS = 4, 6
SEEDS = (5, 6, 7, 8)
HELD_OUT = (11, 12, 13)

SYLLABLES = [a + b for a in (*"bcdfghklmnprstv", "br", "st", "tr") for b in ("a", "e", "i", "o", "u", "ar", "en", "ol")]
FIRST = ("Mara", "Tomas", "Ines", "Oskar", "Ruth", "Lena", "Pavel", "Nadia", "Hugo", "Salma", "Erik", "Wanjiru")
BODIES = ("port authority", "city council", "water board", "health ministry", "rail operator", "school board")
TELLINGS = (
    "{Officials|Authorities|City leaders|People in charge} in {place} {confirmed|said|admitted|made known} {on|late on}"
    " {day} that {count} {homes|halls|shops|workshops} on {street} {were|had been} {closed|shut|given up} after the {thing}.",
    "{It would take|Repairs will last|Normal service is|The work needs} {some|about|at least} {weeks} weeks, {according to"
    "|in the estimate of|as reckoned by} {engineers|experts|surveyors} of the {body}{.| at a briefing.| in {place}.}",
    "{name}, who {leads|heads|is in charge of} the inquiry, {toured|visited|walked along} {street} {before noon|in the"
    " morning|early in the day} and {met|spoke to|listened to} {staff|workers|neighbours}.",
    "{The damage|The loss|The bill|What was lost} {was put|is estimated|has been reckoned} at {cost} million, {most|the"
    " larger part|the bulk} of {which is insured|it covered by policies|it for insurers to bear}.",
    "{Residents|Those who live nearby|Neighbours|People of the quarter} {recalled|described|told reporters} how the {thing}"
    " {reached|came as far as|got to} {street} {within minutes|almost at once|before help came}.",
    "{A public meeting|An open meeting|A hearing} {has been called|is planned|was announced} in {hall} for {day}, {when"
    " questions will be taken|where anyone may speak|with {name} answering}.",
    "{The opposition|Members of the opposition|Critics} {demanded|called for|want} {records of past inspections|the earlier"
    " reports|all that inspectors wrote} about {street} to be {opened|released|made public}.",
    "{Schools|Nurseries|Pupils} near {hall} {stayed shut|were told to stay away|had no lessons} while {buses|trams|coaches}"
    " {took another route|were diverted|ran by {place}}.",
    "{Police|Detectives|Officers} {questioned|heard|took statements from} {people} {witnesses|employees|drivers}, {among"
    " them {other}|and {other} with them}, {but named no suspect|without an arrest|and go on asking}.",
    "{Weeks ago|In spring|Not long ago} {other} had {warned|written|complained} {of cracks|of faults|about neglect} {along"
    " {street}|near {hall}}, {a letter|a file|a note} {shows|seen by us shows|reveals}.",
)
QUOTES = (
    '"We were warned {weeks} times about {street} and nobody came to look at it," said {other}.',
    '"Every hour counts in {place} now, and we will not leave before it is done," {name} said.',
)
OWN = (
    "Readers who saw what happened are invited to write to our newsroom with pictures and accounts.",
    "This newspaper reported last year on similar trouble in the region and on what was promised then.",
    "Our correspondent has followed the matter since spring and will report from the meeting too.",
)
CHOICE = re.compile(r"\{([^{}]*)\}")
EXCHANGED = {
    "said": "stated",
    "visited": "inspected",
    "described": "recounted",
    "demanded": "requested",
    "questioned": "interviewed",
    "recalled": "remembered",
}


@dataclass(frozen=True)
class Report:
    event: int
    wire: bool
    text: str


def phrased(telling: str, facts: dict[str, str], draw: random.Random) -> str:
    """Return a sentence with one of each `{a|b}` drawn and the facts filled in."""
    while found := CHOICE.search(telling):
        inner = found.group(1)
        drawn = draw.choice(inner.split("|")) if "|" in inner else facts[inner]
        telling = telling[: found.start()] + drawn + telling[found.end() :]
    return telling


def told(facts: dict[str, str], draw: random.Random) -> list[str]:
    """Return one telling of the facts, sentence by sentence, both quotes among them."""
    lines = [phrased(telling, facts, draw) for telling in draw.sample(TELLINGS, k=len(TELLINGS))]
    for quote in QUOTES:
        lines.insert(draw.randint(1, len(lines)), quote.format(**facts))
    return lines


def named(draw: random.Random) -> str:
    return "".join(draw.choices(SYLLABLES, k=3)).capitalize()


def copied(wire: list[str], draw: random.Random) -> str:
    kept = sorted(draw.sample(range(len(wire)), k=draw.randint(len(wire) // 3 + 1, len(wire))))
    lines = []
    for number in kept:
        words = [EXCHANGED.get(word, word) if draw.random() < 0.7 else word for word in wire[number].split()]
        lines.append(" ".join(words))
    if draw.random() < 0.5:
        lines.insert(0, "By our wire service, with agency material.")
    if draw.random() < 0.6:
        lines.append(draw.choice(OWN))
    return f"What we know so far, number {draw.randint(1, 999)}\n\n" + "\n\n".join(lines)


def reports(seed: int) -> list[Report]:
    draw = random.Random(seed)
    made: list[Report] = []
    for event in range(EVENTS):
        facts = {
            "place": named(draw),
            "street": f"{named(draw)} Street",
            "hall": f"{named(draw)} Hall",
            "name": f"{draw.choice(FIRST)} {named(draw)}",
            "other": f"{draw.choice(FIRST)} {named(draw)}",
            "body": draw.choice(BODIES),
            "thing": draw.choice(("fire", "flood", "blast", "landslip", "blackout", "leak")),
            "day": draw.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")),
            **{key: str(draw.randint(3, 900)) for key in ("count", "weeks", "cost", "people")},
        }
        wire = told(facts, draw)
        made.append(Report(event, True, "\n\n".join(wire)))
        made += [Report(event, True, copied(wire, draw)) for _ in range(COPIES)]
        for _ in range(OTHERS):
            own = told(facts, draw)
            draw.shuffle(own)
            made.append(Report(event, False, "\n\n".join([*own, draw.choice(OWN)])))
    draw.shuffle(made)
    return made


def _items(made: list[Report]) -> list[Story]:
    return [Story(f"{each.event}" if each.wire else f"own-{number}", each.text) for number, each in enumerate(made)]


def figures(made: list[Story]) -> dict[str, float]:
    """Take the texts in one by one, as an import does; count pairs that came to share an origin."""
    items = [source_from_record({"id": str(number), "text": each.text}) for number, each in enumerate(made)]
    with tempfile.TemporaryDirectory() as folder, Store.open(str(Path(folder) / "s.db"), create=True) as store:
        for start in range(0, len(items), 200):
            traced = trace(store, items[start : start + 200])
            store.add_sources(traced.items, sketches=traced.sketches, joined=traced.joined)
        origins = {int(source.name): source.origin for source in store.sources()}
    counted = [number for number, each in enumerate(made) if each.story is not None and number in origins]
    pairs = list(itertools.combinations(counted, 2))
    true = {(a, b) for a, b in pairs if made[a].story == made[b].story}
    said = {(a, b) for a, b in pairs if origins[a] == origins[b]}
    return {
        "texts": len(made),
        "precision": round(len(true & said) / len(said), 4),
        "recall": round(len(true & said) / len(true), 4),
    }


if __name__ == "__main__":
    sets = {"chosen_on": [_items(reports(seed)) for seed in SEEDS], "held_out": [stories(seed) for seed in HELD_OUT]}
    print(json.dumps({name: [figures(each) for each in made] for name, made in sets.items()}, indent=2))
