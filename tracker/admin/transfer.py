"""Import and export pages: the strict resources of the command, with a preview."""

from collections.abc import Sequence
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

from .review import may_publish, own_rows
from .uploads import LIFETIME, UploadStorage

SUFFIXES = [".csv", ".xlsx"]  # in the order of FORMATS
EDITS = [
    (Edits.STOP, "Stop, and list them"),
    (Edits.KEEP, "Keep them as they are, and import the rest"),
    (Edits.OVERWRITE, "Overwrite them with the file"),
]
EXPIRED = "That preview is no longer there. Upload the file again."


class UploadForm(forms.Form):
    """A file to import. `formats` and `resources` are the library's; each table has one of its own."""

    import_file = forms.FileField(
        label="File", widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}), allow_empty_file=True
    )
    edits = forms.ChoiceField(
        label="Records edited by hand since their last import",
        choices=EDITS,
        initial=Edits.STOP,
        widget=forms.RadioSelect,
    )

    def __init__(self, formats: Sequence[Any], resources: Sequence[Any], **kwargs: Any) -> None:
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


class ConfirmForm(forms.Form):
    """What the preview hands to its confirmation: `token` stands for the upload, signed for its owner."""

    token = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, owner: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.owner = owner

    def clean(self) -> dict[str, Any]:
        """Put the preview's own choices in place of the token. Raises ValidationError unless all holds."""
        try:
            found = signing.loads(self.cleaned_data.get("token", ""), salt=self.owner, max_age=LIFETIME)
        except signing.BadSignature:
            raise forms.ValidationError(EXPIRED) from None
        if not UploadStorage(name=found["import_file_name"]).exists():
            raise forms.ValidationError(EXPIRED)
        return dict(found)


class DownloadForm(ExportForm):  # type: ignore[misc]
    """The format of an export, CSV unless chosen otherwise."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].choices = [choice for choice in self.fields["format"].choices if choice[0]]


class TransferMixin(ImportExportMixin):  # type: ignore[misc]
    """Import for those who may add, change and publish, as a file can; export for who may see."""

    import_formats = FORMATS
    export_formats = FORMATS
    import_form_class = UploadForm
    confirm_form_class = ConfirmForm
    export_form_class = DownloadForm
    tmp_storage_class = UploadStorage
    skip_admin_log = True  # each record's history has it: who, when, from which file

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
        form = kwargs.get("form")
        chosen = (
            form.cleaned_data.get("edits") if form is not None and form.is_bound and form.is_valid() else None
        )
        return {"edits": Edits(chosen or Edits.STOP), "refuse": own_rows}

    def get_confirm_form_kwargs(self, request: HttpRequest, import_form: Any = None) -> dict[str, Any]:
        owner = f"upload:{self.opts.label_lower}:{request.user.pk}"
        kwargs = super().get_confirm_form_kwargs(request, import_form)
        if import_form is not None:
            kwargs["initial"] = {
                "token": signing.dumps(
                    kwargs["initial"] | {"edits": import_form.cleaned_data["edits"]}, salt=owner
                )
            }
        return dict(kwargs, owner=owner)

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        if not self.has_import_permission(request):
            raise PermissionDenied
        if not self.create_confirm_form(request).is_valid():
            messages.error(request, EXPIRED)
            return HttpResponseRedirect(self._address("import"))
        return super().process_import(request, **kwargs)  # type: ignore[no-any-return]

    def process_result(self, result: StrictResult, request: HttpRequest) -> HttpResponseBase:
        """The library's, but an import that was refused after all says so and shows why."""
        if not result.has_errors():
            return super().process_result(result, request)  # type: ignore[no-any-return]
        form = UploadForm(self.get_import_formats(), self._resources())
        context = self.admin_site.each_context(request) | {
            "title": "Import",
            "form": form,
            "opts": self.opts,
            "result": result,
        }
        return TemplateResponse(request, [self.import_template_name], context)

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
