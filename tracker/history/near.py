"""The one record that a question names, and the names that are spelled nearly so where nothing is found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from django.utils.translation import gettext as _

from tracker.models import Actor, Issue
from tracker.models.actors import split_aliases
from tracker.search.engines import matching
from tracker.search.folding import tokens
from tracker.search.questions import Question, Term
from tracker.search.texts import ACTORS, ISSUES

from .links import Link, actor_link, issue_link

NEAR = 5  # names on offer
ALIKE = 0.72  # of difflib's ratio, from 0 to 1: “tradeau” is like “trudeau”, “mali” not like “mail”
MOST = 50  # records with all the words of a name


@dataclass(frozen=True, slots=True)
class Bet:
    """The actor or issue that is called just so."""

    link: Link
    kind: str
    about: str
    also: str  # the name by which it was asked for, where it is another


def best_bet(question: Question) -> Bet | None:
    """An actor, else an issue, whose name or alias is the question. Two queries at most."""
    words = tuple(tokens(question.text))
    if not words:
        return None
    exact = Question(question.text, (Term(words),))
    for actor in Actor.objects.published().filter(pk__in=matching(ACTORS, exact)).order_by("slug")[:MOST]:
        called = next((it for it in _names(actor) if tuple(tokens(it)) == words), "")
        if called:
            also = "" if called == actor.local("name") else called
            return Bet(actor_link(actor), actor.get_kind_display(), actor.local("description"), also)
    for issue in Issue.objects.published().filter(pk__in=matching(ISSUES, exact)).order_by("slug")[:MOST]:
        if words in (tuple(tokens(issue.local("name"))), tuple(tokens(issue.name))):
            return Bet(issue_link(issue), _("Issue"), issue.local("question"), "")
    return None


def near(question: Question) -> tuple[Link, ...]:
    """Actors and issues with a word spelled nearly as one of the question's. Two queries."""
    named: dict[str, dict[str, Link]] = defaultdict(dict)  # by word, then by address
    for word, found in _words():
        named[word][found.url] = found
    asked = [word for term in question.wanted for word in term.words if len(word) > 2]
    return tuple(_nearest(asked, named))[:NEAR]


def _words() -> Iterable[tuple[str, Link]]:
    for actor in Actor.objects.published().order_by("name", "slug"):
        for word in set(tokens(" ".join(_names(actor)))):
            yield word, actor_link(actor)
    for issue in Issue.objects.published():
        for word in set(tokens(issue.local("name"))):
            yield word, issue_link(issue)


def _names(actor: Actor) -> tuple[str, ...]:
    """In the page's language and as coded."""
    aliases = (*split_aliases(actor.local("aliases")), *split_aliases(actor.aliases))
    return (actor.local("name"), actor.name, *aliases)


def _nearest(asked: Iterable[str], named: Mapping[str, Mapping[str, Link]]) -> Iterable[Link]:
    seen: set[str] = set()
    for word in asked:
        for alike in get_close_matches(word, named, n=NEAR, cutoff=ALIKE):
            for url, found in sorted(named[alike].items(), key=lambda it: _length(it[1].text, alike)):
                if url not in seen and len(alike) > 2:
                    seen.add(url)
                    yield found


def _length(name: str, word: str) -> tuple[bool, int]:
    """Short names first; those that have the word only in another name last."""
    words = tokens(name)
    return word not in words, len(words)
