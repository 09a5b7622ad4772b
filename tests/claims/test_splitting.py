from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from factkit.anchoring import stands
from factkit.claims import Split, split
from factkit.language.parser import Parser
from factkit.model import Article, ClaimKind, Unresolved

NEWS = (
    "France has announced the suspension of its cooperation with Mali. "
    "This decision, made public on September 20, 2025, marks a break with the past. "
    "The mayor denied that he had taken bribes. "
    "Marie Dupont, the chief executive of Acme, resigned on Monday after the company lost €15bn."
)
FRAGMENTS = [
    "The minister denied that he lied",
    "الحكومة أعلنت يوم الاثنين",
    "e\u0301cole\u0301",
    "👩‍👩‍👧 won 3 medals",
    "\r\n",
    "\n\n- ",
    "“We lost,” she said",
    ", who was born in 1960,",
    ", police said.",
    "( ",
    '"',
    " and ",
    "\u200f\u202e",
    "\x00",
    "\t",
    "Paris:\n- one\n- two\n",
    "If it rains, ",
    "?",
    ". ",
]


def of(text: str, parser: Parser, **fields: str) -> Split:
    return split(Article("a", text, published=date(2025, 9, 20), **fields), parser)


def texts(result: Split) -> list[str]:
    return [claim.text for claim in result.claims]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=12)), max_size=12).map("".join))
def test_anchors_slice_back_to_their_quote_on_any_text(parser: Parser, text: str) -> None:
    result = of(text, parser)
    for claim in result.claims:
        assert claim.text.strip()
        assert all(stands(text, anchor) for anchor in claim.anchors)
        assert [anchor.start for anchor in claim.anchors] == sorted(anchor.start for anchor in claim.anchors)
    assert all(text[skipped.span[0] : skipped.span[1]] == skipped.text for skipped in result.skipped)


def test_every_word_of_a_claim_is_anchored_or_added(parser: Parser) -> None:
    for claim in of(NEWS, parser).claims:
        quoted = " ".join(anchor.exact for anchor in claim.anchors).lower()
        words = [word.strip(".,“”\"'").lower() for word in claim.text.split()]
        added = {word.strip(".,").lower() for word in claim.added}
        assert [word for word in words if word not in quoted and word not in added] == [], claim


def test_a_split_is_the_same_again_and_whatever_stands_in_other_articles(parser: Parser) -> None:
    first = of(NEWS, parser)
    for _ in parser.parse(["Something else.", "Another text " * 50]):
        pass
    assert of(NEWS, parser) == first
    assert len({claim.id for claim in first.claims}) == len(first.claims)


def test_ids_change_with_the_version_of_the_article(parser: Parser) -> None:
    before = of("Paris is big.", parser).claims[0]
    after = of("Paris is big. Rome is old.", parser).claims[0]
    assert (before.text, before.id == after.id) == (after.text, False)


def test_this_decision_is_said_by_name(parser: Parser) -> None:
    claims = {claim.text: claim for claim in of(NEWS, parser).claims}
    claim = claims["The suspension of France's cooperation with Mali was made public on September 20, 2025."]
    assert claim.unresolved == ()
    assert {"suspension", "France's", "was"} <= set(claim.added)


def test_a_pronoun_without_one_antecedent_is_marked(parser: Parser) -> None:
    (claim,) = of("She was born in Cork.", parser).claims
    assert claim.unresolved == (Unresolved.WHO,)
    (*_, second) = of("Anna Berg met Eva Lund on Monday. She lives in Oslo.", parser).claims
    assert second.unresolved == (Unresolved.WHO,)


def test_the_ambassador_is_named_where_one_ambassador_was(parser: Parser) -> None:
    result = of("Malian ambassador Abdoulaye Diop spoke on Monday. The ambassador has left Paris.", parser)
    assert "Abdoulaye Diop has left Paris." in texts(result)


def test_a_name_is_said_to_be_one_of_its_kind_with_an_article(parser: Parser) -> None:
    text = (
        "The miners' party Ore, which won six seats, opposed the bill. Retired general Karl Voss resigned. "
        "Vesnian senator Ida Falk and US senator Bo Hart met. The firm's director Paul Lund left in May."
    )
    said = {claim.text for claim in split(Article("a", text), parser).claims}
    assert {
        "Ore is a miners' party.",
        "Karl Voss is a retired general.",
        "Bo Hart is a US senator.",
        "Paul Lund is the firm's director.",
    } <= said
    of_a_name = split(Article("b", "Waters's agent Ann Coe said it was late."), parser).claims
    assert not [claim.text for claim in of_a_name if "a waters" in claim.text.lower()]


def test_list_items_are_read_with_their_lead(parser: Parser) -> None:
    text = "France partners with Mali through:\r\n- Intelligence sharing\r\n- Joint operations\r\n"
    first, second = of(text, parser).claims
    assert first.text == "France partners with Mali through intelligence sharing."
    assert [anchor.exact for anchor in second.anchors] == ["France partners with Mali through", "Joint operations"]


def test_what_is_not_of_the_article_is_left_out_with_its_reason(parser: Parser) -> None:
    text = (
        "By Jane Roe\n\nThe dam opened in May.\n\nPhoto: John Doe\n\nSign up for our newsletter today.\n\n"
        "We use cookies to improve this site.\n\nWho paid for it?\n\nMore Stories\nPM Faces Vote\nThe king died."
    )
    result = of(text, parser)
    assert texts(result) == ["The dam opened in May."]
    reasons = [skipped.reason for skipped in result.skipped]
    assert reasons == ["byline", "caption", "newsletter", "cookies", "question", "related stories"]


def test_another_language_is_read_by_sentence_and_says_so(parser: Parser) -> None:
    result = of("Le ministre a démissionné lundi. Il a nié avoir menti.", parser, language="fr")
    assert texts(result) == ["Le ministre a démissionné lundi.", "Il a nié avoir menti."]
    assert "language fr" in result.notes[0]


def test_predictions_and_opinions_are_not_checkable(parser: Parser) -> None:
    kinds = {
        claim.kind: claim for claim in of("Prices will fall next year. The plan is a terrible mistake.", parser).claims
    }
    assert {ClaimKind.PREDICTION, ClaimKind.OPINION} == set(kinds)
    assert not any(claim.checkable for claim in kinds.values())
    assert all(claim.check_worthiness <= 20 for claim in kinds.values())


def test_a_text_without_a_statement_gives_no_claim(parser: Parser) -> None:
    assert of("", parser).claims == of("* * *\n\nWho knows?", parser).claims == ()


def test_what_somebody_who_has_died_is_said_to_be_is_what_they_were(parser: Parser) -> None:
    text = "Ilse Orlik, a violinist from Graz, has died. Anna Lind, a nurse, survived. Tom Roe, a baker, nearly died."
    said = [claim.text for claim in split(Article("a", text), parser).claims]
    assert {"Ilse Orlik was a violinist from Graz.", "Anna Lind is a nurse.", "Tom Roe is a baker."} <= set(said)
