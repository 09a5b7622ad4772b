"""Quantities as found: what each measures and the bounds that its words give."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from factkit.model import Quantity, Span


class QuantityKind(StrEnum):
    """What a quantity measures; a count has a noun, a number has not even that, a multiple is of another amount."""

    MONEY = "money"
    PERCENT = "percent"
    SHARE = "share"
    MEASURE = "measure"
    MULTIPLE = "multiple"
    COUNT = "count"
    NUMBER = "number"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity expression in a text; `span` covers `quantity.text`: the amount, its unit and "about", not its noun.

    Attributes:
        low, high: the bounds, inclusive; infinite where a side is open. Equal to the value where it is exact.
        noun: what is counted or shared, in the singular; None where nothing is named.
        dimension: of a measure: "length", "mass"...; None for a "pound" that may be money or mass.
        factor: what makes the value one in the dimension's own unit (metre, kilogram, second).
        aliases: the same amount in other units, from the brackets behind it.
    """

    span: Span
    quantity: Quantity
    low: float
    high: float
    noun: str | None
    kind: QuantityKind
    dimension: str | None = None
    factor: float = 1.0
    aliases: tuple[FoundQuantity, ...] = ()

    @property
    def is_lessening(self) -> bool:
        """Whether it is a multiple below one, as "halved" is."""
        return self.kind is QuantityKind.MULTIPLE and self.quantity.value < 1


def exact(
    text: str, span: Span, value: float, unit: str | None, kind: QuantityKind, noun: str | None = None
) -> FoundQuantity:
    """Return a quantity that is exact and has no noun but the one given."""
    return FoundQuantity(span, Quantity(text[span[0] : span[1]], value, unit), value, value, noun, kind)
