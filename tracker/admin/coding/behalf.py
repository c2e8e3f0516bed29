"""For whom a speaker can have spoken: the roles held on the day, as the memberships have them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.db.models import Q, QuerySet

from tracker import edtf
from tracker.models import Actor, Membership

from ..widgets import KEY


@dataclass(frozen=True, slots=True)
class Proposal:
    """An organisation, and as what the speaker speaks for it."""

    organization: Actor
    roles: tuple[str, ...]

    @property
    def role(self) -> str:
        return ", ".join(self.roles)


def roles_on(speaker: int, first: date, last: date) -> QuerySet[Membership]:
    """The roles that an actor can have held on a day between these two."""
    started = Q(start_first__isnull=True) | Q(start_first__lte=last)
    not_over = Q(end_last__isnull=True) | Q(end_last__gte=first)
    roles = Membership.objects.filter(started, not_over, person=speaker)
    return roles.select_related("organization").order_by("organization__name", "organization", "role", "pk")


def proposals(roles: Iterable[Membership]) -> tuple[Proposal, ...]:
    """The organisations spoken for in these roles, which come by organisation."""
    speaking = (role for role in roles if role.speaks_for)
    return tuple(
        Proposal(organization, tuple(role.role for role in held))
        for organization, held in groupby(speaking, lambda role: role.organization)
    )


def proposals_for(speaker: str, said_on: str) -> tuple[Proposal, ...]:
    """The same from what stands in a form; none while either is missing or makes no sense."""
    try:
        said = edtf.parse(said_on)
    except ValueError:
        return ()
    if not KEY.fullmatch(speaker):
        return ()
    return proposals(roles_on(int(speaker), said.first, said.last))
