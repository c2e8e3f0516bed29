"""Files of the comparing pages, of the codebook and of a search: as they are filtered, and whole."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tracker.downloads import compared, explained
from tracker.downloads.offer import site_of
from tracker.history.codebook import codebook_page
from tracker.history.distances import distance_page
from tracker.history.found import all_hits
from tracker.history.handovers import handover_page
from tracker.history.lens import read_lens
from tracker.history.reversals import reversal_list
from tracker.history.side_by_side import matrix_page, side_by_side
from tracker.models import Actor, Issue

from .downloads import as_file, of_today
from .elsewhere import file_or_elsewhere


@require_safe
def matrix(request: HttpRequest, ending: str) -> HttpResponse:
    lens = read_lens(request.GET, localdate())
    rows = matrix_page(request.GET.dict(), lens).page.paginator.object_list
    table = compared.of_matrix(rows, site_of(request))
    return as_file(request, ending, _("Everyone on everything"), lens, table)


@require_safe
def reversals(request: HttpRequest, ending: str) -> HttpResponse:
    lens = read_lens(request.GET, localdate())
    rows = reversal_list(request.GET.dict(), lens, whole=True).rows
    return as_file(request, ending, _("Reversals"), lens, compared.of_reversals(rows, site_of(request)))


@require_safe
def distance(request: HttpRequest, ending: str) -> HttpResponse:
    lens = read_lens(request.GET, localdate())
    page = distance_page(request.GET.getlist("actor"), lens)
    return as_file(request, ending, _("Distance"), lens, compared.of_distance(page, site_of(request)))


@require_safe
@file_or_elsewhere(issue=Issue)
def issue(request: HttpRequest, issue: str, ending: str) -> HttpResponse:
    lens = read_lens(request.GET, localdate())
    found = get_object_or_404(Issue.objects.published(), slug=issue)
    page = side_by_side(found, request.GET.getlist("actor"), lens)
    return as_file(request, ending, page.question, lens, compared.of_side_by_side(page, site_of(request)))


@require_safe
@file_or_elsewhere(actor=Actor)
def actor(request: HttpRequest, actor: str, ending: str) -> HttpResponse:
    lens = read_lens(request.GET, localdate())
    page = handover_page(get_object_or_404(Actor.objects.published(), slug=actor), lens)
    title = _("%(actor)s, before and after") % {"actor": page.actor.text}
    return as_file(request, ending, title, lens, compared.of_handovers(page, site_of(request)))


@require_safe
def search(request: HttpRequest, ending: str) -> HttpResponse:
    lens = of_today(request)
    found = all_hits(request.GET.dict(), lens.today)
    return as_file(request, ending, _("Search"), lens, explained.of_hits(found, site_of(request)))


@require_safe
def codebook(request: HttpRequest, ending: str) -> HttpResponse:
    lens = of_today(request)
    table = explained.of_codebook(codebook_page(lens.today), site_of(request))
    return as_file(request, ending, _("Codebook"), lens, table)
