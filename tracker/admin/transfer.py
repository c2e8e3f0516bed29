"""Import and export pages: the strict resources of the command, with a preview."""

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.urls import reverse
from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm

from tracker.imports.formats import FORMATS
from tracker.imports.outcomes import Edits
from tracker.imports.resources import RESOURCES
from tracker.imports.results import StrictResult
from tracker.models import Origin

from .conflicts import Decided, Decisions, as_json, by_mark, conflicts_of, from_json, posted, settled
from .reasons import reason_box
from .review import may_publish, own_rows
from .uploads import LIFETIME, UploadStorage

SUFFIXES = [".csv", ".xlsx"]  # in the order of FORMATS
EDITS = [
    (Edits.STOP, "Ask about each"),
    (Edits.KEEP, "Keep them all as they are, and import the rest"),
    (Edits.OVERWRITE, "Overwrite them all with the file"),
]
COUNTED = [
    ("created", "new"),
    ("changed", "changed"),
    ("unchanged", "as they were"),
    ("kept", "kept as edited"),
]
LARGE = 7
"""Digits of a page's number that no preview has."""

NOT_SENT = "Nothing is imported from that address itself: upload the file here."
EXPIRED = "That preview is no longer there. Upload the file again."


class UploadForm(forms.Form):
    """A file to import."""

    import_file = forms.FileField(
        label="File", widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}), allow_empty_file=True
    )
    edits = forms.ChoiceField(
        label="Records edited by hand since their last import",
        choices=EDITS,
        initial=Edits.STOP,
        help_text="The preview lists them all, and each can still be decided there.",
        widget=forms.RadioSelect,
    )

    why = reason_box(
        "Why",
        "For colleagues, in the history of each record. Left empty, it names the file.",
        required=False,
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        limit = filesizeformat(settings.UPLOAD_LIMIT)
        self.fields["import_file"].help_text = f"CSV (UTF-8) or XLSX, as exported here; at most {limit}."

    def clean_import_file(self) -> Any:
        file = self.cleaned_data["import_file"]
        if Path(file.name).suffix.lower() not in SUFFIXES:
            raise forms.ValidationError("Choose a .csv or an .xlsx file.")
        if file.size > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(
                f"The file has {filesizeformat(file.size)}; at most {filesizeformat(settings.UPLOAD_LIMIT)} "
                "can be uploaded. Split it, or ask for it to be imported on the server."
            )
        return file

    def clean(self) -> dict[str, Any]:
        """The format follows from the file's name."""
        file = self.cleaned_data.get("import_file")
        if file is not None:
            self.cleaned_data["format"] = str(SUFFIXES.index(Path(file.name).suffix.lower()))
        return self.cleaned_data


@dataclass(frozen=True)
class Pending:
    """An upload between its preview and its confirmation."""

    stored: str  # the storage's name for it
    name: str  # its own name
    format: int
    decisions: Decisions = field(default_factory=dict)
    why: str = ""

    def token(self, owner: str) -> str:
        """Stands for all of it on the page, signed for its owner."""
        data = [self.stored, self.name, self.format, as_json(self.decisions), self.why]
        return signing.dumps(data, salt=owner, compress=True)

    @classmethod
    def from_token(cls, token: str, owner: str) -> "Pending":
        """Raises BadSignature once it expired, or for any other's."""
        stored, name, number, decisions, why = signing.loads(token, salt=owner, max_age=LIFETIME)
        return cls(stored, name, number, from_json(decisions), why)

    @property
    def storage(self) -> UploadStorage:
        return UploadStorage(name=self.stored)

    def dataset(self) -> Any:
        """Raises FileNotFoundError once it was imported, or forgotten."""
        made: Any = FORMATS[self.format]()
        return made.create_dataset(self.storage.read())


class ConfirmForm(forms.Form):
    """What the preview hands to its confirmation: `token` stands for the upload and what was decided."""

    token = forms.CharField(widget=forms.HiddenInput)


class DownloadForm(ExportForm):  # type: ignore[misc]
    """The format of an export, CSV unless chosen otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].choices = [choice for choice in self.fields["format"].choices if choice[0]]


class TransferMixin(ImportExportMixin):  # type: ignore[misc]
    """Import for those who may add, change and publish, as a file can; export for who may see."""

    import_formats = FORMATS
    export_formats = FORMATS
    export_form_class = DownloadForm

    def has_import_permission(self, request: HttpRequest) -> bool:
        may_write = self.has_add_permission(request) and self.has_change_permission(request)
        return bool(self._resources() and may_write and may_publish(request.user, self.model))

    def has_export_permission(self, request: HttpRequest) -> bool:
        return bool(self._resources() and self.has_view_permission(request))

    def get_resource_classes(self, request: HttpRequest) -> list[Any]:
        return self._resources()

    def _resources(self) -> list[Any]:
        """One; none for a table that has no file of its own."""
        return [resource for resource in RESOURCES if resource._meta.model is self.model]

    # import

    def get_import_resource_kwargs(self, request: HttpRequest, **kwargs: Any) -> dict[str, Any]:
        """For a preview: what the upload says of hand edits. For an import: each decision."""
        edits, decisions = kwargs.get("edits", Edits.STOP), kwargs.get("decisions")
        return {"edits": edits, "decisions": decisions, "refuse": own_rows}

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Ask for a file, and preview the one that was sent."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        sent = {"data": request.POST, "files": request.FILES} if request.method == "POST" else {}
        form = UploadForm(**sent)
        if not form.is_valid():
            return self._import_page(request, form=form)
        file, edits = form.cleaned_data["import_file"], Edits(form.cleaned_data["edits"])
        storage = UploadStorage()
        storage.save(file.read())
        number, why = int(form.cleaned_data["format"]), form.cleaned_data["why"].strip()
        pending = Pending(str(storage.name), file.name, number, why=why)
        result = self._run(request, pending, pending.dataset(), dry_run=True, edits=edits)
        decided = {it.mark: Decided(it.key, edits) for it in result.conflicts}
        return self._preview(request, replace(pending, decisions=decided), result, None)

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Import what was previewed, or turn to another page of it. Where the conflicts are not those that
        were decided, nothing is saved, and the preview comes again.
        """
        if not self.has_import_permission(request):
            raise PermissionDenied
        if request.method != "POST":  # come back to, or signed in again
            messages.info(request, NOT_SENT)
            return HttpResponseRedirect(self._address("import"))
        try:
            pending = Pending.from_token(request.POST.get("token", ""), self._owner(request))
            dataset = pending.dataset()
        except (signing.BadSignature, FileNotFoundError):
            messages.error(request, EXPIRED)
            return HttpResponseRedirect(self._address("import"))
        pending = replace(pending, decisions=posted(request.POST, pending.decisions))
        page = request.POST.get("page", "")
        if not page:
            result = self._run(request, pending, dataset, dry_run=False)
            if not result.has_errors():
                pending.storage.remove()
                return self._finished(request, pending, result)
        result = self._run(request, pending, dataset, dry_run=True)
        number = int(page) if page.isdecimal() and len(page) < LARGE else None
        return self._preview(request, pending, result, pending.decisions, page=number, refused=not page)

    def _run(
        self,
        request: HttpRequest,
        pending: Pending,
        dataset: Any,
        *,
        dry_run: bool,
        edits: Edits = Edits.STOP,
    ) -> StrictResult:
        said = self.get_import_resource_kwargs(request, edits=edits, decisions=by_mark(pending.decisions))
        (resource,) = self._resources()
        result: StrictResult = resource(**said).import_data(
            dataset,
            dry_run=dry_run,
            raise_errors=False,
            file_name=pending.name,
            why=pending.why,
            user=request.user,
            retain_instance_in_row_result=True,
        )
        return result

    def _preview(
        self,
        request: HttpRequest,
        pending: Pending,
        result: StrictResult,
        before: Decisions | None,
        *,
        page: int | None = None,
        refused: bool = False,
    ) -> TemplateResponse:
        """`before`: the decisions as they came with the page; `refused`: an import just was."""
        decisions = settled(result, pending.decisions)
        conflicts = conflicts_of(self._resources()[0].table(), result, decisions, before, page)
        context: dict[str, Any] = {"result": result, "conflicts": conflicts, "refused": refused}
        if conflicts or not result.faults:
            token = replace(pending, decisions=decisions).token(self._owner(request))
            context["confirm_form"] = ConfirmForm(initial={"token": token})
        return self._import_page(request, **context)

    def _import_page(self, request: HttpRequest, **context: Any) -> TemplateResponse:
        context.setdefault("form", UploadForm())
        context |= self.admin_site.each_context(request) | {
            "title": "Import",
            "opts": self.opts,
            "fields_list": [("", self._resources()[0].table().names)],
            "past": _past_imports(request),
        }
        return TemplateResponse(request, [self.import_template_name], context)

    def _finished(self, request: HttpRequest, pending: Pending, result: StrictResult) -> HttpResponseBase:
        """To the page of what was done, which says so record by record, and can undo it."""
        counts = [f"{result.counts[what]} {said}" for what, said in COUNTED]
        messages.success(request, f"Imported from {pending.name}: {', '.join(counts)}.")
        if result.changeset is not None and _sees_changes(request):
            return HttpResponseRedirect(result.changeset.get_absolute_url())
        return HttpResponseRedirect(self._address("changelist"))

    def _owner(self, request: HttpRequest) -> str:
        return f"upload:{self.opts.label_lower}:{request.user.pk}"

    # export

    def export_action(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return super().export_action(request)  # type: ignore[no-any-return]
        except IncorrectLookupParameters:
            return HttpResponseRedirect(f"{self._address('changelist')}?{ERROR_FLAG}=1")

    def get_export_filename(self, request: HttpRequest, queryset: Any, file_format: Any) -> str:
        """As the seeds' file is named, so that an export can take its place."""
        return f"{self._resources()[0].file}.{file_format.get_extension()}"

    def _address(self, page: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}")


def _sees_changes(request: HttpRequest) -> bool:
    return request.user.has_perm("tracker.view_changeset")


def _past_imports(request: HttpRequest) -> str:
    """The address of the list of all imports, for those who may see it."""
    changes = reverse("admin:tracker_changeset_changelist")
    return f"{changes}?origin__exact={Origin.IMPORT.value}" if _sees_changes(request) else ""
