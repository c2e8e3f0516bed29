"""Who works in the admin: an administrator, a reader, and a member of staff who may do nothing."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission, User
from django.test import Client

from tests.stories import Story, canada_story
from tracker.models import Statement
from tracker.roles import grant_roles


@pytest.fixture
def story(db: None) -> Story:
    return canada_story()


@pytest.fixture
def admin(db: None) -> User:
    return User.objects.create_superuser("ada")


@pytest.fixture
def client(admin: User) -> Client:
    """Signed in as the administrator."""
    client = Client()
    client.force_login(admin)
    return client


@pytest.fixture
def staff(db: None) -> Callable[..., Client]:
    """Sign in a member of staff with the permissions named: staff("view_actor", "add_actor")."""

    def sign_in(*codenames: str) -> Client:
        user = User.objects.create_user("sam" + "".join(codenames), is_staff=True)
        user.user_permissions.set(Permission.objects.filter(codename__in=codenames))
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def role(db: None) -> Callable[[str], Client]:
    """Sign in somebody of a group: role("analyst"). Called twice, the same person."""
    if not Group.objects.exists():  # a test that emptied the tables took what the migration made
        grant_roles(apps, "default")

    def sign_in(name: str) -> Client:
        user, _ = User.objects.get_or_create(username=f"an-{name}", defaults={"is_staff": True})
        user.groups.set([Group.objects.get(name=name)])
        client = Client()
        client.force_login(user)
        return client

    return sign_in


def form_data(response: Any) -> dict[str, Any]:
    """What a browser would send back from a change page, untouched."""
    form = response.context["adminform"].form
    formsets = [inline.formset for inline in response.context["inline_admin_formsets"]]
    parts = [form, *(formset.management_form for formset in formsets)]
    parts += [row for formset in formsets for row in formset.initial_forms]
    values = {part.add_prefix(name): part[name].value() for part in parts for name in part.fields}
    return {
        name: "on" if value is True else value
        for name, value in values.items()
        if value is not None and value is not False
    }


@pytest.fixture
def edit(client: Client) -> Callable[..., Any]:
    """Open a record's page, change the fields named, give a reason, save. Gives the answer to the save."""

    def change(record: Any, user: Client = client, **changes: Any) -> Any:
        address = f"/admin/tracker/{record._meta.model_name}/{record.pk}/change/"
        return user.post(address, form_data(user.get(address)) | {"change_reason": "put right"} | changes)

    return change


@pytest.fixture
def statement(story: Story) -> Statement:
    return Statement.objects.get(slug="harper-one-week")
