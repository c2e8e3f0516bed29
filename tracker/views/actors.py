"""Who speaks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tracker.history.actors import actor_page
from tracker.history.lists import actor_list
from tracker.models import Actor

from .elsewhere import or_elsewhere


@require_safe
def actors(request: HttpRequest) -> HttpResponse:
    page = actor_list(request.GET.dict(), localdate())
    return render(request, "tracker/actors.html", {"page": page, "groups": page.groups})


@require_safe
@or_elsewhere(slug=Actor)
def actor(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Actor.objects.published(), slug=slug)
    return render(request, "tracker/actor.html", {"page": actor_page(found, localdate())})
