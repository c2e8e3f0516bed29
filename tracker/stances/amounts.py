"""Rule 9, quantities: as hedged as they were said, unit by unit, and never averaged.

A whole figure takes the place of the last one in its unit. What is said to come on top of it (a unit
that begins with “additional ”) adds to it; figures in other units stand beside it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from .values import Amount, Claim, EventKind, Holding, Qualifier, Rivalry, Share, Turn

ON_TOP = "additional "
_PLAIN = frozenset({None, Qualifier.EXACTLY})


def unit_of(amount: Amount) -> str:
    """What is counted, whether or not it comes on top: “troops” of “additional troops”."""
    return _said(amount).removeprefix(ON_TOP)


def is_on_top(amount: Amount) -> bool:
    return _said(amount).startswith(ON_TOP)


def _said(amount: Amount) -> str:
    return " ".join(amount.unit.split())


def claim(turn: Turn) -> Claim | None:
    """The quantity that a turn gives, in the unit that is counted; None where it gives none."""
    if turn.amount is None:
        return None
    amount = replace(turn.amount, unit=unit_of(turn.amount))
    return Claim(amount, turn.kind, turn.statement, turn.first, turn.last, on_top=is_on_top(turn.amount))


def hold(held: tuple[Holding, ...], given: Claim | None) -> tuple[Holding, ...]:
    """What stands in each unit once one more figure is given; units keep the order of their first."""
    if given is None:
        return held
    if not any(_same_unit(each, given) for each in held):
        held = (*held, Holding(given.amount.unit))
    return tuple(_taken(each, given) if _same_unit(each, given) else each for each in held)


def _same_unit(holding: Holding, given: Claim) -> bool:
    return holding.unit.casefold() == given.amount.unit.casefold()


def _taken(holding: Holding, given: Claim) -> Holding:
    if given.on_top:
        return replace(holding, on_top=(*holding.on_top, given))
    again = given.kind is EventKind.REAFFIRMED and holding.whole and holding.whole.amount == given.amount
    return replace(holding, whole=given, on_top=holding.on_top if again else ())


def total(holding: Holding) -> Amount | None:
    """All that stands in one unit as one amount; None where hedges do not add up (at least, up to)."""
    claims = [*([holding.whole] if holding.whole else []), *holding.on_top]
    hedges = {each.amount.qualifier for each in claims} - _PLAIN
    if not claims or len(hedges) > 1:
        return None
    quantity = sum((each.amount.quantity for each in claims), Decimal())
    plain = None if len(claims) > 1 else claims[0].amount.qualifier
    return Amount(quantity, holding.unit, next(iter(hedges), plain))


def rivalries(turns: Iterable[Turn]) -> tuple[Rivalry, ...]:
    """Statements that count the same differently: same turn, same unit, on days that may be one.

    A pledge is made but once: two statements of its making are rivals on whatever days they were said,
    until it ends and is made anew; pass the turns of one such life.
    """
    counts: dict[tuple[EventKind, str, bool], list[Claim]] = {}
    for given in filter(None, map(claim, turns)):
        counts.setdefault((given.kind, given.amount.unit.casefold(), given.on_top), []).append(given)
    found = (_rivals(claims) for claims in counts.values())
    return tuple(Rivalry(rivals[0].kind, rivals[0].amount.unit, rivals) for rivals in found if rivals)


def _rivals(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    pairs = [pair for pair in combinations(claims, 2) if _are_rivals(*pair)]
    return tuple(each for each in claims if any(each in pair for pair in pairs))


def _are_rivals(one: Claim, other: Claim) -> bool:
    if one.statement == other.statement or _figure(one) == _figure(other):
        return False
    overlap = one.first <= other.last and other.first <= one.last
    return overlap or (one.kind is EventKind.MADE and not one.on_top)


def _figure(given: Claim) -> tuple[Decimal, Qualifier | None]:
    hedge = given.amount.qualifier
    return given.amount.quantity, None if hedge in _PLAIN else hedge


def share(
    pledged: Sequence[Holding], delivered: Sequence[Holding], rivals: Sequence[Rivalry] = ()
) -> Share | None:
    """How much of the pledge was delivered, where both are counted in one unit and well enough known.

    The first unit pledged in which something was delivered. None: no such unit, rival counts of it, a
    pledge of nothing, or hedges that no share can carry (at least so many of about so many).
    """
    handed = {each.unit.casefold(): each for each in delivered}
    both = next((each for each in pledged if each.unit.casefold() in handed), None)
    if both is None or any(each.unit.casefold() == both.unit.casefold() for each in rivals):
        return None
    whole, part = total(both), total(handed[both.unit.casefold()])
    if whole is None or part is None or not whole.quantity:
        return None
    return _share(whole, part)


def _share(whole: Amount, part: Amount) -> Share | None:
    if whole.qualifier is Qualifier.ABOUT and part.qualifier not in {*_PLAIN, Qualifier.ABOUT}:
        return None
    about = Qualifier.ABOUT in (whole.qualifier, part.qualifier)
    hedge = Qualifier.ABOUT if about else (None if part.qualifier in _PLAIN else part.qualifier)
    bound = whole.qualifier if whole.qualifier in (Qualifier.UP_TO, Qualifier.AT_LEAST) else None
    return Share(part.quantity / whole.quantity, hedge, bound, part, whole)
