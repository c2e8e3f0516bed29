"""What a page says to staff who may not open it: which right is missing, who has it, whom to ask."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import get_user_model
from django.db.models import Q
from django.http import HttpRequest
from django.template.response import TemplateResponse

from tracker.models import Record
from tracker.roles import ROLES
from tracker.words import and_list

from .review import noun_model

READ = ("view",)
NEEDED: dict[str, tuple[str, ...]] = {
    "add": ("add",),
    "bulk": ("change", "publish"),
    "change": ("change", "publish"),
    "delete": ("delete", "publish"),
    "deleted": ("change", "delete"),
    "import": ("add", "change", "publish"),
    "merge": ("merge",),
    "process_import": ("add", "change", "publish"),
    "send_drafts": ("change",),
    "undo": ("undo",),
    "version": ("change", "publish"),
}
"""The rights that a table's page asks for, in the order in which it asks; others are there to be read."""

READ_ONLY = ("change", "version")
"""Of those, pages that are read too."""

DOES = {"publish": "publish, withdraw, or change what is published among"}


@dataclass(frozen=True, slots=True)
class Right:
    """What one would have to be allowed, in words, and the first of the groups that brings it."""

    words: str
    role: str


def forbidden(request: HttpRequest, site: AdminSite) -> TemplateResponse:
    context = site.each_context(request) | {
        "title": "You may not do this",
        "right": missing(request, site),
        "askable": _administrators(),
    }
    return TemplateResponse(request, "admin/tracker/forbidden.html", context, status=403)


def missing(request: HttpRequest, site: AdminSite) -> Right | None:
    """The first right that the page asks for and this person has not; None where no such is known."""
    name = (request.resolver_match and request.resolver_match.url_name) or ""
    for model in site._registry:
        table = f"{model._meta.app_label}_{model._meta.model_name}_"
        if name.startswith(table):
            return _missing(request, model, name.removeprefix(table))
    return None


def _missing(request: HttpRequest, model: Any, page: str) -> Right | None:
    user: Any = request.user
    read = request.method == "GET" and page in READ_ONLY
    for action in READ if read else NEEDED.get(page, READ):
        owner = noun_model(model) if action == "publish" and issubclass(model, Record) else model
        meta = owner._meta
        if not user.has_perm(f"{meta.app_label}.{action}_{meta.model_name}"):
            grant = (meta.app_label, meta.model_name, action)
            role = next((role for role, grants in ROLES.items() if grant in grants), "")
            return Right(f"{DOES.get(action, action)} {meta.verbose_name_plural}", role)
    return None


def _administrators() -> str:
    """Who can give rights, by name; empty where nobody can."""
    may = Q(is_superuser=True) | Q(groups__permissions__codename="change_user")
    staff = get_user_model()._default_manager.filter(may, is_active=True, is_staff=True)
    names = list(staff.order_by("username").values_list("username", flat=True).distinct()[:10])
    return and_list(names) if names else ""
