"""What readers say is wrong on a page. Never public: a report reaches nobody but the people who work here."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.timezone import now
from django.utils.translation import gettext_lazy as _

MAX_TEXT = 2000  # characters: a page of writing
MAX_ADDRESS = 500


class Report(models.Model):
    """A mistake that a reader reports of one record, and what was found.

    By primary key, which a record keeps for good, and by the address at which the reader stood.
    No Record: it says nothing about policy and is in no file.
    """

    records = ("record",)

    class Kind(models.TextChoices):
        SPEAKER = "speaker", _("Wrong speaker, or not said for them")
        DATE = "date", _("Wrong date")
        WORDS = "words", _("The quoted words differ from the source")
        CODING = "coding", _("Coded wrongly: rung, act, firmness or attribution")
        MISSING = "missing", _("Something is missing")
        SOURCE = "source", _("A link is dead, or the source was corrected")
        RIGHTS = "rights", _("It harms a person or breaks a right")
        OTHER = "other", _("Something else")

    class Status(models.TextChoices):
        NEW = "new", "New"
        ACCEPTED = "accepted", "Accepted"
        REJECTED = "rejected", "Rejected"
        SPAM = "spam", "Spam"

    table = models.CharField("about", max_length=30)
    record = models.PositiveBigIntegerField()
    slug = models.SlugField("address", max_length=100)
    kind = models.CharField("kind of mistake", max_length=10, choices=Kind)
    text = models.TextField("what is wrong", max_length=MAX_TEXT)
    source = models.URLField("where it can be seen", max_length=MAX_ADDRESS, blank=True)
    contact = models.EmailField(
        "e-mail",
        blank=True,
        help_text="For questions back. Seen only by those who settle reports; never exported.",
    )
    created = models.DateTimeField("received", default=now, editable=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.NEW)
    answer = models.TextField(
        max_length=MAX_TEXT, blank=True, help_text="What was found and done. Not sent to anybody by itself."
    )
    settled = models.DateTimeField(null=True, editable=False)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, editable=False, related_name="+"
    )

    class Meta:
        ordering = ["-created", "-id"]
        default_permissions = ("view", "change")
        indexes = [models.Index(fields=["status", "created"], name="report_by_status")]

    def __str__(self) -> str:
        return f"{self.table} {self.slug}: {self.get_kind_display()}"

    def clean(self) -> None:
        super().clean()
        if self.status in (self.Status.ACCEPTED, self.Status.REJECTED) and not self.answer.strip():
            raise ValidationError({"answer": "Say what was found: a report is settled with an answer."})
