"""Review on every page of the admin: who may open a form, which buttons it has, what it must be told."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected as delete_those_selected
from django.contrib.admin.utils import unquote
from django.db.models import QuerySet
from django.db.models.deletion import Collector
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.html import format_html

from tracker.imports.records import one_line_end
from tracker.models import SETTLED, Reviewed, Statement, Status
from tracker.models.changes import REASON_LENGTH

from . import review
from .sentback import sender_of, word_on
from .unseen import why_hidden

_Admin: Any = object  # RecordAdmin has it behind its other mixins

BUTTONS = {"_review": Status.IN_REVIEW, "_publish": Status.PUBLISHED, "_back": Status.DRAFT}
"""Submit buttons that set a status."""

LABELS = {"_review": "Save and send to review", "_publish": "Save and publish"}
DECIDING = {"_publish": "Publish", "_back": "Send back"}
"""The same of what is in review, where they come first."""

WHY_BACK = "Say why it goes back: its author reads this."


# the form


def offer_statuses(form: Any) -> None:
    """Offer the statuses that the form's user may give, and accept no other."""
    field = form.fields.get("status")
    if field is None:
        return
    allowed = review.statuses_for(form.user, type(form.instance))
    field.choices = [choice for choice in field.choices if choice[0] in allowed]
    field.error_messages["invalid_choice"] = review.FOR_EDITORS


def say_who_reads(form: Any) -> None:
    """Beside the decision on what is in review, the reason is its author's to read as well."""
    record, why = form.instance, form.fields.get("change_reason")
    decides = isinstance(record, Reviewed) and record.status == Status.IN_REVIEW
    if why is not None and decides and review.may_publish(form.user, type(record)):
        why.help_text = "Needed to send it back: its author reads this. Kept in the record's history."


def pressed(form: Any) -> Status | None:
    """The status that the button says with which the form was sent."""
    return next((status for button, status in BUTTONS.items() if button in form.data), None)


def why_not_back(form: Any) -> str:
    """Why the form's record is not sent back, if it was asked for and cannot be."""
    if "_back" not in form.data:
        return ""
    if not review.may_publish(form.user, type(form.instance)):
        return "Sending back is for editors."
    waits = form.stored is not None and form.stored.status == Status.IN_REVIEW
    return "" if waits else "Only what is in review can be sent back."


def check(form: Any) -> None:
    """Refuse what review forbids, once the form's record has its new values."""
    record, stored = form.instance, form.stored
    silent = not (form.cleaned_data.get("change_reason", "").strip() or _withdrawn_with_a_word(form))
    if silent and "_back" in form.data:
        _refuse(form, "change_reason", WHY_BACK)
    if not _is_changed(form, record, stored):
        return
    before = stored if stored is not None and review.noun_of(stored) else None
    part_of = None if isinstance(record, Reviewed) else review.noun_of(record)
    concerned = [each for each in (before, part_of) if each is not None]
    locked = [each for each in concerned if not review.may_touch(form.user, each)]
    unexplained = [each for each in concerned if review.is_settled(each)] if silent else []
    if locked:
        _refuse(form, review.NOUN_OF.get(type(record), ""), review.locked(locked[-1]))
    elif unexplained:
        _refuse(form, "change_reason", review.why_needed(unexplained[-1]))
    if settings.FOUR_EYES and _publishes_own(form, record, concerned):
        _refuse(form, "status", review.FOUR_EYES_HOW)


def _withdrawn_with_a_word(form: Any) -> bool:
    """Whether it is withdrawn just now: what the public is told is then reason enough, and asked anyway."""
    record, stored = form.instance, form.stored
    withdraws = isinstance(record, Reviewed) and record.status == Status.WITHDRAWN
    if not withdraws or (stored is not None and stored.status == Status.WITHDRAWN):
        return False
    form.cleaned_data["change_reason"] = review.reason_in(record.withdrawn_because)
    return True


def _refuse(form: Any, field: str, message: str) -> None:
    form.add_error(field if field in form.fields else None, message)


def _is_changed(form: Any, record: Any, stored: Any) -> bool:
    return stored is None or _differs(record, stored) or _rows_changed(record)


def _rows_changed(record: Any) -> bool:
    return any(rows.has_changed() for rows in getattr(record, "_rows", ()))


def _differs(record: Any, stored: Any, without: tuple[str, ...] = ()) -> bool:
    """Whether a person would see a difference: line ends and derived days are none."""
    fields = (field for field in record._meta.concrete_fields if field.editable and field.name not in without)
    return any(_plain(field, record) != _plain(field, stored) for field in fields)


def _plain(field: Any, record: Any) -> Any:
    value = field.value_from_object(record)
    return one_line_end(value) if isinstance(value, str) else value


def _publishes_own(form: Any, record: Any, concerned: list[Any]) -> bool:
    """Whether what this user wrote, just now or since it was last published, is public with this save."""
    if not isinstance(record, Reviewed):
        return any(review.noun_of(each).status == Status.PUBLISHED for each in concerned)
    if record.status != Status.PUBLISHED:
        return False
    stored = form.stored
    if stored is None or _rows_changed(record) or _differs(record, stored, ("status", "withdrawn_because")):
        return True
    return review.is_own(form.user, record)


# the page


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a record's page says of review at its top, and the buttons that it offers: name and label."""

    status: str = ""
    label: str = ""
    note: str = ""
    button: tuple[str, str] = ("", "")
    deciding: tuple[tuple[str, str], ...] = ()
    """Of what is in review, for who may publish: these come first, and the reason with them."""


def sheet(user: Any, model: Any, record: Any, *, may_save: bool, may_change_table: bool) -> Sheet:
    """`record`: as it is stored; None for a new one."""
    noun = record and review.noun_of(record)
    names = _buttons(user, model, record) if may_save and issubclass(model, Reviewed) else []
    decides = "_back" in names
    button = ("", "") if decides or not names else (names[0], LABELS[names[0]])
    if not noun:
        return Sheet(button=button)
    note = word_on(record, user) if record is noun else ""
    if may_change_table and not review.may_touch(user, record):
        note = review.locked(record)
    elif may_save and noun.status in SETTLED:
        note = "Say why you change it, at the end of the form."
    deciding = tuple((name, DECIDING[name]) for name in names) if decides else ()
    return Sheet(noun.status, noun.get_status_display(), note, button, deciding)


def _buttons(user: Any, model: Any, record: Any) -> list[str]:
    status = record.status if record is not None else Status.DRAFT
    if status == Status.PUBLISHED:
        return []
    publishes = review.may_publish(user, model)
    own = settings.FOUR_EYES and (record is None or review.is_own(user, record))
    found = ["_publish"] if publishes and not own else []
    if status == Status.IN_REVIEW:
        return [*found, *(["_back"] if publishes else [])]
    return found or (["_review"] if status == Status.DRAFT else [])


def _gone_back(record: Any) -> str:
    sender = sender_of(record)
    whose = f"to {sender}, who reads" if sender else "to its author, who reads"
    return f"Sent back {whose} your reason under “My drafts”."


class ReviewMixin(_Admin):  # type: ignore[misc]
    """The pages of a noun, or of rows of one."""

    actions: Any = ["delete_selected"]

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = bool(super().has_change_permission(request, obj))
        return may and (obj is None or review.may_touch(request.user, obj))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        may = bool(super().has_delete_permission(request, obj))
        return may and (obj is None or review.may_touch(request.user, obj))

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return review.may_publish(request.user, self.model)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.user = request.user
        return form

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any:
        """Django's; the record is given its rows, so that its form can see whether they change."""
        formsets, inlines = super()._create_formsets(request, obj, change)
        obj._rows = formsets if request.method == "POST" else []
        return formsets, inlines

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> Any:
        form, obj = context["adminform"].form, kwargs.get("obj")
        record = (form.stored if form.is_bound else obj) if obj is not None and obj.pk else None
        context["review"] = sheet(
            request.user,
            self.model,
            record,
            may_save=bool(
                self.has_change_permission(request, record) if record else self.has_add_permission(request)
            ),
            may_change_table=self.has_change_permission(request),
        )
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        record, stored = form.instance, form.stored
        if not isinstance(record, Reviewed) or (stored is not None and stored.status == record.status):
            return
        if "_back" in form.data:
            messages.success(request, _gone_back(record))
        else:
            self._tell_status(request, record)

    def _tell_status(self, request: HttpRequest, record: Any) -> None:
        """What has come of it for readers and colleagues, beside Django's word that it is saved."""
        if record.status == Status.IN_REVIEW:
            messages.success(request, "Sent to review.")
        elif record.status == Status.PUBLISHED and (address := self.view_on_site(record)):
            said = "Published. Readers see it at <a href='{}'>{}</a>."
            messages.success(request, format_html(said, address, address))
        elif record.status == Status.PUBLISHED and not isinstance(record, Statement):
            messages.warning(
                request, f"Published. {why_hidden(record)}"
            )  # its own check says so of a statement

    # an older version

    def _may_restore(self, request: HttpRequest, record: Any, then: Any) -> bool:
        """History's, and review's: of the record as it is now and as it would be."""
        if not super()._may_restore(request, record, then) or then is None:
            return False
        if not review.may_touch(request.user, then.instance):
            return False
        noun = review.noun_of(then.instance)
        if not settings.FOUR_EYES or noun is None or noun.status != Status.PUBLISHED:
            return True
        return record is not None and not review.is_own(request.user, review.noun_of(record))

    # deleting

    def kept(self, objs: Any, request: HttpRequest) -> list[str]:
        """Why review forbids to delete some of these, if it does."""
        row = not issubclass(self.model, Reviewed)
        if not review.may_publish(request.user, self.model):
            settled = self._with_status(objs, SETTLED)
            return [review.locked(settled)] if settled is not None else []
        if row and settings.FOUR_EYES and self._with_status(objs, (Status.PUBLISHED,)) is not None:
            return [review.FOUR_EYES]
        return []

    def _with_status(self, objs: Any, statuses: Any) -> Any:
        """The first of these records whose status, or whose noun's, is one of these; None if none is."""
        path = review.status_path(self.model)
        if isinstance(objs, QuerySet):
            return objs.filter(**{f"{path}__in": statuses}).first()
        return next((each for each in objs if review.noun_of(each).status in statuses), None)

    def _reason_missing(self, request: HttpRequest, objs: Any) -> str:
        """What a page says that was asked to delete without a reason where one is needed; else nothing."""
        if self._reason(request) or not self.has_publish_permission(request):
            return ""  # who may not delete it at all is told so elsewhere
        settled = self._with_status(objs, SETTLED)
        return "" if settled is None else review.why_needed(settled).replace("change", "delete")

    def _reason(self, request: HttpRequest) -> str:
        return request.POST.get("change_reason", "").strip()[:REASON_LENGTH]

    def delete_view(
        self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        obj = self.get_object(request, unquote(object_id)) if request.method == "POST" else None
        missing = self._reason_missing(request, [obj]) if obj is not None else ""
        if missing:
            request.POST = QueryDict()  # Django's view then asks once more
            kwargs["extra_context"] = {"reason_missing": missing} | (kwargs.get("extra_context") or {})
        kwargs["extra_context"] = self._instead(request) | (kwargs.get("extra_context") or {})
        return super().delete_view(request, object_id, *args, **kwargs)  # type: ignore[no-any-return]

    def _instead(self, request: HttpRequest) -> dict[str, Any]:
        """What can be done with a record that is in use, in place of deleting it."""
        merges = getattr(self, "has_merge_permission", None)
        return {
            "may_merge": merges is not None and merges(request),
            "may_withdraw": issubclass(self.model, Reviewed) and self.has_publish_permission(request),
        }

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        obj._change_reason = self._reason(request)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        """Django's, but each record that goes keeps the reason."""
        records = list(queryset)
        for record in records:
            record._change_reason = self._reason(request)
        collector = Collector(using=queryset.db)
        collector.collect(records)
        collector.delete()

    @admin.action(permissions=["delete"], description="Delete selected %(verbose_name_plural)s")
    def delete_selected(self, request: HttpRequest, queryset: QuerySet[Any]) -> Any:
        missing = self._reason_missing(request, queryset) if request.POST.get("post") else ""
        if missing:
            sent = request.POST.copy()
            del sent["post"]
            request.POST = sent  # type: ignore[assignment]  # Django's action then asks once more
        answer = delete_those_selected(self, request, queryset)
        if missing and isinstance(answer, TemplateResponse) and answer.context_data is not None:
            answer.context_data["reason_missing"] = missing
        return answer
