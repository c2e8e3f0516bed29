"""The page that explains the JSON API to people, from the API's own description."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_safe

from tracker.api import api

# An address of each kind that answers with the shipped data.
EXAMPLES = {
    "/api/v1/statements": "/api/v1/statements?actor=canada&limit=5",
    "/api/v1/stances/{issue}/{actor}": "/api/v1/stances/military-role-mali/canada?as_of=2013",
    "/api/v1/shifts": "/api/v1/shifts?issue=military-role-mali&since=2013",
    "/api/v1/commitments": "/api/v1/commitments?status=overdue",
}

# What the API's description says of itself, which speaks English: here in the page's language.
ONE_OF = gettext_noop("One of: %(values)s")
SAID = {
    gettext_noop("Actors"),
    gettext_noop("Commitments"),
    gettext_noop("EDTF: a day, or the last of a month or year"),
    gettext_noop("EDTF: the new stance was shown by then"),
    gettext_noop("EDTF: the new stance was shown then or later"),
    gettext_noop("Four digits"),
    gettext_noop("ISO 3166-1, two letters, or its name in English"),
    gettext_noop("Issues"),
    gettext_noop("Name"),
    gettext_noop("One actor"),
    gettext_noop("One commitment, with its turns"),
    gettext_noop("One issue"),
    gettext_noop("One source"),
    gettext_noop("One statement"),
    gettext_noop("Rows of one answer"),
    gettext_noop("Rows to leave out before them"),
    gettext_noop("Shifts"),
    gettext_noop("Slug"),
    gettext_noop("Sources"),
    gettext_noop("Statements"),
    gettext_noop("The line of an actor on an issue"),
    gettext_noop("Words to look for"),
    gettext_noop("heads: of state or government alone"),
    gettext_noop("oldest, statements; newest first without it"),
    gettext_noop("oldest; newest first without it"),
    gettext_noop("statements; by kind and name without it"),
    gettext_noop("statements; by name without it"),
    gettext_noop("unnamed, paraphrase"),
}


@require_safe
def programs(request: HttpRequest) -> HttpResponse:
    described: dict[str, Any] = api.get_openapi_schema()
    addresses = [
        {
            "address": address,
            "summary": in_words(asked["get"]["summary"]),
            "parameters": [_parameter(each) for each in asked["get"].get("parameters", ())],
            "example": EXAMPLES.get(address, "" if "{" in address else address),
        }
        for address, asked in sorted(described["paths"].items())
    ]
    context = {"addresses": addresses, "description": reverse("api:openapi-json")}
    return render(request, "tracker/programs.html", context)


def _parameter(each: dict[str, Any]) -> dict[str, str]:
    about = each.get("description") or each["schema"].get("description", "")
    return {"name": each["name"], "about": in_words(about)}


def in_words(said: str) -> str:
    """A text of the description; in English where nobody translated it."""
    start, values = said[: len("One of: ")], said[len("One of: ") :]
    if start == "One of: ":
        return gettext(ONE_OF) % {"values": values}
    return gettext(said) if said in SAID else said
