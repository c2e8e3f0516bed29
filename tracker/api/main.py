"""The API's addresses, and how it says what is wrong."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import localdate
from ninja import NinjaAPI, Path, Query
from ninja.errors import Throttled, ValidationError
from pydantic import StringConstraints

from tracker.history.cards import card, cards, recipe
from tracker.history.narrowing import read_statements
from tracker.models import Statement

from . import schemas
from .rate import Rate

Slug = Annotated[str, StringConstraints(pattern="^[-a-zA-Z0-9_]+$", max_length=200)]


class RefusedError(Exception):
    """What was asked for does not exist: `faults` in words."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__(*faults)
        self.faults = faults


class PublicAPI(NinjaAPI):
    """Any site may read it: it knows no cookie."""

    def create_response(self, *args: Any, **kwargs: Any) -> HttpResponse:
        response = super().create_response(*args, **kwargs)
        response["Access-Control-Allow-Origin"] = "*"
        return response


api = PublicAPI(
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
    summary="Statements",
)
def statements(request: HttpRequest, asked: Query[schemas.Asked]) -> schemas.Statements:
    """By the day they were said, newest first."""
    found = read_statements(request.GET.dict(), localdate())
    strange = sorted(set(request.GET) - set(schemas.Asked.model_fields))
    faults = [*(f'There is no parameter "{name[:80]}".' for name in strange), *found.applied.faults]
    if faults:
        raise RefusedError(faults)
    end = asked.offset + asked.limit
    total = found.statements.count()
    shown = recipe(found.statements)[asked.offset : end]
    return schemas.Statements(
        total=total,
        next=_next(request, end) if end < total else None,
        items=[schemas.statement(card(each), _site(request)) for each in shown],
    )


@api.get(
    "/statements/{slug}",
    response={200: schemas.Statement, 404: schemas.Problem, 422: schemas.Problem, 429: schemas.Problem},
    summary="One statement",
)
def statement(request: HttpRequest, slug: Path[Slug]) -> schemas.Statement:
    found = cards(Statement.objects.published().filter(slug=slug))
    if not found:
        raise Http404
    return schemas.statement(found[0], _site(request))


def _next(request: HttpRequest, offset: int) -> str:
    asked = request.GET.copy()
    asked["offset"] = str(offset)
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")


def _site(request: HttpRequest) -> str:
    return f"{request.scheme}://{request.get_host()}"
