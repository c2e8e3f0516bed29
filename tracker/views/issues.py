"""Policy questions, and each actor's stance on them."""

from csp.decorators import csp_replace
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from tracker.downloads.linked import dataset
from tracker.downloads.offer import filters, offer, site_of
from tracker.history.chart import away
from tracker.history.issues import issue_page
from tracker.history.lens import read_lens
from tracker.history.lists import issue_list
from tracker.history.stance import stance_page
from tracker.history.switchboard import switchboard
from tracker.models import Actor, Issue

from .elsewhere import or_elsewhere


@require_safe
def issues(request: HttpRequest) -> HttpResponse:
    found = issue_list(request.GET.dict(), localdate())
    context = {"found": found, "rows": found.rows, "take": offer(request)}
    return render(request, "tracker/issues.html", context)


@require_safe
@or_elsewhere(slug=Issue)
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Issue.objects.published(), slug=slug)
    lens = read_lens(request.GET, localdate()).whole
    page, board = issue_page(found, lens.as_of, query=lens.query), switchboard(lens, request.path)
    take = offer(request, page.question, lens)
    return render(request, "tracker/issue.html", {"page": page, "board": board, "take": take, "lens": lens})


@require_safe
@or_elsewhere(issue=Issue, actor=Actor)
def stance(request: HttpRequest, issue: str, actor: str) -> HttpResponse:
    on = get_object_or_404(Issue.objects.published(), slug=issue)
    of = get_object_or_404(Actor.objects.published(), slug=actor)
    axis = "scale" if request.GET.get("axis") == "scale" else ""
    page = stance_page(of, on, read_lens(request.GET, localdate()), to_scale=bool(axis))
    board = switchboard(page.lens, page.url, page.outlets, axis=axis)
    take = offer(request, page.title, page.lens, drawn=page if page.charts else None)
    linked = dataset(page, take, site_of(request))
    context = {"page": page, "board": board, "take": take, "lens": page.lens, "linked": linked}
    return render(request, "tracker/stance.html", context)


@csp_replace({"frame-ancestors": ["*"]})
@xframe_options_exempt
@require_safe
@or_elsewhere(issue=Issue, actor=Actor)
def embed(request: HttpRequest, issue: str, actor: str) -> HttpResponse:
    """The chart and its finding, for a frame on another site: the one page that may stand in one."""
    on = get_object_or_404(Issue.objects.published(), slug=issue)
    of = get_object_or_404(Actor.objects.published(), slug=actor)
    to_scale = request.GET.get("axis") == "scale"
    page = stance_page(of, on, read_lens(request.GET, localdate()), to_scale=to_scale)
    site = site_of(request)
    whole = f"{site}{page.url}{filters(request, page.lens)}"
    charts = tuple(map(away, page.charts))
    context = {"page": page, "charts": charts, "whole": whole, "at": whole, "site": site}
    return render(request, "tracker/embed.html", context)
