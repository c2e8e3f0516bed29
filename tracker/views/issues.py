"""Policy questions, and each actor's stance on them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tracker.history.issues import issue_page
from tracker.history.lists import issue_list
from tracker.history.stance import stance_page
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
    return render(request, "tracker/issue.html", {"page": issue_page(found, localdate())})


@require_safe
@or_elsewhere(issue=Issue, actor=Actor)
def stance(request: HttpRequest, issue: str, actor: str) -> HttpResponse:
    on = get_object_or_404(Issue.objects.published(), slug=issue)
    of = get_object_or_404(Actor.objects.published(), slug=actor)
    page = stance_page(of, on, localdate(), to_scale=request.GET.get("axis") == "scale")
    return render(request, "tracker/stance.html", {"page": page})
