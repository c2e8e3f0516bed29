"""What was pledged, and what became of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tracker.history.commitments import commitment_page, commitment_rows
from tracker.models import Commitment

from .elsewhere import or_elsewhere


@require_safe
def commitments(request: HttpRequest) -> HttpResponse:
    today = localdate()
    return render(request, "tracker/commitments.html", {"rows": commitment_rows(today), "as_of": today})


@require_safe
@or_elsewhere(slug=Commitment)
def commitment(request: HttpRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(Commitment.objects.published(), slug=slug)
    return render(request, "tracker/commitment.html", {"page": commitment_page(found, localdate())})
