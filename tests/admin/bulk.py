"""A list's action as a person takes it: choose records, say what to set, look, confirm."""

from collections.abc import Iterable
from typing import Any

from django.test import Client

from tracker.models import Changeset


def choose(client: Client, action: str, records: Iterable[Any], **more: Any) -> Any:
    """The page that the action leads to."""
    chosen = list(records)
    table = chosen[0]._meta.model_name
    sent = {"action": action, "_selected_action": [record.pk for record in chosen], "index": 0}
    return client.post(f"/admin/tracker/{table}/", sent | more)


def look(client: Client, page: Any, **choice: Any) -> Any:
    """The preview, from the page before it."""
    opts, operation = page.context["opts"], page.context["operation"]
    address = f"/admin/tracker/{opts.model_name}/bulk/{operation.name}/"
    return client.post(address, {"selection": page.context["selection"]} | choice)


def sealed_and_shown(page: Any) -> dict[str, Any]:
    """What a browser sends of a preview: what it sealed, and the boxes as they stand above it."""
    form = page.context["form"]
    boxes = {
        box: form.data[box] for name in form.fields for box in (name, f"{name}-slug") if box in form.data
    }
    return {name: page.context[name] for name in ("selection", "preview")} | boxes


def confirm(client: Client, page: Any, reason: str = "recoded", **changed: Any) -> Any:
    """Confirm a preview, some boxes changed since. Gives the list, or the page again, with its messages."""
    opts, operation = page.context["opts"], page.context["operation"]
    address = f"/admin/tracker/{opts.model_name}/bulk/{operation.name}/"
    sent = sealed_and_shown(page) | changed
    return client.post(address, sent | {"apply": "1", "reason": reason}, follow=True)


def run(client: Client, action: str, records: Iterable[Any], reason: str = "recoded", **choice: Any) -> Any:
    page = choose(client, action, records)
    return confirm(client, look(client, page, **choice) if choice else page, reason)


def said(page: Any) -> list[str]:
    """The messages on a page, without their links."""
    return [str(message).partition(" <a")[0] for message in page.context["messages"]]


def in_words(page: Any) -> dict[str, list[str]]:
    """What a preview says would change: by the record's slug, each field."""
    return {
        change.record.slug: [f"{each.label}: {each.old} → {each.new}" for each in change.differences]
        for change in page.context["plan"].changes
    }


def refused(page: Any) -> dict[str, str]:
    return {refusal.record.slug: refusal.why for refusal in page.context["plan"].refused}


def latest() -> Changeset:
    return Changeset.objects.latest("pk")
