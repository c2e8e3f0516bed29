"""Policy questions, each with its own ordered scale of positions."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.querysets import IssueQuerySet, PositionQuerySet

from .base import Record, Reviewed


class Issue(Reviewed):
    """One policy question, answered on one ladder of positions."""

    class About(models.TextChoices):
        OWN_CONDUCT = "own_conduct", _("Own conduct: what the actor itself will do")
        COURSE_OF_ACTION = "course_of_action", _("Course of action: what should be done")

    name = models.CharField(
        max_length=200, help_text="Short, as in “Canada on …”: own military role in Mali."
    )
    name_fr = models.CharField(
        "name in French",
        max_length=200,
        blank=True,
        default="",
        help_text="Without “own”, whosever conduct it is about: rôle militaire au Mali.",
    )
    question = models.CharField(max_length=300, help_text="The question that every rung answers.")
    question_fr = models.CharField("question in French", max_length=400, blank=True, default="")
    about = models.CharField(
        max_length=20,
        choices=About,
        help_text="On an own-conduct issue, what an actor asks of another is pressure, not its own stance.",
    )
    scope = models.TextField(blank=True, default="", help_text="What belongs here and what does not.")
    scope_fr = models.TextField("scope in French", blank=True, default="")

    labels = ("name", "question", "scope")

    objects = IssueQuerySet.as_manager()

    class Meta(Reviewed.Meta):
        ordering = ["slug"]

    def __str__(self) -> str:
        return self.local("name")

    def get_absolute_url(self) -> str:
        return reverse("issue", args=[self.slug])


class Position(Record):
    """A rung of an issue's scale."""

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="positions")
    slug = models.SlugField(max_length=100, help_text="The rung's key in files, unique within its issue.")
    value = models.SmallIntegerField(help_text="Place on the ladder: 0 is the lowest rung.")
    label = models.CharField(
        max_length=60, help_text="As on the chart's axis: three words at most, if you can."
    )
    label_fr = models.CharField("label in French", max_length=60, blank=True, default="")
    definition = models.TextField(help_text="What counts as this rung, so that two coders agree.")
    definition_fr = models.TextField("definition in French", blank=True, default="")

    part_of = "issue"
    labels = ("label", "definition")
    objects = PositionQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["issue", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "slug"],
                name="position_slug_once",
                violation_error_message="This issue already has a rung with this key.",
            ),
            models.UniqueConstraint(
                fields=["issue", "value"],
                name="position_value_once",
                violation_error_message="This issue already has a rung at this place.",
            ),
        ]

    def __str__(self) -> str:
        return self.local("label")
