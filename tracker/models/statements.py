"""What actors said or did on an issue, and where a source shows it (W3C Web Annotation anchors)."""

import re

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.languages import Text, in_tongue
from tracker.querysets import EvidenceQuerySet, StatementQuerySet

from .actors import Actor
from .base import FirstDayField, LastDayField, PartialDateField, Record, Reviewed, TagsField
from .issues import Issue, Position
from .sources import Source

MAX_FRAGMENT_WORDS = 12
_WORD = re.compile(r"[^\W_]+")


class Statement(Reviewed):
    """One speaker (for one principal), one issue, one occasion."""

    class Bound(models.TextChoices):
        EXACT = "exact", _("Takes this rung")
        CEILING = "ceiling", _("Not above this rung")
        FLOOR = "floor", _("Not below this rung")

    class Act(models.TextChoices):
        DECLARES = "declares", _("Declares")
        PLEDGES = "pledges", _("Pledges")
        REQUESTS = "requests", _("Requests")
        CRITICISES = "criticises", _("Criticises")
        ACTS = "acts", _("Acts")

    class Firmness(models.TextChoices):
        CONSIDERING = "considering", _("Considering")
        CONDITIONAL = "conditional", _("Conditional")
        FIRM = "firm", _("Firm")
        DONE = "done", _("Done")

    class Attribution(models.TextChoices):
        QUOTED = "quoted", _("Quoted")
        PARAPHRASED = "paraphrased", _("Paraphrased")
        SPOKESPERSON = "spokesperson", _("Through a spokesperson")
        UNNAMED = "unnamed", _("Unnamed source")
        CHARACTERISED = "characterised", _("Characterised by the press")
        FORMAL = "formal", _("Formal decision or act")

    speaker = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="statements")
    on_behalf_of = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements_on_behalf",
        help_text="The organisation whose word this is. Empty: the speaker's own.",
    )
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="statements")
    position = models.ForeignKey(
        Position,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        help_text="The rung taken. Empty: spoke on the issue, took no position.",
    )
    bound = models.CharField(max_length=10, choices=Bound, default=Bound.EXACT)
    act = models.CharField(max_length=10, choices=Act)
    addressee = models.ForeignKey(
        Actor,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="statements_received",
        help_text="Of whom something is asked, or who is criticised.",
    )
    firmness = models.CharField(max_length=12, choices=Firmness)
    condition = models.CharField(
        max_length=300, blank=True, default="", help_text="On what it depends, if conditional."
    )
    condition_fr = models.CharField("condition in French", max_length=400, blank=True, default="")
    attribution = models.CharField(max_length=14, choices=Attribution)
    said_on = PartialDateField()
    said_first = FirstDayField("said_on")
    said_last = LastDayField("said_on")
    date_basis = models.CharField(
        max_length=300,
        blank=True,
        default="",
        help_text="From what the day was inferred: “Friday”, in an article of …. Public.",
    )
    date_basis_fr = models.CharField("date basis in French", max_length=400, blank=True, default="")
    summary = models.CharField(max_length=400, help_text="What was said, in our own words. Public.")
    summary_fr = models.CharField("summary in French", max_length=500, blank=True, default="")
    note = models.TextField(
        blank=True, default="", help_text="Why it was coded this way, where that is not plain. Public."
    )
    note_fr = models.TextField("note in French", blank=True, default="")

    tags = TagsField(
        max_length=200,
        blank=True,
        default="",
        help_text="Working labels for colleagues, not public, separated by semicolons: check date; split.",
    )

    labels = ("summary", "condition", "date_basis", "note")
    objects = StatementQuerySet.as_manager()

    class Meta(Reviewed.Meta):
        ordering = ["-said_last", "slug"]
        indexes = [
            # one actor's line on one issue, as a person and as a principal
            models.Index(fields=["speaker", "issue", "said_last", "slug"], name="statement_by_speaker"),
            models.Index(
                fields=["on_behalf_of", "issue", "said_last", "slug"], name="statement_by_principal"
            ),
            # pressure on an actor
            models.Index(fields=["addressee", "issue", "said_last", "slug"], name="statement_by_addressee"),
            # an issue's page; all lines on its ladder
            models.Index(fields=["issue", "said_last", "slug"], name="statement_by_issue"),
            # lists of statements, newest first
            models.Index(fields=["-said_last", "slug"], name="statement_by_day"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(position__isnull=False) | models.Q(bound="exact"),
                name="statement_bound_needs_position",
                violation_error_message="A ceiling or floor needs the rung that it bounds.",
            ),
        ]

    def __str__(self) -> str:
        return self.local("summary") or self.slug

    def get_absolute_url(self) -> str:
        return reverse("statement", args=[self.slug])

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.position is not None and self.position.issue_id != self.issue_id:
            errors["position"] = f"“{self.position.label}” is not a rung of this issue."
        if self.position is None and self.bound != self.Bound.EXACT:
            errors["bound"] = "A ceiling or floor needs the rung that it bounds."
        if (self.firmness == self.Firmness.CONDITIONAL) != bool(self.condition):
            errors["condition"] = "Give the condition of a conditional statement, and only of one."
        if self.on_behalf_of is not None and not self.on_behalf_of.is_organization:
            errors["on_behalf_of"] = "Only an organisation can be spoken for."
        if self.act == self.Act.REQUESTS and self.addressee is None:
            errors["addressee"] = "Say of whom this is requested."
        if errors:
            raise ValidationError(errors)


class Evidence(Record):
    """Where a source shows a statement: a short fragment and its place in the source's text.

    W3C Web Annotation: `words` is the TextQuoteSelector's exact, `start` and `end` are a
    TextPositionSelector, counted in Unicode code points, end exclusive.
    """

    class WordsOf(models.TextChoices):
        SPEAKER = "speaker", _("The speaker’s own words")
        ARTICLE = "article", _("The article’s words")

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="evidence")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="evidence")
    words = models.CharField(
        max_length=200, help_text=f"The source's own words, {MAX_FRAGMENT_WORDS} at most. Public."
    )
    words_of = models.CharField(
        "whose words",
        max_length=7,
        choices=WordsOf,
        default=WordsOf.ARTICLE,  # nobody's mouth has words put into it unasked
        help_text="The speaker's own where all stand in quotation marks or a transcript. Public.",
    )
    start = models.PositiveIntegerField(
        null=True, blank=True, help_text="Where the words start in the source's text, in characters from 0."
    )
    end = models.PositiveIntegerField(null=True, blank=True, help_text="Where they end: start plus length.")

    part_of = "statement"
    later = ("words_of",)
    objects = EvidenceQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["statement", "source", "start", "id"]
        verbose_name_plural = "evidence"
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "source", "words"],
                name="evidence_once",
                violation_error_message="These words already stand as evidence of this statement.",
            ),
            models.CheckConstraint(
                condition=models.Q(start__isnull=True, end__isnull=True)
                | models.Q(start__isnull=False, end__isnull=False, end__gt=models.F("start")),
                name="evidence_ends_after_start",
                violation_error_message="Give both start and end, the end after the start, or neither.",
            ),
        ]

    def __str__(self) -> str:
        return f"“{self.words}”"

    @property
    def quoted(self) -> Text:
        """The words, which know in what language they are: the source's, which is to be loaded."""
        return in_tongue(self.words, self.source.language)

    def clean(self) -> None:
        super().clean()
        errors = {}
        count = len(_WORD.findall(self.words))
        if count > MAX_FRAGMENT_WORDS:
            errors["words"] = (
                f"The fragment has {count} words; at most {MAX_FRAGMENT_WORDS} may be quoted "
                "(an apostrophe or hyphen parts words)."
            )
        if not count:
            errors["words"] = "Quote at least one word."
        if (self.start is None) != (self.end is None):
            errors["end"] = "Give both start and end, or neither."
        elif self.start is not None and self.end != self.start + len(self.words):
            errors["end"] = (
                f"{len(self.words)} characters from {self.start} end at {self.start + len(self.words)}."
            )
        if errors:
            raise ValidationError(errors)
