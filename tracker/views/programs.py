"""The page that explains the JSON API to people, from the API's own description."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tracker.api import api
from tracker.api.schemas import ONE_OF

# An address of each kind that answers with the shipped data.
EXAMPLES = {
    "/api/v1/statements": "/api/v1/statements?actor=canada&limit=5",
    "/api/v1/stances/{issue}/{actor}": "/api/v1/stances/military-role-mali/canada?as_of=2013",
    "/api/v1/shifts": "/api/v1/shifts?issue=military-role-mali&since=2013",
    "/api/v1/commitments": "/api/v1/commitments?status=overdue",
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
    """A text of the API's description, which speaks English, in the page's language."""
    start = ONE_OF.partition("%")[0]
    if said.startswith(start):
        return gettext(ONE_OF) % {"values": said.removeprefix(start)}
    return gettext(said) if said else ""


def nowhere(request: HttpRequest, rest: str) -> JsonResponse:
    """Any other address of the API: a program is answered as the API answers."""
    there = request.build_absolute_uri(reverse("api:openapi-json"))
    return JsonResponse({"detail": [f"There is no such address. Those that there are: {there}"]}, status=404)
