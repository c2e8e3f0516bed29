"""What shows a statement, article by article; copies of one wire story stand together and count as one."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tracker.models import Evidence, Source, Statement

from .links import Link, source_link
from .quotes import spoken_first, whose_words


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words of a source; `place` says where in its text they stand, "" where that is not known."""

    words: str
    words_of: Link
    place: str


@dataclass(frozen=True, slots=True)
class Article:
    source: Link
    outlet: str
    byline: str
    published_on: str  # EDTF
    dated: str  # from what the date was inferred; "" if the source itself gives it
    address: str  # at the publisher's
    archive: str
    fragments: tuple[Fragment, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """One story: an article, or several that print the same wire copy."""

    articles: tuple[Article, ...]

    @property
    def printed(self) -> int:
        return len(self.articles)


@dataclass(frozen=True, slots=True)
class Proof:
    stories: tuple[Story, ...]  # the first published first

    @property
    def articles(self) -> int:
        return sum(story.printed for story in self.stories)

    @property
    def placed(self) -> bool:
        """Whether it is told of any words where in their source’s text they stand."""
        return any(
            fragment.place for story in self.stories for each in story.articles for fragment in each.fragments
        )

    @property
    def first(self) -> Article | None:
        return self.stories[0].articles[0] if self.stories else None


def proof_of(statement: Statement) -> Proof:
    """One query."""
    shown = (
        Evidence.objects.published()
        .filter(statement=statement)
        .select_related("source")
        .order_by("source__published_last", "source__slug", "start", "id")
    )
    by_source: dict[Source, list[Evidence]] = defaultdict(list)
    for evidence in shown:
        by_source[evidence.source].append(evidence)
    stories: dict[int, list[Article]] = defaultdict(list)
    for source, found in by_source.items():
        stories[source.copy_of_id or source.pk].append(_article(source, found))
    return Proof(tuple(Story(tuple(articles)) for articles in stories.values()))


def _article(source: Source, found: list[Evidence]) -> Article:
    inferred = source.dated_by == Source.DateBasis.INFERRED
    return Article(
        source=source_link(source),
        outlet=source.publisher,
        byline=source.byline,
        published_on=source.published_on,
        dated=source.local("date_basis") if inferred else "",
        address=source.url,
        archive=source.archive_url,
        fragments=tuple(
            Fragment(each.quoted, whose_words(each), _place(each)) for each in spoken_first(found)
        ),
    )


def _place(evidence: Evidence) -> str:
    if evidence.start is None or evidence.end is None:
        return ""
    told = _("characters %(start)d to %(end)d of its text")
    return told % {"start": evidence.start + 1, "end": evidence.end}
