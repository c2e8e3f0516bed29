"""Quantities in words: as hedged as they were said, with what came on top and what stands beside."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from django.utils.translation import gettext, gettext_lazy

from tracker.stances.values import Amount, Claim, Holding, Qualifier, Rivalry, Share
from tracker.words import and_list, number_alone, number_with_unit, percent

_HEDGED = {
    Qualifier.UP_TO: gettext_lazy("up to %(amount)s"),
    Qualifier.AT_LEAST: gettext_lazy("at least %(amount)s"),
    Qualifier.ABOUT: gettext_lazy("about %(amount)s"),
}
_OF = {
    Qualifier.UP_TO: gettext_lazy("%(share)s of the most pledged"),
    Qualifier.AT_LEAST: gettext_lazy("%(share)s of the least pledged"),
}
_OF_AMOUNT = gettext_lazy("%(share)s of the amount")
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
    return _hedged(amount.qualifier, number_with_unit(amount.quantity, amount.unit))


def _hedged(qualifier: Qualifier | None, amount: str) -> str:
    hedge = _HEDGED.get(qualifier) if qualifier else None
    return hedge % {"amount": amount} if hedge else amount


def holding_in_words(holding: Holding) -> str:
    """“600 troops, and up to 200 more on top”; without a whole figure, “200 troops more”."""
    whole = amount_in_words(holding.whole.amount if holding.whole else None)
    if not holding.on_top:
        return whole
    if not whole:
        amounts = and_list([amount_in_words(each.amount) for each in holding.on_top])
        return gettext("%(amount)s more") % {"amount": amounts}
    more = and_list([_more(each) for each in holding.on_top])
    return gettext("%(amount)s, and %(more)s more on top") % {"amount": whole, "more": more}


def _more(given: Claim) -> str:
    """The figure without its unit, which stands before it already."""
    return _hedged(given.amount.qualifier, number_alone(given.amount.quantity, given.amount.unit))


def others_in_words(holding: Holding, rivals: Sequence[Rivalry]) -> str:
    """What else is told in place of the whole figure: “up to 4 aircraft”; "" where nothing is."""
    told = [each for rivalry in rivals if holding.whole in rivalry.claims for each in rivalry.claims]
    other = dict.fromkeys(amount_in_words(each.amount) for each in told if each != holding.whole)
    return or_list(other)


def or_list(amounts: Iterable[str]) -> str:
    return gettext(" or ").join(amounts)


def held_in_words(held: Sequence[Holding], rivals: Sequence[Rivalry] = ()) -> str:
    """All units beside each other, and what is counted otherwise; "" for none."""
    return gettext("; ").join(_with_others(holding, rivals) for holding in held)


def _with_others(holding: Holding, rivals: Sequence[Rivalry]) -> str:
    others = others_in_words(holding, rivals)
    told = holding_in_words(holding)
    if not others:
        return told
    return gettext("%(amount)s (by other counts %(others)s)") % {"amount": told, "others": others}


def on_top(amount: Amount | None) -> str:
    """What comes on top of another figure: “200 troops more on top”."""
    return gettext("%(amount)s more on top") % {"amount": amount_in_words(amount)}


def share_bar(share: Share | None) -> ShareBar | None:
    if share is None:
        return None
    part = min(share.ratio, Decimal(1)) * BAR
    return ShareBar(
        words=(_OF[share.of] if share.of else _OF_AMOUNT) % {"share": _in_percent(share)},
        filled=max(int(part), 1 if share.ratio else 0),
        hedged=bool(share.hedge or share.of),
        complete=share.ratio >= 1 and share.hedge is not Qualifier.UP_TO,
    )


def _in_percent(share: Share) -> str:
    """“at least 41 %”. Never more than is known: rounded down, and up only where it is a ceiling."""
    rounding = ROUND_UP if share.hedge is Qualifier.UP_TO else ROUND_DOWN
    whole = (share.ratio * 100).quantize(Decimal(1), rounding)
    if not whole and share.ratio:
        if share.hedge is Qualifier.AT_LEAST:
            return gettext("more than %(share)s") % {"share": percent(0)}
        return gettext("less than %(share)s") % {"share": percent(1)}
    return _hedged(share.hedge, percent(whole))
