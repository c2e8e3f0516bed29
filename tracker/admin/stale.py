"""The page of stale lines: what nobody has confirmed for a year, and the way to code what is new."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from tracker.history.links import stance_url
from tracker.history.stale import StaleLine, stale_lines
from tracker.models import Actor, Issue, Position, Statement

from .addresses import address_of, may_view, page_of

PER_PAGE = 50
NAMED = (Actor, Issue, Statement)  # what the page shows of: who may not see one of them sees no page


@dataclass(frozen=True, slots=True)
class Row:
    actor: str
    actor_url: str
    issue: str
    rung: str
    last_confirmed: date
    statements: int
    line: str  # the public page
    add: str  # a statement's form, with whose and on what filled in


def may_see(request: HttpRequest) -> bool:
    return all(may_view(request, table) for table in NAMED)


def stale_view(request: HttpRequest, site: AdminSite) -> TemplateResponse:
    if not may_see(request):
        raise PermissionDenied
    found = stale_lines(localdate())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        **site.each_context(request),
        "title": "Stale lines",
        "page": page,
        "rows": rows(page.object_list),
        "may_add": request.user.has_perm("tracker.add_statement"),
    }
    return TemplateResponse(request, "admin/tracker/stale.html", context)


def rows(lines: Iterable[StaleLine]) -> list[Row]:
    """Lines with the names of what they are about. Three queries."""
    lines = list(lines)
    actors = _by_slug(Actor, {line.actor for line in lines})
    issues = _by_slug(Issue, {line.issue for line in lines})
    rungs = Position.objects.filter(issue__in=[issue.pk for issue in issues.values()])
    labels = {(issue, value): label for issue, value, label in rungs.values_list("issue", "value", "label")}
    return [_row(line, actors[line.actor], issues[line.issue], labels) for line in lines]


def _by_slug(table: Any, slugs: Iterable[str]) -> dict[str, Any]:
    return {record.slug: record for record in table._default_manager.filter(slug__in=list(slugs))}


def _row(line: StaleLine, actor: Actor, issue: Issue, labels: dict[tuple[int, int], str]) -> Row:
    whose = "on_behalf_of" if actor.is_organization else "speaker"
    return Row(
        actor=actor.name,
        actor_url=page_of(Actor, actor.pk),
        issue=issue.name,
        rung=labels[issue.pk, line.rung],
        last_confirmed=line.last_confirmed,
        statements=line.statements,
        line=stance_url(line.actor, line.issue),
        add=f"{address_of(Statement, 'add')}?{urlencode({whose: actor.pk, 'issue': issue.pk})}",
    )


def address() -> str:
    return reverse("admin:stale_lines")
