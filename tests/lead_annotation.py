"""An annotation with a decision of every sort: the input of the golden files in `fixtures/reports/`.

`python tests/lead_annotation.py` writes those files anew; look at the difference before committing it.
"""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from factkit import reports
from factkit.anchoring import anchor
from factkit.annotations.document import dumps
from factkit.config import Desk
from factkit.exchange import FORMATS
from factkit.model import (
    Annotation,
    Article,
    Attribution,
    CitedPassage,
    Claim,
    ClaimKind,
    Conflict,
    ConflictKind,
    DateMention,
    EvidenceStance,
    HeldSource,
    Match,
    Passage,
    Quantity,
    Record,
    RecordKind,
    RejectedPassage,
    Source,
    SourceKind,
    Versions,
    sha256,
)
from factkit.verdicts.records import logs_of, seal, uuid7
from factkit.verdicts.scales import packaged

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "fixtures" / "reports"
DESK = Desk(name="The Example Desk", url="https://desk.example/")
LOG = "0199a000-0000-7000-8000-000000000001.paris-bamako"
START = datetime(2025, 9, 21, 9, 0, tzinfo=UTC)
VERSIONS = Versions("1.0.0", "en_core_web_sm 3.8.0", "1.0")
ROLES = {RecordKind.VERDICT: "reviewer", RecordKind.RETRACTION: "reviewer", RecordKind.ADJUDICATION: "adjudicator"}


class Log:
    """A log that is written record by record, five minutes apart."""

    def __init__(self, article: Article):
        self.article = article
        self.records: list[Record] = []

    def add(self, claim: Claim, reviewer: str, rating: str | None, rationale: str = "", **more: object) -> Record:
        number = len(self.records)
        kind = more.pop("kind", RecordKind.VERDICT)
        supersedes = more.pop("supersedes", None)
        recorded = START + timedelta(minutes=5 * number)
        record = Record(
            id=uuid7(recorded, number.to_bytes(10, "big")),
            kind=kind,
            log=LOG,
            previous=self.records[-1].digest if self.records else None,
            article=self.article.id,
            claim=claim.id,
            article_sha256=self.article.sha256,
            claim_sha256=claim.sha256,
            reviewer=reviewer,
            role=ROLES.get(kind, "publisher"),
            recorded=recorded,
            scale="averitec",
            scale_version="1",
            rating=rating,
            rationale=rationale,
            evidence=(),
            versions=VERSIONS,
            supersedes=supersedes.id if supersedes else None,
            superseded_digest=supersedes.digest if supersedes else None,
        )
        self.records.append(seal(replace(record, **more)))
        return self.records[-1]


def article() -> Article:
    text = (FOLDER / "article.txt").read_text(encoding="utf-8")
    return Article(
        id="paris-bamako",
        text=text,
        title="Paris freezes security work with Bamako",
        url="https://news.example/paris-bamako",
        publisher="Example Courier",
        byline="R. Reporter",
        published=date(2025, 9, 20),
        language="en",
    )


def sources() -> tuple[HeldSource, ...]:
    held = []
    for line in (FOLDER / "evidence.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        own = "s-" + sha256(record["id"])[:16]
        source = Source(
            id=own,
            name=record["id"],
            text=record["text"],
            title=record["title"],
            url=record["url"],
            publisher=record["publisher"],
            published=date.fromisoformat(record["published"]),
            retrieved=datetime(2025, 9, 21, 8, 30, tzinfo=UTC),
            archive_url="https://archive.example/" + record["id"],
            language="en",
            sha256=sha256(record["text"]),
            kind=SourceKind.NOTE,
            origin=own,
        )
        held.append(HeldSource(source, (Passage(f"{own}-1", own, 0, len(source.text), source.text),)))
    insider = Source(
        id="s-insider",
        name="insider-interview",
        text="A person in the ministry says that the order was signed on the evening of 18 September.",
        title="Interview with a person in the ministry",
        publisher="Example Courier",
        sha256=sha256("insider"),
        kind=SourceKind.NOTE,
        origin="s-insider",
        restricted=True,
    )
    held.append(HeldSource(insider, (Passage("s-insider-1", "s-insider", 0, len(insider.text), insider.text),)))
    return tuple(sorted(held, key=lambda each: each.source.id))


def _claims(of: Article) -> dict[str, Claim]:
    def claim(id: str, text: str, *quotes: str, **more: object) -> Claim:
        anchors = []
        for quote in quotes:
            start = of.text.index(quote)
            anchors.append(anchor(of.text, start, start + len(quote)))
        return Claim(article=of.id, id=f"c-{id}", text=text, sentence=" ".join(quotes), anchors=tuple(anchors), **more)

    week = DateMention("earlier in the week", date(2025, 9, 15), date(2025, 9, 20))
    listed = [
        claim(
            "suspended",
            "France has suspended its counterterrorism cooperation with Mali.",
            "France has suspended its counterterrorism cooperation with Mali",
            kind=ClaimKind.EVENT,
            check_worthiness=72,
        ),
        claim(
            "announced",
            "The suspension was announced on September 20, 2025.",
            "The suspension was announced on September 20, 2025.",
            kind=ClaimKind.EVENT,
            dates=(DateMention("September 20, 2025", date(2025, 9, 20), date(2025, 9, 20)),),
            check_worthiness=85,
        ),
        claim(
            "arrested",
            "French police arrested Malian ambassador Abdoulaye Diop earlier in the week (2025-09-15 to 2025-09-20).",
            "French police arrested Malian ambassador Abdoulaye Diop earlier in the week",
            kind=ClaimKind.EVENT,
            dates=(week,),
            check_worthiness=95,
            added=("(2025-09-15 to 2025-09-20)",),
        ),
        claim(
            "ambassador",
            "Abdoulaye Diop is Malian ambassador.",
            "Malian ambassador Abdoulaye Diop",
            kind=ClaimKind.ATTRIBUTE,
            check_worthiness=80,
        ),
        claim(
            "two",
            "France ordered two staff members of the Malian embassy and consulate to leave the country.",
            "France then ordered two staff members of the Malian embassy and consulate to leave the country",
            kind=ClaimKind.EVENT,
            quantities=(Quantity("two staff members", 2, "staff member"),),
            check_worthiness=84,
        ),
        claim(
            "five",
            "Mali expelled five French embassy employees.",
            "Mali answered by expelling five French embassy employees",
            kind=ClaimKind.EVENT,
            check_worthiness=78,
        ),
        claim(
            "unfounded",
            "The French foreign ministry called the accusations unfounded.",
            "The foreign ministry in Paris called the accusations unfounded",
            kind=ClaimKind.QUOTE,
            check_worthiness=55,
        ),
        claim(
            "ties",
            "Mali broke off its military ties with France in 2022.",
            "Mali broke off its military ties with France in 2022",
            kind=ClaimKind.EVENT,
            check_worthiness=70,
        ),
        claim(
            "coups",
            "Mali has lived through two coups since 2020.",
            "The country has lived through two coups since 2020",
            kind=ClaimKind.STATE,
            check_worthiness=66,
        ),
        claim(
            "rift",
            "Armed groups could take advantage of the rift.",
            "armed groups could take advantage of the rift",
            kind=ClaimKind.PREDICTION,
            attribution=Attribution("analysts"),
            hedges=("could",),
            checkable=False,
            check_worthiness=5,
        ),
    ]
    return {each.id.removeprefix("c-"): each for each in listed}


def _conflict(kind: ConflictKind, claim: Claim, words: str, passage: str, against: str) -> Conflict:
    at, there = claim.text.index(words), passage.index(against)
    return Conflict(kind, words, against, (at, at + len(words)), (there, there + len(against)), 0.9, f"{kind}-differs")


def lead() -> Annotation:
    of = article()
    claims = _claims(of)
    held = {each.source.name: each for each in sources()}

    def match(name: str, score: float, *conflicts: Conflict, agreements: tuple[Conflict, ...] = ()) -> Match:
        each = held[name]
        return Match(
            source=name,
            passage=each.passages[0].id,
            text=each.passages[0].text,
            score=score,
            conflicts=conflicts,
            agreements=agreements,
            folded=(),
            origin=each.source.origin,
        )

    def cite(name: str, stance: EvidenceStance, quote: str = "") -> CitedPassage:
        each = held[name]
        return CitedPassage(
            each.passages[0].id, stance, each.source.id, quote or each.passages[0].text, each.source.url, None
        )

    arrest, minister, when = (held[name].source.text for name in ("note-arrest", "note-diop", "note-suspension"))
    c = claims
    kinds = ConflictKind
    matches = {
        "suspended": (match("note-suspension", 74.2), match("note-ties", 41.0)),
        "announced": (
            match(
                "note-suspension",
                83.1,
                _conflict(kinds.DATE, c["announced"], "September 20, 2025", when, "Friday, 19 September 2025"),
            ),
            match("insider-interview", 37.5),
        ),
        "arrested": (
            match(
                "note-arrest",
                71.3,
                _conflict(kinds.NAME, c["arrested"], "Abdoulaye Diop", arrest, "Yann Vezilier"),
                _conflict(kinds.ACTOR, c["arrested"], "French police", arrest, "Malian authorities"),
            ),
            match(
                "note-diop",
                58.4,
                _conflict(kinds.ROLE, c["arrested"], "ambassador", minister, "foreign minister"),
            ),
        ),
        "ambassador": (
            match(
                "note-diop", 66.0, _conflict(kinds.ROLE, c["ambassador"], "ambassador", minister, "foreign minister")
            ),
        ),
        "two": (
            match(
                "note-two-staff",
                92.6,
                agreements=(_conflict(kinds.NUMBER, c["two"], "two", held["note-two-staff"].source.text, "two"),),
            ),
            match("note-five-staff", 55.1),
        ),
        "five": (match("note-five-staff", 69.9), match("note-two-staff", 48.3)),
        "unfounded": (match("note-arrest", 52.7),),
        "ties": (match("note-ties", 88.8),),
        "coups": (match("note-ties", 47.2),),
    }
    supports, refutes, context = EvidenceStance.SUPPORTS, EvidenceStance.REFUTES, EvidenceStance.CONTEXT
    log = Log(of)
    log.add(
        c["suspended"],
        "amina",
        "supported",
        "The foreign ministry announced the suspension.",
        evidence=(cite("note-suspension", supports),),
    )
    first = log.add(
        c["announced"],
        "amina",
        "supported",
        "The ministry made the suspension public.",
        evidence=(cite("note-suspension", supports),),
    )
    log.add(
        c["announced"],
        "amina",
        "refuted",
        "It was made public a day earlier, on Friday 19 September.",
        evidence=(cite("note-suspension", refutes), cite("insider-interview", context)),
        supersedes=first,
        rejected=(RejectedPassage(held["note-ties"].passages[0].id, 21.5),),
    )
    log.add(
        c["arrested"],
        "amina",
        "refuted",
        "The man arrested was Yann Vezilier, a French national, in Bamako and by Malian authorities.\n"
        "Abdoulaye Diop is Mali's foreign minister; nobody reports that he was arrested.",
        evidence=(cite("note-arrest", refutes), cite("note-diop", refutes)),
    )
    log.add(
        c["arrested"],
        "ben",
        "conflicting-evidence",
        "There was an arrest, but of somebody else.",
        evidence=(cite("note-arrest", context),),
    )
    decided = log.add(
        c["arrested"],
        "carla",
        "refuted",
        "Person, place and police are all wrong; that some arrest took place does not save the claim.",
        evidence=(cite("note-arrest", refutes), cite("note-diop", refutes)),
        kind=RecordKind.ADJUDICATION,
    )
    log.add(
        c["arrested"],
        "carla",
        "refuted",
        kind=RecordKind.PUBLICATION,
        url="https://desk.example/checks/paris-bamako#claim-3",
        evidence=decided.evidence,
    )
    log.add(c["ambassador"], "amina", "refuted", "He is foreign minister.", evidence=(cite("note-diop", refutes),))
    log.add(
        c["ambassador"],
        "ben",
        "not-enough-evidence",
        "He was ambassador to the United States once; the note does not say what he is called today.",
        evidence=(cite("note-diop", context),),
    )
    log.add(
        c["two"],
        "amina",
        "supported",
        "Two members of staff were declared persona non grata.",
        evidence=(cite("note-two-staff", supports),),
    )
    log.add(c["two"], "ben", "supported", "Same number, same missions.", evidence=(cite("note-two-staff", supports),))
    stale = replace(c["ties"], text="Mali broke off its ties with France in 2022.")
    log.add(stale, "ben", "supported", "Both say 2022.", evidence=(cite("note-ties", supports),))
    hasty = log.add(c["coups"], "ben", "supported", "Known.", evidence=(cite("note-ties", supports),))
    log.add(
        c["coups"],
        "ben",
        None,
        "Too quick: the note gives two years, not a count.",
        kind=RecordKind.RETRACTION,
        supersedes=hasty,
    )
    records = tuple(log.records)
    return Annotation(
        article=of,
        claims=tuple(claims.values()),
        sources=sources(),
        scales=(packaged()["averitec"],),
        records=records,
        logs=logs_of(records),
        matches=tuple((claims[name].id, found) for name, found in matches.items()),
    )


def golden() -> dict[str, str]:
    """Return every golden file by its name; the parts of a Word file that have its words, not the whole."""
    of = lead()
    forms = {"html": reports.html, "md": reports.markdown, "json": reports.json, "csv": reports.csv}
    files = {f"lead.{suffix}": form(of, desk=DESK) for suffix, form in forms.items()}
    with zipfile.ZipFile(io.BytesIO(reports.docx(of, desk=DESK))) as word:
        for part in ("document", "comments"):
            files[f"lead.docx.{part}.xml"] = word.read(f"word/{part}.xml").decode()
    other = replace(of, article=replace(of.article, id="other", title="Another article", publisher=None))
    for suffix, form in {"html": reports.Form.HTML, "md": reports.Form.MARKDOWN, "json": reports.Form.JSON}.items():
        files[f"overview.{suffix}"] = str(reports.overview([of, other], form, desk=DESK))
    for name, each in FORMATS.items():
        files[f"lead.{name}{each.suffix}"] = each.dumps([of], desk=DESK)
    return files | {"lead.factcheck.json": dumps(of)}


def write_golden() -> None:
    for name, text in golden().items():
        (FOLDER / name).write_bytes(text.encode())


if __name__ == "__main__":
    write_golden()
