"""Files of the comparing pages, of the codebook and of a search: as they are filtered, and whole."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.downloads import compared, explained
from tracker.downloads.offer import site_of
from tracker.downloads.within import Within, of_actors, of_list, of_matrix, of_search
from tracker.history.asking import read_asked
from tracker.history.codebook import codebook_page
from tracker.history.distances import distance_page
from tracker.history.found import all_hits
from tracker.history.handovers import handover_page
from tracker.history.lens import read_lens
from tracker.history.reversals import reversal_list
from tracker.history.side_by_side import matrix_page, side_by_side
from tracker.models import Actor, Issue

from .downloads import as_file
from .elsewhere import file_or_elsewhere


@require_safe
def matrix(request: HttpRequest, ending: str) -> HttpResponse:
    lens = read_lens(request.GET, localdate())
    page = matrix_page(request.GET.dict(), lens)
    table = compared.of_matrix(page.page.paginator.object_list, site_of(request))
    return as_file(request, ending, _("Everyone on everything"), lens.as_of, table, of_matrix(page, lens))


@require_safe
def reversals(request: HttpRequest, ending: str) -> HttpResponse:
    lens = read_lens(request.GET, localdate())
    page = reversal_list(request.GET.dict(), lens, whole=True)
    table = compared.of_reversals(page.rows, site_of(request))
    return as_file(request, ending, _("Reversals"), lens.as_of, table, of_list(page.found.applied, lens))


@require_safe
def distance(request: HttpRequest, ending: str) -> HttpResponse:
    lens = read_lens(request.GET, localdate())
    page = distance_page(request.GET.getlist("actor"), lens)
    table = compared.of_distance(page, site_of(request))
    compared_with = of_actors((page.here, page.there), lens)
    return as_file(request, ending, _("Distance"), lens.as_of, table, compared_with)


@require_safe
@file_or_elsewhere(issue=Issue)
def issue(request: HttpRequest, issue: str, ending: str) -> HttpResponse:
    lens = read_lens(request.GET, localdate())
    found = get_object_or_404(Issue.objects.published(), slug=issue)
    page = side_by_side(found, request.GET.getlist("actor"), lens)
    table = compared.of_side_by_side(page, site_of(request))
    shown = of_actors([column.actor for column in page.columns], lens)
    return as_file(request, ending, page.question, lens.as_of, table, shown)


@require_safe
@file_or_elsewhere(actor=Actor)
def actor(request: HttpRequest, actor: str, ending: str) -> HttpResponse:
    lens = read_lens(request.GET, localdate())
    page = handover_page(get_object_or_404(Actor.objects.published(), slug=actor), lens)
    title = _("%(actor)s, before and after") % {"actor": page.actor.text}
    table = compared.of_handovers(page, site_of(request))
    return as_file(request, ending, title, lens.as_of, table, Within(lens))


@require_safe
def search(request: HttpRequest, ending: str) -> HttpResponse:
    asked, today = read_asked(request.GET.dict()), localdate()
    table = explained.of_hits(all_hits(asked, today), site_of(request))
    return as_file(request, ending, _("Search"), today, table, of_search(asked))


@require_safe
def codebook(request: HttpRequest, ending: str) -> HttpResponse:
    today = localdate()
    table = explained.of_codebook(codebook_page(today), site_of(request))
    return as_file(request, ending, _("Codebook"), today, table, Within())
