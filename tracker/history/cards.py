"""One statement as every page shows it: who, for whom, what, how firmly, and the proof."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from tracker.models import Actor, Evidence, Membership, Statement
from tracker.querysets import StatementQuerySet, chunks
from tracker.words import date_in_words

from .headings import statement_link
from .links import Link, Rung, actor_link, issue_link, rung, source_link, word
from .quotes import WordsOf, spoken_first, whose_words


@dataclass(frozen=True, slots=True)
class Fragment:
    """The words by which one source shows a statement."""

    words: str
    words_of: Link
    source: Link
    outlet: str
    byline: str
    published_on: str  # EDTF
    story: str  # the same for all copies of one wire story (rule 8)

    @property
    def spoken(self) -> bool:
        """Whether they are the speaker's own; else the article tells what was said."""
        return self.words_of.kind == WordsOf.SPEAKER


@dataclass(frozen=True, slots=True)
class Card:
    slug: str
    url: str
    summary: str
    speaker: Link
    short_name: str
    short_whose: str  # the same of the actor whose word this is
    role: str  # the speaker's office that day; "" if none is known
    principal: Link | None
    addressee: Link | None
    issue: Link
    line: Link  # on which this statement stands, called after what it is about
    rung: Rung | None
    bound: Link
    act: Link
    firmness: Link
    condition: str
    attribution: Link
    said_on: str  # EDTF
    first: date
    last: date
    date_basis: str
    note: str
    fragments: tuple[Fragment, ...]  # of each source the speaker's own words first

    @property
    def whose(self) -> Link:
        """The actor whose word this is."""
        return self.principal or self.speaker

    @property
    def title(self) -> str:
        """“John Baird (Canada), 14 January 2013: own military role in Mali”."""
        speaker, principal = self.speaker.text, self.principal
        return _("%(actor)s, %(date)s: %(issue)s") % {
            "actor": f"{speaker} ({principal.text})" if principal else speaker,
            "date": date_in_words(self.said_on),
            "issue": self.issue.text,
        }

    @property
    def sources(self) -> int:
        return len({fragment.source.url for fragment in self.fragments})


def recipe(statements: StatementQuerySet) -> StatementQuerySet:
    """All that a card needs, in three queries. Pass only what `published()` let through."""
    return statements.select_related(
        "speaker", "on_behalf_of", "addressee", "issue", "position"
    ).prefetch_related(
        Prefetch("evidence", Evidence.objects.published().select_related("source__copy_of")),
        Prefetch("speaker__memberships", Membership.objects.published().select_related("organization")),
    )


def cards(statements: StatementQuerySet) -> tuple[Card, ...]:
    return tuple(card(statement) for statement in recipe(statements))


def cards_by_slug(slugs: Iterable[str]) -> dict[str, Card]:
    public = Statement.objects.published()
    return {each.slug: each for some in chunks(set(slugs)) for each in cards(public.filter(slug__in=some))}


def card(statement: Statement) -> Card:
    """A card from a statement that `recipe` loaded; runs no query."""
    principal = statement.on_behalf_of
    whose = principal or statement.speaker
    return Card(
        slug=statement.slug,
        url=statement.get_absolute_url(),
        summary=statement.local("summary"),
        speaker=actor_link(statement.speaker),
        short_name=short_name(statement.speaker),
        short_whose=short_name(whose),
        role=_role(statement),
        principal=None if principal in (None, statement.speaker) else actor_link(principal),
        addressee=None if statement.addressee is None else actor_link(statement.addressee),
        issue=issue_link(statement.issue),
        line=statement_link(statement),
        rung=None if statement.position is None else rung(statement.issue, statement.position),
        bound=word("bound", Statement.Bound(statement.bound)),
        act=word("act", Statement.Act(statement.act)),
        firmness=word("firmness", Statement.Firmness(statement.firmness)),
        condition=statement.local("condition"),
        attribution=word("attribution", Statement.Attribution(statement.attribution)),
        said_on=statement.said_on,
        first=statement.said_first,
        last=statement.said_last,
        date_basis=statement.local("date_basis"),
        note=statement.local("note"),
        fragments=tuple(_fragment(evidence) for evidence in spoken_first(statement.evidence.all())),
    )


def short_name(actor: Actor) -> str:
    """As a chart's label has room for: a person's last name, another's without what brackets add."""
    name = actor.local("name")
    if actor.kind != Actor.Kind.PERSON:
        return name.partition(" (")[0]
    particles = {"de", "van", "von", "der", "bin", "al", "ben", "el", "le", "la"}
    words = name.split()
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in particles:
        start -= 1
    return " ".join(words[start:])


_STRENGTH = {rank: -place for place, rank in enumerate(Membership.Rank.values)}


def _role(statement: Statement) -> str:
    """The strongest role held that day: in the organisation spoken for, else in any."""
    held = [role for role in statement.speaker.memberships.all() if _covers(role, statement)]
    own = [role for role in held if role.organization_id == statement.on_behalf_of_id]
    strongest = max(own or held, key=lambda role: _STRENGTH[role.rank], default=None)
    return strongest.local("role") if strongest else ""


def _covers(role: Membership, statement: Statement) -> bool:
    first, last = role.start_first or date.min, role.end_last or date.max
    return bool(first <= statement.said_last and statement.said_first <= last)


def _fragment(evidence: Evidence) -> Fragment:
    source = evidence.source
    return Fragment(
        evidence.quoted,
        whose_words(evidence),
        source_link(source),
        source.publisher,
        source.byline,
        source.published_on,
        source.copy_of.slug if source.copy_of else source.slug,
    )
