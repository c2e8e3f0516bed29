"""Files of lists and pages, just as they are filtered; a page's citation; its chart."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.cache import get_conditional_response
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.downloads import tables
from tracker.downloads.citing import CITATIONS, Article, Work
from tracker.downloads.drawing import png, svg
from tracker.downloads.offer import DRAWINGS, FILES, article_of, key, page_path, site_of, work_of
from tracker.downloads.package import NAME, kept_package
from tracker.downloads.table import Table, answer
from tracker.downloads.within import Within, of_ledger, of_list
from tracker.elsewhere import View
from tracker.history.actors import actor_page
from tracker.history.cards import cards
from tracker.history.commitment import commitment_page
from tracker.history.commitments import row_of
from tracker.history.issues import issue_page
from tracker.history.ledger import ledger
from tracker.history.lens import Lens, read_lens
from tracker.history.lists import actor_list, issue_list, source_list
from tracker.history.sources import printed, source_page
from tracker.history.stance import StancePage, stance_page
from tracker.history.statements import statement_cards
from tracker.models import Actor, Commitment, Issue, Source, Statement

from .elsewhere import file_or_elsewhere


class Ending:
    """Of a file: csv, xlsx or json."""

    regex = "|".join(FILES)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class Drawn(Ending):
    """Of a chart: svg or png."""

    regex = "|".join(DRAWINGS)


class Style(Ending):
    """Of a citation."""

    regex = "|".join(CITATIONS).replace(".", r"\.")


def _public(model: Any, slug: str) -> Any:
    return get_object_or_404(model.objects.published(), slug=slug)


def _lens(request: HttpRequest) -> Lens:
    return read_lens(request.GET, localdate())


def as_file(
    request: HttpRequest, ending: str, title: str, day: date, table: Table, within: Within
) -> HttpResponse:
    """`day`: of what it holds. JSON has a place for what a file is narrowed to, the others their name."""
    path = page_path(request)
    about = {
        "title": title,
        "address": request.build_absolute_uri(path + within.query),
        "filter": within.in_words,
        "as_of": day.isoformat(),
    }
    return answer(table, ending, key(path, day, within.query_of_any_day), about)


@require_safe
def statements(request: HttpRequest, ending: str) -> HttpResponse:
    today = localdate()
    applied, found = statement_cards(request.GET.dict(), today)
    table = tables.of_statements(found, site_of(request))
    return as_file(request, ending, _("Statements"), today, table, of_list(applied))


@require_safe
@file_or_elsewhere(slug=Statement)
def statement(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    found = cards(Statement.objects.published().filter(pk=_public(Statement, slug).pk))
    table = tables.of_statements(found, site_of(request))
    return as_file(request, ending, found[0].title, localdate(), table, Within())


@require_safe
def issues(request: HttpRequest, ending: str) -> HttpResponse:
    today = localdate()
    found = issue_list(request.GET.dict(), today)
    table = tables.of_issues(found.rows, site_of(request))
    return as_file(request, ending, _("Issues"), today, table, of_list(found.applied))


@require_safe
@file_or_elsewhere(slug=Issue)
def issue(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    lens = _lens(request).whole
    page = issue_page(_public(Issue, slug), lens.as_of)
    table = tables.of_issue(page, site_of(request))
    return as_file(request, ending, page.question, lens.as_of, table, Within(lens))


@require_safe
@file_or_elsewhere(issue=Issue, actor=Actor)
def stance(request: HttpRequest, issue: str, actor: str, ending: str) -> HttpResponse:
    page = _stance(request, issue, actor)
    table = tables.of_line(page, site_of(request))
    return as_file(request, ending, page.title, page.as_of, table, Within(page.lens))


@require_safe
def actors(request: HttpRequest, ending: str) -> HttpResponse:
    today = localdate()
    page = actor_list(request.GET.dict(), today)
    table = tables.of_actors(page.groups, site_of(request))
    return as_file(request, ending, _("Actors"), today, table, of_list(page.found.applied))


@require_safe
@file_or_elsewhere(slug=Actor)
def actor(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    lens = _lens(request).whole
    page = actor_page(_public(Actor, slug), lens.as_of)
    table = tables.of_actor(page, site_of(request))
    return as_file(request, ending, page.actor.text, lens.as_of, table, Within(lens))


@require_safe
def sources(request: HttpRequest, ending: str) -> HttpResponse:
    found = source_list(request.GET.dict(), "").found
    table = tables.of_sources(found.rows, site_of(request))
    return as_file(request, ending, _("Sources"), localdate(), table, of_list(found.applied))


@require_safe
@file_or_elsewhere(slug=Source)
def source(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    page = source_page(_public(Source, slug))
    table = tables.of_statements(page.statements, site_of(request))
    return as_file(request, ending, page.row.title, localdate(), table, Within())


@require_safe
def commitments(request: HttpRequest, ending: str) -> HttpResponse:
    page = ledger(request.GET, _lens(request))
    table = tables.of_commitments(map(row_of, page.page.paginator.object_list), site_of(request))
    return as_file(request, ending, _("Commitments"), page.lens.as_of, table, of_ledger(page))


@require_safe
@file_or_elsewhere(slug=Commitment)
def commitment(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    lens = _lens(request).whole
    public = Commitment.objects.published().select_related("maker", "recipient", "issue")
    page = commitment_page(get_object_or_404(public, slug=slug), lens)
    table = tables.of_commitment(page, site_of(request))
    return as_file(request, ending, page.row.title, lens.as_of, table, Within(lens))


@require_safe
@file_or_elsewhere(issue=Issue, actor=Actor)
def drawing(request: HttpRequest, issue: str, actor: str, ending: str) -> HttpResponse:
    """The chart alone; 404 where there is no statement to draw."""
    page = _stance(request, issue, actor)
    work = work_of(request, page.title, page.lens)
    drawn = svg(page, site_of(request), work.address)
    if drawn is None:
        raise Http404
    name = work.key
    kind, content = ("image/svg+xml", drawn.encode()) if ending == "svg" else ("image/png", png(drawn))
    return HttpResponse(
        content, content_type=kind, headers={"Content-Disposition": f'inline; filename="{name}.{ending}"'}
    )


@require_safe
def citation(request: HttpRequest, style: str, noun: str, slug: str) -> HttpResponse:
    """Of the page about one record."""
    response: HttpResponse = CITED[noun](request, slug=slug, style=style)
    return response


@require_safe
@file_or_elsewhere(issue=Issue, actor=Actor)
def stance_citation(request: HttpRequest, issue: str, actor: str, style: str) -> HttpResponse:
    page = _stance(request, issue, actor)
    return _citation(work_of(request, page.title, page.lens), style)


def _citation(work: Work | Article, style: str) -> HttpResponse:
    kind, content = CITATIONS[style]
    name = f"{work.key}.{style}"
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(
        getattr(work, content), content_type=kind, headers={"Content-Disposition": disposition}
    )


def _stance(request: HttpRequest, issue: str, actor: str) -> StancePage:
    scale = request.GET.get("axis") == "scale"
    return stance_page(_public(Actor, actor), _public(Issue, issue), _lens(request), to_scale=scale)


def _statement_title(slug: str) -> str:
    (found,) = cards(Statement.objects.published().filter(pk=_public(Statement, slug).pk))
    return found.title


def _cited(model: Any, title: Callable[[str], str]) -> View:
    @file_or_elsewhere(slug=model)
    def view(request: HttpRequest, slug: str, style: str) -> HttpResponse:
        return _citation(work_of(request, title(slug), _lens(request).whole), style)

    return view


@file_or_elsewhere(slug=Source)
def _article(request: HttpRequest, slug: str, style: str) -> HttpResponse:
    return _citation(article_of(request, printed(_public(Source, slug)), localdate()), style)


CITED: dict[str, View] = {
    "actors": _cited(Actor, lambda slug: _public(Actor, slug).local("name")),
    "issues": _cited(Issue, lambda slug: _public(Issue, slug).local("question")),
    "sources": _article,
    "statements": _cited(Statement, _statement_title),
    "commitments": _cited(Commitment, lambda slug: _public(Commitment, slug).local("title")),
}
"""How a page about one record is cited: under the title that it has, that of a source as the article."""


@require_safe
def data(request: HttpRequest) -> HttpResponse:
    context = {"package": kept_package(), "licence": settings.DATA_LICENCE}
    return render(request, "tracker/data.html", context)


@require_safe
def package(request: HttpRequest) -> HttpResponse:
    """The whole data set; its checksum is its ETag, so that who has it need not load it again."""
    made = kept_package()
    response = HttpResponse(made.content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{NAME}.zip"'
    response["ETag"] = f'"{made.sha256}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


@require_safe
def checksum(request: HttpRequest) -> HttpResponse:
    """As `sha256sum -c` reads it."""
    return HttpResponse(f"{kept_package().sha256}  {NAME}.zip\n", content_type="text/plain; charset=utf-8")
