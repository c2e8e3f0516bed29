"""What was pledged, and what became of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tracker.downloads.offer import offer
from tracker.history.commitment import commitment_page
from tracker.history.ledger import ledger
from tracker.history.lens import read_lens
from tracker.models import Commitment

from .elsewhere import or_elsewhere


@require_safe
def commitments(request: HttpRequest) -> HttpResponse:
    lens = read_lens(request.GET, localdate())
    context = {"page": ledger(request.GET, lens), "lens": lens, "take": offer(request)}
    return render(request, "tracker/commitments.html", context)


@require_safe
@or_elsewhere(slug=Commitment)
def commitment(request: HttpRequest, slug: str) -> HttpResponse:
    public = Commitment.objects.published().select_related("maker", "recipient", "issue")
    found = get_object_or_404(public, slug=slug)
    lens = read_lens(request.GET, localdate())
    page = commitment_page(found, lens)
    context = {"page": page, "lens": lens, "take": offer(request, page.row.title, lens.whole)}
    return render(request, "tracker/commitment.html", context)
