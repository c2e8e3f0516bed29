"""Two people at one record, as the tests of their collisions have them."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.admin.conftest import form_data

Choose = Callable[..., Any]


def address(record: Any, page: str = "change") -> str:
    return f"/admin/tracker/{record._meta.model_name}/{record.pk}/{page}/"


def opened(client: Client, record: Any) -> dict[str, Any]:
    """What the record's page would send back, untouched."""
    return form_data(client.get(address(record)))


def save(client: Client, record: Any, **changes: Any) -> Any:
    """Open, change, save, with nobody in between."""
    response = client.post(address(record), opened(client, record) | changes)
    assert response.status_code == 302, response.context
    return response


def questions(response: Any) -> list[Any]:
    assert response.status_code == 200, "saved"
    assert response.templates[0].name == "admin/tracker/collision.html"
    return [it for kind in ("both", "theirs", "mine") for it in response.context[kind]]


def told(response: Any) -> dict[str, tuple[str, str | None, dict[str, str], str]]:
    """Each difference by its title: who changed it, as it was, each version in words, the one chosen."""
    return {
        it.title: (
            it.kind,
            it.before,
            {option.heading: option.words for option in it.options} or it.told,
            it.chosen,
        )
        for it in questions(response)
    }


def answer(response: Any, choices: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What a browser would send from the page with the choice; `choices` by the differences' titles."""
    asked = {it.title: it for it in questions(response)}
    sent: dict[str, Any] = {}
    for name, value in response.context["hidden"]:
        sent.setdefault(name, []).append(value)
    sent["_seen"] = response.context["seen"]
    for title, it in asked.items():
        chosen = (choices or {}).get(title, it.chosen)
        if it.options and chosen:
            sent[f"_choose-{it.key}"] = chosen
    assert set(choices or {}) <= set(asked), f"asked only {list(asked)}"
    return sent


def second(name: str = "bea") -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser(name))
    return client


@pytest.fixture
def bea(db: None) -> Client:
    """The second to save; the first is ada, the administrator."""
    return second()
