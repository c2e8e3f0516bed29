"""What is new, as Atom (RFC 4287): for all, an actor, an issue, an actor on an issue; in each language.

The feeds of French, and their entries, have ids of their own. Entries of one id are one entry in several
revisions (4.2.6): who follows both languages would see one of them only, and it change words every hour.
"""

from collections.abc import Callable
from datetime import UTC, datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.timezone import localdate
from django.utils.translation import pgettext, pgettext_lazy
from django.views.decorators.http import conditional_page, require_safe

from tracker.history.feeds import Entry, shift_entries, statement_entries, turn_entries
from tracker.languages import edition, reading
from tracker.models import Actor, Issue

from .elsewhere import file_or_elsewhere

ENTRIES: dict[str, Callable[..., tuple[Entry, ...]]] = {
    "shifts": shift_entries,
    "statements": statement_entries,
    "commitments": turn_entries,
}
NAMES = {
    "shifts": pgettext_lazy("a feed", "Shifts"),
    "statements": pgettext_lazy("a feed", "Statements"),
    "commitments": pgettext_lazy("a feed", "Commitments"),
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
@conditional_page  # readers ask every hour: what they have is not sent again
@file_or_elsewhere(issue=Issue, actor=Actor)
def feed(request: HttpRequest, kind: str, issue: str = "", actor: str = "") -> HttpResponse:
    if kind not in ENTRIES:
        raise Http404
    on = get_object_or_404(Issue.objects.published(), slug=issue) if issue else None
    of = get_object_or_404(Actor.objects.published(), slug=actor) if actor else None
    written = _atom(request, _title(kind, of, on), ENTRIES[kind](localdate(), of, on))
    return HttpResponse(written, content_type="application/atom+xml; charset=utf-8")


def _title(kind: str, actor: Actor | None, issue: Issue | None) -> str:
    named = {"kind": NAMES[kind], "actor": actor, "issue": issue}
    if actor and issue:
        return pgettext("a feed", "%(kind)s of %(actor)s on %(issue)s · Positions") % named
    if actor:
        return pgettext("a feed", "%(kind)s of %(actor)s · Positions") % named
    if issue:
        return pgettext("a feed", "%(kind)s on %(issue)s · Positions") % named
    return pgettext("a feed", "%(kind)s · Positions") % named


def _page(path: str) -> str:
    """That a feed goes with: of an actor, an issue, a line; the front page for all."""
    return f"{path.rpartition('/')[0]}/".removesuffix("feeds/")


def _atom(request: HttpRequest, title: str, entries: tuple[Entry, ...]) -> str:
    tag = f"tag:{request.get_host().partition(':')[0]},{BORN}:"
    address = request.build_absolute_uri(request.path)
    told_in = f"{edition()}/" if edition() else ""  # as in the path
    made = Feed(
        title=title,
        link=request.build_absolute_uri(_page(request.path)),
        description="",
        language=reading(),
        feed_url=address,
        feed_guid=f"{tag}{request.path.lstrip('/')}",
        author_name="Positions",
    )
    for entry in entries:
        made.add_item(
            title=entry.title,
            link=request.build_absolute_uri(entry.url),
            description=linebreaks("\n\n".join(entry.lines), autoescape=True),
            unique_id=f"{tag}{told_in}{entry.key}",
            pubdate=entry.recorded.first,
            updateddate=entry.recorded.last,
        )
    return str(made.writeString("utf-8"))
