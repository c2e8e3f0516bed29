"""Where a reader says that something on a record's page is wrong."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tracker.elsewhere import View
from tracker.models import Actor, Commitment, Issue, Report, Source, Statement, noun
from tracker.reporting.forms import ReportForm, stamp
from tracker.throttle import too_many

from .elsewhere import or_elsewhere

SENT = "sent"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, noun: str, slug: str) -> HttpResponse:
    """The form about one public record; for any other what its own page answers."""
    if noun not in ABOUT:
        raise Http404("No such kind of record.")
    response: HttpResponse = ABOUT[noun](request, slug=slug)
    return response


def _about(model: Any) -> View:
    def view(request: HttpRequest, slug: str) -> HttpResponse:
        return _report(request, get_object_or_404(model.objects.published(), slug=slug))

    # whoever asks of a record that moved is led to that record
    return or_elsewhere(slug=model, onto=model._meta.model_name)(view)


ABOUT = {model._meta.model_name: _about(model) for model in (Actor, Issue, Source, Statement, Commitment)}


def _report(request: HttpRequest, record: Any) -> HttpResponse:
    about = f"{record._meta.model_name}:{record.slug}"
    if request.method != "POST":
        form = ReportForm(initial={"stamp": stamp(about)}, about=about)
        return _page(request, record, form, sent=SENT in request.GET)
    form = ReportForm(request.POST, about=about)
    if not form.is_valid():
        return _page(request, record, form)
    if too_many(request, "report", settings.REPORTS_PER_HOUR):
        return _page(request, record, form, status=429)
    _keep(record, form.cleaned_data)
    return HttpResponseRedirect(f"{request.path}?{SENT}")


def _page(
    request: HttpRequest, record: Any, form: ReportForm, *, sent: bool = False, status: int = 200
) -> HttpResponse:
    if form.is_bound:
        form.data = form.again()
    context = {"form": form, "record": record, "noun": noun(record), "sent": sent}
    context |= {"limit": settings.REPORTS_PER_HOUR, "too_many": status == 429}
    return render(request, "tracker/report.html", context, status=status)


def _keep(record: Any, said: dict[str, str]) -> None:
    words = {name: said[name] for name in ("kind", "text", "source", "contact")}
    Report.objects.create(table=record._meta.model_name, record=record.pk, slug=record.slug, **words)
