"""Actors, and the roles they hold."""

from datetime import date
from typing import Any

from django.contrib import admin
from django.db.models import Case, QuerySet, When
from django.http import HttpRequest
from django_countries.filters import CountryFilter

from tracker.history.effects import stances_of
from tracker.models import Actor, Membership

from .base import NounAdmin, ReadOnlyRows, RecordAdmin, StackedRows, date_column
from .filters import ByFilter
from .merging import MergeMixin
from .site import site

ROLE: list[Any] = [
    ("rank", "speaks_for"),
    ("start", "end"),
    "administration",
    ("role_fr", "administration_fr"),
]


class RoleRows(StackedRows):
    model = Membership
    fk_name = "person"
    fields = [("organization", "role"), *ROLE]
    autocomplete_fields = ["organization"]
    related = ("person", "organization")
    verbose_name = "role"
    verbose_name_plural = "roles: who this person speaks for, and when"


class MemberRows(ReadOnlyRows):
    model = Membership
    fk_name = "organization"
    fields = ["person", "role", "rank", "speaks_for", "administration", "start", "end"]
    related = ("person", "organization")
    verbose_name = "member"
    verbose_name_plural = "members: who speaks for this organisation (changed on each person's page)"


@admin.register(Actor, site=site)
class ActorAdmin(MergeMixin, NounAdmin):
    actions = [*NounAdmin.actions, "merge_two"]
    list_display = ["name", "kind", "country", "aliases", "slug", "status"]
    list_filter = ["status", "kind", ("country", CountryFilter), ByFilter]
    search_fields = ["name", "aliases", "slug", "wikidata", "description"]
    search_help_text = "Name, other names, slug, Wikidata id or description"
    prepopulated_fields = {"slug": ["name"]}
    fieldsets = [
        (None, {"fields": ["name", "kind", "country", "description"]}),
        ("How articles and files name it", {"fields": ["aliases", "wikidata"]}),
        ("Review", {"fields": ["status", "slug"]}),
    ]

    def derived(self, record: Actor, as_of: date) -> dict[str, Any]:
        return {"standings": stances_of(record, as_of)}

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Actor], search_term: str
    ) -> tuple[QuerySet[Actor], bool]:
        """In a form's box the nearest name comes first, and only organisations where one is asked for."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        field = request.GET.get("field_name", "")
        if not field:
            return found, duplicates
        if field in ("on_behalf_of", "organization"):
            found = found.exclude(kind__in=[Actor.Kind.PERSON, Actor.Kind.UNNAMED])
        near = Case(
            When(name__iexact=search_term, then=0),
            When(name__istartswith=search_term, then=1),
            When(name__iendswith=f" {search_term}", then=2),  # a person's last name
            When(name__icontains=search_term, then=3),
            default=4,  # one of its other names
        )
        return found.order_by(near, "name", "slug"), duplicates

    def get_inlines(self, request: HttpRequest, obj: Any) -> list[Any]:
        """A person holds roles, an organisation has members; which it is, is known once saved."""
        if obj is None or obj.pk is None:
            return []
        return [MemberRows] if obj.is_organization else [RoleRows]


@admin.register(Membership, site=site)
class MembershipAdmin(RecordAdmin):
    list_display = [
        "person",
        "role",
        "organization",
        "rank",
        "speaks_for",
        date_column("start"),
        date_column("end"),
        "administration",
    ]
    list_select_related = ["person", "organization"]
    list_filter = ["rank", "speaks_for"]
    search_fields = ["person__name", "person__aliases", "organization__name", "role", "administration"]
    search_help_text = "Person, organisation, role or administration"
    autocomplete_fields = ["person", "organization"]
    fieldsets = [
        ("Who, for whom", {"fields": ["person", "organization"]}),
        ("As what", {"fields": ["role", "rank", "speaks_for", "administration"]}),
        ("When", {"fields": ["start", "end"]}),
    ]
