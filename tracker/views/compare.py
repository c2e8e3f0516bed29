"""Side by side: actors on an issue, all on all, before and after, reversals, distance."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tracker.downloads.offer import offer
from tracker.history.distances import distance_page
from tracker.history.handovers import handover_page
from tracker.history.lens import Lens, read_lens
from tracker.history.reversals import reversal_list
from tracker.history.side_by_side import beginnings, matrix_page, side_by_side
from tracker.history.switchboard import keeping, switchboard
from tracker.models import Actor, Issue

from .elsewhere import or_elsewhere

KEPT = ("actor", "issue", "kind")


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    return render(request, "tracker/compare.html", {"page": beginnings()})


@require_safe
def compare_matrix(request: HttpRequest) -> HttpResponse:
    lens = _lens(request)
    return _page(request, "matrix", lens, matrix_page(request.GET.dict(), lens))


@require_safe
@or_elsewhere(issue=Issue)
def compare_issue(request: HttpRequest, issue: str) -> HttpResponse:
    found, lens = get_object_or_404(Issue.objects.published(), slug=issue), _lens(request)
    return _page(request, "side_by_side", lens, side_by_side(found, request.GET.getlist("actor"), lens))


@require_safe
@or_elsewhere(actor=Actor)
def compare_actor(request: HttpRequest, actor: str) -> HttpResponse:
    found, lens = get_object_or_404(Actor.objects.published(), slug=actor), _lens(request)
    return _page(request, "before_and_after", lens, handover_page(found, lens))


@require_safe
def compare_reversals(request: HttpRequest) -> HttpResponse:
    lens = _lens(request)
    return _page(request, "reversals", lens, reversal_list(request.GET.dict(), lens))


@require_safe
def compare_distance(request: HttpRequest) -> HttpResponse:
    lens = _lens(request)
    return _page(request, "distance", lens, distance_page(request.GET.getlist("actor"), lens))


def _lens(request: HttpRequest) -> Lens:
    return read_lens(request.GET, localdate())


def _page(request: HttpRequest, template: str, lens: Lens, page: object) -> HttpResponse:
    """`seen`: the lens as fields, for a form that asks for something else through the same one."""
    values = [(name, value[:200]) for name in KEPT for value in request.GET.getlist(name)[:9]]
    asked = [(name, value) for name, value in values if value and "\0" not in value]
    seen = [(name, value) for name, values in QueryDict(lens.query[1:]).lists() for value in values]
    board = replace(keeping(switchboard(lens, request.path), asked), faults=())  # the page tells its own
    context = {"page": page, "board": board, "seen": seen, "lens": lens, "take": offer(request)}
    return render(request, f"tracker/{template}.html", context)
