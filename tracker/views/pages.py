"""Pages that belong to no noun: the front page and the codebook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tracker.downloads.offer import offer
from tracker.history.codebook import codebook_page
from tracker.history.home import home_page
from tracker.history.lens import read_lens
from tracker.history.switchboard import switchboard


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    lens = read_lens(request.GET, localdate()).whole
    page, board = home_page(lens.as_of, query=lens.query), switchboard(lens, request.path)
    return render(request, "tracker/home.html", {"page": page, "board": board, "lens": lens})


@require_safe
def codebook(request: HttpRequest) -> HttpResponse:
    context = {"page": codebook_page(localdate()), "take": offer(request)}
    return render(request, "tracker/codebook.html", context)
