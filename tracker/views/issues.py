"""Policy questions, and each actor's stance on them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

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
    return render(request, "tracker/issues.html", {"found": found, "rows": found.rows})


@require_safe
@or_elsewhere(slug=Issue)
def issue(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Issue.objects.published(), slug=slug)
    lens = read_lens(request.GET, localdate()).whole
    page, board = issue_page(found, lens.as_of, query=lens.query), switchboard(lens, request.path)
    return render(request, "tracker/issue.html", {"page": page, "board": board, "lens": lens})


@require_safe
@or_elsewhere(issue=Issue, actor=Actor)
def stance(request: HttpRequest, issue: str, actor: str) -> HttpResponse:
    on = get_object_or_404(Issue.objects.published(), slug=issue)
    of = get_object_or_404(Actor.objects.published(), slug=actor)
    axis = "scale" if request.GET.get("axis") == "scale" else ""
    page = stance_page(of, on, read_lens(request.GET, localdate()), to_scale=bool(axis))
    board = switchboard(page.lens, page.url, page.outlets, axis=axis)
    return render(request, "tracker/stance.html", {"page": page, "board": board, "lens": page.lens})
