"""Quantities in words: as hedged as they were said, with what came on top and what stands beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from tracker.stances.values import Amount, Claim, Holding, Qualifier, Share
from tracker.words import and_list, number_with_unit

HEDGES = {Qualifier.UP_TO: "up to ", Qualifier.AT_LEAST: "at least ", Qualifier.ABOUT: "about "}
_OF = {Qualifier.UP_TO: " of the most pledged", Qualifier.AT_LEAST: " of the least pledged"}
BAR = 100  # units of a bar's length


@dataclass(frozen=True, slots=True)
class ShareBar:
    """A share in words, “at least 50 %”, and as the filled length of a bar of `BAR`."""

    words: str
    filled: int
    hedged: bool
    complete: bool  # the very figure pledged, or more


def amount_in_words(amount: Amount | None) -> str:
    """“up to 600 troops”; "" for none."""
    if amount is None:
        return ""
    return f"{_hedge(amount)}{number_with_unit(amount.quantity, amount.unit)}"


def _hedge(amount: Amount) -> str:
    return HEDGES.get(amount.qualifier, "") if amount.qualifier else ""


def holding_in_words(holding: Holding) -> str:
    """“600 troops, and up to 200 more on top”; without a whole figure, “200 troops more”."""
    whole = amount_in_words(holding.whole.amount if holding.whole else None)
    if not holding.on_top:
        return whole
    if not whole:
        return f"{and_list([amount_in_words(each.amount) for each in holding.on_top])} more"
    return f"{whole}, and {and_list([_more(each) for each in holding.on_top])} more on top"


def _more(given: Claim) -> str:
    """The figure without its unit, which stands before it already."""
    words, unit = amount_in_words(given.amount), given.amount.unit
    return words.removesuffix(f" {unit}")


def held_in_words(held: Sequence[Holding]) -> str:
    """All units beside each other; "" for none."""
    return "; ".join(map(holding_in_words, held))


def share_bar(share: Share | None) -> ShareBar | None:
    if share is None:
        return None
    part = min(share.ratio, Decimal(1)) * BAR
    return ShareBar(
        words=f"{HEDGES.get(share.hedge, '') if share.hedge else ''}{percent(share.ratio)}"
        f"{_OF.get(share.of, '') if share.of else ''}",
        filled=max(int(part), 1 if share.ratio else 0),
        hedged=bool(share.hedge or share.of),
        complete=share.ratio >= 1 and share.hedge is not Qualifier.UP_TO,
    )


def percent(ratio: Decimal) -> str:
    """Rounded down, so that nothing short of all is called 100 %."""
    if 0 < ratio < Decimal("0.01"):
        return "less than 1 %"
    return f"{(ratio * 100).quantize(Decimal(1), ROUND_DOWN):,} %"
