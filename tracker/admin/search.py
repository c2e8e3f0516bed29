"""One box for everything: the five nouns by their words, one record by its slug, address or number."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.contrib.admin import AdminSite
from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When, Window
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import Resolver404, resolve
from django.utils.text import capfirst

from tracker.languages import OTHERS
from tracker.models import Actor, Commitment, Issue, Reviewed, Source, Statement
from tracker.words import short_date

from .addresses import list_of, may_view, page_of, plural
from .desk import NAMES
from .finding import find, words_of

SHOWN = 5  # of each noun
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
EDITION = re.compile(rf"^/(?:{'|'.join(OTHERS)})/")
NUMBER = re.compile(r"#?([0-9]{1,18})", re.ASCII)
PUBLIC: dict[str, type[Reviewed]] = {
    "actor": Actor,
    "issue": Issue,
    "source": Source,
    "statement": Statement,
    "commitment": Commitment,
}
ORDER: dict[type[Reviewed], tuple[str, ...]] = {
    Statement: ("-said_last", "slug"),
    Source: ("-published_last", "slug"),
}
DETAILS: dict[type[Reviewed], Callable[[Any], list[str]]] = {
    Actor: lambda actor: [actor.get_kind_display(), actor.description],
    Issue: lambda issue: [issue.question],
    Source: lambda source: [source.publisher, short_date(source.published_on)],
    Statement: lambda said: [str(said.speaker), str(said.issue), short_date(said.said_on)],
    Commitment: lambda commitment: [str(commitment.maker), str(commitment.issue)],
}
NEEDED: dict[type[Reviewed], tuple[str, ...]] = {
    Statement: ("speaker", "issue"),
    Commitment: ("maker", "issue"),
}


@dataclass(frozen=True, slots=True)
class Hit:
    what: str
    url: str
    details: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Group:
    """One noun's hits: the best of them, how many there are, and the list of all."""

    name: str
    number: int
    url: str
    hits: tuple[Hit, ...]


def search_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Straight to a record where the question names just one, else all that has its words."""
    question = request.GET.get("q", "").strip()
    nouns = [noun for noun in PUBLIC.values() if may_view(request, noun)]
    named = list(_named(request, nouns, question))
    if len(named) == 1 and _is_address_or_slug(question):
        return HttpResponseRedirect(_page(named[0]))
    groups = [_group(site, noun, question) for noun in nouns] if words_of(question) else []
    if len(named) == 1 and not any(group.number for group in groups):
        return HttpResponseRedirect(_page(named[0]))
    context = {
        **site.each_context(request),
        "title": f"Search: {question}" if question else "Search",
        "question": question,
        "named": [_hit(record) for record in named],
        "groups": [group for group in groups if group.number],
        "empty": [group.name.lower() for group in groups if not group.number],
        "nouns": [plural(noun) for noun in nouns],
    }
    return TemplateResponse(request, "admin/tracker/search.html", context)


def _is_address_or_slug(question: str) -> bool:
    """A slug of one word is a word too, “mali”: who types it may want all that has it."""
    return "/" in question or ("-" in question and SLUG.fullmatch(question) is not None)


def _named(request: HttpRequest, nouns: list[type[Reviewed]], question: str) -> Iterable[Any]:
    """The records that the question names: by a page's address, an article's, a slug or a number."""
    number = NUMBER.fullmatch(question)
    for noun in nouns:
        rows = noun._default_manager.select_related(*NEEDED.get(noun, ()))
        if "/" in question:
            yield from _at_address(request, rows, question)
        elif number:
            yield from rows.filter(Q(pk=int(number[1])) | Q(slug=question))
        elif SLUG.fullmatch(question):
            yield from rows.filter(slug=question)


def _at_address(request: HttpRequest, rows: QuerySet[Any], address: str) -> Iterable[Any]:
    try:
        parts = urlsplit(address)
    except ValueError:  # "http://[": no address
        return
    if parts.netloc in ("", request.get_host()):
        yield from rows.filter(**_key(rows.model, parts.path))
    elif rows.model is Source:
        yield from rows.filter(Q(url=address) | Q(archive_url=address))


def _key(noun: Any, path: str) -> dict[str, Any]:
    """Which record of a noun a page of this site is about."""
    nothing: dict[str, Any] = {"pk__in": []}
    path = EDITION.sub("/", path)
    try:
        found = resolve(path if path.endswith("/") else f"{path}/")
    except Resolver404:
        return nothing
    name, slug = noun._meta.model_name, found.kwargs.get("slug")
    if found.url_name == name and slug:
        return {"slug": slug}
    if found.url_name == "stance" and name in ("actor", "issue"):
        return {"slug": found.kwargs[name]}
    number = NUMBER.fullmatch(str(found.kwargs.get("object_id", "")))
    return {"pk": int(number[1])} if number and f"_{name}_" in str(found.url_name) else nothing


def _group(site: AdminSite, noun: type[Reviewed], question: str) -> Group:
    """One query: the number of all hits comes with the first."""
    fields: Iterable[Any] = site._registry[noun].search_fields
    found = find(noun._default_manager.all(), fields, question)
    best = found.annotate(rank=_rank(noun, question), number=Window(Count("*")))
    order = ("rank", *ORDER.get(noun, (NAMES[noun], "slug")))
    hits = list(best.select_related(*NEEDED.get(noun, ())).order_by(*order)[:SHOWN])
    return Group(
        name=capfirst(plural(noun)),
        number=hits[0].number if hits else 0,
        url=list_of(noun, q=question),
        hits=tuple(map(_hit, hits)),
    )


def _rank(noun: type[Reviewed], question: str) -> Case:
    """The record that is called so first, then those whose name starts so, then those that have it."""
    name = NAMES[noun]
    return Case(
        When(Q(slug=question) | Q(**{f"{name}__iexact": question}), then=Value(0)),
        When(**{f"{name}__istartswith": question}, then=Value(1)),
        When(**{f"{name}__icontains": question}, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )


def _hit(record: Any) -> Hit:
    details = tuple(detail for detail in DETAILS[type(record)](record) if detail)
    return Hit(str(record), _page(record), details, record.get_status_display())


def _page(record: Any) -> str:
    return page_of(type(record), record.pk)
