"""Filters of the admin's lists that Django has not."""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import CharField, Exists, OuterRef, QuerySet, Value
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.utils.timezone import localdate

from tracker.models.base import tags_of

from .desk import worked_on
from .problems import problems_of

YEAR = re.compile(r"[1-9][0-9]{0,3}", re.ASCII)


class YearFilter(admin.SimpleListFilter):
    """By the year of a day; name the field in a subclass."""

    day: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        """Read from the days that there are, by their index: to cut years out of all rows takes longer."""
        days = model_admin.model._default_manager.order_by().values_list(self.day, flat=True).distinct()
        years = sorted({day.year for day in days if day is not None}, reverse=True)
        return [(str(year), str(year)) for year in years]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        year = self.value()
        if year is None or not YEAR.fullmatch(year):
            return queryset
        return queryset.filter(**{f"{self.day}__year": int(year)})


class SaidInFilter(YearFilter):
    title = "year said"
    parameter_name = "said"
    day = "said_last"


class PublishedInFilter(YearFilter):
    title = "year published"
    parameter_name = "published"
    day = "published_last"


class HasFilter(admin.SimpleListFilter):
    """Whether any related record points here; name the relation in a subclass."""

    relation: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "With"), ("no", "Without")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() not in ("yes", "no"):
            return queryset
        relation: Any = queryset.model._meta.get_field(self.relation)
        related = relation.related_model._default_manager.filter(**{relation.field.name: OuterRef("pk")})
        return queryset.filter(Exists(related) if self.value() == "yes" else ~Exists(related))


class EvidenceFilter(HasFilter):
    title = "evidence"
    parameter_name = "evidence"
    relation = "evidence"


class DocumentFilter(HasFilter):
    title = "text"
    parameter_name = "text"
    relation = "document"


class ProblemFilter(admin.SimpleListFilter):
    """By what is wrong with a record."""

    title = "problem"
    parameter_name = "problem"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(problem.slug, problem.name) for problem in problems_of(model_admin.model)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        for problem in problems_of(queryset.model):
            if problem.slug == self.value():
                return problem.found(queryset, localdate())
        return queryset


class ByFilter(admin.SimpleListFilter):
    """By who wrote a record or was the last to change it."""

    title = "worked on by"
    parameter_name = "by"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        me = request.user.get_username()
        staff = get_user_model()._default_manager.filter(is_active=True, is_staff=True)
        names = list(staff.order_by("username").values_list("username", flat=True))
        return [(me, f"Me ({me})"), *((name, name) for name in names if name != me)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.value():
            return queryset
        user = get_user_model()._default_manager.filter(username=self.value()).first()
        return queryset.none() if user is None else worked_on(queryset, user)

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Django's, and whoever an old address names: no filter is at work unseen."""
        yield from super().choices(changelist)
        if self.value() and self.value() not in dict(self.lookup_choices):
            name = self.value()
            string = changelist.get_query_string({self.parameter_name: name})
            yield {"selected": True, "query_string": string, "display": name}


class TagFilter(admin.SimpleListFilter):
    """By one of a statement's working labels."""

    title = "tag"
    parameter_name = "tag"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        tagged = model_admin.model._default_manager.exclude(tags="").order_by()
        lists = tagged.values_list("tags", flat=True).distinct()
        return [(tag, tag) for tag in sorted({tag for tags in lists for tag in tags_of(tags)})]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        tag = self.value()
        if not tag:
            return queryset
        # the label whole: neither "date" nor "check" is the label "check date"
        listed = queryset.annotate(tag_list=Concat(Value("; "), "tags", Value(";"), output_field=CharField()))
        found: QuerySet[Any] = listed.filter(tag_list__contains=f"; {tag};")
        return found
