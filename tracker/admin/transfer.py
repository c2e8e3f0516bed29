"""Import and export pages."""

from django.http import HttpRequest
from import_export.admin import ImportExportMixin


class TransferMixin(ImportExportMixin):  # type: ignore[misc]
    """Import for those who may add and change, export for those who may see."""

    def has_import_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_add_permission(request) and self.has_change_permission(request))

    def has_export_permission(self, request: HttpRequest) -> bool:
        return bool(self.has_view_permission(request))
