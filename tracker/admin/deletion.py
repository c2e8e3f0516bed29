"""What goes with a record that is deleted, and what forbids it: Django's answer, without a query per row."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db import models, router
from django.http import HttpRequest
from django.template.loader import get_template
from django.urls import reverse
from django.utils.text import capfirst

from tracker.models import CommitmentEvent, Document, Membership

Deleted = tuple[list[Any], dict[str, int], set[str], list[str]]
"""What goes, how many of each table, tables that this person may not delete from, what forbids it."""

SHOWN = 200
"""Records that forbid a deletion, of which the page lists no more."""

# What the names of these records are made of.
NAMED_BY: dict[Any, list[str]] = {
    Membership: ["person", "organization"],
    CommitmentEvent: ["commitment"],
    Document: ["source"],
}


class NamedObjects(NestedObjects):
    """Django's collector, which loads the names with the records."""

    def related_objects(self, related_model: Any, related_fields: Any, objs: Any) -> models.QuerySet[Any]:
        found = super().related_objects(related_model, related_fields, objs)
        return found.select_related(*NAMED_BY.get(related_model, [field.name for field in related_fields]))


def deleted_objects(objs: Any, request: HttpRequest, site: Any) -> Deleted:
    """As `django.contrib.admin.utils.get_deleted_objects`."""
    records = list(objs)
    if not records:
        return [], {}, set(), []
    collector = NamedObjects(using=router.db_for_write(type(records[0])), origin=objs)
    collector.collect(records)
    tables: dict[Any, set[Any]] = collector.model_objs
    return (
        collector.nested(lambda record: _line(record, site)),
        {str(table._meta.verbose_name_plural): len(found) for table, found in tables.items()},
        {str(table._meta.verbose_name) for table in tables if not _may_delete(table, request, site)},
        _listed(collector.protected, site),
    )


def _may_delete(table: Any, request: HttpRequest, site: Any) -> bool:
    return not site.is_registered(table) or bool(site.get_model_admin(table).has_delete_permission(request))


def _listed(records: Iterable[models.Model], site: Any) -> list[str]:
    lines = sorted(_line(record, site) for record in records)
    left = len(lines) - SHOWN
    return [*lines[:SHOWN], f"… and {left} more"] if left > 0 else lines


def _line(record: Any, site: Any) -> str:
    opts = record._meta
    url = ""
    if site.is_registered(type(record)):
        url = reverse(f"{site.name}:{opts.app_label}_{opts.model_name}_change", args=[record.pk])
    return get_template("admin/tracker/deleted.html").render(
        {"kind": capfirst(opts.verbose_name), "name": str(record), "url": url}
    )
