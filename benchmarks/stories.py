# ruff: noqa: E501 - a sentence stays on its line
"""Reports that origins were not chosen on: stories, what desks make of them, and texts that only look alike.

Each event has a wire story and, told in other sentences, a report of another paper. Events of one topic share the
pattern of their wire stories and differ in names and numbers alone. Copies are edited as desks do it: another headline,
cut to half from the end, paragraphs in another order, an agency's line, quotes of the desk's own, the other spelling of
English. What only looks alike: match reports, forecasts and market reports made to a pattern, pages that are mostly the
same legal notice, and round-ups of several stories.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

TOPICS: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (
        (
            "Councillors in {town} voted {n} to {m} on {day} to close the {hall} swimming centre at the end of the season, ending a dispute that has divided the town for most of the year.",
            "The decision will save the council an estimated £{cost},000 a year, money that its leader {ann} said would be used to keep two libraries open and to repair roads in the north of the town.",
            "Opponents had gathered {big} signatures against the closure and filled the public gallery before the debate began, some of them in bathing caps.",
            '"Nobody came into politics to close a pool, but there is no honourable way to spend the same pound twice," {ann} told the meeting.',
            "{bob}, who has taught children to swim there since the centre opened, said that the nearest alternative was {k} kilometres away and could not be reached by bus after six in the evening.",
            "An engineer's report published in spring found that the roof had to be replaced within {m} years and that the boilers no longer met the standard for public buildings.",
            "The opposition group proposed to hand the building to a charity for a token rent, an idea that officers advised against because of the state of the roof.",
            "Schools that use the pool have been promised places elsewhere until the summer, although head teachers complained that travelling would take up most of a lesson.",
            "The council's labour representatives were told on {day} morning that {k} jobs would go and that staff would be offered work in other departments where possible.",
            "A petition for a judicial review is being prepared by a residents' group, whose lawyer {cat} criticised the consultation as a formality.",
        ),
        (
            "It is over for the {hall} baths: after a long evening, the council of {town} has decided against them.",
            "Supporters wept outside when the result, {n} votes against {m}, was read out.",
            "Money was the reason given. Keeping the pool costs the town £{cost},000 each year, and the roads need mending too.",
            "More than {big} people signed for the baths, and a lawyer, {cat}, already speaks of going to court over how residents were asked.",
            "For swimming teacher {bob} the loss is a personal one. The next pool lies {k} kilometres off, he points out, with no bus at night.",
            "Engineers have warned about boilers and a roof that will not last. A charity that wanted to step in was turned away.",
        ),
    ),
    (
        (
            "A storm with gusts of up to {n} kilometres an hour tore roofs from houses along the coast near {town} in the night to {day}, leaving {k} people injured and {big} homes without electricity.",
            "The worst damage was reported from the fishing village of {hall}, where waves broke through the sea wall and swept {m} boats into the main street.",
            '"We heard the wall go, and then the water was in the kitchen before we could find our shoes," said {ann}, who was taken from an upper window by firefighters.',
            "Engineers from the network operator travelled from three neighbouring regions and expect to restore power to most customers before the weekend.",
            "The rail line between {town} and {hall} stays closed because a stretch of the embankment, some {m} metres long, has been washed away.",
            "Meteorologists had warned of the storm two days earlier, but its centre moved closer to the shore than their models showed.",
            "The regional governor, {bob}, visited the village at noon and promised emergency grants for families that have lost their homes.",
            "Insurers put the damage at {cost} million euros in a first estimate and warned that the figure would rise once the harbour could be inspected.",
            "Divers are to examine the foundations of the pier, which was rebuilt only {k} years ago after a similar storm.",
            "Volunteers organised meals in the school gymnasium, where more than a hundred people spent the night on mats and borrowed blankets.",
        ),
        (
            "Boats lie in the high street of {hall} this morning, and nobody here has slept.",
            "What the wind did to this stretch of shore became visible only at daybreak: walls gone, roofs in gardens, sand in living rooms.",
            "Rescue services count {k} injured. Grid engineers say that {big} households are in the dark.",
            "Through a bedroom window the fire brigade brought out {ann}, who describes how fast the sea came in.",
            "Forecasts had placed the low farther out. {bob}, who governs the region, speaks of quick help for those who have no roof.",
            "No train runs to {town}, because part of the track bed is missing. A first sum from insurers: {cost} million euros.",
        ),
    ),
    (
        (
            "A court in {town} sentenced the former head of the {hall} savings bank, {ann}, to {k} years in prison on {day} for approving loans to companies that existed only on paper.",
            "The judges found that {cost} million euros had been paid to {n} firms controlled by relatives of a board member, and that most of the money cannot be recovered.",
            "Prosecutors had asked for a longer sentence, while the defence had called for an acquittal and announced within an hour of the verdict that it would appeal.",
            '"The accused knew what a licence to lend means, and he behaved as though it were a licence to give," presiding judge {bob} said in his reasoning.',
            "The bank collapsed in spring three years ago and was taken over by a competitor, which closed {m} of its branches and kept fewer than half of the employees.",
            "Around {big} small savers were compensated by the guarantee fund, but holders of the bank's bonds, many of them pensioners, lost nearly everything.",
            "The supervisory authority was criticised by the court for having ignored two anonymous letters that described the scheme in detail.",
            "An investigator, {cat}, testified that invoices had been printed in the same office, on the same paper, and with the same spelling mistake.",
            "Two co-defendants received suspended sentences after they had confessed and helped to trace accounts abroad.",
            "Civil claims by the insolvency administrator are to be heard in autumn before another chamber of the same court.",
        ),
        (
            "Prison for the banker: {ann} showed no emotion as the sentence was read in {town}.",
            "Savers who lost their bonds had come early to get a seat. Some applauded, and the judge, {bob}, asked for silence.",
            "Loans without borrowers, invoices without goods: for months the trial had laid open how {cost} million euros vanished from a small savings bank.",
            "A misspelt word gave the scheme away, as investigator {cat} told the chamber, because it stood on every bill.",
            "Lawyers for the defence want the next instance to decide. Supervisors, too, were not spared by the judges: warnings had reached them by post.",
            "Of the branches that {hall} once knew, {m} are shut.",
        ),
    ),
    (
        (
            "The car parts maker {hall} plans to close its plant in {town} and to move production to two newer factories, the company told its {big} employees at a meeting on {day}.",
            "Management cited high energy prices and falling demand for exhaust systems, which make up {n} per cent of what the plant produces.",
            "The union called the plan a breach of an agreement signed {k} years ago, under which jobs were to be safe in return for longer hours without pay.",
            '"They took our hours, and now they take the gates as well," said {ann}, who chairs the works council and has been at the plant for {m} years.',
            "Workers left the assembly lines after the meeting and blocked the main entrance with pallets, while lorries queued back to the motorway.",
            "The minister for the economy, {bob}, offered talks about a subsidised energy contract but said that the state would not buy a factory.",
            "Analysts had expected cuts since the group reported a loss of {cost} million euros for the first half of the year and replaced its finance director.",
            "A programme of retraining is to be financed from a fund to which the group, the region and the employment agency contribute equal parts.",
            "The mayor, {cat}, recalled that the plant pays a third of the town's business tax and that a generation of apprentices learned their trade there.",
            "Negotiations about a social plan begin next week, and the last shift is expected to leave the paint shop in two years' time.",
        ),
        (
            "First came silence, then whistles: that is how those present describe the moment in which the end of the {town} works was announced.",
            "By afternoon nothing moved at the gate. Drivers waited beside their lorries on the slip road.",
            "For works council chair {ann} the promise of safe jobs has been broken. {hall} answers that gas is dear and that fewer exhausts are sold.",
            "Politicians are looking for a way out. From the minister, {bob}, comes the offer of cheaper power, no more.",
            "The town hall fears for its income, and {cat} for the young, who will look for apprenticeships elsewhere.",
            "A minus of {cost} million euros stood in the half-year figures.",
        ),
    ),
    (
        (
            "Archaeologists working ahead of a new ring road near {town} have uncovered the foundations of a Roman villa with a heated bath and a mosaic floor of about {n} square metres.",
            "The mosaic, whose colours are unusually fresh, shows a charioteer among dolphins and is framed by a pattern of ropes that specialists know only from workshops in the south.",
            '"I have waited {k} years for a floor like this, and it was lying under a field of beet," said {ann}, who leads the excavation for the {hall} museum.',
            "Coins found beneath the threshold suggest that the house was built in the second century and given up after a fire some {m} years later.",
            "The road builders have agreed to pause work on the section until winter, which will cost about {cost} thousand euros a week according to the regional authority.",
            "Metal detectorists have been asked to stay away, and the site is guarded at night since two men were caught with buckets of tesserae.",
            "The monument office examines whether the villa can be roofed and shown to the public or has to be moved piece by piece.",
            "A first open day drew {big} visitors, who queued along the hedge in spite of the rain and were led past the trenches in small groups.",
            "Samples of charred grain from the cellar are to be analysed in the laboratory of the university to learn what was grown on the estate.",
            "The finance committee, chaired by {bob}, will decide in autumn whether the excavation can be enlarged to the neighbouring field.",
        ),
        (
            "Dolphins under the beet: where cars were to drive, near {town}, Romans once bathed in warm water.",
            "Diggers struck stone in March. What came to light since then makes experts travel from far away.",
            "A driver with his horses looks out of the floor, surrounded by sea creatures, and the stones shine as if laid last week.",
            "Somebody must have left in a hurry, believes {ann} of the {hall} museum, for the fire left burnt grain in the cellar.",
            "Guards keep watch after dark because thieves have come already. The motorway planners wait, unwillingly.",
            "Whether money for more trenches is there depends on {bob} and the committee.",
        ),
    ),
)
MATCH = (
    "{town} beat {hall} {n}-{m} on {day} in front of {big} spectators and moved up to place {k} in the table.",
    "{ann} opened the scoring in minute {cost} with a header after a corner from the left.",
    "The visitors had more of the ball after the break but created few clear chances.",
    "{bob} decided the match with a low shot from the edge of the area after a mistake in midfield.",
    '"We stayed calm and took our chances, and the fans carried us over the line," coach {cat} said.',
    "The referee showed {m} yellow cards, two of them for protests after the final whistle.",
)
FORECAST = (
    "In {town} the day begins with fog patches, which clear in the course of the morning, and the afternoon is mostly dry.",
    "Temperatures reach {n} degrees at {hall} and {m} degrees in the hills, with a light wind from the west.",
    "Showers move in from the coast during the night to {day} and bring up to {k} litres of rain a square metre.",
    "The outlook remains changeable, with sunny spells and a chance of thunderstorms in the south of the region.",
    "The risk of flooding along rivers is low, and pollen levels are moderate for the time of year.",
)
MARKET = (
    "Shares in {town} closed {n} points higher at {big} on {day} after a quiet session with low turnover.",
    "{hall} led the gainers with a rise of {m} per cent after the company raised its forecast for the year.",
    "Among the losers were insurers and makers of chemicals, which suffered from profit taking.",
    "The yield on ten-year bonds fell to {k} hundredths of a point above the level of the previous week.",
    'Analyst {ann} of a local bank said: "Investors are waiting for the decision of the central bank and do not want to take risks before it."',
    "Oil traded at {cost} dollars a barrel, little changed from the day before.",
)
NOTICE = (
    "This page and its contents are provided for general information only and do not constitute legal, financial or medical advice of any kind.",
    "While every effort is made to keep the information up to date and correct, no representations or warranties are given about its completeness or accuracy.",
    "Any reliance that you place on such information is strictly at your own risk, and liability for loss or damage is excluded to the extent that the law allows.",
    "Through this page you may be able to reach other sites that are not under our control, and the inclusion of a link does not imply a recommendation.",
    "We use cookies to remember your settings, to count visits and to show advertisements that fit your interests, and you can withdraw your consent at any time.",
    "All rights are reserved, and no part of this page may be reproduced, stored or transmitted in any form without the prior written consent of the publisher.",
    "Complaints about our reporting can be sent to the reader's editor, who answers within ten working days and publishes corrections where they are due.",
)
HEADLINES = ("What is known so far", "News from the region", "The day in brief", "Latest developments", "Our report")
QUOTES = (
    '"I never thought that I would see this in my own street," a neighbour told this newspaper.',
    '"It will take a long time until this is talked over at every kitchen table here," a shopkeeper said to our reporter.',
    '"One must look ahead now, there is no other way," said a woman who did not wish to be named.',
)
AGENCY = (
    "With material from agencies",
    "By our staff and news agencies",
    "Reporting by the agency; editing by the desk",
)
SPELLINGS = {
    "centre": "center",
    "kilometres": "kilometers",
    "metres": "meters",
    "honourable": "honorable",
    "criticised": "criticized",
    "travelling": "traveling",
    "travelled": "traveled",
    "labour": "labor",
    "harbour": "harbor",
    "organised": "organized",
    "neighbouring": "neighboring",
    "defence": "defense",
    "licence": "license",
    "programme": "program",
    "subsidised": "subsidized",
    "colours": "colors",
    "analysed": "analyzed",
    "councillors": "council members",
    "per cent": "percent",
    "behaved": "acted",
}
FIRST = ("Anna", "Brian", "Clare", "Dmitri", "Elif", "Farid", "Grace", "Henrik", "Ivana", "Jonas", "Katja", "Luis")
PARTS = (
    "Ash",
    "Brad",
    "Cor",
    "Dun",
    "El",
    "Fen",
    "Gar",
    "Hol",
    "Kil",
    "Lang",
    "Mar",
    "Nor",
    "Os",
    "Pen",
    "Rad",
    "Stan",
)
ENDS = ("bury", "combe", "dale", "field", "ford", "ham", "ley", "mouth", "stead", "ton", "wick", "worth")


@dataclass(frozen=True)
class Story:
    """A text, and what it is a copy of: texts of one `story` are copies; one of no story counts with none."""

    story: str | None
    text: str


def stories(seed: int) -> list[Story]:
    """Return about 450 texts in the order in which they come in."""
    draw = random.Random(seed)
    made: list[Story] = []
    for number in range(60):
        wire, other = TOPICS[number % len(TOPICS)]
        facts = _facts(draw)
        lines = [line.format(**facts) for line in wire]
        made.append(Story(f"wire-{number}", _joined(lines)))
        made += [Story(f"wire-{number}", _edited(lines, draw)) for _ in range(3)]
        made.append(Story(f"other-{number}", _joined([line.format(**facts) for line in other])))
    for kind, pattern in (("match", MATCH), ("forecast", FORECAST), ("market", MARKET)):
        made += [Story(f"{kind}-{n}", _filled(pattern, draw)) for n in range(25)]
    for number in range(30):
        wire, _ = TOPICS[number % len(TOPICS)]
        facts = _facts(draw)
        own = draw.sample([line.format(**facts) for line in wire if "{" in line], k=3)
        made.append(Story(f"page-{number}", _joined([*own, *draw.sample(NOTICE, k=len(NOTICE) - draw.randint(0, 2))])))
    wires = [story for story in made if story.story and story.story.startswith("wire")]
    made += [Story(None, "\n\n".join(each.text for each in draw.sample(wires, k=9))) for _ in range(3)]
    draw.shuffle(made)
    return made


def _facts(draw: random.Random) -> dict[str, str]:
    def name() -> str:
        return draw.choice(PARTS) + draw.choice(ENDS)

    return {
        "town": name(),
        "hall": name(),
        **{key: f"{draw.choice(FIRST)} {name()}" for key in ("ann", "bob", "cat")},
        "day": draw.choice(("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")),
        **{key: str(draw.randint(3, 99)) for key in ("n", "m", "k", "cost")},
        "big": f"{draw.randint(2, 99)},{draw.randint(100, 999)}",
    }


def _joined(lines: list[str]) -> str:
    return "\n\n".join(lines)


def _filled(pattern: tuple[str, ...], draw: random.Random) -> str:
    facts = _facts(draw)
    return _joined([line.format(**facts) for line in pattern])


def _edited(lines: list[str], draw: random.Random) -> str:
    edits: list[Callable[[list[str], random.Random], list[str]]] = [
        _headline,
        _half,
        _reordered,
        _agency,
        _quotes,
        _spelt,
    ]
    for edit in draw.sample(edits, k=draw.randint(1, 4)):
        lines = edit(lines, draw)
    return _joined(lines)


def _headline(lines: list[str], draw: random.Random) -> list[str]:
    return [draw.choice(HEADLINES), *lines]


def _half(lines: list[str], _draw: random.Random) -> list[str]:
    return lines[: (len(lines) + 1) // 2]


def _reordered(lines: list[str], draw: random.Random) -> list[str]:
    return [lines[0], *draw.sample(lines[1:], k=len(lines) - 1)]


def _agency(lines: list[str], draw: random.Random) -> list[str]:
    return [*lines, draw.choice(AGENCY)] if draw.random() < 0.5 else [draw.choice(AGENCY), *lines]


def _quotes(lines: list[str], draw: random.Random) -> list[str]:
    added = list(lines)
    for quote in draw.sample(QUOTES, k=2):
        added.insert(draw.randint(1, len(added)), quote)
    return added


def _spelt(lines: list[str], _draw: random.Random) -> list[str]:
    for one, other in SPELLINGS.items():
        lines = [line.replace(one, other).replace(one.capitalize(), other.capitalize()) for line in lines]
    return lines
