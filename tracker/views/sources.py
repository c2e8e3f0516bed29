"""What statements were coded from."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tracker.downloads.offer import article_of, offer
from tracker.history.lists import source_list
from tracker.history.sources import printed, source_page
from tracker.models import Source

from .elsewhere import or_elsewhere


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    page = source_list(request.GET.dict(), request.GET.get("page", ""))
    return render(request, "tracker/sources.html", {"page": page, "rows": page.rows, "take": offer(request)})


@require_safe
@or_elsewhere(slug=Source)
def source(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Source.objects.published(), slug=slug)
    take = offer(request, article=article_of(request, printed(found), localdate()))
    context = {"page": source_page(found), "take": take}
    return render(request, "tracker/source.html", context)
