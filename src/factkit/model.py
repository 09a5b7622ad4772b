"""The values that everything else speaks of: frozen, plain, without I/O.

    article -> claims -> matches -> verdicts -> report

Offsets count Unicode code points, `start` inclusive and `end` exclusive. Times are aware and in UTC. Scores are
floats from 0 to 100. Enumerations are `StrEnum`s, so that their JSON form is their value.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Span = tuple[int, int]


def sha256(data: str | bytes) -> str:
    """Return the SHA-256 of `data` (text as UTF-8) as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(data.encode() if isinstance(data, str) else data).hexdigest()


class ClaimKind(StrEnum):
    """What sort of statement a claim is; predictions and opinions cannot be checked."""

    EVENT = "event"
    STATE = "state"
    QUANTITY = "quantity"
    ATTRIBUTE = "attribute"
    QUOTE = "quote"
    PREDICTION = "prediction"
    OPINION = "opinion"


class Stance(StrEnum):
    """How the speaker of reported speech stands to what is reported."""

    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"
    ASKS = "asks"


class Unresolved(StrEnum):
    """What a reader of the claim alone cannot know."""

    WHO = "who"
    WHAT = "what"
    WHEN = "when"
    WHERE = "where"


class SourceKind(StrEnum):
    """A document, a note in the desk's own words, or somebody's earlier fact-check."""

    TEXT = "text"
    NOTE = "note"
    FACTCHECK = "factcheck"


class SourceStatus(StrEnum):
    """Where a source is in its life; only active ones are matched."""

    ACTIVE = "active"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    PURGED = "purged"


class ConflictKind(StrEnum):
    """In what respect a claim and a passage disagree."""

    NUMBER = "number"
    UNIT = "unit"
    DATE = "date"
    NEGATION = "negation"
    DIRECTION = "direction"
    NAME = "name"
    ROLE = "role"
    PLACE = "place"
    ACTOR = "actor"


class EvidenceStance(StrEnum):
    """What a reviewer says that a passage does to a claim."""

    SUPPORTS = "supports"
    REFUTES = "refutes"
    CONTEXT = "context"


class RecordKind(StrEnum):
    """What a record in the log of verdicts says."""

    VERDICT = "verdict"
    RETRACTION = "retraction"
    ADJUDICATION = "adjudication"
    PUBLICATION = "publication"
    UNPUBLICATION = "unpublication"


class Severity(StrEnum):
    """How much a problem weighs: only errors make a file invalid."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Anchor:
    """The exact words of an article that a claim stands on.

    The selectors are TextPositionSelector (`start`, `end`) and TextQuoteSelector (`exact`, `prefix`, `suffix`) of
    the W3C Web Annotation Data Model. `exact` is never empty; `prefix` and `suffix` are, at the ends of the text.
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """The text under check and what it says of itself. `published` is the date of publication, where known."""

    id: str
    text: str
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    byline: str | None = None
    published: date | None = None
    language: str | None = None

    @property
    def sha256(self) -> str:
        """The digest of the text as UTF-8: the version of the article."""
        return sha256(self.text)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it, in the article's words, and how the speaker stands to it."""

    speaker: str
    stance: Stance = Stance.ASSERTS


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date expression and the days it covers, both ends inclusive; None is an open end."""

    text: str
    start: date | None
    end: date | None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity expression: "about €15bn" has the value 15e9, the unit "EUR" and is approximate.

    `unit` is an ISO 4217 code for money, "%" for percent, otherwise the counted noun or measure as written,
    in the singular; None for a bare number.
    """

    text: str
    value: float
    unit: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One atomic, checkable statement that can be read on its own.

    Attributes:
        article: the id of its article.
        sentence: the sentence of the article that it was drawn from, as it stands.
        anchors: the words it stands on, in the order of the text; empty only for a claim that came without an article.
        added: words of `text` that are not in the anchors (a resolved pronoun, a tense), each accounted for.
        check_worthiness: 0 to 100; how much a fact-checker would want to check it.
        reasons: why it has that check-worthiness, strongest first, as "feature +points".
        replaces: ids of the claims that it came from by edit, split or merge.
    """

    article: str
    id: str
    text: str
    sentence: str = ""
    anchors: tuple[Anchor, ...] = ()
    kind: ClaimKind = ClaimKind.STATE
    attribution: Attribution | None = None
    negated: bool = False
    hedges: tuple[str, ...] = ()
    conditional: bool = False
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    checkable: bool = True
    check_worthiness: int = 50
    reasons: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()

    @property
    def sha256(self) -> str:
        """The digest of what a reviewer read: the claim's text, its sentence, and the article's words under it."""
        return sha256("\n".join([self.text, self.sentence, *(anchor.exact for anchor in self.anchors)]))


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the desk holds as evidence.

    Attributes:
        id: the store's own, never changed.
        name: the id that the evidence came with, else `id`; what `source` means in a match.
        sha256: of the bytes as read, else of the text.
        origin: shared by sources that are copies of one another; the id of the first of them.
        rating: of an earlier fact-check, in its publisher's words.
    """

    id: str
    name: str
    text: str
    title: str | None = None
    url: str | None = None
    final_url: str | None = None
    publisher: str | None = None
    published: datetime | date | None = None
    retrieved: datetime | None = None
    archive_url: str | None = None
    language: str | None = None
    license: str | None = None
    sha256: str = ""
    kind: SourceKind = SourceKind.TEXT
    status: SourceStatus = SourceStatus.ACTIVE
    origin: str = ""
    reliability: str | None = None
    restricted: bool = False
    rating: str | None = None
    rating_scale: str | None = None
    reason: str | None = None
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a source's text, a few sentences long; `locator` says where in the original ("p. 3")."""

    id: str
    source: str
    start: int
    end: int
    text: str
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A passage as of its last change: what the index reads.

    Attributes:
        change: larger than the number of every change that was visible before it.
        number: the passage's own, never given to another.
        active: False where it must no longer be found.
    """

    change: int
    number: int
    text: str
    title: str | None
    active: bool


@dataclass(frozen=True, slots=True)
class Conflict:
    """One respect in which a claim and a passage were compared, and the words on both sides.

    Used for disagreements and, with the same fields, for agreements. A span counts in the text of its side and is
    None where that side has no words for it (a negation that is absent, say), and then its words are "".

    Attributes:
        strength: 0 to 1; how sure the rule is. Conflicts are shown from .5 and folded from .4.
        rule: the name of the rule that found it.
    """

    kind: ConflictKind
    claim: str
    passage: str
    claim_span: Span | None
    passage_span: Span | None
    strength: float
    rule: str


@dataclass(frozen=True, slots=True)
class Match:
    """A claim and the passage of a source that is closest to it in wording.

    Attributes:
        source: the `name` of the source.
        passage: the id of the passage.
        conflicts, agreements, folded: None where the pair was not compared, which is not the same as none found.
        origin: sources with the same origin are copies of one another.
        self_evidence: the source is the article's own publisher or URL.
        below_threshold: the wording is further apart than matches that were right.
    """

    source: str
    passage: str
    text: str
    score: float
    conflicts: tuple[Conflict, ...] | None = None
    agreements: tuple[Conflict, ...] | None = None
    folded: tuple[Conflict, ...] | None = None
    origin: str = ""
    self_evidence: bool = False
    below_threshold: bool = False


@dataclass(frozen=True, slots=True)
class ClaimMatches:
    """A claim and its matches, best first; no two from one source."""

    claim: Claim
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class Rating:
    """One step of a scale. `value` is its number in ClaimReview, where the scale has numbers.

    `needs_evidence` is False for a rating that says that there is none.
    """

    id: str
    label: str
    value: float | None = None
    description: str | None = None
    color: str | None = None
    needs_evidence: bool = True


@dataclass(frozen=True, slots=True)
class Scale:
    """A set of ratings, as data. The ratings of an ordered scale stand from worst to best."""

    id: str
    name: str
    ordered: bool
    ratings: tuple[Rating, ...]
    version: str = "1"
    description: str | None = None
    mappings: tuple[ScaleMapping, ...] = ()

    def rating(self, id: str) -> Rating | None:
        """Return the rating with that id, or None."""
        return next((rating for rating in self.ratings if rating.id == id), None)


@dataclass(frozen=True, slots=True)
class ScaleMapping:
    """How the ratings of a scale read on another one: pairs of rating ids; `exact` where nothing is lost."""

    to: str
    exact: bool
    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage that a verdict rests on, with the words cited, so that the record stands without the store."""

    passage: str
    stance: EvidenceStance
    source: str = ""
    quote: str = ""
    url: str | None = None
    locator: str | None = None


@dataclass(frozen=True, slots=True)
class RejectedPassage:
    """A passage that the reviewer saw and did not cite, with the score it had then."""

    passage: str
    score: float


@dataclass(frozen=True, slots=True)
class Versions:
    """What made a record."""

    factkit: str
    model: str
    schema: str


@dataclass(frozen=True, slots=True)
class Record:
    """One event in the log of verdicts: never changed, never deleted, only superseded.

    Attributes:
        id: a UUIDv7.
        log: the log that it belongs to: one for each store and article.
        previous: the digest of the record before it in its log; None for the first.
        claim_sha256, article_sha256: of what the reviewer read.
        rating: None in a retraction and an unpublication.
        supersedes: the id of the record whose place it takes, and `superseded_digest` that record's digest.
        url: the page, in a publication.
        digest: SHA-256 of the record's RFC 8785 canonical JSON without this field; "" until it is sealed.
    """

    id: str
    kind: RecordKind
    log: str
    previous: str | None
    article: str
    claim: str
    article_sha256: str
    claim_sha256: str
    reviewer: str
    role: str
    recorded: datetime
    scale: str
    scale_version: str
    rating: str | None
    rationale: str
    evidence: tuple[CitedPassage, ...]
    versions: Versions
    rejected: tuple[RejectedPassage, ...] = ()
    supersedes: str | None = None
    superseded_digest: str | None = None
    url: str | None = None
    seconds: float | None = None
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file: what, where and what to do. `line` and `column` count from 1."""

    path: str
    line: int
    column: int
    pointer: str
    code: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class Log:
    """How long a log of records is and the digest of its last one, so that a cut-off tail shows."""

    id: str
    count: int
    head: str


@dataclass(frozen=True, slots=True)
class HeldSource:
    """A source and those of its passages that something else names, in the order of the text."""

    source: Source
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Annotation:
    """One article with all that was decided on it: what an annotation file holds and a report shows.

    Attributes:
        claims: in the order of the article.
        matches: what the store held, claim id -> best first; empty where nobody asked.
        sources: those that matches and records name, by id.
        records: log by log, each in its order.
        article_path: where the text is, in a file written without it.
    """

    article: Article
    claims: tuple[Claim, ...]
    sources: tuple[HeldSource, ...] = ()
    scales: tuple[Scale, ...] = ()
    records: tuple[Record, ...] = ()
    logs: tuple[Log, ...] = ()
    matches: tuple[tuple[str, tuple[Match, ...]], ...] = ()
    article_path: str | None = None
