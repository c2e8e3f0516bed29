"""What the API answers, and what it can be asked.

Coded values are those of the codebook (`seeds/README.md`).
"""

from collections.abc import Iterable
from typing import Annotated

from django.utils.translation import gettext_noop
from ninja import Field, Schema
from pydantic import StringConstraints

from tracker.history.cards import Card
from tracker.history.links import Link, Rung
from tracker.languages import in_language
from tracker.models import Statement as Stated

MOST = 200  # rows of one answer
# What the page for programs shows of a description is marked, and translated there (views/programs.py).
ONE_OF = gettext_noop("One of: %(values)s")
FARTHEST = 1_000_000  # rows to leave out: no list is as long
Slug = Annotated[str, StringConstraints(pattern="^[-a-zA-Z0-9_]+$", max_length=200)]


def one_of(values: Iterable[str]) -> str:
    """What a parameter takes, for its description."""
    return ONE_OF % {"values": ", ".join(values)}


class Problem(Schema):
    """Why there is no answer: a sentence for each fault."""

    detail: list[str]


class Rows(Schema):
    """What every list answers with, beside its `items`."""

    total: int
    next: str | None = Field(description="The address of the next rows; null at the end")


class Slice(Schema):
    """Which rows of a list."""

    limit: int = Field(50, ge=1, le=MOST, description=gettext_noop("Rows of one answer"))
    offset: int = Field(0, ge=0, le=FARTHEST, description=gettext_noop("Rows to leave out before them"))


French = Annotated[str, Field(description="In French; empty where nobody gave it")]


class Named(Schema):
    slug: str
    name: str
    name_fr: French = ""


class Fragment(Schema):
    """The words by which one source shows a statement."""

    words: str
    words_of: str = Field(description="speaker: the speaker's own; article: the article tells it so")
    source: Named
    outlet: str
    published_on: str = Field(description="EDTF")


class Statement(Schema):
    slug: str
    address: str = Field(description="The page that shows the same")
    title: str
    summary: str
    summary_fr: French
    said_on: str = Field(description="EDTF: 2013-01 is some day of that month")
    speaker: Named
    role: str = Field(description="The speaker's office that day; empty where none is known")
    on_behalf_of: Named | None
    addressee: Named | None
    issue: Named
    position: Named | None
    bound: str
    act: str
    firmness: str
    condition: str
    condition_fr: French
    attribution: str
    note: str
    note_fr: French
    evidence: list[Fragment]


class Statements(Rows):
    items: list[Statement]


class Asked(Slice):
    """The filters of the page of statements, under the same names."""

    q: str = Field("", description=gettext_noop("Words to look for"))
    issue: str = Field("", description=gettext_noop("Slug"))
    actor: str = Field("", description=gettext_noop("Slug"))
    act: str = Field("", description=one_of(Stated.Act.values))
    firmness: str = Field("", description=one_of(Stated.Firmness.values))
    attribution: str = Field("", description=one_of(Stated.Attribution.values))
    outlet: str = Field("", description=gettext_noop("Name"))
    source: str = Field("", description=gettext_noop("Slug"))
    year: str = Field("", description=gettext_noop("Four digits"))
    since: str = Field("", description=gettext_noop("EDTF: it can have been said then or later"))
    until: str = Field("", description=gettext_noop("EDTF: it can have been said by then"))
    sort: str = Field("", description=gettext_noop("oldest; newest first without it"))


def named(link: Link) -> Named:
    return Named(slug=link.slug, name=link.text, name_fr=french(link.text))


def rung_named(rung: Rung) -> Named:
    return Named(slug=rung.slug, name=rung.label, name_fr=french(rung.label))


def french(text: str) -> str:
    return in_language(text, "fr")


def statement(card: Card, site: str) -> Statement:
    """`site`: scheme and host, before the address."""
    return Statement(
        slug=card.slug,
        address=site + card.url,
        title=card.title,
        summary=card.summary,
        summary_fr=french(card.summary),
        said_on=card.said_on,
        speaker=named(card.speaker),
        role=card.role,
        on_behalf_of=named(card.principal) if card.principal else None,
        addressee=named(card.addressee) if card.addressee else None,
        issue=named(card.issue),
        position=rung_named(card.rung) if card.rung else None,
        bound=card.bound.kind,
        act=card.act.kind,
        firmness=card.firmness.kind,
        condition=card.condition,
        condition_fr=french(card.condition),
        attribution=card.attribution.kind,
        note=card.note,
        note_fr=french(card.note),
        evidence=[
            Fragment(
                words=each.words,
                words_of=each.words_of.kind,
                source=named(each.source),
                outlet=each.outlet,
                published_on=each.published_on,
            )
            for each in card.fragments
        ],
    )
