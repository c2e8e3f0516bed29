"""What was said or done."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tracker.downloads.linked import claim
from tracker.downloads.offer import offer, site_of
from tracker.history.lens import read_lens
from tracker.history.statements import statement_list, statement_page
from tracker.models import Statement

from .elsewhere import or_elsewhere


@require_safe
def statements(request: HttpRequest) -> HttpResponse:
    page = statement_list(request.GET.dict(), request.GET.get("page", ""), localdate())
    return render(request, "tracker/statements.html", {"page": page, "take": offer(request)})


@require_safe
@or_elsewhere(slug=Statement)
def statement(request: HttpRequest, slug: str) -> HttpResponse:
    public = Statement.objects.published().select_related("speaker", "on_behalf_of", "addressee", "issue")
    page = statement_page(get_object_or_404(public, slug=slug), localdate())
    lens = read_lens(request.GET, localdate()).whole
    since = page.since(lens.as_of) if lens.asked else None
    context = {
        "page": page,
        "faults": lens.faults,
        "since": since,
        "take": offer(request, page.card.title, lens if since is None or since.public else lens.latest),
        "linked": claim(page.card, site_of(request)),
    }
    return render(request, "tracker/statement.html", context)
