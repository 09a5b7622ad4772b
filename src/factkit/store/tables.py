"""The tables of `rows` as SQLAlchemy Core has them."""

from factkit.store.rows import (
    ArticleRow,
    ClaimRow,
    EventRow,
    FacetsRow,
    LeaseRow,
    MetaRow,
    PassageRow,
    RecordRow,
    Row,
    SketchRow,
    SourceRow,
)

META, ARTICLES, CLAIMS, SOURCES, PASSAGES, SKETCHES, RECORDS, EVENTS, LEASES, FACETS = (
    Row.metadata.tables[str(kind.__tablename__)]
    for kind in (
        MetaRow,
        ArticleRow,
        ClaimRow,
        SourceRow,
        PassageRow,
        SketchRow,
        RecordRow,
        EventRow,
        LeaseRow,
        FacetsRow,
    )
)
