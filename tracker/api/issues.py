"""Issues, each with its rungs."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.utils.translation import gettext_noop
from ninja import Field, Path, Query, Router, Schema

from tracker.downloads.offer import site_of
from tracker.history.issues import IssueRow, issue_row
from tracker.history.lists import issue_list
from tracker.models import Issue as Question

from .asking import next_page, refuse_faults
from .elsewhere import NOT_HERE, or_elsewhere
from .schemas import French, Named, Problem, Rows, Slice, Slug, french, one_of, rung_named

router = Router()


class Issue(Schema):
    slug: str
    name: str
    name_fr: French
    address: str = Field(description="The page that shows the same")
    question: str
    question_fr: French
    about: str
    positions: list[Named] = Field(description="From the lowest rung to the highest")
    statements: int
    actors: int


class Issues(Rows):
    items: list[Issue]


class Asked(Slice):
    """The filters of the page of issues, under the same names."""

    about: str = Field("", description=one_of(Question.About.values))
    sort: str = Field("", description=gettext_noop("statements; by name without it"))


@router.get("", response={200: Issues, 422: Problem, 429: Problem}, summary=gettext_noop("Issues"))
def issues(request: HttpRequest, asked: Query[Asked]) -> Issues:
    found = issue_list(request.GET.dict(), localdate())
    refuse_faults(request, Asked.model_fields, found.applied.faults)
    end = asked.offset + asked.limit
    rows = found.rows[asked.offset : end]
    return Issues(
        total=found.total,
        next=next_page(request, end, found.total),
        items=[_issue(row, site_of(request)) for row in rows],
    )


@router.get(
    "/{slug}",
    response={200: Issue, **NOT_HERE, 422: Problem, 429: Problem},
    summary=gettext_noop("One issue"),
)
@or_elsewhere(slug=Question)
def issue(request: HttpRequest, slug: Path[Slug]) -> Issue:
    found = get_object_or_404(Question.objects.published(), slug=slug)
    refuse_faults(request, (), ())
    return _issue(issue_row(found, localdate()), site_of(request))


def _issue(row: IssueRow, host: str) -> Issue:
    return Issue(
        slug=row.issue.slug,
        name=row.issue.text,
        name_fr=french(row.issue.text),
        address=host + row.issue.url,
        question=row.question,
        question_fr=french(row.question),
        about=row.about,
        positions=[rung_named(rung) for rung in reversed(row.rungs)],
        statements=row.statements,
        actors=row.actors,
    )
