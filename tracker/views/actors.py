"""Who speaks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tracker.downloads.offer import offer
from tracker.history.actors import actor_page
from tracker.history.lens import read_lens
from tracker.history.lists import actor_list
from tracker.history.switchboard import switchboard
from tracker.models import Actor

from .elsewhere import or_elsewhere


@require_safe
def actors(request: HttpRequest) -> HttpResponse:
    page = actor_list(request.GET.dict(), localdate())
    context = {"page": page, "groups": page.groups, "take": offer(request)}
    return render(request, "tracker/actors.html", context)


@require_safe
@or_elsewhere(slug=Actor)
def actor(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Actor.objects.published(), slug=slug)
    lens = read_lens(request.GET, localdate()).whole
    page, board = actor_page(found, lens.as_of, query=lens.query), switchboard(lens, request.path)
    take = offer(request, page.actor.text, lens)
    return render(request, "tracker/actor.html", {"page": page, "board": board, "take": take, "lens": lens})
