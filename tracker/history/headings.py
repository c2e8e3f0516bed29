"""What a line and a statement are called: who, on what, and whose conduct it is about.

An issue on conduct is named as the actor's “own …”. Whose own depends on what was said: a minister's
words are about the government's conduct, a demand about that of the one of whom it is made.
An issue that is not named in the page's language says so; the names of people and states are the same in all.
"""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tracker.languages import composed
from tracker.models import Actor, Issue, Statement
from tracker.words import and_list, possessive

from .links import OWN, Link, actor_link, issue_link, stance_url

_ASKING = (Statement.Act.REQUESTS, Statement.Act.CRITICISES)


def heading(actor: Link, issue: Link, whose: Sequence[Link] = ()) -> str:
    """“Canada on its own military role in Mali”: an issue's name follows “on”.

    `whose` are those in whose name the actor spoke: “John Baird on Canada’s own military role in Mali”.
    """
    return composed(
        _("%(actor)s on %(subject)s"), actor=str(actor.text), subject=subject(actor, issue, whose)
    )


def demand(actor: Link, issue: Link, addressees: Sequence[Link]) -> str:
    """What is asked of others: “Jane Boulden to Canada, on its own part in UN peacekeeping”."""
    named = and_list([each.text for each in addressees])
    about = subject(addressees[0], issue)
    if len(addressees) > 1 and is_own(issue):
        about = composed(_("their %(issue)s"), issue=issue.text)
    return _told(actor.text, named, about)


def _told(actor: str, addressees: str, about: str) -> str:
    told = _("%(actor)s to %(addressees)s, on %(subject)s")
    return composed(told, actor=str(actor), addressees=addressees, subject=about)


def subject(actor: Link, issue: Link, whose: Sequence[Link] = ()) -> str:
    """“its own military role in Mali”, “Canada’s own military role in Mali”, “aid for Mali”."""
    if not is_own(issue):
        return issue.text
    person = actor.kind in (Actor.Kind.PERSON, Actor.Kind.UNNAMED)
    if set(whose) <= {actor}:
        told = _("their %(issue)s") if person else _("its %(issue)s")
        return composed(told, issue=issue.text)
    itself = pgettext("one owner of several", "their") if person else pgettext("one owner of several", "its")
    owners = [itself if owner == actor else possessive(owner.text) for owner in whose]
    return composed(_("%(owners)s %(issue)s"), owners=and_list(owners), issue=issue.text)


def is_own(issue: Link) -> bool:
    """Whether the issue's name leaves open whose conduct it is about."""
    return issue.kind == OWN


def stance_link(actor: Actor, issue: Issue, whose: Sequence[Link] = ()) -> Link:
    """The stance history of one actor on one issue."""
    return Link(heading(actor_link(actor), issue_link(issue), whose), stance_url(actor.slug, issue.slug))


def statement_link(statement: Statement) -> Link:
    """The line on which a statement stands, called after what the statement is about."""
    whose, addressee = statement.on_behalf_of or statement.speaker, statement.addressee
    line, issue = stance_link(whose, statement.issue), issue_link(statement.issue)
    if addressee in (None, whose) or not is_own(issue):
        return line
    if statement.act in _ASKING:
        return Link(demand(actor_link(whose), issue, [actor_link(addressee)]), line.url)
    if statement.position is None:  # thanks, a word in touch: no telling whose conduct it is about
        return Link(_told(str(whose), str(addressee), issue.text), line.url)
    return line
