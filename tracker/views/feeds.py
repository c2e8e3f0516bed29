"""What is new, as Atom (RFC 4287): for all, an actor, an issue, an actor on an issue."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.timezone import localdate
from django.views.decorators.http import conditional_page, require_safe

from tracker.history.feeds import Entry, shift_entries, statement_entries, turn_entries
from tracker.models import Actor, Issue

from .elsewhere import file_or_elsewhere

ENTRIES: dict[str, Callable[..., tuple[Entry, ...]]] = {
    "shifts": shift_entries,
    "statements": statement_entries,
    "commitments": turn_entries,
}
BORN = 2026  # of the tag addresses: never to change, or every reader shows every entry again
EMPTY = datetime(BORN, 1, 1, tzinfo=UTC)  # Atom asks a feed for a time even where nothing ever happened


class Feed(Atom1Feed):
    """Django's takes a feed's time from its entries, and without any the time of asking: never twice one."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else EMPTY


@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    return render(request, "tracker/feeds.html")


@require_safe
def feed(request: HttpRequest, kind: str, issue: str = "", actor: str = "") -> HttpResponse:
    response: HttpResponse = _feed(request, kind=kind, issue=issue, actor=actor)
    response["Access-Control-Allow-Origin"] = "*"  # a 304 too: without it a browser hides the answer
    return response


@conditional_page  # readers ask every hour: what they have is not sent again
@file_or_elsewhere(issue=Issue, actor=Actor)
def _feed(request: HttpRequest, kind: str, issue: str, actor: str) -> HttpResponse:
    if kind not in ENTRIES:
        raise Http404
    on = get_object_or_404(Issue.objects.published(), slug=issue) if issue else None
    of = get_object_or_404(Actor.objects.published(), slug=actor) if actor else None
    written = _atom(request, _title(kind, of, on), ENTRIES[kind](localdate(), of, on))
    return HttpResponse(written, content_type="application/atom+xml; charset=utf-8")


def _title(kind: str, actor: Actor | None, issue: Issue | None) -> str:
    of = f" of {actor.name}" if actor else ""
    return f"{kind.capitalize()}{of}{f' on {issue.name}' if issue else ''} · Positions"


def _atom(request: HttpRequest, title: str, entries: tuple[Entry, ...]) -> str:
    tag = f"tag:{request.get_host().partition(':')[0]},{BORN}:"
    address = request.build_absolute_uri(request.path)
    made = Feed(
        title=title,
        link=request.build_absolute_uri("/"),
        description="",
        language="en",
        feed_url=address,
        feed_guid=f"{tag}{request.path.lstrip('/')}",
        author_name="Positions",
    )
    for entry in entries:
        made.add_item(
            title=entry.title,
            link=request.build_absolute_uri(entry.url),
            description=linebreaks("\n\n".join(entry.lines), autoescape=True),
            unique_id=f"{tag}{entry.key}",
            pubdate=entry.recorded.first,
            updateddate=entry.recorded.last,
        )
    return str(made.writeString("utf-8"))
