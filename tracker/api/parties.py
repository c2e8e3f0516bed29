"""Actors and sources: the rows of their lists."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop
from ninja import Field, Path, Query, Router, Schema

from tracker.downloads.offer import site_of
from tracker.history.actors import ActorRow, actor_row
from tracker.history.lists import actor_list, source_list
from tracker.history.sources import SourceRow, source_row
from tracker.models import Actor as Party
from tracker.models import Source as Article

from .asking import next_page, refuse_faults
from .elsewhere import NOT_HERE, or_elsewhere
from .schemas import French, Problem, Rows, Slice, Slug, french, one_of

actors = Router()
sources = Router()


class Actor(Schema):
    slug: str
    name: str
    name_fr: French
    address: str = Field(description="The page that shows the same")
    kind: str
    country: str = Field(description="ISO 3166-1, two letters")
    description: str
    description_fr: French
    statements: int


class Actors(Rows):
    items: list[Actor]


class Source(Schema):
    slug: str
    title: str
    address: str = Field(description="The page that shows the same")
    publisher: str
    byline: str
    published_on: str = Field(description="EDTF")
    date_inferred: bool
    statements: int


class Sources(Rows):
    items: list[Source]


class AskedActors(Slice):
    """The filters of the page of actors, under the same names."""

    kind: str = Field("", description=one_of(Party.Kind.values))
    country: str = Field("", description=gettext_noop("ISO 3166-1, two letters, or its name in English"))
    sort: str = Field("", description=gettext_noop("statements; by kind and name without it"))


class AskedSources(Slice):
    """The filters of the page of sources, under the same names."""

    outlet: str = Field("", description=gettext_noop("Name"))
    year: str = Field("", description=gettext_noop("Four digits"))
    sort: str = Field("", description=gettext_noop("oldest, statements; newest first without it"))


@actors.get("", response={200: Actors, 422: Problem, 429: Problem}, summary=gettext_noop("Actors"))
def actors_found(request: HttpRequest, asked: Query[AskedActors]) -> Actors:
    page = actor_list(request.GET.dict(), localdate())
    refuse_faults(request, AskedActors.model_fields, page.found.applied.faults)
    rows, end = [row for group in page.groups for row in group.actors], asked.offset + asked.limit
    return Actors(
        total=len(rows),
        next=next_page(request, end, len(rows)),
        items=[_actor(row, site_of(request)) for row in rows[asked.offset : end]],
    )


@actors.get(
    "/{slug}",
    response={200: Actor, **NOT_HERE, 422: Problem, 429: Problem},
    summary=gettext_noop("One actor"),
)
@or_elsewhere(slug=Party)
def actor_found(request: HttpRequest, slug: Path[Slug]) -> Actor:
    found = get_object_or_404(Party.objects.published(), slug=slug)
    refuse_faults(request, (), ())
    return _actor(actor_row(found, localdate()), site_of(request))


@sources.get("", response={200: Sources, 422: Problem, 429: Problem}, summary=gettext_noop("Sources"))
def sources_found(request: HttpRequest, asked: Query[AskedSources]) -> Sources:
    found = source_list(request.GET.dict(), "").found
    refuse_faults(request, AskedSources.model_fields, found.applied.faults)
    end = asked.offset + asked.limit
    return Sources(
        total=found.total,
        next=next_page(request, end, found.total),
        items=[_source(row, site_of(request)) for row in found.rows[asked.offset : end]],
    )


@sources.get(
    "/{slug}",
    response={200: Source, **NOT_HERE, 422: Problem, 429: Problem},
    summary=gettext_noop("One source"),
)
@or_elsewhere(slug=Article)
def source_found(request: HttpRequest, slug: Path[Slug]) -> Source:
    found = get_object_or_404(Article.objects.published(), slug=slug)
    refuse_faults(request, (), ())
    return _source(source_row(found), site_of(request))


def _actor(row: ActorRow, host: str) -> Actor:
    return Actor(
        slug=row.actor.slug,
        name=row.actor.text,
        name_fr=french(row.actor.text),
        address=host + row.actor.url,
        kind=row.actor.kind,
        country=row.country_code,
        description=row.description,
        description_fr=french(row.description),
        statements=row.statements,
    )


def _source(row: SourceRow, host: str) -> Source:
    return Source(
        slug=row.slug,
        title=row.title,
        address=host + row.url,
        publisher=row.outlet,
        byline=row.byline,
        published_on=row.published_on,
        date_inferred=row.inferred,
        statements=row.statements,
    )
