"""What actors pledged, and each dated turn in a pledge's life."""

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tracker.querysets import CommitmentEventQuerySet, CommitmentQuerySet

from .actors import Actor
from .base import FirstDayField, LastDayField, PartialDateField, Record, Reviewed
from .issues import Issue
from .statements import Statement


class Commitment(Reviewed):
    """Something pledged. Its status, quantity and deadline follow from its events."""

    class Kind(models.TextChoices):
        TROOPS = "troops", _("Troops")
        EQUIPMENT = "equipment", _("Equipment")
        FUNDS = "funds", _("Funds")
        TRAINING = "training", _("Training")
        HUMANITARIAN = "humanitarian", _("Humanitarian aid")
        DIPLOMACY = "diplomacy", _("Diplomacy")
        OTHER = "other", _("Other")

    maker = models.ForeignKey(Actor, on_delete=models.PROTECT, related_name="commitments")
    recipient = models.ForeignKey(
        Actor, on_delete=models.PROTECT, null=True, blank=True, related_name="commitments_received"
    )
    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="commitments")
    title = models.CharField(
        max_length=200, help_text="What was pledged, in a few words: One C-17 transport plane."
    )
    title_fr = models.CharField("title in French", max_length=200, blank=True, default="")
    kind = models.CharField(max_length=20, choices=Kind)
    kept_when = models.TextField(help_text="What would count as kept. Public.")
    kept_when_fr = models.TextField("kept when, in French", blank=True, default="")
    note = models.TextField(blank=True, default="", help_text="The coder's remarks. Public.")
    note_fr = models.TextField("note in French", blank=True, default="")

    labels = ("title", "kept_when", "note")
    objects = CommitmentQuerySet.as_manager()

    class Meta(Reviewed.Meta):
        ordering = ["slug"]
        indexes = [
            # an actor's commitments on one issue
            models.Index(fields=["maker", "issue"], name="commitment_by_maker"),
        ]

    def __str__(self) -> str:
        return self.local("title")

    def get_absolute_url(self) -> str:
        return reverse("commitment", args=[self.slug])


class CommitmentEvent(Record):
    """One dated turn in a commitment's life, shown by a statement."""

    class Kind(models.TextChoices):
        MADE = "made", _("Made")
        REAFFIRMED = "reaffirmed", _("Reaffirmed")
        EXTENDED = "extended", _("Extended")
        INCREASED = "increased", _("Increased")
        REDUCED = "reduced", _("Reduced")
        SPLIT = "split", _("Split")
        DELIVERED_IN_PART = "delivered_in_part", _("Delivered in part")
        DELIVERED = "delivered", _("Delivered")
        LAPSED = "lapsed", _("Lapsed")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        BROKEN = "broken", _("Broken")

    class Qualifier(models.TextChoices):
        EXACTLY = "exactly", _("Exactly")
        UP_TO = "up_to", _("Up to")
        AT_LEAST = "at_least", _("At least")
        ABOUT = "about", _("About")

    commitment = models.ForeignKey(Commitment, on_delete=models.CASCADE, related_name="events")
    statement = models.ForeignKey(
        Statement,
        on_delete=models.PROTECT,
        related_name="commitment_events",
        help_text="The statement that shows it.",
    )
    kind = models.CharField(max_length=20, choices=Kind)
    on = PartialDateField()
    on_first = FirstDayField("on")
    on_last = LastDayField("on")
    qualifier = models.CharField(max_length=10, choices=Qualifier, blank=True, default="")
    # 15 digits: what SQLite, which stores a float, gives back as it was
    quantity = models.DecimalField(max_digits=15, decimal_places=2, null=True, blank=True)
    unit = models.CharField(
        max_length=60, blank=True, default="", help_text="Of the quantity: troops, aircraft, USD."
    )
    deadline = PartialDateField(
        blank=True, default="", help_text="By when, as a date: 2013-07. Empty: none given."
    )
    deadline_first = FirstDayField("deadline")
    deadline_last = LastDayField("deadline")
    note = models.TextField(blank=True, default="", help_text="What changed, in our own words. Public.")
    note_fr = models.TextField("note in French", blank=True, default="")

    part_of = "commitment"
    labels = ("note",)
    objects = CommitmentEventQuerySet.as_manager()

    class Meta(Record.Meta):
        ordering = ["commitment", "on_last", "id"]
        verbose_name = "commitment turn"
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "statement", "kind"],
                name="event_once",
                violation_error_message="This statement already shows this turn of the commitment.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.commitment}"

    def clean(self) -> None:
        super().clean()
        errors = {}
        if self.quantity is None and self.qualifier:
            errors["qualifier"] = "A qualifier needs a quantity."
        if (self.quantity is None) != (not self.unit):
            errors["unit"] = "Quantity and unit go together."
        if errors:
            raise ValidationError(errors)
