"""What can be set on many records, and what that makes of one."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib.admin.models import CHANGE, LogEntry
from django.http import HttpRequest
from simple_history.utils import bulk_update_with_history

from tracker.models import Statement, Status
from tracker.models.base import tags_of
from tracker.querysets import chunks

from .. import review
from .forms import KEEP, NONE, OWN, NothingForm, RungForm, SpeakerForm, TagForm, WithdrawForm

Chosen = Mapping[str, Any]
ASKED = "asked"  # the reason while a preview is shown, whose page asks for it


class Operation:
    """One action. `form` asks what to set; `permission` is needed on the table, beside that to change it."""

    name: str
    label: str
    permission = "change"
    form: type[forms.Form] = NothingForm

    def initial(self, model: Any, keys: Sequence[int]) -> dict[str, Any]:
        """What the form proposes for these records."""
        return {}

    def values(self, record: Any, chosen: Chosen) -> dict[str, Any]:
        """The fields of the record as they shall be."""
        raise NotImplementedError

    def reason(self, chosen: Chosen) -> str:
        """The reason for colleagues that stands in what was chosen, where no other is given."""
        return ""

    def refusals(self, user: Any, records: Sequence[Any], chosen: Chosen, reason: str) -> dict[int, str]:
        """Why review forbids it, by primary key, for each record that it forbids it for."""
        refused = {each.pk: review.locked(each) for each in records if not review.may_touch(user, each)}
        return {**{each.pk: review.FOUR_EYES for each in records if review.needs_another(each)}, **refused}

    def write(
        self, request: HttpRequest, changes: Mapping[Any, dict[str, Any]], chosen: Chosen, reason: str
    ) -> dict[int, str]:
        """Write the new values of each record, with its history. Gives what was refused after all."""
        records = list(changes)
        fields = list(dict.fromkeys(name for values in changes.values() for name in values))
        for record, values in changes.items():
            for name, value in values.items():
                setattr(record, name, value)
        said = reason or self.label
        bulk_update_with_history(
            records, type(records[0]), fields, batch_size=500, default_change_reason=said
        )
        user: Any = request.user
        LogEntry.objects.log_actions(user.pk, records, CHANGE, change_message=said)
        return {}


class SetStatus(Operation):
    """Review's own rules decide, and its own function writes."""

    def __init__(self, name: str, label: str, status: Status, permission: str) -> None:
        self.name, self.label, self.status, self.permission = name, label, status, permission
        if status == Status.WITHDRAWN:
            self.form = WithdrawForm

    def values(self, record: Any, chosen: Chosen) -> dict[str, Any]:
        if record.status == self.status:
            return {}
        return {"status": self.status.value, "withdrawn_because": chosen.get("because", "")}

    def reason(self, chosen: Chosen) -> str:
        return review.reason_in(chosen.get("because", ""))

    def refusals(self, user: Any, records: Sequence[Any], chosen: Chosen, reason: str) -> dict[int, str]:
        because = chosen.get("because", "")
        planned = review.plan_status(user, records, self.status, reason=reason or ASKED, because=because)
        return {refused.record.pk: refused.why for refused in planned.refused}

    def write(
        self, request: HttpRequest, changes: Mapping[Any, dict[str, Any]], chosen: Chosen, reason: str
    ) -> dict[int, str]:
        because = chosen.get("because", "")
        done = review.set_status(request, list(changes), self.status, reason=reason, because=because)
        return {refused.record.pk: refused.why for refused in done.refused}


class SetRung(Operation):
    name, label, form = "set_rung", "Set issue and rung", RungForm

    def initial(self, model: Any, keys: Sequence[int]) -> dict[str, Any]:
        """The issue that all of them are on, if it is one."""
        found: set[int] = set()
        for patch in chunks(keys):
            found |= set(
                model.objects.filter(pk__in=patch).order_by().values_list("issue", flat=True).distinct()
            )
        return {"issue": found.pop()} if len(found) == 1 else {}

    def values(self, record: Statement, chosen: Chosen) -> dict[str, Any]:
        issue, rung = chosen["issue"] or record.issue, chosen["position"]
        return {"issue": issue, "position": {KEEP: record.position, NONE: None}.get(rung, rung)}


class Reassign(Operation):
    name, label, form = "reassign", "Re-assign speaker", SpeakerForm

    def values(self, record: Statement, chosen: Chosen) -> dict[str, Any]:
        kept = chosen["principal"] == KEEP
        named = None if chosen["principal"] == OWN else chosen["on_behalf_of"]
        return {
            "speaker": chosen["speaker"] or record.speaker,
            "on_behalf_of": record.on_behalf_of if kept else named,
        }


class Tag(Operation):
    name, label, form = "tag", "Add or remove tags", TagForm

    def values(self, record: Statement, chosen: Chosen) -> dict[str, Any]:
        tags = dict.fromkeys([*tags_of(record.tags), *chosen["add"]])
        return {"tags": "; ".join(tag for tag in tags if tag not in chosen["remove"])}


OPERATIONS: dict[str, Operation] = {
    operation.name: operation
    for operation in (
        SetStatus("send_to_review", "Send to review", Status.IN_REVIEW, "change"),
        SetStatus("publish", "Publish", Status.PUBLISHED, "publish"),
        SetStatus("withdraw", "Withdraw", Status.WITHDRAWN, "publish"),
        SetRung(),
        Reassign(),
        Tag(),
    )
}
STATUSES = ("send_to_review", "publish", "withdraw")
"""The actions of every noun."""
