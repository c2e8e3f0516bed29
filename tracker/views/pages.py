"""Pages that belong to no noun: the front page and the codebook."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tracker.history.codebook import codebook_page
from tracker.history.home import home_page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "tracker/home.html", {"page": home_page(localdate())})


@require_safe
def codebook(request: HttpRequest) -> HttpResponse:
    return render(request, "tracker/codebook.html", {"page": codebook_page()})
