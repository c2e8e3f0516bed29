"""What every list of the API does with an address."""

from collections.abc import Iterable

from django.http import HttpRequest

from tracker.history.faults import Fault


class RefusedError(Exception):
    """What was asked for does not exist: `faults` in words."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(*faults)
        self.faults = faults


def refuse_faults(request: HttpRequest, known: Iterable[str], faults: Iterable[str]) -> None:
    """Raises RefusedError where a parameter or its value does not exist."""
    strange = sorted(set(request.GET) - set(known))
    told = [*(f'There is no parameter "{name[:80]}".' for name in strange), *map(_bare, faults)]
    if told:
        raise RefusedError(told)


def _bare(fault: str) -> str:
    """What is wrong, without what a page did about it: nothing is answered here."""
    return fault.bare if isinstance(fault, Fault) else fault


def next_page(request: HttpRequest, end: int, total: int) -> str | None:
    """The address of the rows after `end`; None where there are none."""
    if end >= total:
        return None
    asked = request.GET.copy()
    asked["offset"] = str(end)
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
