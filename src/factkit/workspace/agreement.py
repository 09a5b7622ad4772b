"""How far the reviewers of a workspace agree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from factkit.model import Article, Claim, Record, RecordKind
from factkit.verdicts.records import current
from factkit.workspace.articles import find_article
from factkit.workspace.opening import Workspace, open_store
from factkit.workspace.scales import scales as find_scales
from factkit.workspace.verdicts import hidden_note, visible

if TYPE_CHECKING:
    from factkit.store import Store
    from factkit.verdicts.agreement import Spans


@dataclass(frozen=True, slots=True)
class AgreementReport:
    """The agreement on each scale in use, as `factkit agreement` writes it, and what is hidden."""

    scales: tuple[dict[str, Any], ...]
    note: str | None = None


def agreement(workspace: Workspace, articles: Sequence[str], *, reviewer: str | None) -> AgreementReport:
    """Return how far reviewers agree, as far as `reviewer` may know it: scale by scale, adjudications left out.

    Args:
        articles: only those; all of them where empty.

    Raises:
        StoreError: an unknown article.
    """
    with open_store(workspace) as store:
        found = [find_article(store, article) for article in articles] or list(store.articles())
        records = [record for article in found for record in store.records(article=article.id)]
        claims = {claim.id: claim for article in found for claim in _claims(store, article, records)}
    verdicts = [r for r in current(visible(records, workspace.config, reviewer)) if r.kind is RecordKind.VERDICT]
    known = find_scales(workspace)
    used = dict.fromkeys(record.scale for record in verdicts)
    return AgreementReport(
        tuple(
            _on_scale(known[scale], [r for r in verdicts if r.scale == scale], claims)
            for scale in used
            if scale in known
        ),
        hidden_note(workspace.config, reviewer),
    )


def _claims(store: Store, article: Article, records: Iterable[Record]) -> Iterable[Claim]:
    """Return the claims that records name, those that were recut since among them."""
    wanted = {record.claim for record in records if record.article == article.id}
    return (claim for claim in store.claims(article.id, dropped=True) if claim.id in wanted)


def _on_scale(scale: Any, verdicts: Sequence[Record], claims: dict[str, Claim]) -> dict[str, Any]:
    from factkit.verdicts.agreement import agreement as measure

    ratings: dict[str, dict[str, str]] = {}
    spans: dict[str, set[Any]] = {}
    for record in verdicts:
        if record.rating is None or scale.rating(record.rating) is None:
            continue
        ratings.setdefault(record.claim, {})[record.reviewer] = record.rating
        claim = claims.get(record.claim)
        if claim and claim.anchors:
            place = tuple((anchor.start, anchor.end) for anchor in claim.anchors)
            spans.setdefault(record.reviewer, set()).add((claim.article, place))
    found = measure(scale, ratings, spans=_numbered(spans))
    row = asdict(found)
    row["disagreements"] = [
        {"claim": claim, "text": claims[claim].text if claim in claims else None, "ratings": ratings[claim]}
        for claim in found.disagreements
    ]
    return row


def _numbered(spans: dict[str, set[Any]]) -> dict[str, Spans]:
    """Return places told apart by article: each article's offsets are moved past those of the one before."""
    articles = sorted({article for places in spans.values() for article, _ in places})
    moved = {article: number * 2**31 for number, article in enumerate(articles)}
    return {
        reviewer: frozenset(
            tuple((a + moved[article], b + moved[article]) for a, b in place) for article, place in places
        )
        for reviewer, places in spans.items()
    }
