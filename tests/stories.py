"""A small true-to-life story for the tests of the pages: a government, its people, one ladder."""

from dataclasses import dataclass
from io import StringIO
from typing import Any

from django.core.management import call_command

from tests.factories import (
    indexed_once,
    make_actor,
    make_commitment,
    make_event,
    make_issue,
    make_membership,
    make_person,
    make_source,
    make_statement,
)
from tests.remembered import remembered
from tracker.models import Actor, Commitment, Issue, Source


@dataclass
class Story:
    canada: Actor
    france: Actor
    harper: Actor
    issue: Issue
    source: Source
    plane: Commitment


@remembered
def canada_story() -> Story:
    """Canada on its own military role: refuses, lends a plane, extends it; silence; a signal in 2017."""
    with indexed_once():
        return _canada_story()


@remembered
def shipped_seeds() -> None:
    """The seeds that come with the tracker, as `import_seeds` loads them."""
    call_command("import_seeds", verbosity=0, stdout=StringIO())


def _canada_story() -> Story:
    canada, france = make_actor("canada", country="CA"), make_actor("france", country="FR")
    harper = make_person("stephen-harper", country="CA")
    mackay, aide = make_person("peter-mackay", country="CA"), make_actor("senior-aide", kind="unnamed")
    trudeau, fabius = make_person("justin-trudeau", country="CA"), make_person("laurent-fabius", country="FR")
    official = make_actor("canadian-official", kind="unnamed")
    head: dict[str, Any] = {"role": "Prime Minister", "rank": "head"}
    make_membership(
        harper, canada, administration="Harper government", start="2006-02-06", end="2015-11-04", **head
    )
    make_membership(trudeau, canada, administration="Trudeau government", start="2015-11-04", **head)
    make_membership(mackay, canada, role="Minister of National Defence", start="2007-08", end="2013-07")
    make_membership(aide, canada, role="Senior aide to the prime minister", rank="official")
    make_membership(official, canada, role="Official", rank="official")
    make_membership(fabius, france, role="Minister of Foreign Affairs", start="2012-05")
    issue = make_issue("military-role-mali", name="own military role in Mali")
    source = make_source("harper-visit", title="Harper on the plane", published_on="2013-03-14")
    wire = make_source("un-summit", title="Peacekeepers not soon", published_on="2017-11-15")
    own: dict[str, Any] = {"on_behalf_of": canada, "source": source}
    make_statement("mackay-examining", mackay, issue, 3, firmness="considering", said_on="2012-12-20", **own)
    make_statement("harper-no-mission", harper, issue, 0, said_on="2013-01-08", words="no mission", **own)
    make_statement("harper-no-combat", harper, issue, 3, bound="ceiling", said_on="2013-01-08", **own)
    lent = make_statement(
        "harper-one-week", harper, issue, 1, act="pledges", said_on="2013-01-14~", words="for a week", **own
    )
    extended = make_statement(
        "harper-as-long-as-needed", harper, issue, 2, said_on="2013-03-14", words="as long as needed", **own
    )
    make_statement(
        "aide-weeks", aide, issue, 1, attribution="unnamed", said_on="2013-03-14", words="weeks only", **own
    )
    make_statement(
        "fabius-asks",
        fabius,
        issue,
        3,
        act="requests",
        addressee=canada,
        on_behalf_of=france,
        said_on="2013-01-08",
        source=source,
        words="join us",
    )
    make_statement(
        "official-still-alive",
        official,
        issue,
        3,
        attribution="unnamed",
        firmness="considering",
        said_on="2017-11-15",
        on_behalf_of=canada,
        source=wire,
        words="still alive",
    )
    plane = make_commitment("one-c-17", canada, issue, recipient=france, title="One transport plane")
    make_event(plane, lent, quantity=1, unit="aircraft", qualifier="exactly", deadline="2013-01-23")
    make_event(plane, extended, kind="extended")
    return Story(canada, france, harper, issue, source, plane)
