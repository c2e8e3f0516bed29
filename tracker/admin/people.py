"""Who may work here: Django's own pages, with boxes that can be ticked by ear and by keyboard."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, User
from django.forms import CheckboxSelectMultiple

from .site import site

if TYPE_CHECKING:
    _UserAdmin = UserAdmin[User]
else:
    _UserAdmin = UserAdmin


class TickMixin:
    """Groups and permissions as lists to tick, in place of two boxes and arrows between them."""

    filter_horizontal: Any = ()

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        kwargs["widget"] = CheckboxSelectMultiple
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]


@admin.register(User, site=site)
class StaffAdmin(TickMixin, _UserAdmin):
    readonly_fields = ["last_login", "date_joined"]


@admin.register(Group, site=site)
class StaffGroupAdmin(TickMixin, GroupAdmin):
    pass
