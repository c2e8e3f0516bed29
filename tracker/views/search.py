"""Search over all that is public."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tracker.downloads.offer import offer
from tracker.history.search import search_page


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    page = search_page(request.GET.dict(), request.GET.get("page", ""), localdate())
    context = {"page": page, "question": page.asked.question.text}
    context |= {"take": offer(request)} if page.total else {}
    return render(request, "tracker/search.html", context)
