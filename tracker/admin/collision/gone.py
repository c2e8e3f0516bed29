"""The record was deleted or merged away while its page was open: the words typed come back to be copied."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse

from tracker.models import merged_into

from ..widgets import KEY
from .compare import differences
from .marks import RECORD, Table, past, read, tables_of
from .merge import without_choices
from .sheet import Part, Sent, Sheet, sheet_of
from .show import Showing, saved_by

NOT_COPIED = ("csrfmiddlewaretoken", "version")


@dataclass(frozen=True)
class Words:
    """The record or one of its rows as it was sent, under the name that people know it by."""

    heading: str
    lines: list[tuple[str, str]]


def gone(admin: Any, request: HttpRequest, key: str) -> TemplateResponse | None:
    """The page that gives the words back; None where no such record ever was, or who may not know."""
    versions = admin.model.history.select_related("history_user").order_by("-history_id")
    last = versions.filter(id=key).first() if KEY.fullmatch(key) else None
    if last is None or not admin.has_change_permission(request, last.instance):
        return None
    record = last.instance
    sheets = [sheet_of(admin, request, record, table) for table in tables_of(admin, request, record)]
    parts = [part for sheet in sheets for part in _parts(sheet, record, request.POST)]
    showing = Showing(parts, request.user)
    copied = _copied(admin, request)
    words = [typed(showing, part) for part in parts]
    into = merged_into(admin.model, last.id)
    happened = "deleted" if into is None else "merged into another"
    may_add = into is None and admin.has_add_permission(request)  # a new one would be the duplicate again
    context = {
        **admin.admin_site.each_context(request),
        "title": f"This {admin.opts.verbose_name} was {happened} while you had it open",
        "subtitle": _name(record),
        "opts": admin.opts,
        "saved": saved_by(last, request.user),
        "into": into,
        "typed": [it for it in words if it.lines],
        "changed": _changed(showing, parts[0]),
        "left_out": [showing.row(part) for part in parts[1:] if part.sheet.table.name not in copied],
        "add_url": _add_url(admin) if may_add else None,
        "hidden": _as_new(request.POST, [sheet for sheet in sheets if sheet.table.name in copied]),
    }
    return TemplateResponse(request, "admin/tracker/gone.html", context)


def _name(record: Any) -> str:
    """Its name, which may be made of records that went with it."""
    try:
        return str(record)
    except ObjectDoesNotExist:
        return ""


def _parts(sheet: Sheet, record: Any, post: QueryDict) -> Iterator[Part]:
    if sheet.table.name == RECORD:
        rows = past(sheet.table, read(post.get("version", "")).get(RECORD)).rows or {}
        shown = sheet.values(rows.get(record.pk, record))
        yield Part(sheet, record.pk, shown, None, Sent(None, record.pk, sheet.sent(post)))
        return
    for row in sheet.rows(post):
        if not row.removed:
            yield Part(sheet, None, None, None, replace(row, key=None))


def typed(showing: Showing, part: Part) -> Words:
    heading = "" if part.sheet.table.name == RECORD else showing.row(part)
    return Words(heading, showing.lines(part, part.sent.values if part.sent else {}))


def _changed(showing: Showing, part: Part) -> list[str]:
    """The fields in which what was typed is more than what the page had shown."""
    fields, base = part.sheet.fields, part.base or {}
    sent = part.sent.values if part.sent else {}
    return [str(part.sheet.column(name).verbose_name) for name in differences(fields, base, base, sent)]


def _copied(admin: Any, request: HttpRequest) -> set[str]:
    """The tables whose rows the page for a new record takes too."""
    return {table.name for table in tables_of(admin, request, None)}


def _add_url(admin: Any) -> str:
    return reverse(f"{admin.admin_site.name}:{admin.opts.app_label}_{admin.opts.model_name}_add")


def _as_new(post: QueryDict, sheets: Iterable[Sheet]) -> list[tuple[str, str]]:
    """What the page for a new record would have sent: the same words, no key of what is gone."""
    data = without_choices(post)
    for table in [sheet.table for sheet in sheets if sheet.table.name != RECORD]:
        data[f"{table.name}-INITIAL_FORMS"] = "0"
        for name in [name for name in data if _is_key(name, table)]:
            del data[name]
    return [(name, value) for name in data if name not in NOT_COPIED for value in data.getlist(name)]


def _is_key(name: str, table: Table) -> bool:
    parent = table.column.removesuffix("_id")
    return name.startswith(f"{table.name}-") and name.endswith(("-id", f"-{parent}"))
