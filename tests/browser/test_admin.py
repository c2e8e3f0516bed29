"""The admin in a browser: nothing of it is refused by the content policy, and axe finds nothing."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from tracker.models import Actor, Commitment, Issue, Record, Source, Statement


@pytest.fixture
def staff(page: Page, site: str, admin_user) -> Page:
    """A page that is logged in."""
    client = Client()
    client.force_login(admin_user)
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
    return page


def addresses(model: type[Record]) -> list[str]:
    """Every page that the admin has for a model, with its first record."""
    name, record = f"admin:tracker_{model._meta.model_name}", model.objects.order_by("pk").first()
    of_model = [reverse(f"{name}_{page}") for page in ("changelist", "add", "import", "export")]
    return of_model + [
        reverse(f"{name}_{page}", args=[record.pk]) for page in ("change", "history", "delete")
    ]


@pytest.mark.parametrize(
    "model", [Actor, Issue, Source, Statement, Commitment], ids=lambda model: model.__name__
)
def test_every_page_of_a_noun(staff: Page, site, assert_accessible, model):
    for address in addresses(model):
        assert staff.goto(site + address).ok, address
        assert_accessible(staff)


def test_the_front_page(staff: Page, site, assert_accessible):
    for scheme in ("light", "dark"):
        staff.emulate_media(color_scheme=scheme)
        staff.goto(f"{site}/admin/")
        assert_accessible(staff)
