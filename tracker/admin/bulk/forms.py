"""What each action asks."""

from typing import Any

from django import forms

from tracker.models import Actor, Issue, Statement
from tracker.models.base import tags_of

from ..reasons import reason_box
from ..rungs import RungField
from ..site import site
from ..widgets import RecordField, RecordSelect

KEEP, NONE = "", "none"
OWN, OTHER = "own", "other"
LINE = {"class": "vTextField"}


class NothingForm(forms.Form):
    """Asks nothing: the action says it all."""


class WithdrawForm(forms.Form):
    because = forms.CharField(
        label="Withdrawn because",
        max_length=300,
        widget=forms.TextInput(attrs=LINE),
        help_text="Public: in place of each record, its address gives this reason.",
    )


class _AnyRungField(RungField):
    """A rung, none, or each statement's own."""

    def offer(self, issue: str, chosen: str) -> None:
        super().offer(issue, chosen)
        rungs = list(self.choices)[1:]  # type: ignore[arg-type]
        self.choices = [(KEEP, "Leave each as it is"), (NONE, "Took no position"), *rungs]

    def clean(self, value: Any) -> Any:
        return value if value in (KEEP, NONE) else super().clean(value)


class RungForm(forms.Form):
    issue = forms.ModelChoiceField(
        Issue.objects.order_by("name"), required=False, empty_label="Leave each as it is"
    )
    position = _AnyRungField(label="Rung")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rungs: Any = self.fields["position"]
        rungs.help_text = "For all of them. Without scripts, rungs stand below their issue."
        rungs.offer(str(self["issue"].value() or ""), str(self["position"].value() or ""))

    def clean(self) -> dict[str, Any]:
        issue, rung = self.cleaned_data.get("issue"), self.cleaned_data.get("position")
        if not self.errors and issue is None and rung == KEEP:
            raise forms.ValidationError("Choose an issue, a rung, or both.")
        if issue is not None and rung not in (KEEP, NONE, None) and rung.issue_id != issue.pk:
            self.add_error("position", f"“{rung.label}” is not a rung of “{issue.name}”.")
        return self.cleaned_data


def _actor(name: str, label: str) -> RecordField:
    field: Any = Statement._meta.get_field(name)
    return RecordField(
        Actor.objects.all(), required=False, label=label, empty_label="", widget=RecordSelect(field, site)
    )


class SpeakerForm(forms.Form):
    speaker = _actor("speaker", "Speaker")
    principal = forms.ChoiceField(
        label="Spoke for",
        choices=[(KEEP, "Leave each as it is"), (OWN, "Nobody: in their own name"), (OTHER, "For:")],
        required=False,
        initial=KEEP,
        widget=forms.RadioSelect,
    )
    on_behalf_of = _actor("on_behalf_of", "On behalf of")

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data
        principal, named = chosen.get("principal"), chosen.get("on_behalf_of")
        if principal == OTHER and named is None and "on_behalf_of" not in self.errors:
            self.add_error("on_behalf_of", "Choose for whom they spoke.")
        if principal == OWN and named is not None:
            self.add_error("on_behalf_of", "Leave this empty where they spoke in their own name.")
        if principal == KEEP and named is not None:
            chosen["principal"] = OTHER
        if not self.errors and chosen.get("speaker") is None and chosen["principal"] == KEEP:
            raise forms.ValidationError("Choose a speaker, or for whom they spoke.")
        return chosen


class TagForm(forms.Form):
    add = forms.CharField(
        label="Add tags",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=LINE),
        help_text="Separated by semicolons: check date; second reading.",
    )
    remove = forms.CharField(
        label="Remove tags", required=False, max_length=200, widget=forms.TextInput(attrs=LINE)
    )

    def clean(self) -> dict[str, Any]:
        add, remove = (tags_of(self.cleaned_data.get(name, "")) for name in ("add", "remove"))
        both = [tag for tag in add if tag in remove]
        if both:
            self.add_error("remove", f"“{both[0]}” cannot be both added and removed.")
        elif not self.errors and not add and not remove:
            raise forms.ValidationError("Name a tag to add or to remove.")
        return {"add": add, "remove": remove}


class WhyForm(forms.Form):
    """Asked last, beside the preview. Needed where something published or withdrawn changes (`settled`),
    unless what was chosen says it already (`said`).
    """

    reason = reason_box("Why this change", required=False)

    def __init__(self, *args: Any, settled: bool, said: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        reason.required = settled and not said
        reason.help_text = "For colleagues, in the history of each record."
        if said:
            reason.help_text += " Left empty, the public reason stands there too."
        if reason.required:
            reason.help_text += " Needed, as some of these are published or withdrawn."
            reason.error_messages["required"] = "Say why: some of these are published or withdrawn."
