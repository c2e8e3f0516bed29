"""Filters of the admin's lists that Django has not."""

from typing import Any

from django.contrib import admin
from django.db.models import CharField, QuerySet, Value
from django.db.models.functions import Concat
from django.http import HttpRequest

from tracker.models.base import tags_of


class YearFilter(admin.SimpleListFilter):
    """By the year of a day; name the field in a subclass."""

    day: str

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        years = model_admin.model._default_manager.dates(self.day, "year", order="DESC")
        return [(str(day.year), str(day.year)) for day in years]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        year = self.value()
        if year is None or not year.isascii() or not year.isdigit() or not 1 <= int(year) <= 9999:
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
        if self.value() == "yes":
            return queryset.filter(**{f"{self.relation}__isnull": False}).distinct()
        if self.value() == "no":
            return queryset.filter(**{f"{self.relation}__isnull": True})
        return queryset


class EvidenceFilter(HasFilter):
    title = "evidence"
    parameter_name = "evidence"
    relation = "evidence"


class DocumentFilter(HasFilter):
    title = "text"
    parameter_name = "text"
    relation = "document"


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
