"""Quantities in words: as hedged as they were said, with what came on top and what stands beside."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from tracker.stances.values import Amount, Claim, Holding, Qualifier, Rivalry, Share
from tracker.words import and_list, number_alone, number_with_unit

HEDGES = {Qualifier.UP_TO: "up to ", Qualifier.AT_LEAST: "at least ", Qualifier.ABOUT: "about "}
_OF = {Qualifier.UP_TO: "most pledged", Qualifier.AT_LEAST: "least pledged"}
BAR = 100  # units of a bar's length


@dataclass(frozen=True, slots=True)
class ShareBar:
    """A share in words, “at least 50 % of the amount”, and as the filled length of a bar of `BAR`."""

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
    return f"{_hedge(given.amount)}{number_alone(given.amount.quantity, given.amount.unit)}"


def others_in_words(holding: Holding, rivals: Sequence[Rivalry]) -> str:
    """What else is told in place of the whole figure: “up to 4 aircraft”; "" where nothing is."""
    told = [each for rivalry in rivals if holding.whole in rivalry.claims for each in rivalry.claims]
    other = dict.fromkeys(amount_in_words(each.amount) for each in told if each != holding.whole)
    return " or ".join(other)


def held_in_words(held: Sequence[Holding], rivals: Sequence[Rivalry] = ()) -> str:
    """All units beside each other, and what is counted otherwise; "" for none."""
    return "; ".join(_with_others(holding, rivals) for holding in held)


def _with_others(holding: Holding, rivals: Sequence[Rivalry]) -> str:
    others = others_in_words(holding, rivals)
    return f"{holding_in_words(holding)}{f' (by other counts {others})' if others else ''}"


def share_bar(share: Share | None) -> ShareBar | None:
    if share is None:
        return None
    part = min(share.ratio, Decimal(1)) * BAR
    return ShareBar(
        words=f"{percent(share)} of the {_OF[share.of] if share.of else 'amount'}",
        filled=max(int(part), 1 if share.ratio else 0),
        hedged=bool(share.hedge or share.of),
        complete=share.ratio >= 1 and share.hedge is not Qualifier.UP_TO,
    )


def percent(share: Share) -> str:
    """“at least 41 %”. Never more than is known: rounded down, and up only where it is a ceiling."""
    rounding = ROUND_UP if share.hedge is Qualifier.UP_TO else ROUND_DOWN
    whole = (share.ratio * 100).quantize(Decimal(1), rounding)
    if not whole and share.ratio:
        return "more than 0 %" if share.hedge is Qualifier.AT_LEAST else "less than 1 %"
    return f"{HEDGES.get(share.hedge, '') if share.hedge else ''}{whole:,} %"
