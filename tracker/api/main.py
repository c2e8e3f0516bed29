"""The API's addresses, and how it says what is wrong."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop
from ninja import NinjaAPI, Path, Query
from ninja.errors import Throttled, ValidationError

from tracker.downloads.offer import site_of
from tracker.history.cards import card, cards, recipe
from tracker.history.narrowing import read_statements
from tracker.models import Statement

from . import schemas
from .asking import RefusedError, next_page, refuse_faults
from .commitments import router as commitments
from .elsewhere import NOT_HERE, or_elsewhere
from .issues import router as issues
from .parties import actors, sources
from .rate import Rate
from .shifts import router as shifts
from .stances import router as stances

api = NinjaAPI(
    title="Positions",
    version="1",
    description="What the pages of this site show, for programs.",
    urls_namespace="api",
    throttle=Rate(),
    docs_url=None,  # the library's page brings scripts that the content policy refuses
)


@api.exception_handler(RefusedError)
def refused(request: HttpRequest, error: RefusedError) -> HttpResponse:
    return api.create_response(request, {"detail": error.faults}, status=422)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    faults = [f"{each['loc'][-1]}: {each['msg']}." for each in error.errors]
    return api.create_response(request, {"detail": faults}, status=422)


@api.exception_handler(Http404)
def missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return api.create_response(request, {"detail": ["There is no such record."]}, status=404)


@api.exception_handler(Throttled)
def too_often(request: HttpRequest, error: Throttled) -> HttpResponse:
    detail = [f"Too many requests. Ask again in {error.wait or 0:.0f} seconds."]
    return api.create_response(request, {"detail": detail}, status=429)  # Retry-After: the library's


@api.get(
    "/statements",
    response={200: schemas.Statements, 422: schemas.Problem, 429: schemas.Problem},
    summary=gettext_noop("Statements"),
)
def statements(request: HttpRequest, asked: Query[schemas.Asked]) -> schemas.Statements:
    """By the day they were said, newest first."""
    found = read_statements(request.GET.dict(), localdate())
    refuse_faults(request, schemas.Asked.model_fields, found.applied.faults)
    end = asked.offset + asked.limit
    total = found.statements.count()
    shown = recipe(found.statements)[asked.offset : end]
    return schemas.Statements(
        total=total,
        next=next_page(request, end, total),
        items=[schemas.statement(card(each), site_of(request)) for each in shown],
    )


@api.get(
    "/statements/{slug}",
    response={200: schemas.Statement, **NOT_HERE, 422: schemas.Problem, 429: schemas.Problem},
    summary=gettext_noop("One statement"),
)
@or_elsewhere(slug=Statement)
def statement(request: HttpRequest, slug: Path[schemas.Slug]) -> schemas.Statement:
    found = cards(Statement.objects.published().filter(slug=slug))
    if not found:
        raise Http404
    refuse_faults(request, (), ())
    return schemas.statement(found[0], site_of(request))


for address, router in (
    ("/issues", issues),
    ("/stances", stances),
    ("/shifts", shifts),
    ("/commitments", commitments),
    ("/actors", actors),
    ("/sources", sources),
):
    api.add_router(address, router)
