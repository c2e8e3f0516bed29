"""Saved filters: a list as somebody narrowed it, under a name, for oneself or for all colleagues."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_POST

from tracker.models import SavedFilter

from .addresses import list_of, may_view, plural

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[SavedFilter]
else:
    _ModelForm = forms.ModelForm

# Of an address: which page of the list, that it was a wrong one, that the list stood in a window.
PASSING = ("p", "e", "_popup", "_to_field")


@dataclass(frozen=True, slots=True)
class Shown:
    """A saved filter as a link. `whose` is empty for one's own."""

    pk: int
    name: str
    url: str
    list: str
    whose: str
    shared: bool


@dataclass(frozen=True, slots=True)
class View:
    """A list as it is narrowed now: what to save, and what is saved. `query` is empty for all rows."""

    table: str
    query: str
    url: str
    saved: tuple[Shown, ...]


class SavedFilterForm(_ModelForm):
    """What the list's form sends: only a list of this site that the user may see."""

    class Meta:
        model = SavedFilter
        fields = ["name", "table", "query", "shared"]

    def __init__(self, *args: Any, request: HttpRequest, site: AdminSite, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user: Any = request.user
        self.instance.owner = user
        self.tables = {key: table for key, table in tables(site).items() if may_view(request, table)}

    def clean_table(self) -> str:
        table: str = self.cleaned_data["table"]
        if table not in self.tables:
            raise forms.ValidationError("There is no such list.")
        return table

    def clean_query(self) -> str:
        query = lasting(QueryDict(self.cleaned_data["query"].lstrip("?")))
        if not query:
            raise forms.ValidationError("Filter the list first: this is all of it.")
        return query

    def _get_validation_exclusions(self) -> set[str]:
        """The owner is not asked for, and yet part of what must be unique."""
        return set(super()._get_validation_exclusions()) - {"owner"}  # type: ignore[misc]


class SavesFilters:
    """A ModelAdmin whose list shows its address, and what was saved of it."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        view = {"view": view_of(request, self.model)}  # type: ignore[attr-defined]
        return super().changelist_view(request, view | (extra_context or {}))  # type: ignore[misc]


def tables(site: AdminSite) -> dict[str, type[Model]]:
    return {table._meta.label_lower: table for table in site._registry}


def lasting(asked: QueryDict) -> str:
    """What an address asks of a list, without what only held for one look at it."""
    kept = asked.copy()
    for name in [*PASSING, *(name for name, value in asked.items() if not value)]:
        kept.pop(name, None)
    return kept.urlencode()


def view_of(request: HttpRequest, table: type[Model]) -> View:
    query = lasting(request.GET)
    address = list_of(table)
    saved = _seen_by(request).filter(table=table._meta.label_lower)
    return View(
        table=table._meta.label_lower,
        query=query,
        url=f"{address}?{query}" if query else address,
        saved=tuple(_shown(each, table, request) for each in saved),
    )


def saved_filters(request: HttpRequest, site: AdminSite) -> tuple[Shown, ...]:
    """All that the user may open: their own first, then their colleagues'. One query."""
    seen = {key: table for key, table in tables(site).items() if may_view(request, table)}
    found = [_shown(each, seen[each.table], request) for each in _seen_by(request) if each.table in seen]
    return tuple(sorted(found, key=lambda each: each.whose != ""))


def _seen_by(request: HttpRequest) -> QuerySet[SavedFilter]:
    mine: Any = Q(owner=request.user)
    return SavedFilter.objects.filter(mine | Q(shared=True)).select_related("owner")


def _shown(saved: SavedFilter, table: type[Model], request: HttpRequest) -> Shown:
    whose = "" if saved.owner == request.user else saved.owner.get_username()
    name = capfirst(plural(table))
    return Shown(saved.pk, saved.name, f"{list_of(table)}?{saved.query}", name, whose, saved.shared)


def saved_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    context = {
        **site.each_context(request),
        "title": "Saved filters",
        "saved": saved_filters(request, site),
    }
    return TemplateResponse(request, "admin/tracker/saved.html", context)


@require_POST
def save_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    form = SavedFilterForm(request.POST, request=request, site=site)
    if form.is_valid():
        saved = form.save()
        messages.success(request, f"Saved as “{saved.name}”.")
        return HttpResponseRedirect(f"{list_of(form.tables[saved.table])}?{saved.query}")
    faults = [fault for of_field in form.errors.values() for fault in of_field]
    messages.error(request, f"The filter was not saved. {' '.join(map(str, faults))}")
    table = form.tables.get(request.POST.get("table", ""))
    if table is None:
        return HttpResponseRedirect(reverse("admin:index"))
    query = lasting(QueryDict(request.POST.get("query", "")))
    return HttpResponseRedirect(f"{list_of(table)}?{query}")


@require_POST
def share_view(request: HttpRequest, pk: int) -> HttpResponse:
    saved = get_object_or_404(SavedFilter, pk=pk, owner=request.user)
    saved.shared = not saved.shared
    saved.save(update_fields=["shared"])
    whom = "Your colleagues now see" if saved.shared else "Only you now see"
    messages.success(request, f"{whom} “{saved.name}”.")
    return HttpResponseRedirect(reverse("admin:saved_filters"))


@require_POST
def delete_view(request: HttpRequest, pk: int) -> HttpResponse:
    saved = get_object_or_404(SavedFilter, pk=pk, owner=request.user)
    saved.delete()
    messages.success(request, f"Deleted “{saved.name}”.")
    return HttpResponseRedirect(reverse("admin:saved_filters"))
